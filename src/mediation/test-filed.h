/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/test-filed.h: messages that are found by what their writers' tools call them, as filing makes them. */
#pragma once
#include "store/message-store.h"

DB_STATEMENT(test_unfiled, "SELECT id, channel, external_id FROM messages");

static inline gboolean
test_file_all(DbSession *session, gpointer data, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &test_unfiled);

    (void)data;
    while (db_step(query))
        if (!message_store_add_thread_id(session, db_text(query, 1), db_text(query, 2), (MessageId){ db_int(query, 0) },
                                         error))
            return FALSE;
    return db_finish(query, error);
}
