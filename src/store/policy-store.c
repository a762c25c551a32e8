/* SPDX-License-Identifier: Apache-2.0 */
#include "store/policy-store.h"

#include <string.h>

#include "base/error.h"
#include "base/locale.h"

#define HEAD                                                                                                           \
    "kind, number, state, base, author, author_name, created, changed, comment, digest, activated, retired, leaf"
DB_STATEMENT(insert_policy_version,
             "INSERT INTO policy_versions (kind, number, state, base, author, author_name, created, changed, comment,"
             " digest, activated, retired, leaf, rules, replay)"
             " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"
             " ON CONFLICT (kind, number) DO NOTHING");
DB_STATEMENT(
    update_policy_version,
    "UPDATE policy_versions SET state = $1, base = $2, changed = $3, comment = $4, digest = $5, activated = $6,"
    " retired = $7, leaf = $8, rules = $9, replay = $10 WHERE kind = $11 AND number = $12 AND changed = $13");
DB_STATEMENT(load_policy_version,
             "SELECT " HEAD ", rules, replay FROM policy_versions WHERE kind = $1 AND number = $2");
DB_STATEMENT(active_policy_version,
             "SELECT " HEAD ", rules, replay FROM policy_versions WHERE kind = $1 AND state = 'active'"
             " ORDER BY number DESC LIMIT 1");
DB_STATEMENT(list_policy_versions,
             "SELECT " HEAD " FROM policy_versions WHERE kind = $1 ORDER BY number DESC LIMIT $2");
DB_STATEMENT(insert_policy_approval,
             "INSERT INTO policy_approvals (kind, number, staff, name, digest, at, leaf)"
             " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (kind, number, staff) DO NOTHING");
DB_STATEMENT(list_policy_approvals, "SELECT staff, name, digest, at, leaf FROM policy_approvals"
                                    " WHERE kind = $1 AND number = $2 ORDER BY at, staff");
DB_STATEMENT(delete_policy_approvals, "DELETE FROM policy_approvals WHERE kind = $1 AND number = $2");

static const char *const STATES[] = { "draft", "checked", "replayed", "approved", "active", "retired" };
G_STATIC_ASSERT(G_N_ELEMENTS(STATES) == POLICY_STATE_COUNT);

const char *
policy_store_state_name(PolicyState state)
{
    return STATES[state];
}

/* What is not known is given up: it never comes into force. */
static PolicyState
state_of(const char *name)
{
    for (guint i = 0; i < POLICY_STATE_COUNT; i++)
        if (strcmp(STATES[i], name) == 0)
            return (PolicyState)i;
    return POLICY_STATE_RETIRED;
}

static gboolean
conflict(const char *words, GError **error)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT, words);
    return FALSE;
}

static void
read_digest(DbQuery *query, int column, Digest *ret)
{
    gsize length;
    const void *bytes = db_bytes(query, column, &length);

    memset(ret, 0, sizeof *ret);
    if (length == DIGEST_SIZE)
        memcpy(ret->bytes, bytes, DIGEST_SIZE);
}

/* ---- versions ---- */

void
policy_store_version_free(PolicyVersion *version)
{
    g_free(version->kind);
    g_free(version->author_name);
    g_free(version->comment);
    g_free(version->rules);
    g_free(version->replay);
    g_free(version);
}

gboolean
policy_store_insert(DbSession *session, const PolicyVersion *version, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_policy_version);

    db_bind_text(query, version->kind);
    db_bind_int(query, version->number);
    db_bind_text(query, STATES[version->state]);
    db_bind_int(query, version->base);
    db_bind_int(query, version->author.value);
    db_bind_text(query, version->author_name);
    db_bind_int(query, version->created);
    db_bind_int(query, version->changed);
    db_bind_text(query, version->comment);
    db_bind_bytes(query, version->digest.bytes, DIGEST_SIZE);
    db_bind_int(query, version->activated);
    db_bind_int(query, version->retired);
    db_bind_int(query, version->leaf);
    db_bind_text(query, version->rules);
    db_bind_text(query, version->replay);
    if (!db_run(query, error))
        return FALSE;
    return db_changes(session) == 1 ||
           conflict(SAY_NOOP("somebody began another version in the meantime; look at it, then begin again"), error);
}

gboolean
policy_store_update(DbSession *session, const PolicyVersion *version, gint64 seen, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &update_policy_version);

    db_bind_text(query, STATES[version->state]);
    db_bind_int(query, version->base);
    db_bind_int(query, version->changed);
    db_bind_text(query, version->comment);
    db_bind_bytes(query, version->digest.bytes, DIGEST_SIZE);
    db_bind_int(query, version->activated);
    db_bind_int(query, version->retired);
    db_bind_int(query, version->leaf);
    db_bind_text(query, version->rules);
    db_bind_text(query, version->replay);
    db_bind_text(query, version->kind);
    db_bind_int(query, version->number);
    db_bind_int(query, seen);
    if (!db_run(query, error))
        return FALSE;
    return db_changes(session) == 1 ||
           conflict(SAY_NOOP("somebody changed this version in the meantime; look at it again"), error);
}

static PolicyVersion *
read_version(DbQuery *query, gboolean whole)
{
    PolicyVersion *version = g_new0(PolicyVersion, 1);

    version->kind = db_dup_text(query, 0);
    version->number = db_int(query, 1);
    version->state = state_of(db_text(query, 2));
    version->base = db_int(query, 3);
    version->author.value = db_int(query, 4);
    version->author_name = db_dup_text(query, 5);
    version->created = db_int(query, 6);
    version->changed = db_int(query, 7);
    version->comment = db_dup_text(query, 8);
    read_digest(query, 9, &version->digest);
    version->activated = db_int(query, 10);
    version->retired = db_int(query, 11);
    version->leaf = db_int(query, 12);
    version->rules = whole ? db_dup_text(query, 13) : NULL;
    version->replay = whole ? db_dup_text(query, 14) : NULL;
    return version;
}

PolicyVersion *
policy_store_load(DbSession *session, const char *kind, gint64 number, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &load_policy_version);

    db_bind_text(query, kind);
    db_bind_int(query, number);
    return db_step_one(query, "version of the policy", error) ? read_version(query, TRUE) : NULL;
}

PolicyVersion *
policy_store_active(DbSession *session, const char *kind, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &active_policy_version);
    g_autoptr(PolicyVersion) version = NULL;

    db_bind_text(query, kind);
    if (db_step(query))
        version = read_version(query, TRUE);
    return db_finish(query, error) ? g_steal_pointer(&version) : NULL;
}

GPtrArray *
policy_store_list(DbSession *session, const char *kind, guint limit, GError **error)
{
    g_autoptr(GPtrArray) versions = g_ptr_array_new_with_free_func((GDestroyNotify)policy_store_version_free);
    g_autoptr(DbQuery) query = db_query(session, &list_policy_versions);

    db_bind_text(query, kind);
    db_bind_int(query, limit);
    while (db_step(query))
        g_ptr_array_add(versions, read_version(query, FALSE));
    return db_finish(query, error) ? g_steal_pointer(&versions) : NULL;
}

/* ---- approvals ---- */

void
policy_store_approval_free(PolicyApproval *approval)
{
    g_free(approval->name);
    g_free(approval);
}

gboolean
policy_store_approve(DbSession *session, const char *kind, gint64 number, const PolicyApproval *approval,
                     GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_policy_approval);

    db_bind_text(query, kind);
    db_bind_int(query, number);
    db_bind_int(query, approval->staff.value);
    db_bind_text(query, approval->name);
    db_bind_bytes(query, approval->digest.bytes, DIGEST_SIZE);
    db_bind_int(query, approval->at);
    db_bind_int(query, approval->leaf);
    if (!db_run(query, error))
        return FALSE;
    return db_changes(session) == 1 ||
           conflict(SAY_NOOP("you agreed to this version already; somebody else must agree as well"), error);
}

GPtrArray *
policy_store_approvals(DbSession *session, const char *kind, gint64 number, GError **error)
{
    g_autoptr(GPtrArray) approvals = g_ptr_array_new_with_free_func((GDestroyNotify)policy_store_approval_free);
    g_autoptr(DbQuery) query = db_query(session, &list_policy_approvals);

    db_bind_text(query, kind);
    db_bind_int(query, number);
    while (db_step(query)) {
        PolicyApproval *approval = g_new0(PolicyApproval, 1);

        approval->staff.value = db_int(query, 0);
        approval->name = db_dup_text(query, 1);
        read_digest(query, 2, &approval->digest);
        approval->at = db_int(query, 3);
        approval->leaf = db_int(query, 4);
        g_ptr_array_add(approvals, approval);
    }
    return db_finish(query, error) ? g_steal_pointer(&approvals) : NULL;
}

gboolean
policy_store_void_approvals(DbSession *session, const char *kind, gint64 number, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &delete_policy_approvals);

    db_bind_text(query, kind);
    db_bind_int(query, number);
    return db_run(query, error);
}
