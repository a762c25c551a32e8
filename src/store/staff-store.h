/* SPDX-License-Identifier: Apache-2.0 */
/* store/staff-store.h: staff, their roles and the stored form of their passwords. Calls run inside the caller's
 * transaction. Who may call is mediation's to say. */
#pragma once
#include "db/db.h"
#include "model/staff.h"

/* With its grants. @password: as password_hash() made it. TRIBUNE_ERROR_CONFLICT when the login is taken. */
gboolean staff_store_insert(DbSession *session, const Staff *staff, const char *password, GError **error);
/* Name, locale and disabled; roles have a call of their own. TRIBUNE_ERROR_NOT_FOUND when there is no such member. */
gboolean staff_store_update(DbSession *session, const Staff *staff, GError **error);
/* RoleGrant: from now on exactly these. */
gboolean staff_store_replace_roles(DbSession *session, StaffId id, const GArray *grants, GError **error);
/* @first_until: see model/staff.h. */
gboolean staff_store_set_password(DbSession *session, StaffId id, const char *password, gint64 first_until,
                                  GError **error);
gboolean staff_store_set_signed_in(DbSession *session, StaffId id, gint64 at, GError **error);

/* Both with grants. load: NULL with TRIBUNE_ERROR_NOT_FOUND; find: NULL without error when nobody has @login. */
Staff *staff_store_load(DbSession *session, StaffId id, GError **error);
Staff *staff_store_find(DbSession *session, const char *login, GError **error);
/* Staff * with grants, by name. */
GPtrArray *staff_store_list(DbSession *session, GError **error);
/* The stored form of the password; NULL with TRIBUNE_ERROR_NOT_FOUND. */
char *staff_store_load_password(DbSession *session, StaffId id, GError **error);

/* How many who are not disabled hold @role in any unit, @except not counted (0: nobody left out). */
gboolean staff_store_count_role(DbSession *session, Role role, StaffId except, gint64 *ret, GError **error);
