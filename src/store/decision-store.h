/* SPDX-License-Identifier: Apache-2.0 */
/* store/decision-store.h: what decision tables decided, with the inputs they had. Append-only. Nothing personal is in
 * it, so it stays when the text of a case is destroyed. Calls run inside the caller's transaction. */
#pragma once
#include "base/digest.h"
#include "db/db.h"
#include "model/ids.h"

typedef struct {
    gint64 id, at;
    char *kind; /* "channel" */
    gint64 version;
    Digest digest; /* of the table */
    CaseId case_id;
    gint64 subject;        /* id of the release or message */
    char *inputs;          /* JSON */
    char *result;          /* "decided" */
    char *rules, *outputs; /* words with blanks between */
    char *sentence;
    gint64 leaf;
} StoredDecision;
void stored_decision_free(StoredDecision *decision);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StoredDecision, stored_decision_free)

gboolean decision_store_insert(DbSession *session, const StoredDecision *decision, GError **error);

/* Calls @each with the newest @limit decisions of @kind, newest first, until it returns FALSE. The decision is
 * borrowed. */
gboolean decision_store_each(DbSession *session, const char *kind, guint limit,
                             gboolean (*each)(gpointer data, const StoredDecision *decision), gpointer data,
                             GError **error);

/* gint64: the leaves of the decisions about @subject that are the last of their kind. */
GArray *decision_store_leaves(DbSession *session, gint64 subject, GError **error);
