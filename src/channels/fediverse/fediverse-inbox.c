/* SPDX-License-Identifier: Apache-2.0 */
/* What other servers hand us. Nothing costs more than memory before it is known that who sends may: first the size, how
 * often its network was refused, whose key it names, whether that host is blocked and how often it comes; then what it
 * is and whether we have it; then the digest of the body, and at last the signature. It is durable before we say 202.
 *
 * Whose key we have is verified at once, and answered 401 when it is wrong. Whose key we do not have, or whose key may
 * have changed, is taken down as it is: the key is fetched later, by an errand, so that no server waits for another. */
#include <string.h>

#include "base/error.h"
#include "base/locale.h"
#include "base/text.h"
#include "channels/fediverse/fediverse-inbox-private.h"

static void
delivery_clear(Delivery *delivery)
{
    g_free(delivery->desk);
    http_signature_free(delivery->signature);
    activity_free(delivery->activity);
    g_free(delivery->host);
    g_free(delivery->network);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Delivery, delivery_clear)

/* ---- answers ---- */

gboolean
fediverse_inbox_say(const Delivery *delivery, guint status, const char *words)
{
    http_response_set_status(delivery->response, status);
    return http_response_json(delivery->response, json_pack("{s:s}", "error", words));
}

gboolean
fediverse_inbox_refuse(const Delivery *delivery, guint status, const GError *error)
{
    atomic_fetch_add(&delivery->fediverse->refused, 1);
    return fediverse_inbox_say(delivery, status, error->message);
}

gboolean
fediverse_inbox_later(const Delivery *delivery, guint status, gint64 wait)
{
    g_autofree char *seconds = g_strdup_printf("%" G_GINT64_FORMAT, wait / CLOCK_SECOND + 1);

    http_response_set_header(delivery->response, "Retry-After", seconds);
    return fediverse_inbox_say(delivery, status, "too much at once; come again");
}

gboolean
fediverse_inbox_taken(const Delivery *delivery)
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
    return g_strconcat(delivery->host, " ", delivery->network, NULL);
}

static gboolean
admit(const Delivery *delivery, gint64 *ret_wait)
{
    g_autofree char *key = key_of(delivery);

    return rate_limit_take(delivery->fediverse->peers, key, clock_now(), ret_wait);
}

/* What its headers say: the body is not looked at yet. */
static gboolean
read_signature(Delivery *delivery, GError **error)
{
    const SignedRequest signed_request = describe(delivery);

    delivery->signature = http_signature_read(&signed_request, error);
    if (delivery->signature == NULL)
        return FALSE;
    delivery->host = activity_host(delivery->signature->key_id);
    if (delivery->host != NULL)
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "signature: its keyId is not a URL");
    return FALSE;
}

/* What it covers and when it was made. */
static gboolean
check_head(const Delivery *delivery, GError **error)
{
    SignedRequest signed_request = describe(delivery);

    signed_request.body = NULL;
    return http_signature_check(delivery->signature, &signed_request, clock_now(), error);
}

static gboolean
check_body(const Delivery *delivery, GError **error)
{
    const SignedRequest signed_request = describe(delivery);

    return http_signature_check(delivery->signature, &signed_request, clock_now(), error);
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
    g_autofree char *key = key_of(delivery);
    gint64 wait = 0;

    if (!rate_limit_take(delivery->fediverse->farewells, delivery->network, clock_now(), &wait))
        return fediverse_inbox_later(delivery, 429, wait);
    rate_limit_give_back(delivery->fediverse->peers, key);
    return fediverse_inbox_taken(delivery);
}

/* ---- the route ---- */

static gboolean
take_new(const Delivery *delivery, GError **error)
{
    g_autoptr(GError) wrong = NULL;
    gboolean dropped, seen;

    if (!is_news_of_a_stranger(delivery, &dropped, error))
        return FALSE;
    if (dropped)
        return drop(delivery);
    if (!fediverse_prove_seen(delivery, &seen, error))
        return FALSE;
    if (seen)
        return fediverse_inbox_taken(delivery);
    return check_body(delivery, &wrong) ? fediverse_prove_take(delivery, error)
                                        : fediverse_inbox_refuse(delivery, 401, wrong);
}

/* What came to harm on its way may be sent again. */
static gboolean
refuse_unread(const Delivery *delivery, const GError *wrong)
{
    g_autoptr(GError) altered = NULL;

    return check_body(delivery, &altered) ? fediverse_inbox_refuse(delivery, 400, wrong)
                                          : fediverse_inbox_refuse(delivery, 401, altered);
}

static gboolean
take(Delivery *delivery, GError **error)
{
    g_autoptr(GError) wrong = NULL;
    gint64 wait = 0;

    if (!read_signature(delivery, &wrong))
        return fediverse_inbox_refuse(delivery, 401, wrong);
    if (is_blocked(delivery->fediverse, delivery->host))
        return fediverse_inbox_say(delivery, 403, "this server is blocked here");
    if (!admit(delivery, &wait))
        return fediverse_inbox_later(delivery, 429, wait);
    if (!check_head(delivery, &wrong))
        return fediverse_inbox_refuse(delivery, 401, wrong);
    if (!read_activity(delivery, &wrong))
        return refuse_unread(delivery, wrong);
    if (!is_of_host(delivery))
        return fediverse_inbox_say(delivery, 401, "signature: it is of another server than the actor who speaks");
    if (!is_own_id(delivery))
        return fediverse_inbox_say(delivery, 400, "activity: its id is of another server than its actor");
    return take_new(delivery, error);
}

/* Signatures that are wrong cost work, whatever server they name: each network has a number of them, and then nothing
 * of it is read for a while. */
static gboolean
take_from_network(Delivery *delivery, GError **error)
{
    RateLimit *refusals = delivery->fediverse->refusals;
    gint64 wait = 0;
    gboolean done;

    if (!rate_limit_take(refusals, delivery->network, clock_now(), &wait))
        return fediverse_inbox_later(delivery, 429, wait);
    done = take(delivery, error);
    if (!done || http_response_status(delivery->response) != 401)
        rate_limit_give_back(refusals, delivery->network);
    return done;
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
    delivery.network = rate_limit_network(http_request_client(request));
    if (!find_inbox(&delivery))
        return fediverse_not_found(error);
    if (type == NULL || !activity_is_type(type) || delivery.body == NULL)
        return fediverse_inbox_say(&delivery, 415, "send application/activity+json");
    if (take_from_network(&delivery, &trouble))
        return TRUE;
    if (tribune_error_is_temporary(trouble))
        return fediverse_inbox_later(&delivery, 503, 10 * CLOCK_SECOND);
    g_propagate_error(error, g_steal_pointer(&trouble));
    return FALSE;
}
