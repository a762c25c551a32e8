/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/release-policy.h: by which channel a reply goes and what must be done before, as the decision tables say.
 *
 * The channel table names channels; which of them the reply can take depends on the addresses that we know of the
 * citizen. The first that reaches her and carries the text and its files is taken, else what to fall back to; when
 * neither can, the channel by which she asked, which then says itself what it cannot. When no rule decides, or two
 * contradict each other, nothing leaves.
 *
 * What the duty table asks is done by mediation/release-duties.h. */
#pragma once
#include "mediation/policy.h"
#include "mediation/release.h"

void release_policy_clear(ReleasePolicy *policy);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ReleasePolicy, release_policy_clear)

/* What is known of a reply; all borrowed. */
typedef struct {
    const Actor *actor;
    const Case *a_case;
    const Conversation *conversation;
    const Identity *to;
    const ReplyDraft *draft;
} ReleaseMatter;

/* Inside a transaction. @ret_channel is borrowed. @ret_to and @ret_in are another address of hers that has part in the
 * case, and its conversation, when the channel needs one; else they stay. TRIBUNE_ERROR_INVALID when nothing is decided
 * or the channel may not be used: a sentence for who writes. */
gboolean release_policy_ask(const Mediation *mediation, DbSession *session, const ReleaseMatter *matter,
                            ReleasePolicy *ret, const char **ret_channel, Identity **ret_to, Conversation **ret_in,
                            GError **error);
/* That nobody else must agree, for what cannot be put before others. */
gboolean release_policy_check(const ReleasePolicy *policy, GError **error);
/* Stores what was decided, before the release of which it is. Inside the caller's transaction. */
gboolean release_policy_record(const Mediation *mediation, DbSession *session, const Actor *actor,
                               ReleasePolicy *policy, CaseId case_id, ReleaseId release, GError **error);
