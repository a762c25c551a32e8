/* SPDX-License-Identifier: Apache-2.0 */
/* console/case-event.h: what happened to a case, as data for templates/word/event.mustache. */
#pragma once
#include "console/console-private.h"
#include "views/case-view.h"

/* Whether the page of the case shows @event; the trail shows all. What its messages and notes say by themselves is left
 * out. */
gboolean case_event_is_shown(const CaseView *view, const Event *event);

/* { event: { KIND: true }, when, actor, … }; what is of an internal consultation has a side_url. */
json_t *case_event_describe(const ConsoleVisit *visit, const CaseView *view, const Event *event);

/* Who did it, for people: a member of staff, a channel, Tribune itself. */
json_t *case_event_actor(const ConsoleVisit *visit, const Event *event);
