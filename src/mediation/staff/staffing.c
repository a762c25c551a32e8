/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/staff/staffing.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/locale.h"
#include "mediation/name.h"
#include "model/rights.h"
#include "store/event-store.h"
#include "store/session-store.h"
#include "store/staff-store.h"
#include "store/unit-store.h"

#define EVERYWHERE ((UnitId){ 0 })

static gboolean
invalid(GError **error, const char *words)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, words);
    return FALSE;
}

/* One change of one member, as a task of the store. */
typedef struct {
    Store *store;
    const Actor *actor;
    StaffId id;
    Staff *staff;         /* staffing_add(): the new one */
    const char *password; /* as stored */
    gint64 first_until;
    const StaffChange *change;
    char *name; /* cleaned */
    gboolean disabled;
} Task;

/* Takes over @detail; NULL for none. */
static gboolean
record(const Task *task, DbSession *session, EventKind kind, json_t *detail, GError **error)
{
    EventDraft draft = { .kind = kind, .actor = task->actor, .subject = task->id.value, .detail = detail };
    gboolean done = event_append(task->store, session, &draft, NULL, error);

    json_decref(detail);
    return done;
}

static json_t *
grants_json(const GArray *grants)
{
    json_t *list = json_array();

    for (guint i = 0; i < grants->len; i++) {
        const RoleGrant *grant = &g_array_index(grants, RoleGrant, i);

        json_array_append_new(
            list, json_pack("{s:s, s:I}", "role", role_name(grant->role), "unit", (json_int_t)grant->unit.value));
    }
    return list;
}

static gboolean
run(Task *task, DbTask what, GError **error)
{
    return rights_check(task->actor, ACTION_MANAGE_STAFF, EVERYWHERE, error) &&
           store_write(task->store, what, task, error);
}

/* ---- rules ---- */

/* Letters, digits and hyphens, as far as tags of languages go (RFC 5646 section 2.1). */
static gboolean
locale_is_plausible(const char *locale)
{
    gsize length = strspn(locale, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");

    return locale[length] == '\0' && (length == 0 || (length >= 2 && length <= 35));
}

static gboolean
check_locale(const char *locale, GError **error)
{
    return locale_is_plausible(locale) || invalid(error, SAY_NOOP("this is no language that Tribune knows"));
}

static gboolean
check_grants(const RoleGrant *grants, guint count, GError **error)
{
    if (count > STAFFING_GRANTS_MAX)
        return invalid(error, SAY_NOOP("these are too many roles; 64 are possible"));
    for (guint i = 0; i < count; i++) {
        if (grants[i].unit.value != 0 && !rights_role_has_units(grants[i].role))
            return invalid(error, SAY_NOOP("this role is held for the whole body, not in one unit"));
    }
    return TRUE;
}

static gboolean
check_units(DbSession *session, const GArray *grants, GError **error)
{
    for (guint i = 0; i < grants->len; i++) {
        UnitId unit = g_array_index(grants, RoleGrant, i).unit;
        g_autoptr(Unit) found = unit.value != 0 ? unit_store_load(session, unit, error) : NULL;

        if (unit.value != 0 && found == NULL)
            return FALSE;
    }
    return TRUE;
}

static gboolean
count_admins(DbSession *session, gint64 *ret, GError **error)
{
    return staff_store_count_role(session, ROLE_ADMIN, (StaffId){ 0 }, ret, error);
}

/* After a change: that somebody is left who can undo it, as somebody was @before. */
static gboolean
check_admins(DbSession *session, gint64 before, GError **error)
{
    gint64 after;

    return count_admins(session, &after, error) &&
           (before == 0 || after > 0 ||
            invalid(error, SAY_NOOP("nobody would be left to manage staff; make somebody else administrator first")));
}

/* ---- adding ---- */

static gboolean
insert_staff(DbSession *session, gpointer data, GError **error)
{
    const Task *task = data;
    const Staff *staff = task->staff;

    return check_units(session, staff->grants, error) && staff_store_insert(session, staff, task->password, error) &&
           record(task, session, EVENT_STAFF_ADDED,
                  json_pack("{s:s, s:s, s:s, s:o}", "login", staff->login, "name", staff->name, "locale", staff->locale,
                            "roles", grants_json(staff->grants)),
                  error);
}

static gboolean
check_draft(const StaffDraft *draft, GError **error)
{
    if (!staff_login_is_valid(draft->login))
        return invalid(
            error,
            SAY_NOOP("write the sign-in name with 2 to 64 small letters, digits, dots, hyphens and underscores"));
    return check_locale(draft->locale, error) && check_grants(draft->grants, draft->grant_count, error) &&
           password_check(draft->password, draft->login, error);
}

gboolean
staffing_add(Store *store, PasswordHasher *hasher, const Actor *actor, const StaffDraft *draft, StaffId *ret,
             GError **error)
{
    g_autoptr(Staff) staff = staff_new();
    g_autofree char *password = NULL;
    Task task = { .store = store, .actor = actor, .staff = staff };

    if (!rights_check(actor, ACTION_MANAGE_STAFF, EVERYWHERE, error) || !check_draft(draft, error) ||
        (staff->name = name_clean(draft->name, error)) == NULL ||
        (password = password_hash(hasher, draft->password, error)) == NULL)
        return FALSE;
    staff->id.value = id_next();
    staff->login = g_strdup(draft->login);
    staff->locale = g_strdup(draft->locale);
    staff->created = clock_now();
    staff->first_until = draft->first ? staff->created + STAFFING_FIRST_PASSWORD : 0;
    if (draft->grant_count > 0)
        g_array_append_vals(staff->grants, draft->grants, draft->grant_count);
    task.id = staff->id;
    task.password = password;
    if (!run(&task, insert_staff, error))
        return FALSE;
    *ret = staff->id;
    return TRUE;
}

/* ---- changing ---- */

static json_t *
particulars(const Staff *staff)
{
    return json_pack("{s:s, s:s, s:o}", "name", staff->name, "locale", staff->locale, "roles",
                     grants_json(staff->grants));
}

static void
replace(char **text, const char *fresh)
{
    if (fresh == NULL)
        return;
    g_free(*text);
    *text = g_strdup(fresh);
}

static gboolean
store_roles(DbSession *session, Staff *staff, const StaffChange *change, GError **error)
{
    gint64 admins;

    if (!change->replace_roles)
        return TRUE;
    g_array_set_size(staff->grants, 0);
    if (change->grant_count > 0)
        g_array_append_vals(staff->grants, change->grants, change->grant_count);
    return check_units(session, staff->grants, error) && count_admins(session, &admins, error) &&
           staff_store_replace_roles(session, staff->id, staff->grants, error) && check_admins(session, admins, error);
}

static gboolean
update_staff(DbSession *session, gpointer data, GError **error)
{
    const Task *task = data;
    g_autoptr(Staff) staff = staff_store_load(session, task->id, error);
    json_t *from;

    if (staff == NULL)
        return FALSE;
    from = particulars(staff);
    replace(&staff->name, task->name);
    replace(&staff->locale, task->change->locale);
    if (!staff_store_update(session, staff, error) || !store_roles(session, staff, task->change, error)) {
        json_decref(from);
        return FALSE;
    }
    return record(task, session, EVENT_STAFF_CHANGED, json_pack("{s:o, s:o}", "from", from, "to", particulars(staff)),
                  error);
}

gboolean
staffing_change(Store *store, const Actor *actor, StaffId id, const StaffChange *change, GError **error)
{
    g_autofree char *name = change->name != NULL ? name_clean(change->name, error) : NULL;
    Task task = { .store = store, .actor = actor, .id = id, .change = change, .name = name };

    if (change->name != NULL && name == NULL)
        return FALSE;
    return (change->locale == NULL || check_locale(change->locale, error)) &&
           check_grants(change->grants, change->grant_count, error) && run(&task, update_staff, error);
}

/* ---- access ---- */

static gboolean
load_staff(DbSession *session, gpointer data, GError **error)
{
    Task *task = data;

    task->staff = staff_store_load(session, task->id, error);
    return task->staff != NULL;
}

static gboolean
update_password(DbSession *session, gpointer data, GError **error)
{
    const Task *task = data;

    return staff_store_set_password(session, task->id, task->password, task->first_until, error) &&
           session_store_remove_staff(session, task->id, error) &&
           record(task, session, EVENT_STAFF_PASSWORD, NULL, error);
}

static gboolean
set_password(Task *task, PasswordHasher *hasher, const char *password, GError **error)
{
    g_autoptr(Staff) staff = NULL;
    g_autofree char *stored = NULL;

    if (!rights_check(task->actor, ACTION_MANAGE_STAFF, EVERYWHERE, error) ||
        !store_read(task->store, load_staff, task, error))
        return FALSE;
    staff = task->staff;
    if (!password_check(password, staff->login, error) || (stored = password_hash(hasher, password, error)) == NULL)
        return FALSE;
    task->password = stored;
    return run(task, update_password, error);
}

gboolean
staffing_set_password(Store *store, PasswordHasher *hasher, const Actor *actor, StaffId id, const char *password,
                      GError **error)
{
    Task task = { .store = store, .actor = actor, .id = id };

    return set_password(&task, hasher, password, error);
}

gboolean
staffing_set_first_password(Store *store, PasswordHasher *hasher, const Actor *actor, StaffId id, const char *password,
                            GError **error)
{
    gint64 until = clock_now() + STAFFING_FIRST_PASSWORD;
    Task task = { .store = store, .actor = actor, .id = id, .first_until = until };

    return set_password(&task, hasher, password, error);
}

/* There is no kind of event of its own for the way back: it is a change like others. */
static gboolean
record_access(const Task *task, DbSession *session, GError **error)
{
    if (task->disabled)
        return record(task, session, EVENT_STAFF_DISABLED, NULL, error);
    return record(task, session, EVENT_STAFF_CHANGED,
                  json_pack("{s:{s:b}, s:{s:b}}", "from", "disabled", 1, "to", "disabled", 0), error);
}

static gboolean
update_access(DbSession *session, gpointer data, GError **error)
{
    const Task *task = data;
    g_autoptr(Staff) staff = staff_store_load(session, task->id, error);
    gint64 admins;

    if (staff == NULL)
        return FALSE;
    if (staff->disabled == task->disabled)
        return TRUE;
    staff->disabled = task->disabled;
    return count_admins(session, &admins, error) && staff_store_update(session, staff, error) &&
           check_admins(session, admins, error) && session_store_remove_staff(session, staff->id, error) &&
           record_access(task, session, error);
}

gboolean
staffing_disable(Store *store, const Actor *actor, StaffId id, GError **error)
{
    Task task = { .store = store, .actor = actor, .id = id, .disabled = TRUE };

    return run(&task, update_access, error);
}

gboolean
staffing_enable(Store *store, const Actor *actor, StaffId id, GError **error)
{
    Task task = { .store = store, .actor = actor, .id = id, .disabled = FALSE };

    return run(&task, update_access, error);
}

/* ---- reading ---- */

static gboolean
read_list(DbSession *session, gpointer data, GError **error)
{
    GPtrArray **list = data;

    *list = staff_store_list(session, error);
    return *list != NULL;
}

GPtrArray *
staffing_list(Store *store, const Actor *actor, GError **error)
{
    GPtrArray *list = NULL;

    if (!rights_check(actor, ACTION_SEE_STAFF, EVERYWHERE, error) || !store_read(store, read_list, &list, error))
        return NULL;
    return list;
}

typedef struct {
    const char *login;
    Staff *staff;
} Search;

static gboolean
read_one(DbSession *session, gpointer data, GError **error)
{
    Search *search = data;
    g_autoptr(GError) trouble = NULL;

    search->staff = staff_store_find(session, search->login, &trouble);
    if (search->staff != NULL)
        return TRUE;
    if (trouble != NULL)
        g_propagate_error(error, g_steal_pointer(&trouble));
    else
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, SAY_NOOP("nobody has this sign-in name"));
    return FALSE;
}

Staff *
staffing_find(Store *store, const Actor *actor, const char *login, GError **error)
{
    Search search = { login, NULL };

    if (!rights_check(actor, ACTION_SEE_STAFF, EVERYWHERE, error) || !store_read(store, read_one, &search, error))
        return NULL;
    return search.staff;
}
