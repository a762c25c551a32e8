/* SPDX-License-Identifier: Apache-2.0 */
/* store/review-store.h: which held messages wait for a decision, and what was decided. Calls run inside the caller's
 * transaction. Held messages of no case are nobody's to decide on and are in no list. */
#pragma once
#include "db/db.h"
#include "model/message.h"

/* Remembers the decision in place of an earlier one. */
gboolean review_store_save(DbSession *session, MessageId message, gboolean show, StaffId staff, gint64 at,
                           GError **error);

/* Whether nobody has decided on it yet. */
gboolean review_store_is_waiting(DbSession *session, MessageId message, gboolean *ret, GError **error);

typedef enum {
    REVIEW_WAITING, /* held, nobody has decided; those of a flood are left out */
    REVIEW_KEPT,    /* held, and somebody decided to keep it so */
    REVIEW_FLOOD,   /* waiting ones of one flood */
} ReviewList;

typedef struct {
    MessageId message;
    StaffId staff; /* who decided; 0: nobody yet */
    gint64 at;
} ReviewEntry;

/* ReviewEntry, oldest first, after the message @after; at most @limit. @group for REVIEW_FLOOD. */
GArray *review_store_list(DbSession *session, ReviewList list, gint64 group, MessageId after, guint limit,
                          GError **error);

/* A flood whose messages wait. */
typedef struct {
    gint64 group;
    guint count;
    MessageId first;
} ReviewGroup;
/* ReviewGroup, oldest first; at most @limit. */
GArray *review_store_groups(DbSession *session, guint limit, GError **error);

/* All that waits, floods included. */
gboolean review_store_count(DbSession *session, gint64 *ret, GError **error);
