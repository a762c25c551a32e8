/* SPDX-License-Identifier: Apache-2.0 */
#include "store/publication-places.h"

DB_STATEMENT(clear_places, "DELETE FROM publication_places WHERE publication = $1");
DB_STATEMENT(insert_place, "INSERT INTO publication_places (place, language, published, publication)"
                           " VALUES ($1, $2, $3, $4) ON CONFLICT (place, language, published, publication) DO NOTHING");
DB_STATEMENT(list_place,
             "SELECT publication FROM publication_places WHERE place = $1 AND language = $2 AND published >= $3"
             " AND published < $4 ORDER BY published DESC, publication DESC LIMIT $5 OFFSET $6");
DB_STATEMENT(count_place, "SELECT count(*) FROM publication_places WHERE place = $1 AND language = $2"
                          " AND published >= $3 AND published < $4");
DB_STATEMENT(first_place,
             "SELECT coalesce(min(published), 0) FROM publication_places WHERE place = $1 AND language = $2");

static gboolean
add(DbSession *session, const char *place, const char *language, gint64 published, PublicationId id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_place);

    db_bind_text(query, place);
    db_bind_text(query, language);
    db_bind_int(query, published);
    db_bind_int(query, id.value);
    return db_run(query, error);
}

gboolean
publication_places_set(DbSession *session, PublicationId id, PublicationKind kind, const PublicationContent *content,
                       gint64 published, GError **error)
{
    g_autoptr(DbQuery) clear = db_query(session, &clear_places);

    db_bind_int(clear, id.value);
    if (!db_run(clear, error))
        return FALSE;
    for (guint t = 0; t < content->texts->len; t++) {
        const char *language = ((const PublicationText *)g_ptr_array_index(content->texts, t))->language;

        if (!add(session, PLACE_ALL, language, published, id, error) ||
            (kind == PUBLICATION_ALERT && !add(session, PLACE_ALERTS, language, published, id, error)))
            return FALSE;
        for (guint i = 0; i < content->topics->len; i++)
            if (!add(session, g_ptr_array_index(content->topics, i), language, published, id, error))
                return FALSE;
    }
    return TRUE;
}

static DbQuery *
ask(DbSession *session, const DbStatement *statement, const char *place, const char *language, gint64 since,
    gint64 until)
{
    DbQuery *query = db_query(session, statement);

    db_bind_text(query, place);
    db_bind_text(query, language);
    db_bind_int(query, since);
    db_bind_int(query, until);
    return query;
}

GArray *
publication_places_list(DbSession *session, const char *place, const char *language, gint64 since, gint64 until,
                        guint limit, guint offset, GError **error)
{
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_autoptr(DbQuery) query = ask(session, &list_place, place, language, since, until);

    db_bind_int(query, limit);
    db_bind_int(query, offset);
    while (db_step(query)) {
        gint64 id = db_int(query, 0);

        g_array_append_val(ids, id);
    }
    return db_finish(query, error) ? g_steal_pointer(&ids) : NULL;
}

gboolean
publication_places_count(DbSession *session, const char *place, const char *language, gint64 since, gint64 until,
                         guint *ret, GError **error)
{
    g_autoptr(DbQuery) query = ask(session, &count_place, place, language, since, until);

    if (!db_step_one(query, "count", error))
        return FALSE;
    *ret = (guint)db_int(query, 0);
    return db_finish(query, error);
}

gboolean
publication_places_first(DbSession *session, const char *place, const char *language, gint64 *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &first_place);

    db_bind_text(query, place);
    db_bind_text(query, language);
    if (!db_step_one(query, "time", error))
        return FALSE;
    *ret = db_int(query, 0);
    return db_finish(query, error);
}
