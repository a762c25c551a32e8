/* SPDX-License-Identifier: Apache-2.0 */
/* The audit's part about the versions of decision tables, and who agreed to them. */
#include <string.h>

#include "base/error.h"
#include "store/audit-private.h"

DB_STATEMENT(audit_list_tables, "SELECT kind, number, state, base, author_name, digest, rules, leaf, replay"
                                " FROM policy_versions ORDER BY kind, number");
DB_STATEMENT(audit_list_agreed, "SELECT kind, number, name, staff, digest, leaf FROM policy_approvals ORDER BY kind,"
                                " number, staff");

/* Events tell of the step that was taken; that another version made room follows from the one that came in force. */
static void
put_in_force(AuditRun *run, const AuditEvent *event)
{
    const char *kind = audit_text(event->detail, "kind");

    g_hash_table_replace(run->in_force, g_strdup(kind), GINT_TO_POINTER((int)event->subject));
}

static char *
key_of(const char *kind, gint64 number)
{
    return g_strdup_printf("%s %" G_GINT64_FORMAT, kind, number);
}

/* The last event of each version, with its place; who agreed is kept below it until the version is written again. */
gboolean
audit_table_version(AuditRun *run, const AuditEvent *event, GError **error)
{
    char *key = key_of(audit_text(event->detail, "kind"), event->subject);
    json_t *before = g_hash_table_lookup(run->tables, key), *detail = json_deep_copy(event->detail);
    json_t *agreed = event->kind == EVENT_POLICY_DRAFTED ? NULL : json_object_get(before, "agreed");

    (void)error;
    json_object_set_new(detail, "leaf", json_integer(event->row.place));
    json_object_set_new(detail, "agreed", agreed != NULL ? json_deep_copy(agreed) : json_object());
    if (event->kind == EVENT_POLICY_ACTIVATED)
        put_in_force(run, event);
    g_hash_table_replace(run->tables, key, detail);
    return TRUE;
}

gboolean
audit_table_approval(AuditRun *run, const AuditEvent *event, GError **error)
{
    g_autofree char *key = key_of(audit_text(event->detail, "kind"), event->subject);
    char staff[32];

    if (!audit_table_version(run, event, error))
        return FALSE;
    g_snprintf(staff, sizeof staff, "%" G_GINT64_FORMAT, event->staff);
    json_object_set_new(json_object_get(g_hash_table_lookup(run->tables, key), "agreed"), staff,
                        json_pack("{s:s, s:I, s:s}", "name", event->actor, "leaf", (json_int_t)event->row.place,
                                  "digest", audit_text(event->detail, "digest")));
    return TRUE;
}

/* ---- versions ---- */

static const char *
state_of(const AuditRun *run, const char *kind, gint64 number, const json_t *last)
{
    const char *state = audit_text(last, "state");
    gint64 in_force = GPOINTER_TO_INT(g_hash_table_lookup(run->in_force, kind));

    return strcmp(state, "active") == 0 && in_force != number ? "retired" : state;
}

static gboolean
is_version(const AuditRun *run, DbQuery *query, const json_t *last)
{
    Digest rules = digest_sha256(db_text(query, 6), strlen(db_text(query, 6)));
    Digest replay = digest_sha256(db_text(query, 8), strlen(db_text(query, 8)));
    g_autofree char *hex = digest_to_hex(&rules), *replay_hex = digest_to_hex(&replay);
    const char *replayed = audit_text(last, "replay");

    return strcmp(db_text(query, 2), state_of(run, db_text(query, 0), db_int(query, 1), last)) == 0 &&
           db_int(query, 3) == audit_number(last, "base") &&
           strcmp(db_text(query, 4), audit_text(last, "author")) == 0 &&
           audit_is_digest(query, 5, audit_text(last, "digest")) && audit_is_digest(query, 5, hex) &&
           db_int(query, 7) == audit_number(last, "leaf") &&
           (*replayed == '\0' ? *db_text(query, 8) == '\0' : strcmp(replayed, replay_hex) == 0);
}

static gboolean
check_version(AuditRun *run, DbQuery *query, GError **error)
{
    AuditRow row = { "policy_versions", db_int(query, 1), db_int(query, 7) };
    g_autofree char *key = key_of(db_text(query, 0), db_int(query, 1));
    json_t *last = g_hash_table_lookup(run->tables, key);

    if (last == NULL)
        return run->has_gone_events || audit_fault(&row, error, "no event tells of it");
    if (!is_version(run, query, last))
        return audit_fault(&row, error, "the table is not what its last event says");
    json_object_set_new(last, "found", json_true());
    return TRUE;
}

/* ---- who agreed ---- */

static gboolean
check_agreed(AuditRun *run, DbQuery *query, GError **error)
{
    AuditRow row = { "policy_approvals", db_int(query, 3), db_int(query, 5) };
    g_autofree char *key = key_of(db_text(query, 0), db_int(query, 1));
    json_t *agreed = json_object_get(g_hash_table_lookup(run->tables, key), "agreed"), *one;
    char staff[32];

    g_snprintf(staff, sizeof staff, "%" G_GINT64_FORMAT, row.id);
    one = json_object_get(agreed, staff);
    if (one == NULL || strcmp(db_text(query, 2), audit_text(one, "name")) != 0 ||
        !audit_is_digest(query, 4, audit_text(one, "digest")) || row.place != audit_number(one, "leaf"))
        return run->has_gone_events || audit_fault(&row, error, "no event tells that this person agreed to it");
    json_object_del(agreed, staff);
    return TRUE;
}

static gboolean
missing(const char *table, const char *key, const char *what, GError **error)
{
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT, "%s, %s: %s", table, key, what);
    return FALSE;
}

/* The version that is built in has events when it is gone back to, and no row. */
static gboolean
check_missing(AuditRun *run, GError **error)
{
    GHashTableIter iter;
    gpointer key, last;

    g_hash_table_iter_init(&iter, run->tables);
    while (g_hash_table_iter_next(&iter, &key, &last)) {
        if (json_object_get(last, "found") == NULL && !g_str_has_suffix(key, " 1"))
            return missing("policy_versions", key, "events tell of it, but the row is missing", error);
        if (json_object_size(json_object_get(last, "agreed")) > 0)
            return missing("policy_approvals", key, "somebody agreed to it, and the row is missing", error);
    }
    return TRUE;
}

gboolean
audit_tables(AuditRun *run, GError **error)
{
    g_autoptr(DbQuery) versions = db_query(run->session, &audit_list_tables);
    g_autoptr(DbQuery) agreed = db_query(run->session, &audit_list_agreed);

    while (db_step(versions))
        if (!check_version(run, versions, error))
            return FALSE;
    while (db_step(agreed))
        if (!check_agreed(run, agreed, error))
            return FALSE;
    return db_finish(versions, error) && db_finish(agreed, error) && check_missing(run, error);
}
