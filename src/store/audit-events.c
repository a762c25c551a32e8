/* SPDX-License-Identifier: Apache-2.0 */
/* The audit's part about events, and the rows that events tell of: deliveries, attempts, reports. */
#include <sodium.h>
#include <string.h>

#include "base/error.h"
#include "store/audit-private.h"

DB_STATEMENT(audit_list_events, "SELECT id, at, case_id, kind, subject, actor_kind, actor, detail, record, secret_key,"
                                " leaf FROM events ORDER BY id");
DB_STATEMENT(audit_find_attempt,
             "SELECT a.outcome, a.code, a.reason, a.remote, d.leaf FROM attempts a LEFT JOIN deliveries d"
             " ON d.id = a.delivery WHERE a.delivery = $1 AND a.number = $2");
DB_STATEMENT(audit_find_report, "SELECT kind, code, words FROM reports WHERE delivery = $1 AND leaf = $2");
DB_STATEMENT(
    audit_list_deliveries,
    "SELECT d.id, d.leaf, d.attempts, (SELECT count(*) FROM attempts a WHERE a.delivery = d.id),"
    " r.leaf, d.case_id - r.case_id FROM deliveries d LEFT JOIN releases r ON r.id = d.release_id ORDER BY d.id");
DB_STATEMENT(audit_list_reports, "SELECT id, leaf FROM reports ORDER BY id");
DB_STATEMENT(audit_count_attempts, "SELECT count(*) FROM attempts");

/* ---- rows beside an event ---- */

gboolean
audit_is_detail(const json_t *detail, const char *const *keys, gsize count, DbQuery *query)
{
    for (gsize i = 0; i < count; i++)
        if (g_strcmp0(json_string_value(json_object_get(detail, keys[i])), db_text(query, (int)i)) != 0)
            return FALSE;
    return TRUE;
}

const char *
audit_text(const json_t *detail, const char *key)
{
    const char *text = json_string_value(json_object_get(detail, key));

    return text != NULL ? text : "";
}

gint64
audit_number(const json_t *detail, const char *key)
{
    return json_integer_value(json_object_get(detail, key));
}

gboolean
audit_is_digest(DbQuery *query, int column, const char *hex)
{
    gsize length;
    const void *bytes = db_bytes(query, column, &length);
    g_autofree char *found = NULL;
    Digest digest;

    if (length != DIGEST_SIZE)
        return FALSE;
    memcpy(digest.bytes, bytes, DIGEST_SIZE);
    found = digest_to_hex(&digest);
    return strcmp(found, hex) == 0;
}

static gboolean
check_attempt(AuditRun *run, const AuditEvent *event, GError **error)
{
    static const char *const KEYS[] = { "outcome", "code", "reason", "remote" };
    AuditRow row = { "attempts of delivery", event->subject, event->row.place };
    g_autoptr(DbQuery) query = db_query(run->session, &audit_find_attempt);

    db_bind_int(query, event->subject);
    db_bind_int(query, audit_number(event->detail, "attempt"));
    if (!db_step(query))
        return db_finish(query, error) && audit_fault(&row, error, "the attempt that its leaf tells of is missing");
    if (!audit_is_detail(event->detail, KEYS, G_N_ELEMENTS(KEYS), query))
        return audit_fault(&row, error, "an attempt is not what its leaf tells of");
    /* Without a delivery there is no telling; that is found where deliveries are looked at. */
    if (!db_is_null(query, 4) && !audit_refers_to(run, row.place, db_int(query, 4)))
        return audit_fault(&(AuditRow){ "deliveries", event->subject, event->row.place }, error,
                           "the leaf of its attempt does not follow the one that let it go");
    run->counts.attempts++;
    return db_finish(query, error);
}

static gboolean
check_report(AuditRun *run, const AuditEvent *event, GError **error)
{
    static const char *const KEYS[] = { "kind", "code", "words" };
    AuditRow row = { "reports of delivery", event->subject, event->row.place };
    g_autoptr(DbQuery) query = db_query(run->session, &audit_find_report);

    db_bind_int(query, event->subject);
    db_bind_int(query, event->row.place);
    if (!db_step(query))
        return db_finish(query, error) && audit_fault(&row, error, "the report that its leaf tells of is missing");
    if (!audit_is_detail(event->detail, KEYS, G_N_ELEMENTS(KEYS), query))
        return audit_fault(&row, error, "a report is not what its leaf tells of");
    return db_finish(query, error);
}

/* A table that is to be held against the journal has a check here, called for each event that tells of its rows. */
static const AuditBeside BESIDE[EVENT_COUNT] = {
    [EVENT_RELEASE_RELEASED] = audit_released,
    [EVENT_DELIVERY_ACCEPTED] = check_attempt,
    [EVENT_DELIVERY_RETRIED] = check_attempt,
    [EVENT_DELIVERY_FAILED] = check_attempt,
    [EVENT_DELIVERY_REPORTED] = check_report,
    [EVENT_MESSAGE_RELEASED] = audit_review,
    [EVENT_MESSAGE_KEPT] = audit_review,
    [EVENT_CASE_APPEALED] = audit_appeal,
    [EVENT_STAFF_ADDED] = audit_present_step,
    [EVENT_STAFF_CHANGED] = audit_present_step,
    [EVENT_STAFF_DISABLED] = audit_present_step,
    [EVENT_UNIT_CHANGED] = audit_present_step,
    [EVENT_ENDPOINT_CHANGED] = audit_present_step,
    [EVENT_PARTNER_CHANGED] = audit_present_step,
    [EVENT_DELEGATION_GIVEN] = audit_present_step,
    [EVENT_DELEGATION_ENDED] = audit_present_step,
    [EVENT_ROUTING_CHANGED] = audit_routing,
    [EVENT_POLICY_DECIDED] = audit_decision,
    [EVENT_POLICY_DRAFTED] = audit_table_version,
    [EVENT_POLICY_CHECKED] = audit_table_version,
    [EVENT_POLICY_REPLAYED] = audit_table_version,
    [EVENT_POLICY_APPROVED] = audit_table_approval,
    [EVENT_POLICY_ACTIVATED] = audit_table_version,
    [EVENT_POLICY_RETIRED] = audit_table_version,
    [EVENT_EMERGENCY_RELEASED] = audit_unreviewed,
    [EVENT_APPROVAL_GIVEN] = audit_approval,
    [EVENT_APPROVAL_VOIDED] = audit_voiding,
    [EVENT_PUBLICATION_CHANGED] = audit_publication,
    [EVENT_PUBLICATION_RELEASED] = audit_publication,
    [EVENT_COMMENT_RECEIVED] = audit_comment,
    [EVENT_COMMENT_EDITED] = audit_comment_edit,
    [EVENT_COMMENT_HIDDEN] = audit_comment_decision,
    [EVENT_COMMENT_APPEALED] = audit_comment_plea,
    [EVENT_COMMENT_ANSWERED] = audit_comment_answer,
};

/* ---- an event ---- */

static gboolean
is_id(const json_t *whole, const char *key, gint64 expected)
{
    return json_integer_value(json_object_get(whole, key)) == expected;
}

static gboolean
check_detail(AuditRun *run, const AuditRow *row, EventKind kind, GBytes *bytes, DbQuery *query, GError **error)
{
    json_t *whole = json_loadb(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), 0, NULL);
    const AuditEvent event = {
        .row = *row,
        .kind = kind,
        .at = db_int(query, 1),
        .case_id = db_int(query, 2),
        .subject = db_int(query, 4),
        .staff = db_int(query, 6),
        .actor = audit_text(whole, "actor"),
        .detail = json_object_get(whole, "detail"),
    };
    gboolean done;

    if (is_id(whole, "case", event.case_id) && is_id(whole, "subject", event.subject) &&
        is_id(whole, "staff", event.staff))
        done = BESIDE[kind] == NULL || BESIDE[kind](run, &event, error);
    else
        done = audit_fault(row, error, "its case, subject or actor is not what was recorded");
    json_decref(whole);
    return done;
}

gboolean
audit_open(AuditRun *run, const AuditRow *row, gint64 key, DbQuery *query, int column, GBytes **ret, GError **error)
{
    guint8 secret[RECORD_SECRET_SIZE];
    GError *cause = NULL;
    const void *sealed;
    gboolean gone;
    gsize length;

    *ret = NULL;
    if (!audit_find_secret(run, row, key, secret, &gone, error))
        return FALSE;
    if (gone)
        return TRUE;
    sealed = db_bytes(query, column, &length);
    *ret = content_open_bytes(secret, sealed, length, &cause);
    sodium_memzero(secret, sizeof secret);
    return *ret != NULL || audit_blame(row, cause, error);
}

static gboolean
open_detail(AuditRun *run, const AuditRow *row, EventKind kind, DbQuery *query, GError **error)
{
    guint8 secret[RECORD_SECRET_SIZE];
    g_autoptr(GBytes) bytes = NULL;
    gboolean gone;

    if (!audit_open(run, row, db_int(query, 9), query, 7, &bytes, error))
        return FALSE;
    run->has_gone_events |= bytes == NULL;
    if (bytes == NULL)
        return TRUE;
    return audit_find_secret(run, row, db_int(query, 9), secret, &gone, error) &&
           audit_check_part(run, row, secret, "detail", bytes, error) &&
           check_detail(run, row, kind, bytes, query, error);
}

static gboolean
check_leaf(AuditRun *run, const AuditRow *row, EventKind kind, DbQuery *query, GError **error)
{
    if (!audit_read_leaf(run, row, error))
        return FALSE;
    if (run->leaf.type != event_kind_leaf(kind) || run->leaf.part_count != 1 ||
        g_strcmp0(leaf_find_attr(&run->leaf, "event"), event_kind_name(kind)) != 0)
        return audit_fault(row, error, "its leaf is of another kind");
    if (g_strcmp0(leaf_find_attr(&run->leaf, "by"), db_text(query, 5)) != 0)
        return audit_fault(row, error, "its leaf names another kind of actor");
    return audit_check_record(run, row, query, 8, error) && audit_take(run, row, MARK_EVENT, error) &&
           audit_check_time(run, row, db_int(query, 1), error);
}

static gboolean
check_event(AuditRun *run, DbQuery *query, GError **error)
{
    AuditRow row = { "events", db_int(query, 0), db_int(query, 10) };
    EventKind kind;

    if (!event_kind_parse(db_text(query, 3), &kind))
        return audit_fault(&row, error, "it is of no known kind");
    run->counts.events++;
    audit_step(run);
    return check_leaf(run, &row, kind, query, error) && open_detail(run, &row, kind, query, error);
}

gboolean
audit_events(AuditRun *run, GError **error)
{
    g_autoptr(DbQuery) query = db_query(run->session, &audit_list_events);

    while (db_step(query))
        if (!check_event(run, query, error))
            return FALSE;
    return db_finish(query, error);
}

/* ---- deliveries ---- */

/* As journal_append() writes it: a plain index within the same year. */
gboolean
audit_refers_to(const AuditRun *run, gint64 place, gint64 target)
{
    gint64 ref = JOURNAL_YEAR(target) == JOURNAL_YEAR(place) ? JOURNAL_INDEX(target) : target;

    for (guint i = 0; i < run->leaf.ref_count; i++)
        if (run->leaf.refs[i] == ref)
            return TRUE;
    return FALSE;
}

static gboolean
check_delivery(AuditRun *run, DbQuery *query, GError **error)
{
    AuditRow row = { "deliveries", db_int(query, 0), db_int(query, 1) };

    if (db_is_null(query, 4))
        return audit_fault(&row, error, "there is no release for it");
    if (!audit_read_leaf(run, &row, error) || !audit_take(run, &row, MARK_DELIVERY, error))
        return FALSE;
    if (!audit_refers_to(run, row.place, db_int(query, 4)))
        return audit_fault(&row, error, "the leaf that let it go does not follow the leaf of its release");
    if (db_int(query, 5) != 0)
        return audit_fault(&row, error, "it is of another case than its release");
    run->counts.deliveries++;
    return db_int(query, 2) == db_int(query, 3) ||
           audit_fault(&row, error, "it has more or fewer attempts than it counts");
}

static gboolean
check_reports(AuditRun *run, GError **error)
{
    g_autoptr(DbQuery) query = db_query(run->session, &audit_list_reports);

    for (; db_step(query); run->counts.reports++)
        if (!audit_take(run, &(AuditRow){ "reports", db_int(query, 0), db_int(query, 1) }, MARK_REPORT, error))
            return FALSE;
    return db_finish(query, error);
}

gboolean
audit_count(AuditRun *run, const DbStatement *statement, const char *table, guint64 told, GError **error)
{
    g_autoptr(DbQuery) query = db_query(run->session, statement);
    guint64 count;

    if (!db_step_one(query, "count", error))
        return FALSE;
    count = (guint64)db_int(query, 0);
    if (!db_finish(query, error))
        return FALSE;
    if (count == told || run->has_gone_events)
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT,
                "%s: there are %" G_GUINT64_FORMAT " rows, but events tell of %" G_GUINT64_FORMAT, table, count, told);
    return FALSE;
}

gboolean
audit_deliveries(AuditRun *run, GError **error)
{
    g_autoptr(DbQuery) query = db_query(run->session, &audit_list_deliveries);

    while (db_step(query))
        if (!check_delivery(run, query, error))
            return FALSE;
    return db_finish(query, error) && check_reports(run, error) &&
           audit_count(run, &audit_count_attempts, "attempts", run->counts.attempts, error);
}
