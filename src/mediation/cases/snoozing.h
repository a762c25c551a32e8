/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/cases/snoozing.h: a planned case sleeps until a time and comes back by itself.
 *
 * It comes back as open and unread, by a durable job; earlier when the citizen writes or somebody changes its state. */
#pragma once
#include "mediation/mediation.h"

#define SNOOZE_MAX_DAYS 730

/* Before work_start(). */
void snoozing_register(Mediation *mediation);

/* The case becomes planned and sleeps until @until. TRIBUNE_ERROR_INVALID when that is not ahead, or too far;
 * TRIBUNE_ERROR_CONFLICT, TRIBUNE_ERROR_FORBIDDEN. Blocks until durable. */
gboolean snoozing_sleep(Mediation *mediation, const Actor *actor, CaseId id, gint64 version, gint64 until,
                        const char *reason, GError **error);
