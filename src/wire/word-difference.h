/* SPDX-License-Identifier: Apache-2.0 */
/* wire/word-difference.h: what changed from one text to another, word by word, for who has to approve it.
 *
 * A word is a run of letters and digits, a run of blanks, or one other character; joined again, the spans that are not
 * added give the old text, and those that are not removed the new one. The fewest words are called changed (Myers'
 * algorithm) as long as that is DIFFERENCE_STEPS_MAX words or less; beyond that the middle, between what both texts
 * begin and end with, is called replaced as a whole. Pure. */
#pragma once
#include <glib.h>

#define DIFFERENCE_STEPS_MAX 1000

typedef enum { DIFFERENCE_SAME, DIFFERENCE_REMOVED, DIFFERENCE_ADDED } DifferenceKind;

typedef struct {
    DifferenceKind kind;
    char *text;
} DifferenceSpan;

/* DifferenceSpan, in order; of neighbours of a change what was removed stands first. Free with g_array_unref(). */
GArray *word_difference(const char *before, const char *after);
