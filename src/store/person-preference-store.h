/* SPDX-License-Identifier: Apache-2.0 */
/* store/person-preference-store.h: how persons want to be written to. Calls run inside the caller's transaction. */
#pragma once
#include "db/db.h"
#include "model/person.h"

/* All of them, by purpose; what is not stored reads as "as it comes". */
gboolean person_preference_store_load(DbSession *session, PersonId id, PersonPreferences *ret, GError **error);
gboolean person_preference_store_set(DbSession *session, PersonId id, PersonPurpose purpose,
                                     const PersonPreference *preference, GError **error);
