/* SPDX-License-Identifier: Apache-2.0 */
/* journal/journal-private.h: reading one year's stored tree, for the modules of this folder. */
#pragma once
#include "journal/journal.h"
#include "wire/tlog.h"

/* One year's log as a TlogNodeReader's data. */
typedef struct {
    DbSession *session;
    int year;
} JournalTree;

/* A TlogNodeReader over a JournalTree: nodes as stored, low ones from the leaf hashes. TRIBUNE_ERROR_INTERNAL when a
 * hash is missing: not CORRUPT, on which a writing transaction ends the process, because serving goes on without
 * proofs. */
gboolean journal_read_node(gpointer tree, guint level, guint64 index, Digest *ret, GError **error);

/* Column @index of a row as a hash; FALSE when it is not 32 bytes. */
gboolean journal_column_digest(DbQuery *query, int index, Digest *ret);
