/* SPDX-License-Identifier: Apache-2.0 */
#include "store/routing-store.h"

#include <string.h>

#include "base/error.h"
#include "base/locale.h"

#define HEAD "number, at, author, author_name, comment, digest, leaf"
DB_STATEMENT(insert_routing_version, "INSERT INTO routing_versions (" HEAD ", rules)"
                                     " VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (number) DO NOTHING");
DB_STATEMENT(last_routing_version, "SELECT " HEAD ", rules FROM routing_versions ORDER BY number DESC LIMIT 1");
DB_STATEMENT(load_routing_version, "SELECT " HEAD ", rules FROM routing_versions WHERE number = $1");
DB_STATEMENT(list_routing_versions, "SELECT " HEAD " FROM routing_versions ORDER BY number DESC LIMIT $1");
DB_STATEMENT(load_routing_draft, "SELECT base, changed, rules FROM routing_drafts WHERE staff = $1");
DB_STATEMENT(save_routing_draft, "INSERT INTO routing_drafts (staff, base, changed, rules) VALUES ($1, $2, $3, $4)"
                                 " ON CONFLICT (staff) DO UPDATE SET base = excluded.base, changed = excluded.changed,"
                                 " rules = excluded.rules");
DB_STATEMENT(delete_routing_draft, "DELETE FROM routing_drafts WHERE staff = $1");
DB_STATEMENT(identity_known_since, "SELECT created FROM identities WHERE uri = $1");
DB_STATEMENT(list_routing_openers,
             "SELECT (SELECT min(m.id) FROM messages m WHERE m.case_id = c.id), c.id, c.unit, c.reference, c.title"
             " FROM cases c ORDER BY c.id DESC LIMIT $1");

/* ---- versions ---- */

void
routing_store_version_free(RoutingVersion *version)
{
    g_free(version->author_name);
    g_free(version->comment);
    g_free(version->rules);
    g_free(version);
}

gboolean
routing_store_insert(DbSession *session, const RoutingVersion *version, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_routing_version);

    db_bind_int(query, version->number);
    db_bind_int(query, version->at);
    db_bind_int(query, version->author.value);
    db_bind_text(query, version->author_name);
    db_bind_text(query, version->comment);
    db_bind_bytes(query, version->digest.bytes, DIGEST_SIZE);
    db_bind_int(query, version->leaf);
    db_bind_text(query, version->rules);
    if (!db_run(query, error))
        return FALSE;
    if (db_changes(session) == 1)
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT,
                SAY_NOOP("somebody saved other rules in the meantime; look at them, then decide about yours"));
    return FALSE;
}

static RoutingVersion *
read_version(DbQuery *query, gboolean whole)
{
    RoutingVersion *version = g_new0(RoutingVersion, 1);
    const void *digest;
    gsize length;

    version->number = db_int(query, 0);
    version->at = db_int(query, 1);
    version->author.value = db_int(query, 2);
    version->author_name = db_dup_text(query, 3);
    version->comment = db_dup_text(query, 4);
    digest = db_bytes(query, 5, &length);
    memcpy(version->digest.bytes, digest, MIN(length, DIGEST_SIZE));
    version->leaf = db_int(query, 6);
    version->rules = whole ? db_dup_text(query, 7) : NULL;
    return version;
}

RoutingVersion *
routing_store_last(DbSession *session, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &last_routing_version);
    g_autoptr(RoutingVersion) version = NULL;

    if (db_step(query))
        version = read_version(query, TRUE);
    return db_finish(query, error) ? g_steal_pointer(&version) : NULL;
}

RoutingVersion *
routing_store_load(DbSession *session, gint64 number, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &load_routing_version);

    db_bind_int(query, number);
    return db_step_one(query, "version of the rules", error) ? read_version(query, TRUE) : NULL;
}

GPtrArray *
routing_store_list(DbSession *session, guint limit, GError **error)
{
    g_autoptr(GPtrArray) versions = g_ptr_array_new_with_free_func((GDestroyNotify)routing_store_version_free);
    g_autoptr(DbQuery) query = db_query(session, &list_routing_versions);

    db_bind_int(query, limit);
    while (db_step(query))
        g_ptr_array_add(versions, read_version(query, FALSE));
    return db_finish(query, error) ? g_steal_pointer(&versions) : NULL;
}

/* ---- drafts ---- */

void
routing_store_draft_free(RoutingStoreDraft *draft)
{
    g_free(draft->rules);
    g_free(draft);
}

RoutingStoreDraft *
routing_store_load_draft(DbSession *session, StaffId staff, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &load_routing_draft);
    g_autoptr(RoutingStoreDraft) draft = NULL;

    db_bind_int(query, staff.value);
    if (db_step(query)) {
        draft = g_new0(RoutingStoreDraft, 1);
        draft->base = db_int(query, 0);
        draft->changed = db_int(query, 1);
        draft->rules = db_dup_text(query, 2);
    }
    return db_finish(query, error) ? g_steal_pointer(&draft) : NULL;
}

gboolean
routing_store_save_draft(DbSession *session, StaffId staff, const RoutingStoreDraft *draft, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &save_routing_draft);

    db_bind_int(query, staff.value);
    db_bind_int(query, draft->base);
    db_bind_int(query, draft->changed);
    db_bind_text(query, draft->rules);
    return db_run(query, error);
}

gboolean
routing_store_delete_draft(DbSession *session, StaffId staff, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &delete_routing_draft);

    db_bind_int(query, staff.value);
    return db_run(query, error);
}

/* ---- the past ---- */

gboolean
routing_store_known_since(DbSession *session, const char *uri, gint64 *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &identity_known_since);

    db_bind_text(query, uri);
    *ret = db_step(query) ? db_int(query, 0) : 0;
    return db_finish(query, error);
}

void
routing_store_opener_free(RoutingOpener *opener)
{
    g_free(opener->reference);
    g_free(opener->title);
    g_free(opener);
}

GPtrArray *
routing_store_openers(DbSession *session, guint limit, GError **error)
{
    g_autoptr(GPtrArray) openers = g_ptr_array_new_with_free_func((GDestroyNotify)routing_store_opener_free);
    g_autoptr(DbQuery) query = db_query(session, &list_routing_openers);

    db_bind_int(query, limit);
    while (db_step(query)) {
        RoutingOpener *opener;

        if (db_is_null(query, 0)) /* a case that somebody opened by hand */
            continue;
        opener = g_new0(RoutingOpener, 1);
        opener->message.value = db_int(query, 0);
        opener->case_id.value = db_int(query, 1);
        opener->unit.value = db_int(query, 2);
        opener->reference = db_dup_text(query, 3);
        opener->title = db_dup_text(query, 4);
        g_ptr_array_add(openers, opener);
    }
    return db_finish(query, error) ? g_steal_pointer(&openers) : NULL;
}
