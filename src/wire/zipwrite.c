/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/zipwrite.h"

#include <string.h>

#define NAME_MAX_LENGTH 200
#define LOCAL           0x04034b50U
#define CENTRAL         0x02014b50U
#define END             0x06054b50U
#define VERSION         20       /* needed to take it out: 2.0 */
#define MADE_BY         (3 << 8) /* Unix: so that the mode counts */

struct ZipWrite {
    GByteArray *out, *directory;
    guint count;
    guint16 date, time;
};

static void
put(GByteArray *out, guint32 number, guint bytes)
{
    for (guint i = 0; i < bytes; i++) {
        guint8 byte = (guint8)(number >> (8 * i));

        g_byte_array_append(out, &byte, 1);
    }
}

ZipWrite *
zipwrite_new(gint64 when)
{
    g_autoptr(GDateTime) at = g_date_time_new_from_unix_utc(MAX(when, G_GINT64_CONSTANT(315532800)));
    ZipWrite *zip = g_new0(ZipWrite, 1);

    zip->out = g_byte_array_new();
    zip->directory = g_byte_array_new();
    zip->date = (guint16)((g_date_time_get_year(at) - 1980) << 9 | g_date_time_get_month(at) << 5 |
                          g_date_time_get_day_of_month(at));
    zip->time =
        (guint16)(g_date_time_get_hour(at) << 11 | g_date_time_get_minute(at) << 5 | g_date_time_get_second(at) / 2);
    return zip;
}

void
zipwrite_free(ZipWrite *zip)
{
    g_clear_pointer(&zip->out, g_byte_array_unref);
    g_clear_pointer(&zip->directory, g_byte_array_unref);
    g_free(zip);
}

/* Four bits at a time: small, and fast enough for some megabytes. */
guint32
zipwrite_crc(const void *bytes, gsize length)
{
    static const guint32 TABLE[16] = { 0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4,
                                       0x4db26158, 0x5005713c, 0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c,
                                       0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c };
    const guint8 *at = bytes;
    guint32 crc = G_MAXUINT32;

    for (gsize i = 0; i < length; i++) {
        crc = TABLE[(crc ^ at[i]) & 15] ^ crc >> 4;
        crc = TABLE[(crc ^ (guint32)at[i] >> 4) & 15] ^ crc >> 4;
    }
    return ~crc;
}

/* What both records of a file have, from "version needed" to "length of the extra field". */
static void
put_common(const ZipWrite *zip, GByteArray *out, const char *name, guint32 crc, gsize length)
{
    put(out, VERSION, 2);
    put(out, 0, 2); /* flags */
    put(out, 0, 2); /* stored */
    put(out, zip->time, 2);
    put(out, zip->date, 2);
    put(out, crc, 4);
    put(out, (guint32)length, 4);
    put(out, (guint32)length, 4);
    put(out, (guint32)strlen(name), 2);
    put(out, 0, 2);
}

static gboolean
is_good_name(const char *name)
{
    gsize length = strlen(name);

    for (gsize i = 0; i < length; i++)
        if (!g_ascii_isgraph(name[i]) || name[i] == '\\')
            return FALSE;
    return length > 0 && length <= NAME_MAX_LENGTH && *name != '/' && strstr(name, "..") == NULL;
}

gboolean
zipwrite_add(ZipWrite *zip, const char *name, const void *bytes, gsize length, gboolean program)
{
    guint32 offset = (guint32)zip->out->len, crc;

    if (!is_good_name(name) || zip->count >= ZIPWRITE_FILES_MAX || length > ZIPWRITE_SIZE_MAX ||
        zip->out->len + zip->directory->len + length > ZIPWRITE_SIZE_MAX)
        return FALSE;
    crc = zipwrite_crc(bytes, length);
    put(zip->out, LOCAL, 4);
    put_common(zip, zip->out, name, crc, length);
    g_byte_array_append(zip->out, (const guint8 *)name, (guint)strlen(name));
    if (length > 0)
        g_byte_array_append(zip->out, bytes, (guint)length);
    put(zip->directory, CENTRAL, 4);
    put(zip->directory, MADE_BY | VERSION, 2);
    put_common(zip, zip->directory, name, crc, length);
    put(zip->directory, 0, 2); /* comment */
    put(zip->directory, 0, 2); /* disk */
    put(zip->directory, 0, 2); /* internal */
    put(zip->directory, (program ? 0100755U : 0100644U) << 16, 4);
    put(zip->directory, offset, 4);
    g_byte_array_append(zip->directory, (const guint8 *)name, (guint)strlen(name));
    zip->count++;
    return TRUE;
}

GBytes *
zipwrite_end(ZipWrite *zip)
{
    guint32 offset = (guint32)zip->out->len;

    g_byte_array_append(zip->out, zip->directory->data, zip->directory->len);
    put(zip->out, END, 4);
    put(zip->out, 0, 2);
    put(zip->out, 0, 2);
    put(zip->out, zip->count, 2);
    put(zip->out, zip->count, 2);
    put(zip->out, zip->directory->len, 4);
    put(zip->out, offset, 4);
    put(zip->out, 0, 2);
    return g_byte_array_free_to_bytes(g_steal_pointer(&zip->out));
}
