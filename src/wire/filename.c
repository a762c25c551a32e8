/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/filename.h"

#include <string.h>

#include "base/text.h"

#define EXTENSION_MAX 20

static const struct {
    const char *media_type;
    const char *extension;
} EXTENSIONS[] = {
    { "application/json", ".json" },
    { "application/ms-tnef", ".dat" },
    { "application/msword", ".doc" },
    { "application/pdf", ".pdf" },
    { "application/pgp-signature", ".asc" },
    { "application/pkcs7-signature", ".p7s" },
    { "application/vnd.ms-excel", ".xls" },
    { "application/vnd.oasis.opendocument.text", ".odt" },
    { "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx" },
    { "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx" },
    { "application/zip", ".zip" },
    { "audio/mpeg", ".mp3" },
    { "image/gif", ".gif" },
    { "image/heic", ".heic" },
    { "image/jpeg", ".jpg" },
    { "image/png", ".png" },
    { "image/webp", ".webp" },
    { "message/delivery-status", ".txt" },
    { "message/disposition-notification", ".txt" },
    { "message/feedback-report", ".txt" },
    { "message/rfc822", ".eml" },
    { "text/calendar", ".ics" },
    { "text/csv", ".csv" },
    { "text/html", ".html" },
    { "text/plain", ".txt" },
    { "text/rfc822-headers", ".txt" },
    { "video/mp4", ".mp4" },
};

static const char *const DEVICES[] = { "CON",  "PRN",  "AUX",  "NUL",  "COM1", "COM2", "COM3", "COM4",
                                       "COM5", "COM6", "COM7", "COM8", "COM9", "LPT1", "LPT2", "LPT3",
                                       "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9" };

/* Characters that change how a name is read without being seen. */
static gboolean
is_invisible(gunichar c)
{
    return (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0x61c ||
           c == 0xfeff || c == 0xad || (c >= 0xfff9 && c <= 0xfffb) || !g_unichar_isdefined(c);
}

static char *
keep_good_characters(const char *name)
{
    GString *out = g_string_new(NULL);

    for (const char *at = name; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);

        if (c == '\n' || c == '\t' || g_unichar_isspace(c))
            g_string_append_c(out, ' ');
        else if (c < 0x80 && strchr("<>:\"|?*", (int)c) != NULL)
            g_string_append_c(out, '_');
        else if (!is_invisible(c))
            g_string_append_unichar(out, c);
    }
    return g_string_free(out, FALSE);
}

static const char *
after_last_separator(const char *name)
{
    const char *last = name;

    for (const char *c = name; *c != '\0'; c++)
        if (*c == '/' || *c == '\\')
            last = c + 1;
    return last;
}

/* Dots and blanks at the ends hide files or extensions. */
static void
strip_ends(char *name)
{
    gsize start = strspn(name, ". ");
    gsize end = strlen(name);

    while (end > start && (name[end - 1] == '.' || name[end - 1] == ' '))
        end--;
    memmove(name, name + start, end - start);
    name[end - start] = '\0';
}

static gboolean
is_device(const char *name)
{
    gsize stem = strcspn(name, ".");

    while (stem > 0 && name[stem - 1] == ' ')
        stem--;
    for (gsize i = 0; i < G_N_ELEMENTS(DEVICES); i++)
        if (strlen(DEVICES[i]) == stem && g_ascii_strncasecmp(name, DEVICES[i], stem) == 0)
            return TRUE;
    return FALSE;
}

/* @name cut in its middle, before the extension and between characters. */
static char *
shorten(const char *name)
{
    const char *extension = strrchr(name, '.');
    gsize keep = FILENAME_MAX_BYTES;

    if (extension == NULL || strlen(extension) > EXTENSION_MAX)
        extension = "";
    keep -= strlen(extension);
    while (((guchar)name[keep] & 0xc0) == 0x80)
        keep--;
    return g_strdup_printf("%.*s%s", (int)keep, name, extension);
}

static const char *
usual_extension(const char *media_type)
{
    for (gsize i = 0; media_type != NULL && i < G_N_ELEMENTS(EXTENSIONS); i++)
        if (text_equal_ascii(EXTENSIONS[i].media_type, media_type))
            return EXTENSIONS[i].extension;
    return "";
}

char *
filename_clean(const char *name, const char *media_type)
{
    g_autofree char *valid = name == NULL ? g_strdup("") : text_clean(name, strlen(name));
    g_autofree char *good = keep_good_characters(after_last_separator(valid));

    strip_ends(good);
    if (*good == '\0')
        return g_strconcat("attachment", usual_extension(media_type), NULL);
    if (is_device(good)) {
        char *marked = g_strconcat("_", good, NULL);

        g_free(good);
        good = marked;
    }
    return strlen(good) > FILENAME_MAX_BYTES ? shorten(good) : g_steal_pointer(&good);
}
