/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/receiving/test-filing.h: for tests without filing: what it says of messages. */
#pragma once
#include "store/message-store.h"

DB_STATEMENT(test_unfiled, "SELECT id, external_id FROM messages");

/* A task. Names all messages as the channel @data names them. */
static inline gboolean
test_file_all(DbSession *session, gpointer data, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &test_unfiled);

    while (db_step(query))
        if (!message_store_add_thread_id(session, data, db_text(query, 1), (MessageId){ db_int(query, 0) }, error))
            return FALSE;
    return db_finish(query, error);
}
