/* SPDX-License-Identifier: Apache-2.0 */
#include "api/fault.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "http/headers.h"

static const Fault FAULTS[FAULT_COUNT] = {
    [FAULT_MALFORMED] = { "malformed", 400, "The request was not understood",
                          "The body is no JSON object, or a query or header is not what it must be. Mend it; trying "
                          "again will not help." },
    [FAULT_UNAUTHORIZED] = { "unauthorized", 401, "A token is needed",
                             "Send `Authorization: Bearer tri_…` with a token that is neither revoked nor over." },
    [FAULT_FORBIDDEN] = { "forbidden", 403, "The token does not allow this",
                          "Its scopes, its units or the person that it acts for do not allow it. Ask an "
                          "administrator." },
    [FAULT_NOT_FOUND] = { "not-found", 404, "There is no such thing",
                          "It does not exist, or the token may not see it." },
    [FAULT_METHOD] = { "method", 405, "Not with this method", "The Allow header says which there are." },
    [FAULT_CONFLICT] = { "conflict", 409, "It is not in a state for this", "Read it again and decide anew." },
    [FAULT_RUNNING] = { "running", 409, "The same request is under way",
                        "A request with this Idempotency-Key has not ended yet. Try again in a moment." },
    [FAULT_CHANGED] = { "changed", 412, "It was changed in the meantime",
                        "If-Match names an older version. Read it again and decide anew." },
    [FAULT_TOO_LARGE] = { "too-large", 413, "Too large", "A stated limit is exceeded; detail says which." },
    [FAULT_MEDIA_TYPE] = { "media-type", 415, "Only JSON is taken", "Send `Content-Type: application/json`." },
    [FAULT_INVALID] = { "invalid", 422, "Something in the request is wrong",
                        "errors lists what, each with a JSON pointer; or detail says it." },
    [FAULT_KEY_REUSED] = { "key-reused", 422, "The key was used for another request",
                           "Take a new Idempotency-Key for each thing to be done." },
    [FAULT_NO_PRECONDITION] = { "no-precondition", 428, "If-Match is missing",
                                "Send the ETag of the version that you saw, so that no change of somebody else is "
                                "lost." },
    [FAULT_RATE] = { "rate", 429, "Too many requests", "Retry-After says in how many seconds there may be more." },
    [FAULT_INTERNAL] = { "internal", 500, "Something went wrong on our side",
                         "Nothing was done that was not answered. It is logged here." },
    [FAULT_UNAVAILABLE] = { "unavailable", 503, "Too busy just now",
                            "Retry-After says in how many seconds to try again." },
};

const Fault *
fault_get(FaultKind kind)
{
    return &FAULTS[kind];
}

/* application/problem+json, in text that needs no free of its own. */
static gboolean
respond_json(HttpResponse *response, json_t *json)
{
    char *text = json_dumps(json, JSON_COMPACT);

    json_decref(json);
    http_response_set_policy(response, HEADERS_POLICY_FILE);
    return http_response_bytes(response, "application/problem+json",
                               g_bytes_new_with_free_func(text, strlen(text), free, text));
}

gboolean
fault_respond(HttpResponse *response, FaultKind kind, const char *detail, json_t *errors)
{
    const Fault *fault = &FAULTS[kind];
    g_autofree char *type = g_strconcat(FAULT_TYPES, fault->name, NULL);
    json_t *json = json_pack("{s:s, s:s, s:i}", "type", type, "title", fault->title, "status", (int)fault->status);
    json_t *said = detail != NULL ? json_string(detail) : NULL;

    if (said != NULL)
        json_object_set_new(json, "detail", said);
    if (errors != NULL)
        json_object_set_new(json, "errors", errors);
    http_response_set_status(response, fault->status);
    if (kind == FAULT_UNAUTHORIZED)
        http_response_set_header(response, "WWW-Authenticate", "Bearer realm=\"tribune\"");
    return respond_json(response, json);
}

FaultKind
fault_of(const GError *error, gboolean preconditioned)
{
    static const FaultKind KINDS[] = {
        [TRIBUNE_ERROR_INVALID] = FAULT_INVALID,     [TRIBUNE_ERROR_LIMIT] = FAULT_TOO_LARGE,
        [TRIBUNE_ERROR_NOT_FOUND] = FAULT_NOT_FOUND, [TRIBUNE_ERROR_CONFLICT] = FAULT_CONFLICT,
        [TRIBUNE_ERROR_FORBIDDEN] = FAULT_FORBIDDEN, [TRIBUNE_ERROR_TEMPORARY] = FAULT_UNAVAILABLE,
        [TRIBUNE_ERROR_FULL] = FAULT_UNAVAILABLE,    [TRIBUNE_ERROR_CONFIG] = FAULT_INTERNAL,
        [TRIBUNE_ERROR_CORRUPT] = FAULT_INTERNAL,    [TRIBUNE_ERROR_UNAVAILABLE] = FAULT_UNAVAILABLE,
        [TRIBUNE_ERROR_INTERNAL] = FAULT_INTERNAL,
    };

    if (error->domain != TRIBUNE_ERROR || error->code < 0 || error->code >= (gint)G_N_ELEMENTS(KINDS))
        return FAULT_INTERNAL;
    if (error->code == TRIBUNE_ERROR_CONFLICT && preconditioned)
        return FAULT_CHANGED;
    return KINDS[error->code];
}

gboolean
fault_page(HttpRequest *request, HttpResponse *response, const Problem *problem, gpointer data)
{
    FaultKind kind = problem->status >= 500 ? FAULT_INTERNAL : FAULT_MALFORMED;

    (void)request, (void)data;
    for (int i = 0; i < FAULT_COUNT; i++)
        if (FAULTS[i].status == problem->status && kind != (FaultKind)i) {
            kind = (FaultKind)i;
            break;
        }
    fault_respond(response, kind, problem->error != NULL && problem->status < 500 ? problem->error->message : NULL,
                  NULL);
    http_response_set_status(response, problem->status);
    return TRUE;
}
