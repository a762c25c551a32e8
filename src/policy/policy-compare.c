/* SPDX-License-Identifier: Apache-2.0 */
#include "policy/policy-compare.h"

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
