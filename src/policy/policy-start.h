/* SPDX-License-Identifier: Apache-2.0 */
/* policy/policy-start.h: the decision tables with which every house begins: version 1 of each kind.
 *
 * They decide as Tribune does without tables: an answer goes by the channel by which the question came, else by one
 * that reaches the citizen; nothing else is asked; what filters say stands. Constant; checked by a test. */
#pragma once
#include "policy/policy-table.h"

#define POLICY_START_NUMBER 1

PolicyTable *policy_start_table(PolicyKind kind);
