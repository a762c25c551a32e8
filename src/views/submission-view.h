/* SPDX-License-Identifier: Apache-2.0 */
/* views/submission-view.h: what became of a message that a program handed in: for the program, which knows its id.
 * Blocks on a read. */
#pragma once
#include "mediation/mediation.h"
#include "model/message.h"

typedef struct {
    MessageId id;
    gint64 received;
    gboolean filed;  /* screened, and in its case; until then filters look at it */
    char *reference; /* of the case; "" until then */
} Submission;
void submission_view_free(Submission *submission);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Submission, submission_view_free)

/* For who may hand in messages for the unit to whose address it went. TRIBUNE_ERROR_NOT_FOUND, also when it came by
 * another channel. */
Submission *submission_view_load(const Mediation *mediation, const Actor *actor, MessageId id, GError **error);
