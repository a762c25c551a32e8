/* SPDX-License-Identifier: Apache-2.0 */
#include "journal/memory.h"

#include <string.h>

#include "base/encode.h"
#include "base/error.h"
#include "base/number.h"

#define FILE_LIMIT (64 * 1024)

static gboolean
refuse(const JournalKey *key, GError **error, const char *why)
{
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN,
                "the signer's memory %s %s; nothing is signed until it is put right", journal_key_memory(key), why);
    return FALSE;
}

/* The lines of the file, an empty list when there is none. */
static char **
read_lines(const JournalKey *key, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autofree char *text = NULL;
    gsize length = 0;

    if (!g_file_get_contents(journal_key_memory(key), &text, &length, &trouble)) {
        if (g_error_matches(trouble, G_FILE_ERROR, G_FILE_ERROR_NOENT))
            return g_new0(char *, 1);
        refuse(key, error, "cannot be read");
        return NULL;
    }
    if (length > FILE_LIMIT || strlen(text) != length || (length > 0 && text[length - 1] != '\n')) {
        refuse(key, error, "is malformed");
        return NULL;
    }
    if (length > 0)
        text[length - 1] = '\0';
    return length > 0 ? g_strsplit(text, "\n", 0) : g_new0(char *, 1);
}

/* "size root" behind the origin. */
static gboolean
parse(const char *text, guint64 *ret_size, Digest *ret_root)
{
    const char *space = strchr(text, ' ');
    gint64 size;

    if (space == NULL || !number_parse_span(text, (gsize)(space - text), 0, G_MAXINT64, &size, NULL) ||
        !decode_hex(space + 1, ret_root->bytes, DIGEST_SIZE))
        return FALSE;
    *ret_size = (guint64)size;
    return TRUE;
}

gboolean
journal_memory_find(const JournalKey *key, int year, gboolean *ret_found, guint64 *ret_size, Digest *ret_root,
                    GError **error)
{
    g_autofree char *origin = journal_key_origin(key, year);
    g_autofree char *start = g_strconcat(origin, " ", NULL);
    g_auto(GStrv) lines = read_lines(key, error);

    if (lines == NULL)
        return FALSE;
    *ret_found = FALSE;
    for (char **line = lines; *line != NULL; line++) {
        if (!g_str_has_prefix(*line, start))
            continue;
        if (!parse(*line + strlen(start), ret_size, ret_root))
            return refuse(key, error, "is malformed");
        *ret_found = TRUE;
    }
    return TRUE;
}

static int
by_text(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Replaces the line of @year with @line; NULL: leaves it out. */
static gboolean
replace(const JournalKey *key, int year, const char *line, GError **error)
{
    g_autofree char *origin = journal_key_origin(key, year);
    g_autofree char *start = g_strconcat(origin, " ", NULL);
    g_auto(GStrv) lines = read_lines(key, error);
    g_autoptr(GPtrArray) kept = g_ptr_array_new();
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GError) trouble = NULL;

    if (lines == NULL)
        return FALSE;
    for (char **old = lines; *old != NULL; old++)
        if (!g_str_has_prefix(*old, start))
            g_ptr_array_add(kept, *old);
    if (line != NULL)
        g_ptr_array_add(kept, (gpointer)line);
    g_ptr_array_sort(kept, by_text);
    for (guint i = 0; i < kept->len; i++)
        g_string_append_printf(text, "%s\n", (const char *)g_ptr_array_index(kept, i));
    if (g_file_set_contents_full(journal_key_memory(key), text->str, (gssize)text->len,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &trouble))
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR,
                g_error_matches(trouble, G_FILE_ERROR, G_FILE_ERROR_NOSPC) ? TRIBUNE_ERROR_FULL
                                                                           : TRIBUNE_ERROR_TEMPORARY,
                "writing the signer's memory: %s", trouble->message);
    return FALSE;
}

gboolean
journal_memory_keep(const JournalKey *key, int year, guint64 size, const Digest *root, GError **error)
{
    g_autofree char *origin = journal_key_origin(key, year);
    g_autofree char *hex = digest_to_hex(root);
    g_autofree char *line = g_strdup_printf("%s %" G_GUINT64_FORMAT " %s", origin, size, hex);

    return replace(key, year, line, error);
}

gboolean
journal_memory_forget(const JournalKey *key, int year, GError **error)
{
    return replace(key, year, NULL, error);
}
