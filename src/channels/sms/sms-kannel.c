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

static gboolean
is_kannel(const Sms *sms, HttpRequest *request)
{
    const char *key = http_request_query(request, "key");

    return key != NULL && sms->key != NULL && strlen(key) == strlen(sms->key) &&
           sodium_memcmp(key, sms->key, strlen(key)) == 0;
}

/* Kannel's own id for it stands in the query, the rest in fields. */
static GBytes *
read_block(HttpRequest *request)
{
    const char *values[16] = { NULL };
    gsize length = 0;
    const char *body = http_request_body(request, &length);

    for (guint i = 0; KANNEL_FIELDS[i] != NULL; i++)
        values[i] = strcmp(KANNEL_FIELDS[i], "X-Kannel-ID") == 0 ? http_request_query(request, "id")
                                                                 : http_request_header(request, KANNEL_FIELDS[i]);
    return kannel_block_make(values, body != NULL ? body : "", length);
}

static gboolean
take_message(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    Sms *sms = data;
    g_autoptr(GBytes) block = NULL;
    MessageDraft *draft;

    if (!is_kannel(sms, request)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN, "the key is missing or wrong");
        return FALSE;
    }
    block = read_block(request);
    draft = parse(sms, block, "", "", error);
    return draft != NULL && sms_take_in(sms, response, draft, error);
}

/* d=TOKEN proves that it is one of ours; the gateway needs no key for it. */
static gboolean
take_report(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    static const ReportKind KINDS[] = { [KANNEL_REPORT_DELIVERED] = REPORT_DELIVERED,
                                        [KANNEL_REPORT_FAILED] = REPORT_FAILED,
                                        [KANNEL_REPORT_REFUSED] = REPORT_FAILED };
    Sms *sms = data;
    const char *token = http_request_query(request, "d"), *type = http_request_query(request, "type"),
               *words = http_request_query(request, "words");
    Report report = { 0 };
    KannelReport found;

    if (token == NULL || type == NULL || !sms_report_read(sms, token, &report.delivery) ||
        !kannel_report_read(type, &found)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "there is no such message");
        return FALSE;
    }
    if (found == KANNEL_REPORT_NONE)
        return http_response_text(response, "");
    report.kind = KINDS[found];
    report.code = (char *)type;
    report.words = (char *)(words != NULL ? words : "");
    return sms_report(sms, response, &report, error);
}

static const HttpRoute ROUTES[] = {
    { HTTP_POST, "/sms/in", take_message, HTTP_ROUTE_SLOW | HTTP_ROUTE_OPEN_POST, SMS_BODY_MAX },
    { HTTP_GET, "/sms/report", take_report, HTTP_ROUTE_SLOW, 0 },
};

/* ---- out ---- */

static char *
order_url(const Sms *sms, const Outgoing *outgoing, const char *text)
{
    g_autoptr(SegmentPlan) plan = segment_plan(text);
    g_autofree char *to = telephone_dial(outgoing->recipient), *from = telephone_dial(outgoing->endpoint),
                    *token = sms_report_token(sms, outgoing->delivery),
                    *report = g_strconcat(sms->callback, "/sms/report?d=", token, "&" KANNEL_REPORT_QUERY, NULL);
    KannelOrder order = {
        .base = sms->url,
        .user = sms->user,
        .password = sms->password,
        .from = from,
        .to = to,
        .text = text,
        .alphabet = plan->alphabet,
        .report_url = sms->callback != NULL ? report : NULL,
        .smsc = sms->line,
        .validity = sms->validity,
    };

    return kannel_order_url(&order);
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

static void
send_order(Sms *sms, const Outgoing *outgoing, const char *text, gint64 deadline, Attempt *ret)
{
    g_autofree char *url = order_url(sms, outgoing, text), *words = NULL, *code = NULL;
    FetchRequest request = { .method = "GET", .url = url };
    g_autoptr(FetchResponse) response = NULL;
    g_autoptr(GError) error = NULL;
    KannelAnswer answer;
    const char *body;
    gsize length;

    if (!fetch_perform(sms->fetch, &request, deadline, &response, &error)) {
        gboolean long_text = g_error_matches(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);

        atomic_store(&sms->unreachable_since, clock_now());
        sms_set_attempt(ret, long_text ? OUTCOME_REFUSED : OUTCOME_RETRY, long_text ? "url" : "connect",
                        long_text ? SAY_NOOP("The gateway cannot be asked for a text like this.")
                                  : SAY_NOOP("The gateway cannot be reached."),
                        error->message);
        return;
    }
    body = g_bytes_get_data(response->body, &length);
    answer = kannel_answer_read(response->status, body, length);
    code = g_strdup_printf("%u", response->status);
    words = text_one_line(body, length, 200);
    atomic_store(&sms->unreachable_since, 0);
    atomic_store(&sms->unavowed, answer == KANNEL_UNAVOWED);
    sms_set_attempt(ret, MEANING[answer].outcome, code, MEANING[answer].reason, words);
}

static const SmsGateway GATEWAY = { ROUTES, G_N_ELEMENTS(ROUTES), send_order };

static gpointer
open_channel(const ChannelHost *host, const Config *config, const char *group, GError **error)
{
    Sms *sms = sms_open(&GATEWAY, host, config, group, error);

    if (sms == NULL)
        return NULL;
    sms->user = config_text(config, group, "user");
    sms->line = config_text(config, group, "smsc");
    if (sms_read_secret(config, group, "key-file", &sms->key, error) &&
        sms_read_secret(config, group, "password-file", &sms->password, error)) {
        if ((sms->listen == NULL || sms->key != NULL) && (sms->url == NULL || sms->password != NULL))
            return sms;
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG, "[%s] needs %s", group,
                    sms->listen != NULL && sms->key == NULL ? "key-file, since it has listen"
                                                            : "password-file, since it has url");
    }
    sms_close(sms);
    return NULL;
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
    .capabilities = SMS_CAPABILITIES,
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
    .resolve = sms_resolve,
};
