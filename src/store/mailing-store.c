/* SPDX-License-Identifier: Apache-2.0 */
#include "store/mailing-store.h"

#include "base/error.h"

#define COLUMNS                                                                                                        \
    "id, kind, publication, number, created, cursor, total, sent, failed, ended, leaf, scheme, under_way, twice"
DB_STATEMENT(insert_mailing,
             "INSERT INTO mailings (" COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)");
DB_STATEMENT(insert_mailing_item,
             "INSERT INTO mailing_items (mailing, item, publication, number) VALUES ($1, $2, $3, $4)");
DB_STATEMENT(insert_mailing_place, "INSERT INTO mailing_places (mailing, place, item) VALUES ($1, $2, $3)"
                                   " ON CONFLICT (mailing, place, item) DO NOTHING");
DB_STATEMENT(copy_mailing_places,
             "INSERT INTO mailing_places (mailing, place, item) SELECT $1, p.place, p.item FROM mailing_places p"
             " WHERE p.mailing = $2 ON CONFLICT (mailing, place, item) DO NOTHING");
DB_STATEMENT(update_mailing,
             "UPDATE mailings SET cursor = $1, total = $2, sent = $3, failed = $4, ended = $5, leaf = $6,"
             " under_way = $7, twice = $8 WHERE id = $9");
DB_STATEMENT(load_mailing, "SELECT " COLUMNS " FROM mailings WHERE id = $1");
DB_STATEMENT(list_mailings, "SELECT " COLUMNS " FROM mailings WHERE publication = $1 ORDER BY number, id");
DB_STATEMENT(list_mailing_items, "SELECT publication, number, 0 FROM mailing_items WHERE mailing = $1 ORDER BY item");

gboolean
mailing_store_insert(DbSession *session, const MailingRow *row, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_mailing);

    db_bind_int(query, row->id.value);
    db_bind_text(query, frequency_name(row->kind));
    db_bind_int(query, row->publication.value);
    db_bind_int(query, row->number);
    db_bind_int(query, row->created);
    db_bind_int(query, row->cursor.value);
    db_bind_int(query, row->total);
    db_bind_int(query, row->sent);
    db_bind_int(query, row->failed);
    db_bind_int(query, row->ended);
    db_bind_int(query, row->leaf);
    db_bind_text(query, row->scheme);
    db_bind_int(query, row->under_way);
    db_bind_int(query, row->twice);
    return db_run(query, error);
}

gboolean
mailing_store_add_item(DbSession *session, MailingId id, guint number, const MailingItem *item, const GPtrArray *places,
                       GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_mailing_item);

    db_bind_int(query, id.value);
    db_bind_int(query, number);
    db_bind_int(query, item->publication.value);
    db_bind_int(query, item->number);
    if (!db_run(query, error))
        return FALSE;
    for (guint i = 0; i < places->len; i++) {
        g_autoptr(DbQuery) place = db_query(session, &insert_mailing_place);

        db_bind_int(place, id.value);
        db_bind_text(place, g_ptr_array_index(places, i));
        db_bind_int(place, number);
        if (!db_run(place, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
mailing_store_copy_places(DbSession *session, MailingId from, MailingId to, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &copy_mailing_places);

    db_bind_int(query, to.value);
    db_bind_int(query, from.value);
    return db_run(query, error);
}

gboolean
mailing_store_update(DbSession *session, const MailingRow *row, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &update_mailing);

    db_bind_int(query, row->cursor.value);
    db_bind_int(query, row->total);
    db_bind_int(query, row->sent);
    db_bind_int(query, row->failed);
    db_bind_int(query, row->ended);
    db_bind_int(query, row->leaf);
    db_bind_int(query, row->under_way);
    db_bind_int(query, row->twice);
    db_bind_int(query, row->id.value);
    return db_run(query, error);
}

static MailingRow
read_row(DbQuery *query)
{
    MailingRow row = { .id = { db_int(query, 0) },
                       .publication = { db_int(query, 2) },
                       .number = (guint)db_int(query, 3),
                       .created = db_int(query, 4),
                       .cursor = { db_int(query, 5) },
                       .total = db_int(query, 6),
                       .sent = db_int(query, 7),
                       .failed = db_int(query, 8),
                       .ended = db_int(query, 9),
                       .leaf = db_int(query, 10),
                       .under_way = (guint)db_int(query, 12),
                       .twice = db_int(query, 13) };

    frequency_parse(db_text(query, 1), &row.kind);
    g_strlcpy(row.scheme, db_text(query, 11), sizeof row.scheme);
    return row;
}

gboolean
mailing_store_load(DbSession *session, MailingId id, MailingRow *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &load_mailing);

    db_bind_int(query, id.value);
    if (!db_step_one(query, "mailing", error))
        return FALSE;
    *ret = read_row(query);
    return TRUE;
}

GArray *
mailing_store_list(DbSession *session, PublicationId publication, GError **error)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(MailingRow));
    g_autoptr(DbQuery) query = db_query(session, &list_mailings);

    db_bind_int(query, publication.value);
    while (db_step(query)) {
        MailingRow row = read_row(query);

        g_array_append_val(rows, row);
    }
    return db_finish(query, error) ? g_steal_pointer(&rows) : NULL;
}

static GArray *
read_items(DbQuery *query, GError **error)
{
    g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(MailingItem));

    while (db_step(query)) {
        MailingItem item = { { db_int(query, 0) }, (guint)db_int(query, 1), db_int(query, 2) };

        g_array_append_val(items, item);
    }
    return db_finish(query, error) ? g_steal_pointer(&items) : NULL;
}

GArray *
mailing_store_items(DbSession *session, MailingId id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &list_mailing_items);

    db_bind_int(query, id.value);
    return read_items(query, error);
}

/* ---- digests ---- */

DB_STATEMENT(start_digest, "INSERT INTO digests (kind, until) VALUES ($1, $2) ON CONFLICT (kind) DO NOTHING");
DB_STATEMENT(load_digest, "SELECT until FROM digests WHERE kind = $1");
DB_STATEMENT(update_digest, "UPDATE digests SET until = $1 WHERE kind = $2");
DB_STATEMENT(list_mailing_news, "SELECT r.publication, MAX(r.number), MAX(r.at) FROM publication_releases r"
                                " WHERE r.at > $1 AND r.at <= $2 GROUP BY r.publication ORDER BY 3, 1 LIMIT $3");

gboolean
mailing_store_digest(DbSession *session, Frequency kind, gint64 now, gint64 *ret_until, gboolean *ret_fresh,
                     GError **error)
{
    g_autoptr(DbQuery) start = db_query(session, &start_digest);
    g_autoptr(DbQuery) query = NULL;

    db_bind_text(start, frequency_name(kind));
    db_bind_int(start, now);
    if (!db_run(start, error))
        return FALSE;
    *ret_fresh = db_changes(session) == 1;
    query = db_query(session, &load_digest);
    db_bind_text(query, frequency_name(kind));
    if (!db_step_one(query, "digest", error))
        return FALSE;
    *ret_until = db_int(query, 0);
    return TRUE;
}

gboolean
mailing_store_set_digest(DbSession *session, Frequency kind, gint64 until, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &update_digest);

    db_bind_int(query, until);
    db_bind_text(query, frequency_name(kind));
    return db_run(query, error);
}

GArray *
mailing_store_news(DbSession *session, gint64 since, gint64 until, guint limit, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &list_mailing_news);

    db_bind_int(query, since);
    db_bind_int(query, until);
    db_bind_int(query, limit);
    return read_items(query, error);
}
