/* SPDX-License-Identifier: Apache-2.0 */
/* command/journal-audit.h: the audit of the store as commands show it. */
#pragma once
#include "journal/key.h"
#include "store/store.h"

/* Runs store/audit.h; on a terminal, how far it is goes to standard error; what was checked to standard output. Blocks.
 */
gboolean journal_audit(Store *store, const JournalKey *key, GError **error);
