/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/filetype.h"

#include <string.h>

typedef struct {
    FileType type;
    const char *mark;
    gsize length;
} Mark;

#define MARK(type, text)                                                                                               \
    {                                                                                                                  \
        type, text, sizeof(text) - 1                                                                                   \
    }

static const Mark MARKS[] = {
    MARK(FILETYPE_PROGRAM, "\x7f"
                           "ELF"),
    MARK(FILETYPE_PROGRAM, "\xfe\xed\xfa\xce"),
    MARK(FILETYPE_PROGRAM, "\xfe\xed\xfa\xcf"),
    MARK(FILETYPE_PROGRAM, "\xce\xfa\xed\xfe"),
    MARK(FILETYPE_PROGRAM, "\xcf\xfa\xed\xfe"),
    MARK(FILETYPE_PROGRAM, "\xca\xfe\xba\xbe"),
    MARK(FILETYPE_PROGRAM, "L\x00\x00\x00\x01\x14\x02\x00"),
    MARK(FILETYPE_PROGRAM, "#!"),
    MARK(FILETYPE_PNG, "\x89PNG\r\n\x1a\n"),
    MARK(FILETYPE_JPEG, "\xff\xd8\xff"),
    MARK(FILETYPE_GIF, "GIF87a"),
    MARK(FILETYPE_GIF, "GIF89a"),
    MARK(FILETYPE_ZIP, "PK\x03\x04"),
    MARK(FILETYPE_ZIP, "PK\x05\x06"),
    MARK(FILETYPE_OLE, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    MARK(FILETYPE_RAR, "Rar!\x1a\x07"),
    MARK(FILETYPE_SEVENZIP, "7z\xbc\xaf\x27\x1c"),
    MARK(FILETYPE_GZIP, "\x1f\x8b\x08"),
};

/* Readers look for a PDF's mark in the first kilobyte. */
#define PDF_SEARCH 1024

/* "MZ", and at the place it names the header of a Windows program: two letters alone begin many a text. */
static gboolean
is_windows_program(const guint8 *bytes, gsize length)
{
    guint32 place;

    if (length < 64 || memcmp(bytes, "MZ", 2) != 0)
        return FALSE;
    memcpy(&place, bytes + 60, sizeof place);
    place = GUINT32_FROM_LE(place);
    return place <= length - 4 && (memcmp(bytes + place, "PE\0\0", 4) == 0 || memcmp(bytes + place, "NE", 2) == 0);
}

/* memmem(), which dislikes the NULL that empty bytes may come with. */
static gboolean
contains(const guint8 *bytes, gsize length, const void *text, gsize text_length)
{
    return length >= text_length && memmem(bytes, length, text, text_length) != NULL;
}

FileType
filetype_detect(const guint8 *bytes, gsize length)
{
    if (is_windows_program(bytes, length))
        return FILETYPE_PROGRAM;
    for (gsize i = 0; i < G_N_ELEMENTS(MARKS); i++) {
        if (length >= MARKS[i].length && memcmp(bytes, MARKS[i].mark, MARKS[i].length) == 0)
            return MARKS[i].type;
    }
    return contains(bytes, MIN(length, PDF_SEARCH), "%PDF-", 5) ? FILETYPE_PDF : FILETYPE_OTHER;
}

/* ---- names ---- */

typedef struct {
    const char *ending;
    guint types; /* bits: 1 << FileType */
} Promise;

#define OFFICE (1U << FILETYPE_ZIP | 1U << FILETYPE_OLE)

static const Promise PROMISES[] = {
    { "pdf", 1U << FILETYPE_PDF },
    { "png", 1U << FILETYPE_PNG },
    { "jpg", 1U << FILETYPE_JPEG },
    { "jpeg", 1U << FILETYPE_JPEG },
    { "gif", 1U << FILETYPE_GIF },
    { "zip", 1U << FILETYPE_ZIP },
    { "doc", OFFICE },
    { "xls", OFFICE },
    { "ppt", OFFICE },
    { "docx", OFFICE },
    { "xlsx", OFFICE },
    { "pptx", OFFICE },
    { "odt", 1U << FILETYPE_ZIP },
    { "ods", 1U << FILETYPE_ZIP },
    { "odp", 1U << FILETYPE_ZIP },
    { "msg", 1U << FILETYPE_OLE },
    { "rar", 1U << FILETYPE_RAR },
    { "7z", 1U << FILETYPE_SEVENZIP },
    { "gz", 1U << FILETYPE_GZIP },
    { "tgz", 1U << FILETYPE_GZIP },
    { "txt", 0 },
    { "csv", 0 },
    { "ics", 0 },
    { "vcf", 0 },
    { "heic", 0 },
    { "mp3", 0 },
    { "mp4", 0 },
    { "mov", 0 },
    { "webp", 0 },
    { "tif", 0 },
};

gboolean
filetype_fits_name(FileType type, const char *filename)
{
    g_autofree char *ending = filetype_ending(filename, 0);

    if (type == FILETYPE_OTHER)
        return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(PROMISES); i++) {
        if (strcmp(PROMISES[i].ending, ending) == 0)
            return (PROMISES[i].types & 1U << type) != 0;
    }
    return TRUE;
}

char *
filetype_ending(const char *filename, guint nth)
{
    gsize end = strlen(filename);

    for (;; nth--) {
        gsize start;

        while (end > 0 && strchr(" .\t", filename[end - 1]) != NULL)
            end--;
        for (start = end; start > 0 && strchr("./\\", filename[start - 1]) == NULL;)
            start--;
        if (start == 0 || filename[start - 1] != '.')
            return g_strdup("");
        if (nth == 0)
            return g_ascii_strdown(filename + start, (gssize)(end - start));
        end = start - 1;
    }
}

/* ---- contents ---- */

/* @text as OLE directories name their streams: UTF-16, least significant byte first. */
static gboolean
has_stream(const guint8 *bytes, gsize length, const char *text)
{
    guint8 name[64] = { 0 };
    gsize size = strlen(text) * 2;

    g_assert(size <= sizeof name);
    for (gsize i = 0; text[i] != '\0'; i++)
        name[2 * i] = (guint8)text[i];
    return contains(bytes, length, name, size);
}

gboolean
filetype_is_encrypted(FileType type, const guint8 *bytes, gsize length)
{
    if (type == FILETYPE_PDF)
        return contains(bytes, length, "/Encrypt", 8);
    return type == FILETYPE_OLE && has_stream(bytes, length, "EncryptedPackage");
}

gboolean
filetype_has_macros(FileType type, const guint8 *bytes, gsize length)
{
    return type == FILETYPE_OLE && has_stream(bytes, length, "_VBA_PROJECT");
}
