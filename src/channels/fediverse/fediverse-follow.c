/* SPDX-License-Identifier: Apache-2.0 */
/* Who follows which of our desks. */
#include <string.h>

#include "channels/fediverse/fediverse-private.h"

static char *
kind_of(const char *kind, const char *desk)
{
    return g_strconcat(kind, ".", desk, NULL);
}

static char *
pair_key(const char *first, const char *second)
{
    return g_strconcat(first, " ", second, NULL);
}

/* @type: "Accept" or "Reject". */
static char *
write_reply(const Fediverse *fediverse, const Activity *follow, const char *desk, const char *type)
{
    g_autofree char *actor = fediverse_name_actor(fediverse, desk), *fragment = g_ascii_strdown(type, -1);
    g_autofree char *id = g_strdup_printf("%s#%s-%" G_GINT64_FORMAT, actor, fragment, clock_now());
    g_autoptr(Json) reply =
        json_pack("{s:s, s:s, s:s, s:s, s:{s:s*, s:s, s:s, s:s}, s:[s]}", "@context", ACTIVITY_CONTEXT, "id", id,
                  "type", type, "actor", actor, "object", "id", *follow->id != '\0' ? follow->id : NULL, "type",
                  "Follow", "actor", follow->actor, "object", actor, "to", follow->actor);

    return json_dumps(reply, JSON_COMPACT);
}

/* Whether @id's server has room for one more; nobody counts twice, nor outside her server's share by writing its name
 * otherwise. */
static gboolean
may_follow(const Fediverse *fediverse, const char *follow, const char *id, gboolean *ret, GError **error)
{
    g_autofree char *host = activity_host(id);
    g_autofree char *prefix =
        g_strconcat(g_str_has_prefix(id, "https://") ? "https://" : "http://", host != NULL ? host : "", "/", NULL);
    g_autoptr(LedgerRecord) record = NULL;
    gint64 count;

    if (!channel_ledger_find(fediverse->host, follow, id, &record, error) ||
        !channel_ledger_count(fediverse->host, follow, prefix, &count, error))
        return FALSE;
    *ret = g_str_has_prefix(id, prefix) && (record != NULL || count < (gint64)fediverse->followers_per_server);
    return TRUE;
}

/* A follower whose inbox is another one now is told there. */
static gboolean
follow_inbox(const Fediverse *fediverse, const char *desk, const FediversePeer *peer, GError **error)
{
    const ChannelHost *host = fediverse->host;
    g_autofree char *follow = kind_of("follow", desk), *follower = kind_of("follower", desk);
    g_autofree char *now = pair_key(peer->shared_inbox, peer->id), *before = NULL;
    g_autoptr(LedgerRecord) record = NULL, by_inbox = NULL;

    if (!channel_ledger_find(host, follow, peer->id, &record, error))
        return FALSE;
    if (record == NULL || strcmp(record->value, peer->shared_inbox) == 0)
        return TRUE;
    before = pair_key(record->value, peer->id);
    if (!channel_ledger_find(host, follower, before, &by_inbox, error))
        return FALSE;
    {
        const LedgerChange changes[] = {
            { LEDGER_PUT, follow, peer->id, peer->shared_inbox },
            { LEDGER_REMOVE, follower, before, NULL },
            { LEDGER_PUT, follower, now, by_inbox != NULL ? by_inbox->value : NULL },
        };

        return channel_ledger_change(host, changes, G_N_ELEMENTS(changes), NULL, error);
    }
}

static gboolean
answer(const Fediverse *fediverse, const Activity *activity, const char *desk, const FediversePeer *peer,
       gboolean welcome, GError **error)
{
    g_autofree char *follow = kind_of("follow", desk), *follower = kind_of("follower", desk);
    g_autofree char *block = kind_of("block", desk);
    g_autofree char *key = pair_key(peer->shared_inbox, peer->id), *host = activity_host(peer->inbox);
    g_autofree char *reply = write_reply(fediverse, activity, desk, welcome ? "Accept" : "Reject");
    g_autofree char *told = fediverse_tell_write(desk, peer->inbox, reply);
    const LedgerChange changes[] = {
        { LEDGER_ERRAND, "tell", host, told },
        { LEDGER_PUT, follow, peer->id, peer->shared_inbox },
        { LEDGER_PUT, follower, key, activity->id },
    };

    return (!welcome || fediverse_done_remove(fediverse, peer->id, block, peer->id, error)) &&
           channel_ledger_change(fediverse->host, changes, welcome ? 3 : 1, NULL, error);
}

gboolean
fediverse_follow_take(Fediverse *fediverse, const Activity *activity, gint64 deadline, GError **error)
{
    g_autofree char *desk = fediverse_name_read_desk(fediverse, activity_first_object(activity)), *follow = NULL;
    g_autoptr(FediversePeer) peer = NULL;
    gboolean welcome;

    if (desk == NULL)
        return TRUE;
    if (!fediverse_peer_find(fediverse, activity->actor, &peer, error))
        return FALSE;
    if (peer == NULL) /* what she is called is no matter here */
        peer = fediverse_peer_load(fediverse, activity->actor, FALSE, deadline, error);
    follow = kind_of("follow", desk);
    return peer != NULL && follow_inbox(fediverse, desk, peer, error) &&
           may_follow(fediverse, follow, peer->id, &welcome, error) &&
           answer(fediverse, activity, desk, peer, welcome, error);
}

gboolean
fediverse_follow_drop(const Fediverse *fediverse, const char *desk, const char *actor, GError **error)
{
    g_autofree char *follow = kind_of("follow", desk), *follower = kind_of("follower", desk), *key = NULL;
    g_autoptr(LedgerRecord) record = NULL;

    if (!channel_ledger_find(fediverse->host, follow, actor, &record, error))
        return FALSE;
    if (record == NULL)
        return TRUE;
    key = pair_key(record->value, actor);
    {
        const LedgerChange changes[] = {
            { LEDGER_REMOVE, follow, actor, NULL },
            { LEDGER_REMOVE, follower, key, NULL },
        };

        return channel_ledger_change(fediverse->host, changes, G_N_ELEMENTS(changes), NULL, error);
    }
}

gboolean
fediverse_follow_drop_everywhere(const Fediverse *fediverse, const char *actor, GError **error)
{
    g_autoptr(GPtrArray) desks = fediverse_name_desks(fediverse);

    for (guint i = 0; i < desks->len; i++) {
        g_autofree char *desk = fediverse_name_of(g_ptr_array_index(desks, i));

        if (!fediverse_follow_drop(fediverse, desk, actor, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
fediverse_follow_undo(const Fediverse *fediverse, const char *actor, const char *id, GError **error)
{
    g_autoptr(GPtrArray) desks = fediverse_name_desks(fediverse);

    for (guint i = 0; i < desks->len; i++) {
        g_autofree char *desk = fediverse_name_of(g_ptr_array_index(desks, i)), *follow = kind_of("follow", desk);
        g_autofree char *follower = kind_of("follower", desk), *key = NULL;
        g_autoptr(LedgerRecord) record = NULL, by_inbox = NULL;

        if (!channel_ledger_find(fediverse->host, follow, actor, &record, error))
            return FALSE;
        if (record == NULL)
            continue;
        key = pair_key(record->value, actor);
        if (!channel_ledger_find(fediverse->host, follower, key, &by_inbox, error))
            return FALSE;
        if (by_inbox != NULL && strcmp(by_inbox->value, id) == 0)
            return fediverse_follow_drop(fediverse, desk, actor, error);
    }
    return TRUE;
}

gboolean
fediverse_follow_move(const Fediverse *fediverse, const FediversePeer *peer, GError **error)
{
    g_autoptr(GPtrArray) desks = fediverse_name_desks(fediverse);

    for (guint i = 0; i < desks->len; i++) {
        g_autofree char *desk = fediverse_name_of(g_ptr_array_index(desks, i));

        if (!follow_inbox(fediverse, desk, peer, error))
            return FALSE;
    }
    return TRUE;
}
