/* SPDX-License-Identifier: Apache-2.0 */
/* wire/postings.h: ascending numbers of documents in small blocks: where a word occurs.
 *
 * A block has its first number beside it; each further one is the distance to the one before, less one, as a varint
 * (seven bits a byte, lowest first, in its shortest form). So a block of one is empty, and no bytes can tell of numbers
 * that do not ascend. Pure, thread-safe; nothing blocks. */
#pragma once
#include <glib.h>

#define POSTINGS_BLOCK_MAX 900 /* bytes: four rows to a database page */

typedef struct {
    gint64 first, last; /* last 0: empty */
    gsize length;
    guint8 bytes[POSTINGS_BLOCK_MAX];
} PostingsBlock;

/* FALSE, and nothing is changed, when the block is full. @document > 0, and larger than the last. */
gboolean postings_add(PostingsBlock *block, gint64 document);

/* Appends the numbers of a block to @ret (gint64). TRIBUNE_ERROR_CORRUPT when these are not its bytes; what was
 * appended until then stays. */
gboolean postings_read(gint64 first, const guint8 *bytes, gsize length, GArray *ret, GError **error);
