/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/cases/clocks.h: what is promised for cases, in working time, and that nobody forgets it.
 *
 * A case with a service has a clock for each promise of that service, counted on the calendar of its unit:
 *
 *   first answer   from when the citizen wrote, until a reply to her is released. An acknowledgement is none.
 *   resolution     from then, until the case is resolved, refused, referred or found a duplicate.
 *
 * All clocks of a case stand still while it waits for the citizen and go on when it does not: when she writes, or when
 * somebody changes the state. A case that is withdrawn or spam ends its clocks unmet, and so does another service,
 * whose own clocks then count from the same start. A closed case that opens again starts anew: its resolution clock,
 * and, unless a member of staff opened it, also that of the first answer; when staff did, a first answer that was never
 * given is owed still, and the time in between did not count. A case that is passed on is counted on the
 * calendar of its new unit.
 *
 * A durable job waits for each clock. When the share of its working time that is left falls to the warning, and when it
 * falls due, that is an event of the case, which then is among the late ones until it is met or stands still. What was
 * missed stays known as missed.
 *
 * The calls inside a transaction keep case.due and case.near, also in @a_case; they append at most one event each. */
#pragma once
#include "mediation/mediation.h"
#include "model/case.h"
#include "model/promise.h"

#define WORK_CLOCK            "clock"
#define CLOCKS_REVIEW_MINUTES (4 * 60) /* of working time, until somebody has decided on what a filter holds */
#define CLOCKS_WARNING        25       /* percent of the working time left, when nothing else is set */

/* Before work_start(). */
void clocks_register(Mediation *mediation);

/* When a message received at @received and held must be decided on: counted on the body's own calendar. */
gint64 clocks_review_due(const Mediation *mediation, gint64 received);

/* The zone that @calendar is counted in. */
const Zone *clocks_zone(const Mediation *mediation, const Calendar *calendar);
/* Working minutes from @from until @to on the calendar of @unit. */
gint64 clocks_minutes_between(const Mediation *mediation, UnitId unit, gint64 from, gint64 to);

/* ---- inside a transaction ---- */

/* The case opens with its service, citizen's words received at @since; or it has another service than before: @since 0.
 */
gboolean clocks_start(const Mediation *mediation, DbSession *session, const Actor *actor, Case *a_case, gint64 since,
                      GError **error);
/* A reply to the citizen is released at @at. */
gboolean clocks_answered(const Mediation *mediation, DbSession *session, const Actor *actor, Case *a_case, gint64 at,
                         GError **error);
/* The state was @before. */
gboolean clocks_state_changed(const Mediation *mediation, DbSession *session, const Actor *actor, Case *a_case,
                              CaseState before, GError **error);
gboolean clocks_unit_changed(const Mediation *mediation, DbSession *session, const Actor *actor, Case *a_case,
                             GError **error);

/* A policy says that the matter ends in @days working days from now at the latest: the resolution clock that runs is
 * shortened to that, or one is started where there is none. A day counts as long as the calendar's days do on average.
 * Nothing when the case is closed. */
gboolean clocks_within(const Mediation *mediation, DbSession *session, const Actor *actor, Case *a_case, gint64 days,
                       GError **error);

/* ---- the warning: a setting of the body ---- */

/* Percent of the working time left at which to warn: 0 to 90. */
gboolean clocks_get_warning(DbSession *session, int *ret, GError **error);
/* The same, read for who may see what is promised. Blocks on a read. */
gboolean clocks_warning(Mediation *mediation, const Actor *actor, int *ret, GError **error);
/* For who may manage promises; counts for clocks that start or resume after it. TRIBUNE_ERROR_INVALID. Blocks. */
gboolean clocks_set_warning(Mediation *mediation, const Actor *actor, gint64 percent, GError **error);
