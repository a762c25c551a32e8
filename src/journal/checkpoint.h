/* SPDX-License-Identifier: Apache-2.0 */
/* journal/checkpoint.h: signing how a year's log stands, and keeping what was signed.
 *
 * Signed is the state of the last commit, never leaves whose fate is open. A log's first checkpoint is taken as it is;
 * every later one only after the newest earlier one was read back, its signature verified and a consistency proof
 * between the two was checked. The same is asked of what the signer remembers beside its key (journal/memory.h), which
 * holds also when the database was cut back. So two checkpoints never contradict each other. */
#pragma once
#include "journal/journal.h"
#include "journal/key.h"

/* In a writing transaction: sign @year's log (0: the newest) and store the note. When the newest checkpoint covers it
 * all already, that one is returned and nothing is written.
 *
 * TRIBUNE_ERROR_NOT_FOUND when there is no such log. TRIBUNE_ERROR_FORBIDDEN when the log does not continue what was
 * signed before: nothing is signed, an operator must look. TRIBUNE_ERROR_INTERNAL when its nodes cannot be read. */
gboolean journal_checkpoint_sign(DbSession *session, const JournalKey *key, int year, char **ret_note, GError **error);

/* The same for every year that has leaves beyond its newest checkpoint. @ret_count: how many were signed. */
gboolean journal_checkpoint_sign_due(DbSession *session, const JournalKey *key, guint *ret_count, GError **error);

/* The newest stored checkpoint of @year (0: of the newest year that has one), as a note. TRIBUNE_ERROR_NOT_FOUND. */
gboolean journal_checkpoint_find(DbSession *session, int year, char **ret_note, GError **error);

/* That the log continues @note, a checkpoint kept elsewhere, signed by @key for the year in its origin; the whole
 * journal must be verified beside this. TRIBUNE_ERROR_INVALID when it is no checkpoint of this journal,
 * TRIBUNE_ERROR_CORRUPT when the log is not what it tells. */
gboolean journal_checkpoint_compare(DbSession *session, const JournalKey *key, const char *note, JournalState *ret_then,
                                    GError **error);

/* The way out after the database had to be put back to an earlier time, so that leaves are lost that were signed. In a
 * writing transaction: for every year that contradicts what the signer remembers, says so in the journal itself, in a
 * `key` leaf with attrs `lost-year`, `lost-size` and `lost-root` (as signed last). @ret_lost: JournalState of each, as
 * remembered; appended to. Once that is durable, journal_checkpoint_forget_lost() lets signing go on. */
gboolean journal_checkpoint_admit_loss(DbSession *session, const JournalKey *key, GArray *ret_lost, GError **error);
gboolean journal_checkpoint_forget_lost(const JournalKey *key, const GArray *lost, GError **error);
