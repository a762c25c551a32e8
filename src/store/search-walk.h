/* SPDX-License-Identifier: Apache-2.0 */
/* store/search-walk.h: the documents in which several terms occur together, and others do not, newest first. Inside the
 * transaction of its snapshot. */
#pragma once
#include "store/search-list.h"

typedef struct {
    SearchSnapshot *snapshot;
    GPtrArray *all;        /* SearchList *, borrowed: in each of these, at least one */
    GPtrArray *none;       /* and in none of these */
    gint64 oldest, newest; /* in spans that hold something written from here to before there */
} SearchWalk;

void search_walk_init(SearchWalk *walk, SearchSnapshot *snapshot);
void search_walk_clear(SearchWalk *walk);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SearchWalk, search_walk_clear)

/* The newest such document at or below @from; 0: there is none. */
gint64 search_walk_next(SearchWalk *walk, gint64 from);

/* Whether @document is one, times apart. */
gboolean search_walk_has(const SearchWalk *walk, gint64 document);
