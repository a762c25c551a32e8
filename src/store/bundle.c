/* SPDX-License-Identifier: Apache-2.0 */
#include "store/bundle.h"

#include <string.h>

#include "base/error.h"

#define VERSION 1

struct BundleWriter {
    GByteArray *out;
    guint count;
};

static void
put_int(GByteArray *out, guint64 value, guint size)
{
    for (guint i = size; i-- > 0;) {
        guint8 byte = (guint8)(value >> (8 * i));

        g_byte_array_append(out, &byte, 1);
    }
}

static void
put_text(GByteArray *out, const char *text)
{
    gsize length = text == NULL ? 0 : MIN(strlen(text), G_MAXUINT16);

    put_int(out, length, 2);
    g_byte_array_append(out, (const guint8 *)text, (guint)length);
}

BundleWriter *
bundle_writer_new(void)
{
    BundleWriter *writer = g_new0(BundleWriter, 1);

    writer->out = g_byte_array_sized_new(4096);
    put_int(writer->out, VERSION, 1);
    put_int(writer->out, 0, 2);
    return writer;
}

void
bundle_add(BundleWriter *writer, const MessagePart *part, const Digest *file_digest)
{
    gsize length;
    const guint8 *bytes = g_bytes_get_data(part->bytes, &length);

    put_text(writer->out, part->name);
    put_text(writer->out, part->type);
    put_text(writer->out, part->filename);
    put_text(writer->out, part->content_id);
    put_int(writer->out, file_digest != NULL, 1);
    put_int(writer->out, length, 8);
    if (file_digest != NULL)
        g_byte_array_append(writer->out, file_digest->bytes, DIGEST_SIZE);
    else
        g_byte_array_append(writer->out, bytes, (guint)length);
    writer->count++;
}

GBytes *
bundle_writer_finish(BundleWriter *writer)
{
    writer->out->data[1] = (guint8)(writer->count >> 8);
    writer->out->data[2] = (guint8)writer->count;
    return g_byte_array_free_to_bytes(g_steal_pointer(&writer->out));
}

void
bundle_writer_free(BundleWriter *writer)
{
    g_clear_pointer(&writer->out, g_byte_array_unref);
    g_free(writer);
}

/* ---- reading ---- */

static guint64
get_int(BundleReader *reader, guint size)
{
    guint64 value = 0;

    if ((gsize)(reader->end - reader->at) < size) {
        reader->broken = TRUE;
        return 0;
    }
    for (guint i = 0; i < size; i++)
        value = value << 8 | *reader->at++;
    return value;
}

static const guint8 *
get_span(BundleReader *reader, guint64 length)
{
    const guint8 *start = reader->at;

    if (reader->broken || (guint64)(reader->end - reader->at) < length) {
        reader->broken = TRUE;
        return NULL;
    }
    reader->at += length;
    return start;
}

static char *
get_text(BundleReader *reader)
{
    gsize length = (gsize)get_int(reader, 2);
    const guint8 *span = get_span(reader, length);

    return span == NULL || length == 0 ? NULL : g_strndup((const char *)span, length);
}

gboolean
bundle_reader_start(BundleReader *reader, GBytes *bytes, GError **error)
{
    gsize length;

    memset(reader, 0, sizeof *reader);
    reader->bytes = bytes;
    reader->at = g_bytes_get_data(bytes, &length);
    reader->end = reader->at + length;
    if (get_int(reader, 1) != VERSION) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT, "content is in an unknown form");
        return FALSE;
    }
    reader->left = (guint)get_int(reader, 2);
    return TRUE;
}

MessagePart *
bundle_reader_next(BundleReader *reader, gboolean *ret_in_file, Digest *ret_digest)
{
    g_autoptr(MessagePart) part = NULL;
    const guint8 *span;
    guint64 length;

    if (reader->left == 0 || reader->broken)
        return NULL;
    reader->left--;
    part = g_new0(MessagePart, 1);
    part->name = get_text(reader);
    part->type = get_text(reader);
    part->filename = get_text(reader);
    part->content_id = get_text(reader);
    *ret_in_file = get_int(reader, 1) == 1;
    length = get_int(reader, 8);
    span = get_span(reader, *ret_in_file ? DIGEST_SIZE : length);
    part->bytes = g_bytes_new(NULL, 0);
    part->size = (gsize)length;
    if (span == NULL || part->name == NULL) {
        reader->broken = TRUE;
        return NULL;
    }
    if (*ret_in_file) {
        memcpy(ret_digest->bytes, span, DIGEST_SIZE);
    } else {
        g_bytes_unref(part->bytes);
        part->bytes = g_bytes_new_from_bytes(
            reader->bytes, (gsize)(span - (const guint8 *)g_bytes_get_data(reader->bytes, NULL)), (gsize)length);
    }
    return g_steal_pointer(&part);
}

gboolean
bundle_reader_finish(BundleReader *reader, GError **error)
{
    if (!reader->broken)
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT, "content does not hold what its list says");
    return FALSE;
}
