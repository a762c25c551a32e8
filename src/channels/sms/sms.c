/* SPDX-License-Identifier: Apache-2.0 */
/* channels/sms: text messages, in and out through a gateway. See docs/channels/sms.md. */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/locale.h"
#include "channels/sms/sms-private.h"

#define ANSWER_MAX (64 * 1024)
#define TAKERS     4 /* of what the relay kept, at once */

/* The house chose the gateway, wherever it stands. */
static const char *const ANYWHERE[] = { "0.0.0.0/0", "::/0", NULL };

static gboolean
open_numbers(Sms *sms, const Config *config, const char *group, GError **error)
{
    const char *price = config_text(config, group, "price");

    sms->written =
        (TelephonePlan){ config_text(config, group, "country"), config_text(config, group, "national-prefix"),
                         config_text(config, group, "international-prefix"), FALSE };
    sms->network = sms->written;
    sms->network.bare = TRUE;
    sms->max_parts = (guint)config_integer(config, group, "max-parts");
    sms->validity = (guint)config_integer(config, group, "validity");
    sms->stop_codes = g_strsplit_set(config_text(config, group, "stop-codes"), " ,", -1);
    sms->keeps_alerts = config_boolean(config, group, "alerts-after-stop");
    return sms_countries_parse(config_text(config, group, "countries"), &sms->countries, error) &&
           (price == NULL || sms_price_parse(price, &sms->price, error));
}

static gboolean
open_gateway(Sms *sms, const Config *config, const char *group, GError **error)
{
    FetchSettings settings = {
        .allowed = ANYWHERE, .user_agent = "Tribune", .max_size = ANSWER_MAX, .connect_timeout = 15 * CLOCK_SECOND
    };

    sms->url = config_text(config, group, "url");
    if (sms->url == NULL)
        return TRUE;
    if (!g_str_has_prefix(sms->url, "http://") && !g_str_has_prefix(sms->url, "https://")) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG, "url: expected http:// or https://");
        return FALSE;
    }
    sms->fetch = fetch_new(&settings, error);
    return sms->fetch != NULL;
}

/* The address that the gateway calls, when it can be made of what is known. */
static void
open_callback(Sms *sms, const Config *config, const char *group)
{
    const char *callback = config_text(config, group, "callback");
    g_autofree char *address = sms->listen == NULL ? NULL : netaddress_format(sms->listen);

    if (callback != NULL) {
        sms->callback = g_strdup(callback);
        while (g_str_has_suffix(sms->callback, "/"))
            sms->callback[strlen(sms->callback) - 1] = '\0';
    } else if (sms->listen != NULL && sms->listen->kind == NETADDRESS_TCP) {
        sms->callback = g_strconcat("http://", address, NULL);
    }
}

static void
open_relay(Sms *sms, const Config *config, const char *group)
{
    const NetAddress *relay = config_address(config, group, "relay");

    if (relay != NULL && sms->listen != NULL)
        sms->client = relayclient_new(&(RelayClientSettings){
            .relay = relay, .line = sms->host->name, .takers = TAKERS, .take = sms_take, .data = sms });
}

gpointer
sms_open(const SmsGateway *gateway, const ChannelHost *host, const Config *config, const char *group, GError **error)
{
    Sms *sms = g_new0(Sms, 1);

    sms->host = host;
    sms->gateway = gateway;
    sms->pace = sms_pace_new((guint)config_integer(config, group, "throughput"));
    sms->listen = config_address(config, group, "listen");
    open_relay(sms, config, group);
    open_callback(sms, config, group);
    if (open_numbers(sms, config, group, error) && open_gateway(sms, config, group, error))
        return sms;
    sms_close(sms);
    return NULL;
}

void
sms_close(gpointer channel)
{
    Sms *sms = channel;

    g_clear_pointer(&sms->fetch, fetch_free);
    g_clear_pointer(&sms->client, relayclient_free);
    g_clear_pointer(&sms->pace, sms_pace_free);
    g_free(sms->callback);
    g_strfreev(sms->stop_codes);
    g_strfreev(sms->countries);
    config_secret_free(sms->key);
    config_secret_free(sms->password);
    g_free(sms);
}

gboolean
sms_start(gpointer channel, GError **error)
{
    Sms *sms = channel;
    g_autofree char *address = sms->listen == NULL ? NULL : netaddress_format(sms->listen);
    HttpServerSettings settings = {
        .listen = address, .public_url = sms->callback, .connections = SMS_POSTS_MAX, .waiting = SMS_POSTS_MAX
    };
    HttpFace face = { .routes = sms->gateway->routes, .route_count = sms->gateway->route_count, .data = &sms->inlet };

    if (sms->listen == NULL)
        return TRUE;
    if (sms->client != NULL) {
        relayclient_start(sms->client);
        return TRUE;
    }
    sms->inlet = (SmsInlet){ .key = sms->key, .keep = sms_keep, .data = sms };
    sms->server = http_server_new(&settings, error);
    if (sms->server == NULL)
        return FALSE;
    http_server_add(sms->server, &face);
    return http_server_start(sms->server, error);
}

void
sms_stop(gpointer channel, gint64 grace)
{
    Sms *sms = channel;

    (void)grace;
    sms_pace_stop(sms->pace);
    g_clear_pointer(&sms->server, http_server_stop);
    if (sms->client != NULL)
        relayclient_stop(sms->client);
}

static const char *
describe_trouble(Sms *sms)
{
    if (atomic_load(&sms->unavowed))
        return SAY_NOOP("The gateway does not know us: look at user, password and number. Messages wait.");
    if (sms->client != NULL && relayclient_connections(sms->client) == 0)
        return SAY_NOOP(
            "The relay does not answer: start `tribune relay`. It keeps what the gateway posts, if it runs.");
    if (atomic_load(&sms->unreachable_since) != 0)
        return SAY_NOOP("The gateway does not answer. Messages wait and are sent when it is back.");
    return NULL;
}

void
sms_health(gpointer channel, ChannelHealth *ret)
{
    Sms *sms = channel;
    const char *trouble = describe_trouble(sms);

    *ret = (ChannelHealth){
        .state = trouble != NULL ? HEALTH_DEGRADED : HEALTH_UP,
        .words = g_strdup(trouble),
        .received = atomic_load(&sms->received),
        .refused = atomic_load(&sms->refused),
        .sent = atomic_load(&sms->sent),
        .failed = atomic_load(&sms->failed),
    };
}

void
sms_set_stopped(Attempt *ret, const char *code, const char *remote)
{
    attempt_set(ret, OUTCOME_REFUSED, code,
                SAY_NOOP("The gateway delivers nothing of ours there: whoever reads it wants that. It counts as "
                         "STOP."),
                remote);
    ret->stopped = TRUE;
}

static void
count(Sms *sms, Outcome outcome)
{
    if (outcome == OUTCOME_ACCEPTED)
        atomic_fetch_add(&sms->sent, 1);
    else if (outcome != OUTCOME_RETRY)
        atomic_fetch_add(&sms->failed, 1);
}

void
sms_send_order(Sms *sms, const SmsOrder *order, guint parts, gint64 deadline, Attempt *ret)
{
    if (sms->fetch == NULL)
        attempt_set(ret, OUTCOME_RETRY, "url", SAY_NOOP("No gateway is set up to send text messages."), "");
    else if (!sms_pace_wait(sms->pace, order->from, parts, deadline))
        attempt_set(ret, OUTCOME_RETRY, "throughput",
                    SAY_NOOP("More waits than this number may send; its turn comes later."), "");
    else
        sms->gateway->send(sms, order, deadline, ret);
    count(sms, ret->outcome);
}

void
sms_send(gpointer channel, const Outgoing *outgoing, const Rendering *rendering, gint64 deadline, Attempt *ret)
{
    Sms *sms = channel;
    SmsAbout about = { .delivery = outgoing->delivery };
    g_autofree char *to = telephone_dial(outgoing->recipient), *from = telephone_dial(outgoing->endpoint),
                    *reference = sms_report_token(sms, &about);
    SmsOrder order = { from, to, rendering->text, reference, reference };

    if (outgoing->kind == RELEASE_CODE && !sms_countries_have(sms->countries, outgoing->recipient)) {
        attempt_set(ret, OUTCOME_REFUSED, "country",
                    SAY_NOOP("Codes by text message do not go to the country of this number."), "");
        count(sms, ret->outcome);
        return;
    }
    if (to != NULL && from != NULL && !sms->host->is_endpoint(sms->host, outgoing->recipient)) {
        sms_send_order(sms, &order, rendering->units, deadline, ret);
        return;
    }
    if (to == NULL || from == NULL)
        attempt_set(ret, OUTCOME_REFUSED, "number", SAY_NOOP("This is not a telephone number."), "");
    else
        attempt_set(ret, OUTCOME_LOOPED, "loop", SAY_NOOP("This is an address of our own."), "");
    count(sms, ret->outcome);
}

gboolean
sms_keeps_alerts(gpointer channel)
{
    const Sms *sms = channel;

    return sms->keeps_alerts;
}

gboolean
sms_admit(gpointer channel, const char *recipient, GError **error)
{
    const Sms *sms = channel;

    if (sms_countries_have(sms->countries, recipient))
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                        SAY_NOOP("we send no codes and no news by text message to the country of this number; use "
                                 "another number, or a mail address"));
    return FALSE;
}

char *
sms_resolve(gpointer channel, const char *text, GError **error)
{
    const Sms *sms = channel;
    g_autofree char *trimmed = g_strstrip(g_strdup(text));

    return telephone_parse(trimmed, &sms->written, error);
}
