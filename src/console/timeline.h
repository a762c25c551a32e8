/* SPDX-License-Identifier: Apache-2.0 */
/* console/timeline.h: a case's messages, notes and events in the order of their times.
 *
 * What citizens wrote is given as plain text, new and quoted parts and signatures apart, for templates to escape; what
 * staff wrote, as HTML that wire/markdown.h made. Their HTML is only pointed to: see console/message.c. */
#pragma once
#include "console/case-page.h"
#include "views/journal-view.h"

/* An array of { message, staff_note, events }, two of them null. @newest may be NULL. */
json_t *timeline_make(const ConsoleVisit *visit, const CaseView *view, const JournalYear *newest,
                      const CaseTyped *typed);

/* The messages of one internal consultation alone, in the same form; timeline_make() has none of them. */
json_t *timeline_make_side(const ConsoleVisit *visit, const CaseView *view, const JournalYear *newest,
                           ConversationId side);
