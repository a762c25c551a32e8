/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/receiving/filing.h: puts a screened message where it belongs: into its case, into a new one, onto a
 * delivery as a report, or, when a machine wrote it and it answers nothing of ours, nowhere but the record. What went
 * in circles opens or joins a case like a person's message, so that somebody sees it, but reopens nothing and is not
 * answered. */
#pragma once
#include "mediation/routing/routing-decision.h"

typedef struct {
    CaseId case_id;    /* 0: of no case */
    gboolean delivers; /* something to deliver was queued */
    gboolean heeds;    /* a word was heeded, and is answered */
} FilingResult;

/* The title of a case that @message opens; of a @held one it tells nothing. Borrowed. */
const char *filing_title(const Mediation *mediation, const Message *message, gboolean held);

/* Inside the caller's transaction. @draft is what the channel found out, from the envelope. @material is for the rules
 * of routing, in case that a case is opened; NULL: it goes where the address leads. */
gboolean filing_file(const Mediation *mediation, DbSession *session, const Message *message, const MessageDraft *draft,
                     RoutingMaterial *material, FilingResult *ret, GError **error);
