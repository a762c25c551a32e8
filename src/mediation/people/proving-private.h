/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/people/proving-private.h: what the files of proving share. */
#pragma once
#include "mediation/people/proving.h"
#include "store/address-store.h"

gboolean proving_check(DbSession *session, const Actor *actor, const ProvingMatter *matter, GError **error);
AddressAsker proving_asker(const ProvingMatter *matter);
/* "01234567", new. */
char *proving_code(const Mediation *mediation, gint64 id);
/* Whether @code can be used at @now. */
gboolean proving_is_open(const AddressCode *code, gint64 now);
