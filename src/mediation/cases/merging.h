/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/cases/merging.h: cases that belong together: linked, or one put into the other; both can be undone.
 *
 * For who may edit both cases. Every step is an event on both, so both trails tell it. Calls block until durable.
 * TRIBUNE_ERROR_FORBIDDEN, TRIBUNE_ERROR_CONFLICT (changed meanwhile), TRIBUNE_ERROR_INVALID (not with each other). */
#pragma once
#include "mediation/mediation.h"

/* Nothing happens when they are. */
gboolean merging_link(Mediation *mediation, const Actor *actor, CaseId a, CaseId b, GError **error);
gboolean merging_unlink(Mediation *mediation, const Actor *actor, CaseId a, CaseId b, GError **error);

/* @source is a duplicate of @target: what was said in it moves there, its notes too, and later mail to its addresses
 * lands there; @source stays as a pointer, with its events. @version is that of the source. The target must not be
 * closed, nor merged itself; and nobody who was asked internally in the one may be the citizen of the other. */
gboolean merging_merge(Mediation *mediation, const Actor *actor, CaseId source, gint64 version, CaseId target,
                       GError **error);
/* What moved goes back, with what came in to it since; the source is again what it was. TRIBUNE_ERROR_CONFLICT when the
 * target was merged on. */
gboolean merging_undo(Mediation *mediation, const Actor *actor, CaseId source, GError **error);
