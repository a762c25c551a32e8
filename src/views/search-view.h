/* SPDX-License-Identifier: Apache-2.0 */
/* views/search-view.h: cases and persons found by what is written in them, as one actor may see it.
 *
 * A case stands where its newest message is in which all words occur (or its title, when an officer changed it), newest
 * first; words must be in one message. Only cases of units that the actor may read; held messages only for who decides
 * on them, malware and what waits for screening for nobody. State, unit and what is held are those of now. Phrases are
 * checked against the opened text.
 *
 * One answer looks at SEARCH_CANDIDATES messages at most and opens SEARCH_OPENED for phrases; when that ends before the
 * page is full, it says how far back it got and can be continued. Blocks on a read. */
#pragma once
#include "mediation/staff/directory.h"
#include "model/actor.h"
#include "model/case.h"
#include "model/message.h"
#include "model/person.h"
#include "model/search-query.h"
#include "store/store.h"

#define SEARCH_PAGE_SIZE  20
#define SEARCH_PERSONS    5 /* shown at most, on the first page */
#define SEARCH_CANDIDATES 4000
#define SEARCH_OPENED     400

typedef struct {
    const char *text; /* as typed; SEARCH_QUERY_SIZE bytes are looked at */
    gint64 before;    /* the cursor of the page before; 0: the first page */
    const char *zone; /* of days */
    gint64 now;
} SearchQuestion;

/* A piece of a text: to be marked, or not. */
typedef struct {
    char *text;
    gboolean marked;
} SearchPiece;

typedef struct {
    Case *a_case;
    char *person;      /* name or address of the case's person; "" unknown */
    MessageId message; /* 0: the title was found */
    Direction direction;
    char *author; /* who wrote the message; "" nobody */
    gint64 at;    /* when */
    guint attachments;
    gboolean held;
    gboolean side;      /* the message is of an internal consultation */
    GPtrArray *title;   /* SearchPiece * of the case's title */
    GPtrArray *snippet; /* SearchPiece * around the first word found */
} SearchHit;

typedef struct {
    PersonId id;
    char *name;    /* "" unknown */
    char *address; /* the first */
} SearchPerson;

typedef struct {
    SearchQuery *query;
    GPtrArray *hits;    /* SearchHit * */
    GPtrArray *persons; /* SearchPerson * */
    gint64 next;        /* cursor of what is older; 0: that was all */
    gint64 reached; /* not full, because the answer was getting long: what is older than this was not looked at; 0 */
} SearchPage;
void search_view_free(SearchPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SearchPage, search_view_free)

/* TRIBUNE_ERROR_FORBIDDEN. A query without any clause finds nothing. */
SearchPage *search_view_load(Store *store, Directory *directory, const Actor *actor, const SearchQuestion *question,
                             GError **error);
