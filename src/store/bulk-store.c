/* SPDX-License-Identifier: Apache-2.0 */
#include "store/bulk-store.h"

DB_STATEMENT(insert_bulk, "INSERT INTO bulks (id, staff, at, kind, wanted, undone) VALUES ($1, $2, $3, $4, $5, 0)");
DB_STATEMENT(insert_bulk_item, "INSERT INTO bulk_items (bulk, position, case_id, outcome, before, version)"
                               " VALUES ($1, $2, $3, $4, $5, $6)");
DB_STATEMENT(load_bulk, "SELECT id, staff, at, kind, wanted, undone FROM bulks WHERE id = $1");
DB_STATEMENT(list_bulk_items,
             "SELECT case_id, outcome, before, version FROM bulk_items WHERE bulk = $1 ORDER BY position");
DB_STATEMENT(set_bulk_undone, "UPDATE bulks SET undone = $1 WHERE id = $2");
DB_STATEMENT(purge_bulk_items, "DELETE FROM bulk_items WHERE bulk IN (SELECT b.id FROM bulks b WHERE b.at < $1)");
DB_STATEMENT(purge_bulks, "DELETE FROM bulks WHERE at < $1");

void
bulk_row_free(BulkRow *row)
{
    g_free(row->kind);
    g_free(row->wanted);
    g_free(row);
}

void
bulk_item_row_free(BulkItemRow *item)
{
    g_free(item->outcome);
    g_free(item->before);
    g_free(item);
}

gboolean
bulk_store_insert(DbSession *session, const BulkRow *row, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_bulk);

    db_bind_int(query, row->id);
    db_bind_int(query, row->staff.value);
    db_bind_int(query, row->at);
    db_bind_text(query, row->kind);
    db_bind_text(query, row->wanted);
    return db_run(query, error);
}

gboolean
bulk_store_add(DbSession *session, gint64 bulk, guint position, const BulkItemRow *item, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_bulk_item);

    db_bind_int(query, bulk);
    db_bind_int(query, position);
    db_bind_int(query, item->case_id.value);
    db_bind_text(query, item->outcome);
    db_bind_text(query, item->before);
    db_bind_int(query, item->version);
    return db_run(query, error);
}

BulkRow *
bulk_store_load(DbSession *session, gint64 id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &load_bulk);
    BulkRow *row;

    db_bind_int(query, id);
    if (!db_step_one(query, "change", error))
        return NULL;
    row = g_new0(BulkRow, 1);
    row->id = db_int(query, 0);
    row->staff.value = db_int(query, 1);
    row->at = db_int(query, 2);
    row->kind = db_dup_text(query, 3);
    row->wanted = db_dup_text(query, 4);
    row->undone = db_int(query, 5);
    return row;
}

GPtrArray *
bulk_store_list(DbSession *session, gint64 id, GError **error)
{
    g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func((GDestroyNotify)bulk_item_row_free);
    g_autoptr(DbQuery) query = db_query(session, &list_bulk_items);

    db_bind_int(query, id);
    while (db_step(query)) {
        BulkItemRow *item = g_new0(BulkItemRow, 1);

        item->case_id.value = db_int(query, 0);
        item->outcome = db_dup_text(query, 1);
        item->before = db_dup_text(query, 2);
        item->version = db_int(query, 3);
        g_ptr_array_add(items, item);
    }
    return db_finish(query, error) ? g_steal_pointer(&items) : NULL;
}

gboolean
bulk_store_set_undone(DbSession *session, gint64 id, gint64 at, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &set_bulk_undone);

    db_bind_int(query, at);
    db_bind_int(query, id);
    return db_run(query, error);
}

static gboolean
purge(DbSession *session, const DbStatement *statement, gint64 before, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, statement);

    db_bind_int(query, before);
    return db_run(query, error);
}

gboolean
bulk_store_purge(DbSession *session, gint64 before, GError **error)
{
    return purge(session, &purge_bulk_items, before, error) && purge(session, &purge_bulks, before, error);
}
