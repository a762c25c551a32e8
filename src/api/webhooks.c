/* SPDX-License-Identifier: Apache-2.0 */
/* Webhooks: who is told of news, and what became of it. A secret is in the answer that made it, and never again. */
#include <sodium.h>
#include <string.h>

#include "api/api-private.h"
#include "api/body.h"
#include "api/tag.h"
#include "base/error.h"
#include "base/id.h"

/* ---- as JSON ---- */

static json_t *
describe_events(const Webhook *webhook)
{
    json_t *list = json_array();

    for (guint i = 0; i < NEWS_COUNT; i++)
        if ((webhook->kinds & 1u << i) != 0)
            json_array_append_new(list, json_string(news_kind_name((NewsKind)i)));
    return list;
}

static json_t *
describe(const ApiCall *call, const Webhook *webhook)
{
    char id[ID_TEXT_SIZE];

    id_format(webhook->id.value, id);
    return json_pack("{s:s, s:o, s:o, s:o, s:o, s:s, s:o, s:o, s:o, s:I, s:s}", "id", id, "name",
                     api_text_json(webhook->name), "target", api_text_json(webhook->url), "events",
                     describe_events(webhook), "unit", api_unit_json(call, webhook->unit), "state",
                     webhook_state_name(webhook->state), "reason",
                     *webhook->reason != '\0' ? api_text_json(webhook->reason) : json_null(), "failing_since",
                     api_time_json(webhook->failing), "created", api_time_json(webhook->created), "version",
                     (json_int_t)webhook->version, "url", api_path(call, "/api/v1/webhooks/%s", id));
}

static json_t *
describe_news(const News *news)
{
    char id[ID_TEXT_SIZE];
    g_autofree char *whole = NULL;

    id_format(news->id, id);
    whole = g_strconcat("msg_", id, NULL);
    return json_pack("{s:s, s:s, s:s, s:s, s:i, s:o, s:o, s:o, s:o}", "id", id, "webhook_id", whole, "type", news->type,
                     "state", news_state_name(news->state), "attempts", (int)news->attempts, "created",
                     api_time_json(news->created), "changed", api_time_json(news->changed), "answer",
                     news->status != 0 ? json_integer((json_int_t)news->status) : json_null(), "trouble",
                     *news->trouble != '\0' ? api_text_json(news->trouble) : json_null());
}

static Webhook *
load(const ApiCall *call, WebhookId id, GError **error)
{
    return webhooks_load(call->api->settings.webhooks, call->actor, id, error);
}

/* @secret NULL: none is shown; else it is wiped. */
static gboolean
respond(ApiCall *call, WebhookId id, char *secret, GError **error)
{
    g_autoptr(Webhook) webhook = load(call, id, error);
    json_t *json = webhook != NULL ? describe(call, webhook) : NULL;

    if (secret != NULL) {
        json_object_set_new(json, "secret", json_string(secret));
        sodium_memzero(secret, strlen(secret));
        g_free(secret);
        call->secret = TRUE;
    }
    if (webhook == NULL)
        return FALSE;
    http_response_set_header(call->response, "ETag", tag_of_version(call->request, webhook->version));
    return http_response_json(call->response, json);
}

/* ---- reading ---- */

gboolean
api_webhooks_list(ApiCall *call, GError **error)
{
    g_autoptr(GPtrArray) list = webhooks_list(call->api->settings.webhooks, call->actor, error);
    json_t *items;

    if (list == NULL)
        return FALSE;
    items = json_array();
    for (guint i = 0; i < list->len; i++)
        json_array_append_new(items, describe(call, g_ptr_array_index(list, i)));
    return http_response_json(call->response, json_pack("{s:o, s:n}", "items", items, "next"));
}

gboolean
api_webhooks_show(ApiCall *call, GError **error)
{
    WebhookId id;

    return api_id(call, "webhook", &id.value, error) && respond(call, id, NULL, error);
}

gboolean
api_webhooks_messages(ApiCall *call, GError **error)
{
    g_autoptr(GPtrArray) list = NULL;
    WebhookId id;
    json_t *items;

    if (!api_id(call, "webhook", &id.value, error) ||
        (list = webhooks_log(call->api->settings.webhooks, call->actor, id, error)) == NULL)
        return FALSE;
    items = json_array();
    for (guint i = 0; i < list->len; i++)
        json_array_append_new(items, describe_news(g_ptr_array_index(list, i)));
    return http_response_json(call->response, json_pack("{s:o, s:n}", "items", items, "next"));
}

/* ---- what a body says ---- */

static const BodyField NEW_FIELDS[] = {
    { "name", BODY_TEXT, TRUE, 400 },
    { "target", BODY_TEXT, TRUE, WEBHOOKS_URL_MAX },
    { "events", BODY_TEXTS, TRUE, 40 },
    { "unit", BODY_TEXT_OR_NULL, FALSE, UNIT_CODE_MAX },
    { NULL, 0, FALSE, 0 },
};
static const BodyField CHANGE_FIELDS[] = {
    { "name", BODY_TEXT, FALSE, 400 },    { "target", BODY_TEXT, FALSE, WEBHOOKS_URL_MAX },
    { "events", BODY_TEXTS, FALSE, 40 },  { "unit", BODY_TEXT_OR_NULL, FALSE, UNIT_CODE_MAX },
    { "active", BODY_BOOLEAN, FALSE, 0 }, { NULL, 0, FALSE, 0 },
};

static void
read_events(const json_t *body, WebhookDraft *draft, json_t **faults)
{
    const json_t *list = json_object_get(body, "events");
    NewsKind kind;

    if (list == NULL)
        return;
    draft->kinds = 0;
    for (gsize i = 0; i < json_array_size(list); i++) {
        if (news_kind_parse(json_string_value(json_array_get(list, i)), &kind))
            draft->kinds |= 1u << kind;
        else
            body_fault(faults, "events", "there is no such event");
    }
}

static void
read_draft(const ApiCall *call, const json_t *body, WebhookDraft *draft, json_t **faults)
{
    const char *unit = body_text(body, "unit");

    if (body_has(body, "name"))
        draft->name = body_text(body, "name");
    if (body_has(body, "target"))
        draft->url = body_text(body, "target");
    read_events(body, draft, faults);
    if (body_has(body, "unit"))
        draft->unit.value = 0;
    if (unit != NULL && !api_unit(call, unit, &draft->unit, NULL))
        body_fault(faults, "unit", "there is no unit with this code");
}

/* ---- changing ---- */

static gboolean
add(ApiCall *call, const json_t *body, GError **error)
{
    WebhookDraft draft = { 0 };
    json_t *faults = NULL;
    WebhookId id;
    char *secret, text[ID_TEXT_SIZE];

    read_draft(call, body, &draft, &faults);
    if (faults != NULL)
        return fault_respond(call->response, FAULT_INVALID, NULL, faults);
    secret = webhooks_add(call->api->settings.webhooks, call->actor, &draft, &id, error);
    if (secret == NULL)
        return FALSE;
    id_format(id.value, text);
    http_response_set_status(call->response, 201);
    http_response_set_header(call->response, "Location", api_path(call, "/api/v1/webhooks/%s", text));
    return respond(call, id, secret, error);
}

gboolean
api_webhooks_add(ApiCall *call, GError **error)
{
    json_t *body = tag_read_body(call->request, call->response, NEW_FIELDS);
    gboolean done = body == NULL || add(call, body, error);

    json_decref(body);
    return done;
}

static gboolean
change(ApiCall *call, const Webhook *webhook, const json_t *body, GError **error)
{
    WebhookDraft draft = { webhook->name, webhook->url, webhook->kinds, webhook->unit };
    const json_t *active = json_object_get(body, "active");
    json_t *faults = NULL;

    read_draft(call, body, &draft, &faults);
    if (faults != NULL)
        return fault_respond(call->response, FAULT_INVALID, NULL, faults);
    return webhooks_change(call->api->settings.webhooks, call->actor, webhook->id, webhook->version, &draft,
                           active != NULL ? json_is_true(active) : webhook->state == WEBHOOK_ACTIVE, error) &&
           respond(call, webhook->id, NULL, error);
}

gboolean
api_webhooks_change(ApiCall *call, GError **error)
{
    g_autoptr(Webhook) webhook = NULL;
    WebhookId id;
    json_t *body;
    gboolean done;

    if (!api_id(call, "webhook", &id.value, error) || (webhook = load(call, id, error)) == NULL)
        return FALSE;
    if (!tag_check(call->request, call->response, webhook->version) ||
        (body = tag_read_body(call->request, call->response, CHANGE_FIELDS)) == NULL)
        return TRUE;
    done = change(call, webhook, body, error);
    json_decref(body);
    return done;
}

gboolean
api_webhooks_remove(ApiCall *call, GError **error)
{
    WebhookId id;

    return api_id(call, "webhook", &id.value, error) &&
           webhooks_remove(call->api->settings.webhooks, call->actor, id, error) && http_response_empty(call->response);
}

gboolean
api_webhooks_rotate(ApiCall *call, GError **error)
{
    WebhookId id;
    char *secret;

    if (!api_id(call, "webhook", &id.value, error))
        return FALSE;
    secret = webhooks_rotate(call->api->settings.webhooks, call->actor, id, error);
    return secret != NULL && respond(call, id, secret, error);
}

/* ---- sending on request ---- */

gboolean
api_webhooks_test(ApiCall *call, GError **error)
{
    WebhookId id;
    gint64 news;

    http_response_set_status(call->response, 202);
    return api_id(call, "webhook", &id.value, error) &&
           webhooks_test(call->api->settings.webhooks, call->actor, id, &news, error) && respond(call, id, NULL, error);
}

gboolean
api_webhooks_resend(ApiCall *call, GError **error)
{
    WebhookId id;
    gint64 news;

    http_response_set_status(call->response, 202);
    return api_id(call, "webhook", &id.value, error) && api_id(call, "message", &news, error) &&
           webhooks_resend(call->api->settings.webhooks, call->actor, id, news, error) &&
           respond(call, id, NULL, error);
}

/* ---- once more ---- */

gboolean
api_webhooks_again(ApiCall *call, GError **error)
{
    return respond(call, (WebhookId){ call->subject }, NULL, error);
}

gboolean
api_webhooks_removed(ApiCall *call, GError **error)
{
    (void)error;
    return http_response_empty(call->response);
}
