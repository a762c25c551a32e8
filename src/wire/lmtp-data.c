/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/lmtp-data.h"

#include <string.h>

/* Where the reader stands between two bytes. What is not kept yet is implied by the place. */
typedef enum {
    AT_LINE_START,
    IN_LINE,
    AFTER_CR,     /* "…\r" */
    AFTER_DOT,    /* a line's first byte was "." */
    AFTER_DOT_CR, /* a line was ".\r" so far */
} Place;

struct LmtpData {
    gsize max_size;
    gsize max_line;
    Place place;
    gsize line;
    LmtpDataState refusal; /* LMTP_DATA_MORE while within the limits */
    GByteArray *kept;
};

LmtpData *
lmtp_data_new(gsize max_size, gsize max_line)
{
    LmtpData *data = g_new0(LmtpData, 1);

    g_assert(max_size < G_MAXINT32);
    data->max_size = max_size;
    data->max_line = max_line;
    data->kept = g_byte_array_new();
    return data;
}

void
lmtp_data_free(LmtpData *data)
{
    if (data == NULL)
        return;
    g_byte_array_unref(data->kept);
    g_free(data);
}

void
lmtp_data_reset(LmtpData *data)
{
    data->place = AT_LINE_START;
    data->line = 0;
    data->refusal = LMTP_DATA_MORE;
    /* A large message's memory is given back; a small one's is used again. */
    if (data->kept->len > 65536) {
        g_byte_array_unref(data->kept);
        data->kept = g_byte_array_new();
    }
    g_byte_array_set_size(data->kept, 0);
}

static void
refuse(LmtpData *data, LmtpDataState why)
{
    data->refusal = why;
    g_byte_array_unref(data->kept);
    data->kept = g_byte_array_new();
}

void
lmtp_data_give_up(LmtpData *data)
{
    if (data->refusal == LMTP_DATA_MORE)
        refuse(data, LMTP_DATA_GIVEN_UP);
}

static void
keep(LmtpData *data, const void *bytes, gsize length)
{
    if (data->refusal != LMTP_DATA_MORE)
        return;
    if (length > data->max_size - data->kept->len)
        refuse(data, LMTP_DATA_TOO_LARGE);
    else
        g_byte_array_append(data->kept, bytes, (guint)length);
}

/* Which limit is passed first decides, so that a run refused whole is refused as byte after byte would be. */
static void
keep_in_line(LmtpData *data, const void *bytes, gsize length)
{
    gsize line_room = data->max_line > 0 ? data->max_line - MIN(data->line, data->max_line) : G_MAXSIZE;

    if (data->refusal == LMTP_DATA_MORE && length > line_room && line_room < data->max_size - data->kept->len)
        refuse(data, LMTP_DATA_LINE_TOO_LONG);
    keep(data, bytes, length);
    data->line += length;
}

/* Bytes up to the next CR go over in one piece. Returns how many. */
static gsize
read_run(LmtpData *data, const guint8 *bytes, gsize length)
{
    const guint8 *cr = memchr(bytes, '\r', length);
    gsize run = cr == NULL ? length : (gsize)(cr - bytes);

    keep_in_line(data, bytes, run);
    data->place = IN_LINE;
    if (cr == NULL)
        return run;
    data->place = AFTER_CR;
    return run + 1;
}

/* A CR is held until the next byte tells whether it ends the line. */
static gsize
read_after_cr(LmtpData *data, guint8 byte)
{
    if (byte == '\n') {
        keep(data, "\r\n", 2);
        data->line = 0;
        data->place = AT_LINE_START;
        return 1;
    }
    keep_in_line(data, "\r", 1);
    data->place = IN_LINE;
    return 0;
}

/* Returns the bytes used at @bytes; sets *ret_end at the final dot. */
static gsize
read_step(LmtpData *data, const guint8 *bytes, gsize length, gboolean *ret_end)
{
    switch (data->place) {
    case AT_LINE_START:
        if (*bytes != '.')
            return read_run(data, bytes, length);
        data->place = AFTER_DOT;
        return 1;
    case AFTER_DOT: /* the stuffed dot is dropped already */
        if (*bytes != '\r')
            return read_run(data, bytes, length);
        data->place = AFTER_DOT_CR;
        return 1;
    case AFTER_DOT_CR:
        if (*bytes == '\n') {
            *ret_end = TRUE;
            return 1;
        }
        return read_after_cr(data, *bytes);
    case AFTER_CR:
        return read_after_cr(data, *bytes);
    case IN_LINE:
        break;
    }
    return read_run(data, bytes, length);
}

LmtpDataState
lmtp_data_read(LmtpData *data, const guint8 *bytes, gsize length, gsize *ret_used)
{
    gboolean end = FALSE;
    gsize used = 0;

    while (used < length && !end)
        used += read_step(data, bytes + used, length - used, &end);
    *ret_used = used;
    if (!end)
        return LMTP_DATA_MORE;
    return data->refusal == LMTP_DATA_MORE ? LMTP_DATA_COMPLETE : data->refusal;
}

const GByteArray *
lmtp_data_bytes(const LmtpData *data)
{
    return data->kept;
}
