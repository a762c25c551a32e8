/* SPDX-License-Identifier: Apache-2.0 */
/* What the templates of this channel are given. */
#include <string.h>

#include "base/random.h"
#include "channels/web/web-private.h"

const char *
web_page_language(const HttpResponse *response)
{
    const Locale *locale = http_response_locale(response);

    return locale != NULL ? locale_tag(locale) : "en";
}

const char *
web_page_url(HttpRequest *request, HttpResponse *response, const char *path, const char *more)
{
    const char *query = json_string_value(json_object_get(http_response_page(response), "query"));

    query = query != NULL ? query : "";
    return http_request_format(request, "%s%s%s%s", path, query,
                               more == NULL     ? ""
                               : *query != '\0' ? "&"
                                                : "?",
                               more != NULL ? more : "");
}

/* { error: { NAME: true }, minutes } */
static json_t *
describe_fault(const WebForm *form, WebField field)
{
    if (form->faults[field] == NULL)
        return json_null();
    return json_pack("{s:o, s:i}", "error", value_flag(form->faults[field]), "minutes", (int)form->wait);
}

json_t *
web_page_errors(const WebForm *form)
{
    json_t *list = json_array();

    for (guint i = 0; i < WEB_FIELDS; i++)
        if (form->faults[i] != NULL)
            value_add(list, json_pack("{s:s, s:o, s:i}", "field", web_form_field_id(i), "error",
                                      value_flag(form->faults[i]), "minutes", (int)form->wait));
    return value_list(list);
}

/* Who it may be for: the names of our endpoints, when there are several. The general one is the shortest URI. */
static json_t *
describe_places(const Web *web, const WebForm *form)
{
    g_autoptr(GPtrArray) endpoints = web->host->endpoints(web->host);
    json_t *list = json_array();
    const Endpoint *general = NULL;

    for (guint i = 0; i < endpoints->len; i++) {
        const Endpoint *endpoint = g_ptr_array_index(endpoints, i);

        if (general == NULL || strlen(endpoint->uri) < strlen(general->uri))
            general = endpoint;
    }
    for (guint i = 0; i < endpoints->len; i++) {
        const Endpoint *endpoint = g_ptr_array_index(endpoints, i);

        if (endpoint != general)
            value_add(list, json_pack("{s:o, s:o, s:b}", "value", value_text(endpoint->uri), "name",
                                      value_text(endpoint->name), "selected", strcmp(endpoint->uri, form->topic) == 0));
    }
    return value_list(list);
}

static json_t *
describe_services(const Web *web, const WebForm *form)
{
    g_autoptr(GPtrArray) services = web->host->services(web->host);
    json_t *list = json_array();

    for (guint i = 0; i < services->len; i++) {
        const Service *service = g_ptr_array_index(services, i);

        value_add(list, json_pack("{s:o, s:o, s:b}", "value", value_text(service->code), "name",
                                  value_text(service->name), "selected", strcmp(service->code, form->topic) == 0));
    }
    return value_list(list);
}

/* What it may be about: { services, places }, each null or { list }; null: there is nothing to choose. */
static json_t *
describe_topics(const Web *web, const WebForm *form)
{
    json_t *places = describe_places(web, form), *services = describe_services(web, form);

    if (!json_is_null(places) || !json_is_null(services))
        return json_pack("{s:o, s:o}", "services", services, "places", places);
    json_decref(places);
    json_decref(services);
    return json_null();
}

static json_t *
describe_files(const WebForm *form, const Locale *locale)
{
    json_t *list = json_array();

    for (guint i = 0; i < form->files->len; i++) {
        const MessagePart *part = g_ptr_array_index(form->files, i);
        g_autofree char *size = locale_size(locale, part->size);

        value_add(list, json_pack("{s:i, s:o, s:s}", "number", (int)i, "file_name", value_text(part->filename), "size",
                                  size));
    }
    return value_list(list);
}

static json_t *
describe_faults(const WebForm *form)
{
    json_t *faults = json_object();

    for (guint i = 0; i < WEB_FIELDS; i++)
        value_set(faults, web_form_field_id(i), describe_fault(form, i));
    return faults;
}

json_t *
web_page_form(const Web *web, HttpResponse *response, const WebForm *form, const char *action)
{
    const Locale *locale = http_response_locale(response);
    g_autofree char *size = locale_size(locale, CITIZEN_FILES_SIZE), *most = locale_number(locale, CITIZEN_TEXT_MAX);
    g_autofree char *once = *form->once != '\0' ? g_strdup(form->once) : random_token(96);
    json_t *page = json_pack("{s:s, s:o, s:o, s:o, s:o, s:o, s:s, s:s, s:s}", "action", action, "topics",
                             describe_topics(web, form), "subject", value_text(form->subject), "text",
                             value_text(form->text), "name", value_text(form->name), "mail", value_text(form->mail),
                             "once", once, "token", form->token, "stash", form->stash);

    value_set(page, "topic", value_text(form->topic));
    value_set(page, "review", json_boolean(form->appeal));
    value_set(page, "attached", describe_files(form, locale));
    value_set(page, "fault", describe_faults(form));
    value_set(page, "text_limit", json_integer(CITIZEN_TEXT_MAX));
    value_set(page, "text_most", json_string(most));
    value_set(page, "line_limit", json_integer(WEB_LINE_MAX));
    value_set(page, "file_limit", json_integer(CITIZEN_FILES_MAX));
    value_set(page, "size_limit", json_string(size));
    return page;
}
