/* SPDX-License-Identifier: Apache-2.0 */
/* What an activity put down here, by who did it and by its id, so that it can be taken back by that id alone. */
#include <string.h>

#include "base/digest.h"
#include "channels/fediverse/fediverse-private.h"

#define DONE_PAGE 100 /* of one actor's, looked at in one go */

/* Two ids would be too long for one key of the ledger. */
static char *
key_of(const char *actor, const char *id)
{
    const Digest digest = digest_sha256(id, strlen(id));
    g_autofree char *hex = digest_to_hex(&digest);

    return g_strconcat(actor, " ", hex, NULL);
}

/* Whoever does the same again by another id leaves nothing of the first. */
gboolean
fediverse_done_put(const Fediverse *fediverse, const Activity *activity, const char *kind, const char *key,
                   GError **error)
{
    g_autofree char *done = key_of(activity->actor, activity->id), *before = NULL;
    g_autofree char *what = g_strconcat(kind, " ", key, NULL);
    g_autoptr(LedgerRecord) record = NULL;

    if (!channel_ledger_find(fediverse->host, kind, key, &record, error))
        return FALSE;
    before = key_of(activity->actor, record != NULL ? record->value : "");
    {
        const LedgerChange changes[] = {
            { LEDGER_REMOVE, "done", before, NULL },
            { LEDGER_PUT, kind, key, activity->id },
            { LEDGER_PUT, "done", done, what },
        };

        return channel_ledger_change(fediverse->host, changes, *activity->id != '\0' ? 3 : 2, NULL, error);
    }
}

gboolean
fediverse_done_remove(const Fediverse *fediverse, const char *actor, const char *kind, const char *key, GError **error)
{
    g_autofree char *done = NULL;
    g_autoptr(LedgerRecord) record = NULL;

    if (!channel_ledger_find(fediverse->host, kind, key, &record, error))
        return FALSE;
    if (record == NULL)
        return TRUE;
    done = key_of(actor, record->value);
    {
        const LedgerChange changes[] = { { LEDGER_REMOVE, kind, key, NULL }, { LEDGER_REMOVE, "done", done, NULL } };

        return channel_ledger_change(fediverse->host, changes, G_N_ELEMENTS(changes), NULL, error);
    }
}

/* @what: "KIND KEY", as it was put. */
static gboolean
remove_what(const Fediverse *fediverse, const char *done, const char *what, GError **error)
{
    gsize length = strcspn(what, " ");
    g_autofree char *kind = g_strndup(what, length);
    const LedgerChange changes[] = {
        { LEDGER_REMOVE, kind, what + length + 1, NULL },
        { LEDGER_REMOVE, "done", done, NULL },
    };

    return channel_ledger_change(fediverse->host, changes, G_N_ELEMENTS(changes), NULL, error);
}

/* Of what she has done again by another id since then nothing is taken back. */
static gboolean
is_of_id(const Fediverse *fediverse, const char *what, const char *id, gboolean *ret, GError **error)
{
    gsize length = strcspn(what, " ");
    g_autofree char *kind = g_strndup(what, length);
    g_autoptr(LedgerRecord) record = NULL;

    if (!channel_ledger_find(fediverse->host, kind, what + length + 1, &record, error))
        return FALSE;
    *ret = record != NULL && strcmp(record->value, id) == 0;
    return TRUE;
}

gboolean
fediverse_done_undo(const Fediverse *fediverse, const char *actor, const char *id, GError **error)
{
    g_autofree char *done = key_of(actor, id);
    g_autoptr(LedgerRecord) record = NULL;
    gboolean stands;

    if (!channel_ledger_find(fediverse->host, "done", done, &record, error))
        return FALSE;
    if (record == NULL)
        return TRUE;
    return is_of_id(fediverse, record->value, id, &stands, error) &&
           (!stands || remove_what(fediverse, done, record->value, error));
}

gboolean
fediverse_done_forget(const Fediverse *fediverse, const char *actor, GError **error)
{
    g_autofree char *prefix = g_strconcat(actor, " ", NULL);

    for (;;) {
        g_autoptr(GPtrArray) rows = channel_ledger_list_below(fediverse->host, "done", prefix, DONE_PAGE, error);

        if (rows == NULL || rows->len == 0)
            return rows != NULL;
        for (guint i = 0; i < rows->len; i++) {
            const LedgerRecord *record = g_ptr_array_index(rows, i);

            if (!remove_what(fediverse, record->key, record->value, error))
                return FALSE;
        }
    }
}
