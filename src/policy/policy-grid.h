/* SPDX-License-Identifier: Apache-2.0 */
/* policy/policy-grid.h: which inputs the rules of a table hold for, all at once: overlaps, gaps, rules that never
 * decide.
 *
 * For each column the values are put into classes that no cell tells apart (numbers between two bounds, each word that
 * is named, all others, "nobody knows"); of a set it counts which named words it has. Over these classes a rule is a
 * box, and what is asked is decided exactly by taking boxes away from each other; nothing is tried at random. Every
 * answer comes with a witness: inputs for which it is so. Columns that the table does not have stay unknown in a
 * witness.
 *
 * Whether a whole table has a gap can take very long in the worst case; so all searches of a grid together take at most
 * POLICY_GRID_STEPS steps and say when that was not enough. Pure; a grid belongs to one thread. */
#pragma once
#include "policy/policy-table.h"

#define POLICY_GRID_STEPS 400000

typedef struct PolicyGrid PolicyGrid;

PolicyGrid *policy_grid_new(const PolicyTable *table); /* borrowed until freed */
void policy_grid_free(PolicyGrid *grid);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PolicyGrid, policy_grid_free)

/* Whether rule @number holds for some input at all. */
gboolean policy_grid_is_possible(const PolicyGrid *grid, guint number);
/* Whether rules @a and @b hold for the same input. */
gboolean policy_grid_overlaps(const PolicyGrid *grid, guint a, guint b);
/* One of these; NULL: there is none. */
PolicyFacts *policy_grid_overlap(PolicyGrid *grid, guint a, guint b);

/* PolicyFacts *: inputs for which no rule holds, at most @limit, each of another gap. @ret_whole: all was looked at. */
GPtrArray *policy_grid_gaps(PolicyGrid *grid, guint limit, gboolean *ret_whole);
/* Inputs for which rule @number holds and no other does; NULL: there are none, or (@ret_whole FALSE) none was found. */
PolicyFacts *policy_grid_alone(PolicyGrid *grid, guint number, gboolean *ret_whole);
