/* SPDX-License-Identifier: Apache-2.0 */
/* store/search-list.h: reading the search index: lists of documents, newest first.
 *
 * A list is asked for the newest document at or below a number; it reads one block of one segment at a time, so finding
 * the newest few costs little however often a word occurs. Inside one reading transaction; of one thread. The first
 * failure sticks to the snapshot: lists are empty from then on, and search_list_close() reports it. */
#pragma once
#include "store/search-index.h"

typedef struct SearchSnapshot SearchSnapshot; /* the segments, as they are now */
typedef struct SearchList SearchList;

/* NULL with an error. */
SearchSnapshot *search_list_open(DbSession *session, GError **error);
/* Frees it and all its lists. FALSE: something failed since it was opened. */
gboolean search_list_close(SearchSnapshot *snapshot, GError **error);
/* The number of the newest document, 0: none. */
gint64 search_list_newest(const SearchSnapshot *snapshot);

/* Lists belong to the snapshot. */
SearchList *search_list_term(SearchSnapshot *snapshot, gint64 term);
/* Every number. */
SearchList *search_list_all(SearchSnapshot *snapshot);
/* These (gint64, ascending), copied. */
SearchList *search_list_these(SearchSnapshot *snapshot, const GArray *documents);

/* The newest document of the list at or below @document, in any order of calls; 0: there is none. */
gint64 search_list_seek(SearchList *list, gint64 document);

/* The newest document at or below @document whose span may hold one written from @oldest to before @newest; 0: none. */
gint64 search_list_in_time(SearchSnapshot *snapshot, gint64 document, gint64 oldest, gint64 newest);
