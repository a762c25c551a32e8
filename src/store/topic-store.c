/* SPDX-License-Identifier: Apache-2.0 */
#include "store/topic-store.h"

#include <string.h>

#include "base/error.h"
#include "base/locale.h"

DB_STATEMENT(insert_topic, "INSERT INTO topics (id, code, closed, created) VALUES ($1, $2, 0, $3)"
                           " ON CONFLICT (code) DO NOTHING");
DB_STATEMENT(close_topic, "UPDATE topics SET closed = $1 WHERE id = $2");
DB_STATEMENT(clear_topic_names, "DELETE FROM topic_names WHERE topic = $1");
DB_STATEMENT(insert_topic_name, "INSERT INTO topic_names (topic, language, name) VALUES ($1, $2, $3)");
DB_STATEMENT(list_topics, "SELECT t.id, t.code, t.closed, n.language, n.name FROM topics t"
                          " LEFT JOIN topic_names n ON n.topic = t.id ORDER BY t.code, n.language NULLS FIRST");

void
topic_row_free(TopicRow *row)
{
    g_free(row->code);
    g_ptr_array_unref(row->names);
    g_free(row);
}

const char *
topic_row_name(const TopicRow *row, const char *language)
{
    for (guint i = 0; i + 1 < row->names->len; i += 2)
        if (strcmp(g_ptr_array_index(row->names, i), language) == 0)
            return g_ptr_array_index(row->names, i + 1);
    return row->names->len > 1 ? g_ptr_array_index(row->names, 1) : row->code;
}

static gboolean
set_names(DbSession *session, const TopicRow *row, GError **error)
{
    g_autoptr(DbQuery) clear = db_query(session, &clear_topic_names);

    db_bind_int(clear, row->id);
    if (!db_run(clear, error))
        return FALSE;
    for (guint i = 0; i + 1 < row->names->len; i += 2) {
        g_autoptr(DbQuery) query = db_query(session, &insert_topic_name);

        db_bind_int(query, row->id);
        db_bind_text(query, g_ptr_array_index(row->names, i));
        db_bind_text(query, g_ptr_array_index(row->names, i + 1));
        if (!db_run(query, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
topic_store_insert(DbSession *session, const TopicRow *row, gint64 now, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_topic);

    db_bind_int(query, row->id);
    db_bind_text(query, row->code);
    db_bind_int(query, now);
    if (!db_run(query, error))
        return FALSE;
    if (db_changes(session) == 1)
        return set_names(session, row, error);
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT,
                        SAY_NOOP("there is a topic with this code already"));
    return FALSE;
}

gboolean
topic_store_update(DbSession *session, const TopicRow *row, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &close_topic);

    db_bind_int(query, row->closed);
    db_bind_int(query, row->id);
    return db_run(query, error) && set_names(session, row, error);
}

GPtrArray *
topic_store_list(DbSession *session, GError **error)
{
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)topic_row_free);
    g_autoptr(DbQuery) query = db_query(session, &list_topics);
    TopicRow *last = NULL;

    while (db_step(query)) {
        if (last == NULL || last->id != db_int(query, 0)) {
            last = g_new0(TopicRow, 1);
            last->id = db_int(query, 0);
            last->code = db_dup_text(query, 1);
            last->closed = db_int(query, 2) != 0;
            last->names = g_ptr_array_new_with_free_func(g_free);
            g_ptr_array_add(rows, last);
        }
        if (!db_is_null(query, 3)) {
            g_ptr_array_add(last->names, db_dup_text(query, 3));
            g_ptr_array_add(last->names, db_dup_text(query, 4));
        }
    }
    return db_finish(query, error) ? g_steal_pointer(&rows) : NULL;
}
