/* SPDX-License-Identifier: Apache-2.0 */
/* console/case-event-private.h: for those who put one kind of event each into data; case-event.c chooses among them. */
#pragma once
#include "console/case-event.h"

typedef struct {
    const ConsoleVisit *visit;
    const CaseView *view;
    const Event *event;
    json_t *into; /* what the template reads */
} CaseEvent;

typedef void (*CaseEventDescriber)(const CaseEvent *it);

/* NULL: not theirs. */
CaseEventDescriber case_event_of_work(EventKind kind);
CaseEventDescriber case_event_of_leaving(EventKind kind);

/* ---- what the event's detail says ---- */

const char *case_event_text(const CaseEvent *it, const char *key); /* "" when it says nothing */
gint64 case_event_id(const CaseEvent *it, const char *key);

/* ---- what is said of it ---- */

/* Which sentence of the template. */
void case_event_be(const CaseEvent *it, const char *kind);
/* A sentence about an internal consultation, with the way to its page, where its words are. */
void case_event_be_side(const CaseEvent *it, const char *kind, const char *name);
void case_event_set_side_url(const CaseEvent *it);
/* The reason that a person gave; what Tribune notes down for itself is not shown. */
void case_event_set_reason(const CaseEvent *it);
void case_event_set_unit(const CaseEvent *it, UnitId id);

/* ---- questions that the choice of what is shown asks, too ---- */

/* The decision of a rule, if one made it. */
const Event *case_event_find_routing(const CaseView *view);
/* Sent, and perhaps before that already: a node died while it was at it. */
gboolean case_event_is_doubtful(const Event *event);
