/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include <stdarg.h>
#include <string.h>

#include "api/api-private.h"
#include "base/error.h"
#include "base/id.h"
#include "base/log.h"
#include "base/number.h"

#define BEARER "Bearer "

/* ---- asking ---- */

const char *
api_query(const ApiCall *call, const char *name)
{
    const char *value = http_request_query(call->request, name);

    return value != NULL ? value : "";
}

gboolean
api_limit(const ApiCall *call, guint max, guint *ret, GError **error)
{
    const char *text = api_query(call, "limit");
    gint64 limit = max;

    if (*text != '\0' && !number_parse_int64(text, 1, max, &limit, error)) {
        g_prefix_error(error, "limit: ");
        return FALSE;
    }
    *ret = (guint)limit;
    return TRUE;
}

gboolean
api_id(const ApiCall *call, const char *name, gint64 *ret, GError **error)
{
    if (id_parse(http_request_parameter(call->request, name), ret))
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "there is no such %s", name);
    return FALSE;
}

gboolean
api_unit(const ApiCall *call, const char *code, UnitId *ret, GError **error)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(call->api->mediation->directory);
    const GPtrArray *units = directory_units(snapshot);

    for (guint i = 0; i < units->len; i++) {
        const Unit *unit = g_ptr_array_index(units, i);

        if (strcmp(unit->code, code) == 0) {
            *ret = unit->id;
            return TRUE;
        }
    }
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "there is no unit with this code");
    return FALSE;
}

/* ---- answering ---- */

const char *
api_path(const ApiCall *call, const char *format, ...)
{
    va_list arguments;
    char *text;

    va_start(arguments, format);
    text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    return http_request_keep(call->request, text, g_free);
}

json_t *
api_id_json(gint64 id)
{
    char text[ID_TEXT_SIZE];

    if (id == 0)
        return json_null();
    id_format(id, text);
    return json_string(text);
}

json_t *
api_time_json(gint64 time)
{
    g_autofree char *text = time != 0 ? clock_format_utc(time) : NULL;

    return text != NULL ? json_string(text) : json_null();
}

json_t *
api_text_json(const char *text)
{
    json_t *value = text != NULL ? json_string(text) : NULL;

    return value != NULL ? value : json_null();
}

json_t *
api_unit_json(const ApiCall *call, UnitId id)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(call->api->mediation->directory);
    const Unit *unit = id.value != 0 ? directory_get_unit(snapshot, id) : NULL;

    return api_text_json(unit != NULL ? unit->code : NULL);
}

gboolean
api_created(const ApiCall *call, const char *path, json_t *json)
{
    http_response_set_status(call->response, 201);
    http_response_set_header(call->response, "Location", path);
    return http_response_json(call->response, json);
}

/* ---- who asks ---- */

static void
call_free(gpointer data)
{
    ApiCall *call = data;

    g_clear_pointer(&call->holder, token_holder_free);
    g_free(call);
}

static gboolean
refuse_token(HttpResponse *response, const char *words)
{
    fault_respond(response, FAULT_UNAUTHORIZED, words, NULL);
    return FALSE;
}

/* draft-ietf-httpapi-ratelimit-headers. */
static gboolean
check_quota(const ApiCall *call, HttpResponse *response)
{
    Quota *quota = call->api->quota;
    gint64 wait;
    guint left;
    gboolean free = quota_take(quota, call->holder->token->id, clock_now(), &left, &wait);
    gint64 seconds = (wait + CLOCK_SECOND - 1) / CLOCK_SECOND;

    if (!free)
        fault_respond(response, FAULT_RATE, NULL, NULL);
    http_response_set_header(
        response, "RateLimit-Policy",
        api_path(call, "\"token\";q=%u;w=%d", quota_limit(quota), (int)(QUOTA_WINDOW / CLOCK_SECOND)));
    http_response_set_header(response, "RateLimit",
                             api_path(call, "\"token\";r=%u;t=%" G_GINT64_FORMAT, left, seconds));
    if (!free)
        http_response_set_header(response, "Retry-After", api_path(call, "%" G_GINT64_FORMAT, seconds));
    return free;
}

static gboolean
check_token(ApiCall *call, HttpResponse *response, GError **error)
{
    const char *header = http_request_header(call->request, "Authorization");
    g_autoptr(GError) trouble = NULL;

    if (header == NULL || g_ascii_strncasecmp(header, BEARER, strlen(BEARER)) != 0)
        return refuse_token(response, "no token was sent");
    call->holder = tokens_find(call->api->store, header + strlen(BEARER), clock_now(), &trouble);
    if (call->holder == NULL && g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND))
        return refuse_token(response, trouble->message);
    if (call->holder == NULL) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    call->actor = &call->holder->actor;
    return check_quota(call, response);
}

/* One indexed read. */
static gboolean
gate(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const Api *api = data;
    ApiCall *call = g_new0(ApiCall, 1);

    call->api = api;
    call->request = request;
    call->route = &API_ROUTES[http_request_route(request) - api->routes];
    http_request_set_user(request, call, call_free);
    return call->route->action == ACTION_COUNT || check_token(call, response, error);
}

/* ---- doing it once ---- */

static gboolean
respond_fault(const ApiCall *call, const GError *error)
{
    gboolean preconditioned = http_request_header(call->request, "If-Match") != NULL;

    return fault_respond(call->response, fault_of(error, preconditioned), error->message, NULL);
}

/* What goes wrong on our side is the dispatcher's to log and to answer. */
static gboolean
run(ApiCall *call, ApiHandler handler, GError **error)
{
    g_autoptr(GError) trouble = NULL;

    if (handler(call, &trouble))
        return TRUE;
    if (fault_get(fault_of(trouble, FALSE))->status >= 500) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    respond_fault(call, trouble);
    return TRUE;
}

static Digest
digest_of(const ApiCall *call)
{
    const char *method = router_method_name(http_request_method(call->request));
    const char *target = http_request_target(call->request), *match = http_request_header(call->request, "If-Match");
    gsize length;
    const char *body = http_request_body(call->request, &length);

    if (match == NULL)
        match = "";
    return digest_sha256_spans((const DigestSpan[]){ { method, strlen(method) + 1 },
                                                     { target, strlen(target) + 1 },
                                                     { match, strlen(match) + 1 },
                                                     { body, length } },
                               4);
}

static gboolean
respond_again(ApiCall *call, const ApiRequest *request)
{
    http_response_set_status(call->response, request->status);
    http_response_set_header(call->response, "Idempotency-Replayed", "true");
    if (*request->etag != '\0')
        http_response_set_header(call->response, "ETag", request->etag);
    if (*request->location != '\0')
        http_response_set_header(call->response, "Location", request->location);
    if (*request->answer == '\0')
        return TRUE;
    return http_response_bytes(call->response, "application/json",
                               g_bytes_new(request->answer, strlen(request->answer)));
}

/* What was answered is kept if it can be; done it is in any case. */
static void
conclude(const ApiCall *call, gint64 id, gboolean done)
{
    const HttpResponse *response = call->response;
    GBytes *content = http_response_content(response);
    g_autofree char *answer =
        content == NULL || call->secret ? NULL : g_strndup(g_bytes_get_data(content, NULL), g_bytes_get_size(content));
    g_autoptr(GError) error = NULL;

    if (content == NULL && http_response_status(response) == 204)
        answer = g_strdup("");
    if (done && http_response_status(response) < 300)
        requests_answer(call->api->settings.requests, id, http_response_status(response),
                        http_response_header(response, "ETag"), http_response_header(response, "Location"), answer,
                        &error);
    else
        requests_fail(call->api->settings.requests, id, &error);
    if (error != NULL)
        log_failure("api.request-not-kept", error);
}

static gboolean
run_new(ApiCall *call, gint64 id, GError **error)
{
    gboolean done;

    call->holder->program.request = id;
    done = run(call, call->route->handler, error);
    conclude(call, id, done);
    return done;
}

static gboolean
run_once(ApiCall *call, const char *key, GError **error)
{
    Digest digest = digest_of(call);
    g_autoptr(ApiRequest) request = NULL;
    g_autoptr(GError) trouble = NULL;
    RequestState state;
    gint64 id;

    if (!requests_begin(call->api->settings.requests, call->holder, key, &digest, &state, &id, &request, &trouble)) {
        if (g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID))
            return fault_respond(call->response, FAULT_MALFORMED, trouble->message, NULL);
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    switch (state) {
    case REQUEST_NEW:
        return run_new(call, id, error);
    case REQUEST_DONE:
        return respond_again(call, request);
    case REQUEST_SILENT:
        call->subject = request->subject;
        http_response_set_header(call->response, "Idempotency-Replayed", "true");
        return run(call, call->route->again, error);
    case REQUEST_RUNNING:
        return fault_respond(call->response, FAULT_RUNNING, NULL, NULL);
    case REQUEST_DIFFERENT:
        return fault_respond(call->response, FAULT_KEY_REUSED, NULL, NULL);
    }
    return FALSE;
}

static gboolean
is_json(const HttpRequest *request)
{
    const char *type = http_request_header(request, "Content-Type");
    gsize length;

    http_request_body(request, &length);
    return (length == 0 && http_request_form(request) == NULL) ||
           (type != NULL && (g_ascii_strncasecmp(type, "application/json", 16) == 0 ||
                             g_ascii_strncasecmp(type, "application/merge-patch+json", 28) == 0));
}

static gboolean
enter(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const Api *api = data;
    ApiCall *call = http_request_user(request);
    const char *key = http_request_header(request, "Idempotency-Key");
    g_autoptr(GError) trouble = NULL;

    call->response = response;
    if (call->actor == NULL)
        return run(call, call->route->handler, error);
    if (!tokens_touch(api->store, call->holder, clock_now(), &trouble))
        log_failure("api.touch-failed", trouble);
    if (!rights_may_anywhere(call->actor, call->route->action)) {
        g_autoptr(GError) refusal = NULL;

        rights_check_anywhere(call->actor, call->route->action, &refusal);
        return respond_fault(call, refusal);
    }
    if (!http_request_is_unsafe(request))
        return run(call, call->route->handler, error);
    if (!is_json(request))
        return fault_respond(response, FAULT_MEDIA_TYPE, NULL, NULL);
    return key != NULL ? run_once(call, key, error) : run(call, call->route->handler, error);
}

/* ---- the table ---- */

/* clang-format off */
const ApiRoute API_ROUTES[] = {
    { HTTP_GET,   "/api/v1/openapi.json",                                            api_document_show,       ACTION_COUNT,         NULL, 0 },
    { HTTP_GET,   "/api/v1/problems",                                                api_document_problems,   ACTION_COUNT,         NULL, 0 },
    { HTTP_GET,   "/api/v1/cases",                                                   api_cases_list,          ACTION_READ_INBOX,    NULL, 0 },
    { HTTP_POST,  "/api/v1/cases",                                                   api_submissions_add,     ACTION_SUBMIT_MESSAGE, api_submissions_again, API_TEXT_BODY },
    { HTTP_GET,   "/api/v1/submissions/{submission}",                                api_submissions_show,    ACTION_SUBMIT_MESSAGE, NULL, 0 },
    { HTTP_GET,   "/api/v1/cases/{reference}",                                       api_cases_show,          ACTION_READ_CASE,     NULL, 0 },
    { HTTP_PATCH, "/api/v1/cases/{reference}",                                       api_cases_change,        ACTION_TAKE,          api_cases_show, 0 },
    { HTTP_GET,   "/api/v1/cases/{reference}/messages",                              api_messages_list,       ACTION_READ_MESSAGES, NULL, 0 },
    { HTTP_GET,   "/api/v1/cases/{reference}/messages/{message}",                    api_messages_show,       ACTION_READ_MESSAGES, NULL, 0 },
    { HTTP_GET,   "/api/v1/cases/{reference}/messages/{message}/attachments/{part}", api_messages_attachment, ACTION_READ_MESSAGES, NULL, 0 },
    { HTTP_POST,  "/api/v1/cases/{reference}/notes",                                 api_messages_note,       ACTION_NOTE,          api_messages_note_again, API_TEXT_BODY },
    { HTTP_POST,  "/api/v1/cases/{reference}/replies",                               api_messages_reply,      ACTION_REPLY,         api_messages_reply_again, API_TEXT_BODY },
    { HTTP_GET,   "/api/v1/persons/{person}",                                        api_persons_show,        ACTION_READ_PERSON,   NULL, 0 },
    { HTTP_GET,    "/api/v1/webhooks",                                                api_webhooks_list,       ACTION_MANAGE_WEBHOOKS, NULL, 0 },
    { HTTP_POST,   "/api/v1/webhooks",                                                api_webhooks_add,        ACTION_MANAGE_WEBHOOKS, api_webhooks_again, 0 },
    { HTTP_GET,    "/api/v1/webhooks/{webhook}",                                      api_webhooks_show,       ACTION_MANAGE_WEBHOOKS, NULL, 0 },
    { HTTP_PATCH,  "/api/v1/webhooks/{webhook}",                                      api_webhooks_change,     ACTION_MANAGE_WEBHOOKS, api_webhooks_again, 0 },
    { HTTP_DELETE, "/api/v1/webhooks/{webhook}",                                      api_webhooks_remove,     ACTION_MANAGE_WEBHOOKS, api_webhooks_removed, 0 },
    { HTTP_POST,   "/api/v1/webhooks/{webhook}/secret",                               api_webhooks_rotate,     ACTION_MANAGE_WEBHOOKS, api_webhooks_again, 0 },
    { HTTP_POST,   "/api/v1/webhooks/{webhook}/test",                                 api_webhooks_test,       ACTION_MANAGE_WEBHOOKS, api_webhooks_again, 0 },
    { HTTP_GET,    "/api/v1/webhooks/{webhook}/messages",                             api_webhooks_messages,   ACTION_MANAGE_WEBHOOKS, NULL, 0 },
    { HTTP_POST,   "/api/v1/webhooks/{webhook}/messages/{message}/resend",            api_webhooks_resend,     ACTION_MANAGE_WEBHOOKS, api_webhooks_again, 0 },
};
/* clang-format on */
const gsize API_ROUTE_COUNT = G_N_ELEMENTS(API_ROUTES);

/* ---- the whole ---- */

Api *
api_new(const ApiSettings *settings)
{
    Api *api = g_new0(Api, 1);

    api->settings = *settings;
    api->mediation = settings->mediation;
    api->store = settings->mediation->store;
    api->quota = quota_new(settings->rate);
    api->routes = g_new0(HttpRoute, API_ROUTE_COUNT);
    for (gsize i = 0; i < API_ROUTE_COUNT; i++)
        api->routes[i] = (HttpRoute){ API_ROUTES[i].method, API_ROUTES[i].pattern, enter,
                                      HTTP_ROUTE_SLOW | HTTP_ROUTE_OPEN_POST, API_ROUTES[i].max_body };
    api->face = (HttpFace){ api->routes, API_ROUTE_COUNT, gate, fault_page, api, .prefix = API_PREFIX };
    return api;
}

void
api_free(Api *api)
{
    quota_free(api->quota);
    g_free(api->routes);
    g_free(api);
}

const HttpFace *
api_face(const Api *api)
{
    return &api->face;
}
