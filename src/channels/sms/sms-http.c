/* SPDX-License-Identifier: Apache-2.0 */
/* A gateway that speaks JSON over HTTP and signs what it posts (Standard Webhooks 1.0.0); see docs/channels/sms.md.
 *
 *     in   {"type": "message", "id": "…", "from": "+44…", "to": "32100", "text": "…", "sent": "2026-11-28T13:05:00Z"}
 *          {"type": "report", "reference": "…", "state": "delivered" | "failed", "code": "…", "reason": "…"}
 *     out  {"reference": "…", "from": "32100", "to": "+44…", "text": "…", "callback": "https://…/sms/in"}
 *          refused: {"code": "…"} */
#include <jansson.h>
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/locale.h"
#include "base/standardwebhook.h"
#include "base/text.h"
#include "channels/sms/sms-private.h"

static const ConfigKey SETTINGS[] = {
    SMS_SETTINGS,
    { "secret-file", CONFIG_PATH, NULL,
      .help = "File with the secret by which the gateway signs what it posts (whsec_…); needed to take messages in." },
    { "password-file", CONFIG_PATH, NULL, .help = "File with the token by which it knows us; needed to send." },
    {},
};

/* ---- in ---- */

static const char *
text_of(const json_t *root, const char *name)
{
    const char *text = json_string_value(json_object_get(root, name));

    return text != NULL ? text : "";
}

/* Gateways write it as a text or as a number. New. */
static char *
code_of(const json_t *root)
{
    const json_t *code = json_object_get(root, "code");

    return json_is_integer(code) ? g_strdup_printf("%" JSON_INTEGER_FORMAT, json_integer_value(code))
                                 : g_strdup(text_of(root, "code"));
}

static gint64
read_time(const char *text)
{
    g_autoptr(GDateTime) time = g_date_time_new_from_iso8601(text, NULL);

    return time == NULL ? 0 : g_date_time_to_unix(time) * G_USEC_PER_SEC;
}

static json_t *
read_object(GBytes *raw, GError **error)
{
    gsize length;
    const char *bytes = g_bytes_get_data(raw, &length);
    json_t *root = length <= SMS_BODY_MAX ? json_loadb(bytes, length, JSON_REJECT_DUPLICATES, NULL) : NULL;

    if (json_is_object(root))
        return root;
    json_decref(root);
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "these are not the bytes of a text message");
    return NULL;
}

/* @post: what its post was called; "" nobody knows. */
static MessageDraft *
make_draft(const Sms *sms, const json_t *root, GBytes *raw, const char *recipient, const char *post, GError **error)
{
    const char *text = text_of(root, "text"), *to = text_of(root, "to");
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    SmsMessage message = { .sender = text_of(root, "from"),
                           .recipient = *to != '\0' ? to : recipient,
                           .text = text,
                           .id = text_of(root, "id"),
                           .named = text_of(root, "id"),
                           .type = "application/json",
                           .raw = raw,
                           .bytes = bytes,
                           .sent = read_time(text_of(root, "sent")) };

    if (*message.named == '\0')
        message.named = text_of(root, "sent");
    if (*message.named == '\0')
        message.named = post;
    /* Else the second "Yes" of somebody would be taken for the first. */
    if (*message.named != '\0')
        return sms_make_draft(sms, &message, error);
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                        "this text message has neither an id nor the time when it was sent, so nobody could tell it "
                        "from one that says the same; post id or sent with it");
    return NULL;
}

static MessageDraft *
parse(gpointer channel, GBytes *raw, const char *sender, const char *recipient, GError **error)
{
    json_t *root = read_object(raw, error);
    MessageDraft *draft;

    (void)sender;
    if (root == NULL)
        return NULL;
    draft = make_draft(channel, root, raw, recipient, "", error);
    json_decref(root);
    return draft;
}

static gboolean
read_report(const Sms *sms, const json_t *root, SmsItem *ret, GError **error)
{
    const char *state = text_of(root, "state"), *words = text_of(root, "reason");
    g_autofree char *code = code_of(root);
    gboolean delivered = strcmp(state, "delivered") == 0, failed = strcmp(state, "failed") == 0;

    if (!sms_report_read(sms, text_of(root, "reference"), &ret->about)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "there is no such message");
        return FALSE;
    }
    if (!delivered && !failed)
        return TRUE; /* under way */
    ret->reports = TRUE;
    ret->kind = delivered                                          ? REPORT_DELIVERED
                : sms_report_stops(sms, code)                      ? REPORT_STOPPED
                : json_is_true(json_object_get(root, "permanent")) ? REPORT_GONE
                                                                   : REPORT_FAILED;
    ret->code = text_one_line(code, strlen(code), 40);
    ret->words = text_one_line(words, strlen(words), 200);
    return TRUE;
}

/* An item is the body of a post. Where that does not tell one message from another, "@", what its post was called and a
 * line end come before it; JSON begins otherwise. */
#define ITEM_NAMED '@'
#define POST_MAX   256 /* bytes of its name */

GBytes *
sms_http_item(GBytes *body, const char *post)
{
    json_t *root = read_object(body, NULL);
    gboolean named = root == NULL || strcmp(text_of(root, "type"), "report") == 0 || *text_of(root, "id") != '\0' ||
                     *text_of(root, "sent") != '\0';
    GString *item;
    gsize length;
    const char *bytes = g_bytes_get_data(body, &length);

    json_decref(root);
    if (named)
        return g_bytes_ref(body);
    item = g_string_new(NULL);
    g_string_append_printf(item, "%c%.*s\n", ITEM_NAMED, POST_MAX, post);
    g_string_append_len(item, bytes, (gssize)length);
    return g_string_free_to_bytes(item);
}

/* @ret_post: as sms_http_item() put it there; "". */
static GBytes *
open_item(GBytes *item, char **ret_post)
{
    gsize length;
    const char *bytes = g_bytes_get_data(item, &length);
    const char *end = length > 0 && *bytes == ITEM_NAMED ? memchr(bytes, '\n', length) : NULL;

    *ret_post = end != NULL ? g_strndup(bytes + 1, (gsize)(end - bytes - 1)) : g_strdup("");
    return end != NULL ? g_bytes_new_from_bytes(item, (gsize)(end + 1 - bytes), length - (gsize)(end + 1 - bytes))
                       : g_bytes_ref(item);
}

static gboolean
read_item(const Sms *sms, GBytes *item, SmsItem *ret, GError **error)
{
    g_autofree char *post = NULL;
    g_autoptr(GBytes) body = open_item(item, &post);
    json_t *root = read_object(body, error);
    gboolean done;

    if (root == NULL)
        return FALSE;
    if (strcmp(text_of(root, "type"), "report") == 0) {
        done = read_report(sms, root, ret, error);
    } else {
        ret->draft = make_draft(sms, root, body, "", post, error);
        done = ret->draft != NULL;
    }
    json_decref(root);
    return done;
}

/* Whose items keep their order: a sender's, a report's. NULL: it is nothing that could be kept; the gateway has it
 * still. */
char *
sms_http_sender(GBytes *item, GError **error)
{
    g_autofree char *post = NULL;
    g_autoptr(GBytes) body = open_item(item, &post);
    json_t *root = read_object(body, error);
    char *sender;

    if (root == NULL)
        return NULL;
    sender = g_strdup(*text_of(root, "from") != '\0' ? text_of(root, "from") : text_of(root, "reference"));
    json_decref(root);
    return sender;
}

static gboolean
take_post(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const SmsInlet *inlet = data;
    gsize length = 0;
    const char *body = http_request_body(request, &length);
    g_autoptr(GBytes) posted = g_bytes_new(body != NULL ? body : "", length), item = NULL;
    g_autofree char *sender = NULL;

    if (!standardwebhook_verify(inlet->key, http_request_header(request, STANDARDWEBHOOK_ID),
                                http_request_header(request, STANDARDWEBHOOK_TIMESTAMP),
                                http_request_header(request, STANDARDWEBHOOK_SIGNATURE), body != NULL ? body : "",
                                length, clock_now() / CLOCK_SECOND)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN, "the signature is missing or wrong");
        return FALSE;
    }
    item = sms_http_item(posted, http_request_header(request, STANDARDWEBHOOK_ID));
    sender = sms_http_sender(item, error);
    return sender != NULL && inlet->keep(inlet->data, sender, item, response, error);
}

static const HttpRoute ROUTES[] = {
    { HTTP_POST, "/sms/in", take_post, HTTP_ROUTE_SLOW | HTTP_ROUTE_OPEN_POST, SMS_BODY_MAX },
};

/* ---- out ---- */

static GBytes *
make_order(const Sms *sms, const SmsOrder *order)
{
    g_autofree char *callback =
        sms->callback == NULL || order->reference == NULL ? NULL : g_strconcat(sms->callback, "/sms/in", NULL);
    json_t *json =
        json_pack("{s:s*, s:s, s:s, s:s, s:s*, s:i}", "reference", order->reference, "from", order->from, "to",
                  order->to, "text", order->text, "callback", callback, "validity_minutes", (int)sms->validity);
    char *bytes = json_dumps(json, JSON_COMPACT);
    GBytes *body = g_bytes_new(bytes, strlen(bytes));

    free(bytes);
    json_decref(json);
    return body;
}

/* Whether a refusal for good says why in a code that counts as STOP: that we are not known is not about her. */
static gboolean
is_stopped(const Sms *sms, const FetchResponse *response)
{
    json_t *root = read_object(response->body, NULL);
    g_autofree char *code = root != NULL ? code_of(root) : NULL;

    json_decref(root);
    return sms_report_stops(sms, code);
}

/* 409: it has it from an attempt of which we did not hear the end. */
static void
judge(Sms *sms, const FetchResponse *response, Attempt *ret)
{
    guint status = response->status;
    gboolean unavowed = status == 401 || status == 403 || status == 404;
    gboolean taken = (status >= 200 && status < 300) || status == 409;
    gboolean refused = !unavowed && status >= 400 && status < 500 && status != 408 && status != 429 && !taken;
    g_autofree char *code = g_strdup_printf("%u", status), *words = NULL;
    gsize length;
    const char *body = g_bytes_get_data(response->body, &length);

    words = text_one_line(body, length, 200);
    atomic_store(&sms->unavowed, unavowed);
    if (refused && is_stopped(sms, response)) {
        sms_set_stopped(ret, code, words);
        return;
    }
    attempt_set(ret,
                taken     ? OUTCOME_ACCEPTED
                : refused ? OUTCOME_REFUSED
                          : OUTCOME_RETRY,
                code,
                taken      ? SAY_NOOP("The gateway took the message.")
                : refused  ? SAY_NOOP("The gateway refuses it for good.")
                : unavowed ? SAY_NOOP("The gateway does not know us.")
                           : SAY_NOOP("The gateway cannot take it now."),
                words);
}

static void
send_order(Sms *sms, const SmsOrder *order, gint64 deadline, Attempt *ret)
{
    g_autofree char *bearer = g_strconcat("Authorization: Bearer ", sms->password, NULL),
                    *once = order->once == NULL ? NULL : g_strconcat("Idempotency-Key: ", order->once, NULL);
    const char *headers[] = { "Content-Type: application/json", bearer, once, NULL };
    g_autoptr(GBytes) body = make_order(sms, order);
    FetchRequest request = { .method = "POST", .url = sms->url, .headers = headers, .body = body };
    g_autoptr(FetchResponse) response = NULL;
    g_autoptr(GError) error = NULL;

    if (fetch_perform(sms->fetch, &request, deadline, &response, &error)) {
        atomic_store(&sms->unreachable_since, 0);
        judge(sms, response, ret);
        return;
    }
    atomic_store(&sms->unreachable_since, clock_now());
    attempt_set(ret, OUTCOME_RETRY, "connect", SAY_NOOP("The gateway cannot be reached."), error->message);
}

const SmsGateway sms_http_gateway = { ROUTES, G_N_ELEMENTS(ROUTES), read_item, send_order };

static gboolean
check(const Sms *sms, const char *group, GError **error)
{
    if (sms->listen != NULL && (sms->key == NULL || !standardwebhook_is_secret(sms->key))) {
        g_set_error(
            error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG,
            "[%s] needs secret-file, since it has listen; its first line is whsec_ and base64 of 24 to 64 bytes",
            group);
        return FALSE;
    }
    if (sms->url != NULL && sms->password == NULL) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG, "[%s] needs password-file, since it has url", group);
        return FALSE;
    }
    return TRUE;
}

static gpointer
open_channel(const ChannelHost *host, const Config *config, const char *group, GError **error)
{
    Sms *sms = sms_open(&sms_http_gateway, host, config, group, error);

    if (sms == NULL)
        return NULL;
    if (config_secret(config, group, "secret-file", &sms->key, error) &&
        config_secret(config, group, "password-file", &sms->password, error) && check(sms, group, error))
        return sms;
    sms_close(sms);
    return NULL;
}

static RelayLine *
make_line(const Config *config, const char *group, Spool *in, Spool *out, GError **error)
{
    char *secret;

    return config_secret(config, group, "secret-file", &secret, error)
               ? sms_line_new(&sms_http_gateway, config, group, secret, in, out, error)
               : NULL;
}

static const ChannelProtocol PROTOCOLS[] = {
    { "JSON gateway", "1, docs/channels/sms.md", PROTOCOL_STABLE, NULL, "https://www.rfc-editor.org/rfc/rfc8259" },
    { "Standard Webhooks", "1.0.0", PROTOCOL_STABLE, NULL, "https://www.standardwebhooks.com/" },
    { "GSM 03.38", "3GPP TS 23.038", PROTOCOL_STABLE, NULL, "https://www.3gpp.org/dynareport/23038.htm" },
    { NULL },
};

const struct channel_driver sms_http_channel = {
    .contract = CHANNEL_CONTRACT,
    .name = "sms-http",
    .summary = SAY_NOOP("Text messages, through a gateway that speaks JSON."),
    .label = SAY_NOOP("text message"),
    .protocols = PROTOCOLS,
    .capabilities = SMS_CAPABILITIES(CHANNEL_KNOWS_COPIES),
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
