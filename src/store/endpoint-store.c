/* SPDX-License-Identifier: Apache-2.0 */
#include "store/endpoint-store.h"

#include "base/error.h"
#include "base/locale.h"

#define ENDPOINT_COLUMNS "id, channel, uri, name, unit"
DB_STATEMENT(insert_endpoint, "INSERT INTO endpoints (" ENDPOINT_COLUMNS ") VALUES ($1, $2, $3, $4, $5)"
                              " ON CONFLICT (channel, uri) DO NOTHING");
DB_STATEMENT(update_endpoint, "UPDATE endpoints SET name = $1, unit = $2 WHERE id = $3");
DB_STATEMENT(load_endpoint, "SELECT " ENDPOINT_COLUMNS " FROM endpoints WHERE id = $1");
DB_STATEMENT(find_endpoint, "SELECT " ENDPOINT_COLUMNS " FROM endpoints WHERE channel = $1 AND uri = $2");
DB_STATEMENT(list_endpoints, "SELECT " ENDPOINT_COLUMNS " FROM endpoints ORDER BY channel, uri");
DB_STATEMENT(move_endpoint, "UPDATE endpoints SET channel = $1 WHERE id = $2");
DB_STATEMENT(move_conversations, "UPDATE conversations SET channel = $1 WHERE endpoint = $2 AND channel = $3");
DB_STATEMENT(remember_move, "INSERT INTO endpoint_moves (channel, uri, endpoint, moved) VALUES ($1, $2, $3, $4)"
                            " ON CONFLICT (channel, uri) DO UPDATE SET endpoint = excluded.endpoint,"
                            " moved = excluded.moved");
DB_STATEMENT(list_moves, "SELECT endpoint, channel, uri FROM endpoint_moves ORDER BY channel, uri");
DB_STATEMENT(count_unit_endpoints, "SELECT count(*) FROM endpoints WHERE unit = $1");

gboolean
endpoint_store_insert(DbSession *session, const Endpoint *endpoint, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_endpoint);

    db_bind_int(query, endpoint->id.value);
    db_bind_text(query, endpoint->channel);
    db_bind_text(query, endpoint->uri);
    db_bind_text(query, endpoint->name);
    db_bind_int(query, endpoint->unit.value);
    if (!db_run(query, error))
        return FALSE;
    if (db_changes(session) == 1)
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT, SAY_NOOP("this channel has this address already"));
    return FALSE;
}

gboolean
endpoint_store_update(DbSession *session, const Endpoint *endpoint, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &update_endpoint);

    db_bind_text(query, endpoint->name);
    db_bind_int(query, endpoint->unit.value);
    db_bind_int(query, endpoint->id.value);
    if (!db_run(query, error))
        return FALSE;
    if (db_changes(session) == 1)
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, SAY_NOOP("there is no such address of ours"));
    return FALSE;
}

static Endpoint *
read_endpoint(DbQuery *query)
{
    Endpoint *endpoint = g_new0(Endpoint, 1);

    endpoint->id.value = db_int(query, 0);
    endpoint->channel = db_dup_text(query, 1);
    endpoint->uri = db_dup_text(query, 2);
    endpoint->name = db_dup_text(query, 3);
    endpoint->unit.value = db_int(query, 4);
    return endpoint;
}

Endpoint *
endpoint_store_load(DbSession *session, EndpointId id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &load_endpoint);

    db_bind_int(query, id.value);
    return db_step_one(query, "address of ours", error) ? read_endpoint(query) : NULL;
}

Endpoint *
endpoint_store_find(DbSession *session, const char *channel, const char *uri, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_endpoint);
    g_autoptr(Endpoint) endpoint = NULL;

    db_bind_text(query, channel);
    db_bind_text(query, uri);
    if (db_step(query))
        endpoint = read_endpoint(query);
    return db_finish(query, error) ? g_steal_pointer(&endpoint) : NULL;
}

GPtrArray *
endpoint_store_list(DbSession *session, GError **error)
{
    g_autoptr(GPtrArray) endpoints = g_ptr_array_new_with_free_func((GDestroyNotify)endpoint_free);
    g_autoptr(DbQuery) query = db_query(session, &list_endpoints);

    while (db_step(query))
        g_ptr_array_add(endpoints, read_endpoint(query));
    return db_finish(query, error) ? g_steal_pointer(&endpoints) : NULL;
}

/* ---- moving ---- */

static gboolean
check_free(DbSession *session, const char *channel, const char *uri, GError **error)
{
    GError *trouble = NULL;
    g_autoptr(Endpoint) taken = endpoint_store_find(session, channel, uri, &trouble);

    if (trouble != NULL) {
        g_propagate_error(error, trouble);
        return FALSE;
    }
    if (taken != NULL)
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT, SAY_NOOP("this channel has this address already"));
    return taken == NULL;
}

static gboolean
update_channel(DbSession *session, const Endpoint *from, const char *channel, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &move_endpoint);
    g_autoptr(DbQuery) conversations = NULL;

    db_bind_text(query, channel);
    db_bind_int(query, from->id.value);
    if (!db_run(query, error))
        return FALSE;
    conversations = db_query(session, &move_conversations);
    db_bind_text(conversations, channel);
    db_bind_int(conversations, from->id.value);
    db_bind_text(conversations, from->channel);
    return db_run(conversations, error);
}

gboolean
endpoint_store_move(DbSession *session, const Endpoint *from, const char *channel, gint64 at, GError **error)
{
    g_autoptr(DbQuery) query = NULL;

    if (!check_free(session, channel, from->uri, error) || !update_channel(session, from, channel, error))
        return FALSE;
    query = db_query(session, &remember_move);
    db_bind_text(query, from->channel);
    db_bind_text(query, from->uri);
    db_bind_int(query, from->id.value);
    db_bind_int(query, at);
    return db_run(query, error);
}

GPtrArray *
endpoint_store_list_moves(DbSession *session, GError **error)
{
    g_autoptr(GPtrArray) moves = g_ptr_array_new_with_free_func((GDestroyNotify)endpoint_free);
    g_autoptr(DbQuery) query = db_query(session, &list_moves);

    while (db_step(query)) {
        Endpoint *move = g_new0(Endpoint, 1);

        move->id.value = db_int(query, 0);
        move->channel = db_dup_text(query, 1);
        move->uri = db_dup_text(query, 2);
        move->name = g_strdup("");
        g_ptr_array_add(moves, move);
    }
    return db_finish(query, error) ? g_steal_pointer(&moves) : NULL;
}

gboolean
endpoint_store_count_unit(DbSession *session, UnitId unit, gint64 *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &count_unit_endpoints);
    gint64 count = 0;

    db_bind_int(query, unit.value);
    if (db_step(query))
        count = db_int(query, 0);
    if (!db_finish(query, error))
        return FALSE;
    *ret = count;
    return TRUE;
}
