/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/cases/side.h: an internal consultation: a colleague or another body is asked about a case, apart from its
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
#include "mediation/cases/enclosures.h"
#include "mediation/releasing/release.h"

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
