/* SPDX-License-Identifier: Apache-2.0 */
/* views/review-view.h: the held messages, for who decides on them: one by one, and floods as one. */
#pragma once
#include "mediation/mediation.h"
#include "model/case.h"
#include "store/review-store.h"
#include "store/verdict-store.h"

#define REVIEW_VIEW_PAGE    20  /* messages on a page */
#define REVIEW_VIEW_GROUPS  10  /* floods on it */
#define REVIEW_VIEW_EXCERPT 600 /* characters of a text */

typedef struct {
    Message *message;
    Case *a_case;
    char *excerpt;       /* of its text; NULL: none, malware, or destroyed */
    GPtrArray *verdicts; /* StoredVerdict *, those that hold */
    gboolean malware;    /* never shown: can only be kept */
    gint64 due;          /* when somebody should have decided */
    char *decided_by;    /* NULL: nobody yet */
    gint64 decided;
} ReviewRow;

typedef struct {
    gint64 group;
    guint count;      /* messages of it that wait */
    ReviewRow *first; /* the oldest of them */
} ReviewFlood;

typedef struct {
    GPtrArray *rows;   /* ReviewRow *, oldest first */
    GPtrArray *floods; /* ReviewFlood *; only beside REVIEW_WAITING, on its first page */
    guint waiting;     /* all that waits, floods included */
    MessageId next;    /* the page behind begins after this one; 0: there is none */
} ReviewQueue;
void review_queue_free(ReviewQueue *queue);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ReviewQueue, review_queue_free)

/* For who may decide on held messages anywhere. Texts are opened. Blocks.
 * TRIBUNE_ERROR_FORBIDDEN. */
ReviewQueue *review_view_load(Mediation *mediation, const Actor *actor, ReviewList list, gint64 group, MessageId after,
                              GError **error);
