/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api-private.h"
#include "base/id.h"
#include "views/contact-view.h"

static json_t *
describe_identities(const Contact *contact)
{
    json_t *list = json_array();

    for (guint i = 0; i < contact->identities->len; i++) {
        const Identity *identity = g_ptr_array_index(contact->identities, i);

        json_array_append_new(list, json_pack("{s:o, s:o, s:i, s:o}", "uri", api_text_json(identity->uri), "address",
                                              api_text_json(identity_address(identity->uri)), "assurance",
                                              identity->assurance, "evidence", api_text_json(identity->evidence)));
    }
    return list;
}

/* A merge can be undone, so her own address is good for ever: 307 and not 308, and nothing is kept. */
static gboolean
respond_merged(ApiCall *call, PersonId merged)
{
    char text[ID_TEXT_SIZE];
    const char *path;

    id_format(merged.value, text);
    path = api_path(call, "/api/v1/persons/%s", text);
    http_response_set_status(call->response, 307);
    http_response_set_header(call->response, "Location", path);
    return http_response_json(call->response, json_pack("{s:s, s:s}", "merged_into", text, "url", path));
}

gboolean
api_persons_show(ApiCall *call, GError **error)
{
    g_autoptr(Contact) contact = NULL;
    PersonId id;

    if (!api_id(call, "person", &id.value, error))
        return FALSE;
    contact = contact_view_load(call->api->store, call->actor, id, error);
    if (contact == NULL)
        return FALSE;
    if (contact->merged.value != 0)
        return respond_merged(call, contact->merged);
    return http_response_json(
        call->response,
        json_pack("{s:o, s:o, s:o, s:o, s:o}", "id", api_id_json(contact->person->id.value), "name",
                  api_text_json(contact->person->name), "language", api_text_json(contact->person->language), "created",
                  api_time_json(contact->person->created), "identities", describe_identities(contact)));
}
