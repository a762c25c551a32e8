/* SPDX-License-Identifier: Apache-2.0 */
/* Asking for newsletters, and saying yes. */
#include "mediation/subscribing/subscribing.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "mediation/subscribing/subscribing-private.h"
#include "store/event-store.h"
#include "store/heeding-store.h"
#include "store/subscription-store.h"
#include "store/topic-store.h"

#define SOURCES   4096
#define EVERYBODY "everybody"

/* ---- the whole ---- */

static RateLimit *
limit_new(guint tries, gint64 window)
{
    return rate_limit_new(&(RateLimitRule){ .tries = tries, .window = window, .at_once = tries, .keys = SOURCES });
}

Subscribing *
subscribing_new(Mediation *mediation, const SubscribingSettings *settings)
{
    Subscribing *subscribing = g_new0(Subscribing, 1);

    subscribing->mediation = mediation;
    subscribing->settings = *settings;
    subscribing->from = g_strdup(settings->from);
    subscribing->settings.from = subscribing->from;
    subscribing->by_source = limit_new(SUBSCRIBING_FORMS_MAX, CLOCK_HOUR);
    subscribing->in_all = limit_new(SUBSCRIBING_FORMS_ALL, CLOCK_HOUR);
    subscribing->in_short = limit_new(SUBSCRIBING_FORMS_SHORT, CLOCK_HOUR);
    return subscribing;
}

void
subscribing_free(Subscribing *subscribing)
{
    rate_limit_free(subscribing->by_source);
    rate_limit_free(subscribing->in_all);
    rate_limit_free(subscribing->in_short);
    memset(subscribing->settings.secret, 0, DIGEST_SIZE);
    g_free(subscribing->from);
    g_free(subscribing);
}

const SubscribingSettings *
subscribing_settings(const Subscribing *subscribing)
{
    return &subscribing->settings;
}

/* ---- what is asked for ---- */

Digest
subscribing_hash(const Subscribing *subscribing, const char *uri)
{
    g_autofree char *folded = g_ascii_strdown(uri, -1), *text = g_strconcat("a", folded, NULL);

    return digest_hmac(subscribing->settings.secret, DIGEST_SIZE, text, strlen(text));
}

/* By the first kind of address that it is. */
char *
subscribing_resolve(const Mediation *mediation, const char *address, GError **error)
{
    g_autoptr(GPtrArray) schemes = subscribing_schemes(mediation);
    g_autofree char *uri = NULL;

    if (schemes->len == 0) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "there are no newsletters here");
        return NULL;
    }
    for (guint i = 0; i < schemes->len && uri == NULL; i++) {
        g_auto(SubscribingSender) sender = { 0 };

        if (!subscribing_sender(mediation, g_ptr_array_index(schemes, i), &sender))
            continue;
        uri = sender.channel->driver->resolve(sender.channel->handle, address,
                                              error != NULL && *error == NULL ? error : NULL);
        if (uri != NULL)
            g_clear_error(error);
        if (uri != NULL && directory_is_endpoint(mediation->directory, sender.channel->name, uri)) {
            g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                                SAY_NOOP("this is an address of our own; use yours"));
            return NULL;
        }
    }
    return g_steal_pointer(&uri);
}

gboolean
subscribing_admit(const Mediation *mediation, const char *uri, GError **error)
{
    char scheme[SUBSCRIBER_SCHEME_SIZE];
    g_auto(SubscribingSender) sender = { 0 };

    subscribing_scheme_of(uri, scheme);
    return !subscribing_sender(mediation, scheme, &sender) || channels_admit(sender.channel, uri, error);
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
    gboolean by_code;
    const char *code; /* as typed */
    gboolean wrong;   /* it is another one */
    SubscriberId subscriber;
} Asking;

/* Where a link is long and a code is short: TRUE, and who sends it. */
static gboolean
find_code_sender(const Mediation *mediation, const char *uri, SubscribingSender *ret)
{
    char scheme[SUBSCRIBER_SCHEME_SIZE];

    subscribing_scheme_of(uri, scheme);
    return subscribing_sender(mediation, scheme, ret) && subscribing_is_short(ret->channel);
}

/* Over the limit nothing is sent, nor to who wants nothing, and the answer is the same. */
static gboolean
ask(DbSession *session, gpointer data, GError **error)
{
    Asking *asking = data;
    g_autoptr(SubscriptionWish) clean = subscribing_clean(asking->mediation, session, asking->wish, error);
    gboolean stopped;
    guint before;

    if (clean == NULL ||
        !subscription_store_count(session, &asking->request.hash, asking->request.created - CLOCK_DAY, &before,
                                  error) ||
        !heeding_store_is_stopped(session, &asking->request.hash, &stopped, error))
        return FALSE;
    if (before >= SUBSCRIBING_MAILS_MAX || stopped)
        return TRUE;
    if (asking->by_code)
        clean->frequency = FREQUENCY_ONCE;
    asking->request.wish = clean;
    return subscription_store_insert(session, &asking->request, error) &&
           work_add(session, WORK_SUBSCRIPTION, asking->request.id, asking->request.created, error);
}

static gboolean
admit(Subscribing *subscribing, const char *client, gboolean by_code, GError **error)
{
    g_autofree char *network = rate_limit_network(client);
    RateLimit *in_all = by_code ? subscribing->in_short : subscribing->in_all;
    gint64 now = clock_now();

    if (rate_limit_take(subscribing->by_source, network, now, NULL)) {
        if (rate_limit_take(in_all, EVERYBODY, now, NULL))
            return TRUE;
        rate_limit_give_back(subscribing->by_source, network);
    }
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY,
                        SAY_NOOP("too many forms came in from where you are; try again in an hour"));
    return FALSE;
}

gboolean
subscribing_ask(Mediation *mediation, const Actor *actor, const char *address, const SubscriptionWish *wish,
                const char *client, char **ret_form, GError **error)
{
    g_autofree char *uri = subscribing_resolve(mediation, address, error);
    g_auto(SubscribingSender) sender = { 0 };
    Asking asking = { .mediation = mediation, .actor = actor, .wish = wish };
    char form[CIRCULAR_TOKEN_LENGTH + 1];
    gboolean done;

    if (uri == NULL || !subscribing_admit(mediation, uri, error))
        return FALSE;
    asking.by_code = find_code_sender(mediation, uri, &sender);
    if (!admit(mediation->subscribing, client, asking.by_code, error))
        return FALSE;
    asking.request.asked_from = asking.by_code ? sender.endpoint : NULL;
    asking.request.id = id_next();
    asking.request.created = clock_now();
    asking.request.hash = subscribing_hash(mediation->subscribing, uri);
    if (!subscriber_store_seal(mediation->store, uri, &asking.request.sealed, &asking.request.secret_key, error))
        return FALSE;
    done = store_write(mediation->store, ask, &asking, error);
    g_bytes_unref(asking.request.sealed);
    if (done && mediation->work != NULL)
        work_wake(mediation->work, WORK_SUBSCRIPTION);
    if (done && ret_form != NULL) {
        subscribing_make_link(mediation->subscribing, LINK_CODE, asking.request.id, form);
        *ret_form = asking.by_code ? g_strdup(form) : NULL;
    }
    return done;
}

/* ---- saying yes ---- */

static SubscriptionRequest *
load_request(const Asking *asking, DbSession *session, GError **error)
{
    g_autoptr(SubscriptionRequest) request = NULL;

    if (!subscription_store_load(session, asking->id, &request, error))
        return NULL;
    if (request != NULL && request->created + SUBSCRIBING_PATIENCE >= clock_now())
        return g_steal_pointer(&request);
    subscribing_not_found(error);
    return NULL;
}

static gboolean
check_request(DbSession *session, gpointer data, GError **error)
{
    g_autoptr(SubscriptionRequest) request = load_request(data, session, error);

    return request != NULL;
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
gboolean
subscribing_accept(const Mediation *mediation, DbSession *session, const Actor *actor,
                   const SubscriptionRequest *request, SubscriberId *ret, GError **error)
{
    g_autoptr(SubscriberRow) known = NULL;
    SubscriberRow row = { .state = SUBSCRIBER_ACTIVE };
    g_autofree char *uri = NULL;

    if (!subscriber_store_find(session, &request->hash, &known, error))
        return FALSE;
    row.id.value = known != NULL ? known->id.value : request->id;
    *ret = row.id;
    if (known != NULL && is_from(known, request))
        return subscription_store_accept(session, request->id, error);
    row.hash = request->hash;
    g_strlcpy(row.language, request->wish->language, sizeof row.language);
    row.frequency = request->wish->frequency;
    row.sealed = request->sealed;
    row.secret_key = request->secret_key;
    uri = subscriber_store_address(mediation->store, session, &row, error);
    if (uri == NULL)
        return FALSE;
    subscribing_scheme_of(uri, row.scheme);
    row.changed = clock_now();
    row.confirmed = known != NULL && known->state == SUBSCRIBER_ACTIVE ? known->confirmed : row.changed;
    return subscriber_store_insert(session, &row, request->wish->topics, error) &&
           subscription_store_accept(session, request->id, error) &&
           subscribing_record(mediation, session, actor, row.id, "confirmed", "", error);
}

static gboolean
confirm(DbSession *session, gpointer data, GError **error)
{
    Asking *asking = data;
    g_autoptr(SubscriptionRequest) request = load_request(asking, session, error);

    return request != NULL &&
           subscribing_accept(asking->mediation, session, asking->actor, request, &asking->subscriber, error);
}

static char *
own_token(const Asking *asking)
{
    char own[CIRCULAR_TOKEN_LENGTH + 1];

    subscribing_token(asking->mediation->subscribing, asking->subscriber, own);
    return g_strdup(own);
}

gboolean
subscribing_confirm(Mediation *mediation, const Actor *actor, const char *token, char **ret_token, GError **error)
{
    Asking asking = { .mediation = mediation, .actor = actor };

    if (!subscribing_read_link(mediation->subscribing, LINK_CONFIRM, token, &asking.id, error) ||
        !store_write(mediation->store, confirm, &asking, error))
        return FALSE;
    *ret_token = own_token(&asking);
    return TRUE;
}

/* Compared as digests: in constant time. */
static gboolean
is_code(const Subscribing *subscribing, gint64 id, const char *typed)
{
    char expected[SUBSCRIBING_CODE_DIGITS + 1];
    g_autoptr(GString) digits = g_string_new(NULL);
    Digest a, b;

    for (const char *at = typed; *at != '\0' && digits->len <= SUBSCRIBING_CODE_DIGITS; at++)
        if (!g_ascii_isspace(*at) && *at != '-')
            g_string_append_c(digits, *at);
    subscribing_make_code(subscribing, id, expected);
    a = digest_sha256(expected, strlen(expected));
    b = digest_sha256(digits->str, digits->len);
    return digest_equal(&a, &b);
}

/* Who had a subscription already was sent no code, but where she finds it: no code opens that. */
static gboolean
was_sent(DbSession *session, const SubscriptionRequest *request, gboolean *ret, GError **error)
{
    g_autoptr(SubscriberRow) known = NULL;

    if (!subscriber_store_find(session, &request->hash, &known, error))
        return FALSE;
    *ret = known == NULL || known->state != SUBSCRIBER_ACTIVE || known->confirmed > request->created ||
           is_from(known, request);
    return TRUE;
}

/* A wrong code is no failure of the transaction: the try counts. */
static gboolean
confirm_by_code(DbSession *session, gpointer data, GError **error)
{
    Asking *asking = data;
    g_autoptr(SubscriptionRequest) request = load_request(asking, session, error);
    gboolean allowed, sent;

    if (request == NULL || !subscription_store_try(session, asking->id, SUBSCRIBING_CODE_TRIES, &allowed, error) ||
        !was_sent(session, request, &sent, error))
        return FALSE;
    if (!allowed)
        return subscribing_not_found(error);
    asking->wrong = !sent || !is_code(asking->mediation->subscribing, asking->id, asking->code);
    return asking->wrong ||
           subscribing_accept(asking->mediation, session, asking->actor, request, &asking->subscriber, error);
}

gboolean
subscribing_confirm_code(Mediation *mediation, const Actor *actor, const char *form, const char *code, char **ret_token,
                         GError **error)
{
    Asking asking = { .mediation = mediation, .actor = actor, .code = code };

    if (!subscribing_read_link(mediation->subscribing, LINK_CODE, form, &asking.id, error) ||
        !store_write(mediation->store, confirm_by_code, &asking, error))
        return FALSE;
    if (asking.wrong) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, SAY_NOOP("that is not the code that we sent"));
        return FALSE;
    }
    *ret_token = own_token(&asking);
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
