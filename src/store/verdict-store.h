/* SPDX-License-Identifier: Apache-2.0 */
/* store/verdict-store.h: what the filters said of a message. Calls run inside the caller's transaction. */
#pragma once
#include "db/db.h"
#include "model/message.h"
#include "model/verdict.h"

/* Replaces what @filter said of that part under that label before. */
gboolean verdict_store_save(DbSession *session, MessageId message, const char *filter, const Verdict *verdict,
                            gint64 at, GError **error);

typedef struct {
    MessageId message;
    char *filter;
    Verdict *verdict;
    gint64 at;
} StoredVerdict;
void stored_verdict_free(StoredVerdict *stored);

/* StoredVerdict * of a message, or of all messages of a case. */
GPtrArray *verdict_store_list(DbSession *session, MessageId message, GError **error);
GPtrArray *verdict_store_list_case(DbSession *session, CaseId case_id, GError **error);
