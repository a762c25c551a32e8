/* SPDX-License-Identifier: Apache-2.0 */
/* views/promise-words.h: promises as people say them: "in 3 working hours", "2 working hours late". Pure; results are
 * the caller's. */
#pragma once
#include "base/locale.h"
#include "views/promise-view.h"

/* "8 working hours", "90 working minutes". */
char *promise_words_time(const Locale *locale, gint64 minutes);

/* How a clock that runs stands, as short as a pill: working hours or minutes up to 16 hours, and the day beyond that:
 * "in 3 working hours", "due Tue 8 Dec", "now", "2 working hours late", "late since Tue 8 Dec". */
char *promise_words_standing(const Locale *locale, PromiseStanding standing, gint64 minutes, gint64 due,
                             const char *zone);
