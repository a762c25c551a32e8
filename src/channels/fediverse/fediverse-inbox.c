/* SPDX-License-Identifier: Apache-2.0 */
/* What other servers hand us. Nothing costs more than memory before it is known that who sends may: first the size, the
 * host and how often it comes, then the signature's form, then the signature. It is durable before we say 202.
 *
 * Whose key we have is verified at once, and answered 401 when it is wrong. Whose key we do not have, or whose key may
 * have changed, is taken down as it is: the key is fetched later, by an errand, so that no server waits for another. */
#include <string.h>

#include "base/digest.h"
#include "base/encode.h"
#include "base/error.h"
#include "base/locale.h"
#include "base/text.h"
#include "channels/fediverse/fediverse-private.h"

typedef struct {
    Fediverse *fediverse;
    HttpRequest *request;
    HttpResponse *response;
    const char *body;
    gsize length;
    char *desk; /* "" the shared inbox */
    HttpSignature *signature;
    Activity *activity;
    char *host; /* of the key */
} Delivery;

static void
delivery_clear(Delivery *delivery)
{
    g_free(delivery->desk);
    http_signature_free(delivery->signature);
    activity_free(delivery->activity);
    g_free(delivery->host);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Delivery, delivery_clear)

/* ---- answers ---- */

/* For programs: in JSON, and never 400 for a signature, which some servers take for a final word. */
static gboolean
say(const Delivery *delivery, guint status, const char *words)
{
    http_response_set_status(delivery->response, status);
    return http_response_json(delivery->response, json_pack("{s:s}", "error", words));
}

static gboolean
refuse(const Delivery *delivery, guint status, const GError *error)
{
    atomic_fetch_add(&delivery->fediverse->refused, 1);
    return say(delivery, status, error->message);
}

static gboolean
later(const Delivery *delivery, guint status, gint64 wait)
{
    g_autofree char *seconds = g_strdup_printf("%" G_GINT64_FORMAT, wait / CLOCK_SECOND + 1);

    http_response_set_header(delivery->response, "Retry-After", seconds);
    return say(delivery, status, "too much at once; come again");
}

static gboolean
taken(const Delivery *delivery)
{
    http_response_set_status(delivery->response, 202);
    return http_response_text(delivery->response, "");
}

/* ---- what is looked at first ---- */

static const char *
find_header(gpointer data, const char *name)
{
    return http_request_header(data, name);
}

static SignedRequest
describe(const Delivery *delivery)
{
    return (SignedRequest){ .method = "POST",
                            .origin = delivery->fediverse->base,
                            .host = delivery->fediverse->authority,
                            .target = http_request_target(delivery->request),
                            .header = find_header,
                            .data = delivery->request,
                            .body = delivery->body,
                            .length = delivery->length };
}

/* Whether @host, with or without its port, is @domain or below it. */
static gboolean
is_below(const char *host, const char *domain)
{
    g_autofree char *whole = g_ascii_strdown(domain, -1), *name = NULL;
    g_autofree char *bare = g_strndup(host, *host == '[' ? strcspn(host, "]") + 1 : strcspn(host, ":"));

    if (g_str_has_suffix(whole, "."))
        whole[strlen(whole) - 1] = '\0';
    name = g_strconcat(".", whole, NULL);
    return strcmp(host, whole) == 0 || strcmp(bare, whole) == 0 || (*whole != '\0' && g_str_has_suffix(bare, name));
}

static gboolean
is_blocked(const Fediverse *fediverse, const char *host)
{
    for (guint i = 0; fediverse->blocked[i] != NULL; i++)
        if (is_below(host, fediverse->blocked[i]))
            return TRUE;
    return FALSE;
}

/* By who claims to sign and where it comes from, so that nobody uses up another's share. */
static char *
key_of(const Delivery *delivery)
{
    g_autofree char *network = rate_limit_network(http_request_client(delivery->request));

    return g_strconcat(delivery->host, " ", network, NULL);
}

static gboolean
admit(const Delivery *delivery, gint64 *ret_wait)
{
    g_autofree char *key = key_of(delivery);

    return rate_limit_take(delivery->fediverse->peers, key, clock_now(), ret_wait);
}

/* FALSE: @ret_status says what was wrong. */
static gboolean
read_signature(Delivery *delivery, GError **error)
{
    const SignedRequest signed_request = describe(delivery);

    delivery->signature = http_signature_read(&signed_request, error);
    if (delivery->signature == NULL || !http_signature_check(delivery->signature, &signed_request, clock_now(), error))
        return FALSE;
    delivery->host = activity_host(delivery->signature->key_id);
    if (delivery->host != NULL)
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "signature: its keyId is not a URL");
    return FALSE;
}

static gboolean
read_activity(Delivery *delivery, GError **error)
{
    g_autoptr(Json) root = NULL;

    if (!text_is_valid(delivery->body, delivery->length)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "activity: this is not UTF-8");
        return FALSE;
    }
    root = activity_read(delivery->body, delivery->length, error);
    delivery->activity = root != NULL ? activity_take(root, error) : NULL;
    return delivery->activity != NULL;
}

static gboolean
is_of_host(const Delivery *delivery)
{
    g_autofree char *host = activity_host(delivery->activity->actor);

    return g_strcmp0(host, delivery->host) == 0;
}

/* An id of another server than the actor's is not hers to give. */
static gboolean
is_own_id(const Delivery *delivery)
{
    g_autofree char *host = activity_host(delivery->activity->id);

    return *delivery->activity->id == '\0' || g_strcmp0(host, delivery->host) == 0;
}

/* An account that is deleted or changed is told to the whole world. Who never had to do with us is dropped here,
 * without asking anybody for a key that may be gone. */
static gboolean
is_news_of_a_stranger(const Delivery *delivery, gboolean *ret, GError **error)
{
    const Activity *activity = delivery->activity;
    g_autoptr(FediversePeer) peer = NULL;

    *ret = FALSE;
    if ((activity->kind != ACTIVITY_DELETE && activity->kind != ACTIVITY_UPDATE) ||
        strcmp(activity_first_object(activity), activity->actor) != 0)
        return TRUE;
    if (!fediverse_peer_find(delivery->fediverse, activity->actor, &peer, error))
        return FALSE;
    *ret = peer == NULL;
    return TRUE;
}

/* It cost next to nothing, so that it does not count among what its server may send: a server that deletes many
 * accounts would be told to come again with each. But it has not shown who it is either, so that each network has a
 * number of those, however many servers it says that it is. */
static gboolean
drop(const Delivery *delivery)
{
    g_autofree char *network = rate_limit_network(http_request_client(delivery->request)), *key = key_of(delivery);
    gint64 wait = 0;

    if (!rate_limit_take(delivery->fediverse->farewells, network, clock_now(), &wait))
        return later(delivery, 429, wait);
    rate_limit_give_back(delivery->fediverse->peers, key);
    return taken(delivery);
}

/* ---- putting it down ---- */

/* "" when it has no id: then nothing is known to be the same. Of the actor too: nobody uses up another's ids. */
static char *
seen_key(const Delivery *delivery)
{
    const Activity *activity = delivery->activity;
    g_autofree char *name = g_strjoin("\n", delivery->desk, activity->actor, activity->id, NULL);
    const Digest digest = digest_sha256(name, strlen(name));

    return *activity->id != '\0' ? digest_to_hex(&digest) : g_strdup("");
}

static gboolean
put_down_known(const Delivery *delivery, GError **error)
{
    g_autoptr(Json) value = json_pack("{s:s, s:s%}", "inbox", delivery->desk, "body", delivery->body, delivery->length);
    g_autofree char *text = json_dumps(value, JSON_COMPACT), *seen = seen_key(delivery);
    const LedgerChange changes[] = {
        { LEDGER_CHORE, "take", delivery->host, text },
        { LEDGER_ADD, "seen", seen, NULL },
    };

    return channel_ledger_change(delivery->fediverse->host, changes, *seen != '\0' ? 2 : 1, NULL, error);
}

static gboolean
put_down_unknown(const Delivery *delivery, const char *network, GError **error)
{
    const HttpSignature *signature = delivery->signature;
    g_autofree char *base = encode_base64(signature->base->data, signature->base->len), *seen = seen_key(delivery);
    g_autofree char *made = encode_base64(signature->signature, signature->signature_length), *text = NULL;
    g_autoptr(Json) value =
        json_pack("{s:s, s:s%, s:s, s:s, s:s, s:s, s:s, s:s, s:I}", "inbox", delivery->desk, "body", delivery->body,
                  delivery->length, "key", signature->key_id, "algorithm", signature->algorithm, "base", base, "made",
                  made, "seen", seen, "network", network, "at", (json_int_t)clock_now());
    LedgerChange change = { LEDGER_DOUBT, "verify", delivery->host, NULL };

    text = json_dumps(value, JSON_COMPACT);
    change.value = text;
    if (channel_ledger_change(delivery->fediverse->host, &change, 1, NULL, error))
        return TRUE;
    fediverse_doubt_leave(delivery->fediverse, network);
    return FALSE;
}

static gboolean
take_unknown(const Delivery *delivery, GError **error)
{
    Fediverse *fediverse = delivery->fediverse;
    g_autofree char *network = rate_limit_network(http_request_client(delivery->request));
    gboolean admitted;
    gint64 wait = 0;

    if (atomic_load(&fediverse->waiting) >= FEDIVERSE_STRANGERS_MAX)
        return later(delivery, 503, CLOCK_MINUTE);
    if (!rate_limit_take(fediverse->strangers, network, clock_now(), &wait))
        return later(delivery, 429, wait);
    if (!fediverse_doubt_admit(fediverse, delivery->host, network, &admitted, error))
        return FALSE;
    if (!admitted)
        return later(delivery, 429, CLOCK_MINUTE);
    return put_down_unknown(delivery, network, error) && taken(delivery);
}

/* A key that is getting old serves; beside that it is fetched again. That it cannot be is found out when it is too old.
 */
static void
renew(const Delivery *delivery, const FediverseKey *key)
{
    Fediverse *fediverse = delivery->fediverse;
    const char *id = delivery->signature->key_id;
    gint64 now = clock_now();

    if (key->at + FEDIVERSE_KEY_FRESH > now || !rate_limit_take(fediverse->renewals, id, now, NULL))
        return;
    channel_ledger_change(fediverse->host, &(LedgerChange){ LEDGER_DOUBT, "renew", delivery->host, id }, 1, NULL, NULL);
}

static gboolean
take_known(const Delivery *delivery, const FediverseKey *key, GError **error)
{
    guint waiting;

    if (strcmp(key->owner, delivery->activity->actor) != 0) {
        atomic_fetch_add(&delivery->fediverse->refused, 1);
        return say(delivery, 401, "signature: it is not of the actor who speaks");
    }
    if (!channel_ledger_waiting_for(delivery->fediverse->host, "take", delivery->host, FEDIVERSE_WAITING_OF, &waiting,
                                    error))
        return FALSE;
    if (waiting >= FEDIVERSE_WAITING_OF) /* it hands in more than it can answer our questions about */
        return later(delivery, 429, CLOCK_MINUTE);
    renew(delivery, key);
    return put_down_known(delivery, error) && taken(delivery);
}

static gboolean
take_signed(const Delivery *delivery, GError **error)
{
    g_autoptr(FediverseKey) key = NULL;
    gint64 now = clock_now();

    if (!fediverse_key_find(delivery->fediverse, delivery->signature->key_id, &key, error))
        return FALSE;
    if (key == NULL || key->at + FEDIVERSE_KEY_GOOD < now)
        return take_unknown(delivery, error);
    if (http_signature_verify(delivery->signature, key->key))
        return take_known(delivery, key, error);
    if (key->at + FEDIVERSE_KEY_PAUSE < now) /* she may have another by now */
        return take_unknown(delivery, error);
    atomic_fetch_add(&delivery->fediverse->refused, 1);
    return say(delivery, 401, "signature: it does not fit the key, which has just been fetched");
}

/* ---- the route ---- */

static gboolean
take(Delivery *delivery, GError **error)
{
    g_autoptr(GError) wrong = NULL;
    gboolean dropped;
    gint64 wait = 0;

    if (!read_signature(delivery, &wrong))
        return refuse(delivery, 401, wrong);
    if (is_blocked(delivery->fediverse, delivery->host))
        return say(delivery, 403, "this server is blocked here");
    if (!admit(delivery, &wait))
        return later(delivery, 429, wait);
    if (!read_activity(delivery, &wrong))
        return refuse(delivery, 400, wrong);
    if (!is_of_host(delivery))
        return say(delivery, 401, "signature: it is of another server than the actor who speaks");
    if (!is_own_id(delivery))
        return say(delivery, 400, "activity: its id is of another server than its actor");
    if (!is_news_of_a_stranger(delivery, &dropped, error))
        return FALSE;
    return dropped ? drop(delivery) : take_signed(delivery, error);
}

static gboolean
find_inbox(Delivery *delivery)
{
    const char *name = http_request_parameter(delivery->request, "name");
    g_autoptr(GPtrArray) desks = fediverse_name_desks(delivery->fediverse);
    const Endpoint *desk = name != NULL ? fediverse_name_find(desks, name) : NULL;

    delivery->desk = desk != NULL ? fediverse_name_of(desk) : g_strdup("");
    return name == NULL || desk != NULL;
}

gboolean
fediverse_inbox_take(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(Delivery) delivery = { .fediverse = data, .request = request, .response = response };
    const char *type = http_request_header(request, "content-type");
    g_autoptr(GError) trouble = NULL;

    delivery.body = http_request_body(request, &delivery.length);
    if (!find_inbox(&delivery))
        return fediverse_not_found(error);
    if (type == NULL || !activity_is_type(type) || delivery.body == NULL)
        return say(&delivery, 415, "send application/activity+json");
    if (take(&delivery, &trouble))
        return TRUE;
    if (tribune_error_is_temporary(trouble))
        return later(&delivery, 503, 10 * CLOCK_SECOND);
    g_propagate_error(error, g_steal_pointer(&trouble));
    return FALSE;
}
