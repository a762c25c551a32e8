/* SPDX-License-Identifier: Apache-2.0 */
#include "store/decision-store.h"

#include <string.h>

#define COLUMNS "id, at, kind, version, digest, case_id, subject, inputs, result, rules, outputs, sentence, leaf"
DB_STATEMENT(insert_decision,
             "INSERT INTO decisions (" COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)");
DB_STATEMENT(each_decision, "SELECT " COLUMNS " FROM decisions WHERE kind = $1 ORDER BY id DESC LIMIT $2");

DB_STATEMENT(list_decision_leaves, "SELECT max(leaf) FROM decisions WHERE subject = $1 GROUP BY kind ORDER BY 1");

static void
decision_clear(StoredDecision *decision)
{
    g_free(decision->kind);
    g_free(decision->inputs);
    g_free(decision->result);
    g_free(decision->rules);
    g_free(decision->outputs);
    g_free(decision->sentence);
}

void
stored_decision_free(StoredDecision *decision)
{
    decision_clear(decision);
    g_free(decision);
}

gboolean
decision_store_insert(DbSession *session, const StoredDecision *decision, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_decision);

    db_bind_int(query, decision->id);
    db_bind_int(query, decision->at);
    db_bind_text(query, decision->kind);
    db_bind_int(query, decision->version);
    db_bind_bytes(query, decision->digest.bytes, DIGEST_SIZE);
    db_bind_reference(query, decision->case_id.value);
    db_bind_int(query, decision->subject);
    db_bind_text(query, decision->inputs);
    db_bind_text(query, decision->result);
    db_bind_text(query, decision->rules);
    db_bind_text(query, decision->outputs);
    db_bind_text(query, decision->sentence);
    db_bind_int(query, decision->leaf);
    return db_run(query, error);
}

static void
read_decision(DbQuery *query, StoredDecision *ret)
{
    gsize length;
    const void *digest = db_bytes(query, 4, &length);

    *ret = (StoredDecision){ .id = db_int(query, 0),
                             .at = db_int(query, 1),
                             .kind = db_dup_text(query, 2),
                             .version = db_int(query, 3),
                             .case_id = { db_int(query, 5) },
                             .subject = db_int(query, 6),
                             .inputs = db_dup_text(query, 7),
                             .result = db_dup_text(query, 8),
                             .rules = db_dup_text(query, 9),
                             .outputs = db_dup_text(query, 10),
                             .sentence = db_dup_text(query, 11),
                             .leaf = db_int(query, 12) };
    if (length == DIGEST_SIZE)
        memcpy(ret->digest.bytes, digest, DIGEST_SIZE);
}

gboolean
decision_store_each(DbSession *session, const char *kind, guint limit,
                    gboolean (*each)(gpointer data, const StoredDecision *decision), gpointer data, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &each_decision);
    gboolean more = TRUE;

    db_bind_text(query, kind);
    db_bind_int(query, limit);
    while (more && db_step(query)) {
        StoredDecision decision;

        read_decision(query, &decision);
        more = each(data, &decision);
        decision_clear(&decision);
    }
    return !more || db_finish(query, error);
}

GArray *
decision_store_leaves(DbSession *session, gint64 subject, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &list_decision_leaves);
    g_autoptr(GArray) leaves = g_array_new(FALSE, FALSE, sizeof(gint64));

    db_bind_int(query, subject);
    while (db_step(query)) {
        gint64 leaf = db_int(query, 0);

        g_array_append_val(leaves, leaf);
    }
    return db_finish(query, error) ? g_steal_pointer(&leaves) : NULL;
}
