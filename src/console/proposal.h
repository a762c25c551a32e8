/* SPDX-License-Identifier: Apache-2.0 */
/* console/proposal.h: replies that do not leave at once, on the pages where they are met. */
#pragma once
#include "console/page.h"
#include "views/case-view.h"
#include "views/proposal-view.h"

/* "/proposals/ID@rest"; belongs to the request. */
const char *proposal_url(const ConsoleVisit *visit, ProposalId id, const char *rest);
/* Which one the address names; 0 none. */
ProposalId proposal_id(const ConsoleVisit *visit);

/* "Mon 2 Nov 2026, 08:14 (Europe/London)"; null for 0. */
json_t *proposal_time(const ConsoleVisit *visit, gint64 time, const char *zone);
/* Who must agree: { list: [{ unit, lead, by, when }] } of ProposalTier; null: nobody. */
json_t *proposal_tiers(const ConsoleVisit *visit, const GArray *tiers);

/* What the page of the case says of the reply that waits in it, or came back; null in JSON when there is nothing to
 * say. @ret_waits: there is no other reply now. NULL with error. */
json_t *proposal_card(const ConsoleVisit *visit, const CaseView *view, gboolean *ret_waits, GError **error);

/* The page of the proposal, with what went wrong at @field (NULL: nothing did). */
gboolean proposal_show(const ConsoleVisit *visit, ProposalId id, const char *field, const GError *trouble,
                       GError **error);
