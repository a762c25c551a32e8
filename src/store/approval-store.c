/* SPDX-License-Identifier: Apache-2.0 */
#include "store/approval-store.h"

#include <sodium.h>
#include <string.h>

#include "base/error.h"
#include "model/name-table.h"
#include "store/sealed-text.h"

static const char *const VERDICTS[] = { "approve", "return", "refuse", NULL };

NAME_TABLE(ApprovalVerdict, approval_verdict, VERDICTS)

DB_STATEMENT(insert_approval,
             "INSERT INTO approvals (id, subject, digest, tier, verdict, staff, at, sealed, secret_key, voided, leaf,"
             " stead) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10, $11)");
DB_STATEMENT(list_approvals, "SELECT id, digest, tier, verdict, staff, at, sealed, secret_key, voided, leaf, stead"
                             " FROM approvals WHERE subject = $1 ORDER BY id");
DB_STATEMENT(void_approvals,
             "UPDATE approvals SET voided = $1 WHERE subject = $2 AND verdict = 'approve' AND voided = 0");

void
approval_free(Approval *approval)
{
    g_free(approval->comment);
    g_free(approval);
}

gboolean
approval_store_insert(Store *store, DbSession *session, const Approval *approval, GError **error)
{
    g_autoptr(GBytes) sealed = NULL;
    g_autoptr(DbQuery) query = NULL;
    guint8 secret[RECORD_SECRET_SIZE];
    gint64 secret_key;

    if (!key_store_take(store->content.keys, &secret_key, secret, error))
        return FALSE;
    sealed = content_seal_bytes(secret, approval->comment, strlen(approval->comment));
    sodium_memzero(secret, sizeof secret);
    query = db_query(session, &insert_approval);
    db_bind_int(query, approval->id);
    db_bind_int(query, approval->subject);
    db_bind_bytes(query, approval->digest.bytes, sizeof approval->digest.bytes);
    db_bind_int(query, approval->tier);
    db_bind_text(query, approval_verdict_name(approval->verdict));
    db_bind_int(query, approval->staff.value);
    db_bind_int(query, approval->at);
    db_bind_bytes(query, g_bytes_get_data(sealed, NULL), g_bytes_get_size(sealed));
    db_bind_int(query, secret_key);
    db_bind_int(query, approval->leaf);
    db_bind_int(query, approval->stead.value);
    return db_run(query, error);
}

static Approval *
read_approval(Store *store, DbSession *session, DbQuery *query, gint64 subject, GError **error)
{
    g_autoptr(Approval) approval = g_new0(Approval, 1);
    gsize length;
    const void *digest = db_bytes(query, 1, &length);

    if (length != sizeof approval->digest.bytes || !approval_verdict_parse(db_text(query, 3), &approval->verdict)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT, "an approval of nothing that we know");
        return NULL;
    }
    memcpy(approval->digest.bytes, digest, length);
    approval->id = db_int(query, 0);
    approval->subject = subject;
    approval->tier = (guint)db_int(query, 2);
    approval->staff.value = db_int(query, 4);
    approval->at = db_int(query, 5);
    approval->voided = db_int(query, 8);
    approval->leaf = db_int(query, 9);
    approval->stead.value = db_int(query, 10);
    approval->comment = sealed_text_open(store, session, query, 6, error);
    return approval->comment != NULL ? g_steal_pointer(&approval) : NULL;
}

GPtrArray *
approval_store_list(Store *store, DbSession *session, gint64 subject, GError **error)
{
    g_autoptr(GPtrArray) approvals = g_ptr_array_new_with_free_func((GDestroyNotify)approval_free);
    g_autoptr(DbQuery) query = db_query(session, &list_approvals);

    db_bind_int(query, subject);
    while (db_step(query)) {
        Approval *approval = read_approval(store, session, query, subject, error);

        if (approval == NULL)
            return NULL;
        g_ptr_array_add(approvals, approval);
    }
    return db_finish(query, error) ? g_steal_pointer(&approvals) : NULL;
}

gboolean
approval_store_void(DbSession *session, gint64 subject, gint64 now, guint *ret_count, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &void_approvals);

    db_bind_int(query, now);
    db_bind_int(query, subject);
    if (!db_run(query, error))
        return FALSE;
    *ret_count = (guint)db_changes(session);
    return TRUE;
}
