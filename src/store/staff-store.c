/* SPDX-License-Identifier: Apache-2.0 */
#include "store/staff-store.h"

#include "base/error.h"
#include "base/locale.h"

#define STAFF_COLUMNS "id, login, name, locale, disabled, created, signed_in, first_until"
#define STAFF_SELECTED                                                                                                 \
    STAFF_COLUMNS ", (SELECT count(*) FROM second_factors f WHERE f.staff = staff.id AND f.confirmed = 1)"
DB_STATEMENT(insert_staff, "INSERT INTO staff (" STAFF_COLUMNS ", password) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
                           " ON CONFLICT (login) DO NOTHING");
DB_STATEMENT(update_staff, "UPDATE staff SET name = $1, locale = $2, disabled = $3 WHERE id = $4");
DB_STATEMENT(set_staff_password, "UPDATE staff SET password = $1, first_until = $2 WHERE id = $3");
DB_STATEMENT(set_staff_signed_in, "UPDATE staff SET signed_in = $1 WHERE id = $2");
DB_STATEMENT(load_staff, "SELECT " STAFF_SELECTED " FROM staff WHERE id = $1");
DB_STATEMENT(find_staff, "SELECT " STAFF_SELECTED " FROM staff WHERE login = $1");
DB_STATEMENT(list_staff, "SELECT " STAFF_SELECTED " FROM staff ORDER BY name, id");
DB_STATEMENT(load_staff_password, "SELECT password FROM staff WHERE id = $1");
DB_STATEMENT(remove_staff_roles, "DELETE FROM staff_roles WHERE staff = $1");
DB_STATEMENT(
    insert_staff_role,
    "INSERT INTO staff_roles (staff, role, unit) VALUES ($1, $2, $3) ON CONFLICT (staff, role, unit) DO NOTHING");
DB_STATEMENT(load_staff_roles, "SELECT staff, role, unit FROM staff_roles WHERE staff = $1 ORDER BY role, unit");
DB_STATEMENT(list_staff_roles, "SELECT staff, role, unit FROM staff_roles ORDER BY staff, role, unit");
DB_STATEMENT(count_staff_role,
             "SELECT count(DISTINCT staff.id) FROM staff JOIN staff_roles ON staff_roles.staff = staff.id"
             " WHERE staff_roles.role = $1 AND staff.disabled = 0 AND staff.id <> $2");

/* ---- writing ---- */

static gboolean
must_have_changed(DbSession *session, GError **error)
{
    if (db_changes(session) == 1)
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, SAY_NOOP("there is no such member of staff"));
    return FALSE;
}

gboolean
staff_store_insert(DbSession *session, const Staff *staff, const char *password, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_staff);

    db_bind_int(query, staff->id.value);
    db_bind_text(query, staff->login);
    db_bind_text(query, staff->name);
    db_bind_text(query, staff->locale);
    db_bind_int(query, staff->disabled);
    db_bind_int(query, staff->created);
    db_bind_int(query, staff->signed_in);
    db_bind_int(query, staff->first_until);
    db_bind_text(query, password);
    if (!db_run(query, error))
        return FALSE;
    if (db_changes(session) == 0) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT,
                    SAY_NOOP("somebody else has this sign-in name already; choose another"));
        return FALSE;
    }
    return staff_store_replace_roles(session, staff->id, staff->grants, error);
}

gboolean
staff_store_update(DbSession *session, const Staff *staff, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &update_staff);

    db_bind_text(query, staff->name);
    db_bind_text(query, staff->locale);
    db_bind_int(query, staff->disabled);
    db_bind_int(query, staff->id.value);
    return db_run(query, error) && must_have_changed(session, error);
}

gboolean
staff_store_replace_roles(DbSession *session, StaffId id, const GArray *grants, GError **error)
{
    g_autoptr(DbQuery) removal = db_query(session, &remove_staff_roles);

    db_bind_int(removal, id.value);
    if (!db_run(removal, error))
        return FALSE;
    for (guint i = 0; i < grants->len; i++) {
        const RoleGrant *grant = &g_array_index(grants, RoleGrant, i);
        g_autoptr(DbQuery) query = db_query(session, &insert_staff_role);

        db_bind_int(query, id.value);
        db_bind_text(query, role_name(grant->role));
        db_bind_int(query, grant->unit.value);
        if (!db_run(query, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
staff_store_set_password(DbSession *session, StaffId id, const char *password, gint64 first_until, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &set_staff_password);

    db_bind_text(query, password);
    db_bind_int(query, first_until);
    db_bind_int(query, id.value);
    return db_run(query, error) && must_have_changed(session, error);
}

gboolean
staff_store_set_signed_in(DbSession *session, StaffId id, gint64 at, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &set_staff_signed_in);

    db_bind_int(query, at);
    db_bind_int(query, id.value);
    return db_run(query, error) && must_have_changed(session, error);
}

/* ---- reading ---- */

static Staff *
read_staff(DbQuery *query)
{
    Staff *staff = staff_new();

    staff->id.value = db_int(query, 0);
    staff->login = db_dup_text(query, 1);
    staff->name = db_dup_text(query, 2);
    staff->locale = db_dup_text(query, 3);
    staff->disabled = db_int(query, 4) != 0;
    staff->created = db_int(query, 5);
    staff->signed_in = db_int(query, 6);
    staff->first_until = db_int(query, 7);
    staff->second_factor = db_int(query, 8) != 0;
    return staff;
}

/* A role that this version does not know gives no rights. */
static void
read_grant(DbQuery *query, Staff *staff)
{
    RoleGrant grant = { .unit.value = db_int(query, 2) };

    if (role_parse(db_text(query, 1), &grant.role))
        g_array_append_val(staff->grants, grant);
}

static Staff *
with_grants(DbSession *session, Staff *found, GError **error)
{
    g_autoptr(Staff) staff = found;
    g_autoptr(DbQuery) query = db_query(session, &load_staff_roles);

    db_bind_int(query, staff->id.value);
    while (db_step(query))
        read_grant(query, staff);
    return db_finish(query, error) ? g_steal_pointer(&staff) : NULL;
}

Staff *
staff_store_load(DbSession *session, StaffId id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &load_staff);

    db_bind_int(query, id.value);
    return db_step_one(query, "member of staff", error) ? with_grants(session, read_staff(query), error) : NULL;
}

Staff *
staff_store_find(DbSession *session, const char *login, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_staff);
    g_autoptr(Staff) staff = NULL;

    db_bind_text(query, login);
    if (db_step(query))
        staff = read_staff(query);
    if (!db_finish(query, error) || staff == NULL)
        return NULL;
    return with_grants(session, g_steal_pointer(&staff), error);
}

GPtrArray *
staff_store_list(DbSession *session, GError **error)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)staff_free);
    g_autoptr(GHashTable) by_id = g_hash_table_new(g_int64_hash, g_int64_equal);
    g_autoptr(DbQuery) members = db_query(session, &list_staff), roles = NULL;

    while (db_step(members)) {
        Staff *staff = read_staff(members);

        g_ptr_array_add(list, staff);
        g_hash_table_insert(by_id, &staff->id.value, staff);
    }
    if (!db_finish(members, error))
        return NULL;
    roles = db_query(session, &list_staff_roles);
    while (db_step(roles)) {
        gint64 id = db_int(roles, 0);
        Staff *staff = g_hash_table_lookup(by_id, &id);

        if (staff != NULL)
            read_grant(roles, staff);
    }
    return db_finish(roles, error) ? g_steal_pointer(&list) : NULL;
}

char *
staff_store_load_password(DbSession *session, StaffId id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &load_staff_password);

    db_bind_int(query, id.value);
    return db_step_one(query, "member of staff", error) ? db_dup_text(query, 0) : NULL;
}

gboolean
staff_store_count_role(DbSession *session, Role role, StaffId except, gint64 *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &count_staff_role);
    gint64 count = 0;

    db_bind_text(query, role_name(role));
    db_bind_int(query, except.value);
    if (db_step(query))
        count = db_int(query, 0);
    if (!db_finish(query, error))
        return FALSE;
    *ret = count;
    return TRUE;
}
