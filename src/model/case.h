/* SPDX-License-Identifier: Apache-2.0 */
/* model/case.h: the matter, its states, and which state may follow which. */
#pragma once
#include "model/ids.h"
#include "model/sensitivity.h"

typedef enum {
    CASE_NEW,
    CASE_OPEN,
    CASE_WAITING_CITIZEN,
    CASE_WAITING_OTHER,
    CASE_PLANNED,
    CASE_RESOLVED,
    CASE_REFUSED,
    CASE_DUPLICATE,
    CASE_REFERRED,
    CASE_WITHDRAWN,
    CASE_SPAM,
    CASE_STATE_COUNT,
} CaseState;
const char *case_state_name(CaseState state);
gboolean case_state_parse(const char *name, CaseState *ret);

/* Nothing more to do, until the citizen writes again. */
gboolean case_state_is_closed(CaseState state);
/* Whether a person may move a case from @from to @to. */
gboolean case_state_may_follow(CaseState from, CaseState to);

typedef enum {
    CASE_PRIORITY_NORMAL,
    CASE_PRIORITY_HIGH,
    CASE_PRIORITY_URGENT,
    CASE_PRIORITY_COUNT,
} CasePriority;                                        /* stored as its number */
const char *case_priority_name(CasePriority priority); /* "normal": in forms and in the journal */
gboolean case_priority_parse(const char *name, CasePriority *ret);

typedef struct {
    CaseId id;
    char *reference; /* "NB-2026-000123" */
    char *title;
    CaseState state;
    UnitId unit;
    StaffId assignee;
    PersonId person;
    char *channel;  /* where it came in */
    char *language; /* of the citizen */
    char *preview;  /* of the latest message */
    gint64 opened, changed, last_in;
    gboolean unread;   /* something from the citizen that nobody has opened */
    guint held;        /* messages held for review */
    ServiceId service; /* 0: none */
    CasePriority priority;
    Sensitivity raised; /* by staff: it is at least so; SENSITIVITY_PUBLIC: as its service says
                           (mediation/cases/protecting.h) */
    gint64 due;         /* the nearest of the promises whose clocks run; 0: none */
    gint64 near;        /* from when on that is near */
    gint64 version;     /* grows with every change; forms carry it */
} Case;
void case_free(Case *a_case);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Case, case_free)
