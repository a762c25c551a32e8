/* SPDX-License-Identifier: Apache-2.0 */
/* store/person-store.h: persons and their identities. Calls run inside the caller's transaction. */
#pragma once
#include "db/db.h"
#include "model/person.h"

gboolean person_store_insert(DbSession *session, const Person *person, GError **error);
gboolean person_store_insert_identity(DbSession *session, const Identity *identity, gint64 created, GError **error);
Person *person_store_load(DbSession *session, PersonId id, GError **error);
/* NULL without error when nobody is known by @uri. */
Identity *person_store_find_identity(DbSession *session, const char *uri, GError **error);
Identity *person_store_load_identity(DbSession *session, IdentityId id, GError **error);
/* Identity *, oldest first. */
GPtrArray *person_store_list_identities(DbSession *session, PersonId id, GError **error);
/* UnitId: those that have a case of hers. */
GArray *person_store_list_units(DbSession *session, PersonId id, GError **error);
/* Raises the assurance of an identity; never lowers it. */
gboolean person_store_assure(DbSession *session, IdentityId id, int assurance, const char *evidence, GError **error);
/* Only when none is known yet; @ret tells whether it was so. */
gboolean person_store_learn_name(DbSession *session, PersonId id, const char *name, gboolean *ret, GError **error);
/* As a member of staff knows it. */
gboolean person_store_rename(DbSession *session, PersonId id, const char *name, GError **error);
