/* SPDX-License-Identifier: Apache-2.0 */
/* Asking for newsletters, and saying yes. */
#include "mediation/subscribing.h"

#include <string.h>

#include "base/clock.h"
#include "base/encode.h"
#include "base/error.h"
#include "base/id.h"
#include "mediation/subscribing-private.h"
#include "store/event-store.h"
#include "store/subscription-store.h"
#include "store/topic-store.h"

#define SOURCES   4096
#define MAC_BYTES 10 /* 16 characters */
#define EVERYBODY "everybody"

/* ---- the whole ---- */

static RateLimit *
limit_new(guint tries)
{
    return rate_limit_new(&(RateLimitRule){ .tries = tries, .window = CLOCK_HOUR, .at_once = tries, .keys = SOURCES });
}

Subscribing *
subscribing_new(Mediation *mediation, const SubscribingSettings *settings)
{
    Subscribing *subscribing = g_new0(Subscribing, 1);

    subscribing->mediation = mediation;
    subscribing->settings = *settings;
    subscribing->from = g_strdup(settings->from);
    subscribing->settings.from = subscribing->from;
    subscribing->by_source = limit_new(SUBSCRIBING_FORMS_MAX);
    subscribing->in_all = limit_new(SUBSCRIBING_FORMS_ALL);
    return subscribing;
}

void
subscribing_free(Subscribing *subscribing)
{
    rate_limit_free(subscribing->by_source);
    rate_limit_free(subscribing->in_all);
    memset(subscribing->settings.secret, 0, DIGEST_SIZE);
    g_free(subscribing->from);
    g_free(subscribing);
}

const SubscribingSettings *
subscribing_settings(const Subscribing *subscribing)
{
    return &subscribing->settings;
}

void
subscribing_sender_clear(SubscribingSender *sender)
{
    g_clear_pointer(&sender->endpoint, g_free);
    g_clear_pointer(&sender->name, g_free);
}

static const Endpoint *
find_endpoint(const Mediation *mediation, const DirectorySnapshot *snapshot, const Channel *channel)
{
    const char *from = mediation->subscribing->settings.from;
    g_autofree char *uri = from != NULL ? channel->driver->resolve(channel->handle, from, NULL) : NULL;

    if (from == NULL)
        return directory_endpoint_for(snapshot, channel->name, (UnitId){ 0 });
    return uri != NULL ? directory_find_endpoint(snapshot, channel->name, uri) : NULL;
}

gboolean
subscribing_sender(const Mediation *mediation, SubscribingSender *ret)
{
    g_autoptr(DirectorySnapshot) snapshot = NULL;
    const Channel *channel;
    const Endpoint *endpoint;

    if (mediation->subscribing == NULL || mediation->portal_url == NULL || mediation->channels == NULL)
        return FALSE;
    channel = channels_able(mediation->channels, CHANNEL_CIRCULARS);
    if (channel == NULL)
        return FALSE;
    snapshot = directory_snapshot(mediation->directory);
    endpoint = find_endpoint(mediation, snapshot, channel);
    if (endpoint == NULL)
        return FALSE;
    *ret = (SubscribingSender){ channel, g_strdup(endpoint->uri), g_strdup(mediation->authority) };
    return TRUE;
}

gboolean
subscribing_is_on(const Mediation *mediation)
{
    g_auto(SubscribingSender) sender = { 0 };

    return subscribing_sender(mediation, &sender);
}

/* ---- links ---- */

void
subscribing_make_link(const Subscribing *subscribing, SubscribingLink link, gint64 id,
                      char out[CIRCULAR_TOKEN_LENGTH + 1])
{
    char text[ID_TEXT_SIZE + 1];
    g_autofree char *mac = NULL;
    Digest digest;

    G_STATIC_ASSERT(ID_TEXT_SIZE + 16 == CIRCULAR_TOKEN_LENGTH);
    text[0] = (char)link;
    id_format(id, text + 1);
    digest = digest_hmac(subscribing->settings.secret, DIGEST_SIZE, text, strlen(text));
    mac = encode_base32(digest.bytes, MAC_BYTES);
    g_snprintf(out, CIRCULAR_TOKEN_LENGTH + 1, "%s-%s", text + 1, mac);
}

gboolean
subscribing_not_found(GError **error)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND,
                        SAY_NOOP("this link opens nothing, or not any more"));
    return FALSE;
}

/* Compared as digests: in constant time. */
gboolean
subscribing_read_link(const Subscribing *subscribing, SubscribingLink link, const char *token, gint64 *ret,
                      GError **error)
{
    g_autofree char *folded = g_ascii_strdown(token, -1), *id = NULL;
    char expected[CIRCULAR_TOKEN_LENGTH + 1];
    Digest a, b;

    if (strlen(folded) != CIRCULAR_TOKEN_LENGTH)
        return subscribing_not_found(error);
    id = g_strndup(folded, ID_TEXT_SIZE - 1);
    if (!id_parse(id, ret))
        return subscribing_not_found(error);
    subscribing_make_link(subscribing, link, *ret, expected);
    a = digest_sha256(expected, CIRCULAR_TOKEN_LENGTH);
    b = digest_sha256(folded, CIRCULAR_TOKEN_LENGTH);
    return digest_equal(&a, &b) || subscribing_not_found(error);
}

void
subscribing_token(const Subscribing *subscribing, SubscriberId id, char out[CIRCULAR_TOKEN_LENGTH + 1])
{
    subscribing_make_link(subscribing, LINK_OWN, id.value, out);
}

/* ---- what is asked for ---- */

Digest
subscribing_hash(const Subscribing *subscribing, const char *uri)
{
    g_autofree char *folded = g_ascii_strdown(uri, -1), *text = g_strconcat("a", folded, NULL);

    return digest_hmac(subscribing->settings.secret, DIGEST_SIZE, text, strlen(text));
}

char *
subscribing_resolve(const Mediation *mediation, const char *address, GError **error)
{
    g_auto(SubscribingSender) sender = { 0 };
    g_autofree char *uri = NULL;

    if (!subscribing_sender(mediation, &sender)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "there are no newsletters here");
        return NULL;
    }
    uri = sender.channel->driver->resolve(sender.channel->handle, address, error);
    if (uri != NULL && directory_is_endpoint(mediation->directory, sender.channel->name, uri)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                            SAY_NOOP("this is an address of our own; use yours"));
        return NULL;
    }
    return g_steal_pointer(&uri);
}

static gboolean
is_offered(const GPtrArray *topics, const char *code)
{
    if (strcmp(code, PLACE_ALL) == 0 || strcmp(code, PLACE_ALERTS) == 0)
        return TRUE;
    for (guint i = 0; i < topics->len; i++) {
        const TopicRow *topic = g_ptr_array_index(topics, i);

        if (!topic->closed && strcmp(topic->code, code) == 0)
            return TRUE;
    }
    return FALSE;
}

SubscriptionWish *
subscribing_clean(const Mediation *mediation, DbSession *session, const SubscriptionWish *wish, GError **error)
{
    g_autoptr(GPtrArray) topics = topic_store_list(session, error);
    const char *language = locale_tag(locales_find(mediation->locales, wish->language));
    g_autoptr(SubscriptionWish) clean = subscription_wish_new(language, wish->frequency);

    for (guint i = 0; topics != NULL && i < wish->topics->len; i++) {
        const char *code = g_ptr_array_index(wish->topics, i);

        if (is_offered(topics, code) && !subscription_wish_has(clean, code))
            g_ptr_array_add(clean->topics, g_strdup(code));
    }
    if (topics == NULL)
        return NULL;
    if (clean->topics->len > 0 && clean->topics->len <= SUBSCRIBER_TOPICS_MAX)
        return g_steal_pointer(&clean);
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT,
                        clean->topics->len == 0 ? SAY_NOOP("choose at least one topic")
                                                : SAY_NOOP("choose at most 50 topics"));
    return NULL;
}

typedef struct {
    Mediation *mediation;
    const Actor *actor;
    const SubscriptionWish *wish;
    SubscriptionRequest request; /* its wish is made in the transaction */
    gint64 id;
    SubscriberId subscriber;
} Asking;

/* Over the limit nothing is sent, and the answer is the same. */
static gboolean
ask(DbSession *session, gpointer data, GError **error)
{
    Asking *asking = data;
    g_autoptr(SubscriptionWish) clean = subscribing_clean(asking->mediation, session, asking->wish, error);
    guint before;

    if (clean == NULL ||
        !subscription_store_count(session, &asking->request.hash, asking->request.created - CLOCK_DAY, &before, error))
        return FALSE;
    if (before >= SUBSCRIBING_MAILS_MAX)
        return TRUE;
    asking->request.wish = clean;
    return subscription_store_insert(session, &asking->request, error) &&
           work_add(session, WORK_SUBSCRIPTION, asking->request.id, asking->request.created, error);
}

static gboolean
admit(Subscribing *subscribing, const char *client, GError **error)
{
    g_autofree char *network = rate_limit_network(client);
    gint64 now = clock_now();

    if (rate_limit_take(subscribing->by_source, network, now, NULL)) {
        if (rate_limit_take(subscribing->in_all, EVERYBODY, now, NULL))
            return TRUE;
        rate_limit_give_back(subscribing->by_source, network);
    }
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY,
                        SAY_NOOP("too many forms came in from where you are; try again in an hour"));
    return FALSE;
}

gboolean
subscribing_ask(Mediation *mediation, const Actor *actor, const char *address, const SubscriptionWish *wish,
                const char *client, GError **error)
{
    g_autofree char *uri = subscribing_resolve(mediation, address, error);
    Asking asking = { .mediation = mediation, .actor = actor, .wish = wish };
    gboolean done;

    if (uri == NULL || !admit(mediation->subscribing, client, error))
        return FALSE;
    asking.request.id = id_next();
    asking.request.created = clock_now();
    asking.request.hash = subscribing_hash(mediation->subscribing, uri);
    if (!subscriber_store_seal(mediation->store, uri, &asking.request.sealed, &asking.request.secret_key, error))
        return FALSE;
    done = store_write(mediation->store, ask, &asking, error);
    g_bytes_unref(asking.request.sealed);
    if (done && mediation->work != NULL)
        work_wake(mediation->work, WORK_SUBSCRIPTION);
    return done;
}

/* ---- saying yes ---- */

static gboolean
load_request(const Asking *asking, DbSession *session, SubscriptionRequest **ret, GError **error)
{
    g_autoptr(SubscriptionRequest) request = NULL;

    if (!subscription_store_load(session, asking->id, &request, error))
        return FALSE;
    if (request == NULL || request->created + SUBSCRIBING_PATIENCE < clock_now())
        return subscribing_not_found(error);
    *ret = g_steal_pointer(&request);
    return TRUE;
}

static gboolean
check_request(DbSession *session, gpointer data, GError **error)
{
    g_autoptr(SubscriptionRequest) request = NULL;

    return load_request(data, session, &request, error);
}

gboolean
subscribing_check_request(Mediation *mediation, const Actor *actor, const char *token, GError **error)
{
    Asking asking = { .mediation = mediation, .actor = actor };

    return subscribing_read_link(mediation->subscribing, LINK_CONFIRM, token, &asking.id, error) &&
           store_read(mediation->store, check_request, &asking, error);
}

/* Each request is sealed with a secret of its own: what is sealed tells which one the subscriber came from. */
static gboolean
is_from(const SubscriberRow *row, const SubscriptionRequest *request)
{
    return row->state == SUBSCRIBER_ACTIVE && row->secret_key == request->secret_key &&
           g_bytes_equal(row->sealed, request->sealed);
}

/* Pressed twice, it is the same yes. Whoever had a subscription in the meantime, by another mail, changes it by saying
 * yes to this one. Whoever had one at all keeps its id: the links in older mails, and what comes back of them, are
 * about it still. */
static gboolean
confirm(DbSession *session, gpointer data, GError **error)
{
    Asking *asking = data;
    g_autoptr(SubscriptionRequest) request = NULL;
    g_autoptr(SubscriberRow) known = NULL;
    SubscriberRow row = { .state = SUBSCRIBER_ACTIVE };

    if (!load_request(asking, session, &request, error) ||
        !subscriber_store_find(session, &request->hash, &known, error))
        return FALSE;
    row.id.value = known != NULL ? known->id.value : asking->id;
    asking->subscriber = row.id;
    if (known != NULL && is_from(known, request))
        return TRUE;
    row.hash = request->hash;
    g_strlcpy(row.language, request->wish->language, sizeof row.language);
    row.frequency = request->wish->frequency;
    row.sealed = request->sealed;
    row.secret_key = request->secret_key;
    row.changed = clock_now();
    row.confirmed = known != NULL && known->state == SUBSCRIBER_ACTIVE ? known->confirmed : row.changed;
    return subscriber_store_insert(session, &row, request->wish->topics, error) &&
           subscribing_record(asking->mediation, session, asking->actor, row.id, "confirmed", "", error);
}

gboolean
subscribing_confirm(Mediation *mediation, const Actor *actor, const char *token, char **ret_token, GError **error)
{
    Asking asking = { .mediation = mediation, .actor = actor };
    char own[CIRCULAR_TOKEN_LENGTH + 1];

    if (!subscribing_read_link(mediation->subscribing, LINK_CONFIRM, token, &asking.id, error) ||
        !store_write(mediation->store, confirm, &asking, error))
        return FALSE;
    subscribing_token(mediation->subscribing, asking.subscriber, own);
    *ret_token = g_strdup(own);
    return TRUE;
}

gboolean
subscribing_record(const Mediation *mediation, DbSession *session, const Actor *actor, SubscriberId id,
                   const char *change, const char *why, GError **error)
{
    json_t *detail = json_pack("{s:s, s:s}", "change", change, "why", why);
    gboolean done = event_append(
        mediation->store, session,
        &(EventDraft){ .kind = EVENT_SUBSCRIBER_CHANGED, .actor = actor, .subject = id.value, .detail = detail }, NULL,
        error);

    json_decref(detail);
    return done;
}
