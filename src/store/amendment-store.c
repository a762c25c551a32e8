/* SPDX-License-Identifier: Apache-2.0 */
#include "store/amendment-store.h"

#include <string.h>

#include "base/digest.h"
#include "base/id.h"

DB_STATEMENT(insert_amendment, "INSERT INTO amendments (message, id, amendment, at) VALUES ($1, $2, $3, $4)");
DB_STATEMENT(insert_told,
             "INSERT INTO amendments_told (message, told) VALUES ($1, $2) ON CONFLICT (message, told) DO NOTHING");
DB_STATEMENT(list_amendments, "SELECT amendment, at FROM amendments WHERE message = $1 ORDER BY id");
DB_STATEMENT(remove_amendments, "DELETE FROM amendments WHERE message = $1");
DB_STATEMENT(list_waiting, "SELECT m.id FROM jobs j JOIN messages m ON m.id = j.subject WHERE j.kind = $1"
                           " AND m.channel = $2 AND m.external_id = $3 AND m.sender = $4 LIMIT $5");

static const char *const AMENDMENTS[] = { [AMENDMENT_EDITED] = "edited", [AMENDMENT_RETRACTED] = "retracted" };

gboolean
amendment_store_note(DbSession *session, MessageId message, const char *told_by, gboolean *ret_first, GError **error)
{
    const Digest digest = digest_sha256(told_by, strlen(told_by));
    g_autoptr(DbQuery) query = db_query(session, &insert_told);

    db_bind_int(query, message.value);
    db_bind_int(query, (gint64)(digest_to_number(&digest) & G_MAXINT64));
    if (!db_run(query, error))
        return FALSE;
    *ret_first = db_changes(session) == 1;
    return TRUE;
}

gboolean
amendment_store_add(DbSession *session, MessageId message, const StoredAmendment *amendment, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_amendment);

    db_bind_int(query, message.value);
    db_bind_int(query, id_next());
    db_bind_text(query, AMENDMENTS[amendment->amendment]);
    db_bind_int(query, amendment->at);
    return db_run(query, error);
}

static gboolean
forget(DbSession *session, MessageId message, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &remove_amendments);

    db_bind_int(query, message.value);
    return db_run(query, error);
}

GArray *
amendment_store_take(DbSession *session, MessageId message, GError **error)
{
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(StoredAmendment));
    g_autoptr(DbQuery) query = db_query(session, &list_amendments);

    db_bind_int(query, message.value);
    while (db_step(query)) {
        StoredAmendment one = { .amendment = strcmp(db_text(query, 0), AMENDMENTS[AMENDMENT_RETRACTED]) == 0
                                                 ? AMENDMENT_RETRACTED
                                                 : AMENDMENT_EDITED,
                                .at = db_int(query, 1) };

        g_array_append_val(all, one);
    }
    if (!db_finish(query, error) || (all->len > 0 && !forget(session, message, error)))
        return NULL;
    return g_steal_pointer(&all);
}

GArray *
amendment_store_waiting(DbSession *session, const char *kind, const char *channel, const char *external_id,
                        const char *sender, guint limit, GError **error)
{
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(MessageId));
    g_autoptr(DbQuery) query = db_query(session, &list_waiting);

    db_bind_text(query, kind);
    db_bind_text(query, channel);
    db_bind_text(query, external_id);
    db_bind_text(query, sender);
    db_bind_int(query, limit);
    while (db_step(query)) {
        MessageId id = { db_int(query, 0) };

        g_array_append_val(ids, id);
    }
    return db_finish(query, error) ? g_steal_pointer(&ids) : NULL;
}
