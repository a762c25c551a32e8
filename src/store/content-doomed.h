/* SPDX-License-Identifier: Apache-2.0 */
/* store/content-doomed.h: files of content that was removed, until they are unlinked for sure.
 *
 * Content is removed in a transaction, its files after that (content_remove()): a crash in between would leave sealed
 * files that nothing refers to. So what is to go is written down in the same transaction, and collected later. A name
 * is never used again: it is the digest of bytes that were sealed with a secret of their own. */
#pragma once
#include "store/content-store.h"

#define CONTENT_DOOMED_INTERVAL CLOCK_DAY

/* @paths (char *) from @first on are to go. Inside the transaction that removes their content. */
gboolean content_doomed_add(DbSession *session, const GPtrArray *paths, guint first, GError **error);

/* Unlinks what was doomed before @before and forgets it; blocks on the disk. What is gone already is no fault. Inside a
 * transaction of its own. */
gboolean content_doomed_collect(const ContentStore *store, DbSession *session, gint64 before, guint *ret_files,
                                GError **error);
