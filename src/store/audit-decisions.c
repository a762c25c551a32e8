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
DB_STATEMENT(audit_list_reviews, "SELECT message, decision, staff, at FROM reviews ORDER BY message");
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

typedef struct {
    gint64 staff, at, place;
    gboolean shown;
} LastReview;

/* A message may be decided on again after it was kept: the row is what the last event says. */
gboolean
audit_review(AuditRun *run, const AuditEvent *event, GError **error)
{
    const LastReview last = { event->staff, event->at, event->row.place, event->kind == EVENT_MESSAGE_RELEASED };

    (void)error;
    g_hash_table_replace(run->reviewed, g_memdup2(&event->subject, sizeof event->subject),
                         g_memdup2(&last, sizeof last));
    return TRUE;
}

static gboolean
check_reviews(AuditRun *run, GError **error)
{
    g_autoptr(DbQuery) query = db_query(run->session, &audit_list_reviews);

    while (db_step(query)) {
        gint64 message = db_int(query, 0);
        const LastReview *last = g_hash_table_lookup(run->reviewed, &message);
        AuditRow row = { "reviews", message, last == NULL ? 0 : last->place };

        if (last == NULL && run->has_gone_events)
            continue;
        if (last == NULL || last->staff != db_int(query, 2) || !is_about(db_int(query, 3), last->at) ||
            last->shown != (strcmp(db_text(query, 1), "show") == 0) ||
            (!last->shown && strcmp(db_text(query, 1), "keep") != 0))
            return audit_fault(&row, error, "it is not what its leaf tells of");
    }
    return db_finish(query, error) &&
           audit_count(run, &audit_count_reviews, "reviews", g_hash_table_size(run->reviewed), error);
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
           check_reviews(run, error) &&
           audit_count(run, &audit_count_appeals, "appeals", run->told[TOLD_APPEALS], error);
}
