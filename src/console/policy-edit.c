/* SPDX-License-Identifier: Apache-2.0 */
/* Writing a version of a decision table: one rule at a time in the grid, its columns, its examples. */
#include <string.h>

#include "base/error.h"
#include "base/number.h"
#include "base/text.h"
#include "console/flash.h"
#include "console/policy-desk.h"

static gboolean
open_to_write(PolicyDesk *desk, HttpRequest *request, HttpResponse *response, GError **error)
{
    if (!policy_desk_open(desk, request, response, error))
        return FALSE;
    if (desk->writes)
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN,
                        SAY_NOOP("somebody else writes this version; begin another one from it"));
    return FALSE;
}

static gboolean
save(const PolicyDesk *desk, const char *back, PolicyTyped *typed, const char *field, GError **error)
{
    GError *trouble = NULL;

    if (policy_save(desk->visit->console->mediation, desk->visit->actor, desk->number, desk->view->table,
                    desk->view->version->comment, &trouble))
        return http_response_redirect(desk->visit->response, policy_desk_url(desk, back));
    return policy_desk_refuse(desk, typed, field, trouble, error);
}

/* ---- a rule ---- */

static char *
field_line(const ConsoleVisit *visit, const char *name)
{
    const char *typed = console_field(visit, name);

    return text_one_line(typed, strlen(typed), 4 * POLICY_NOTE_MAX);
}

/* "four-eyes, review:legal" as well as one after another; of a channel table channel and fallback. */
static void
read_outputs(const PolicyDesk *desk, PolicyRule *rule)
{
    g_autofree char *typed = field_line(desk->visit, "outputs");
    g_auto(GStrv) words = g_strsplit_set(typed, ", ;", 4 * POLICY_OUTPUTS_MAX);

    g_ptr_array_set_size(rule->outputs, 0);
    if (desk->kind == POLICY_CHANNEL) {
        g_ptr_array_add(rule->outputs, g_strstrip(field_line(desk->visit, "channel")));
        g_ptr_array_add(rule->outputs, g_strstrip(field_line(desk->visit, "fallback")));
        return;
    }
    for (guint i = 0; words[i] != NULL; i++)
        if (*words[i] != '\0')
            g_ptr_array_add(rule->outputs, g_strdup(words[i]));
}

/* @ret_field: of the cell that is wrong. */
static gboolean
read_cells(const PolicyDesk *desk, PolicyRule *rule, const char **cells, const char **ret_field, GError **error)
{
    const PolicyTable *table = desk->view->table;
    gboolean right = TRUE;

    for (guint i = 0; i < table->columns->len; i++) {
        PolicyInput input = g_array_index(table->columns, PolicyInput, i);
        const char *field = http_request_format(desk->visit->request, "cell-%s", policy_input_name(input));
        const char *typed = console_field(desk->visit, field);
        PolicyCell *cell;

        cells[input] = *typed == '\0' ? "-" : typed;
        cell = policy_cell_parse(input, cells[input], strlen(cells[input]), right ? error : NULL);
        if (cell == NULL && right)
            *ret_field = field;
        right &= cell != NULL;
        g_clear_pointer(&rule->cells[input], policy_cell_free);
        rule->cells[input] = cell;
    }
    return right;
}

/* Puts @rule (taken) in the place of the one that it was made from, or at the end. */
static void
put_rule(PolicyTable *table, PolicyRule *rule)
{
    guint number;

    if (policy_table_find(table, rule->id, &number) == NULL) {
        g_ptr_array_add(table->rules, rule);
        return;
    }
    policy_table_rule_free(table->rules->pdata[number]);
    table->rules->pdata[number] = rule;
}

static gboolean
remove_rule(PolicyDesk *desk, const char *id, GError **error)
{
    PolicyTyped typed = { .rule = NULL };
    guint number;

    if (policy_table_find(desk->view->table, id, &number) != NULL)
        g_ptr_array_remove_index(desk->view->table->rules, number);
    return save(desk, "", &typed, "rules", error);
}

/* An id that people chose, or a free one. */
static char *
choose_id(const PolicyDesk *desk, const char *old)
{
    g_autofree char *typed = g_strstrip(field_line(desk->visit, "id"));

    if (*old != '\0')
        return g_strdup(old);
    if (*typed == '\0')
        return policy_table_free_id(desk->view->table);
    return g_ascii_strdown(typed, -1);
}

gboolean
console_policy_edit_rule(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(PolicyDesk) desk = { 0 };
    const char *cells[POLICY_INPUT_COUNT] = { NULL }, *field = "rule-outputs", *old;
    g_autoptr(PolicyRule) rule = policy_table_rule_new();
    GError *trouble = NULL;
    PolicyTyped typed;

    (void)data;
    if (!open_to_write(&desk, request, response, error))
        return FALSE;
    old = console_field(desk.visit, "rule");
    if (*console_field(desk.visit, "remove") != '\0')
        return remove_rule(&desk, old, error);
    g_free(rule->id);
    rule->id = choose_id(&desk, old);
    g_free(rule->note);
    rule->note = field_line(desk.visit, "note");
    read_outputs(&desk, rule);
    typed = (PolicyTyped){ .rule = *old != '\0' ? old : "new", .typed = rule, .cells = cells };
    if (!read_cells(&desk, rule, cells, &field, &trouble))
        return policy_desk_refuse(&desk, &typed, field, trouble, error);
    if (*old == '\0' && policy_table_find(desk.view->table, rule->id, NULL) != NULL)
        return policy_desk_refuse(
            &desk, &typed, "rule-id",
            g_error_new_literal(TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                                SAY_NOOP("another rule has this name already; choose another one")),
            error);
    put_rule(desk.view->table, policy_table_rule_copy(rule));
    return save(&desk, http_request_format(request, "#rule-%s", rule->id), &typed, field, error);
}

/* ---- columns ---- */

static void
remove_column(PolicyTable *table, PolicyInput input)
{
    for (guint i = 0; i < table->columns->len; i++) {
        if (g_array_index(table->columns, PolicyInput, i) == input) {
            g_array_remove_index(table->columns, i);
            break;
        }
    }
    for (guint i = 0; i < table->rules->len; i++)
        g_clear_pointer(&((PolicyRule *)g_ptr_array_index(table->rules, i))->cells[input], policy_cell_free);
}

gboolean
console_policy_edit_columns(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(PolicyDesk) desk = { 0 };
    PolicyTyped typed = { .rule = NULL };
    PolicyInput input;

    (void)data;
    if (!open_to_write(&desk, request, response, error))
        return FALSE;
    if (policy_input_parse(console_field(desk.visit, "remove"), &input))
        remove_column(desk.view->table, input);
    if (policy_input_parse(console_field(desk.visit, "add"), &input) &&
        !policy_table_has_column(desk.view->table, input))
        g_array_append_val(desk.view->table->columns, input);
    return save(&desk, "#rules", &typed, "add-column", error);
}

/* ---- examples ---- */

static gboolean
add_example(const PolicyDesk *desk, GError **error)
{
    const char *given = console_field(desk->visit, "given");
    g_autofree char *name = field_line(desk->visit, "name"), *expect = field_line(desk->visit, "expect");
    g_autoptr(PolicyFacts) facts = policy_facts_parse(given, strlen(given), error);
    g_auto(GStrv) words = g_strsplit_set(expect, ", ;", 4 * POLICY_OUTPUTS_MAX);
    PolicyExample *example;

    if (facts == NULL)
        return FALSE;
    example = policy_table_example_new(name, facts);
    for (guint i = 0; words[i] != NULL; i++)
        if (*words[i] != '\0')
            g_ptr_array_add(example->expect, g_strdup(words[i]));
    g_ptr_array_add(desk->view->table->examples, example);
    return TRUE;
}

gboolean
console_policy_edit_examples(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(PolicyDesk) desk = { 0 };
    PolicyTyped typed = { .rule = NULL };
    GError *trouble = NULL;
    const char *removed;
    gint64 index;

    (void)data;
    if (!open_to_write(&desk, request, response, error))
        return FALSE;
    removed = console_field(desk.visit, "remove");
    if (*removed == '\0' && !add_example(&desk, &trouble))
        return policy_desk_refuse(&desk, &typed, "example-name", trouble, error);
    if (*removed != '\0' && number_parse_int64(removed, 0, (gint64)desk.view->table->examples->len - 1, &index, NULL))
        g_ptr_array_remove_index(desk.view->table->examples, (guint)index);
    return save(&desk, "#examples", &typed, "example-name", error);
}
