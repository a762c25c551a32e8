/* SPDX-License-Identifier: Apache-2.0 */
/* The audit's part about comments: that what is sealed of them, and of what was decided about them, is what their
 * events tell of. */
#include <jansson.h>
#include <string.h>

#include "base/error.h"
#include "store/audit-private.h"

DB_STATEMENT(audit_find_comment,
             "SELECT sealed, secret_key, publication, channel, reply_to, leaf FROM comments WHERE id = $1");
DB_STATEMENT(audit_find_comment_edit, "SELECT sealed, secret_key, comment, leaf FROM comment_edits WHERE id = $1");
DB_STATEMENT(audit_find_comment_decision,
             "SELECT sealed, secret_key, comment, category, law, illegal, rules, rule, until, leaf"
             " FROM comment_decisions WHERE id = $1");
DB_STATEMENT(audit_find_comment_plea, "SELECT plea, plea_key, comment FROM comment_decisions WHERE id = $1");
DB_STATEMENT(audit_find_comment_answer,
             "SELECT answer, answer_key, comment, appeal FROM comment_decisions WHERE id = $1");
DB_STATEMENT(audit_count_comments, "SELECT (SELECT count(*) FROM comments), (SELECT count(*) FROM comment_decisions),"
                                   " (SELECT count(*) FROM comment_edits)");

static gint64
number_of(const json_t *detail, const char *key)
{
    return json_integer_value(json_object_get(detail, key));
}

static gboolean
is_text(const json_t *detail, const char *key, DbQuery *query, int index)
{
    return g_strcmp0(json_string_value(json_object_get(detail, key)), db_text(query, index)) == 0;
}

/* What columns 0 and 1 seal; NULL without error when it was destroyed, as the journal says. */
static gboolean
open_sealed(AuditRun *run, const AuditRow *row, DbQuery *query, GBytes **ret, GError **error)
{
    guint8 secret[RECORD_SECRET_SIZE];
    GError *cause = NULL;
    gboolean gone;
    const void *sealed;
    gsize length;

    *ret = NULL;
    if (!audit_find_secret(run, row, db_int(query, 1), secret, &gone, error))
        return FALSE;
    run->has_gone_events |= gone;
    if (gone)
        return TRUE;
    sealed = db_bytes(query, 0, &length);
    *ret = content_open_bytes(secret, sealed, length, &cause);
    return *ret != NULL || audit_blame(row, cause, error);
}

/* That it is exactly the text under @key of @detail. */
static gboolean
check_sealed(AuditRun *run, const AuditRow *row, DbQuery *query, const json_t *detail, const char *key, GError **error)
{
    const char *expected = json_string_value(json_object_get(detail, key));
    g_autoptr(GBytes) bytes = NULL;
    const void *found;
    gsize length;

    if (!open_sealed(run, row, query, &bytes, error))
        return FALSE;
    if (bytes == NULL)
        return TRUE;
    found = g_bytes_get_data(bytes, &length);
    return (expected != NULL && length == strlen(expected) && memcmp(found, expected, length) == 0) ||
           audit_fault(row, error, "what it says is not what its leaf tells of");
}

static gboolean
check_digest(AuditRun *run, const AuditRow *row, DbQuery *query, const json_t *detail, GError **error)
{
    const char *expected = json_string_value(json_object_get(detail, "digest"));
    g_autoptr(GBytes) bytes = NULL;
    g_autofree char *hex = NULL;
    const void *found;
    Digest digest;
    gsize length;

    if (!open_sealed(run, row, query, &bytes, error))
        return FALSE;
    if (bytes == NULL)
        return TRUE;
    found = g_bytes_get_data(bytes, &length);
    digest = digest_sha256(found, length);
    hex = digest_to_hex(&digest);
    return g_strcmp0(hex, expected) == 0 || audit_fault(row, error, "what it says is not what its leaf commits to");
}

gboolean
audit_comment(AuditRun *run, const AuditEvent *event, GError **error)
{
    AuditRow row = { "comments", event->subject, event->row.place };
    g_autoptr(DbQuery) query = db_query(run->session, &audit_find_comment);

    db_bind_int(query, event->subject);
    if (!db_step(query))
        return db_finish(query, error) && audit_fault(&row, error, "the comment that its leaf tells of is missing");
    if (db_int(query, 5) != event->row.place || db_int(query, 2) != number_of(event->detail, "publication") ||
        !is_text(event->detail, "channel", query, 3) || db_int(query, 4) != number_of(event->detail, "reply-to"))
        return audit_fault(&row, error, "a comment is not what its leaf tells of");
    run->comments++;
    return check_digest(run, &row, query, event->detail, error) && db_finish(query, error);
}

gboolean
audit_comment_edit(AuditRun *run, const AuditEvent *event, GError **error)
{
    AuditRow row = { "comment_edits", number_of(event->detail, "edit"), event->row.place };
    g_autoptr(DbQuery) query = db_query(run->session, &audit_find_comment_edit);

    db_bind_int(query, row.id);
    if (!db_step(query))
        return db_finish(query, error) && audit_fault(&row, error, "the change that its leaf tells of is missing");
    if (db_int(query, 3) != event->row.place || db_int(query, 2) != event->subject)
        return audit_fault(&row, error, "a change is not what its leaf tells of");
    run->comment_edits++;
    return check_digest(run, &row, query, event->detail, error) && db_finish(query, error);
}

gboolean
audit_comment_decision(AuditRun *run, const AuditEvent *event, GError **error)
{
    AuditRow row = { "comment_decisions", number_of(event->detail, "decision"), event->row.place };
    g_autoptr(DbQuery) query = db_query(run->session, &audit_find_comment_decision);

    db_bind_int(query, row.id);
    if (!db_step(query))
        return db_finish(query, error) && audit_fault(&row, error, "the decision that its leaf tells of is missing");
    if (db_int(query, 9) != event->row.place || db_int(query, 2) != event->subject ||
        !is_text(event->detail, "category", query, 3) || !is_text(event->detail, "law", query, 4) ||
        (db_int(query, 5) != 0) != json_is_true(json_object_get(event->detail, "illegal")) ||
        db_int(query, 6) != number_of(event->detail, "rules") || db_int(query, 7) != number_of(event->detail, "rule") ||
        db_int(query, 8) != number_of(event->detail, "appeal-until"))
        return audit_fault(&row, error, "a decision is not what its leaf tells of");
    run->comment_decisions++;
    return check_sealed(run, &row, query, event->detail, "facts", error) && db_finish(query, error);
}

static gboolean
check_appeal(AuditRun *run, const AuditEvent *event, const DbStatement *statement, const char *key, GError **error)
{
    AuditRow row = { "comment_decisions", number_of(event->detail, "decision"), event->row.place };
    g_autoptr(DbQuery) query = db_query(run->session, statement);

    db_bind_int(query, row.id);
    if (!db_step(query) || db_int(query, 2) != event->subject)
        return db_finish(query, error) && audit_fault(&row, error, "the decision that a leaf tells of is missing");
    if (statement == &audit_find_comment_answer && !is_text(event->detail, "result", query, 3))
        return audit_fault(&row, error, "an appeal ended otherwise than its leaf tells of");
    return check_sealed(run, &row, query, event->detail, key, error) && db_finish(query, error);
}

gboolean
audit_comment_plea(AuditRun *run, const AuditEvent *event, GError **error)
{
    return check_appeal(run, event, &audit_find_comment_plea, "plea", error);
}

gboolean
audit_comment_answer(AuditRun *run, const AuditEvent *event, GError **error)
{
    return check_appeal(run, event, &audit_find_comment_answer, "reason", error);
}

gboolean
audit_comments(AuditRun *run, GError **error)
{
    g_autoptr(DbQuery) query = db_query(run->session, &audit_count_comments);
    guint64 comments, decisions, edits;

    if (!db_step_one(query, "count", error))
        return FALSE;
    comments = (guint64)db_int(query, 0);
    decisions = (guint64)db_int(query, 1);
    edits = (guint64)db_int(query, 2);
    if (!db_finish(query, error))
        return FALSE;
    if (run->has_gone_events ||
        (comments == run->comments && decisions == run->comment_decisions && edits == run->comment_edits))
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT,
                "comments: there are %" G_GUINT64_FORMAT ", %" G_GUINT64_FORMAT " changes and %" G_GUINT64_FORMAT
                " decisions, but events tell of %" G_GUINT64_FORMAT ", %" G_GUINT64_FORMAT " and %" G_GUINT64_FORMAT,
                comments, edits, decisions, run->comments, run->comment_edits, run->comment_decisions);
    return FALSE;
}
