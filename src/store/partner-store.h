/* SPDX-License-Identifier: Apache-2.0 */
/* store/partner-store.h: other bodies that are asked, or that cases are handed over to. Calls run inside the caller's
 * transaction. */
#pragma once
#include "db/db.h"
#include "model/ids.h"

typedef struct {
    PartnerId id;
    char *name;
    char *uri;       /* canonical: "mailto:area9@highways.example" */
    char *contact;   /* how citizens reach them, as they are told; may be "" */
    gboolean closed; /* not to be chosen any more */
    gint64 version, changed;
} Partner;
void partner_free(Partner *partner);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Partner, partner_free)

gboolean partner_store_insert(DbSession *session, const Partner *partner, GError **error);
/* TRIBUNE_ERROR_CONFLICT when its version is no longer the stored one. */
gboolean partner_store_update(DbSession *session, const Partner *partner, GError **error);
/* TRIBUNE_ERROR_NOT_FOUND. */
Partner *partner_store_load(DbSession *session, PartnerId id, GError **error);
/* By its name, in any case of its ASCII letters; id 0 in @ret: none. */
gboolean partner_store_find(DbSession *session, const char *name, PartnerId *ret, GError **error);
/* Partner *, by name, closed ones too. */
GPtrArray *partner_store_list(DbSession *session, GError **error);
