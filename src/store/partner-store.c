/* SPDX-License-Identifier: Apache-2.0 */
#include "store/partner-store.h"

#include "base/error.h"
#include "base/locale.h"

#define COLUMNS "id, name, uri, contact, closed, version, changed"

DB_STATEMENT(insert_partner, "INSERT INTO partners (" COLUMNS ") VALUES ($1, $2, $3, $4, $5, 1, $6)");
DB_STATEMENT(update_partner, "UPDATE partners SET name = $1, uri = $2, contact = $3, closed = $4, changed = $5,"
                             " version = version + 1 WHERE id = $6 AND version = $7");
DB_STATEMENT(load_partner, "SELECT " COLUMNS " FROM partners WHERE id = $1");
DB_STATEMENT(find_partner, "SELECT id FROM partners WHERE lower(name) = lower($1) ORDER BY id LIMIT 1");
DB_STATEMENT(list_partners, "SELECT " COLUMNS " FROM partners ORDER BY lower(name), id");

void
partner_free(Partner *partner)
{
    g_free(partner->name);
    g_free(partner->uri);
    g_free(partner->contact);
    g_free(partner);
}

static Partner *
read_partner(DbQuery *query)
{
    Partner *partner = g_new0(Partner, 1);

    partner->id.value = db_int(query, 0);
    partner->name = db_dup_text(query, 1);
    partner->uri = db_dup_text(query, 2);
    partner->contact = db_dup_text(query, 3);
    partner->closed = db_int(query, 4) != 0;
    partner->version = db_int(query, 5);
    partner->changed = db_int(query, 6);
    return partner;
}

gboolean
partner_store_insert(DbSession *session, const Partner *partner, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_partner);

    db_bind_int(query, partner->id.value);
    db_bind_text(query, partner->name);
    db_bind_text(query, partner->uri);
    db_bind_text(query, partner->contact);
    db_bind_int(query, partner->closed);
    db_bind_int(query, partner->changed);
    return db_run(query, error);
}

gboolean
partner_store_update(DbSession *session, const Partner *partner, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &update_partner);

    db_bind_text(query, partner->name);
    db_bind_text(query, partner->uri);
    db_bind_text(query, partner->contact);
    db_bind_int(query, partner->closed);
    db_bind_int(query, partner->changed);
    db_bind_int(query, partner->id.value);
    db_bind_int(query, partner->version);
    if (!db_run(query, error))
        return FALSE;
    if (db_changes(session) == 1)
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT,
                        SAY_NOOP("somebody changed this body in the meantime; look at it again"));
    return FALSE;
}

Partner *
partner_store_load(DbSession *session, PartnerId id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &load_partner);

    db_bind_int(query, id.value);
    return db_step_one(query, "partner", error) ? read_partner(query) : NULL;
}

gboolean
partner_store_find(DbSession *session, const char *name, PartnerId *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_partner);

    db_bind_text(query, name);
    ret->value = db_step(query) ? db_int(query, 0) : 0;
    return db_finish(query, error);
}

GPtrArray *
partner_store_list(DbSession *session, GError **error)
{
    g_autoptr(GPtrArray) partners = g_ptr_array_new_with_free_func((GDestroyNotify)partner_free);
    g_autoptr(DbQuery) query = db_query(session, &list_partners);

    while (db_step(query))
        g_ptr_array_add(partners, read_partner(query));
    return db_finish(query, error) ? g_steal_pointer(&partners) : NULL;
}
