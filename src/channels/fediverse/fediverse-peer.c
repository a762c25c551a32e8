/* SPDX-License-Identifier: Apache-2.0 */
/* Who they are: fetched by the rules that they apply to us too. What is fetched at an address says that it is that
 * address, and is of the host that it was fetched from. */
#include <string.h>

#include "base/error.h"
#include "channels/fediverse/fediverse-private.h"

#define FRESH CLOCK_DAY

void
fediverse_peer_free(FediversePeer *peer)
{
    if (peer == NULL)
        return;
    g_free(peer->id);
    g_free(peer->account);
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

static gboolean
check_status(const FetchResponse *response, GError **error)
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

    if (!fediverse_ask(fediverse, &question, deadline, &response, error) || !check_status(response, error))
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

static char *
account_of(const ActivityActor *actor)
{
    g_autofree char *host = activity_host(actor->id);
    WebfingerAccount account = { actor->username, host };

    return *actor->username != '\0' ? webfinger_account_uri(&account) : NULL;
}

static FediversePeer *
peer_of(const ActivityActor *actor, GError **error)
{
    g_autofree char *account = account_of(actor);
    FediversePeer *peer;

    if (account == NULL) {
        refuse(error, "an actor without a name");
        return NULL;
    }
    peer = g_new0(FediversePeer, 1);
    peer->id = g_strdup(actor->id);
    peer->account = g_steal_pointer(&account);
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
    g_autoptr(Json) value = json_pack("{s:s, s:s, s:s, s:s, s:b}", "account", peer->account, "name", peer->name,
                                      "inbox", peer->inbox, "shared", peer->shared_inbox, "automated", peer->automated);
    g_autofree char *text = json_dumps(value, JSON_COMPACT);
    const LedgerChange changes[] = {
        { LEDGER_PUT, "actor", peer->id, text },
        { LEDGER_PUT, "account", peer->account, peer->id },
    };

    return channel_ledger_change(fediverse->host, changes, G_N_ELEMENTS(changes), NULL, error);
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
    peer->account = dup_member(value, "account");
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

static FediversePeer *
refresh(Fediverse *fediverse, const char *id, gint64 deadline, GError **error)
{
    g_autoptr(ActivityActor) actor = fetch_actor(fediverse, id, NULL, deadline, error);
    g_autoptr(FediversePeer) peer = actor != NULL ? peer_of(actor, error) : NULL;

    return peer != NULL && keep(fediverse, peer, error) ? g_steal_pointer(&peer) : NULL;
}

/* What was known of her is better than to lose what she says, when her server will never tell us more. */
static FediversePeer *
refresh_or_kept(Fediverse *fediverse, const char *id, gint64 deadline, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autoptr(FediversePeer) kept = NULL;
    FediversePeer *peer = refresh(fediverse, id, deadline, &trouble);

    if (peer != NULL)
        return peer;
    if (!tribune_error_is_temporary(trouble) && !find_kept(fediverse, id, 0, &kept, error))
        return NULL;
    if (kept == NULL)
        g_propagate_error(error, g_steal_pointer(&trouble));
    return g_steal_pointer(&kept);
}

FediversePeer *
fediverse_peer_load(Fediverse *fediverse, const char *id, gboolean stale, gint64 deadline, GError **error)
{
    FediversePeer *peer = NULL;

    if (stale)
        return refresh(fediverse, id, deadline, error);
    if (!find_kept(fediverse, id, clock_now() - FRESH, &peer, error))
        return NULL;
    return peer != NULL ? peer : refresh_or_kept(fediverse, id, deadline, error);
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
    g_autoptr(FediversePeer) peer = NULL;
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
    peer = peer_of(actor, error);
    return peer != NULL && keep(fediverse, peer, error) &&
                   fediverse_key_keep(fediverse, id, actor->key_pem, actor->id, &key, error)
               ? key
               : NULL;
}

/* ---- accounts ---- */

static char *
webfinger_url(const Fediverse *fediverse, const WebfingerAccount *account)
{
    g_autofree char *uri = webfinger_account_uri(account), *escaped = g_uri_escape_string(uri, ":@", FALSE);
    gboolean plain = g_str_has_prefix(fediverse->base, "http://");

    return g_strdup_printf("%s://%s/.well-known/webfinger?resource=%s", plain ? "http" : "https", account->host,
                           escaped);
}

static char *
look_up(Fediverse *fediverse, const WebfingerAccount *account, gint64 deadline, GError **error)
{
    static const char *const HEADERS[] = { "Accept: " WEBFINGER_TYPE ", application/json", NULL };
    g_autofree char *url = webfinger_url(fediverse, account);
    g_autoptr(FetchResponse) response = NULL;
    g_autoptr(WebfingerAnswer) answer = NULL;
    const char *bytes;
    gsize length;

    if (!fetch_perform(fediverse->fetch, &(FetchRequest){ .url = url, .headers = HEADERS }, deadline, &response,
                       error) ||
        !check_status(response, error))
        return NULL;
    bytes = g_bytes_get_data(response->body, &length);
    answer = webfinger_answer_parse(bytes, length, error);
    return answer != NULL ? g_strdup(answer->actor) : NULL;
}

FediversePeer *
fediverse_peer_resolve(Fediverse *fediverse, const char *account, gint64 deadline, GError **error)
{
    g_autoptr(WebfingerAccount) parsed = webfinger_account_parse(account, error);
    g_autofree char *uri = parsed != NULL ? webfinger_account_uri(parsed) : NULL, *id = NULL;
    g_autoptr(LedgerRecord) record = NULL;

    if (uri == NULL || !channel_ledger_find(fediverse->host, "account", uri, &record, error))
        return NULL;
    id = record != NULL ? g_strdup(record->value) : look_up(fediverse, parsed, deadline, error);
    return id != NULL ? fediverse_peer_load(fediverse, id, FALSE, deadline, error) : NULL;
}
