/* SPDX-License-Identifier: Apache-2.0 */
/* views/search-private.h: what the parts of a search share: search-view.c walks, search-plan.c makes lists of clauses,
 * search-candidate.c judges and shows what was found. */
#pragma once
#include "store/search-walk.h"
#include "views/search-view.h"

/* What excludes together: a document that is in all the lists, and has the phrase if there is one. */
typedef struct {
    GPtrArray *lists;  /* SearchList *, borrowed */
    GPtrArray *phrase; /* char *; NULL: none */
} SearchExclusion;

typedef struct {
    Store *store;
    Directory *directory;
    const Actor *actor;
    const SearchQuestion *question;
    SearchPage *page;

    DbSession *session;
    SearchSnapshot *snapshot;
    SearchWalk walk;
    GHashTable *marks;     /* folded terms to be marked */
    GPtrArray *phrases;    /* GPtrArray * of char *: to be found in the text */
    GPtrArray *exclusions; /* SearchExclusion * */
    GArray *units;         /* UnitId: what unit: clauses mean, in their order; 0 unknown */
    GHashTable *shown;     /* ids of cases on this page */
    guint looked, opened;
    gint64 last;    /* number of the last one shown */
    gint64 reached; /* when the last one looked at was written */
} Search;

/* One document that has the words. */
typedef struct {
    gint64 document;
    gboolean is_title;
    MessageId message; /* 0: a title */
    Direction direction;
    Screening screening;
    gint64 at;
    CaseId case_id;
    UnitId unit;
    CaseState state;
    guint held; /* messages of its case */
} SearchCandidate;

/* search-plan.c */
gboolean search_plan_make(Search *search, GError **error);
void search_plan_clear(Search *search);

/* search-candidate.c. FALSE of the first: it is of no case, or gone. */
gboolean search_candidate_load(Search *search, gint64 document, SearchCandidate *ret);
gboolean search_candidate_fits(Search *search, const SearchCandidate *candidate);
/* Whether its case stands on an earlier page, because of a newer message. */
gboolean search_candidate_was_before(Search *search, const SearchCandidate *candidate);
/* Appends it to the hits, unless it was erased. */
gboolean search_candidate_show(Search *search, const SearchCandidate *candidate, GError **error);
gboolean search_candidate_persons(Search *search, GError **error);
