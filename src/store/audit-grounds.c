/* SPDX-License-Identifier: Apache-2.0 */
/* The audit's part about what let something go: that its decision and the approvals this asks for were recorded before
 * it, and are about exactly what left. The leaves alone tell the order (journal/order.h); here is what they are about.
 */
#include <string.h>

#include "base/number.h"
#include "store/audit-private.h"

DB_STATEMENT(audit_list_grounds, "SELECT kind, result, outputs, leaf FROM decisions WHERE subject = $1 ORDER BY id");
DB_STATEMENT(audit_list_given, "SELECT digest, staff, leaf FROM approvals WHERE subject = $1 AND verdict = 'approve'"
                               " AND voided = 0 ORDER BY id");

DB_STATEMENT(audit_find_released, "SELECT author, leaf, digest FROM releases WHERE id = $1");
DB_STATEMENT(audit_find_emergency, "SELECT kind, digest, thing, staff, leaf FROM emergencies WHERE id = $1");
DB_STATEMENT(audit_count_emergencies, "SELECT count(*) FROM emergencies");
DB_STATEMENT(audit_list_emergencies, "SELECT digest, leaf FROM emergencies WHERE thing = $1");

#define APPROVALS_MOST 3 /* that a duty table can ask for */

/* ---- approvals ---- */

static gboolean
has_id(const GArray *ids, gint64 id)
{
    for (guint i = 0; i < ids->len; i++)
        if (g_array_index(ids, gint64, i) == id)
            return TRUE;
    return FALSE;
}

static gboolean
take_approval(AuditRun *run, const AuditRow *row, DbQuery *query, const char *hex, const GArray *authors,
              GArray *approvers, GError **error)
{
    gint64 staff = db_int(query, 1), place = db_int(query, 2);

    if (place >= row->place || !audit_refers_to(run, row->place, place))
        return TRUE;
    if (!audit_is_digest(query, 0, hex))
        return audit_fault(row, error, "what was approved before it is not what left");
    if (has_id(authors, staff))
        return audit_fault(row, error, "it left with the approval of somebody who wrote it");
    if (!has_id(approvers, staff))
        g_array_append_val(approvers, staff);
    return TRUE;
}

gboolean
audit_approvals_before(AuditRun *run, const AuditRow *row, gint64 subject, const Digest *digest, const GArray *authors,
                       guint wanted, GError **error)
{
    g_autoptr(DbQuery) query = db_query(run->session, &audit_list_given);
    g_autoptr(GArray) approvers = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_autofree char *hex = digest_to_hex(digest);

    db_bind_int(query, subject);
    while (db_step(query))
        if (!take_approval(run, row, query, hex, authors, approvers, error))
            return FALSE;
    if (!db_finish(query, error))
        return FALSE;
    run->counts.approvals += approvers->len;
    return approvers->len >= wanted ||
           audit_fault(row, error, "it left without the approvals that it needed, given before it by others");
}

/* ---- decisions ---- */

/* What the tables said of one release: the last of each kind before it. */
typedef struct {
    gint64 channel, duty; /* place; 0: none */
    gboolean decided;     /* the channel */
    guint wanted;
} Grounds;

static guint
count_wanted(const char *outputs)
{
    g_auto(GStrv) words = g_strsplit(outputs, " ", -1);
    guint wanted = 0;

    for (guint i = 0; words[i] != NULL; i++)
        wanted += strcmp(words[i], "four-eyes") == 0 || g_str_has_prefix(words[i], "review:");
    return MIN(wanted, APPROVALS_MOST);
}

static void
take_decision(Grounds *grounds, DbQuery *query, gint64 before)
{
    gint64 place = db_int(query, 3);

    if (place >= before)
        return;
    if (strcmp(db_text(query, 0), "channel") == 0) {
        grounds->channel = place;
        grounds->decided = strcmp(db_text(query, 1), "decided") == 0;
    } else if (strcmp(db_text(query, 0), "duty") == 0) {
        grounds->duty = place;
        grounds->wanted = count_wanted(db_text(query, 2));
    }
}

static gboolean
check_decided(AuditRun *run, const AuditRow *row, gint64 subject, Grounds *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(run->session, &audit_list_grounds);

    *ret = (Grounds){ 0 };
    db_bind_int(query, subject);
    while (db_step(query))
        take_decision(ret, query, row->place);
    if (!db_finish(query, error))
        return FALSE;
    if (ret->channel == 0)
        return audit_fault(row, error, "it left without a decision about it, recorded before it, in decisions");
    if (!ret->decided)
        return audit_fault(row, error, "it left although the channel table did not decide");
    return (audit_refers_to(run, row->place, ret->channel) &&
            (ret->duty == 0 || audit_refers_to(run, row->place, ret->duty))) ||
           audit_fault(row, error, "its leaf does not name the last decision about it");
}

gboolean
audit_emergency(AuditRun *run, const AuditRow *row, gint64 thing, const Digest *digest, gboolean *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(run->session, &audit_list_emergencies);
    g_autofree char *hex = digest_to_hex(digest);

    *ret = FALSE;
    db_bind_int(query, thing);
    while (db_step(query))
        *ret |= audit_refers_to(run, row->place, db_int(query, 1)) && audit_is_digest(query, 0, hex);
    return db_finish(query, error);
}

static gboolean
check_grounds(AuditRun *run, const AuditRow *row, gint64 subject, gint64 author, const Digest *digest, GError **error)
{
    g_autoptr(GArray) authors = g_array_new(FALSE, FALSE, sizeof(gint64));
    gboolean unreviewed = FALSE;
    Grounds grounds;

    g_array_append_val(authors, author);
    if (!check_decided(run, row, subject, &grounds, error) ||
        !audit_emergency(run, row, subject, digest, &unreviewed, error) ||
        !audit_approvals_before(run, row, subject, digest, authors, unreviewed ? 0 : grounds.wanted, error))
        return FALSE;
    run->counts.grounded++;
    return TRUE;
}

/* The row of a release, and what let it go; decisions and approvals are about it, or about what was proposed. That its
 * digest is that of its content was seen with its message. */
gboolean
audit_released(AuditRun *run, const AuditEvent *event, GError **error)
{
    g_autoptr(DbQuery) query = db_query(run->session, &audit_find_released);
    gint64 proposal = audit_number(event->detail, "proposal");
    AuditRow row = { "releases", event->subject, event->row.place };
    const void *bytes;
    Digest digest;
    gsize length;

    db_bind_int(query, event->subject);
    if (!db_step(query))
        return db_finish(query, error) && audit_fault(&row, error, "the row is missing");
    if (json_object_get(event->detail, "author") != NULL && db_int(query, 0) != audit_number(event->detail, "author"))
        return audit_fault(&row, error, "it was written by somebody else than its leaf says");
    row.place = db_int(query, 1);
    bytes = db_bytes(query, 2, &length);
    if (length != DIGEST_SIZE)
        return audit_fault(&row, error, "its digest is none");
    memcpy(digest.bytes, bytes, DIGEST_SIZE);
    if (!audit_read_leaf(run, &row, error))
        return FALSE;
    return (leaf_find_attr(&run->leaf, ORDER_APPROVALS) == NULL || /* from before tables were asked */
            check_grounds(run, &row, proposal != 0 ? proposal : row.id, db_int(query, 0), &digest, error)) &&
           db_finish(query, error);
}

/* What was let go without review, by whom: that stands in place of approvals. */
gboolean
audit_unreviewed(AuditRun *run, const AuditEvent *event, GError **error)
{
    static const char *const KEYS[] = { "kind" };
    AuditRow row = { "emergencies", event->subject, event->row.place };
    g_autoptr(DbQuery) query = db_query(run->session, &audit_find_emergency);

    db_bind_int(query, event->subject);
    if (!db_step(query))
        return db_finish(query, error) && audit_fault(&row, error, "the row that its leaf tells of is missing");
    if (!audit_is_detail(event->detail, KEYS, G_N_ELEMENTS(KEYS), query) ||
        !audit_is_digest(query, 1, audit_text(event->detail, "digest")) ||
        db_int(query, 2) != audit_number(event->detail, "thing") || db_int(query, 3) != event->staff ||
        db_int(query, 4) != row.place)
        return audit_fault(&row, error, "it is not what its leaf tells of");
    run->told[TOLD_EMERGENCIES]++;
    return db_finish(query, error);
}

gboolean
audit_emergencies(AuditRun *run, GError **error)
{
    return audit_count(run, &audit_count_emergencies, "emergencies", run->told[TOLD_EMERGENCIES], error);
}
