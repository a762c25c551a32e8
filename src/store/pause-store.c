/* SPDX-License-Identifier: Apache-2.0 */
#include "store/pause-store.h"

#include <jansson.h>

#include "base/error.h"
#include "base/id.h"
#include "store/sealed-text.h"

DB_STATEMENT(insert_pause, "INSERT INTO channel_pauses (id, channel, since, ended, sealed, secret_key)"
                           " VALUES ($1, $2, $3, 0, $4, $5)");
DB_STATEMENT(find_pause, "SELECT id, channel, since, sealed, secret_key FROM channel_pauses"
                         " WHERE channel = $1 AND ended = 0");
DB_STATEMENT(holds_pause, "SELECT 1 FROM channel_pauses WHERE channel = $1 AND ended = 0");
DB_STATEMENT(list_pauses, "SELECT id, channel, since, sealed, secret_key FROM channel_pauses WHERE ended = 0"
                          " ORDER BY channel");
DB_STATEMENT(end_pause, "UPDATE channel_pauses SET ended = $1 WHERE id = $2");
DB_STATEMENT(list_resumed, "SELECT channel FROM channel_pauses GROUP BY channel HAVING min(ended) > 0");
DB_STATEMENT(list_pause_times, "SELECT since, ended FROM channel_pauses WHERE channel = $1"
                               " AND (ended = 0 OR ended > $2)");

gboolean
pause_store_insert(Store *store, DbSession *session, Pause *pause, GError **error)
{
    json_t *object = json_pack("{s:s, s:s}", "by", pause->by, "reason", pause->reason);
    char *text = json_dumps(object, JSON_COMPACT);
    g_auto(SealedText) sealed = { NULL, 0 };
    g_autoptr(DbQuery) query = NULL;
    gboolean made = text != NULL && sealed_text_make(store, text, &sealed, error);

    json_decref(object);
    if (text == NULL)
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "a reason that is not UTF-8");
    free(text);
    if (!made)
        return FALSE;
    pause->id = id_next();
    query = db_query(session, &insert_pause);
    db_bind_int(query, pause->id);
    db_bind_text(query, pause->channel);
    db_bind_int(query, pause->since);
    sealed_text_bind(query, &sealed);
    return db_run(query, error);
}

static Pause *
read_pause(Store *store, DbSession *session, DbQuery *query, GError **error)
{
    g_autoptr(Pause) pause = g_new0(Pause, 1);
    g_autofree char *text = NULL;
    json_t *object;

    pause->id = db_int(query, 0);
    pause->channel = db_dup_text(query, 1);
    pause->since = db_int(query, 2);
    text = sealed_text_open(store, session, query, 3, error);
    if (text == NULL)
        return NULL;
    object = json_loads(text, 0, NULL);
    pause->by = g_strdup(json_string_value(json_object_get(object, "by")));
    pause->reason = g_strdup(json_string_value(json_object_get(object, "reason")));
    json_decref(object);
    if (pause->by != NULL && pause->reason != NULL)
        return g_steal_pointer(&pause);
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT, "the pause of channel %s does not say why",
                pause->channel);
    return NULL;
}

gboolean
pause_store_find(Store *store, DbSession *session, const char *channel, Pause **ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_pause);
    g_autoptr(Pause) pause = NULL;

    *ret = NULL;
    db_bind_text(query, channel);
    if (db_step(query)) {
        pause = read_pause(store, session, query, error);
        if (pause == NULL)
            return FALSE;
    }
    if (!db_finish(query, error))
        return FALSE;
    *ret = g_steal_pointer(&pause);
    return TRUE;
}

gboolean
pause_store_holds(DbSession *session, const char *channel, gboolean *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &holds_pause);

    db_bind_text(query, channel);
    *ret = db_step(query);
    return db_finish(query, error);
}

GPtrArray *
pause_store_list(Store *store, DbSession *session, GError **error)
{
    g_autoptr(GPtrArray) pauses = g_ptr_array_new_with_free_func((GDestroyNotify)pause_free);
    g_autoptr(DbQuery) query = db_query(session, &list_pauses);

    while (db_step(query)) {
        Pause *pause = read_pause(store, session, query, error);

        if (pause == NULL)
            return NULL;
        g_ptr_array_add(pauses, pause);
    }
    return db_finish(query, error) ? g_steal_pointer(&pauses) : NULL;
}

gboolean
pause_store_end(DbSession *session, gint64 id, gint64 at, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &end_pause);

    db_bind_int(query, at);
    db_bind_int(query, id);
    return db_run(query, error);
}

GPtrArray *
pause_store_list_resumed(DbSession *session, GError **error)
{
    g_autoptr(GPtrArray) channels = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(DbQuery) query = db_query(session, &list_resumed);

    while (db_step(query))
        g_ptr_array_add(channels, db_dup_text(query, 0));
    return db_finish(query, error) ? g_steal_pointer(&channels) : NULL;
}

gboolean
pause_store_time(DbSession *session, const char *channel, gint64 from, gint64 now, gint64 *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &list_pause_times);

    *ret = 0;
    db_bind_text(query, channel);
    db_bind_int(query, from);
    while (db_step(query)) {
        gint64 since = db_int(query, 0), ended = db_int(query, 1);

        *ret += MAX((ended == 0 ? now : ended) - MAX(since, from), 0);
    }
    return db_finish(query, error);
}
