/* SPDX-License-Identifier: Apache-2.0 */
/* policy/policy-cell.h: one cell of a decision table: what a rule asks of one input.
 *
 * The grammar is that of DMN's simple unary tests (S-FEEL, DMN chapter 9), and has() for sets, which makes it a
 * dialect:
 *
 *     -                        anything, also what nobody knows
 *     "reply", "notice"        one of these
 *     < 2    >= 2    [1..3)    numbers and times; ( or ] at the start and ) or [ at the end leave the end out
 *     has("spam")              the set has it
 *     not("special")           none of what stands within; only around the whole cell
 *
 * Left out on purpose: arithmetic, functions, and names of other inputs, which the grammar knows and this reader
 * refuses, because with them nobody could check a table for gaps and overlaps. A cell is read for one input, so its
 * types are right. A value that is not known makes every test but "-" unknown, and an unknown test is not true.
 *
 * Pure; a cell is immutable and thread-safe. Limits: POLICY_CELL_MAX bytes, POLICY_TESTS_MAX tests. Errors are
 * TRIBUNE_ERROR_INVALID or _LIMIT with a sentence of the catalogue that says what to write. */
#pragma once
#include "policy/policy-facts.h"

#define POLICY_CELL_MAX  1000
#define POLICY_TESTS_MAX 50

typedef enum {
    POLICY_IS,
    POLICY_LESS,
    POLICY_AT_MOST,
    POLICY_MORE,
    POLICY_AT_LEAST,
    POLICY_BETWEEN,
    POLICY_HAS,
} PolicyOperator;

typedef struct {
    PolicyOperator how;
    char *text; /* what it compares with, decoded: "reply", "2.5", "08:00:00" */
    char *end;  /* POLICY_BETWEEN: to where; else NULL */
    gboolean open_start, open_end;
    gint64 low, high; /* but for texts and sets: the values that it holds for; low > high: for none */
} PolicyTest;

typedef struct {
    gboolean any;     /* "-" */
    gboolean negated; /* not(…) */
    GPtrArray *tests; /* PolicyTest * */
} PolicyCell;

typedef enum { POLICY_FALSE, POLICY_TRUE, POLICY_UNKNOWN } PolicyTruth;

PolicyCell *policy_cell_new_any(void);
PolicyCell *policy_cell_copy(const PolicyCell *cell);
void policy_cell_free(PolicyCell *cell);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PolicyCell, policy_cell_free)

PolicyCell *policy_cell_parse(PolicyInput input, const char *text, gsize length, GError **error);
/* The same cell in one form: equal cells are equal bytes. */
char *policy_cell_format(PolicyInput input, const PolicyCell *cell);

PolicyTruth policy_cell_test(PolicyInput input, const PolicyCell *cell, const PolicyValue *value);
