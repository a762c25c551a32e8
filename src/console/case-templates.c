/* SPDX-License-Identifier: Apache-2.0 */
#include "console/case-templates.h"

#include <string.h>

#include "mediation/cases/templating.h"
#include "mediation/routing/routing-gifts.h"

/* The decision of the rule that suggests a template; NULL: none does. */
static const json_t *
find_decision(const CaseView *view)
{
    for (guint i = view->events->len; i-- > 0;) {
        const Event *event = g_ptr_array_index(view->events, i);

        if (event->kind == EVENT_CASE_ROUTED)
            return json_object_get(event->detail, "template") != NULL ? event->detail : NULL;
    }
    return NULL;
}

static const char *
text_of(const json_t *decision, const char *name)
{
    const char *text = json_string_value(json_object_get(decision, name));

    return text != NULL ? text : "";
}

static json_t *
describe_suggestion(const ConsoleVisit *visit, const json_t *decision, const TemplateRow *row)
{
    const char *url;

    if (row == NULL)
        return json_null();
    url = http_request_format(visit->request, "/routing/versions/%d#rule-%s",
                              (int)json_integer_value(json_object_get(decision, "version")), text_of(decision, "rule"));
    return json_pack("{s:o, s:I, s:o, s:o}", "name", part_text(row->name), "number",
                     json_integer_value(json_object_get(decision, "number")), "rule",
                     part_text(text_of(decision, "name")), "rule_url",
                     part_text(rights_may_anywhere(visit->actor, ACTION_SEE_RULES) ? url : NULL));
}

static json_t *
describe_option(const TemplateRow *row, gboolean chosen)
{
    g_autofree char *value = g_strdup_printf("%" G_GINT64_FORMAT, row->id);

    return part_option(value, row->name, chosen);
}

/* The suggested one, those of the citizen's language, the others. */
static json_t *
list_options(const GPtrArray *rows, const char *language, const TemplateRow *suggested)
{
    json_t *options = json_array(), *others = json_array();

    if (suggested != NULL)
        part_add(options, describe_option(suggested, TRUE));
    for (guint i = 0; i < rows->len; i++) {
        const TemplateRow *row = g_ptr_array_index(rows, i);

        if (row != suggested)
            part_add(strcmp(row->language, language) == 0 ? options : others, describe_option(row, FALSE));
    }
    json_array_extend(options, others);
    json_decref(others);
    return options;
}

json_t *
case_templates_describe(const ConsoleVisit *visit, const CaseView *view)
{
    const Case *a_case = view->a_case;
    g_autoptr(GPtrArray) rows = templating_list_for(visit->console->mediation, visit->actor, a_case->unit, NULL);
    const json_t *decision = find_decision(view);
    const TemplateRow *suggested;

    if (rows == NULL || rows->len == 0)
        return json_null();
    suggested = decision == NULL ? NULL : routing_gifts_suggest(rows, text_of(decision, "template"), a_case->language);
    return json_pack("{s:s, s:o, s:o}", "action",
                     http_request_format(visit->request, "/cases/%s/reply/template", a_case->reference), "options",
                     list_options(rows, a_case->language, suggested), "suggested",
                     describe_suggestion(visit, decision, suggested));
}
