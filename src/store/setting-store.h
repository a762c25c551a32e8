/* SPDX-License-Identifier: Apache-2.0 */
/* store/setting-store.h: what officers change about the body as a whole, by name. Calls run inside the caller's
 * transaction; what a name means and what its values may be is mediation's to say. */
#pragma once
#include "db/db.h"

/* New string; NULL without error when @name was never set. */
char *setting_store_get(DbSession *session, const char *name, GError **error);
gboolean setting_store_set(DbSession *session, const char *name, const char *value, GError **error);
/* Writes a row and removes it: for who wants to know whether the store takes anything at all. */
gboolean setting_store_probe(DbSession *session, GError **error);
