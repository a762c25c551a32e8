/* SPDX-License-Identifier: Apache-2.0 */
#include "console/promises.h"

#include "base/error.h"
#include "base/number.h"
#include "console/case-page.h"
#include "console/flash.h"
#include "mediation/cases/casework.h"
#include "mediation/cases/protecting.h"
#include "views/promise-words.h"

/* Day and time, whether it is over or to come. */
static json_t *
moment(const ConsoleVisit *visit, gint64 when)
{
    json_t *described = part_time(visit, when);
    g_autofree char *text = when == 0 ? NULL : locale_date(visit->locale, when, LOCALE_DAY_TIME, visit->zone);

    if (text != NULL)
        part_set(described, "text", part_text(text));
    return described;
}

/* ---- a pill ---- */

static json_t *
make_pill(const ConsoleVisit *visit, PromiseStanding standing, gint64 minutes, gint64 due)
{
    g_autofree char *words = promise_words_standing(visit->locale, standing, minutes, due, visit->zone);
    json_t *pill = json_pack("{s:s, s:b, s:b, s:b}", "words", words, "late",
                             standing == PROMISE_LATE || standing == PROMISE_MET_LATE, "soon", standing == PROMISE_NEAR,
                             "fine", standing == PROMISE_RUNS || standing == PROMISE_MET);

    part_set(pill, "due", moment(visit, due));
    return pill;
}

json_t *
promises_pill(const ConsoleVisit *visit, const Case *a_case)
{
    gint64 minutes;
    PromiseStanding standing = promise_view_nearest(visit->console->mediation, a_case, visit->now, &minutes);

    return standing == PROMISE_ENDED ? json_null() : make_pill(visit, standing, minutes, a_case->due);
}

/* ---- the card ---- */

static json_t *
describe_stops(const ConsoleVisit *visit, const Promise *clock)
{
    json_t *list = json_array();

    for (guint i = 0; i < clock->stops->len; i++) {
        const CalendarStop *stop = &g_array_index(clock->stops, CalendarStop, i);

        part_add(list,
                 json_pack("{s:o, s:o}", "since", moment(visit, stop->since), "until", moment(visit, stop->until)));
    }
    return part_list(list);
}

static json_t *
describe_clock(const ConsoleVisit *visit, const PromiseViewRow *row)
{
    const Promise *clock = row->clock;
    g_autofree char *promised = promise_words_time(visit->locale, clock->minutes);
    json_t *described = json_pack(
        "{s:o, s:o, s:s, s:o, s:o, s:o, s:o}", "clock", part_flag(promise_kind_name(clock->kind)), "pill",
        make_pill(visit, row->standing, row->minutes, promise_goes_on(clock) ? clock->due : 0), "promised", promised,
        "calendar", part_text(row->calendar), "basis", part_text(*clock->basis != '\0' ? clock->basis : NULL), "since",
        moment(visit, clock->started), "stops", describe_stops(visit, clock));

    part_set(described, "due", moment(visit, promise_goes_on(clock) ? clock->due : 0));
    part_set(described, "stopped", moment(visit, promise_goes_on(clock) ? clock->stopped : 0));
    part_set(described, "met", moment(visit, clock->met));
    return described;
}

static json_t *
service_options(const ConsoleVisit *visit, const Case *a_case)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(visit->console->mediation->directory);
    const GPtrArray *services = directory_services(snapshot);
    json_t *options = json_array();

    for (guint i = 0; i < services->len; i++) {
        const Service *service = g_ptr_array_index(services, i);
        gboolean own = service->id.value == a_case->service.value;

        if (own || directory_service_fits(service, a_case->unit))
            part_add(options, part_option(service->code, service->name, own));
    }
    return options;
}

static json_t *
priority_options(const Case *a_case)
{
    json_t *options = json_array();

    for (guint i = 0; i < CASE_PRIORITY_COUNT; i++)
        part_add(options, json_pack("{s:s, s:o, s:b}", "value", case_priority_name(i), "priority",
                                    part_flag(case_priority_name(i)), "selected", a_case->priority == i));
    return options;
}

/* As the service says, and what is more. A value of "public" takes back what staff raised. */
static json_t *
protection_options(const ConsoleVisit *visit, const Case *a_case)
{
    Sensitivity service = protecting_level_of_service(visit->console->mediation, a_case);
    Sensitivity now = protecting_level(visit->console->mediation, a_case);
    json_t *options = json_array();

    for (guint i = service; i < SENSITIVITY_COUNT; i++)
        part_add(options, json_pack("{s:s, s:b, s:o, s:b}", "value",
                                    sensitivity_name(i == service ? SENSITIVITY_PUBLIC : i), "of_service", i == service,
                                    "sensitivity", part_flag(sensitivity_name(i)), "selected", now == i));
    return options;
}

static json_t *
describe_protection(const ConsoleVisit *visit, const Case *a_case)
{
    Sensitivity now = protecting_level(visit->console->mediation, a_case);

    return json_pack("{s:o, s:b}", "sensitivity", part_flag(sensitivity_name(now)), "raised",
                     now > protecting_level_of_service(visit->console->mediation, a_case));
}

static json_t *
service_name(const ConsoleVisit *visit, const Case *a_case)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(visit->console->mediation->directory);
    const Service *service = directory_get_service(snapshot, a_case->service);

    return part_text(service != NULL ? service->name : NULL);
}

static json_t *
describe_form(const ConsoleVisit *visit, const Case *a_case)
{
    json_t *form;

    if (!rights_may(visit->actor, ACTION_EDIT_CASE, a_case->unit))
        return json_null();
    form = json_pack("{s:s, s:o, s:o, s:o}", "action",
                     http_request_format(visit->request, "/cases/%s/service", a_case->reference), "services",
                     service_options(visit, a_case), "priorities", priority_options(a_case), "protections",
                     protection_options(visit, a_case));
    return form;
}

json_t *
promises_card(const ConsoleVisit *visit, const CaseView *view, GError **error)
{
    const Case *a_case = view->a_case;
    g_autoptr(GPtrArray) rows = NULL;
    json_t *clocks;

    rows = promise_view_list(visit->console->mediation, visit->actor, a_case, visit->now, error);
    if (rows == NULL)
        return NULL;
    clocks = json_array();
    for (guint i = 0; i < rows->len; i++)
        part_add(clocks, describe_clock(visit, g_ptr_array_index(rows, i)));
    return json_pack("{s:o, s:o, s:o, s:o, s:s, s:o}", "service_name", service_name(visit, a_case), "priority",
                     part_flag(case_priority_name(a_case->priority)), "protection", describe_protection(visit, a_case),
                     "clocks", part_list(clocks), "services_page", "/services", "form", describe_form(visit, a_case));
}

/* ---- the form ---- */

typedef struct {
    const ConsoleVisit *visit;
    Case *a_case;
    ServiceId service;
    CasePriority priority;
    Sensitivity raised;
} Wish;

static void
wish_clear(Wish *wish)
{
    g_clear_pointer(&wish->a_case, case_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Wish, wish_clear)

static gboolean
read_wish(Wish *wish, GError **error)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(wish->visit->console->mediation->directory);
    const char *code = console_field(wish->visit, "service");
    const Service *service = *code == '\0' ? NULL : directory_find_service(snapshot, code);

    if ((*code != '\0' && service == NULL) ||
        !case_priority_parse(console_field(wish->visit, "priority"), &wish->priority) ||
        !sensitivity_parse(console_field(wish->visit, "sensitivity"), &wish->raised)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                            SAY_NOOP("choose a service, a priority and how far the case is protected"));
        return FALSE;
    }
    wish->service.value = service != NULL ? service->id.value : 0;
    return TRUE;
}

/* What the select says again is no change, nor is a level that the new service has by itself. */
static gboolean
raises(const Wish *wish)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(wish->visit->console->mediation->directory);
    const Service *service = directory_get_service(snapshot, wish->service);
    Sensitivity least = service != NULL ? service->sensitivity : SENSITIVITY_PERSONAL;

    return wish->raised != wish->a_case->raised && (wish->raised == SENSITIVITY_PUBLIC || wish->raised > least);
}

/* Only what is new, and each as the one before left the case. */
static gboolean
fulfil(const Wish *wish, GError **error)
{
    Mediation *mediation = wish->visit->console->mediation;
    const Actor *actor = wish->visit->actor;
    gint64 seen = console_seen(wish->visit);

    if (wish->service.value != wish->a_case->service.value) {
        if (!casework_set_service(mediation, actor, wish->a_case->id, seen, wish->service, error))
            return FALSE;
        seen = seen != 0 ? seen + 1 : 0;
    }
    if (wish->priority != wish->a_case->priority) {
        if (!casework_set_priority(mediation, actor, wish->a_case->id, seen, wish->priority, error))
            return FALSE;
        seen = seen != 0 ? seen + 1 : 0;
    }
    return !raises(wish) || casework_raise(mediation, actor, wish->a_case->id, seen, wish->raised, error);
}

gboolean
console_promises_set(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(Wish) wish = { .visit = console_visit(request, response) };
    CaseTyped typed = { .field = "main" };
    GError *trouble = NULL;

    (void)data;
    wish.a_case = case_view_find(wish.visit->console->store, wish.visit->actor,
                                 http_request_parameter(request, "reference"), error);
    if (wish.a_case == NULL)
        return FALSE;
    if (!read_wish(&wish, &trouble) || !fulfil(&wish, &trouble))
        return case_page_refuse(wish.visit, &typed, trouble, error);
    flash_set(wish.visit, "service_set", NULL, NULL);
    return http_response_redirect(response, case_page_url(wish.visit, wish.a_case));
}
