/* SPDX-License-Identifier: Apache-2.0 */
/* model/promise.h: a clock: something promised in working time, and how it goes. */
#pragma once
#include "model/calendar.h"
#include "model/ids.h"

typedef enum {
    PROMISE_FIRST_ANSWER, /* the first answer of a person; an acknowledgement is none */
    PROMISE_RESOLUTION,   /* until all is done */
    PROMISE_KIND_COUNT,
} PromiseKind;
const char *promise_kind_name(PromiseKind kind); /* "first_answer" */
gboolean promise_kind_parse(const char *name, PromiseKind *ret);

/* One clock of a case. Instants are microseconds UTC; 0: not, or never. */
typedef struct {
    ClockId id;
    CaseId case_id;
    PromiseKind kind;
    CalendarId calendar; /* it is counted on; 0: the body's own */
    gint64 started;
    gint64 minutes; /* of working time promised */
    gint64 due;     /* 0: it stands still */
    gint64 near;    /* from when on to warn */
    gint64 stopped; /* since when it stands still; 0: it runs */
    gint64 warned;  /* when it was told that it is near */
    gint64 missed;  /* when it was told that it is late; stays when it is met after that */
    gint64 met;
    gint64 ended;  /* without being met: the service changed, the case was closed in another way */
    char *basis;   /* the rule that promises it: "Charter, page 4" */
    GArray *stops; /* CalendarStop: when it stood still before */
} Promise;
Promise *promise_new(void);
void promise_free(Promise *promise);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Promise, promise_free)

/* Neither met nor ended. */
gboolean promise_goes_on(const Promise *promise);
