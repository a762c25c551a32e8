/* SPDX-License-Identifier: Apache-2.0 */
/* Calendars of working time, and which units work by them. */
#include <string.h>

#include "base/error.h"
#include "console/flash.h"
#include "console/page.h"
#include "mediation/cases/clocks.h"
#include "model/calendar-text.h"

static const char *const DAYS[7] = { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" };

static gboolean
is_own(const Calendar *calendar)
{
    return calendar->id.value == DIRECTORY_BODY_CALENDAR;
}

static gboolean
works_by(const Unit *unit, const Calendar *calendar)
{
    return unit->calendar.value == (is_own(calendar) ? 0 : calendar->id.value);
}

/* ---- the list ---- */

static json_t *
describe_units(const DirectorySnapshot *snapshot, const Calendar *calendar)
{
    const GPtrArray *units = directory_units(snapshot);
    json_t *list = json_array();

    for (guint i = 0; i < units->len; i++) {
        const Unit *unit = g_ptr_array_index(units, i);

        if (!unit->closed && works_by(unit, calendar))
            part_add(list, json_pack("{s:o}", "unit_name", part_text(unit->name)));
    }
    return list;
}

static json_t *
describe_state(const ConsoleVisit *visit, const Calendar *calendar)
{
    const Zone *zone = clocks_zone(visit->console->mediation, calendar);
    gboolean open = calendar_is_open(calendar, zone, visit->now);

    return json_pack("{s:b, s:o}", "open", open, "opens",
                     part_time(visit, open ? 0 : calendar_next_open(calendar, zone, visit->now)));
}

gboolean
console_calendars_list(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(visit->console->mediation->directory);
    const GPtrArray *calendars = directory_calendars(snapshot);
    gboolean manages = rights_may_anywhere(visit->actor, ACTION_MANAGE_PROMISES);
    json_t *list;

    (void)data;
    if (!rights_check(visit->actor, ACTION_SEE_PROMISES, (UnitId){ 0 }, error))
        return FALSE;
    list = json_array();
    for (guint i = 0; i < calendars->len; i++) {
        const Calendar *calendar = g_ptr_array_index(calendars, i);

        part_add(list, json_pack("{s:o, s:s, s:b, s:o, s:o, s:o}", "name", part_text(calendar->name), "url",
                                 http_request_format(request, "/calendars/%s", calendar->code), "own", is_own(calendar),
                                 "units", describe_units(snapshot, calendar), "now", describe_state(visit, calendar),
                                 "days_off", part_number(visit, calendar->closures->len)));
    }
    return page_render(visit, "calendars", "calendars",
                       json_pack("{s:o, s:s?}", "calendars", list, "add", manages ? "/calendars/new" : NULL), error);
}

/* ---- the page ---- */

/* What the page of a calendar shows, with what was typed where something was wrong. */
typedef struct {
    const ConsoleVisit *visit;
    DirectorySnapshot *snapshot;
    const Calendar *calendar; /* NULL: a new one */
    char *hours[7], *closures;
    const char *name, *zone;
    const char *field;
    guint line; /* of the list that is wrong; 0: none is */
    const GError *error;
} CalendarPage;

static void
calendar_page_clear(CalendarPage *page)
{
    for (guint i = 0; i < 7; i++)
        g_free(page->hours[i]);
    g_free(page->closures);
    g_clear_pointer(&page->snapshot, directory_snapshot_release);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CalendarPage, calendar_page_clear)

static void
fill(CalendarPage *page, const Calendar *calendar)
{
    for (guint i = 0; i < 7; i++)
        page->hours[i] = calendar_text_day(&calendar->days[i]);
    page->closures = calendar_text_closures(calendar->closures);
    page->name = calendar->name;
    page->zone = calendar->zone;
}

/* New calendars begin as the body's own. */
static gboolean
begin(CalendarPage *page, HttpRequest *request, HttpResponse *response, GError **error)
{
    const char *code = http_request_parameter(request, "code");

    page->visit = console_visit(request, response);
    page->snapshot = directory_snapshot(page->visit->console->mediation->directory);
    if (!rights_check(page->visit->actor, ACTION_SEE_PROMISES, (UnitId){ 0 }, error))
        return FALSE;
    page->calendar = code == NULL ? NULL : directory_find_calendar(page->snapshot, code);
    if (code != NULL && page->calendar == NULL) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such calendar");
        return FALSE;
    }
    fill(page, page->calendar != NULL ? page->calendar : directory_calendar(page->snapshot, (CalendarId){ 0 }));
    page->name = page->calendar != NULL ? page->name : "";
    return TRUE;
}

static json_t *
describe_hours(const CalendarPage *page)
{
    json_t *list = json_array();

    for (guint i = 0; i < 7; i++)
        part_add(list, json_pack("{s:s, s:o, s:o}", "id", DAYS[i], "day", part_flag(DAYS[i]), "hours",
                                 part_text(page->hours[i])));
    return list;
}

/* The units, and whether each works by this calendar; null for the body's own, which is that of all others. */
static json_t *
describe_choice(const CalendarPage *page)
{
    const GPtrArray *units = directory_units(page->snapshot);
    json_t *list;

    if (page->calendar == NULL || is_own(page->calendar) ||
        !rights_may_anywhere(page->visit->actor, ACTION_MANAGE_PROMISES))
        return json_null();
    list = json_array();
    for (guint i = 0; i < units->len; i++) {
        const Unit *unit = g_ptr_array_index(units, i);

        if (!unit->closed)
            part_add(list, part_option(unit->code, unit->name, works_by(unit, page->calendar)));
    }
    return json_pack("{s:s, s:o}", "action",
                     http_request_format(page->visit->request, "/calendars/%s/units", page->calendar->code), "options",
                     list);
}

static gboolean
show(const CalendarPage *page, GError **error)
{
    const ConsoleVisit *visit = page->visit;
    const Calendar *calendar = page->calendar;
    gboolean manages = rights_may_anywhere(visit->actor, ACTION_MANAGE_PROMISES);
    const char *url =
        calendar == NULL ? "/calendars/new" : http_request_format(visit->request, "/calendars/%s", calendar->code);
    json_t *form =
        json_pack("{s:b, s:b, s:s, s:s?, s:o, s:o, s:s, s:o, s:o, s:o, s:o}", "is_new", calendar == NULL, "own",
                  calendar != NULL && is_own(calendar), "list", "/calendars", "action", manages ? url : NULL, "name",
                  part_text(page->name), "zone", part_text(page->zone), "body_zone", visit->zone, "days",
                  describe_hours(page), "closures", part_text(page->closures), "choice", describe_choice(page), "used",
                  calendar != NULL ? describe_units(page->snapshot, calendar) : json_array());

    return page_render(visit, "calendar-edit", "calendars",
                       json_pack("{s:o, s:o}", "errors",
                                 page->error != NULL ? page_error_said(visit, page->field, page->error) : json_null(),
                                 "calendar_form", form),
                       error);
}

gboolean
console_calendars_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(CalendarPage) page = { 0 };

    (void)data;
    return begin(&page, request, response, error) && show(&page, error);
}

gboolean
console_calendars_new(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(CalendarPage) page = { 0 };

    (void)data;
    return begin(&page, request, response, error) && show(&page, error);
}

/* ---- the form ---- */

/* What was typed, as a calendar; NULL with page->field at the fault. */
static Calendar *
read_form(CalendarPage *page, GError **error)
{
    g_autoptr(Calendar) calendar = calendar_new();
    GPtrArray *closures;

    page->name = console_field(page->visit, "name");
    page->zone = console_field(page->visit, "zone");
    g_free(page->closures);
    page->closures = g_strdup(console_field(page->visit, "closures"));
    for (guint i = 0; i < 7; i++) {
        g_free(page->hours[i]);
        page->hours[i] = g_strdup(console_field(page->visit, DAYS[i]));
    }
    for (guint i = 0; i < 7; i++) {
        page->field = DAYS[i];
        if (!calendar_text_parse_day(page->hours[i], &calendar->days[i], error))
            return NULL;
    }
    page->field = "closures";
    closures = calendar_text_parse_closures(page->closures, &page->line, error);
    if (closures == NULL)
        return NULL;
    g_ptr_array_unref(calendar->closures);
    calendar->closures = closures;
    g_free(calendar->name);
    calendar->name = g_strdup(page->name);
    g_free(calendar->zone);
    calendar->zone = g_strstrip(g_strdup(page->zone));
    calendar->id.value = page->calendar != NULL ? page->calendar->id.value : 0;
    page->field = locale_timezone_is_known(calendar->zone) || *calendar->zone == '\0' ? "name" : "zone";
    return g_steal_pointer(&calendar);
}

/* Which line of the list it is, before what is wrong with it. */
static void
say_line(const CalendarPage *page, GError *trouble)
{
    const Locale *locale = page->visit->locale;
    g_autofree char *number = locale_number(locale, page->line);
    char *words = locale_fill(locale, SAY("line {number}: {words}"), "number", number, "words",
                              locale_say(locale, trouble->message), NULL);

    g_free(trouble->message);
    trouble->message = words;
}

static gboolean
refuse(CalendarPage *page, GError *trouble, GError **error)
{
    gboolean shown;

    if (!page_comes_back(page->visit, &trouble, error))
        return FALSE;
    if (page->line > 0)
        say_line(page, trouble);
    page->error = trouble;
    shown = show(page, error);
    g_error_free(trouble);
    return shown;
}

static gboolean
done(const ConsoleVisit *visit, const char *code, const char *name)
{
    flash_set(visit, code, "name", name);
    return http_response_redirect(visit->response, "/calendars");
}

gboolean
console_calendars_add(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(CalendarPage) page = { 0 };
    g_autoptr(Calendar) calendar = NULL;
    GError *trouble = NULL;
    CalendarId id;

    (void)data;
    if (!begin(&page, request, response, error))
        return FALSE;
    calendar = read_form(&page, &trouble);
    if (calendar == NULL ||
        !directory_add_calendar(page.visit->console->mediation->directory, page.visit->actor, calendar, &id, &trouble))
        return refuse(&page, trouble, error);
    return done(page.visit, "calendar_added", page.name);
}

gboolean
console_calendars_change(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(CalendarPage) page = { 0 };
    g_autoptr(Calendar) calendar = NULL;
    GError *trouble = NULL;

    (void)data;
    if (!begin(&page, request, response, error))
        return FALSE;
    calendar = read_form(&page, &trouble);
    if (calendar == NULL ||
        !directory_change_calendar(page.visit->console->mediation->directory, page.visit->actor, calendar, &trouble))
        return refuse(&page, trouble, error);
    return done(page.visit, "unit_saved", page.name);
}

/* Units that are ticked work by this calendar; those that no longer are work by the body's own again. */
gboolean
console_calendars_units(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(CalendarPage) page = { 0 };
    const GPtrArray *units;

    (void)data;
    if (!begin(&page, request, response, error))
        return FALSE;
    units = directory_units(page.snapshot);
    for (guint i = 0; i < units->len; i++) {
        const Unit *unit = g_ptr_array_index(units, i);
        g_autofree char *field = g_strconcat("unit-", unit->code, NULL);
        gboolean ticked = *console_field(page.visit, field) != '\0';

        if (unit->closed || is_own(page.calendar) || ticked == works_by(unit, page.calendar))
            continue;
        if (!directory_set_unit_calendar(page.visit->console->mediation->directory, page.visit->actor, unit->id,
                                         ticked ? page.calendar->id : (CalendarId){ 0 }, error))
            return FALSE;
    }
    return done(page.visit, "unit_saved", page.name);
}
