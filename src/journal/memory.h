/* SPDX-License-Identifier: Apache-2.0 */
/* journal/memory.h: what the signer signed last, so that it never contradicts itself.
 *
 * A small file beside the key, apart from the database: should that be cut back, put back or rewritten, the signer
 * still knows, and refuses. One line per log, sorted: "<origin> <size> <root, 64 hexadecimal digits>". It is replaced
 * whole and fsynced before a signature is given out. Kept with the key, never with the database: a backup must not
 * bring an old one back.
 *
 * Callers hold the database's write lock, so no two of them replace the file at once. All calls block. */
#pragma once
#include "base/digest.h"
#include "journal/key.h"

/* How @year's log stood when it was signed last. @ret_found FALSE: never, as far as is remembered.
 * TRIBUNE_ERROR_FORBIDDEN when the file cannot be read or is not one of ours: then nothing may be signed. */
gboolean journal_memory_find(const JournalKey *key, int year, gboolean *ret_found, guint64 *ret_size, Digest *ret_root,
                             GError **error);

/* TRIBUNE_ERROR_FULL or TRIBUNE_ERROR_TEMPORARY when it cannot be written. */
gboolean journal_memory_keep(const JournalKey *key, int year, guint64 size, const Digest *root, GError **error);

/* No longer remembers @year: only after the loss is on record (journal_checkpoint_admit_loss()). */
gboolean journal_memory_forget(const JournalKey *key, int year, GError **error);
