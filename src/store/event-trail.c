/* SPDX-License-Identifier: Apache-2.0 */
#include "store/event-trail.h"

DB_STATEMENT(list_trail, "SELECT id, kind, subject FROM events WHERE id > $1 AND id <= $2 ORDER BY id LIMIT $3");

gboolean
event_trail_each(DbSession *session, gint64 after, gint64 newest, gint64 limit, EventTrailEach each, gpointer data,
                 GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &list_trail);
    gboolean more = TRUE;

    db_bind_int(query, after);
    db_bind_int(query, newest);
    db_bind_int(query, limit);
    while (more && db_step(query)) {
        EventKind kind;

        if (!event_kind_parse(db_text(query, 1), &kind))
            kind = EVENT_COUNT;
        more = each(db_int(query, 0), kind, db_int(query, 2), data);
    }
    return db_finish(query, error);
}
