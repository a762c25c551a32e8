/* SPDX-License-Identifier: Apache-2.0 */
/* What somebody has written to us, as a comment or as a message, so that all of it is found when she deletes her
 * account: her server tells of that once, and not of each thing that she wrote. */
#include <string.h>

#include "base/digest.h"
#include "channels/fediverse/fediverse-private.h"

#define SAID 100 /* things of one writer that are looked at in one go */

/* "ID DIGEST": two ids would be too long for one key of the ledger. */
static char *
key_of(const char *actor, const char *note)
{
    const Digest digest = digest_sha256(note, strlen(note));
    g_autofree char *hex = digest_to_hex(&digest);

    return g_strconcat(actor, " ", hex, NULL);
}

gboolean
fediverse_said_put(Fediverse *fediverse, const FediversePeer *peer, const char *note, GError **error)
{
    g_autofree char *key = key_of(peer->id, note);

    return channel_ledger_change(fediverse->host, &(LedgerChange){ LEDGER_PUT, "said", key, note }, 1, NULL, error);
}

static gboolean
forget(Fediverse *fediverse, const char *key, GError **error)
{
    return channel_ledger_change(fediverse->host, &(LedgerChange){ LEDGER_REMOVE, "said", key, NULL }, 1, NULL, error);
}

static gboolean
take_back(Fediverse *fediverse, const char *note, const FediversePeer *peer, GError **error)
{
    gboolean known;

    return fediverse_comment_delete(fediverse, note, peer, &known, error) &&
           (known || fediverse_note_take_back(fediverse, note, peer, error));
}

gboolean
fediverse_said_take_back(Fediverse *fediverse, const char *note, const FediversePeer *peer, GError **error)
{
    g_autofree char *key = key_of(peer->id, note);

    return take_back(fediverse, note, peer, error) && forget(fediverse, key, error);
}

gboolean
fediverse_said_take_back_all(Fediverse *fediverse, const FediversePeer *peer, GError **error)
{
    g_autofree char *prefix = g_strconcat(peer->id, " ", NULL);

    for (;;) {
        g_autoptr(GPtrArray) said = channel_ledger_list_below(fediverse->host, "said", prefix, SAID, error);

        if (said == NULL || said->len == 0)
            return said != NULL;
        for (guint i = 0; i < said->len; i++) {
            const LedgerRecord *record = g_ptr_array_index(said, i);

            if (!take_back(fediverse, record->value, peer, error) || !forget(fediverse, record->key, error))
                return FALSE;
        }
    }
}
