/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/postings.h"

#include <string.h>

#include "base/error.h"

#define VARINT_MAX 9 /* bytes of a 63-bit number */

gboolean
postings_add(PostingsBlock *block, gint64 document)
{
    guint8 bytes[VARINT_MAX];
    gsize length = 0;
    guint64 distance;

    if (block->last == 0) {
        block->first = block->last = document;
        block->length = 0;
        return TRUE;
    }
    g_assert(document > block->last);
    distance = (guint64)(document - block->last - 1);
    do {
        bytes[length++] = (guint8)((distance & 0x7f) | (distance > 0x7f ? 0x80 : 0));
        distance >>= 7;
    } while (distance > 0);
    if (block->length + length > POSTINGS_BLOCK_MAX)
        return FALSE;
    memcpy(block->bytes + block->length, bytes, length);
    block->length += length;
    block->last = document;
    return TRUE;
}

/* The varint at *@at; FALSE when there is none. */
static gboolean
read_distance(const guint8 **at, const guint8 *end, gint64 *ret)
{
    guint64 distance = 0;

    for (guint i = 0; i < VARINT_MAX && *at < end; i++) {
        guint8 byte = *(*at)++;

        distance |= (guint64)(byte & 0x7f) << (7 * i);
        if (byte < 0x80) {
            *ret = (gint64)distance;
            return byte != 0 || i == 0;
        }
    }
    return FALSE;
}

gboolean
postings_read(gint64 first, const guint8 *bytes, gsize length, GArray *ret, GError **error)
{
    const guint8 *at = bytes, *end = at + length;
    gint64 document = first, distance;

    if (first > 0 && length <= POSTINGS_BLOCK_MAX) {
        g_array_append_val(ret, document);
        while (at < end && read_distance(&at, end, &distance) && distance < G_MAXINT64 - document) {
            document += distance + 1;
            g_array_append_val(ret, document);
            if (at == end)
                return TRUE;
        }
        if (length == 0)
            return TRUE;
    }
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT, "a block of the search index is damaged");
    return FALSE;
}
