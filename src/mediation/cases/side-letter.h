/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/cases/side-letter.h: one letter to somebody who is not the citizen: in a consultation (side.h), or with a
 * case that is handed over (hand-over.h). Composed from what the store has, sealed outside any transaction, saved
 * inside that of the caller, who changes the case. */
#pragma once
#include "mediation/cases/side.h"

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
/* When it was not saved after all: the files that sealing wrote are removed. */
void side_letter_discard(const SideLetter *letter);
/* Inside a write: the conversation, its participant, the release; not the case itself. @rule lets it go. */
gboolean side_letter_save(SideLetter *letter, DbSession *session, const Case *a_case, const char *rule, GError **error);
