/* SPDX-License-Identifier: Apache-2.0 */
/* Services and what is promised for each. */
#include <string.h>

#include "base/error.h"
#include "base/number.h"
#include "console/flash.h"
#include "console/page.h"
#include "mediation/cases/clocks.h"
#include "views/promise-words.h"

/* ---- the list ---- */

static json_t *
unit_name(const DirectorySnapshot *snapshot, UnitId id)
{
    const Unit *unit = directory_get_unit(snapshot, id);

    return part_text(unit != NULL ? unit->name : NULL);
}

static json_t *
promised(const ConsoleVisit *visit, gint64 minutes)
{
    g_autofree char *text = minutes > 0 ? promise_words_time(visit->locale, minutes) : NULL;

    return part_text(text);
}

static json_t *
describe_service(const ConsoleVisit *visit, const DirectorySnapshot *snapshot, const Service *service)
{
    gboolean manages = rights_may_anywhere(visit->actor, ACTION_MANAGE_PROMISES);

    return json_pack("{s:o, s:b, s:b, s:o, s:o, s:o, s:o, s:s?}", "name", part_text(service->name), "closed",
                     service->closed, "special", service->sensitivity == SENSITIVITY_SPECIAL, "unit_name",
                     unit_name(snapshot, service->unit), "first_answer", promised(visit, service->first_answer),
                     "resolution", promised(visit, service->resolution), "basis",
                     part_text(*service->basis != '\0' ? service->basis : NULL), "url",
                     manages ? http_request_format(visit->request, "/services/%s", service->code) : NULL);
}

static gboolean
show_list(const ConsoleVisit *visit, json_t *errors, GError **error)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(visit->console->mediation->directory);
    const GPtrArray *services = directory_services(snapshot);
    gboolean manages = rights_may_anywhere(visit->actor, ACTION_MANAGE_PROMISES);
    json_t *list, *warning = json_null();
    int percent;

    if (!clocks_warning(visit->console->mediation, visit->actor, &percent, error)) {
        json_decref(errors);
        return FALSE;
    }
    list = json_array();
    for (guint closed = 0; closed < 2; closed++) {
        for (guint i = 0; i < services->len; i++) {
            const Service *service = g_ptr_array_index(services, i);

            if (service->closed == (gboolean)closed)
                part_add(list, describe_service(visit, snapshot, service));
        }
    }
    if (manages)
        warning = json_pack("{s:s, s:i}", "action", "/services", "percent", percent);
    return page_render(visit, "services", "services",
                       json_pack("{s:o, s:o, s:s?, s:s, s:o}", "errors", errors, "services", list, "add",
                                 manages ? "/services/new" : NULL, "calendars", "/calendars", "warning", warning),
                       error);
}

gboolean
console_services_list(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    (void)data;
    return show_list(console_visit(request, response), json_null(), error);
}

gboolean
console_services_warning(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autoptr(GError) trouble = NULL;
    gint64 percent = -1;

    (void)data;
    number_parse_int64(console_field(visit, "percent"), 0, 100, &percent, NULL);
    if (clocks_set_warning(visit->console->mediation, visit->actor, percent, &trouble)) {
        flash_set(visit, "warning_set", NULL, NULL);
        return http_response_redirect(response, "/services");
    }
    if (!g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID)) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    http_response_set_status(response, 422);
    return show_list(visit, page_error_said(visit, "percent", trouble), error);
}

/* ---- the form ---- */

/* What the page of a service shows, with what was typed where something was wrong. */
typedef struct {
    const ConsoleVisit *visit;
    DirectorySnapshot *snapshot;
    const Service *service; /* NULL: a new one */
    const char *name, *unit, *first_answer, *resolution, *basis, *sensitivity;
    const char *field;
    const GError *error;
} ServicePage;

static void
service_page_clear(ServicePage *page)
{
    g_clear_pointer(&page->snapshot, directory_snapshot_release);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ServicePage, service_page_clear)

/* "8", or "1:30"; "" when nothing is promised. */
static const char *
hours_text(HttpRequest *request, gint64 minutes)
{
    if (minutes == 0)
        return "";
    if (minutes % 60 == 0)
        return http_request_format(request, "%" G_GINT64_FORMAT, minutes / 60);
    return http_request_format(request, "%" G_GINT64_FORMAT ":%02" G_GINT64_FORMAT, minutes / 60, minutes % 60);
}

static gboolean
parse_hours(const char *typed, gint64 *ret, GError **error)
{
    g_autofree char *copy = g_strstrip(g_strdup(typed));
    char *colon = strchr(copy, ':');
    gint64 hours = 0, minutes = 0;

    *ret = 0;
    if (*copy == '\0')
        return TRUE;
    if (colon != NULL)
        *colon = '\0';
    if (number_parse_int64(copy, 0, SERVICE_MINUTES_MAX / 60, &hours, NULL) &&
        (colon == NULL || number_parse_int64(colon + 1, 0, 59, &minutes, NULL))) {
        *ret = hours * 60 + minutes;
        return TRUE;
    }
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                        SAY_NOOP("write working hours as a number, like 8 or 1:30; leave it empty when nothing is "
                                 "promised"));
    return FALSE;
}

static json_t *
unit_options(const ServicePage *page)
{
    const GPtrArray *units = directory_units(page->snapshot);
    json_t *options = json_array();

    for (guint i = 0; i < units->len; i++) {
        const Unit *unit = g_ptr_array_index(units, i);

        if (!unit->closed || (page->service != NULL && page->service->unit.value == unit->id.value))
            part_add(options, part_option(unit->code, unit->name, strcmp(page->unit, unit->code) == 0));
    }
    return options;
}

static json_t *
sensitivity_options(const ServicePage *page)
{
    json_t *options = json_array();

    for (guint i = 0; i < SENSITIVITY_COUNT; i++)
        part_add(options, json_pack("{s:s, s:o, s:b}", "value", sensitivity_name(i), "sensitivity",
                                    part_flag(sensitivity_name(i)), "selected",
                                    strcmp(page->sensitivity, sensitivity_name(i)) == 0));
    return options;
}

static gboolean
show(const ServicePage *page, GError **error)
{
    const ConsoleVisit *visit = page->visit;
    const Service *service = page->service;
    const char *url =
        service == NULL ? "/services/new" : http_request_format(visit->request, "/services/%s", service->code);
    json_t *form = json_pack("{s:b, s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:b}", "is_new", service == NULL, "list",
                             "/services", "action", url, "name", part_text(page->name), "units", unit_options(page),
                             "first_answer", part_text(page->first_answer), "resolution", part_text(page->resolution),
                             "basis", part_text(page->basis), "sensitivities", sensitivity_options(page), "closed",
                             service != NULL && service->closed);

    part_set(
        form, "close",
        part_text(service != NULL && !service->closed ? http_request_format(visit->request, "%s/close", url) : NULL));
    part_set(
        form, "reopen",
        part_text(service != NULL && service->closed ? http_request_format(visit->request, "%s/reopen", url) : NULL));
    return page_render(visit, "service-edit", "services",
                       json_pack("{s:o, s:o}", "errors",
                                 page->error != NULL ? page_error_said(visit, page->field, page->error) : json_null(),
                                 "service_form", form),
                       error);
}

static gboolean
refuse(ServicePage *page, const char *field, GError *trouble, GError **error)
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
begin(ServicePage *page, HttpRequest *request, HttpResponse *response, GError **error)
{
    page->visit = console_visit(request, response);
    page->snapshot = directory_snapshot(page->visit->console->mediation->directory);
    page->name = page->unit = page->first_answer = page->resolution = page->basis = "";
    page->sensitivity = sensitivity_name(SENSITIVITY_PERSONAL);
    return rights_check(page->visit->actor, ACTION_MANAGE_PROMISES, (UnitId){ 0 }, error);
}

/* The service of the path. */
static gboolean
load(ServicePage *page, HttpRequest *request, HttpResponse *response, GError **error)
{
    const Unit *unit;

    if (!begin(page, request, response, error))
        return FALSE;
    page->service = directory_find_service(page->snapshot, http_request_parameter(request, "code"));
    if (page->service == NULL) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such service");
        return FALSE;
    }
    unit = directory_get_unit(page->snapshot, page->service->unit);
    page->name = page->service->name;
    page->unit = unit != NULL ? unit->code : "";
    page->first_answer = hours_text(request, page->service->first_answer);
    page->resolution = hours_text(request, page->service->resolution);
    page->basis = page->service->basis;
    page->sensitivity = sensitivity_name(page->service->sensitivity);
    return TRUE;
}

/* What was typed; @ret_field is what a fault is about. */
static gboolean
read_form(ServicePage *page, Service *ret, const char **ret_field, GError **error)
{
    const Unit *unit;

    page->name = console_field(page->visit, "name");
    page->unit = console_field(page->visit, "unit");
    page->first_answer = console_field(page->visit, "first_answer");
    page->resolution = console_field(page->visit, "resolution");
    page->basis = console_field(page->visit, "basis");
    page->sensitivity = console_field(page->visit, "sensitivity");
    unit = console_unit(page->snapshot, page->unit);
    *ret = (Service){ .id = { page->service != NULL ? page->service->id.value : 0 },
                      .name = (char *)page->name,
                      .unit = { unit != NULL ? unit->id.value : 0 },
                      .basis = (char *)page->basis };
    *ret_field = "first-answer";
    if (!parse_hours(page->first_answer, &ret->first_answer, error))
        return FALSE;
    *ret_field = "resolution";
    if (!parse_hours(page->resolution, &ret->resolution, error))
        return FALSE;
    *ret_field = "sensitivity-public";
    if (!sensitivity_parse(page->sensitivity, &ret->sensitivity)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                            SAY_NOOP("say how far what is said in these cases needs protection"));
        return FALSE;
    }
    *ret_field = "name";
    return TRUE;
}

static gboolean
done(const ConsoleVisit *visit, const char *code, const char *name)
{
    flash_set(visit, code, "name", name);
    return http_response_redirect(visit->response, "/services");
}

gboolean
console_services_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(ServicePage) page = { 0 };

    (void)data;
    return load(&page, request, response, error) && show(&page, error);
}

gboolean
console_services_new(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(ServicePage) page = { 0 };

    (void)data;
    return begin(&page, request, response, error) && show(&page, error);
}

gboolean
console_services_add(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(ServicePage) page = { 0 };
    GError *trouble = NULL;
    const char *field;
    Service service;
    ServiceId id;

    (void)data;
    if (!begin(&page, request, response, error))
        return FALSE;
    if (!read_form(&page, &service, &field, &trouble) ||
        !directory_add_service(page.visit->console->mediation->directory, page.visit->actor, &service, &id, &trouble))
        return refuse(&page, field, trouble, error);
    return done(page.visit, "service_added", page.name);
}

gboolean
console_services_change(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(ServicePage) page = { 0 };
    GError *trouble = NULL;
    const char *field;
    Service service;

    (void)data;
    if (!load(&page, request, response, error))
        return FALSE;
    if (!read_form(&page, &service, &field, &trouble) ||
        !directory_change_service(page.visit->console->mediation->directory, page.visit->actor, &service, &trouble))
        return refuse(&page, field, trouble, error);
    return done(page.visit, "unit_saved", page.name);
}

gboolean
console_services_close(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(ServicePage) page = { 0 };

    (void)data;
    return load(&page, request, response, error) &&
           directory_close_service(page.visit->console->mediation->directory, page.visit->actor, page.service->id,
                                   error) &&
           done(page.visit, "unit_saved", page.name);
}

gboolean
console_services_reopen(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(ServicePage) page = { 0 };

    (void)data;
    return load(&page, request, response, error) &&
           directory_reopen_service(page.visit->console->mediation->directory, page.visit->actor, page.service->id,
                                    error) &&
           done(page.visit, "unit_saved", page.name);
}
