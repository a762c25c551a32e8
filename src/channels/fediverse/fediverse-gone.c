/* SPDX-License-Identifier: Apache-2.0 */
/* What was deleted before it came. Several activities of one server are taken at once, and one that has to wait is
 * overtaken: so what is deleted is written down first and looked for here last, and whichever comes second sees it. */
#include <string.h>

#include "base/digest.h"
#include "channels/fediverse/fediverse-private.h"

static char *
key_of(const char *actor, const char *object)
{
    g_autofree char *name = g_strjoin("\n", actor, object, NULL);
    const Digest digest = digest_sha256(name, strlen(name));

    return digest_to_hex(&digest);
}

gboolean
fediverse_gone_put(Fediverse *fediverse, const char *actor, const char *object, GError **error)
{
    g_autofree char *key = key_of(actor, object);

    return channel_ledger_change(fediverse->host, &(LedgerChange){ LEDGER_PUT, "gone", key, NULL }, 1, NULL, error);
}

static gboolean
find(Fediverse *fediverse, const char *actor, const char *object, LedgerRecord **ret, GError **error)
{
    g_autofree char *key = key_of(actor, object);

    return channel_ledger_find(fediverse->host, "gone", key, ret, error);
}

/* A server may take somebody in again whom it said was gone; what she writes from then on is none of that. */
gboolean
fediverse_gone_find(Fediverse *fediverse, const ActivityNote *note, gboolean *ret, GError **error)
{
    g_autoptr(LedgerRecord) itself = NULL, writer = NULL;

    if (!find(fediverse, note->author, note->id, &itself, error) ||
        !find(fediverse, note->author, note->author, &writer, error))
        return FALSE;
    *ret = itself != NULL || (writer != NULL && note->published <= writer->at);
    return TRUE;
}
