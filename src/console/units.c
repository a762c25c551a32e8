/* SPDX-License-Identifier: Apache-2.0 */
/* Units and the addresses that lead to them. */
#include <string.h>

#include "base/error.h"
#include "base/id.h"
#include "console/channel-part.h"
#include "console/flash.h"
#include "console/page.h"
#include "mediation/endpoint-move.h"
#include "model/person.h"
#include "views/unit-view.h"

/* ---- the list ---- */

static json_t *
addresses_of(const UnitViewRow *row)
{
    json_t *list = json_array();

    for (guint i = 0; i < row->endpoints->len; i++) {
        const Endpoint *endpoint = g_ptr_array_index(row->endpoints, i);

        part_add(list, json_pack("{s:o}", "address", part_shown(endpoint->uri)));
    }
    return list;
}

gboolean
console_units_list(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(visit->console->mediation->directory);
    g_autoptr(GPtrArray) rows = unit_view_list(visit->console->store, snapshot, visit->actor, error);
    gboolean manages = rights_may_anywhere(visit->actor, ACTION_MANAGE_UNITS);
    json_t *units;

    (void)data;
    if (rows == NULL)
        return FALSE;
    units = json_array();
    for (guint i = 0; i < rows->len; i++) {
        const UnitViewRow *row = g_ptr_array_index(rows, i);
        gboolean reads = rights_may(visit->actor, ACTION_READ_INBOX, row->id);

        part_add(units, json_pack("{s:o, s:b, s:o, s:o, s:o, s:s?, s:s?}", "name", part_text(row->name), "closed",
                                  row->closed, "addresses", addresses_of(row), "staff",
                                  part_number(visit, row->members), "open", part_number(visit, row->open_cases), "url",
                                  manages ? http_request_format(request, "/units/%s", row->code) : NULL, "cases",
                                  reads ? http_request_format(request, "/cases?queue=unit&unit=%s", row->code) : NULL));
    }
    return page_render(visit, "units", "units",
                       json_pack("{s:o, s:s?}", "units", units, "add", manages ? "/units/new" : NULL), error);
}

/* ---- the form ---- */

/* What the page of a unit shows, with what was typed where something was wrong. */
typedef struct {
    const ConsoleVisit *visit;
    DirectorySnapshot *snapshot;
    const Unit *unit; /* NULL: a new one */
    const char *name;
    const char *address; /* typed for a new address */
    const char *field;   /* of the page, that @error is about */
    const GError *error;
} UnitPage;

static json_t *
channel_options(const ConsoleVisit *visit)
{
    const Channels *channels = visit->console->mediation->channels;
    json_t *options = json_array();

    for (guint i = 0; i < channels_count(channels); i++) {
        const Channel *channel = channels_at(channels, i);

        if (channel->driver->resolve != NULL)
            part_add(options, part_option(channel->name, locale_say(visit->locale, channel->driver->label), FALSE));
    }
    return options;
}

static json_t *
unit_options(const UnitPage *page)
{
    const GPtrArray *units = directory_units(page->snapshot);
    json_t *options = json_array();

    for (guint i = 0; i < units->len; i++) {
        const Unit *unit = g_ptr_array_index(units, i);

        if (!unit->closed || unit == page->unit)
            part_add(options, part_option(unit->code, unit->name, unit == page->unit));
    }
    return options;
}

/* When the channel goes that the address is on; null when it stays. */
static json_t *
describe_legacy(const ConsoleVisit *visit, const char *name)
{
    const Channel *channel = channels_find(visit->console->mediation->channels, name);

    return channel != NULL ? channel_part_legacy(visit, channel) : json_null();
}

/* The channels that it could move to; null: none. */
static json_t *
describe_targets(const UnitPage *page, const Endpoint *endpoint, const char *id)
{
    g_autoptr(GPtrArray) targets = endpoint_move_targets(page->visit->console->mediation, endpoint);
    json_t *options;

    if (targets->len == 0)
        return json_null();
    options = json_array();
    for (guint i = 0; i < targets->len; i++) {
        const Channel *channel = g_ptr_array_index(targets, i);

        part_add(options, part_option(channel->name, channel->name, FALSE));
    }
    return json_pack("{s:s, s:o, s:s}", "from", endpoint->channel, "channels", options, "action",
                     http_request_format(page->visit->request, "/units/%s/addresses/%s/move", page->unit->code, id));
}

static json_t *
describe_endpoints(const UnitPage *page)
{
    const GPtrArray *endpoints = directory_endpoints(page->snapshot);
    json_t *list = json_array();

    for (guint i = 0; i < endpoints->len; i++) {
        const Endpoint *endpoint = g_ptr_array_index(endpoints, i);
        char id[ID_TEXT_SIZE];

        if (endpoint->unit.value != page->unit->id.value)
            continue;
        id_format(endpoint->id.value, id);
        part_add(list,
                 json_pack("{s:s, s:o, s:o, s:o, s:o, s:o, s:s, s:o}", "id", id, "channel_name",
                           part_channel(page->visit, endpoint->channel), "legacy",
                           describe_legacy(page->visit, endpoint->channel), "address", part_shown(endpoint->uri),
                           "endpoint_name", part_text(endpoint->name), "options", unit_options(page), "action",
                           http_request_format(page->visit->request, "/units/%s/addresses/%s", page->unit->code, id),
                           "moving", describe_targets(page, endpoint, id)));
    }
    return list;
}

static json_t *
describe_addresses(const UnitPage *page)
{
    if (page->unit == NULL)
        return json_null();
    return json_pack("{s:o, s:s, s:o, s:o, s:o}", "list", describe_endpoints(page), "action",
                     http_request_format(page->visit->request, "/units/%s/addresses", page->unit->code), "channels",
                     channel_options(page->visit), "typed", part_text(page->address != NULL ? page->address : ""),
                     "endpoint_name", part_text(page->visit->console->mediation->authority));
}

static gboolean
show(const UnitPage *page, GError **error)
{
    const ConsoleVisit *visit = page->visit;
    const Unit *unit = page->unit;
    const char *url = unit == NULL ? "/units/new" : http_request_format(visit->request, "/units/%s", unit->code);
    json_t *form =
        json_pack("{s:b, s:s, s:s, s:o, s:b, s:o}", "is_new", unit == NULL, "list", "/units", "action", url, "name",
                  part_text(page->name), "closed", unit != NULL && unit->closed, "addresses", describe_addresses(page));

    part_set(form, "close",
             part_text(unit != NULL && !unit->closed ? http_request_format(visit->request, "%s/close", url) : NULL));
    part_set(form, "reopen",
             part_text(unit != NULL && unit->closed ? http_request_format(visit->request, "%s/reopen", url) : NULL));
    return page_render(visit, "unit-edit", "units",
                       json_pack("{s:o, s:o}", "errors",
                                 page->error != NULL ? page_error_said(visit, page->field, page->error) : json_null(),
                                 "unit_form", form),
                       error);
}

static gboolean
refuse(UnitPage *page, const char *field, GError *trouble, GError **error)
{
    gboolean shown;

    if (!page_comes_back(page->visit, &trouble, error))
        return FALSE;
    page->field = field;
    page->error = trouble;
    shown = show(page, error);
    g_error_free(trouble);
    return shown;
}

static gboolean
done(const ConsoleVisit *visit, const char *code, const char *name, const char *path)
{
    flash_set(visit, code, "name", name);
    return http_response_redirect(visit->response, path);
}

/* The unit of the path; for who may manage units. */
static gboolean
load(UnitPage *page, HttpRequest *request, HttpResponse *response, GError **error)
{
    const ConsoleVisit *visit = page->visit = console_visit(request, response);

    page->snapshot = directory_snapshot(visit->console->mediation->directory);
    if (!rights_check(visit->actor, ACTION_MANAGE_UNITS, (UnitId){ 0 }, error))
        return FALSE;
    page->unit = console_unit(page->snapshot, http_request_parameter(request, "code"));
    if (page->unit != NULL) {
        page->name = page->unit->name;
        return TRUE;
    }
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such unit");
    return FALSE;
}

static void
unit_page_clear(UnitPage *page)
{
    g_clear_pointer(&page->snapshot, directory_snapshot_release);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(UnitPage, unit_page_clear)

gboolean
console_units_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(UnitPage) page = { 0 };

    (void)data;
    return load(&page, request, response, error) && show(&page, error);
}

gboolean
console_units_new(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const UnitPage page = { .visit = console_visit(request, response), .name = "" };

    (void)data;
    return rights_check(page.visit->actor, ACTION_MANAGE_UNITS, (UnitId){ 0 }, error) && show(&page, error);
}

gboolean
console_units_add(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    UnitPage page = { .visit = console_visit(request, response) };
    GError *trouble = NULL;
    UnitId id;

    (void)data;
    page.name = console_field(page.visit, "name");
    if (!directory_add_unit(page.visit->console->mediation->directory, page.visit->actor, NULL, page.name, &id,
                            &trouble))
        return refuse(&page, "name", trouble, error);
    return done(page.visit, "unit_added", page.name, "/units");
}

gboolean
console_units_change(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(UnitPage) page = { 0 };
    GError *trouble = NULL;

    (void)data;
    if (!load(&page, request, response, error))
        return FALSE;
    page.name = console_field(page.visit, "name");
    if (!directory_rename_unit(page.visit->console->mediation->directory, page.visit->actor, page.unit->id, page.name,
                               &trouble))
        return refuse(&page, "name", trouble, error);
    return done(page.visit, "unit_saved", page.name, "/units");
}

gboolean
console_units_close(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(UnitPage) page = { 0 };
    GError *trouble = NULL;

    (void)data;
    if (!load(&page, request, response, error))
        return FALSE;
    if (!directory_close_unit(page.visit->console->mediation->directory, page.visit->actor, page.unit->id, &trouble))
        return refuse(&page, "name", trouble, error);
    return done(page.visit, "unit_saved", page.name, "/units");
}

gboolean
console_units_reopen(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(UnitPage) page = { 0 };
    GError *trouble = NULL;

    (void)data;
    if (!load(&page, request, response, error))
        return FALSE;
    if (!directory_reopen_unit(page.visit->console->mediation->directory, page.visit->actor, page.unit->id, &trouble))
        return refuse(&page, "name", trouble, error);
    return done(page.visit, "unit_saved", page.name, "/units");
}

/* ---- addresses ---- */

/* What was typed, as the channel writes it; NULL with a sentence. */
static char *
resolve_address(const UnitPage *page, const char *channel_name, GError **error)
{
    const Channel *channel = channels_find(page->visit->console->mediation->channels, channel_name);

    if (channel != NULL && channel->driver->resolve != NULL)
        return channel->driver->resolve(channel->handle, page->address, error);
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, SAY_NOOP("choose by which channel it is reached"));
    return NULL;
}

gboolean
console_units_add_address(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(UnitPage) page = { 0 };
    g_autofree char *uri = NULL;
    GError *trouble = NULL;
    const char *channel;
    EndpointId id;

    (void)data;
    if (!load(&page, request, response, error))
        return FALSE;
    channel = console_field(page.visit, "channel");
    page.address = console_field(page.visit, "address");
    uri = resolve_address(&page, channel, &trouble);
    if (uri == NULL || !directory_add_endpoint(page.visit->console->mediation->directory, page.visit->actor, channel,
                                               uri, console_field(page.visit, "name"), page.unit->id, &id, &trouble))
        return refuse(&page, "address", trouble, error);
    return done(page.visit, "address_added", page.address, http_request_format(request, "/units/%s", page.unit->code));
}

gboolean
console_units_change_address(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(UnitPage) page = { 0 };
    GError *trouble = NULL;
    const Unit *unit;
    EndpointId id;

    (void)data;
    if (!load(&page, request, response, error))
        return FALSE;
    unit = console_unit(page.snapshot, console_field(page.visit, "unit"));
    if (unit == NULL || !id_parse(http_request_parameter(request, "endpoint"), &id.value)) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such address or unit");
        return FALSE;
    }
    if (!directory_change_endpoint(page.visit->console->mediation->directory, page.visit->actor, id,
                                   console_field(page.visit, "name"), unit->id, &trouble))
        return refuse(&page, "address", trouble, error);
    return done(page.visit, "unit_saved", page.unit->name, http_request_format(request, "/units/%s", page.unit->code));
}

gboolean
console_units_move_address(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(UnitPage) page = { 0 };
    GError *trouble = NULL;
    EndpointId id;

    (void)data;
    if (!load(&page, request, response, error))
        return FALSE;
    if (!id_parse(http_request_parameter(request, "endpoint"), &id.value)) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such address");
        return FALSE;
    }
    if (!endpoint_move(page.visit->console->mediation, page.visit->actor, id, console_field(page.visit, "channel"),
                       &trouble))
        return refuse(&page, "address", trouble, error);
    return done(page.visit, "address_moved", console_field(page.visit, "channel"),
                http_request_format(request, "/units/%s", page.unit->code));
}
