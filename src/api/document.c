/* SPDX-License-Identifier: Apache-2.0 */
/* What the interface is, for programs and for people who write them: its OpenAPI document and the types of its faults.
 */
#include <string.h>

#include "api/api-private.h"

gboolean
api_document_show(ApiCall *call, GError **error)
{
    (void)error;
    http_response_set_cache(call->response, "public, max-age=300");
    return http_response_bytes(call->response, "application/json",
                               g_bytes_new_static(API_DOCUMENT, strlen(API_DOCUMENT)));
}

gboolean
api_document_problems(ApiCall *call, GError **error)
{
    json_t *list = json_array();

    (void)error;
    for (int i = 0; i < FAULT_COUNT; i++) {
        const Fault *fault = fault_get((FaultKind)i);
        g_autofree char *type = g_strconcat(FAULT_TYPES, fault->name, NULL);

        json_array_append_new(list, json_pack("{s:s, s:i, s:s, s:s}", "type", type, "status", (int)fault->status,
                                              "title", fault->title, "meaning", fault->meaning));
    }
    http_response_set_cache(call->response, "public, max-age=300");
    return http_response_json(call->response, json_pack("{s:o}", "problems", list));
}
