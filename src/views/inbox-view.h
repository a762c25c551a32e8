/* SPDX-License-Identifier: Apache-2.0 */
/* views/inbox-view.h: lists of cases, as one actor may see them. Blocks on a read. */
#pragma once
#include "model/actor.h"
#include "model/case.h"
#include "store/store.h"
#include "store/tag-store.h"

#define INBOX_PAGE_SIZE 50
#define INBOX_PAGE_MAX  200 /* further pages are refused: filter instead */

typedef enum {
    INBOX_MINE,       /* assigned to the actor */
    INBOX_UNIT,       /* of one unit */
    INBOX_UNASSIGNED, /* new and open, nobody has taken it */
    INBOX_HELD,       /* something in it waits for review */
    INBOX_LATE,       /* what was promised is overdue */
    INBOX_ALL,
    INBOX_PERSON,  /* of one person */
    INBOX_SNOOZED, /* planned, and come back by themselves */
    INBOX_QUEUE_COUNT,
} InboxQueue;

typedef enum {
    INBOX_OLDEST, /* by the last change */
    INBOX_NEWEST,
    INBOX_DUE, /* by when it is due; only cases whose clocks run */
    INBOX_SORT_COUNT,
} InboxSort;

typedef enum {
    INBOX_TODO, /* new and open */
    INBOX_ANY_STATE,
    INBOX_ONE_STATE,
    INBOX_STATES_COUNT,
} InboxStates;

typedef struct {
    InboxQueue queue;
    UnitId unit;     /* INBOX_UNIT */
    PersonId person; /* INBOX_PERSON */
    InboxStates states;
    CaseState state; /* INBOX_ONE_STATE */
    InboxSort sort;
    const char *channel;  /* "" any */
    const char *language; /* "" any */
    TagId tag;            /* 0: any */
    guint page;           /* from 0 */
} InboxQuestion;

typedef struct {
    Case *a_case;
    char *person;        /* name or address; "" unknown */
    char *assignee;      /* "" nobody */
    GPtrArray *tags;     /* Tag * */
    gint64 asleep_until; /* 0: it does not sleep */
} InboxRow;

typedef struct {
    GPtrArray *rows; /* InboxRow * */
    gboolean more;   /* there is a next page */
} Inbox;
void inbox_free(Inbox *inbox);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Inbox, inbox_free)

/* Only cases of units in which @actor may read. TRIBUNE_ERROR_FORBIDDEN, TRIBUNE_ERROR_LIMIT (page). */
Inbox *inbox_view(Store *store, const Actor *actor, const InboxQuestion *question, GError **error);

/* The person known by @uri, for searches; id 0: nobody. A search like any other: recorded (mediation/people/reading.h).
 */
gboolean inbox_find_person(Store *store, const Actor *actor, const char *uri, PersonId *ret, GError **error);
