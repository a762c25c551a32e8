/* SPDX-License-Identifier: Apache-2.0 */
/* store/access-store.h: what opens a case to its citizen. Calls run inside the caller's transaction. */
#pragma once
#include "base/digest.h"
#include "db/db.h"
#include "model/access.h"

typedef struct {
    AccessId id;
    Digest hash;
    AccessSeed seed;
    MessageId message; /* 0: made for a case */
    CaseId case_id;    /* 0: its message is not filed yet */
    IdentityId identity;
    gint64 created, ended; /* ended 0: it opens */
    gboolean typed;        /* shown to who typed the address of @identity, and never sent there */
} AccessRow;

gboolean access_store_insert(DbSession *session, const AccessRow *row, GError **error);
/* What @message brought opens @case_id to @identity from now on; @ret_id 0: it brought nothing. */
gboolean access_store_bind(DbSession *session, MessageId message, CaseId case_id, IdentityId identity, gboolean typed,
                           AccessId *ret_id, GError **error);
/* Those of a case end; @ret is how many. */
gboolean access_store_end(DbSession *session, CaseId case_id, IdentityId identity, gint64 now, gint64 *ret,
                          GError **error);

/* @ret_found FALSE without error: none. Ended ones are found too. */
gboolean access_store_find(DbSession *session, const Digest *hash, AccessRow *ret, gboolean *ret_found, GError **error);
gboolean access_store_find_message(DbSession *session, MessageId message, AccessRow *ret, gboolean *ret_found,
                                   GError **error);
/* The newest that opens @case_id to @identity and may be sent there: none that was shown to who typed the address. */
gboolean access_store_find_holder(DbSession *session, CaseId case_id, IdentityId identity, AccessRow *ret,
                                  gboolean *ret_found, GError **error);
/* AccessRow of those that open @case_id, newest first; at most @limit. Free the array. */
GArray *access_store_list(DbSession *session, CaseId case_id, guint limit, GError **error);
