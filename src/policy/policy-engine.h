/* SPDX-License-Identifier: Apache-2.0 */
/* policy/policy-engine.h: what a decision table decides, and why.
 *
 * An engine is a table made ready for asking: made once for each version, then immutable and thread-safe. A rule holds
 * when all its cells are true; a cell over something that nobody knows is not. Where exactly one rule may hold and two
 * do, nothing is decided, and neither is it where none does: never does the first win. Pure. */
#pragma once
#include "policy/policy-table.h"

typedef enum {
    POLICY_DECIDED, /* where all rules count, also by none of them */
    POLICY_NO_RULE,
    POLICY_TWO_RULES, /* two or more rules hold, of which one may */
    POLICY_RESULT_COUNT,
} PolicyResult;
const char *policy_engine_result_name(PolicyResult result); /* "decided", "no-rule", "policy-error" */
gboolean policy_engine_result_parse(const char *name, PolicyResult *ret);

typedef struct {
    PolicyResult result;
    GArray *rules;      /* guint: numbers from 0 of the rules that hold */
    GPtrArray *outputs; /* char *: of a unique table in its order, else sorted and each once; empty: not decided */
} PolicyOutcome;
void policy_engine_outcome_free(PolicyOutcome *outcome);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PolicyOutcome, policy_engine_outcome_free)

typedef struct PolicyEngine PolicyEngine;

PolicyEngine *policy_engine_new(const PolicyTable *table); /* @table is copied; it has been checked */
void policy_engine_free(PolicyEngine *engine);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PolicyEngine, policy_engine_free)
const PolicyTable *policy_engine_table(const PolicyEngine *engine);

PolicyOutcome *policy_engine_decide(const PolicyEngine *engine, const PolicyFacts *facts);

/* Whether cell @input of rule @number holds; TRUE for one that asks nothing. */
PolicyTruth policy_engine_ask(const PolicyEngine *engine, guint number, PolicyInput input, const PolicyFacts *facts);

/* Whether @example comes out as it should; @ret_got, what came out instead or as well, is to be freed. */
gboolean policy_engine_try(const PolicyEngine *engine, const PolicyExample *example, PolicyOutcome **ret_got);
