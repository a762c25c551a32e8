/* SPDX-License-Identifier: Apache-2.0 */
/* journal/proof.h: that a leaf is in a signed log, as a .tlog-proof file (wire/proof.h) for somebody who has only the
 * leaf's entry and the year's verifier key. */
#pragma once
#include "journal/journal.h"

/* The leaf at @place, against the newest stored checkpoint of its year. @extra, for the reader's convenience and
 * authenticated by nothing, may be NULL. TRIBUNE_ERROR_NOT_FOUND when no checkpoint covers the leaf yet: sign one, then
 * ask again. TRIBUNE_ERROR_INTERNAL when the stored tree does not give a proof that verifies; then none is given out.
 */
gboolean journal_proof_make(DbSession *session, gint64 place, GBytes *extra, char **ret_proof, GError **error);
