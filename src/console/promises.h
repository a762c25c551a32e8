/* SPDX-License-Identifier: Apache-2.0 */
/* console/promises.h: what is promised for a case, in lists and beside it. */
#pragma once
#include "console/console-private.h"
#include "views/case-view.h"

/* { words, late, soon, fine, due: { text, iso, exact } } of the nearest promise; null when none runs. */
json_t *promises_pill(const ConsoleVisit *visit, const Case *a_case);

/* The service, the priority and each clock, with what may be changed. NULL with @error when the store failed. */
json_t *promises_card(const ConsoleVisit *visit, const CaseView *view, GError **error);
