/* SPDX-License-Identifier: Apache-2.0 */
/* store/draft-store.h: what somebody is writing in a case and has not let go: text, and files for a reply.
 *
 * Texts and files are sealed like what is recorded, but they are nobody's record yet: no leaf, and removing them leaves
 * nothing. Calls run inside the caller's transaction. */
#pragma once
#include "model/case.h"
#include "store/store.h"

typedef enum { DRAFT_REPLY, DRAFT_NOTE, DRAFT_KIND_COUNT } DraftKind;
const char *draft_kind_name(DraftKind kind);

typedef struct {
    CaseId case_id;
    StaffId staff;
    DraftKind kind;
    gint64 changed;
    char *text;
    CaseState next;    /* of a reply: the case's state afterwards … */
    gboolean decision; /* … and whether it is a formal decision */
} Draft;
void draft_free(Draft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Draft, draft_free)

/* In place of the one before. */
gboolean draft_store_save(Store *store, DbSession *session, const Draft *draft, GError **error);
gboolean draft_store_remove(DbSession *session, CaseId case_id, StaffId staff, DraftKind kind, GError **error);
/* Draft *, of everybody in the case. The texts of others than @reader stay sealed: NULL. */
GPtrArray *draft_store_list(Store *store, DbSession *session, CaseId case_id, StaffId reader, GError **error);

typedef struct {
    gint64 id;
    CaseId case_id;
    StaffId staff;
    gint64 size;
    gint64 secret_key;
    MessagePart *part; /* name, type and bytes, as far as they were asked for; else NULL */
} DraftFile;
void draft_file_free(DraftFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DraftFile, draft_file_free)

/* @sealed holds one part, the file. */
gboolean draft_store_add_file(DbSession *session, const DraftFile *file, const SealedContent *sealed, GError **error);
/* DraftFile * in the order in which they were added; @with_bytes: also those of large files. */
GPtrArray *draft_store_list_files(Store *store, DbSession *session, CaseId case_id, StaffId staff, gboolean with_bytes,
                                  GError **error);
/* Appends to @paths (char *) what to content_unlink() when the transaction is durable. */
gboolean draft_store_remove_file(Store *store, DbSession *session, const DraftFile *file, GPtrArray *paths,
                                 GError **error);
