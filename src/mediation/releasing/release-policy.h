/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/releasing/release-policy.h: by which channel a reply goes and what must be done before, as the decision
 * tables say.
 *
 * The channel table names channels; which of them the reply can take depends on the addresses that we know of the
 * citizen: those that have part in the case, and those that were proven to be hers. The first that reaches her and
 * carries the text and its files is taken, else what to fall back to; when neither can, the channel by which she asked
 * where the rule names that, which then says itself what it cannot. To an address that we are less sure of than of the
 * one that is answered it goes only where the table, asked about that, names the same channel: how sure we are is an
 * input (citizen_verified), so what a rule keeps for who is verified goes to nobody else. When no rule decides, or two
 * contradict each other, nothing leaves.
 *
 * What the duty table asks is done by mediation/releasing/release-duties.h. */
#pragma once
#include "mediation/releasing/release.h"
#include "mediation/tables/policy.h"

void release_policy_clear(ReleasePolicy *policy);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ReleasePolicy, release_policy_clear)

/* What is known of a reply; all borrowed. */
typedef struct {
    const Actor *actor;
    const Case *a_case;
    const Conversation *conversation;
    const Identity *to;
    const ReplyDraft *draft;
    PersonPurpose purpose;      /* whose wish counts; the tables know a receipt as such, and all else as a reply */
    const char *failed_channel; /* by which it could not be delivered to the address failed_to: then the rule's fallback
                                   is asked alone. NULL: nothing failed */
    IdentityId failed_to;
} ReleaseMatter;

/* Inside a transaction. @ret_channel is borrowed. @ret_to and @ret_in are another address of hers, and its
 * conversation (a fresh one where the case has none), when the channel needs one; else they stay. TRIBUNE_ERROR_INVALID
 * when nothing is decided or the channel may not be used: a sentence for who writes. */
gboolean release_policy_ask(const Mediation *mediation, DbSession *session, const ReleaseMatter *matter,
                            ReleasePolicy *ret, const char **ret_channel, Identity **ret_to, Conversation **ret_in,
                            GError **error);
/* That nobody else must agree, for what cannot be put before others. */
gboolean release_policy_check(const ReleasePolicy *policy, GError **error);
/* Stores what was decided, before the release of which it is. Inside the caller's transaction. */
gboolean release_policy_record(const Mediation *mediation, DbSession *session, const Actor *actor,
                               ReleasePolicy *policy, CaseId case_id, ReleaseId release, GError **error);
