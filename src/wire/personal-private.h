/* SPDX-License-Identifier: Apache-2.0 */
/* wire/personal-private.h: what the files of wire/personal-number share. */
#pragma once
#include "wire/personal-number.h"

#define PERSONAL_SIGNS 40 /* letters and digits of the longest number looked at, and some */

/* Letters and digits that may be one number, with what stands behind each. */
typedef struct {
    char signs[PERSONAL_SIGNS];  /* 0-9 A-Z a-z */
    char behind[PERSONAL_SIGNS]; /* 0: the next sign; ' ', '.', '-': that, then the next sign; '|': an end */
    gsize ends[PERSONAL_SIGNS];  /* byte behind the sign */
    guint count, digits;
} PersonalRun;

/* personal-check.c: whether the first @length signs of @run are a number of that kind. */
typedef gboolean (*PersonalCheck)(const PersonalRun *run, guint length);
PersonalCheck personal_check_of(PersonalNumberKind kind);

/* personal-context.c: whether a word that speaks of @kind stands near @first..@end of @text. */
gboolean personal_context_has(PersonalNumberKind kind, const char *text, gsize length, gsize first, gsize end);
