/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/telling.h: what a channel may tell somebody of her own cases, by the address that she writes from: numbers,
 * states and dates, and nothing that was said. */
#pragma once
#include "mediation/mediation.h"
#include "store/told-store.h"

/* ToldCase *, latest first, TOLD_CASES_MAX at most: the cases in which @uri (canonical) takes part on @channel. Blocks
 * on a read. TRIBUNE_ERROR_FORBIDDEN: @actor is no channel. Free the array. */
GPtrArray *telling_cases(Mediation *mediation, const Actor *actor, const char *channel, const char *uri,
                         GError **error);
