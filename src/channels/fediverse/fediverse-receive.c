/* SPDX-License-Identifier: Apache-2.0 */
/* What each kind of activity does; its actor has signed it. Doing it twice does no harm. */
#include <string.h>

#include "base/error.h"
#include "base/log.h"
#include "channels/fediverse/fediverse-private.h"
#include "views/public-view.h"

#define TYPE_WORD_MAX 40 /* characters of a type that we log */

static const Actor READER = { .kind = ACTOR_CITIZEN, .name = "fediverse" };

typedef struct {
    Fediverse *fediverse;
    const char *inbox;
    const Activity *activity;
    const char *body;
    gint64 deadline;
} Taking;

/* ---- Like, EmojiReact, Announce ---- */

static const char *
count_of(ActivityKind kind)
{
    if (kind == ACTIVITY_LIKE || kind == ACTIVITY_EMOJI_REACT)
        return "like";
    return kind == ACTIVITY_ANNOUNCE ? "share" : NULL;
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
    key = g_strconcat(slug, " ", taking->activity->actor, NULL);
    return more ? fediverse_done_put(taking->fediverse, taking->activity, count_of(kind), key, error)
                : fediverse_done_remove(taking->fediverse, taking->activity->actor, count_of(kind), key, error);
}

static gboolean
take_count(const Taking *taking, GError **error)
{
    return change_count(taking, taking->activity->kind, activity_first_object(taking->activity), TRUE, error);
}

/* ---- Undo ---- */

static gboolean
undo_by_id(const Taking *taking, GError **error)
{
    const char *actor = taking->activity->actor, *id = activity_first_object(taking->activity);

    return fediverse_follow_undo(taking->fediverse, actor, id, error) &&
           fediverse_done_undo(taking->fediverse, actor, id, error);
}

/* What @inner did to our desk. */
static gboolean
undo_for_desk(const Taking *taking, const Activity *inner, GError **error)
{
    g_autofree char *desk = fediverse_name_read_desk(taking->fediverse, activity_first_object(inner)), *block = NULL;

    if (desk == NULL)
        return TRUE;
    if (inner->kind == ACTIVITY_FOLLOW)
        return fediverse_follow_drop(taking->fediverse, desk, inner->actor, error);
    block = g_strconcat("block.", desk, NULL);
    return inner->kind != ACTIVITY_BLOCK ||
           fediverse_done_remove(taking->fediverse, inner->actor, block, inner->actor, error);
}

static gboolean
take_undo(const Taking *taking, GError **error)
{
    const Activity *outer = taking->activity;
    g_autoptr(Activity) inner = outer->object != NULL ? activity_take((json_t *)outer->object, NULL) : NULL;

    if (inner == NULL)
        return undo_by_id(taking, error);
    if (strcmp(inner->actor, outer->actor) != 0)
        return TRUE;
    if (count_of(inner->kind) != NULL)
        return change_count(taking, inner->kind, activity_first_object(inner), FALSE, error);
    return undo_for_desk(taking, inner, error);
}

/* ---- Follow, Block, Move ---- */

static gboolean
take_follow(const Taking *taking, GError **error)
{
    return fediverse_follow_take(taking->fediverse, taking->activity, taking->deadline, error);
}

/* Of one desk: who does not want to hear from it may have a case with another. */
static gboolean
take_block(const Taking *taking, GError **error)
{
    const Activity *activity = taking->activity;
    g_autofree char *desk = fediverse_name_read_desk(taking->fediverse, activity_first_object(activity)), *block = NULL;

    if (desk == NULL)
        return TRUE;
    block = g_strconcat("block.", desk, NULL);
    return fediverse_follow_drop(taking->fediverse, desk, activity->actor, error) &&
           fediverse_done_put(taking->fediverse, activity, block, activity->actor, error);
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
    return peer != NULL && fediverse_follow_drop_everywhere(taking->fediverse, activity->actor, error);
}

/* ---- Create, Update, Delete, Flag ---- */

static gboolean
take_create(const Taking *taking, GError **error)
{
    return fediverse_note_take(taking->fediverse, taking->inbox, taking->activity, taking->body, FALSE,
                               taking->deadline, error);
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
    return peer != NULL && fediverse_follow_move(taking->fediverse, peer, error);
}

/* Her account stays hers: whoever has that name next is somebody else. */
static gboolean
forget_actor(const Taking *taking, const FediversePeer *peer, GError **error)
{
    Fediverse *fediverse = taking->fediverse;
    const char *id = taking->activity->actor;

    return (peer == NULL || fediverse_said_take_back_all(fediverse, peer, error)) &&
           fediverse_follow_drop_everywhere(fediverse, id, error) && fediverse_done_forget(fediverse, id, error) &&
           fediverse_key_forget(fediverse, id, error) &&
           channel_ledger_change(fediverse->host, &(LedgerChange){ LEDGER_REMOVE, "actor", id, NULL }, 1, NULL, error);
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
    [ACTIVITY_ANNOUNCE] = take_count, [ACTIVITY_BLOCK] = take_block,       [ACTIVITY_CREATE] = take_create,
    [ACTIVITY_DELETE] = take_delete,  [ACTIVITY_EMOJI_REACT] = take_count, [ACTIVITY_FLAG] = take_flag,
    [ACTIVITY_FOLLOW] = take_follow,  [ACTIVITY_LIKE] = take_count,        [ACTIVITY_MOVE] = take_move,
    [ACTIVITY_UNDO] = take_undo,      [ACTIVITY_UPDATE] = take_update,
};

/* A word of theirs may stand in the log, whatever else they put there may not. */
static const char *
word_of(const char *type)
{
    gsize length = strspn(type, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS);

    return length > 0 && length <= TYPE_WORD_MAX && type[length] == '\0' ? type : "other";
}

/* What its kind is, the operator learns once a day and server. */
static void
note_unknown(const Taking *taking)
{
    Fediverse *fediverse = taking->fediverse;
    const char *type = word_of(taking->activity->type);
    g_autofree char *host = activity_host(taking->activity->actor);
    g_autofree char *key = g_strconcat(host != NULL ? host : "", " ", type, NULL);
    gint64 now = clock_now();

    if (rate_limit_take(fediverse->strange_types, key, now, NULL) &&
        rate_limit_take(fediverse->strange_hosts, host != NULL ? host : "", now, NULL))
        log_event(LOG_INFO, "fediverse.unknown-activity", "host", host != NULL ? host : "", "type", type, NULL);
}

gboolean
fediverse_receive(Fediverse *fediverse, const char *inbox, const Activity *activity, const char *body, gint64 deadline,
                  GError **error)
{
    const Taking taking = { fediverse, inbox, activity, body, deadline };

    if (activity->kind == ACTIVITY_UNKNOWN)
        note_unknown(&taking);
    return TAKERS[activity->kind] == NULL || TAKERS[activity->kind](&taking, error);
}
