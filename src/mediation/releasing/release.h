/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/releasing/release.h: what is to leave: exact text, recipient, channel, attachments, bound together by a
 * digest.
 *
 * A release carries its whole content in its own record, so that preview, digest and delivery all come from the same
 * bytes. Whoever may reply for the case's unit may release her own reply, when the decision tables do not say that
 * others must agree; then, and when it is not to leave at once, mediation/releasing/proposing.h takes it. Which rule
 * let it go is named in every release. */
#pragma once
#include "mediation/mediation.h"
#include "mediation/releasing/proofreading.h"
#include "mediation/tables/policy.h"
#include "model/case.h"
#include "model/person.h"
#include "store/case-store.h"
#include "store/proposal-store.h"
#include "store/release-store.h"
#include "store/release-text.h"

#define RELEASE_TEXT_MAX        (256 * 1024)
#define RELEASE_ATTACHMENTS_MAX 20
#define RELEASE_FILES_SIZE_MAX  (15 * 1024 * 1024) /* bytes, together: 20.5 MiB of mail, which most servers take */

/* The rules that let a release go, by name. */
#define RULE_OWN_UNIT        "own-unit"
#define RULE_APPROVED        "approved"   /* others have agreed to exactly this; its leaf refers to the last approval */
#define RULE_UNREVIEWED      "unreviewed" /* it could not wait for others; its leaf refers to who said so, and why */
#define RULE_ACKNOWLEDGEMENT "acknowledgement"
#define RULE_SIDE            "consultation"
#define RULE_HAND_OVER       "hand-over"
#define RULE_ADDRESS_CODE    "address-code"
#define RULE_FALLBACK        "fallback" /* what was let go before goes another way, since the first failed */

/* What the officer wrote. */
typedef struct {
    const char *text;         /* Markdown */
    GPtrArray *attachments;   /* MessagePart *, or NULL */
    CaseState next;           /* the case's state afterwards */
    gboolean decision;        /* a formal decision: for the tables its purpose is "decision", and it has legal effect */
    gint64 scheduled;         /* it does not leave before, µs UTC; 0: at once */
    const char *zone;         /* in which that was chosen: "Europe/London"; NULL: the body's */
    const char *untranslated; /* why it is not in the citizen's language, where the policy asks for that; NULL */
    const char *excuse;       /* why it may leave although something stops it, see proofreading.h; NULL: nothing said */
} ReplyDraft;

/* What the decision tables say of it; NULL: they were not asked. */
typedef struct {
    PolicyDecision *channel, *duties;
} ReleasePolicy;

/* What exactly would leave, and what it would be bound by. */
typedef struct {
    Outgoing *outgoing;
    Rendering *rendering;
    Digest digest;
    const char *why; /* which rule lets it go: a catalogue's msgid */
    GArray *tiers;   /* ProposalTier: who must agree before; empty: nobody */
    ReleasePolicy policy;
    Proofread *proofread; /* what is wrong with the text; NULL: a filter is down, so it could not leave now */
} ReplyPreview;
void reply_preview_free(ReplyPreview *preview);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ReplyPreview, reply_preview_free)

/* TRIBUNE_ERROR_FORBIDDEN, TRIBUNE_ERROR_INVALID (what is wrong with the text, or nobody to answer). Blocks on a read.
 */
ReplyPreview *release_preview(Mediation *mediation, const Actor *actor, CaseId case_id, const ReplyDraft *draft,
                              GError **error);

/* Records the reply, lets it go and queues its delivery. TRIBUNE_ERROR_INVALID when others must agree or its time has
 * not come; TRIBUNE_ERROR_CONFLICT while another reply waits in the case. @expected is the digest of the preview that
 * the officer saw: TRIBUNE_ERROR_CONFLICT when what would leave is no longer that. NULL: she did not look. Files are
 * screened first, see release_screen(), and the text is read, see proofreading.h. Blocks until durable. */
gboolean release_reply(Mediation *mediation, const Actor *actor, CaseId case_id, gint64 version,
                       const ReplyDraft *draft, const Digest *expected, ReleaseId *ret_id, GError **error);

/* That so many files of so many bytes may leave together: TRIBUNE_ERROR_LIMIT. */
gboolean release_check_files(guint count, gint64 size, GError **error);

/* A file that must not leave, and why. */
typedef struct {
    char *filename; /* "" has none */
    char *reason;   /* a catalogue's msgid */
} ReleaseHeld;
void release_held_clear(ReleaseHeld *held);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ReleaseHeld, release_held_clear)

/* What the filters say of @files (MessagePart *; NULL: none), as of what comes in. release_reply() asks too; this is
 * for who wants to tell it earlier, and better: FALSE with TRIBUNE_ERROR_INVALID when one is held (*@ret_held, may be
 * NULL, says which), or with TRIBUNE_ERROR_UNAVAILABLE when a filter cannot judge: then nothing leaves until it can.
 * Blocks up to 30 s a filter. */
gboolean release_screen(Mediation *mediation, const Actor *actor, const GPtrArray *files, ReleaseHeld *ret_held,
                        GError **error);

/* The same for the modules beside, who ask for other rights. */
gboolean release_screen_files(Mediation *mediation, const GPtrArray *files, ReleaseHeld *ret_held, GError **error);

/* The subject of an answer in a conversation about @subject. That of a conversation whose first message is held is
 * empty: then nothing is said but the case's number. */
char *release_subject(const char *subject, const char *reference);

/* ---- for the modules beside ---- */

/* The channel that carries an answer in @conversation to the identity @to: its own when that can, else one that can.
 * Borrowed. */
const char *release_channel(const Mediation *mediation, const Conversation *conversation, const char *to);
/* Our address on @channel that @outgoing is from. */
EndpointId release_endpoint(const Mediation *mediation, const char *channel, const Outgoing *outgoing);

/* Stores @conversation when it is fresh, with @to in it: before what begins it is saved. Inside the caller's
 * transaction. */
gboolean release_begin(const Mediation *mediation, DbSession *session, const Conversation *conversation,
                       const char *channel, const Outgoing *outgoing, IdentityId to, GError **error);

/* Exactly what leaves of @outgoing by the channel of that name. */
Rendering *release_render(const Mediation *mediation, const char *channel, const Outgoing *outgoing, GError **error);

/* Who answers to the citizen go to, and in which conversation. TRIBUNE_ERROR_INVALID: nobody can be answered. */
gboolean release_find_recipient(DbSession *session, CaseId case_id, Conversation **ret_conversation, Identity **ret_to,
                                GError **error);

/* The channel, which of our addresses there it is from, and what it answers. */
gboolean release_fill_sender(const Mediation *mediation, const Case *a_case, const Conversation *conversation,
                             const char *channel, Outgoing *outgoing, GError **error);
gboolean release_fill_thread(DbSession *session, const Conversation *conversation, Outgoing *outgoing, GError **error);

/* Fills what every message to a conversation has: from, thread, subject. @to is who gets it. */
Outgoing *release_compose(const Mediation *mediation, DbSession *session, const Case *a_case,
                          const Conversation *conversation, const Identity *to, GError **error);
