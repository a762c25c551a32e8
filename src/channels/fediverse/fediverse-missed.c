/* SPDX-License-Identifier: Apache-2.0 */
/* Which inboxes never got a post of ours: they were away for as long as a copy is tried. What is told of it later is
 * about something that is not there, and most servers pass that over without a word; so it goes there as new. */
#include <string.h>

#include "base/digest.h"
#include "channels/fediverse/fediverse-private.h"

static char *
key_of(const char *inbox, const char *slug)
{
    const Digest digest = digest_sha256(inbox, strlen(inbox));
    g_autofree char *hex = digest_to_hex(&digest);

    return g_strconcat(slug, " ", hex, NULL);
}

static gboolean
change(Fediverse *fediverse, LedgerStep step, const char *inbox, const char *slug, GError **error)
{
    g_autofree char *key = key_of(inbox, slug);

    return channel_ledger_change(fediverse->host, &(LedgerChange){ step, "missed", key, NULL }, 1, NULL, error);
}

gboolean
fediverse_missed_put(Fediverse *fediverse, const char *inbox, const char *slug, GError **error)
{
    if (!change(fediverse, LEDGER_PUT, inbox, slug, error))
        return FALSE;
    fediverse_post_changed(fediverse);
    return TRUE;
}

gboolean
fediverse_missed_remove(Fediverse *fediverse, const char *inbox, const char *slug, GError **error)
{
    return change(fediverse, LEDGER_REMOVE, inbox, slug, error);
}

gboolean
fediverse_missed_find(const Fediverse *fediverse, const char *inbox, const char *slug, gboolean *ret, GError **error)
{
    g_autofree char *key = key_of(inbox, slug);
    g_autoptr(LedgerRecord) record = NULL;

    if (!channel_ledger_find(fediverse->host, "missed", key, &record, error))
        return FALSE;
    *ret = record != NULL;
    return TRUE;
}

gboolean
fediverse_missed_any(const Fediverse *fediverse, const char *slug, gboolean *ret, GError **error)
{
    g_autofree char *prefix = g_strconcat(slug, " ", NULL);
    gint64 count;

    if (!channel_ledger_count(fediverse->host, "missed", prefix, &count, error))
        return FALSE;
    *ret = count > 0;
    return TRUE;
}
