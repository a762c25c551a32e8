/* SPDX-License-Identifier: Apache-2.0 */
/* api/api-private.h: what the resources share: one request and who makes it, and the handlers of the route table. */
#pragma once
#include "api/api.h"
#include "api/fault.h"
#include "api/quota.h"
#include "model/rights.h"

#define API_TEXT_BODY (1024 * 1024) /* requests that carry a note or a reply */

typedef struct ApiCall ApiCall;

/* Answers, or fails with an error that becomes a problem (api/fault.h). */
typedef gboolean (*ApiHandler)(ApiCall *call, GError **error);

typedef struct {
    HttpMethod method;
    const char *pattern;
    ApiHandler handler;
    Action action;    /* without it anywhere there is nothing to ask for; ACTION_COUNT: open to all */
    ApiHandler again; /* answers what was done before, to call->subject; only for POST, PATCH and DELETE */
    gsize max_body;   /* 0: HTTP_BODY_DEFAULT */
} ApiRoute;

extern const ApiRoute API_ROUTES[];
extern const gsize API_ROUTE_COUNT;

struct Api {
    ApiSettings settings;
    Mediation *mediation;
    Store *store;
    Quota *quota;
    HttpRoute *routes;
    HttpFace face;
};

/* Made by the gate, lives as long as the request. */
struct ApiCall {
    const Api *api;
    HttpRequest *request;
    HttpResponse *response;
    const ApiRoute *route;
    TokenHolder *holder; /* NULL: the route is open */
    const Actor *actor;  /* NULL likewise */
    gint64 subject;      /* for ApiRoute.again */
    gboolean secret;     /* the answer is not to be kept */
};

/* What a query names, "" when it does not. */
const char *api_query(const ApiCall *call, const char *name);
/* From 1 to @max; @max when it is not said. */
gboolean api_limit(const ApiCall *call, guint max, guint *ret, GError **error);
/* The id in the path; TRIBUNE_ERROR_NOT_FOUND with @what. */
gboolean api_id(const ApiCall *call, const char *name, gint64 *ret, GError **error);
/* The unit with that code; TRIBUNE_ERROR_INVALID. */
gboolean api_unit(const ApiCall *call, const char *code, UnitId *ret, GError **error);
const char *api_path(const ApiCall *call, const char *format, ...) G_GNUC_PRINTF(2, 3);
json_t *api_id_json(gint64 id);     /* 0: null */
json_t *api_time_json(gint64 time); /* 0: null */
json_t *api_text_json(const char *text);
json_t *api_unit_json(const ApiCall *call, UnitId unit);
/* 201 with Location @path, borrowed; @json is taken. */
gboolean api_created(const ApiCall *call, const char *path, json_t *json);

gboolean api_document_show(ApiCall *call, GError **error);
gboolean api_document_problems(ApiCall *call, GError **error);

gboolean api_cases_list(ApiCall *call, GError **error);
gboolean api_cases_show(ApiCall *call, GError **error);
gboolean api_cases_change(ApiCall *call, GError **error);

gboolean api_messages_list(ApiCall *call, GError **error);
gboolean api_messages_show(ApiCall *call, GError **error);
gboolean api_messages_attachment(ApiCall *call, GError **error);
gboolean api_messages_note(ApiCall *call, GError **error);
gboolean api_messages_note_again(ApiCall *call, GError **error);
gboolean api_messages_reply(ApiCall *call, GError **error);
gboolean api_messages_reply_again(ApiCall *call, GError **error);

gboolean api_submissions_add(ApiCall *call, GError **error);
gboolean api_submissions_again(ApiCall *call, GError **error);
gboolean api_submissions_show(ApiCall *call, GError **error);

gboolean api_persons_show(ApiCall *call, GError **error);

gboolean api_webhooks_list(ApiCall *call, GError **error);
gboolean api_webhooks_add(ApiCall *call, GError **error);
gboolean api_webhooks_show(ApiCall *call, GError **error);
gboolean api_webhooks_change(ApiCall *call, GError **error);
gboolean api_webhooks_remove(ApiCall *call, GError **error);
gboolean api_webhooks_rotate(ApiCall *call, GError **error);
gboolean api_webhooks_test(ApiCall *call, GError **error);
gboolean api_webhooks_messages(ApiCall *call, GError **error);
gboolean api_webhooks_resend(ApiCall *call, GError **error);
gboolean api_webhooks_again(ApiCall *call, GError **error);
gboolean api_webhooks_removed(ApiCall *call, GError **error);
