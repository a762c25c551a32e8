/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/releasing/release-private.h: a reply on its way from what an officer wrote to what leaves, for who lets it
 * go at once (release-reply.c) and who puts it before others first (proposing.c). */
#pragma once
#include "mediation/releasing/release-duties.h"
#include "mediation/releasing/release-policy.h"

/* What a reply is made of, read in one transaction. The first four are borrowed. */
typedef struct {
    Mediation *mediation;
    const Actor *actor;
    CaseId case_id;
    const ReplyDraft *draft;
    Case *a_case;
    Conversation *conversation;
    Identity *to;
    gboolean asked;      /* she wants it so */
    const char *channel; /* that carries it */
    ReleasePolicy policy;
    GArray *tiers; /* ProposalTier: who must agree */
    Outgoing *outgoing;
    Proofread *proofread; /* set by release_reply_read() */
} ReleaseReply;
void release_reply_clear(ReleaseReply *reply);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ReleaseReply, release_reply_clear)

/* Fills @reply (ReleaseReply *) from its first four members. Outside a transaction. */
gboolean release_reply_make(ReleaseReply *reply, GError **error);
/* Lets filters read files and text: what stops it needs the draft's excuse. Outside a transaction. */
gboolean release_reply_read(ReleaseReply *reply, GError **error);
/* That what would leave is what was looked at: TRIBUNE_ERROR_CONFLICT. @expected NULL: nobody looked. */
gboolean release_reply_is_expected(const ReleaseReply *reply, const Digest *expected, GError **error);

/* ---- inside a transaction ---- */

/* That the case of that version may be answered by @actor, and that no reply waits in it but @own (0: none). */
gboolean release_reply_may_go(const Mediation *mediation, DbSession *session, const Actor *actor, const Case *a_case,
                              gint64 version, GError **error);
/* The case is answered with @outgoing and becomes @next; saves @a_case. Whoever acts is @actor. */
gboolean release_reply_answer(const Mediation *mediation, DbSession *session, const Actor *actor, Case *a_case,
                              const Outgoing *outgoing, CaseState next, GError **error);
