/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/side.h: an internal consultation: a colleague or another body is asked about a case, apart from its
 * citizen.
 *
 * It is a conversation of its own, of kind "side", with one participant and a reply address of its own; threading finds
 * it like any other. It can never be taken for the citizen's:
 *
 *   - its participant cannot be a citizen of the case, nor one of our addresses; merging keeps that true;
 *   - its subject begins with what it is, each of its mails ends with who the answer goes to;
 *   - nothing of the citizen's conversation goes along but what the officer chose (enclosures.h);
 *   - what is said in it is marked in the store (Message.side) when it is filed, whoever wrote it, and that mark keeps
 *     it from citizens' pages, receipts and answers, from programs and webhooks;
 *   - it is no answer to the citizen: no promise is kept by it, no receipt is sent, nobody gets a link.
 *
 * An answer makes the case unread, and open when it waits for others; it changes neither state nor clocks otherwise.
 * For who may answer in the case (ACTION_REPLY). */
#pragma once
#include "mediation/enclosures.h"
#include "mediation/release.h"

#define SIDE_TITLE_MAX 150 /* characters */

typedef struct {
    ConversationId conversation; /* goes on in this one; 0: a new one: */
    const char *to;              /* an address as typed */
    const char *name;            /* whose it is; may be "" */
    const char *title;           /* what it is about; "": as the case */
    const char *text;            /* Markdown */
    const GArray *enclosures;    /* Enclosure; may be NULL */
    gboolean wait;               /* the case waits for others then */
} SideDraft;

/* Exactly what would leave. TRIBUNE_ERROR_FORBIDDEN; TRIBUNE_ERROR_INVALID, TRIBUNE_ERROR_LIMIT with a sentence for who
 * wrote it. Blocks on a read. */
ReplyPreview *side_preview(Mediation *mediation, const Actor *actor, CaseId case_id, const SideDraft *draft,
                           GError **error);

/* Records it, opens the conversation when it is new, and queues the delivery. @expected is the digest of the preview:
 * TRIBUNE_ERROR_CONFLICT when what would leave is no longer that, or the case is not at @version any more. @ret: the
 * conversation. Blocks until durable. */
gboolean side_send(Mediation *mediation, const Actor *actor, CaseId case_id, gint64 version, const SideDraft *draft,
                   const Digest *expected, ConversationId *ret, GError **error);

/* ---- for handing over, which writes to somebody else as well ---- */

typedef struct SideLetter SideLetter;

/* One letter to somebody else. @hands_over: they take the case; subject and last words say so, and what is quoted says
 * who wrote it. The arguments are borrowed. */
SideLetter *side_letter_new(Mediation *mediation, const Actor *actor, CaseId case_id, const SideDraft *draft,
                            gboolean hands_over);
void side_letter_free(SideLetter *letter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SideLetter, side_letter_free)

/* Inside a read: what it is made of. Then outgoing may be looked at. */
gboolean side_letter_compose(SideLetter *letter, DbSession *session, const Case *a_case, GError **error);
const Outgoing *side_letter_outgoing(const SideLetter *letter);
/* The same, no longer the letter's. */
Outgoing *side_letter_take_outgoing(SideLetter *letter);
Rendering *side_letter_render(const SideLetter *letter, GError **error);
/* Outside any transaction: gives it ids and seals it. */
gboolean side_letter_seal(SideLetter *letter, GError **error);
/* Inside a write: the conversation, its participant, the release; not the case itself. @rule lets it go. */
gboolean side_letter_save(SideLetter *letter, DbSession *session, const Case *a_case, const char *rule, GError **error);
