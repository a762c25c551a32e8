/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/delivering/report.h: what came later of a delivery: bounce, delay, delivery report, receipt, complaint,
 * out-of-office note. A failure makes the delivery failed and its case unread; one because she told the network that
 * she wants nothing from us is her STOP (mediation/subscribing/heeding.h); a refusal of everything from us
 * (REPORT_POLICY) is said in the log as well, for the operator. Nothing here opens a case or is answered. */
#pragma once
#include "mediation/mediation.h"

/* A channel reports on a delivery of ours, without a message of its own (a callback, a receipt). Blocks until durable.
 * TRIBUNE_ERROR_NOT_FOUND: no such delivery. TRIBUNE_ERROR_FORBIDDEN: @actor is no channel. */
gboolean report_submit(Mediation *mediation, const Actor *actor, const Report *report, GError **error);

/* The same for a report that came as @message, inside the caller's transaction: files the message with the delivery's
 * case. A delivery that does not exist leaves the message of no case. */
gboolean report_apply(const Mediation *mediation, DbSession *session, const Actor *actor, const Message *message,
                      const Report *report, CaseId *ret_case, GError **error);
