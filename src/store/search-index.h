/* SPDX-License-Identifier: Apache-2.0 */
/* store/search-index.h: the search index as it is stored: documents by number, and segments that say which terms occur
 * in which of them.
 *
 * A segment covers a range of numbers and never changes; a batch becomes a small one, and store/search-merge.h makes
 * few large ones of many small ones. store/search-list.h reads. The index follows the trail: it remembers up to which
 * event it has got, in the transaction that adds to it. Calls run inside the caller's transaction. */
#pragma once
#include "db/db.h"
#include "store/search-batch.h"

#define SEARCH_SPAN_BITS 10 /* documents of a span: 1024 */
#define SEARCH_TIER_BASE 8  /* segments of a tier that make one of the next */

typedef enum { SEARCH_SEGMENT_LIVE, SEARCH_SEGMENT_MADE, SEARCH_SEGMENT_DEAD } SearchSegmentState;

typedef struct {
    gint64 event;    /* everything up to it is in */
    gint64 document; /* the last number given */
} SearchState;

gboolean search_index_state(DbSession *session, SearchState *ret, GError **error);

/* Adds @batch as the newest segment and goes on from event @since to @upto. What was indexed before of the same
 * subjects is forgotten. TRIBUNE_ERROR_CONFLICT when it is no longer at @since: somebody else did it. */
gboolean search_index_write(DbSession *session, SearchBatch *batch, gint64 since, gint64 upto, GError **error);

/* Whatever is indexed of @subject is found no more, and leaves the segments with their next merge. */
gboolean search_index_forget(DbSession *session, gint64 subject, GError **error);

/* Everything is forgotten, and the trail will be followed from its beginning. Segments are removed by later merges. */
gboolean search_index_clear(DbSession *session, GError **error);

/* The tier of a segment with so many documents: how often SEARCH_TIER_BASE goes into it. */
guint search_index_tier(gint64 documents);
/* A fresh segment id. */
gboolean search_index_next_segment(DbSession *session, gint64 *ret, GError **error);
