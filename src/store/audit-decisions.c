/* SPDX-License-Identifier: Apache-2.0 */
/* The audit's part about what was decided: by tables, by those who looked at held messages, about rules and appeals. */
#include <string.h>

#include "store/audit-private.h"

DB_STATEMENT(audit_find_decision,
             "SELECT kind, result, rules, outputs, sentence, digest, version, subject, case_id, leaf, inputs, at"
             " FROM decisions WHERE id = $1");
DB_STATEMENT(audit_count_decisions, "SELECT count(*) FROM decisions");
DB_STATEMENT(audit_find_routing,
             "SELECT comment, digest, leaf, author, rules, author_name FROM routing_versions WHERE number = $1");
DB_STATEMENT(audit_count_routing, "SELECT count(*) FROM routing_versions");
DB_STATEMENT(audit_find_review, "SELECT decision, staff, at FROM reviews WHERE message = $1");
DB_STATEMENT(audit_count_reviews, "SELECT count(*) FROM reviews");
DB_STATEMENT(audit_find_appeal, "SELECT case_id, message, at FROM appeals WHERE answer = $1");
DB_STATEMENT(audit_count_appeals, "SELECT count(*) FROM appeals");

/* A row and its event are written one after the other in one transaction. */
static gboolean
is_about(gint64 at, gint64 event_at)
{
    return ABS(event_at - at) < 60 * G_USEC_PER_SEC;
}

static gboolean
has_inputs(const char *text, const json_t *expected)
{
    json_t *found = json_loads(text, 0, NULL);
    gboolean same = found != NULL && json_equal(found, expected);

    json_decref(found);
    return same;
}

gboolean
audit_decision(AuditRun *run, const AuditEvent *event, GError **error)
{
    static const char *const KEYS[] = { "kind", "result", "rules", "outputs", "sentence" };
    AuditRow row = { "decisions", audit_number(event->detail, "decision"), event->row.place };
    g_autoptr(DbQuery) query = db_query(run->session, &audit_find_decision);

    db_bind_int(query, row.id);
    if (!db_step(query))
        return db_finish(query, error) && audit_fault(&row, error, "the decision that its leaf tells of is missing");
    if (!audit_is_detail(event->detail, KEYS, G_N_ELEMENTS(KEYS), query) ||
        !audit_is_digest(query, 5, audit_text(event->detail, "digest")) ||
        db_int(query, 6) != audit_number(event->detail, "version") || db_int(query, 7) != event->subject ||
        db_int(query, 8) != event->case_id || db_int(query, 9) != row.place ||
        !has_inputs(db_text(query, 10), json_object_get(event->detail, "inputs")) ||
        !is_about(db_int(query, 11), event->at))
        return audit_fault(&row, error, "a decision is not what its leaf tells of");
    run->told[TOLD_DECISIONS]++;
    return db_finish(query, error);
}

gboolean
audit_routing(AuditRun *run, const AuditEvent *event, GError **error)
{
    static const char *const KEYS[] = { "comment" };
    AuditRow row = { "routing_versions", event->subject, event->row.place };
    g_autoptr(DbQuery) query = db_query(run->session, &audit_find_routing);
    g_autofree char *hex = NULL;
    Digest digest;

    db_bind_int(query, event->subject);
    if (!db_step(query))
        return db_finish(query, error) && audit_fault(&row, error, "the version that its leaf tells of is missing");
    digest = digest_sha256(db_text(query, 4), strlen(db_text(query, 4)));
    hex = digest_to_hex(&digest);
    if (!audit_is_detail(event->detail, KEYS, G_N_ELEMENTS(KEYS), query) ||
        !audit_is_digest(query, 1, audit_text(event->detail, "digest")) || !audit_is_digest(query, 1, hex) ||
        db_int(query, 2) != row.place || db_int(query, 3) != event->staff ||
        strcmp(db_text(query, 5), event->actor) != 0)
        return audit_fault(&row, error, "the rules are not what its leaf tells of");
    run->told[TOLD_ROUTING]++;
    return db_finish(query, error);
}

/* A message is decided on once, or again after it was kept: the row is what the last event says, so an earlier event
 * finds a later row. */
gboolean
audit_review(AuditRun *run, const AuditEvent *event, GError **error)
{
    AuditRow row = { "reviews", event->subject, event->row.place };
    g_autoptr(DbQuery) query = db_query(run->session, &audit_find_review);
    gint64 *id;

    db_bind_int(query, event->subject);
    if (!db_step(query))
        return db_finish(query, error) && audit_fault(&row, error, "the decision that its leaf tells of is missing");
    if (db_int(query, 2) < event->at && !is_about(db_int(query, 2), event->at))
        return audit_fault(&row, error, "it tells of an older decision than the last");
    if (is_about(db_int(query, 2), event->at) &&
        (db_int(query, 1) != event->staff || (strcmp(db_text(query, 0), "show") == 0) !=
                                                 (event->kind == EVENT_MESSAGE_RELEASED)))
        return audit_fault(&row, error, "it is not what its leaf tells of");
    id = g_memdup2(&event->subject, sizeof event->subject);
    if (g_hash_table_add(run->reviewed, id))
        run->told[TOLD_REVIEWS]++;
    return db_finish(query, error);
}

gboolean
audit_appeal(AuditRun *run, const AuditEvent *event, GError **error)
{
    AuditRow row = { "appeals", event->subject, event->row.place };
    g_autoptr(DbQuery) query = db_query(run->session, &audit_find_appeal);

    db_bind_int(query, event->subject);
    if (!db_step(query))
        return db_finish(query, error) && audit_fault(&row, error, "the appeal that its leaf tells of is missing");
    if (db_int(query, 1) != audit_number(event->detail, "message") || !is_about(db_int(query, 2), event->at))
        return audit_fault(&row, error, "it is not what its leaf tells of");
    run->told[TOLD_APPEALS]++;
    return db_finish(query, error);
}

gboolean
audit_decisions(AuditRun *run, GError **error)
{
    return audit_count(run, &audit_count_decisions, "decisions", run->told[TOLD_DECISIONS], error) &&
           audit_count(run, &audit_count_routing, "routing_versions", run->told[TOLD_ROUTING], error) &&
           audit_count(run, &audit_count_reviews, "reviews", run->told[TOLD_REVIEWS], error) &&
           audit_count(run, &audit_count_appeals, "appeals", run->told[TOLD_APPEALS], error);
}
