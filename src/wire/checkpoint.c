/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/checkpoint.h"

#include <string.h>

#include "base/encode.h"
#include "base/error.h"
#include "base/number.h"

char *
checkpoint_format(const Checkpoint *checkpoint)
{
    g_autofree char *root = encode_base64(checkpoint->root.bytes, DIGEST_SIZE);

    return g_strdup_printf("%s\n%" G_GUINT64_FORMAT "\n%s\n", checkpoint->origin, checkpoint->size, root);
}

/* Cuts the next line, which must not be empty, from @text. */
static gboolean
take_line(const char **text, gsize *length, const char **ret_line, gsize *ret_length)
{
    const char *end = memchr(*text, '\n', *length);

    if (end == NULL || end == *text)
        return FALSE;
    *ret_line = *text;
    *ret_length = (gsize)(end - *text);
    *length -= *ret_length + 1;
    *text = end + 1;
    return TRUE;
}

static gboolean
read_size(const char *line, gsize length, guint64 *ret)
{
    gint64 size;

    if (!g_ascii_isdigit(line[0]) || (length > 1 && line[0] == '0') ||
        !number_parse_span(line, length, 0, G_MAXINT64, &size, NULL))
        return FALSE;
    *ret = (guint64)size;
    return TRUE;
}

static gboolean
read_root(const char *line, gsize length, Digest *ret)
{
    gsize bytes_length = 0;
    g_autofree guint8 *bytes = length > 64 ? NULL : decode_base64(line, length, &bytes_length);

    if (bytes == NULL || bytes_length != DIGEST_SIZE)
        return FALSE;
    memcpy(ret->bytes, bytes, DIGEST_SIZE);
    return TRUE;
}

static const char *
parse_lines(const char *text, gsize length, Checkpoint *checkpoint)
{
    const char *line;
    gsize line_length;

    if (!take_line(&text, &length, &line, &line_length) || line_length > CHECKPOINT_ORIGIN_MAX ||
        memchr(line, '\0', line_length) != NULL)
        return "no origin, or a too long one";
    memcpy(checkpoint->origin, line, line_length);
    checkpoint->origin[line_length] = '\0';
    if (!take_line(&text, &length, &line, &line_length) || !read_size(line, line_length, &checkpoint->size))
        return "no tree size";
    if (!take_line(&text, &length, &line, &line_length) || !read_root(line, line_length, &checkpoint->root))
        return "no root hash";
    while (length > 0)
        if (!take_line(&text, &length, &line, &line_length))
            return "an empty or unfinished line";
    return NULL;
}

gboolean
checkpoint_parse(const char *text, gsize length, Checkpoint *ret, GError **error)
{
    Checkpoint checkpoint;
    const char *fault = parse_lines(text, length, &checkpoint);

    if (fault != NULL) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "checkpoint: %s", fault);
        return FALSE;
    }
    *ret = checkpoint;
    return TRUE;
}

gboolean
checkpoint_open(const char *note, gsize length, const NoteVerifier *verifiers, gsize count, Checkpoint *ret,
                GError **error)
{
    g_autoptr(Note) parsed = note_parse(note, length, error);

    return parsed != NULL && note_verify(parsed, verifiers, count, error) &&
           checkpoint_parse(parsed->text, parsed->length, ret, error);
}
