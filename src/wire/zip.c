/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/zip.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"

#define LOCAL_HEADER     "PK\x03\x04"
#define DIRECTORY_HEADER "PK\x01\x02"
#define END_HEADER       "PK\x05\x06"
#define SIGNATURE_SIZE   4
#define DIRECTORY_SIZE   46
#define END_SIZE         22
#define COMMENT_MAX      65535
#define NAME_CHARACTERS  255

static guint
read16(const guint8 *at)
{
    return at[0] | (guint)at[1] << 8;
}

static guint32
read32(const guint8 *at)
{
    return (guint32)read16(at) | (guint32)read16(at + 2) << 16;
}

static gboolean
has_signature(const guint8 *bytes, gsize length, gsize at, const char *signature)
{
    return at <= length && length - at >= SIGNATURE_SIZE && memcmp(bytes + at, signature, SIGNATURE_SIZE) == 0;
}

gboolean
zip_is_archive(const guint8 *bytes, gsize length)
{
    return has_signature(bytes, length, 0, LOCAL_HEADER) || has_signature(bytes, length, 0, END_HEADER);
}

/* The end record, searched from the end, where only a comment may follow it. */
static gboolean
find_end(const guint8 *bytes, gsize length, gsize *ret)
{
    if (length < END_SIZE)
        return FALSE;
    for (gsize back = END_SIZE; back <= MIN(length, END_SIZE + COMMENT_MAX); back++) {
        gsize at = length - back;

        if (has_signature(bytes, length, at, END_HEADER) && read16(bytes + at + 20) == back - END_SIZE) {
            *ret = at;
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean
fail(GError **error)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "the archive has no readable list of its files");
    return FALSE;
}

gboolean
zip_each(const guint8 *bytes, gsize length, ZipFunction function, gpointer data, GError **error)
{
    gsize end, at;
    guint count;

    if (!find_end(bytes, length, &end))
        return fail(error);
    count = read16(bytes + end + 10);
    if (count > ZIP_ENTRIES_MAX) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "the archive has more than %d files", ZIP_ENTRIES_MAX);
        return FALSE;
    }
    /* Something may stand before the archive, as in those that unpack themselves: count from the end, as unpackers do.
     */
    if (read32(bytes + end + 12) > end || read16(bytes + end + 4) != 0)
        return fail(error);
    at = end - read32(bytes + end + 12);
    for (guint i = 0; i < count; i++) {
        g_autofree char *name = NULL;
        gsize name_length, whole;

        if (!has_signature(bytes, end, at, DIRECTORY_HEADER) || end - at < DIRECTORY_SIZE)
            return fail(error);
        name_length = read16(bytes + at + 28);
        whole = DIRECTORY_SIZE + name_length + read16(bytes + at + 30) + read16(bytes + at + 32);
        if (whole > end - at)
            return fail(error);
        name = text_one_line((const char *)bytes + at + DIRECTORY_SIZE, name_length, NAME_CHARACTERS);
        if (!function(&(ZipEntry){ name, (read16(bytes + at + 8) & 1) != 0, read32(bytes + at + 24) }, data))
            return TRUE;
        at += whole;
    }
    return TRUE;
}
