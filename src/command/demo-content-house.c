/* SPDX-License-Identifier: Apache-2.0 */
/* The body of the demo: its units, services, calendars, staff and rules. */
#include "command/demo-content-private.h"

#include "base/error.h"
#include "model/calendar-text.h"

#include <string.h>

gboolean
demo_content_fail(GError **error, const char *place, const char *what)
{
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "%s: %s: %s", CONTENT_FILE, place, what);
    return FALSE;
}

/* json_unpack with @format, whose "!" makes unknown keys errors. */
gboolean
demo_content_unpack(json_t *value, const char *place, GError **error, const char *format, ...)
{
    json_error_t problem;
    va_list arguments;
    int result;

    va_start(arguments, format);
    result = json_vunpack_ex(value, &problem, 0, format, arguments);
    va_end(arguments);
    return result == 0 || demo_content_fail(error, place, problem.text);
}

/* ---- looking up ---- */

const DemoUnit *
demo_content_find_unit(const DemoContent *content, const char *key)
{
    for (guint i = 0; i < content->units->len; i++) {
        const DemoUnit *unit = g_ptr_array_index(content->units, i);

        if (g_strcmp0(unit->key, key) == 0)
            return unit;
    }
    return NULL;
}

const DemoStaff *
demo_content_find_staff(const DemoContent *content, const char *key)
{
    for (guint i = 0; i < content->staff->len; i++) {
        const DemoStaff *staff = g_ptr_array_index(content->staff, i);

        if (g_strcmp0(staff->key, key) == 0)
            return staff;
    }
    return NULL;
}

gboolean
demo_content_check_unit(const DemoContent *content, const char *key, const char *place, GError **error)
{
    return demo_content_find_unit(content, key) != NULL || demo_content_fail(error, place, "names no unit of the file");
}

gboolean
demo_content_check_staff(const DemoContent *content, const char *key, const char *place, GError **error)
{
    return demo_content_find_staff(content, key) != NULL ||
           demo_content_fail(error, place, "names nobody of the staff");
}

gboolean
demo_content_load_list(DemoContent *content, const char *name, gboolean (*load)(DemoContent *, json_t *, GError **),
                       GError **error)
{
    json_t *list = json_object_get(content->root, name), *value;
    size_t index;

    if (json_array_size(list) == 0)
        return demo_content_fail(error, name, "is missing or empty");
    json_array_foreach(list, index, value) if (!load(content, value, error)) return FALSE;
    return TRUE;
}

/* ---- body, units, staff ---- */

static gboolean
load_body(DemoContent *content, json_t *value, GError **error)
{
    DemoBody *body = &content->body;

    return demo_content_unpack(value, "body", error, "{s:s,s:s,s:s,s:s,s:s,s:s!}", "name", &body->name, "domain",
                               &body->domain, "prefix", &body->prefix, "timezone", &body->timezone, "language",
                               &body->language, "telephone", &body->telephone);
}

static gboolean
load_unit(DemoContent *content, json_t *value, GError **error)
{
    DemoUnit *unit = g_new0(DemoUnit, 1);

    g_ptr_array_add(content->units, unit);
    return demo_content_unpack(value, "units", error, "{s:s,s:s,s:s!}", "key", &unit->key, "name", &unit->name, "mail",
                               &unit->mail);
}

/* What is missing is nothing promised. */
static gboolean
load_service(DemoContent *content, json_t *value, GError **error)
{
    DemoService *service = g_new0(DemoService, 1);
    json_int_t first_answer = 0, resolution = 0;
    const char *sensitivity = "personal";

    g_ptr_array_add(content->services, service);
    service->basis = "";
    if (!demo_content_unpack(value, "services", error, "{s:s,s:s,s?s,s?s,s?s,s?I,s?I!}", "key", &service->key, "name",
                             &service->name, "unit", &service->unit, "basis", &service->basis, "sensitivity",
                             &sensitivity, "first_answer", &first_answer, "resolution", &resolution))
        return FALSE;
    service->first_answer = first_answer * 60;
    service->resolution = resolution * 60;
    if (!sensitivity_parse(sensitivity, &service->sensitivity)) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                    "services %s: sensitivity is public, personal or special", service->key);
        return FALSE;
    }
    return service->unit == NULL || demo_content_check_unit(content, service->unit, service->key, error);
}

const DemoService *
demo_content_find_service(const DemoContent *content, const char *key)
{
    for (guint i = 0; i < content->services->len; i++) {
        const DemoService *service = g_ptr_array_index(content->services, i);

        if (strcmp(service->key, key) == 0)
            return service;
    }
    return NULL;
}

void
demo_content_free_calendar(gpointer data)
{
    DemoCalendar *calendar = data;

    g_clear_pointer(&calendar->calendar, calendar_free);
    g_ptr_array_unref(calendar->units);
    g_free(calendar);
}

/* The lines of a list, one below the other; NULL when something in it is no text. */
static char *
lines_of(json_t *list)
{
    g_autoptr(GString) lines = g_string_new(NULL);
    size_t index;
    json_t *line;

    json_array_foreach(list, index, line)
    {
        if (!json_is_string(line))
            return NULL;
        g_string_append_printf(lines, "%s\n", json_string_value(line));
    }
    return g_string_free(g_steal_pointer(&lines), FALSE);
}

static gboolean
load_calendar(DemoContent *content, json_t *value, GError **error)
{
    DemoCalendar *of = g_new0(DemoCalendar, 1);
    const char *name, *hours;
    json_t *closures, *units, *unit;
    g_autofree char *lines = NULL;
    size_t index;

    of->units = g_ptr_array_new();
    g_ptr_array_add(content->calendars, of);
    if (!demo_content_unpack(value, "calendars", error, "{s:s,s:s,s:s,s:o,s:o!}", "key", &of->key, "name", &name,
                             "hours", &hours, "days_off", &closures, "units", &units))
        return FALSE;
    of->calendar = calendar_new();
    g_free(of->calendar->name);
    of->calendar->name = g_strdup(name);
    lines = lines_of(closures);
    if (lines == NULL || !calendar_text_parse_week(hours, of->calendar->days, error))
        return FALSE;
    g_ptr_array_unref(of->calendar->closures);
    of->calendar->closures = calendar_text_parse_closures(lines, NULL, error);
    if (of->calendar->closures == NULL) {
        of->calendar->closures = g_ptr_array_new();
        return FALSE;
    }
    json_array_foreach(units, index, unit)
    {
        if (!demo_content_check_unit(content, json_string_value(unit), of->key, error))
            return FALSE;
        g_ptr_array_add(of->units, (gpointer)json_string_value(unit));
    }
    return TRUE;
}

void
demo_content_free_staff(gpointer data)
{
    DemoStaff *staff = data;

    g_array_unref(staff->grants);
    g_free(staff);
}

static gboolean
load_grant(DemoContent *content, json_t *value, DemoStaff *staff, GError **error)
{
    DemoGrant grant = { 0 };
    const char *role;

    if (!demo_content_unpack(value, staff->key, error, "{s:s,s?s!}", "role", &role, "unit", &grant.unit))
        return FALSE;
    if (!role_parse(role, &grant.role))
        return demo_content_fail(error, staff->key, "names no role");
    if (grant.unit != NULL && !demo_content_check_unit(content, grant.unit, staff->key, error))
        return FALSE;
    g_array_append_val(staff->grants, grant);
    return TRUE;
}

static gboolean
load_staff(DemoContent *content, json_t *value, GError **error)
{
    DemoStaff *staff = g_new0(DemoStaff, 1);
    json_t *grants, *grant;
    size_t index;

    staff->grants = g_array_new(FALSE, TRUE, sizeof(DemoGrant));
    g_ptr_array_add(content->staff, staff);
    if (!demo_content_unpack(value, "staff", error, "{s:s,s:s,s:s,s:o!}", "key", &staff->key, "sign_in",
                             &staff->sign_in, "name", &staff->name, "grants", &grants))
        return FALSE;
    json_array_foreach(grants, index, grant) if (!load_grant(content, grant, staff, error)) return FALSE;
    return TRUE;
}

/* As canonical JSON; the rules themselves are checked when they are saved. */
static gboolean
load_routing(DemoContent *content, json_t *value, GError **error)
{
    char *text;

    if (value == NULL)
        return TRUE;
    text = json_is_object(value) ? json_dumps(value, JSON_COMPACT) : NULL;
    if (text == NULL)
        return demo_content_fail(error, "routing", "is no object");
    content->routing = g_string_chunk_insert(content->texts, text);
    free(text);
    return TRUE;
}

gboolean
demo_content_load_house(DemoContent *content, GError **error)
{
    return load_body(content, json_object_get(content->root, "body"), error) &&
           demo_content_load_list(content, "units", load_unit, error) &&
           demo_content_load_list(content, "services", load_service, error) &&
           demo_content_load_list(content, "calendars", load_calendar, error) &&
           demo_content_load_list(content, "staff", load_staff, error) &&
           load_routing(content, json_object_get(content->root, "routing"), error);
}
