/* SPDX-License-Identifier: Apache-2.0 */
#include "policy/policy-table.h"

#include <string.h>

#include "model/name-table.h"

static const char *const KIND_NAMES[] = { "channel", "duty", "hold", NULL };

NAME_TABLE(PolicyKind, policy_table_kind, KIND_NAMES)

gboolean
policy_table_kind_is_unique(PolicyKind kind)
{
    return kind == POLICY_CHANNEL;
}

static GPtrArray *
copy_texts(const GPtrArray *texts)
{
    GPtrArray *copy = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < texts->len; i++)
        g_ptr_array_add(copy, g_strdup(g_ptr_array_index(texts, i)));
    return copy;
}

/* ---- rules ---- */

PolicyRule *
policy_table_rule_new(void)
{
    PolicyRule *rule = g_new0(PolicyRule, 1);

    rule->id = g_strdup("");
    rule->note = g_strdup("");
    rule->outputs = g_ptr_array_new_with_free_func(g_free);
    return rule;
}

PolicyRule *
policy_table_rule_copy(const PolicyRule *rule)
{
    PolicyRule *copy = g_new0(PolicyRule, 1);

    copy->id = g_strdup(rule->id);
    copy->note = g_strdup(rule->note);
    copy->outputs = copy_texts(rule->outputs);
    for (guint i = 0; i < POLICY_INPUT_COUNT; i++)
        copy->cells[i] = rule->cells[i] == NULL ? NULL : policy_cell_copy(rule->cells[i]);
    return copy;
}

void
policy_table_rule_free(PolicyRule *rule)
{
    for (guint i = 0; i < POLICY_INPUT_COUNT; i++)
        g_clear_pointer(&rule->cells[i], policy_cell_free);
    g_ptr_array_unref(rule->outputs);
    g_free(rule->id);
    g_free(rule->note);
    g_free(rule);
}

const PolicyCell *
policy_table_cell(const PolicyRule *rule, PolicyInput input)
{
    const PolicyCell *cell = rule->cells[input];

    return cell == NULL || cell->any ? NULL : cell;
}

static gboolean
cells_equal(const PolicyRule *a, const PolicyRule *b, PolicyInput input)
{
    const PolicyCell *one = policy_table_cell(a, input), *other = policy_table_cell(b, input);
    g_autofree char *first = one == NULL ? NULL : policy_cell_format(input, one);
    g_autofree char *second = other == NULL ? NULL : policy_cell_format(input, other);

    return g_strcmp0(first, second) == 0;
}

gboolean
policy_table_rule_equal(const PolicyRule *a, const PolicyRule *b)
{
    if (strcmp(a->id, b->id) != 0 || strcmp(a->note, b->note) != 0 || a->outputs->len != b->outputs->len)
        return FALSE;
    for (guint i = 0; i < a->outputs->len; i++)
        if (strcmp(g_ptr_array_index(a->outputs, i), g_ptr_array_index(b->outputs, i)) != 0)
            return FALSE;
    for (guint i = 0; i < POLICY_INPUT_COUNT; i++)
        if (!cells_equal(a, b, (PolicyInput)i))
            return FALSE;
    return TRUE;
}

/* ---- examples ---- */

PolicyExample *
policy_table_example_new(const char *name, const PolicyFacts *given)
{
    PolicyExample *example = g_new0(PolicyExample, 1);

    example->name = g_strdup(name);
    example->given = policy_facts_copy(given);
    example->expect = g_ptr_array_new_with_free_func(g_free);
    return example;
}

void
policy_table_example_free(PolicyExample *example)
{
    policy_facts_free(example->given);
    g_ptr_array_unref(example->expect);
    g_free(example->name);
    g_free(example);
}

/* ---- tables ---- */

PolicyTable *
policy_table_new(PolicyKind kind)
{
    PolicyTable *table = g_new0(PolicyTable, 1);

    table->kind = kind;
    table->columns = g_array_new(FALSE, FALSE, sizeof(PolicyInput));
    table->rules = g_ptr_array_new_with_free_func((GDestroyNotify)policy_table_rule_free);
    table->examples = g_ptr_array_new_with_free_func((GDestroyNotify)policy_table_example_free);
    return table;
}

PolicyTable *
policy_table_copy(const PolicyTable *table)
{
    PolicyTable *copy = policy_table_new(table->kind);

    g_array_append_vals(copy->columns, table->columns->data, table->columns->len);
    for (guint i = 0; i < table->rules->len; i++)
        g_ptr_array_add(copy->rules, policy_table_rule_copy(g_ptr_array_index(table->rules, i)));
    for (guint i = 0; i < table->examples->len; i++) {
        const PolicyExample *example = g_ptr_array_index(table->examples, i);
        PolicyExample *other = policy_table_example_new(example->name, example->given);

        g_ptr_array_unref(other->expect);
        other->expect = copy_texts(example->expect);
        g_ptr_array_add(copy->examples, other);
    }
    return copy;
}

void
policy_table_free(PolicyTable *table)
{
    g_array_unref(table->columns);
    g_ptr_array_unref(table->rules);
    g_ptr_array_unref(table->examples);
    g_free(table);
}

gboolean
policy_table_has_column(const PolicyTable *table, PolicyInput input)
{
    for (guint i = 0; i < table->columns->len; i++)
        if (g_array_index(table->columns, PolicyInput, i) == input)
            return TRUE;
    return FALSE;
}

PolicyRule *
policy_table_find(const PolicyTable *table, const char *id, guint *ret_index)
{
    for (guint i = 0; i < table->rules->len; i++) {
        PolicyRule *rule = g_ptr_array_index(table->rules, i);

        if (strcmp(rule->id, id) != 0)
            continue;
        if (ret_index != NULL)
            *ret_index = i;
        return rule;
    }
    return NULL;
}

char *
policy_table_free_id(const PolicyTable *table)
{
    for (guint number = table->rules->len + 1;; number++) {
        g_autofree char *id = g_strdup_printf("rule-%u", number);

        if (policy_table_find(table, id, NULL) == NULL)
            return g_steal_pointer(&id);
    }
}
