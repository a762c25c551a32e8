/* SPDX-License-Identifier: Apache-2.0 */
/* The audit's part about approvals: each is what its leaf tells of, and voided exactly when an event says so. */
#include <string.h>

#include "store/audit-private.h"

DB_STATEMENT(audit_find_approval, "SELECT verdict, digest, tier, staff, at, sealed, secret_key, stead FROM approvals"
                                  " WHERE subject = $1 AND leaf = $2");
DB_STATEMENT(audit_list_approvals, "SELECT id, subject, verdict, voided, leaf FROM approvals ORDER BY id");
DB_STATEMENT(audit_count_approvals, "SELECT count(*) FROM approvals");

static gboolean
check_comment(AuditRun *run, const AuditRow *row, const AuditEvent *event, DbQuery *query, GError **error)
{
    const char *expected = audit_text(event->detail, "comment");
    g_autoptr(GBytes) bytes = NULL;

    if (!audit_open(run, row, db_int(query, 6), query, 5, &bytes, error))
        return FALSE;
    if (bytes == NULL)
        return TRUE;
    return (g_bytes_get_size(bytes) == strlen(expected) &&
            memcmp(g_bytes_get_data(bytes, NULL), expected, strlen(expected)) == 0) ||
           audit_fault(row, error, "its comment is not what its leaf tells of");
}

gboolean
audit_approval(AuditRun *run, const AuditEvent *event, GError **error)
{
    static const char *const KEYS[] = { "verdict" };
    AuditRow row = { "approvals of", event->subject, event->row.place };
    g_autoptr(DbQuery) query = db_query(run->session, &audit_find_approval);

    db_bind_int(query, event->subject);
    db_bind_int(query, event->row.place);
    if (!db_step(query))
        return db_finish(query, error) && audit_fault(&row, error, "the approval that its leaf tells of is missing");
    if (!audit_is_detail(event->detail, KEYS, G_N_ELEMENTS(KEYS), query) ||
        !audit_is_digest(query, 1, audit_text(event->detail, "digest")) ||
        db_int(query, 7) != audit_number(json_object_get(event->detail, "stead"), "staff") ||
        db_int(query, 2) != audit_number(event->detail, "tier") || db_int(query, 3) != event->staff ||
        ABS(event->at - db_int(query, 4)) >= 60 * G_USEC_PER_SEC)
        return audit_fault(&row, error, "an approval is not what its leaf tells of");
    run->told[TOLD_APPROVALS]++;
    return check_comment(run, &row, event, query, error) && db_finish(query, error);
}

gboolean
audit_voiding(AuditRun *run, const AuditEvent *event, GError **error)
{
    (void)error;
    g_hash_table_replace(run->voided, g_memdup2(&event->subject, sizeof event->subject),
                         g_memdup2(&event->row.place, sizeof event->row.place));
    return TRUE;
}

/* What stood when an event voided it is voided; nothing else is. */
static gboolean
check_voided(AuditRun *run, DbQuery *query, GError **error)
{
    AuditRow row = { "approvals", db_int(query, 0), db_int(query, 4) };
    gint64 subject = db_int(query, 1);
    const gint64 *place = g_hash_table_lookup(run->voided, &subject);
    gboolean expected = place != NULL && row.place < *place && strcmp(db_text(query, 2), "approve") == 0;

    return (db_int(query, 3) != 0) == expected || run->has_gone_events ||
           audit_fault(&row, error,
                       expected ? "it stands, though an event ended it" : "it is ended, and no event says so");
}

gboolean
audit_approvals(AuditRun *run, GError **error)
{
    g_autoptr(DbQuery) query = db_query(run->session, &audit_list_approvals);

    while (db_step(query))
        if (!check_voided(run, query, error))
            return FALSE;
    return db_finish(query, error) &&
           audit_count(run, &audit_count_approvals, "approvals", run->told[TOLD_APPROVALS], error);
}
