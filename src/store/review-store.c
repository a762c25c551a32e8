/* SPDX-License-Identifier: Apache-2.0 */
#include "store/review-store.h"

#define HELD                                                                                                           \
    " FROM messages m LEFT JOIN reviews r ON r.message = m.id WHERE m.screening = 'held' AND m.case_id IS NOT NULL"
#define WAITING HELD " AND r.message IS NULL"

DB_STATEMENT(save_review, "INSERT INTO reviews (message, decision, staff, at) VALUES ($1, $2, $3, $4)"
                          " ON CONFLICT (message) DO UPDATE SET decision = excluded.decision, staff = excluded.staff,"
                          " at = excluded.at");
DB_STATEMENT(list_reviews_waiting, "SELECT m.id, 0, 0" WAITING " AND m.id > $1 AND NOT EXISTS (SELECT 1 FROM verdicts v"
                                   " WHERE v.message = m.id AND v.grouped <> 0) ORDER BY m.id LIMIT $2");
DB_STATEMENT(list_reviews_kept,
             "SELECT m.id, r.staff, r.at" HELD " AND r.message IS NOT NULL AND m.id > $1 ORDER BY m.id LIMIT $2");
DB_STATEMENT(list_reviews_flood, "SELECT m.id, 0, 0" WAITING " AND m.id > $1 AND EXISTS (SELECT 1 FROM verdicts v"
                                 " WHERE v.message = m.id AND v.grouped = $2) ORDER BY m.id LIMIT $3");
DB_STATEMENT(list_review_groups,
             "SELECT v.grouped, COUNT(DISTINCT m.id), MIN(m.id) FROM messages m"
             " JOIN verdicts v ON v.message = m.id AND v.grouped <> 0 LEFT JOIN reviews r ON r.message = m.id"
             " WHERE m.screening = 'held' AND m.case_id IS NOT NULL AND r.message IS NULL"
             " GROUP BY v.grouped ORDER BY MIN(m.id) LIMIT $1");
DB_STATEMENT(find_review, "SELECT 1 FROM reviews WHERE message = $1");
DB_STATEMENT(count_reviews, "SELECT COUNT(*)" WAITING);

gboolean
review_store_save(DbSession *session, MessageId message, gboolean show, StaffId staff, gint64 at, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &save_review);

    db_bind_int(query, message.value);
    db_bind_text(query, show ? "show" : "keep");
    db_bind_int(query, staff.value);
    db_bind_int(query, at);
    return db_run(query, error);
}

gboolean
review_store_is_waiting(DbSession *session, MessageId message, gboolean *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_review);

    db_bind_int(query, message.value);
    *ret = !db_step(query);
    return db_finish(query, error);
}

GArray *
review_store_list(DbSession *session, ReviewList list, gint64 group, MessageId after, guint limit, GError **error)
{
    const DbStatement *const STATEMENTS[] = { &list_reviews_waiting, &list_reviews_kept, &list_reviews_flood };
    g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(ReviewEntry));
    g_autoptr(DbQuery) query = db_query(session, STATEMENTS[list]);

    db_bind_int(query, after.value);
    if (list == REVIEW_FLOOD)
        db_bind_int(query, group);
    db_bind_int(query, limit);
    while (db_step(query)) {
        ReviewEntry entry = { { db_int(query, 0) }, { db_int(query, 1) }, db_int(query, 2) };

        g_array_append_val(entries, entry);
    }
    return db_finish(query, error) ? g_steal_pointer(&entries) : NULL;
}

GArray *
review_store_groups(DbSession *session, guint limit, GError **error)
{
    g_autoptr(GArray) groups = g_array_new(FALSE, FALSE, sizeof(ReviewGroup));
    g_autoptr(DbQuery) query = db_query(session, &list_review_groups);

    db_bind_int(query, limit);
    while (db_step(query)) {
        ReviewGroup group = { db_int(query, 0), (guint)db_int(query, 1), { db_int(query, 2) } };

        g_array_append_val(groups, group);
    }
    return db_finish(query, error) ? g_steal_pointer(&groups) : NULL;
}

gboolean
review_store_count(DbSession *session, gint64 *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &count_reviews);

    *ret = db_step(query) ? db_int(query, 0) : 0;
    return db_finish(query, error);
}
