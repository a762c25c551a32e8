/* SPDX-License-Identifier: Apache-2.0 */
#include "policy/policy-engine.h"

#include <string.h>

#include "model/name-table.h"

static const char *const RESULT_NAMES[] = { "decided", "no-rule", "policy-error", NULL };
G_STATIC_ASSERT(G_N_ELEMENTS(RESULT_NAMES) == POLICY_RESULT_COUNT + 1);

NAME_TABLE(PolicyResult, policy_engine_result, RESULT_NAMES)

/* A cell that asks something. */
typedef struct {
    PolicyInput input;
    const PolicyCell *cell;
} Asked;

struct PolicyEngine {
    PolicyTable *table;
    GArray *asked;  /* Asked, rule after rule */
    GArray *starts; /* guint: where each rule's begin; one more at the end */
};

PolicyEngine *
policy_engine_new(const PolicyTable *table)
{
    PolicyEngine *engine = g_new0(PolicyEngine, 1);

    engine->table = policy_table_copy(table);
    engine->asked = g_array_new(FALSE, FALSE, sizeof(Asked));
    engine->starts = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < table->rules->len; i++) {
        const PolicyRule *rule = g_ptr_array_index(engine->table->rules, i);

        g_array_append_val(engine->starts, engine->asked->len);
        for (guint j = 0; j < POLICY_INPUT_COUNT; j++) {
            Asked asked = { (PolicyInput)j, policy_table_cell(rule, (PolicyInput)j) };

            if (asked.cell != NULL)
                g_array_append_val(engine->asked, asked);
        }
    }
    g_array_append_val(engine->starts, engine->asked->len);
    return engine;
}

void
policy_engine_free(PolicyEngine *engine)
{
    g_array_unref(engine->asked);
    g_array_unref(engine->starts);
    policy_table_free(engine->table);
    g_free(engine);
}

const PolicyTable *
policy_engine_table(const PolicyEngine *engine)
{
    return engine->table;
}

/* ---- deciding ---- */

static gboolean
rule_holds(const PolicyEngine *engine, guint number, const PolicyFacts *facts)
{
    guint end = g_array_index(engine->starts, guint, number + 1);

    for (guint i = g_array_index(engine->starts, guint, number); i < end; i++) {
        const Asked *asked = &g_array_index(engine->asked, Asked, i);

        if (policy_cell_test(asked->input, asked->cell, &facts->values[asked->input]) != POLICY_TRUE)
            return FALSE;
    }
    return TRUE;
}

static int
by_text(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
add_outputs(PolicyOutcome *outcome, const PolicyRule *rule, gboolean ordered)
{
    for (guint i = 0; i < rule->outputs->len; i++) {
        const char *output = g_ptr_array_index(rule->outputs, i);

        if (ordered || !g_ptr_array_find_with_equal_func(outcome->outputs, output, g_str_equal, NULL))
            g_ptr_array_add(outcome->outputs, g_strdup(output));
    }
}

PolicyOutcome *
policy_engine_decide(const PolicyEngine *engine, const PolicyFacts *facts)
{
    gboolean unique = policy_table_kind_is_unique(engine->table->kind);
    PolicyOutcome *outcome = g_new0(PolicyOutcome, 1);

    outcome->rules = g_array_new(FALSE, FALSE, sizeof(guint));
    outcome->outputs = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < engine->table->rules->len; i++)
        if (rule_holds(engine, i, facts))
            g_array_append_val(outcome->rules, i);
    outcome->result = !unique || outcome->rules->len == 1 ? POLICY_DECIDED
                      : outcome->rules->len == 0          ? POLICY_NO_RULE
                                                          : POLICY_TWO_RULES;
    for (guint i = 0; i < outcome->rules->len && outcome->result == POLICY_DECIDED; i++)
        add_outputs(outcome, g_ptr_array_index(engine->table->rules, g_array_index(outcome->rules, guint, i)), unique);
    if (!unique)
        g_ptr_array_sort(outcome->outputs, by_text);
    return outcome;
}

void
policy_engine_outcome_free(PolicyOutcome *outcome)
{
    g_array_unref(outcome->rules);
    g_ptr_array_unref(outcome->outputs);
    g_free(outcome);
}

PolicyTruth
policy_engine_ask(const PolicyEngine *engine, guint number, PolicyInput input, const PolicyFacts *facts)
{
    const PolicyCell *cell = policy_table_cell(g_ptr_array_index(engine->table->rules, number), input);

    return cell == NULL ? POLICY_TRUE : policy_cell_test(input, cell, &facts->values[input]);
}

/* ---- examples ---- */

/* What is expected of a table where all rules count may stand in any order. */
static gboolean
is_expected(const PolicyOutcome *outcome, const GPtrArray *expect, gboolean ordered)
{
    if (outcome->outputs->len != expect->len)
        return FALSE;
    for (guint i = 0; i < expect->len; i++) {
        const char *wanted = g_ptr_array_index(expect, i);

        if (ordered ? strcmp(g_ptr_array_index(outcome->outputs, i), wanted) != 0
                    : !g_ptr_array_find_with_equal_func(outcome->outputs, wanted, g_str_equal, NULL))
            return FALSE;
    }
    return TRUE;
}

gboolean
policy_engine_try(const PolicyEngine *engine, const PolicyExample *example, PolicyOutcome **ret_got)
{
    PolicyOutcome *outcome = policy_engine_decide(engine, example->given);
    gboolean expected = is_expected(outcome, example->expect, policy_table_kind_is_unique(engine->table->kind));

    if (ret_got != NULL)
        *ret_got = outcome;
    else
        policy_engine_outcome_free(outcome);
    return expected;
}
