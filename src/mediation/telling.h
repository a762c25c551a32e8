/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/telling.h: what a channel may tell somebody of her own cases, by the address that she writes from: numbers,
 * states and dates, and nothing that was said. */
#pragma once
#include "mediation/mediation.h"
#include "model/case.h"

#define TELLING_CASES_MAX 10

typedef struct {
    char *reference;
    CaseState state;
    gint64 changed;
} ToldCase;

/* ToldCase *, latest first: the cases in which @uri (canonical) takes part on @channel. Blocks on a read.
 * TRIBUNE_ERROR_FORBIDDEN: @actor is no channel. Free the array. */
GPtrArray *telling_cases(Mediation *mediation, const Actor *actor, const char *channel, const char *uri,
                         GError **error);
