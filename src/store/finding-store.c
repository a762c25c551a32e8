/* SPDX-License-Identifier: Apache-2.0 */
#include "store/finding-store.h"

#include <string.h>

DB_STATEMENT(insert_finding, "INSERT INTO release_findings (id, subject, digest, staff, at, stops, warnings, excuse)"
                             " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
DB_STATEMENT(
    list_findings,
    "SELECT id, digest, staff, at, stops, warnings, excuse FROM release_findings WHERE subject = $1 ORDER BY id");

void
finding_row_free(FindingRow *row)
{
    g_free(row->stops);
    g_free(row->warnings);
    g_free(row->excuse);
    g_free(row);
}

gboolean
finding_store_insert(DbSession *session, const FindingRow *row, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_finding);

    db_bind_int(query, row->id);
    db_bind_int(query, row->subject);
    db_bind_bytes(query, row->digest.bytes, sizeof row->digest.bytes);
    db_bind_int(query, row->staff.value);
    db_bind_int(query, row->at);
    db_bind_text(query, row->stops);
    db_bind_text(query, row->warnings);
    db_bind_text(query, row->excuse);
    return db_run(query, error);
}

GPtrArray *
finding_store_list(DbSession *session, gint64 subject, GError **error)
{
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)finding_row_free);
    g_autoptr(DbQuery) query = db_query(session, &list_findings);

    db_bind_int(query, subject);
    while (db_step(query)) {
        FindingRow *row = g_new0(FindingRow, 1);
        gsize length;
        const void *digest = db_bytes(query, 1, &length);

        row->id = db_int(query, 0);
        row->subject = subject;
        memcpy(row->digest.bytes, digest, MIN(length, sizeof row->digest.bytes));
        row->staff.value = db_int(query, 2);
        row->at = db_int(query, 3);
        row->stops = g_strdup(db_text(query, 4));
        row->warnings = g_strdup(db_text(query, 5));
        row->excuse = g_strdup(db_text(query, 6));
        g_ptr_array_add(rows, row);
    }
    return db_finish(query, error) ? g_steal_pointer(&rows) : NULL;
}
