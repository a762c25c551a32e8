/* SPDX-License-Identifier: Apache-2.0 */
/* The templates that a lead or policy keeps. */
#include <string.h>

#include "base/number.h"
#include "console/flash.h"
#include "console/page.h"
#include "mediation/cases/templating.h"
#include "wire/markdown.h"

static const char *
template_url(const ConsoleVisit *visit, gint64 id)
{
    return http_request_format(visit->request, "/templates/%" G_GINT64_FORMAT, id);
}

static json_t *
unit_name(const ConsoleVisit *visit, UnitId id)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(visit->console->mediation->directory);
    const Unit *unit = directory_get_unit(snapshot, id);

    return part_text(unit != NULL ? unit->name : NULL);
}

gboolean
console_templates_list(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autoptr(GPtrArray) rows = templating_list_own(visit->console->mediation, visit->actor, error);
    json_t *list;

    (void)data;
    if (rows == NULL)
        return FALSE;
    list = json_array();
    for (guint i = 0; i < rows->len; i++) {
        const TemplateRow *row = g_ptr_array_index(rows, i);
        g_autofree char *language = locale_language(visit->locale, row->language);

        part_add(list, json_pack("{s:s, s:o, s:s, s:o, s:s, s:o, s:b}", "url", template_url(visit, row->id),
                                 "template_name", part_text(row->name), "code", row->code, "unit_name",
                                 unit_name(visit, row->unit), "language_name", language, "changed",
                                 part_time(visit, row->changed), "closed", row->closed));
    }
    return page_render(visit, "templates", "templates",
                       json_pack("{s:s, s:o}", "add", "/templates/new", "templates", part_list(list)), error);
}

/* ---- the form ---- */

typedef struct {
    const ConsoleVisit *visit;
    const TemplateRow *row; /* NULL: a new one */
    const char *name, *text;
    const GError *trouble;
} Editing;

/* Where the actor may keep templates. */
static json_t *
unit_options(const Editing *editing)
{
    const ConsoleVisit *visit = editing->visit;
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(visit->console->mediation->directory);
    const GPtrArray *units = directory_units(snapshot);
    json_t *options = json_array();

    for (guint i = 0; i < units->len; i++) {
        const Unit *unit = g_ptr_array_index(units, i);

        if (!unit->closed && rights_may(visit->actor, ACTION_MANAGE_TEMPLATES, unit->id))
            part_add(options,
                     part_option(unit->code, unit->name, strcmp(console_field(visit, "unit"), unit->code) == 0));
    }
    return json_pack("{s:o, s:b}", "options", options, "all",
                     rights_may(visit->actor, ACTION_MANAGE_TEMPLATES, (UnitId){ 0 }));
}

static json_t *
language_options(const ConsoleVisit *visit)
{
    const Locales *locales = visit->console->mediation->locales;
    json_t *options = json_array();

    for (guint i = 0; i < locales_count(locales); i++) {
        const char *tag = locale_tag(locales_at(locales, i));
        g_autofree char *name = locale_language(visit->locale, tag);

        part_add(options, part_option(tag, name, strcmp(tag, console_field(visit, "language")) == 0));
    }
    return options;
}

static gboolean
show(const Editing *editing, GError **error)
{
    const ConsoleVisit *visit = editing->visit;
    const TemplateRow *row = editing->row;
    g_autofree char *html = *editing->text == '\0' ? NULL : markdown_to_html(editing->text);
    json_t *form =
        json_pack("{s:b, s:s, s:s, s:o, s:o, s:o, s:I, s:b, s:o, s:o, s:o}", "is_new", row == NULL, "action",
                  row == NULL ? "/templates/new" : template_url(visit, row->id), "list", "/templates", "template_name",
                  part_text(editing->name), "code", part_text(row == NULL ? console_field(visit, "code") : row->code),
                  "template_text", part_text(editing->text), "version", (json_int_t)(row == NULL ? 0 : row->version),
                  "closed", row != NULL && row->closed, "by_unit", row == NULL ? unit_options(editing) : json_null(),
                  "languages", row == NULL ? language_options(visit) : json_array(), "shown", part_text(html));

    return page_render(
        visit, "template-edit", "templates",
        json_pack("{s:o, s:o}", "errors",
                  editing->trouble != NULL ? page_error_said(visit, "template-text", editing->trouble) : json_null(),
                  "template_form", form),
        error);
}

static gboolean
refuse(Editing *editing, GError *trouble, GError **error)
{
    gboolean shown;

    if (!page_comes_back(editing->visit, &trouble, error))
        return FALSE;
    editing->trouble = trouble;
    shown = show(editing, error);
    g_error_free(trouble);
    return shown;
}

gboolean
console_templates_new(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const Editing editing = { .visit = console_visit(request, response), .name = "", .text = "" };

    (void)data;
    return rights_check_anywhere(editing.visit->actor, ACTION_MANAGE_TEMPLATES, error) && show(&editing, error);
}

gboolean
console_templates_make(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    Editing editing = { .visit = visit, .name = console_field(visit, "name"), .text = console_field(visit, "text") };
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(visit->console->mediation->directory);
    const Unit *unit = console_unit(snapshot, console_field(visit, "unit"));
    const Locale *locale = locales_find(visit->console->mediation->locales, console_field(visit, "language"));
    GError *trouble = NULL;

    (void)data;
    if (!templating_make(visit->console->mediation, visit->actor, console_field(visit, "code"),
                         unit != NULL ? unit->id : (UnitId){ 0 }, locale_tag(locale), editing.name, editing.text,
                         &trouble))
        return refuse(&editing, trouble, error);
    flash_set(visit, "template_saved", "name", editing.name);
    return http_response_redirect(response, "/templates");
}

static TemplateRow *
find(const ConsoleVisit *visit, GError **error)
{
    gint64 id = 0;
    g_autoptr(TemplateRow) row = NULL;

    number_parse_int64(http_request_parameter(visit->request, "template"), 1, G_MAXINT64, &id, NULL);
    row = templating_find(visit->console->mediation, visit->actor, id, error);
    return row != NULL && rights_check(visit->actor, ACTION_MANAGE_TEMPLATES, row->unit, error) ? g_steal_pointer(&row)
                                                                                                : NULL;
}

gboolean
console_templates_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autoptr(TemplateRow) row = find(visit, error);

    (void)data;
    return row != NULL && show(&(Editing){ .visit = visit, .row = row, .name = row->name, .text = row->text }, error);
}

gboolean
console_templates_change(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autoptr(TemplateRow) row = find(visit, error);
    Editing editing = { visit, row, console_field(visit, "name"), console_field(visit, "text"), NULL };
    GError *trouble = NULL;
    gint64 version = 0;

    (void)data;
    if (row == NULL)
        return FALSE;
    number_parse_int64(console_field(visit, "version"), 1, G_MAXINT64, &version, NULL);
    if (!templating_change(visit->console->mediation, visit->actor, row->id, version, editing.name, editing.text,
                           *console_field(visit, "closed") == '1', &trouble))
        return refuse(&editing, trouble, error);
    flash_set(visit, "template_saved", "name", editing.name);
    return http_response_redirect(response, "/templates");
}
