/* SPDX-License-Identifier: Apache-2.0 */
/* store/side-store.h: internal consultations of a case, and who takes part in what. Calls run inside the caller's
 * transaction. */
#pragma once
#include "db/db.h"
#include "model/ids.h"

typedef struct {
    ConversationId id;
    char *subject; /* as its mails have it */
    char *uri;     /* who is asked */
    char *name;    /* of whom; "" unknown */
} Side;
void side_free(Side *side);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Side, side_free)

/* Side * of a case, oldest first. */
GPtrArray *side_store_list(DbSession *session, CaseId case_id, GError **error);

/* Whether @person takes part in @case_id as a citizen: it is hers, or she was written to. */
gboolean side_store_is_citizen(DbSession *session, CaseId case_id, PersonId person, gboolean *ret, GError **error);

/* Whether somebody who is asked in one of both cases would be a citizen of what both were together. */
gboolean side_store_would_confuse(DbSession *session, CaseId a, CaseId b, gboolean *ret, GError **error);
