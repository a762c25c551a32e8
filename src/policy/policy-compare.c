/* SPDX-License-Identifier: Apache-2.0 */
#include "policy/policy-compare.h"

#include <string.h>

static void
add(GPtrArray *differences, PolicyDifferenceKind kind, const PolicyRule *old, const PolicyRule *now)
{
    PolicyDifference *difference = g_new0(PolicyDifference, 1);

    *difference = (PolicyDifference){ kind, old, now };
    g_ptr_array_add(differences, difference);
}

GPtrArray *
policy_compare(const PolicyTable *old, const PolicyTable *now)
{
    GPtrArray *differences = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < now->rules->len; i++) {
        const PolicyRule *rule = g_ptr_array_index(now->rules, i), *before = policy_table_find(old, rule->id, NULL);

        if (before == NULL)
            add(differences, POLICY_ADDED, NULL, rule);
        else if (!policy_table_rule_equal(before, rule))
            add(differences, POLICY_CHANGED, before, rule);
    }
    for (guint i = 0; i < old->rules->len; i++) {
        const PolicyRule *rule = g_ptr_array_index(old->rules, i);

        if (policy_table_find(now, rule->id, NULL) == NULL)
            add(differences, POLICY_REMOVED, rule, NULL);
    }
    return differences;
}

gboolean
policy_compare_cell(const PolicyRule *old, const PolicyRule *now, PolicyInput input)
{
    const PolicyCell *before = policy_table_cell(old, input), *after = policy_table_cell(now, input);
    g_autofree char *first = before == NULL ? NULL : policy_cell_format(input, before);
    g_autofree char *second = after == NULL ? NULL : policy_cell_format(input, after);

    return g_strcmp0(first, second) != 0;
}

static gboolean
examples_equal(const PolicyExample *a, const PolicyExample *b)
{
    if (strcmp(a->name, b->name) != 0 || !policy_facts_equal(a->given, b->given) || a->expect->len != b->expect->len)
        return FALSE;
    for (guint i = 0; i < a->expect->len; i++)
        if (strcmp(g_ptr_array_index(a->expect, i), g_ptr_array_index(b->expect, i)) != 0)
            return FALSE;
    return TRUE;
}

gboolean
policy_compare_examples(const PolicyTable *old, const PolicyTable *now)
{
    if (old->examples->len != now->examples->len)
        return FALSE;
    for (guint i = 0; i < old->examples->len; i++)
        if (!examples_equal(g_ptr_array_index(old->examples, i), g_ptr_array_index(now->examples, i)))
            return FALSE;
    return TRUE;
}
