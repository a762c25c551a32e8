/* SPDX-License-Identifier: Apache-2.0 */
/* policy/policy-grid-private.h: what the two files of the grid share: classes of values, and rules over them. */
#pragma once
#include "policy/policy-grid.h"

/* PolicyGridBits of classes, or of words of a set; a column of a table needs @words of them. */
typedef guint64 PolicyGridBits;

typedef struct {
    PolicyInput input;
    gboolean set;
    guint count;      /* classes, or words of a set */
    guint words;      /* of PolicyGridBits */
    gint64 *starts;   /* by class: its first number; not for texts and sets */
    GPtrArray *texts; /* char *, borrowed from the table: by class, or the words of a set */
    gboolean unknown; /* the last class is "nobody knows" */
} PolicyGridColumn;

/* What a rule asks of a column. Of a set: that it has one of the words, or, @none, none of them. */
typedef struct {
    gboolean any, none;
    const PolicyGridBits *bits;
} PolicyGridAsks;

struct PolicyGrid {
    const PolicyTable *table;
    guint column_count;
    PolicyGridColumn columns[POLICY_INPUT_COUNT];
    PolicyGridAsks *asks; /* rule * column_count + column */
    GPtrArray *all_bits;  /* PolicyGridBits *, owned */
    gboolean *possible;   /* by rule */
    guint64 steps;        /* taken so far */
};
