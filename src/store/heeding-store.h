/* SPDX-License-Identifier: Apache-2.0 */
/* store/heeding-store.h: who wrote STOP and holds to it, and what single words are answered. Calls run inside the
 * caller's transaction. Addresses are found by a keyed hash; the one that is answered is sealed. */
#pragma once
#include "base/digest.h"
#include "store/store.h"

/* Whether she objects now. */
gboolean heeding_store_is_stopped(DbSession *session, const Digest *hash, gboolean *ret, GError **error);
gboolean heeding_store_stop(DbSession *session, const Digest *hash, gint64 at, GError **error);
/* She wrote START, also when nobody here knows of a STOP. */
gboolean heeding_store_start(DbSession *session, const Digest *hash, gint64 at, GError **error);
/* When she wrote START last; 0: never, or she objects now. */
gboolean heeding_store_started(DbSession *session, const Digest *hash, gint64 *ret, GError **error);

typedef enum { HEED_NOTHING, HEED_STOPPED, HEED_STARTED, HEED_QUESTION, HEED_CONFIRMED, HEED_HELP } HeedAnswer;
const char *heed_answer_name(HeedAnswer answer); /* "stopped" */

typedef struct {
    gint64 id; /* of the message */
    Digest hash;
    HeedAnswer answer;
    char language[16];
    GBytes *sealed;
    gint64 secret_key;
    gint64 endpoint;
    gint64 request;
    gint64 created;
} HeedingRow;
void heeding_row_free(HeedingRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HeedingRow, heeding_row_free)

gboolean heeding_store_insert(DbSession *session, const HeedingRow *row, GError **error);
/* NULL without error: there is none. */
gboolean heeding_store_load(DbSession *session, gint64 id, HeedingRow **ret, GError **error);
/* How many for one address since @since. */
gboolean heeding_store_count(DbSession *session, const Digest *hash, gint64 since, guint *ret, GError **error);
/* Those made before @before. */
gboolean heeding_store_forget(DbSession *session, gint64 before, GError **error);
