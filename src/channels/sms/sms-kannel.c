/* SPDX-License-Identifier: Apache-2.0 */
/* Kannel: its smsbox posts to us what comes in, and calls us when it knows what became of ours; sendsms takes ours. */
#include <sodium.h>
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/locale.h"
#include "base/text.h"
#include "channels/sms/sms-private.h"
#include "wire/kannel.h"

#define RAW_TYPE "message/x-kannel" /* wire/kannel.h: fields and body */

static const ConfigKey SETTINGS[] = {
    SMS_SETTINGS,
    { "key-file", CONFIG_PATH, NULL,
      .help = "File with the key that stands in Kannel's post-url (key=…); needed to take messages in." },
    { "user", CONFIG_TEXT, "tribune", .help = "Of Kannel's group sendsms-user." },
    { "password-file", CONFIG_PATH, NULL, .help = "File with that user's password; needed to send." },
    { "smsc", CONFIG_TEXT, NULL, .help = "The smsc-id to send through; unset: as Kannel routes." },
    {},
};

/* ---- in ---- */

/* An item is a letter and what it says: a message's block, or a report's token, type and words, a line each. */
#define ITEM_MESSAGE 'm'
#define ITEM_REPORT  'r'

static MessageDraft *
parse(gpointer channel, GBytes *raw, const char *sender, const char *recipient, GError **error)
{
    const Sms *sms = channel;
    g_autoptr(KannelMessage) read = kannel_block_parse(raw, error);
    g_autofree char *time = NULL;
    SmsMessage message;

    (void)sender;
    if (read == NULL)
        return NULL;
    /* Else the second "Yes" of somebody would be taken for the first. */
    if (*read->id == '\0' && read->sent == 0) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                            "this text message has neither an id nor the time when it was sent, so nobody could tell "
                            "it from one that says the same; put id=%I into post-url");
        return NULL;
    }
    time = g_strdup_printf("%" G_GINT64_FORMAT, read->sent);
    message = (SmsMessage){ .sender = read->from,
                            .recipient = *read->to != '\0' ? read->to : recipient,
                            .text = read->binary ? NULL : read->text,
                            .id = read->id,
                            .named = *read->id != '\0' ? read->id : time,
                            .type = RAW_TYPE,
                            .raw = raw,
                            .bytes = read->body,
                            .sent = read->sent };
    return sms_make_draft(sms, &message, error);
}

/* d=TOKEN proves that it is one of ours. */
static gboolean
read_report(const Sms *sms, const char *text, gsize length, SmsItem *ret, GError **error)
{
    static const ReportKind KINDS[] = { [KANNEL_REPORT_DELIVERED] = REPORT_DELIVERED,
                                        [KANNEL_REPORT_FAILED] = REPORT_FAILED,
                                        [KANNEL_REPORT_REFUSED] = REPORT_FAILED };
    g_autofree char *whole = g_strndup(text, length);
    g_auto(GStrv) lines = g_strsplit(whole, "\n", 3);
    KannelReport found;

    if (g_strv_length(lines) != 3 || !sms_report_read(sms, lines[0], &ret->about) ||
        !kannel_report_read(lines[1], &found)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "there is no such message");
        return FALSE;
    }
    if (found == KANNEL_REPORT_NONE)
        return TRUE;
    ret->reports = TRUE;
    ret->kind = KINDS[found];
    if (found != KANNEL_REPORT_DELIVERED) {
        g_autofree char *code = kannel_report_code(lines[2]);

        ret->kind = sms_report_stops(sms, code)        ? REPORT_STOPPED
                    : kannel_report_is_final(lines[2]) ? REPORT_GONE
                                                       : ret->kind;
    }
    ret->code = g_strdup(lines[1]);
    ret->words = text_one_line(lines[2], strlen(lines[2]), 200);
    return TRUE;
}

static gboolean
read_item(const Sms *sms, GBytes *item, SmsItem *ret, GError **error)
{
    gsize length;
    const char *bytes = g_bytes_get_data(item, &length);
    g_autoptr(GBytes) block = NULL;

    if (length > 0 && *bytes == ITEM_REPORT)
        return read_report(sms, bytes + 1, length - 1, ret, error);
    if (length == 0 || *bytes != ITEM_MESSAGE) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "this is nothing that Kannel posted");
        return FALSE;
    }
    block = g_bytes_new_from_bytes(item, 1, length - 1);
    ret->draft = parse((gpointer)sms, block, "", "", error);
    return ret->draft != NULL;
}

static gboolean
check_key(const SmsInlet *inlet, HttpRequest *request, GError **error)
{
    const char *key = http_request_query(request, "key");

    if (key != NULL && inlet->key != NULL && strlen(key) == strlen(inlet->key) &&
        sodium_memcmp(key, inlet->key, strlen(key)) == 0)
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN, "the key is missing or wrong");
    return FALSE;
}

/* Kannel's own id for it stands in the query, the rest in fields. */
static GBytes *
make_message(HttpRequest *request)
{
    const char *values[16] = { NULL };
    gsize length = 0, size;
    const char *body = http_request_body(request, &length);
    g_autoptr(GBytes) block = NULL;
    GString *item = g_string_new(NULL);

    for (guint i = 0; KANNEL_FIELDS[i] != NULL; i++)
        values[i] = strcmp(KANNEL_FIELDS[i], "X-Kannel-ID") == 0 ? http_request_query(request, "id")
                                                                 : http_request_header(request, KANNEL_FIELDS[i]);
    block = kannel_block_make(values, body != NULL ? body : "", length);
    g_string_append_c(item, ITEM_MESSAGE);
    g_string_append_len(item, g_bytes_get_data(block, NULL), (gssize)g_bytes_get_size(block));
    size = item->len;
    return g_bytes_new_take(g_string_free(item, FALSE), size);
}

static gboolean
take_message(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const SmsInlet *inlet = data;
    g_autoptr(GBytes) item = NULL;
    const char *sender = http_request_header(request, "X-Kannel-From");

    if (!check_key(inlet, request, error))
        return FALSE;
    item = make_message(request);
    return inlet->keep(inlet->data, sender != NULL ? sender : "", item, response, error);
}

static gboolean
take_report(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const SmsInlet *inlet = data;
    const char *token = http_request_query(request, "d"), *type = http_request_query(request, "type"),
               *words = http_request_query(request, "words");
    g_autofree char *text = NULL;
    g_autoptr(GBytes) item = NULL;

    if (inlet->strict && !check_key(inlet, request, error))
        return FALSE;
    text = g_strdup_printf("%c%s\n%s\n%s", ITEM_REPORT, token != NULL ? token : "", type != NULL ? type : "",
                           words != NULL ? words : "");
    item = g_bytes_new(text, strlen(text));
    return inlet->keep(inlet->data, token != NULL ? token : "", item, response, error);
}

static const HttpRoute ROUTES[] = {
    { HTTP_POST, "/sms/in", take_message, HTTP_ROUTE_SLOW | HTTP_ROUTE_OPEN_POST, SMS_BODY_MAX },
    { HTTP_GET, "/sms/report", take_report, HTTP_ROUTE_SLOW, 0 },
};

/* ---- out ---- */

/* The key is for the relay, which cannot know which tokens are ours. */
static char *
report_url(const Sms *sms, const SmsOrder *order)
{
    g_autofree char *key = sms->key == NULL ? NULL : g_uri_escape_string(sms->key, NULL, FALSE);

    if (sms->callback == NULL || order->reference == NULL)
        return NULL;
    return g_strconcat(sms->callback, "/sms/report?d=", order->reference, key != NULL ? "&key=" : "",
                       key != NULL ? key : "", "&" KANNEL_REPORT_QUERY, NULL);
}

static char *
order_url(const Sms *sms, const SmsOrder *order)
{
    g_autoptr(SegmentPlan) plan = segment_plan(order->text);
    g_autofree char *report = report_url(sms, order);
    KannelOrder asked = {
        .base = sms->url,
        .user = sms->user,
        .password = sms->password,
        .from = order->from,
        .to = order->to,
        .text = order->text,
        .alphabet = plan->alphabet,
        .report_url = report,
        .smsc = sms->line,
        .validity = sms->validity,
    };

    return kannel_order_url(&asked);
}

static const struct {
    Outcome outcome;
    const char *reason;
} MEANING[] = {
    [KANNEL_TAKEN] = { OUTCOME_ACCEPTED, SAY_NOOP("The gateway took the message.") },
    [KANNEL_BUSY] = { OUTCOME_RETRY, SAY_NOOP("The gateway cannot take it now.") },
    [KANNEL_REFUSED] = { OUTCOME_REFUSED, SAY_NOOP("The gateway refuses it for good.") },
    [KANNEL_UNAVOWED] = { OUTCOME_RETRY, SAY_NOOP("The gateway does not know us.") },
};

/* Kannel has no way to ask whether it took one: asked again, it sends it twice. */
static void
set_unheard(Attempt *ret, const GError *error)
{
    if (g_error_matches(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID))
        attempt_set(ret, OUTCOME_REFUSED, "url", SAY_NOOP("The gateway cannot be asked for a text like this."),
                    error->message);
    else if (g_error_matches(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY))
        attempt_set(ret, OUTCOME_RETRY, ATTEMPT_UNANSWERED,
                    SAY_NOOP("The gateway did not answer: it may have sent it."), error->message);
    else
        attempt_set(ret, OUTCOME_RETRY, "connect", SAY_NOOP("The gateway cannot be reached."), error->message);
}

/* Whether a refusal for good says why in a code that counts as STOP: as reports do, or that alone. */
static gboolean
is_stopped(const Sms *sms, const char *words)
{
    g_autofree char *code = kannel_report_code(words);

    return sms_report_stops(sms, code != NULL ? code : words);
}

static void
send_order(Sms *sms, const SmsOrder *order, gint64 deadline, Attempt *ret)
{
    g_autofree char *url = order_url(sms, order), *words = NULL, *code = NULL;
    FetchRequest request = { .method = "GET", .url = url };
    g_autoptr(FetchResponse) response = NULL;
    g_autoptr(GError) error = NULL;
    KannelAnswer answer;
    const char *body;
    gsize length;

    if (!fetch_perform(sms->fetch, &request, deadline, &response, &error)) {
        atomic_store(&sms->unreachable_since, clock_now());
        set_unheard(ret, error);
        return;
    }
    body = g_bytes_get_data(response->body, &length);
    answer = kannel_answer_read(response->status, body, length);
    code = g_strdup_printf("%u", response->status);
    words = text_one_line(body, length, 200);
    atomic_store(&sms->unreachable_since, 0);
    atomic_store(&sms->unavowed, answer == KANNEL_UNAVOWED);
    if (answer == KANNEL_REFUSED && is_stopped(sms, words)) {
        sms_set_stopped(ret, code, words);
        return;
    }
    attempt_set(ret, MEANING[answer].outcome, code, MEANING[answer].reason, words);
}

const SmsGateway sms_kannel_gateway = { ROUTES, G_N_ELEMENTS(ROUTES), read_item, send_order };

static gpointer
open_channel(const ChannelHost *host, const Config *config, const char *group, GError **error)
{
    Sms *sms = sms_open(&sms_kannel_gateway, host, config, group, error);

    if (sms == NULL)
        return NULL;
    sms->user = config_text(config, group, "user");
    sms->line = config_text(config, group, "smsc");
    if (config_secret(config, group, "key-file", &sms->key, error) &&
        config_secret(config, group, "password-file", &sms->password, error)) {
        if ((sms->listen == NULL || sms->key != NULL) && (sms->url == NULL || sms->password != NULL))
            return sms;
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG, "[%s] needs %s", group,
                    sms->listen != NULL && sms->key == NULL ? "key-file, since it has listen"
                                                            : "password-file, since it has url");
    }
    sms_close(sms);
    return NULL;
}

static RelayLine *
make_line(const Config *config, const char *group, Spool *in, Spool *out, GError **error)
{
    char *key;

    return config_secret(config, group, "key-file", &key, error)
               ? sms_line_new(&sms_kannel_gateway, config, group, key, in, out, error)
               : NULL;
}

static const ChannelProtocol PROTOCOLS[] = {
    { "Kannel HTTP", "1.4", PROTOCOL_STABLE, NULL,
      "https://www.kannel.org/download/1.4.5/userguide-1.4.5/userguide.html" },
    { "GSM 03.38", "3GPP TS 23.038", PROTOCOL_STABLE, NULL, "https://www.3gpp.org/dynareport/23038.htm" },
    { NULL },
};

static const char *const PEERS[] = { "Kannel 1.4.5 with its fake centre", NULL };

const struct channel_driver sms_kannel_channel = {
    .contract = CHANNEL_CONTRACT,
    .name = "sms-kannel",
    .summary = SAY_NOOP("Text messages, through Kannel."),
    .label = SAY_NOOP("text message"),
    .protocols = PROTOCOLS,
    .capabilities = SMS_CAPABILITIES(0),
    .peers = PEERS,
    .settings = SETTINGS,
    .open = open_channel,
    .start = sms_start,
    .stop = sms_stop,
    .close = sms_close,
    .health = sms_health,
    .parse = parse,
    .render = sms_render,
    .send = sms_send,
    .render_circular = sms_circular_render,
    .send_circular = sms_circular_send,
    .line = make_line,
    .admit = sms_admit,
    .keeps_alerts = sms_keeps_alerts,
    .resolve = sms_resolve,
};
