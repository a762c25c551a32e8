/* SPDX-License-Identifier: Apache-2.0 */
#include "store/token-store.h"

#define COLUMNS "id, name, hint, scopes, everywhere, staff, created_by, created, expires, used, revoked"
DB_STATEMENT(insert_token, "INSERT INTO api_tokens (" COLUMNS ", hash)"
                           " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)");
DB_STATEMENT(insert_token_unit,
             "INSERT INTO api_token_units (token, unit) VALUES ($1, $2) ON CONFLICT (token, unit) DO NOTHING");
DB_STATEMENT(find_token, "SELECT " COLUMNS " FROM api_tokens WHERE hash = $1");
DB_STATEMENT(load_token, "SELECT " COLUMNS " FROM api_tokens WHERE id = $1");
DB_STATEMENT(list_tokens, "SELECT " COLUMNS " FROM api_tokens ORDER BY id DESC");
DB_STATEMENT(list_token_units, "SELECT unit FROM api_token_units WHERE token = $1 ORDER BY unit");
DB_STATEMENT(revoke_token, "UPDATE api_tokens SET revoked = $1 WHERE id = $2 AND revoked = 0");
DB_STATEMENT(touch_token, "UPDATE api_tokens SET used = $1 WHERE id = $2");
DB_STATEMENT(count_tokens, "SELECT count(*) FROM api_tokens WHERE revoked = 0 AND (expires = 0 OR expires > $1)");

static gboolean
insert_unit(DbSession *session, TokenId id, UnitId unit, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_token_unit);

    db_bind_int(query, id.value);
    db_bind_int(query, unit.value);
    return db_run(query, error);
}

gboolean
token_store_insert(DbSession *session, const ApiToken *token, const Digest *hash, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_token);
    g_autofree char *scopes = token_scopes_format(token->scopes);

    db_bind_int(query, token->id.value);
    db_bind_text(query, token->name);
    db_bind_text(query, token->hint);
    db_bind_text(query, scopes);
    db_bind_int(query, token->everywhere);
    db_bind_reference(query, token->staff.value);
    db_bind_int(query, token->created_by.value);
    db_bind_int(query, token->created);
    db_bind_int(query, token->expires);
    db_bind_int(query, token->used);
    db_bind_int(query, token->revoked);
    db_bind_bytes(query, hash->bytes, DIGEST_SIZE);
    if (!db_run(query, error))
        return FALSE;
    for (guint i = 0; i < token->units->len; i++)
        if (!insert_unit(session, token->id, g_array_index(token->units, UnitId, i), error))
            return FALSE;
    return TRUE;
}

/* ---- reading ---- */

static ApiToken *
read_token(DbQuery *query)
{
    ApiToken *token = api_token_new();

    token->id.value = db_int(query, 0);
    token->name = db_dup_text(query, 1);
    token->hint = db_dup_text(query, 2);
    token->scopes = token_scopes_parse(db_text(query, 3));
    token->everywhere = db_int(query, 4) != 0;
    token->staff.value = db_int(query, 5);
    token->created_by.value = db_int(query, 6);
    token->created = db_int(query, 7);
    token->expires = db_int(query, 8);
    token->used = db_int(query, 9);
    token->revoked = db_int(query, 10);
    return token;
}

static gboolean
read_units(DbSession *session, ApiToken *token, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &list_token_units);

    db_bind_int(query, token->id.value);
    while (db_step(query)) {
        UnitId unit = { db_int(query, 0) };

        g_array_append_val(token->units, unit);
    }
    return db_finish(query, error);
}

ApiToken *
token_store_find(DbSession *session, const Digest *hash, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_token);
    g_autoptr(ApiToken) token = NULL;

    db_bind_bytes(query, hash->bytes, DIGEST_SIZE);
    if (db_step(query))
        token = read_token(query);
    if (!db_finish(query, error) || token == NULL || !read_units(session, token, error))
        return NULL;
    return g_steal_pointer(&token);
}

ApiToken *
token_store_load(DbSession *session, TokenId id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &load_token);
    g_autoptr(ApiToken) token = NULL;

    db_bind_int(query, id.value);
    if (!db_step_one(query, "token", error))
        return NULL;
    token = read_token(query);
    return read_units(session, token, error) ? g_steal_pointer(&token) : NULL;
}

GPtrArray *
token_store_list(DbSession *session, GError **error)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)api_token_free);
    g_autoptr(DbQuery) query = db_query(session, &list_tokens);

    while (db_step(query))
        g_ptr_array_add(list, read_token(query));
    if (!db_finish(query, error))
        return NULL;
    for (guint i = 0; i < list->len; i++)
        if (!read_units(session, g_ptr_array_index(list, i), error))
            return NULL;
    return g_steal_pointer(&list);
}

gboolean
token_store_count(DbSession *session, gint64 now, gint64 *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &count_tokens);

    db_bind_int(query, now);
    if (!db_step_one(query, "count", error))
        return FALSE;
    *ret = db_int(query, 0);
    return db_finish(query, error);
}

/* ---- changing ---- */

gboolean
token_store_revoke(DbSession *session, TokenId id, gint64 at, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &revoke_token);

    db_bind_int(query, at);
    db_bind_int(query, id.value);
    return db_run(query, error);
}

gboolean
token_store_touch(DbSession *session, TokenId id, gint64 at, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &touch_token);

    db_bind_int(query, at);
    db_bind_int(query, id.value);
    return db_run(query, error);
}
