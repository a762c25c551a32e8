/* SPDX-License-Identifier: Apache-2.0 */
/* What each kind of activity does; its actor has signed it. Doing it twice does no harm. */
#include <string.h>

#include "base/error.h"
#include "channels/fediverse/fediverse-private.h"
#include "views/public-view.h"

static const Actor READER = { .kind = ACTOR_CITIZEN, .name = "fediverse" };

typedef struct {
    Fediverse *fediverse;
    const char *inbox;
    const Activity *activity;
    const char *body;
    gint64 deadline;
} Taking;

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

/* Our desk that @id is, as it is called now; NULL: none. */
static char *
find_desk(const Taking *taking, const char *id)
{
    g_autofree char *name = fediverse_name_read_actor(taking->fediverse, id);
    g_autoptr(GPtrArray) desks = name != NULL ? fediverse_name_desks(taking->fediverse) : NULL;
    const Endpoint *desk = desks != NULL ? fediverse_name_find(desks, name) : NULL;

    return desk != NULL ? fediverse_name_of(desk) : NULL;
}

/* ---- Follow ---- */

/* @type: "Accept" or "Reject". */
static char *
write_reply(const Taking *taking, const char *desk, const char *type)
{
    const Activity *follow = taking->activity;
    g_autofree char *actor = fediverse_name_actor(taking->fediverse, desk), *fragment = g_ascii_strdown(type, -1);
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
may_follow(const Taking *taking, const char *follow, const char *id, gboolean *ret, GError **error)
{
    const Fediverse *fediverse = taking->fediverse;
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
follow_inbox(const Taking *taking, const char *desk, const FediversePeer *peer, GError **error)
{
    const ChannelHost *host = taking->fediverse->host;
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
answer_follow(const Taking *taking, const char *desk, const FediversePeer *peer, gboolean welcome, GError **error)
{
    g_autofree char *follow = kind_of("follow", desk), *follower = kind_of("follower", desk);
    g_autofree char *key = pair_key(peer->shared_inbox, peer->id), *host = activity_host(peer->inbox);
    g_autofree char *reply = write_reply(taking, desk, welcome ? "Accept" : "Reject");
    g_autofree char *told = fediverse_errand_tell(desk, peer->inbox, reply);
    const LedgerChange changes[] = {
        { LEDGER_ERRAND, "tell", host, told },
        { LEDGER_PUT, follow, peer->id, peer->shared_inbox },
        { LEDGER_PUT, follower, key, taking->activity->id },
        { LEDGER_REMOVE, "block", peer->id, NULL },
    };

    return channel_ledger_change(taking->fediverse->host, changes, welcome ? 4 : 1, NULL, error);
}

static gboolean
take_follow(const Taking *taking, GError **error)
{
    const Activity *activity = taking->activity;
    g_autofree char *desk = find_desk(taking, activity_first_object(activity)), *follow = NULL;
    g_autoptr(FediversePeer) peer = NULL;
    gboolean welcome;

    if (desk == NULL)
        return TRUE;
    if (!fediverse_peer_find(taking->fediverse, activity->actor, &peer, error))
        return FALSE;
    if (peer == NULL) /* what she is called is no matter here */
        peer = fediverse_peer_load(taking->fediverse, activity->actor, FALSE, taking->deadline, error);
    follow = kind_of("follow", desk);
    return peer != NULL && follow_inbox(taking, desk, peer, error) &&
           may_follow(taking, follow, peer->id, &welcome, error) && answer_follow(taking, desk, peer, welcome, error);
}

static gboolean
drop_follower(const Taking *taking, const char *desk, const char *actor, GError **error)
{
    g_autofree char *follow = kind_of("follow", desk), *follower = kind_of("follower", desk), *key = NULL;
    g_autoptr(LedgerRecord) record = NULL;

    if (!channel_ledger_find(taking->fediverse->host, follow, actor, &record, error))
        return FALSE;
    if (record == NULL)
        return TRUE;
    key = pair_key(record->value, actor);
    {
        const LedgerChange changes[] = {
            { LEDGER_REMOVE, follow, actor, NULL },
            { LEDGER_REMOVE, follower, key, NULL },
        };

        return channel_ledger_change(taking->fediverse->host, changes, G_N_ELEMENTS(changes), NULL, error);
    }
}

static gboolean
drop_follower_everywhere(const Taking *taking, const char *actor, GError **error)
{
    g_autoptr(GPtrArray) desks = fediverse_name_desks(taking->fediverse);

    for (guint i = 0; i < desks->len; i++) {
        g_autofree char *desk = fediverse_name_of(g_ptr_array_index(desks, i));

        if (!drop_follower(taking, desk, actor, error))
            return FALSE;
    }
    return TRUE;
}

/* ---- Like, Announce ---- */

static const char *
count_of(ActivityKind kind)
{
    return kind == ACTIVITY_LIKE ? "like" : kind == ACTIVITY_ANNOUNCE ? "share" : NULL;
}

/* What never was cannot be liked: nobody fills our store with names of her own making. */
static gboolean
was_released(const Fediverse *fediverse, const char *slug)
{
    const Publishing *publishing = fediverse->host->publishing;
    g_autoptr(PublicationItem) item = publishing != NULL ? public_view_item(publishing, &READER, slug, NULL) : NULL;

    return item != NULL;
}

static gboolean
change_count(const Taking *taking, ActivityKind kind, const char *object, gboolean more, GError **error)
{
    g_autofree char *slug = fediverse_name_read_post(taking->fediverse, object), *key = NULL;

    if (slug == NULL || !was_released(taking->fediverse, slug))
        return TRUE;
    key = pair_key(slug, taking->activity->actor);
    return channel_ledger_change(
        taking->fediverse->host,
        &(LedgerChange){ more ? LEDGER_PUT : LEDGER_REMOVE, count_of(kind), key, taking->activity->id }, 1, NULL,
        error);
}

static gboolean
take_count(const Taking *taking, GError **error)
{
    return change_count(taking, taking->activity->kind, activity_first_object(taking->activity), TRUE, error);
}

/* ---- Undo ---- */

static gboolean
undo_block(const Taking *taking, GError **error)
{
    return channel_ledger_change(taking->fediverse->host,
                                 &(LedgerChange){ LEDGER_REMOVE, "block", taking->activity->actor, NULL }, 1, NULL,
                                 error);
}

/* Only the id of what is undone: that of a Follow is known. */
static gboolean
undo_by_id(const Taking *taking, GError **error)
{
    g_autoptr(GPtrArray) desks = fediverse_name_desks(taking->fediverse);

    for (guint i = 0; i < desks->len; i++) {
        g_autofree char *desk = fediverse_name_of(g_ptr_array_index(desks, i)), *follow = kind_of("follow", desk);
        g_autofree char *follower = kind_of("follower", desk), *key = NULL;
        g_autoptr(LedgerRecord) record = NULL, by_inbox = NULL;

        if (!channel_ledger_find(taking->fediverse->host, follow, taking->activity->actor, &record, error))
            return FALSE;
        if (record == NULL)
            continue;
        key = pair_key(record->value, taking->activity->actor);
        if (!channel_ledger_find(taking->fediverse->host, follower, key, &by_inbox, error))
            return FALSE;
        if (by_inbox != NULL && strcmp(by_inbox->value, activity_first_object(taking->activity)) == 0)
            return drop_follower(taking, desk, taking->activity->actor, error);
    }
    return TRUE;
}

static gboolean
take_undo(const Taking *taking, GError **error)
{
    const Activity *outer = taking->activity;
    g_autoptr(Activity) inner = outer->object != NULL ? activity_take((json_t *)outer->object, NULL) : NULL;
    g_autofree char *desk = NULL;

    if (inner == NULL)
        return undo_by_id(taking, error);
    if (strcmp(inner->actor, outer->actor) != 0)
        return TRUE;
    if (count_of(inner->kind) != NULL)
        return change_count(taking, inner->kind, activity_first_object(inner), FALSE, error);
    if (inner->kind == ACTIVITY_BLOCK)
        return undo_block(taking, error);
    desk = inner->kind == ACTIVITY_FOLLOW ? find_desk(taking, activity_first_object(inner)) : NULL;
    return desk == NULL || drop_follower(taking, desk, outer->actor, error);
}

/* ---- Block, Move ---- */

static gboolean
take_block(const Taking *taking, GError **error)
{
    g_autofree char *desk = find_desk(taking, activity_first_object(taking->activity));

    return desk == NULL || (drop_follower_everywhere(taking, taking->activity->actor, error) &&
                            channel_ledger_change(taking->fediverse->host,
                                                  &(LedgerChange){ LEDGER_PUT, "block", taking->activity->actor, NULL },
                                                  1, NULL, error));
}

/* We follow nobody, so that there is nothing to follow after. The new account, if it says that it was the old one, is
 * known from now on; followers who move tell so themselves. */
static gboolean
take_move(const Taking *taking, GError **error)
{
    const Activity *activity = taking->activity;
    g_autoptr(FediversePeer) peer = NULL;
    gboolean moved;

    if (strcmp(activity_first_object(activity), activity->actor) != 0 || *activity->target == '\0')
        return TRUE;
    if (!fediverse_peer_was(taking->fediverse, activity->target, activity->actor, taking->deadline, &moved, error))
        return FALSE;
    if (!moved)
        return TRUE;
    peer = fediverse_peer_load(taking->fediverse, activity->target, FALSE, taking->deadline, error);
    return peer != NULL && drop_follower_everywhere(taking, activity->actor, error);
}

/* ---- Create, Update, Delete, Flag ---- */

static gboolean
take_create(const Taking *taking, GError **error)
{
    return fediverse_note_take(taking->fediverse, taking->inbox, taking->activity, taking->body, FALSE,
                               taking->deadline, error);
}

static gboolean
follow_everywhere(const Taking *taking, const FediversePeer *peer, GError **error)
{
    g_autoptr(GPtrArray) desks = fediverse_name_desks(taking->fediverse);

    for (guint i = 0; i < desks->len; i++) {
        g_autofree char *desk = fediverse_name_of(g_ptr_array_index(desks, i));

        if (!follow_inbox(taking, desk, peer, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
take_update(const Taking *taking, GError **error)
{
    const Activity *activity = taking->activity;
    g_autoptr(FediversePeer) peer = NULL;

    if (strcmp(activity_first_object(activity), activity->actor) != 0)
        return fediverse_note_take(taking->fediverse, taking->inbox, activity, taking->body, TRUE, taking->deadline,
                                   error);
    peer = fediverse_peer_load(taking->fediverse, activity->actor, TRUE, taking->deadline, error);
    return peer != NULL && follow_everywhere(taking, peer, error);
}

/* Her account stays hers: whoever has that name next is somebody else. */
static gboolean
forget_actor(const Taking *taking, const FediversePeer *peer, GError **error)
{
    const char *id = taking->activity->actor;
    const LedgerChange changes[] = {
        { LEDGER_REMOVE, "actor", id, NULL },
        { LEDGER_REMOVE, "block", id, NULL },
    };

    return (peer == NULL || fediverse_said_take_back_all(taking->fediverse, peer, error)) &&
           drop_follower_everywhere(taking, id, error) && fediverse_key_forget(taking->fediverse, id, error) &&
           channel_ledger_change(taking->fediverse->host, changes, G_N_ELEMENTS(changes), NULL, error);
}

/* What she had written to us is a record; that she deleted it is one too. What has not come yet is known by it. */
static gboolean
take_delete(const Taking *taking, GError **error)
{
    const Activity *activity = taking->activity;
    const char *object = activity_first_object(activity);
    g_autoptr(FediversePeer) peer = NULL;

    if (*object == '\0')
        return TRUE;
    if (!fediverse_gone_put(taking->fediverse, activity->actor, object, error) ||
        !fediverse_peer_find(taking->fediverse, activity->actor, &peer, error))
        return FALSE;
    if (strcmp(object, activity->actor) == 0)
        return forget_actor(taking, peer, error);
    return peer == NULL || fediverse_said_take_back(taking->fediverse, object, peer, error);
}

static gboolean
take_flag(const Taking *taking, GError **error)
{
    return fediverse_note_report(taking->fediverse, taking->activity, taking->body, taking->deadline, error);
}

/* ---- all ---- */

/* Those without an entry mean nothing to who follows nobody: taken, and no more. */
static gboolean (*const TAKERS[ACTIVITY_KINDS])(const Taking *taking, GError **error) = {
    [ACTIVITY_ANNOUNCE] = take_count, [ACTIVITY_BLOCK] = take_block, [ACTIVITY_CREATE] = take_create,
    [ACTIVITY_DELETE] = take_delete,  [ACTIVITY_FLAG] = take_flag,   [ACTIVITY_FOLLOW] = take_follow,
    [ACTIVITY_LIKE] = take_count,     [ACTIVITY_MOVE] = take_move,   [ACTIVITY_UNDO] = take_undo,
    [ACTIVITY_UPDATE] = take_update,
};

gboolean
fediverse_receive(Fediverse *fediverse, const char *inbox, const Activity *activity, const char *body, gint64 deadline,
                  GError **error)
{
    const Taking taking = { fediverse, inbox, activity, body, deadline };

    return TAKERS[activity->kind] == NULL || TAKERS[activity->kind](&taking, error);
}
