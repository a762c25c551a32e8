/* SPDX-License-Identifier: Apache-2.0 */
/* store/amendment-store.h: what writers did to messages that have no place yet, and what was told of any. Calls run
 * inside the caller's transaction. */
#pragma once
#include "db/db.h"
#include "model/message.h"

typedef struct {
    Amendment amendment;
    gint64 at;
} StoredAmendment;

/* Whether @told_by tells of @message for the first time; from now on it does not. */
gboolean amendment_store_note(DbSession *session, MessageId message, const char *told_by, gboolean *ret_first,
                              GError **error);

gboolean amendment_store_add(DbSession *session, MessageId message, const StoredAmendment *amendment, GError **error);
/* StoredAmendment, oldest first: those of @message, which are forgotten by that. */
GArray *amendment_store_take(DbSession *session, MessageId message, GError **error);

/* MessageId: messages that @sender had sent as @external_id on @channel and that wait for the job @kind, at most
 * @limit. Reads all that wait. */
GArray *amendment_store_waiting(DbSession *session, const char *kind, const char *channel, const char *external_id,
                                const char *sender, guint limit, GError **error);
