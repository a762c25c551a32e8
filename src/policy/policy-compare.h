/* SPDX-License-Identifier: Apache-2.0 */
/* policy/policy-compare.h: what is different between two versions of a decision table, rule by rule.
 *
 * The order of rules means nothing, so a rule that only stands elsewhere is the same. Pure. */
#pragma once
#include "policy/policy-table.h"

typedef enum { POLICY_ADDED, POLICY_CHANGED, POLICY_REMOVED } PolicyDifferenceKind;

typedef struct {
    PolicyDifferenceKind kind;
    const PolicyRule *old, *now; /* borrowed from the tables; NULL: not there */
} PolicyDifference;

/* PolicyDifference *: in the order of @now, what was removed at the end. */
GPtrArray *policy_compare(const PolicyTable *old, const PolicyTable *now);
