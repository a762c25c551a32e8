/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/releasing/drafting.h: what an officer is writing, kept until she comes back: a reply with its files, or a
 * note.
 *
 * One of each per officer and case; another save takes the place of the one before. Drafts are sealed, belong to who
 * writes them and are nobody's record: they have no events, and are gone when what they became is recorded. Calls block
 * until durable. TRIBUNE_ERROR_FORBIDDEN, TRIBUNE_ERROR_LIMIT, TRIBUNE_ERROR_NOT_FOUND. */
#pragma once
#include "mediation/mediation.h"
#include "store/draft-store.h"

/* An empty text, of a reply without files, removes the draft. @next and @decision count for replies
 * only. */
gboolean drafting_save(Mediation *mediation, const Actor *actor, CaseId case_id, DraftKind kind, const char *text,
                       CaseState next, gboolean decision, GError **error);

/* @parts (MessagePart *, borrowed) are files for the reply, beside those that are there: RELEASE_ATTACHMENTS_MAX and
 * RELEASE_FILES_SIZE_MAX count for all together. All of them are kept, or none. */
gboolean drafting_attach(Mediation *mediation, const Actor *actor, CaseId case_id, const GPtrArray *parts,
                         GError **error);
/* Nothing when it is gone already. */
gboolean drafting_detach(Mediation *mediation, const Actor *actor, CaseId case_id, gint64 file, GError **error);

/* Text and files of the reply, away. */
gboolean drafting_discard(Mediation *mediation, const Actor *actor, CaseId case_id, GError **error);

/* The files as MessagePart *, whole; an empty array when there are none. Blocks on a read. */
GPtrArray *drafting_attachments(Mediation *mediation, const Actor *actor, CaseId case_id, GError **error);

/* Unlinks the files of drafts that are gone, should a crash have left them; every CONTENT_DOOMED_INTERVAL. Blocks. */
void drafting_tick(gpointer mediation);

/* Inside a transaction: the draft became what it was for. @paths as for content_remove(). */
gboolean drafting_forget(const Mediation *mediation, DbSession *session, CaseId case_id, StaffId staff, DraftKind kind,
                         GPtrArray *paths, GError **error);

/* What was put before others comes back (drafting-restore.c): files are sealed outside the transaction, one record each
 * (SealedContent *), and discarded should it fail; inside it, text and files join the draft of @staff. @parts are those
 * of @sealed. */
GPtrArray *drafting_seal(Mediation *mediation, const GPtrArray *parts, GError **error);
void drafting_discard_sealed(const GPtrArray *sealed);
gboolean drafting_restore(const Mediation *mediation, DbSession *session, CaseId case_id, StaffId staff,
                          const char *text, CaseState next, gboolean decision, const GPtrArray *parts,
                          const GPtrArray *sealed, GError **error);
