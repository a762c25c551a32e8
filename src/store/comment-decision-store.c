/* SPDX-License-Identifier: Apache-2.0 */
#include "store/comment-decision-store.h"

#include "base/error.h"
#include "base/locale.h"

#define COLUMNS                                                                                                        \
    "SELECT id, comment, publication, at, staff, category, illegal, law, rules, rule, detected, reported, until,"      \
    " ended, leaf, appeal, appealed, answered, answered_by, sealed, secret_key, plea, plea_key, answer, answer_key"    \
    " FROM comment_decisions"

DB_STATEMENT(insert_comment_decision,
             "INSERT INTO comment_decisions (id, comment, publication, at, staff, category, illegal, law, rules, rule,"
             " detected, reported, until, ended, sealed, secret_key, leaf, appeal, appealed, answered, answered_by,"
             " plea, plea_key, answer, answer_key) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 0,"
             " $14, $15, $16, 'none', 0, 0, 0, $17, $18, $19, $20)");
DB_STATEMENT(load_comment_decision, COLUMNS " WHERE id = $1");
DB_STATEMENT(list_comment_decisions, COLUMNS " WHERE comment = $1 ORDER BY id");
DB_STATEMENT(appeal_comment_decision, "UPDATE comment_decisions SET appeal = 'waiting', appealed = $1, plea = $2,"
                                      " plea_key = $3 WHERE id = $4 AND appeal = 'none'");
DB_STATEMENT(answer_comment_decision,
             "UPDATE comment_decisions SET appeal = $1, answered_by = $2, answered = $3, answer = $4, answer_key = $5"
             " WHERE id = $6 AND appeal = 'waiting'");
DB_STATEMENT(end_comment_decision, "UPDATE comment_decisions SET ended = $1 WHERE id = $2");
DB_STATEMENT(list_comment_log, COLUMNS " ORDER BY id DESC LIMIT $1 OFFSET $2");
DB_STATEMENT(count_comment_log,
             "SELECT count(*), coalesce(sum(CASE WHEN ended = 0 THEN 1 ELSE 0 END), 0),"
             " coalesce(sum(CASE WHEN appeal <> 'none' THEN 1 ELSE 0 END), 0),"
             " coalesce(sum(CASE WHEN appeal = 'restored' THEN 1 ELSE 0 END), 0),"
             " coalesce(sum(CASE WHEN appeal = 'upheld' THEN 1 ELSE 0 END), 0), coalesce(sum(detected), 0),"
             " coalesce(sum(reported), 0), coalesce(max(at), 0), coalesce(max(ended), 0), coalesce(max(appealed), 0),"
             " coalesce(max(answered), 0) FROM comment_decisions");

gboolean
comment_decision_store_insert(DbSession *session, const CommentDecision *decision, const SealedText *facts,
                              GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_comment_decision);

    db_bind_int(query, decision->id);
    db_bind_int(query, decision->comment.value);
    db_bind_int(query, decision->publication.value);
    db_bind_int(query, decision->at);
    db_bind_int(query, decision->staff.value);
    db_bind_text(query, comment_category_name(decision->category));
    db_bind_int(query, decision->illegal);
    db_bind_text(query, decision->law);
    db_bind_int(query, decision->rules);
    db_bind_int(query, decision->rule);
    db_bind_int(query, decision->detected);
    db_bind_int(query, decision->reported);
    db_bind_int(query, decision->until);
    sealed_text_bind(query, facts);
    db_bind_int(query, decision->leaf);
    for (guint i = 0; i < 2; i++) {
        db_bind_bytes(query, "", 0);
        db_bind_int(query, 0);
    }
    return db_run(query, error);
}

static CommentDecision *
read_row(DbQuery *query, GError **error)
{
    g_autoptr(CommentDecision) decision = g_new0(CommentDecision, 1);

    decision->id = db_int(query, 0);
    decision->comment.value = db_int(query, 1);
    decision->publication.value = db_int(query, 2);
    decision->at = db_int(query, 3);
    decision->staff.value = db_int(query, 4);
    decision->illegal = db_int(query, 6) != 0;
    decision->law = db_dup_text(query, 7);
    decision->rules = db_int(query, 8);
    decision->rule = (guint)db_int(query, 9);
    decision->detected = db_int(query, 10) != 0;
    decision->reported = db_int(query, 11) != 0;
    decision->until = db_int(query, 12);
    decision->ended = db_int(query, 13);
    decision->leaf = db_int(query, 14);
    decision->appealed = db_int(query, 16);
    decision->answered = db_int(query, 17);
    decision->answered_by.value = db_int(query, 18);
    if (comment_category_parse(db_text(query, 5), &decision->category) &&
        comment_appeal_parse(db_text(query, 15), &decision->appeal))
        return g_steal_pointer(&decision);
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT, "a decision about a comment of unknown kind");
    return NULL;
}

static CommentDecision *
read_decision(Store *store, DbSession *session, DbQuery *query, GError **error)
{
    g_autoptr(CommentDecision) decision = read_row(query, error);

    if (decision == NULL || (decision->facts = sealed_text_open(store, session, query, 19, error)) == NULL ||
        (decision->plea = sealed_text_open(store, session, query, 21, error)) == NULL ||
        (decision->answer = sealed_text_open(store, session, query, 23, error)) == NULL)
        return NULL;
    return g_steal_pointer(&decision);
}

CommentDecision *
comment_decision_store_load(Store *store, DbSession *session, gint64 id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &load_comment_decision);

    db_bind_int(query, id);
    return db_step_one(query, "decision", error) ? read_decision(store, session, query, error) : NULL;
}

GPtrArray *
comment_decision_store_list(Store *store, DbSession *session, CommentId comment, GError **error)
{
    g_autoptr(GPtrArray) decisions = g_ptr_array_new_with_free_func((GDestroyNotify)comment_decision_free);
    g_autoptr(DbQuery) query = db_query(session, &list_comment_decisions);

    db_bind_int(query, comment.value);
    while (db_step(query)) {
        CommentDecision *decision = read_decision(store, session, query, error);

        if (decision == NULL)
            return NULL;
        g_ptr_array_add(decisions, decision);
    }
    return db_finish(query, error) ? g_steal_pointer(&decisions) : NULL;
}

/* ---- the appeal ---- */

static gboolean
run_once(DbSession *session, DbQuery *query, const char *words, GError **error)
{
    if (!db_run(query, error))
        return FALSE;
    if (db_changes(session) == 1)
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT, words);
    return FALSE;
}

gboolean
comment_decision_store_appeal(DbSession *session, gint64 id, gint64 at, const SealedText *plea, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &appeal_comment_decision);

    db_bind_int(query, at);
    sealed_text_bind(query, plea);
    db_bind_int(query, id);
    return run_once(session, query, SAY_NOOP("you have appealed against this decision already"), error);
}

gboolean
comment_decision_store_answer(DbSession *session, gint64 id, CommentAppeal result, StaffId staff, gint64 at,
                              const SealedText *answer, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &answer_comment_decision);

    db_bind_text(query, comment_appeal_name(result));
    db_bind_int(query, staff.value);
    db_bind_int(query, at);
    sealed_text_bind(query, answer);
    db_bind_int(query, id);
    return run_once(session, query, SAY_NOOP("no appeal against this decision waits for an answer"), error);
}

gboolean
comment_decision_store_end(DbSession *session, gint64 id, gint64 at, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &end_comment_decision);

    db_bind_int(query, at);
    db_bind_int(query, id);
    return db_run(query, error);
}

/* ---- the log ---- */

GPtrArray *
comment_decision_store_log(DbSession *session, guint limit, guint offset, GError **error)
{
    g_autoptr(GPtrArray) decisions = g_ptr_array_new_with_free_func((GDestroyNotify)comment_decision_free);
    g_autoptr(DbQuery) query = db_query(session, &list_comment_log);

    db_bind_int(query, limit);
    db_bind_int(query, offset);
    while (db_step(query)) {
        CommentDecision *decision = read_row(query, error);

        if (decision == NULL)
            return NULL;
        g_ptr_array_add(decisions, decision);
    }
    return db_finish(query, error) ? g_steal_pointer(&decisions) : NULL;
}

gboolean
comment_decision_store_counts(DbSession *session, CommentDecisionCounts *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &count_comment_log);

    if (!db_step_one(query, "count", error))
        return FALSE;
    *ret = (CommentDecisionCounts){ .total = (guint)db_int(query, 0),
                                    .standing = (guint)db_int(query, 1),
                                    .appealed = (guint)db_int(query, 2),
                                    .restored = (guint)db_int(query, 3),
                                    .upheld = (guint)db_int(query, 4),
                                    .detected = (guint)db_int(query, 5),
                                    .reported = (guint)db_int(query, 6) };
    for (int i = 7; i <= 10; i++)
        ret->changed = MAX(ret->changed, db_int(query, i));
    return db_finish(query, error);
}
