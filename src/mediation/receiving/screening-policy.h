/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/receiving/screening-policy.h: what the hold table makes of what filters said.
 *
 * Without rules what the filters said stands, and nothing is decided. Else the table is asked once, with all labels.
 * The strongest output of the rules that hold counts (hold before label before pass), and takes the place of what those
 * filters said whose label such a rule names; what other filters said stands beside it. So a rule that lets pass lifts
 * only labels that it names, and never that of malware. */
#pragma once
#include "mediation/tables/policy.h"
#include "model/prose.h"

#define SCREENING_POLICY_FILTER "policy" /* whose verdict it is */

/* What came in, as the table sees it. */
typedef struct {
    const char *purpose; /* "message", "comment" */
    gboolean public;     /* everybody can read it where it comes in */
    gboolean attachments;
    const char *language; /* BCP 47 */
    gint64 received;
    const Prose *prose;
    const GPtrArray *verdicts; /* StoredVerdict * */
} ScreeningQuestion;

/* NULL: the hold table has no rules. Does not block. */
PolicyDecision *screening_policy_question(const Mediation *mediation, const ScreeningQuestion *question);
/* The same of a message. @verdicts: StoredVerdict *. Does not block. */
PolicyDecision *screening_policy_ask(const Mediation *mediation, const Message *message, const Prose *prose,
                                     gboolean attachments, const GPtrArray *verdicts);

/* What becomes of the message. Appends to @verdicts (StoredVerdict *) what the table says, unless it lets pass. */
Screening screening_policy_apply(const PolicyDecision *decision, MessageId message, GPtrArray *verdicts);
