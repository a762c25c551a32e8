/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/publishing/publishing-policy.h: what the decision tables say of a publication that is sent for review.
 *
 * Purpose is what it is (news, notice, alert, answer), audience and content are public. What is published is on every
 * public channel, so a rule may say same, preferred or any, or name all of them; one that names fewer cannot be
 * followed, and it does not leave. Of the duties, four-eyes and review ask for one more person each, no-public-reply
 * keeps it back, translate asks for a second language; the others are about cases. When no rule decides, it stays a
 * draft. */
#pragma once
#include "mediation/publishing/publishing-private.h"

/* In the transaction that sends it for review: asks, records what was decided about row->work, and sets row->tiers.
 * TRIBUNE_ERROR_INVALID with a sentence. */
gboolean publishing_policy_ask(const PublishingStep *step, DbSession *session, PublicationRow *row, GError **error);
