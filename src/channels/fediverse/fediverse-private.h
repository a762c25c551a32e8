/* SPDX-License-Identifier: Apache-2.0 */
/* channels/fediverse/fediverse-private.h: what the files of this folder share.
 *
 * Kinds of records in the ledger, and their keys:
 *     pair NAME                our signing key, PEM; "" is the instance's
 *     actor ID                 who somebody is, as fetched
 *     account acct:NAME@HOST   the id of the actor whose account it was first, as its host confirmed
 *     doubt ID                 since when the host of an account has not said whether it is hers
 *     key ID                   a public key of theirs, and whose
 *     owns ID DIGEST           … the same by owner: the id of the key
 *     said ID DIGEST           the id of a note of hers that is a comment below something of ours, or a message to us
 *     speaks HOST              the signature scheme that it took last
 *     follow.NAME ID           a follower of a desk: her inbox, and the id of her Follow
 *     follower.NAME INBOX ID   the same by inbox, so that those who share one stand together
 *     like, share SLUG ID      who likes or shares a post
 *     block.NAME ID            does not want to hear from a desk
 *     done ID DIGEST           what an activity of hers put down, by its id: the kind and key of a like, share or block
 *     seen DIGEST              of inbox, actor and id: an activity that an inbox has taken in
 *     gone DIGEST              of actor and id: what she has deleted, should it come after that
 *     fanout ACTIVITY          how far it was told
 *     missed SLUG DIGEST       of an inbox for which a post was given up
 *     profile NAME             what followers know of a desk: a number that grows, and the digest of it
 *     shared SLUG NAME         a post that a desk shares with who follows it, and whether all were told of that
 *     post SLUG                what was put down last about a post of ours, and whether all were told of it as new
 * Errands: "verify" an activity whose signer we do not know yet; "take" one whose signer we do; "renew" a key; "tell"
 * an inbox. */
#pragma once
#include <stdatomic.h>

#include "base/clock.h"
#include "base/thread.h"
#include "http/request.h"
#include "http/response.h"
#include "mediation/channel-avatar.h"
#include "mediation/channel.h"
#include "mediation/rate-limit.h"
#include "net/fetch.h"
#include "views/public-view.h"
#include "wire/activity.h"
#include "wire/httpsignature.h"
#include "wire/webfinger.h"

#define FEDIVERSE_POST_LENGTH   500  /* characters of a post, by default: what Mastodon writes at most */
#define FEDIVERSE_ANSWER_LENGTH 5000 /* … of an answer to one person; theirs show what is longer than their own */
#define FEDIVERSE_LINK_LENGTH   23   /* what a link counts, whatever its length */
#define FEDIVERSE_STRANGERS_MAX 2000 /* activities that wait for the key of who signed them */
#define FEDIVERSE_STRANGERS_OF  50   /* … of one server, and of one network */
#define FEDIVERSE_WAITING_OF    1000 /* activities of one server that are to be taken in */
#define FEDIVERSE_KEY_FRESH     CLOCK_DAY          /* older keys are fetched again beside what is going on */
#define FEDIVERSE_KEY_GOOD      (7 * CLOCK_DAY)    /* … and this old they prove nothing any more */
#define FEDIVERSE_KEY_PAUSE     (5 * CLOCK_MINUTE) /* between two times that one key is fetched */

/* What leaves now of what was put down. */
typedef struct {
    GBytes *body;   /* NULL: nothing */
    GBytes *as_new; /* … before it, to who never got the post; NULL: it needs none, or all got it */
} FediverseLeaving;
void fediverse_post_leaving_clear(FediverseLeaving *leaving);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(FediverseLeaving, fediverse_post_leaving_clear)

/* What was told last, and what of it leaves: many inboxes in a row are told the same (fediverse-post.c). */
typedef struct {
    char *activity; /* as it was put down; NULL: nothing yet */
    char *slug;     /* … about which post */
    FediverseLeaving leaving;
    guint64 puts; /* what had been put down when that was found out */
    gint64 at;    /* … monotonic */
} FediverseTold;

typedef struct {
    const ChannelHost *host;
    char *base;      /* "https://city.example": where we are */
    char *authority; /* "city.example": its host, as Host says it */
    char *type;      /* of our actors: "Organization" */
    const char *publisher;
    const char *const *topics;  /* "desk:topic" */
    const char *const *blocked; /* hosts */
    ChannelAvatar avatar;
    guint post_length;
    guint followers_per_server;
    Fetch *fetch;
    Fetch *finder; /* for WebFinger, which may lead elsewhere */
    RateLimit *peers, *strangers;
    RateLimit *renewals;  /* by key, and by actor: how often each is fetched */
    RateLimit *farewells; /* by network: news of strangers, which count nowhere else */
    RateLimit *refusals;  /* by network: what is under way, or was answered 401 */
    /* Kinds of activities that we do not know, by server and kind, and by server: how often they are logged. */
    RateLimit *strange_types, *strange_hosts;
    Mutex mutex;
    GHashTable *pairs;   /* name → Keypair; never removed */
    GHashTable *keys;    /* key id → FediverseKey */
    GHashTable *doubts;  /* network → how many activities wait that came from there */
    GHashTable *speak;   /* host → the scheme that it takes, + 1 */
    GHashTable *telling; /* "inbox slug": what is on its way now */
    FediverseTold told;
    guint64 puts; /* how often something was put down about a post of ours */
    _Atomic gint64 waiting, tidied;
    _Atomic guint64 received, refused, sent, failed;
    _Atomic guint64 fetched; /* questions that we asked others */
} Fediverse;

/* ---- fediverse-name.c: what is called how ---- */

/* Our desks: Endpoint *, the shortest name first; free the array. */
GPtrArray *fediverse_name_desks(const Fediverse *fediverse);
/* The desk of that name, borrowed from @desks, or NULL. */
const Endpoint *fediverse_name_find(const GPtrArray *desks, const char *name);
/* "desk" of "acct:desk@city.example". New. */
char *fediverse_name_of(const Endpoint *desk);
/* The desk that speaks for the body; NULL: there is none. New. */
char *fediverse_name_publisher(const Fediverse *fediverse);
/* Ids, new. Name "": the instance itself. */
char *fediverse_name_actor(const Fediverse *fediverse, const char *name);
char *fediverse_name_part(const Fediverse *fediverse, const char *name, const char *part); /* "inbox" */
char *fediverse_name_page(const Fediverse *fediverse, const char *name);
char *fediverse_name_shared_inbox(const Fediverse *fediverse);
char *fediverse_name_post(const Fediverse *fediverse, const char *slug);
char *fediverse_name_note(const Fediverse *fediverse, ReleaseId id);
/* Its pages for everybody: ChannelPage *. */
GPtrArray *fediverse_name_pages(gpointer channel);
/* What an id of ours names, new; NULL: it is none. */
char *fediverse_name_read_actor(const Fediverse *fediverse, const char *id);
/* The name of our desk that @id is, as it is called now. */
char *fediverse_name_read_desk(const Fediverse *fediverse, const char *id);
char *fediverse_name_read_post(const Fediverse *fediverse, const char *id);

/* ---- fediverse-key.c: ours and theirs ---- */

typedef struct {
    gatomicrefcount references;
    PublicKey *key;
    char *owner; /* actor id */
    gint64 at;   /* when it was fetched */
} FediverseKey;
void fediverse_key_unref(FediverseKey *key);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FediverseKey, fediverse_key_unref)

/* Ours, made when it is asked for first; lives as long as the channel. Blocks. */
const Keypair *fediverse_key_own(Fediverse *fediverse, const char *name, GError **error);
/* Theirs, from memory or the ledger, of any age: NULL in @ret when we do not have it. */
gboolean fediverse_key_find(Fediverse *fediverse, const char *id, FediverseKey **ret, GError **error);
gboolean fediverse_key_keep(Fediverse *fediverse, const char *id, const char *pem, const char *owner,
                            FediverseKey **ret, GError **error);
/* All that belong to @owner. */
gboolean fediverse_key_forget(Fediverse *fediverse, const char *owner, GError **error);

/* ---- fediverse-ask.c: signed requests ---- */

typedef struct {
    const char *method, *url;
    const char *signer; /* name of the desk; "": the instance */
    const char *type;   /* of the body, or NULL */
    GBytes *body;
} FediverseQuestion;

/* Signs in the way that the host took last, and once more in the other way when it is refused. Without TLS only where
 * we have none ourselves, which is for tests. */
gboolean fediverse_ask(Fediverse *fediverse, const FediverseQuestion *question, gint64 deadline, FetchResponse **ret,
                       GError **error);
/* What came of a delivery. */
void fediverse_ask_classify(const FetchResponse *response, const GError *trouble, Attempt *ret);

/* ---- fediverse-peer.c: who they are ---- */

typedef struct {
    char *id, *name, *inbox, *shared_inbox;
    /* Who she is for us: her account ("acct:…") when its host confirms that it is hers, else her id; "" not known yet.
     */
    char *identity;
    char *handle; /* "ada@remote.example": the account that she says she has; "" none */
    gboolean automated;
} FediversePeer;
void fediverse_peer_free(FediversePeer *peer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FediversePeer, fediverse_peer_free)

/* Fetched and kept when we do not have it, or it is over a day old, or @stale. TRIBUNE_ERROR_NOT_FOUND: gone for good
 * (410); TRIBUNE_ERROR_INVALID: what is there is no actor; TRIBUNE_ERROR_TEMPORARY: nobody can say now. In all cases,
 * unless it is @stale, what we have of any age is given if we know who she is; it is asked for again after
 * FEDIVERSE_KEY_PAUSE. Blocks. */
FediversePeer *fediverse_peer_load(Fediverse *fediverse, const char *id, gboolean stale, gint64 deadline,
                                   GError **error);
/* Without asking anybody: NULL in @ret. */
gboolean fediverse_peer_find(Fediverse *fediverse, const char *id, FediversePeer **ret, GError **error);
/* Whether the answer is 200. TRIBUNE_ERROR_NOT_FOUND: 410; _TEMPORARY: 429 and 5xx; else _INVALID. */
gboolean fediverse_peer_check_status(const FetchResponse *response, GError **error);
/* The key @id, fetched from its owner, who is kept too. */
FediverseKey *fediverse_peer_fetch_key(Fediverse *fediverse, const char *id, gint64 deadline, GError **error);
/* An object of theirs, fetched by its id: its own id is that, and on the same host. TRIBUNE_ERROR_NOT_FOUND: 410. */
json_t *fediverse_peer_fetch(Fediverse *fediverse, const char *id, gint64 deadline, GError **error);
/* Reads *@ret_moved: whether actor @id says that it was @old before. */
gboolean fediverse_peer_was(Fediverse *fediverse, const char *id, const char *old, gint64 deadline, gboolean *ret_moved,
                            GError **error);

/* ---- fediverse-account.c ---- */

/* Whether the account that actor @id says she has, "name@host", is hers: in @ret as its host calls it, "acct:…"; NULL:
 * it is not. FALSE: nobody can say now. Blocks. */
gboolean fediverse_account_confirm(Fediverse *fediverse, const char *id, const char *claimed, gint64 deadline,
                                   char **ret, GError **error);
/* Who @uri is, an account or an id. Blocks. */
FediversePeer *fediverse_account_resolve(Fediverse *fediverse, const char *uri, gint64 deadline, GError **error);

/* ---- fediverse-errand.c ---- */

void fediverse_errand_run(gpointer channel, const char *kind, const char *text, gint64 deadline, Attempt *ret);
/* That it could not be done, for now or for good. */
void fediverse_errand_fail(Attempt *attempt, const GError *error);

/* ---- fediverse-tell.c ---- */

/* The text of an errand "tell": @activity, from the desk @name. New. */
char *fediverse_tell_write(const char *name, const char *inbox, const char *activity);
void fediverse_tell_run(Fediverse *fediverse, const char *text, gint64 deadline, Attempt *ret);
gboolean fediverse_tell_give_up(gpointer channel, const char *kind, const char *text, GError **error);

/* ---- fediverse-post.c: in which order a post of ours is told ---- */

/* @newest, an activity about the post @slug, is what is put down now. @made: its Create has been, for all. */
gboolean fediverse_post_put(Fediverse *fediverse, const char *slug, const json_t *newest, gboolean made,
                            GError **error);
/* NULL in @ret_newest, new: nothing was yet. */
gboolean fediverse_post_find(const Fediverse *fediverse, const char *slug, json_t **ret_newest, gboolean *ret_made,
                             GError **error);
/* The desk whose post @slug is, whichever publishes by now; NULL in @ret, new: there is none. */
gboolean fediverse_post_author(const Fediverse *fediverse, const char *slug, char **ret, GError **error);
/* What was found out of what leaves is asked for again. */
void fediverse_post_changed(Fediverse *fediverse);
/* The post that @activity is about, new; NULL: about none. */
char *fediverse_post_of(Fediverse *fediverse, const char *activity);
/* What leaves of @activity, about @slug, by now: the same, or a Create with the text of today; nothing, if there is
 * what supersedes it. What another node put down within the last second may be missing. */
gboolean fediverse_post_now(Fediverse *fediverse, const char *slug, const char *activity, FediverseLeaving *ret,
                            GError **error);
/* Whether @activity is what a post begins with. */
gboolean fediverse_post_is_first(const char *activity);
/* One thing about a post goes to an inbox at a time: two would get there in any order. FALSE: there is one under way.
 */
gboolean fediverse_post_begin(Fediverse *fediverse, const char *inbox, const char *slug);
void fediverse_post_end(Fediverse *fediverse, const char *inbox, const char *slug);
void fediverse_post_clear(FediverseTold *told);

/* ---- fediverse-doubt.c: activities that wait for a key ---- */

/* Whether one more may wait, of the server @host and from @network; it counts then. */
gboolean fediverse_doubt_admit(Fediverse *fediverse, const char *host, const char *network, gboolean *ret,
                               GError **error);
/* One that came from @network waits no more. */
void fediverse_doubt_leave(Fediverse *fediverse, const char *network);

/* ---- fediverse-receive.c ---- */

/* What @activity, which its actor signed, does; @inbox: name of the desk that got it, "" the shared one. Does no harm
 * when it is done twice. FALSE: not now. Blocks. */
gboolean fediverse_receive(Fediverse *fediverse, const char *inbox, const Activity *activity, const char *body,
                           gint64 deadline, GError **error);

/* ---- fediverse-follow.c: all block ---- */

gboolean fediverse_follow_take(Fediverse *fediverse, const Activity *activity, gint64 deadline, GError **error);
/* The Follow of @actor with that id, if there is one. */
gboolean fediverse_follow_undo(const Fediverse *fediverse, const char *actor, const char *id, GError **error);
gboolean fediverse_follow_drop(const Fediverse *fediverse, const char *desk, const char *actor, GError **error);
gboolean fediverse_follow_drop_everywhere(const Fediverse *fediverse, const char *actor, GError **error);
/* A follower whose inbox is another one now is told there. */
gboolean fediverse_follow_move(const Fediverse *fediverse, const FediversePeer *peer, GError **error);

/* ---- fediverse-done.c: all block ---- */

/* Puts down that record with the id of @activity, and what takes it back. */
gboolean fediverse_done_put(const Fediverse *fediverse, const Activity *activity, const char *kind, const char *key,
                            GError **error);
gboolean fediverse_done_remove(const Fediverse *fediverse, const char *actor, const char *kind, const char *key,
                               GError **error);
/* What the activity @id of @actor put down; nothing: it did not. */
gboolean fediverse_done_undo(const Fediverse *fediverse, const char *actor, const char *id, GError **error);
/* … and what all of hers did. */
gboolean fediverse_done_forget(const Fediverse *fediverse, const char *actor, GError **error);

/* ---- fediverse-note.c ---- */

/* What somebody wrote becomes a message to each of our desks that it is for; none: it is not for us. @changed: it is
 * the new text of what she wrote before. */
gboolean fediverse_note_take(Fediverse *fediverse, const char *inbox, const Activity *activity, const char *body,
                             gboolean changed, gint64 deadline, GError **error);
gboolean fediverse_note_report(Fediverse *fediverse, const Activity *activity, const char *body, gint64 deadline,
                               GError **error);
MessageDraft *fediverse_note_parse(gpointer channel, GBytes *raw, const char *sender, const char *recipient,
                                   GError **error);

/* @peer has taken her note @id back: recorded where it is a message. */
gboolean fediverse_note_take_back(const Fediverse *fediverse, const char *id, const FediversePeer *peer,
                                  GError **error);
/* Of a page, an article, a film, an event; "" none. New. */
char *fediverse_note_title(const ActivityNote *note);
/* Her words, with what is attached and where such a thing stands, as plain text. New. */
char *fediverse_note_plain(const ActivityNote *note);

/* ---- fediverse-gone.c ---- */

/* @actor has deleted @object, which may be on its way to us still; or herself, with all that she has written. */
gboolean fediverse_gone_put(Fediverse *fediverse, const char *actor, const char *object, GError **error);
/* Whether the writer of @note has deleted it, by what we know. */
gboolean fediverse_gone_find(Fediverse *fediverse, const ActivityNote *note, gboolean *ret, GError **error);

/* ---- fediverse-missed.c ---- */

/* The post @slug was given up for @inbox; 30 days are remembered. */
gboolean fediverse_missed_put(Fediverse *fediverse, const char *inbox, const char *slug, GError **error);
gboolean fediverse_missed_remove(Fediverse *fediverse, const char *inbox, const char *slug, GError **error);
gboolean fediverse_missed_find(const Fediverse *fediverse, const char *inbox, const char *slug, gboolean *ret,
                               GError **error);
/* Whether any inbox never got it. */
gboolean fediverse_missed_any(const Fediverse *fediverse, const char *slug, gboolean *ret, GError **error);

/* ---- fediverse-comment.c ---- */

/* A public answer to a publication of ours, or to a comment below one, is a comment there. @ret_taken FALSE: it is none
 * (comments are closed, say), and may be a message. @changed: it is what she has made of one; @gone: she has deleted it
 * already. */
gboolean fediverse_comment_take(Fediverse *fediverse, const ActivityNote *note, const FediversePeer *peer,
                                gboolean changed, gboolean gone, gboolean *ret_taken, GError **error);
/* @peer has deleted her note @id; @ret_known: it is a comment. */
gboolean fediverse_comment_delete(Fediverse *fediverse, const char *id, const FediversePeer *peer, gboolean *ret_known,
                                  GError **error);

/* ---- fediverse-said.c ---- */

/* Her note @note is a comment or a message here. */
gboolean fediverse_said_put(Fediverse *fediverse, const FediversePeer *peer, const char *note, GError **error);
/* She has deleted it: a comment is shown no more, a message stays, and its case says so. */
gboolean fediverse_said_take_back(Fediverse *fediverse, const char *note, const FediversePeer *peer, GError **error);
/* … and all that she ever wrote. */
gboolean fediverse_said_take_back_all(Fediverse *fediverse, const FediversePeer *peer, GError **error);

/* ---- fediverse-render.c: pure ---- */

Rendering *fediverse_render_answer(gpointer channel, const Outgoing *outgoing, GError **error);
Rendering *fediverse_render_publication(gpointer channel, const PublicationItem *item, const char *language,
                                        GError **error);
/* @item as a Note of the desk @name; a Tombstone when it is withdrawn. */
json_t *fediverse_render_note(const Fediverse *fediverse, const PublicationItem *item, const char *name,
                              GError **error);
/* The activity by which @item leaves or left. */
json_t *fediverse_render_activity(const Fediverse *fediverse, const PublicationItem *item, const char *name,
                                  GError **error);
/* The Create of @item, which was corrected before all were told of it, with its text of today. */
json_t *fediverse_render_late(const Fediverse *fediverse, const PublicationItem *item, const char *name,
                              GError **error);
json_t *fediverse_render_context(void);

/* ---- fediverse-actor.c ---- */

/* @desk as others see it. Blocks. */
json_t *fediverse_actor_describe(Fediverse *fediverse, const Endpoint *desk, GError **error);

/* ---- fediverse-profile.c ---- */

/* Followers of a desk whose name or description is another one than they know are told. Blocks. */
gboolean fediverse_profile_tell(Fediverse *fediverse, GError **error);

/* ---- fediverse-share.c: desks that share the posts on their topic ---- */

/* Whether each of @topics is "desk:topic". */
gboolean fediverse_share_check(const char *const *topics, GError **error);
/* The topic of the desk @name, borrowed; NULL: it has none. */
const char *fediverse_share_topic(const Fediverse *fediverse, const char *name);
/* A page of what the desk @name posts or shares, in @language; empty when it does neither. Blocks. */
PublicList *fediverse_share_list(const Fediverse *fediverse, const char *name, const char *language, guint page,
                                 GError **error);
/* The accounts that will share @item, a line each, for who reviews it; "" none. New. */
char *fediverse_share_lines(const Fediverse *fediverse, const PublicationItem *item);
/* That the desk @name shared @item, which is @publisher's, @at some time: an Announce; servers show it to nobody when
 * that is long ago. Pure. */
json_t *fediverse_share_render(const Fediverse *fediverse, const PublicationItem *item, const char *name,
                               const char *publisher, gint64 at);
/* Lets the desks share @item, or tells their followers what became of it (@activity of @publisher); goes on where it
 * was when asked again. Blocks. */
gboolean fediverse_share_tell(Fediverse *fediverse, const PublicationItem *item, const char *publisher,
                              const json_t *activity, GError **error);

/* ---- fediverse-send.c ---- */

/* @activity of the desk @name, which has an id, to all who follow it; goes on where it was when asked again. Blocks. */
gboolean fediverse_send_all(Fediverse *fediverse, const char *name, const json_t *activity, GError **error);
/* The same to all who follow the desk @through. */
gboolean fediverse_send_through(Fediverse *fediverse, const char *name, const char *through, const json_t *activity,
                                GError **error);

void fediverse_send_answer(gpointer channel, const Outgoing *outgoing, const Rendering *rendering, gint64 deadline,
                           Attempt *ret);
char *fediverse_send_host(gpointer channel, const char *recipient);
gboolean fediverse_send_announce(gpointer channel, const PublicationItem *item, GError **error);

/* ---- routes ---- */

/* JSON with the media type @type; @json is taken. */
gboolean fediverse_answer(HttpResponse *response, const char *type, json_t *json);
gboolean fediverse_not_found(GError **error);

#define FEDIVERSE_HANDLER(name)                                                                                        \
    gboolean name(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
FEDIVERSE_HANDLER(fediverse_discovery_webfinger);
FEDIVERSE_HANDLER(fediverse_discovery_host_meta);
FEDIVERSE_HANDLER(fediverse_discovery_nodeinfo_links);
FEDIVERSE_HANDLER(fediverse_discovery_nodeinfo);
FEDIVERSE_HANDLER(fediverse_actor_show);
FEDIVERSE_HANDLER(fediverse_actor_instance);
FEDIVERSE_HANDLER(fediverse_actor_instance_outbox);
FEDIVERSE_HANDLER(fediverse_actor_picture);
FEDIVERSE_HANDLER(fediverse_actor_collection);
FEDIVERSE_HANDLER(fediverse_actor_post);
FEDIVERSE_HANDLER(fediverse_inbox_take);
FEDIVERSE_HANDLER(fediverse_page_list);
FEDIVERSE_HANDLER(fediverse_page_show);
