/* SPDX-License-Identifier: Apache-2.0 */
/* store/search-merge.h: few large segments of many small ones, and removing what is no longer searched.
 *
 * Segments stand in tiers by their size. Once SEARCH_TIER_BASE or more of the newest are of one tier or below, they are
 * merged into one, so a search looks into at most some dozens, and a word is written anew once a tier. Work is done in
 * steps, each bounded and a transaction of its own; how far it has got is stored with it, so a restart goes on.
 * Searches see the old segments until the last step. What was forgotten is left out; a segment that would not be merged
 * for long is written anew a day after something in it was forgotten. */
#pragma once
#include "store/search-index.h"

#define SEARCH_MERGE_STEP    4000                         /* rows read or removed by a step, about */
#define SEARCH_MERGE_SOURCES 16                           /* at once */
#define SEARCH_MERGE_LARGEST (G_GINT64_CONSTANT(4) << 20) /* documents; a segment is never made larger */

/* Does one step of what is most urgent. @rows: of the step; 0: SEARCH_MERGE_STEP. *ret_done: there is nothing to do. */
gboolean search_merge_step(DbSession *session, guint rows, gboolean *ret_done, GError **error);

typedef enum {
    SEARCH_MERGE_NOTHING, /* a step would do nothing */
    SEARCH_MERGE_DUE,
    SEARCH_MERGE_URGENT, /* there are so many segments that merging goes before adding more */
} SearchMergeNeed;

/* How much a step is wanted; reads only. */
gboolean search_merge_ask(DbSession *session, SearchMergeNeed *ret, GError **error);
