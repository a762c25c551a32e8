/* SPDX-License-Identifier: Apache-2.0 */
#include "store/notice-store.h"

#define COLUMNS "staff, address, off, told, sent, queued, trouble"

DB_STATEMENT(load_notice, "SELECT " COLUMNS " FROM staff_notices WHERE staff = $1");
DB_STATEMENT(save_notice, "INSERT INTO staff_notices (" COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7)"
                          " ON CONFLICT (staff) DO UPDATE SET address = excluded.address, off = excluded.off,"
                          " told = excluded.told, sent = excluded.sent, queued = excluded.queued,"
                          " trouble = excluded.trouble");
DB_STATEMENT(list_wanted_notices,
             "SELECT " COLUMNS " FROM staff_notices WHERE off = 0 AND queued = 0 AND address <> '' ORDER BY staff");

void
staff_notice_free(StaffNotice *notice)
{
    g_free(notice->address);
    g_free(notice->trouble);
    g_free(notice);
}

static StaffNotice *
read_row(DbQuery *query)
{
    StaffNotice *notice = g_new0(StaffNotice, 1);

    notice->staff.value = db_int(query, 0);
    notice->address = db_dup_text(query, 1);
    notice->off = db_int(query, 2) != 0;
    notice->told = db_int(query, 3);
    notice->sent = db_int(query, 4);
    notice->queued = db_int(query, 5) != 0;
    notice->trouble = db_dup_text(query, 6);
    return notice;
}

StaffNotice *
notice_store_load(DbSession *session, StaffId staff, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &load_notice);
    g_autoptr(StaffNotice) notice = NULL;

    db_bind_int(query, staff.value);
    if (db_step(query)) {
        notice = read_row(query);
    } else {
        notice = g_new0(StaffNotice, 1);
        notice->staff = staff;
        notice->address = g_strdup("");
        notice->trouble = g_strdup("");
    }
    return db_finish(query, error) ? g_steal_pointer(&notice) : NULL;
}

gboolean
notice_store_save(DbSession *session, const StaffNotice *notice, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &save_notice);

    db_bind_int(query, notice->staff.value);
    db_bind_text(query, notice->address);
    db_bind_int(query, notice->off);
    db_bind_int(query, notice->told);
    db_bind_int(query, notice->sent);
    db_bind_int(query, notice->queued);
    db_bind_text(query, notice->trouble);
    return db_run(query, error);
}

GPtrArray *
notice_store_list_wanted(DbSession *session, GError **error)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)staff_notice_free);
    g_autoptr(DbQuery) query = db_query(session, &list_wanted_notices);

    while (db_step(query))
        g_ptr_array_add(list, read_row(query));
    return db_finish(query, error) ? g_steal_pointer(&list) : NULL;
}
