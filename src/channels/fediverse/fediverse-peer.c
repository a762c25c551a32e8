/* SPDX-License-Identifier: Apache-2.0 */
/* Who they are: fetched by the rules that they apply to us too. What is fetched at an address says that it is that
 * address, and is of the host that it was fetched from. */
#include <string.h>

#include "base/error.h"
#include "channels/fediverse/fediverse-private.h"

#define FRESH CLOCK_DAY
#define DOUBT CLOCK_HOUR /* that long we wait for the word of her host before she is known by her id alone */

void
fediverse_peer_free(FediversePeer *peer)
{
    if (peer == NULL)
        return;
    g_free(peer->id);
    g_free(peer->identity);
    g_free(peer->handle);
    g_free(peer->name);
    g_free(peer->inbox);
    g_free(peer->shared_inbox);
    g_free(peer);
}

static gboolean
refuse(GError **error, const char *what)
{
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "the other server: %s", what);
    return FALSE;
}

/* ---- fetching ---- */

gboolean
fediverse_peer_check_status(const FetchResponse *response, GError **error)
{
    if (response->status == 200)
        return TRUE;
    if (response->status == 410)
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "the other server: it is gone");
    else if (response->status == 429 || response->status >= 500)
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY, "the other server: not now");
    else
        refuse(error, "there is nothing for us");
    return FALSE;
}

static json_t *
fetch_once(Fediverse *fediverse, const char *url, gint64 deadline, GError **error)
{
    const FediverseQuestion question = { .method = "GET", .url = url, .signer = "" };
    g_autoptr(FetchResponse) response = NULL;
    const char *type, *bytes;
    gsize length;

    if (!fediverse_ask(fediverse, &question, deadline, &response, error) ||
        !fediverse_peer_check_status(response, error))
        return NULL;
    type = fetch_response_header(response, "content-type");
    if (type == NULL || !activity_is_type(type)) {
        refuse(error, "the answer is not of the type application/activity+json");
        return NULL;
    }
    bytes = g_bytes_get_data(response->body, &length);
    return activity_read(bytes, length, error);
}

static gboolean
same_host(const char *a, const char *b)
{
    g_autofree char *one = activity_host(a), *other = activity_host(b);

    return one != NULL && other != NULL && strcmp(one, other) == 0;
}

/* What says that it is something else is asked for there, once. */
json_t *
fediverse_peer_fetch(Fediverse *fediverse, const char *id, gint64 deadline, GError **error)
{
    g_autofree char *url = g_strndup(id, strcspn(id, "#"));
    g_autoptr(Json) first = fetch_once(fediverse, url, deadline, error), second = NULL;
    const char *said = first != NULL ? json_string_value(json_object_get(first, "id")) : NULL;

    if (first == NULL)
        return NULL;
    if (said != NULL && strcmp(said, url) == 0)
        return g_steal_pointer(&first);
    if (said == NULL || !activity_is_id(said) || !same_host(said, url)) {
        refuse(error, "what it gave is not what it was asked for");
        return NULL;
    }
    if (g_str_has_prefix(said, url) && said[strlen(url)] == '#') /* a key with an address of its own */
        return g_steal_pointer(&first);
    second = fetch_once(fediverse, said, deadline, error);
    if (second != NULL && g_strcmp0(json_string_value(json_object_get(second, "id")), said) == 0)
        return g_steal_pointer(&second);
    if (second != NULL)
        refuse(error, "what it gave is not what it was asked for");
    return NULL;
}

/* ---- kept ---- */

/* "ada@remote.example", as she says; "" when she has no name. */
static char *
handle_of(const ActivityActor *actor)
{
    g_autofree char *host = activity_host(actor->id);

    if (*actor->webfinger != '\0')
        return g_strdup(actor->webfinger);
    return *actor->username != '\0' ? g_strconcat(actor->username, "@", host, NULL) : g_strdup("");
}

static FediversePeer *
peer_of(const ActivityActor *actor)
{
    FediversePeer *peer = g_new0(FediversePeer, 1);

    peer->id = g_strdup(actor->id);
    peer->identity = g_strdup("");
    peer->handle = handle_of(actor);
    peer->name = g_strdup(actor->name);
    peer->inbox = g_strdup(actor->inbox);
    peer->shared_inbox = g_strdup(*actor->shared_inbox != '\0' ? actor->shared_inbox : actor->inbox);
    peer->automated = actor->automated;
    return peer;
}

/* An inbox elsewhere would make us bother others. */
static gboolean
check_inboxes(const ActivityActor *actor, GError **error)
{
    if (!same_host(actor->inbox, actor->id) ||
        (*actor->shared_inbox != '\0' && !same_host(actor->shared_inbox, actor->id)))
        return refuse(error, "an inbox on another host than its actor");
    return TRUE;
}

static gboolean
keep(Fediverse *fediverse, const FediversePeer *peer, GError **error)
{
    g_autoptr(Json) value =
        json_pack("{s:s, s:s, s:s, s:s, s:s, s:b}", "identity", peer->identity, "handle", peer->handle, "name",
                  peer->name, "inbox", peer->inbox, "shared", peer->shared_inbox, "automated", peer->automated);
    g_autofree char *text = json_dumps(value, JSON_COMPACT);
    gboolean named = g_str_has_prefix(peer->identity, "acct:");
    const LedgerChange changes[] = {
        { LEDGER_PUT, "actor", peer->id, text },
        { LEDGER_REMOVE, "doubt", peer->id, NULL },
        { LEDGER_PUT, "account", peer->identity, peer->id },
    };

    return channel_ledger_change(fediverse->host, changes, named ? 3 : *peer->identity != '\0' ? 2 : 1, NULL, error);
}

static char *
dup_member(const json_t *value, const char *name)
{
    const char *text = json_string_value(json_object_get(value, name));

    return g_strdup(text != NULL ? text : "");
}

static FediversePeer *
read_kept(const LedgerRecord *record)
{
    g_autoptr(Json) value = json_loads(record->value, 0, NULL);
    FediversePeer *peer = g_new0(FediversePeer, 1);

    peer->id = g_strdup(record->key);
    peer->identity = dup_member(value, "identity");
    peer->handle = dup_member(value, "handle");
    peer->name = dup_member(value, "name");
    peer->inbox = dup_member(value, "inbox");
    peer->shared_inbox = dup_member(value, "shared");
    peer->automated = json_is_true(json_object_get(value, "automated"));
    return peer;
}

static gboolean
find_kept(Fediverse *fediverse, const char *id, gint64 since, FediversePeer **ret, GError **error)
{
    g_autoptr(LedgerRecord) record = NULL;

    *ret = NULL;
    if (!channel_ledger_find(fediverse->host, "actor", id, &record, error))
        return FALSE;
    if (record != NULL && record->at >= since)
        *ret = read_kept(record);
    return TRUE;
}

gboolean
fediverse_peer_find(Fediverse *fediverse, const char *id, FediversePeer **ret, GError **error)
{
    return find_kept(fediverse, id, 0, ret, error);
}

/* ---- actors ---- */

static ActivityActor *
fetch_actor(Fediverse *fediverse, const char *id, const char *key_id, gint64 deadline, GError **error)
{
    g_autoptr(Json) root = fediverse_peer_fetch(fediverse, id, deadline, error);
    g_autoptr(ActivityActor) actor = root != NULL ? activity_actor_read(root, key_id, error) : NULL;

    return actor != NULL && check_inboxes(actor, error) ? g_steal_pointer(&actor) : NULL;
}

/* ---- who she is for us ---- */

/* An account stays whose it was first: when a name is given to somebody else, she is somebody else. */
static gboolean
is_hers(Fediverse *fediverse, const char *account, const char *id, gboolean *ret, GError **error)
{
    g_autoptr(LedgerRecord) record = NULL;

    if (!channel_ledger_find(fediverse->host, "account", account, &record, error))
        return FALSE;
    *ret = record == NULL || strcmp(record->value, id) == 0;
    return TRUE;
}

/* Whether her host may still take its time. */
static gboolean
may_wait(Fediverse *fediverse, const char *id)
{
    g_autoptr(LedgerRecord) record = NULL;

    channel_ledger_change(fediverse->host, &(LedgerChange){ LEDGER_ADD, "doubt", id, NULL }, 1, NULL, NULL);
    return channel_ledger_find(fediverse->host, "doubt", id, &record, NULL) && record != NULL &&
           record->at + DOUBT > clock_now();
}

/* What she was known by before, she is known by until her host confirms another name. */
static gboolean
identify(Fediverse *fediverse, FediversePeer *peer, gint64 deadline, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autofree char *account = NULL;
    gboolean hers = FALSE;

    if (!fediverse_account_confirm(fediverse, peer->id, peer->handle, deadline, &account, &trouble) &&
        *peer->identity == '\0' && may_wait(fediverse, peer->id)) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    if (account != NULL && !is_hers(fediverse, account, peer->id, &hers, error))
        return FALSE;
    if (!hers && *peer->identity != '\0')
        return TRUE;
    g_free(peer->identity);
    peer->identity = g_strdup(hers ? account : peer->id);
    return TRUE;
}

/* @kept: what was known of her; NULL: nothing. */
static void
take_identity(FediversePeer *peer, const FediversePeer *kept)
{
    if (kept == NULL)
        return;
    g_free(peer->identity);
    peer->identity = g_strdup(kept->identity);
}

static FediversePeer *
identify_and_keep(Fediverse *fediverse, FediversePeer *peer, gint64 deadline, GError **error)
{
    if (identify(fediverse, peer, deadline, error) && keep(fediverse, peer, error))
        return peer;
    fediverse_peer_free(peer);
    return NULL;
}

static FediversePeer *
refresh(Fediverse *fediverse, const char *id, gint64 deadline, GError **error)
{
    g_autoptr(ActivityActor) actor = fetch_actor(fediverse, id, NULL, deadline, error);
    g_autoptr(FediversePeer) kept = NULL;
    FediversePeer *peer;

    if (actor == NULL || !find_kept(fediverse, actor->id, 0, &kept, error))
        return NULL;
    peer = peer_of(actor);
    take_identity(peer, kept);
    return identify_and_keep(fediverse, peer, deadline, error);
}

/* One whom we know is asked for once in a while: all that she sends would wait for a server that does not answer. */
static gboolean
may_ask(Fediverse *fediverse, const char *id)
{
    g_autofree char *key = g_strconcat("actor ", id, NULL);

    return rate_limit_take(fediverse->renewals, key, clock_now(), NULL);
}

/* What was known of her is better than to lose what she says, when her server does not tell us more. */
static FediversePeer *
refresh_or_kept(Fediverse *fediverse, const char *id, gint64 deadline, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autoptr(FediversePeer) kept = NULL;
    FediversePeer *peer;
    gboolean known;

    if (!find_kept(fediverse, id, 0, &kept, error))
        return NULL;
    known = kept != NULL && *kept->identity != '\0';
    if (known && !may_ask(fediverse, id))
        return g_steal_pointer(&kept);
    peer = refresh(fediverse, id, deadline, &trouble);
    if (peer != NULL)
        return peer;
    if (known)
        return g_steal_pointer(&kept);
    g_propagate_error(error, g_steal_pointer(&trouble));
    return NULL;
}

FediversePeer *
fediverse_peer_load(Fediverse *fediverse, const char *id, gboolean stale, gint64 deadline, GError **error)
{
    FediversePeer *peer = NULL;

    if (stale)
        return refresh(fediverse, id, deadline, error);
    if (!find_kept(fediverse, id, clock_now() - FRESH, &peer, error))
        return NULL;
    if (peer == NULL)
        return refresh_or_kept(fediverse, id, deadline, error);
    return *peer->identity != '\0' ? peer : identify_and_keep(fediverse, peer, deadline, error);
}

gboolean
fediverse_peer_was(Fediverse *fediverse, const char *id, const char *old, gint64 deadline, gboolean *ret_moved,
                   GError **error)
{
    g_autoptr(ActivityActor) actor = fetch_actor(fediverse, id, NULL, deadline, error);

    if (actor == NULL)
        return FALSE;
    *ret_moved = g_ptr_array_find_with_equal_func(actor->known_as, old, g_str_equal, NULL);
    return TRUE;
}

/* ---- keys ---- */

/* What stands at the address of a key: its actor, or a document of its own that names its owner. */
static char *
owner_of(const json_t *root, const char *key_id)
{
    const json_t *inner = json_object_get(root, "publicKey");
    const char *owner = activity_id_of(json_object_get(root, "owner"));

    if (owner == NULL && json_is_object(inner) && json_object_get(root, "inbox") == NULL)
        owner = activity_id_of(json_object_get(inner, "owner"));
    if (owner == NULL)
        owner = activity_id_of(root);
    return owner != NULL && same_host(owner, key_id) ? g_strdup(owner) : NULL;
}

FediverseKey *
fediverse_peer_fetch_key(Fediverse *fediverse, const char *id, gint64 deadline, GError **error)
{
    g_autoptr(Json) root = fediverse_peer_fetch(fediverse, id, deadline, error);
    g_autofree char *owner = root != NULL ? owner_of(root, id) : NULL;
    g_autoptr(ActivityActor) actor = NULL;
    g_autoptr(FediversePeer) peer = NULL, kept = NULL;
    FediverseKey *key = NULL;

    if (root != NULL && owner == NULL)
        refuse(error, "a key without owner, or on another host than hers");
    if (owner == NULL)
        return NULL;
    actor = g_strcmp0(owner, activity_id_of(root)) == 0 ? activity_actor_read(root, id, error)
                                                        : fetch_actor(fediverse, owner, id, deadline, error);
    if (actor == NULL || !check_inboxes(actor, error))
        return NULL;
    if (*actor->key_pem == '\0') {
        refuse(error, "an actor that does not have this key");
        return NULL;
    }
    if (!find_kept(fediverse, actor->id, 0, &kept, error))
        return NULL;
    peer = peer_of(actor);
    take_identity(peer, kept);
    return keep(fediverse, peer, error) && fediverse_key_keep(fediverse, id, actor->key_pem, actor->id, &key, error)
               ? key
               : NULL;
}
