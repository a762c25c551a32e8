/* SPDX-License-Identifier: Apache-2.0 */
#include <glib/gstdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "db/migrations.h"
#include "store/endpoint-store.h"
#include "store/session-store.h"
#include "store/setting-store.h"
#include "store/staff-store.h"
#include "store/unit-store.h"

typedef struct {
    char *folder, *path;
    Db *db;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    fixture->folder = g_dir_make_tmp("tribune-staff-XXXXXX", NULL);
    fixture->path = g_build_filename(fixture->folder, "test.db", NULL);
    fixture->db = db_open(&(DbOptions){ .driver = &DB_SQLITE, .location = fixture->path }, &error);
    g_assert_no_error(error);
    db_migrate(fixture->db, STORE_MIGRATIONS, STORE_MIGRATIONS_COUNT, &error);
    g_assert_no_error(error);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    static const char *const ENDINGS[] = { "", "-wal", "-shm" };

    (void)data;
    db_close(fixture->db);
    for (gsize i = 0; i < G_N_ELEMENTS(ENDINGS); i++) {
        g_autofree char *path = g_strconcat(fixture->path, ENDINGS[i], NULL);

        g_unlink(path);
    }
    g_rmdir(fixture->folder);
    g_free(fixture->path);
    g_free(fixture->folder);
}

/* Runs a test's body inside one transaction. */
typedef void (*Body)(DbSession *session);

static gboolean
run_body(DbSession *session, gpointer data, GError **error)
{
    (void)error;
    (*(Body *)data)(session);
    return TRUE;
}

static void
in_one_transaction(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    Body body = *(Body *)data;

    db_write(fixture->db, run_body, &body, &error);
    g_assert_no_error(error);
}

static void
add_staff(DbSession *session, gint64 id, const char *login, const char *name, const RoleGrant *grants, guint count)
{
    g_autoptr(Staff) staff = staff_new();
    g_autoptr(GError) error = NULL;

    staff->id.value = id;
    staff->login = g_strdup(login);
    staff->name = g_strdup(name);
    staff->locale = g_strdup("en");
    staff->created = 1000;
    g_array_append_vals(staff->grants, grants, count);
    staff_store_insert(session, staff, "$argon2id$…", &error);
    g_assert_no_error(error);
}

static const RoleGrant PETRA[] = { { ROLE_OFFICER, { 11 } }, { ROLE_LEAD, { 12 } } };
static const RoleGrant BOSS[] = { { ROLE_ADMIN, { 0 } } };

static void
staff_come_back_with_their_roles(DbSession *session)
{
    g_autoptr(Staff) found = NULL, loaded = NULL, nobody = NULL;
    g_autoptr(GPtrArray) list = NULL;
    g_autoptr(GError) error = NULL;

    add_staff(session, 2, "petra", "Petra", PETRA, 2);
    add_staff(session, 1, "boss", "Anna", BOSS, 1);
    found = staff_store_find(session, "petra", &error);
    g_assert_cmpint(found->id.value, ==, 2);
    g_assert_cmpuint(found->grants->len, ==, 2);
    g_assert_cmpint(g_array_index(found->grants, RoleGrant, 0).role, ==, ROLE_LEAD);
    g_assert_cmpint(g_array_index(found->grants, RoleGrant, 0).unit.value, ==, 12);
    loaded = staff_store_load(session, (StaffId){ 1 }, &error);
    g_assert_cmpstr(loaded->login, ==, "boss");
    g_assert_cmpint(loaded->created, ==, 1000);
    list = staff_store_list(session, &error);
    g_assert_cmpuint(list->len, ==, 2);
    g_assert_cmpstr(((Staff *)list->pdata[0])->name, ==, "Anna");
    g_assert_cmpuint(((Staff *)list->pdata[0])->grants->len, ==, 1);
    g_assert_cmpuint(((Staff *)list->pdata[1])->grants->len, ==, 2);
    nobody = staff_store_find(session, "nobody", &error);
    g_assert_null(nobody);
    g_assert_no_error(error);
    nobody = staff_store_load(session, (StaffId){ 3 }, &error);
    g_assert_null(nobody);
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
}

static void
a_login_belongs_to_one(DbSession *session)
{
    g_autoptr(Staff) other = staff_new(), first = NULL;
    g_autoptr(GError) error = NULL;

    add_staff(session, 2, "petra", "Petra", PETRA, 2);
    other->id.value = 3;
    other->login = g_strdup("petra");
    other->name = g_strdup("Another");
    other->locale = g_strdup("");
    g_assert_false(staff_store_insert(session, other, "x", &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
    first = staff_store_find(session, "petra", NULL);
    g_assert_cmpstr(first->name, ==, "Petra");
}

static void
changes_are_kept_and_nobody_is_not_changed(DbSession *session)
{
    g_autoptr(Staff) staff = NULL, again = NULL;
    g_autoptr(GArray) none = g_array_new(FALSE, FALSE, sizeof(RoleGrant));
    g_autoptr(GError) error = NULL;
    g_autofree char *password = NULL;

    add_staff(session, 2, "petra", "Petra", PETRA, 2);
    staff = staff_store_load(session, (StaffId){ 2 }, &error);
    staff->disabled = TRUE;
    g_free(staff->name);
    staff->name = g_strdup("Petra N.");
    g_assert_true(staff_store_update(session, staff, &error));
    g_assert_true(staff_store_replace_roles(session, staff->id, none, &error));
    g_assert_true(staff_store_set_password(session, staff->id, "new", 99, &error));
    g_assert_true(staff_store_set_signed_in(session, staff->id, 77, &error));
    again = staff_store_load(session, (StaffId){ 2 }, &error);
    g_assert_cmpstr(again->name, ==, "Petra N.");
    g_assert_true(again->disabled);
    g_assert_cmpint(again->signed_in, ==, 77);
    g_assert_cmpint(again->first_until, ==, 99);
    g_assert_cmpuint(again->grants->len, ==, 0);
    password = staff_store_load_password(session, again->id, &error);
    g_assert_cmpstr(password, ==, "new");
    staff->id.value = 9;
    g_assert_false(staff_store_update(session, staff, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
    g_clear_error(&error);
    g_assert_false(staff_store_set_password(session, staff->id, "x", 0, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
}

static void
only_enabled_holders_of_a_role_are_counted(DbSession *session)
{
    g_autoptr(Staff) boss = NULL;
    gint64 count = -1;

    add_staff(session, 1, "boss", "Anna", BOSS, 1);
    add_staff(session, 2, "petra", "Petra", PETRA, 2);
    add_staff(session, 3, "second", "Bea", BOSS, 1);
    g_assert_true(staff_store_count_role(session, ROLE_ADMIN, (StaffId){ 0 }, &count, NULL));
    g_assert_cmpint(count, ==, 2);
    g_assert_true(staff_store_count_role(session, ROLE_ADMIN, (StaffId){ 3 }, &count, NULL));
    g_assert_cmpint(count, ==, 1);
    boss = staff_store_load(session, (StaffId){ 1 }, NULL);
    boss->disabled = TRUE;
    g_assert_true(staff_store_update(session, boss, NULL));
    g_assert_true(staff_store_count_role(session, ROLE_ADMIN, (StaffId){ 3 }, &count, NULL));
    g_assert_cmpint(count, ==, 0);
}

static StaffSession
add_session(DbSession *session, gint64 staff, const char *token, gint64 at)
{
    StaffSession added = {
        .token = digest_sha256(token, strlen(token)), .staff = { staff }, .created = at, .seen = at
    };
    g_autoptr(GError) error = NULL;

    session_store_insert(session, &added, &error);
    g_assert_no_error(error);
    return added;
}

static gboolean
has_session(DbSession *session, const StaffSession *wanted, StaffSession *ret)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Staff) staff = session_store_find(session, &wanted->token, ret, &error);

    g_assert_no_error(error);
    return staff != NULL;
}

static void
a_session_leads_to_its_member(DbSession *session)
{
    StaffSession first, found = { 0 };
    g_autoptr(Staff) staff = NULL;

    add_staff(session, 2, "petra", "Petra", PETRA, 2);
    first = add_session(session, 2, "one", 5000);
    staff = session_store_find(session, &first.token, &found, NULL);
    g_assert_cmpstr(staff->login, ==, "petra");
    g_assert_cmpuint(staff->grants->len, ==, 2);
    g_assert_cmpint(found.created, ==, 5000);
    g_assert_true(session_store_remove(session, &first.token, NULL));
    g_assert_false(has_session(session, &first, &found));
}

static void
a_session_is_touched_once_a_minute(DbSession *session)
{
    StaffSession first, found = { 0 };

    add_staff(session, 2, "petra", "Petra", PETRA, 2);
    first = add_session(session, 2, "one", 5000);
    g_assert_true(session_store_touch(session, &first.token, 5000 + CLOCK_MINUTE - 1, NULL));
    g_assert_true(has_session(session, &first, &found));
    g_assert_cmpint(found.seen, ==, 5000);
    g_assert_true(session_store_touch(session, &first.token, 5000 + CLOCK_MINUTE, NULL));
    g_assert_true(has_session(session, &first, &found));
    g_assert_cmpint(found.seen, ==, 5000 + CLOCK_MINUTE);
}

static void
old_and_surplus_sessions_go(DbSession *session)
{
    StaffSession sessions[4], found;

    add_staff(session, 1, "boss", "Anna", BOSS, 1);
    add_staff(session, 2, "petra", "Petra", PETRA, 2);
    sessions[0] = add_session(session, 2, "a", 1000);
    sessions[1] = add_session(session, 2, "b", 2000);
    sessions[2] = add_session(session, 2, "c", 3000);
    sessions[3] = add_session(session, 1, "d", 1000);
    g_assert_true(session_store_trim(session, (StaffId){ 2 }, 2, NULL));
    g_assert_false(has_session(session, &sessions[0], &found));
    g_assert_true(has_session(session, &sessions[1], &found));
    g_assert_true(has_session(session, &sessions[3], &found));
    g_assert_true(session_store_purge(session, 2000, 0, NULL));
    g_assert_true(has_session(session, &sessions[1], &found));
    g_assert_false(has_session(session, &sessions[3], &found));
    g_assert_true(session_store_purge(session, 0, 2001, NULL));
    g_assert_false(has_session(session, &sessions[1], &found));
    g_assert_true(has_session(session, &sessions[2], &found));
    g_assert_true(session_store_remove_staff(session, (StaffId){ 2 }, NULL));
    g_assert_false(has_session(session, &sessions[2], &found));
}

static void
units_and_endpoints_come_back(DbSession *session)
{
    Unit unit = { .id = { 11 }, .code = (char *)"parks", .name = (char *)"Parks" };
    Endpoint endpoint = { .id = { 21 },
                          .channel = (char *)"email",
                          .uri = (char *)"mailto:hello@northam.example",
                          .name = (char *)"Northam",
                          .unit = { 11 } };
    g_autoptr(Unit) found = NULL, loaded = NULL;
    g_autoptr(Endpoint) address = NULL;
    g_autoptr(GPtrArray) units = NULL, endpoints = NULL;
    g_autoptr(GError) error = NULL;
    gint64 count = 0;

    g_assert_true(unit_store_insert(session, &unit, &error));
    g_assert_true(endpoint_store_insert(session, &endpoint, &error));
    unit.id.value = 12;
    g_assert_false(unit_store_insert(session, &unit, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
    g_clear_error(&error);
    endpoint.id.value = 22;
    g_assert_false(endpoint_store_insert(session, &endpoint, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
    g_clear_error(&error);

    unit = (Unit){ .id = { 11 }, .name = (char *)"Parks and streets", .closed = TRUE };
    g_assert_true(unit_store_update(session, &unit, &error));
    found = unit_store_find(session, "parks", &error);
    g_assert_cmpstr(found->name, ==, "Parks and streets");
    g_assert_true(found->closed);
    loaded = unit_store_load(session, (UnitId){ 11 }, &error);
    g_assert_cmpstr(loaded->code, ==, "parks");
    endpoint = (Endpoint){ .id = { 21 }, .name = (char *)"Council", .unit = { 12 } };
    g_assert_true(endpoint_store_update(session, &endpoint, &error));
    address = endpoint_store_find(session, "email", "mailto:hello@northam.example", &error);
    g_assert_cmpstr(address->name, ==, "Council");
    g_assert_cmpint(address->unit.value, ==, 12);
    g_assert_null(endpoint_store_find(session, "sms", "mailto:hello@northam.example", &error));
    g_assert_no_error(error);
    units = unit_store_list(session, &error);
    endpoints = endpoint_store_list(session, &error);
    g_assert_cmpuint(units->len, ==, 1);
    g_assert_cmpuint(endpoints->len, ==, 1);
    g_assert_true(endpoint_store_count_unit(session, (UnitId){ 12 }, &count, &error));
    g_assert_cmpint(count, ==, 1);
}

static void
a_setting_holds_what_was_set_last(DbSession *session)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *value = NULL;

    g_assert_null(setting_store_get(session, "body.name", &error));
    g_assert_no_error(error);
    g_assert_true(setting_store_set(session, "body.name", "Northam", &error));
    g_assert_true(setting_store_set(session, "body.name", "Northam Borough", &error));
    g_assert_true(setting_store_set(session, "area", "north", &error));
    value = setting_store_get(session, "body.name", &error);
    g_assert_cmpstr(value, ==, "Northam Borough");
}

static void
a_login_keeps_to_its_grammar(void)
{
    g_autofree char *longest = g_strnfill(64, 'a'), *longer = g_strnfill(65, 'a');

    g_assert_true(staff_login_is_valid("petra.n-2_x"));
    g_assert_true(staff_login_is_valid(longest));
    g_assert_false(staff_login_is_valid(longer));
    g_assert_false(staff_login_is_valid("p"));
    g_assert_false(staff_login_is_valid("Petra"));
    g_assert_false(staff_login_is_valid("pe tra"));
    g_assert_false(staff_login_is_valid("pétra"));
    g_assert_true(unit_code_is_valid("parks-2"));
    g_assert_false(unit_code_is_valid("Parks"));
    g_assert_false(unit_code_is_valid(""));
}

static const struct {
    const char *path;
    Body body;
} TESTS[] = {
    { "/staff-store/staff-come-back-with-their-roles", staff_come_back_with_their_roles },
    { "/staff-store/a-login-belongs-to-one", a_login_belongs_to_one },
    { "/staff-store/changes-are-kept-and-nobody-is-not-changed", changes_are_kept_and_nobody_is_not_changed },
    { "/staff-store/only-enabled-holders-of-a-role-are-counted", only_enabled_holders_of_a_role_are_counted },
    { "/session-store/a-session-leads-to-its-member", a_session_leads_to_its_member },
    { "/session-store/a-session-is-touched-once-a-minute", a_session_is_touched_once_a_minute },
    { "/session-store/old-and-surplus-sessions-go", old_and_surplus_sessions_go },
    { "/unit-store/units-and-endpoints-come-back", units_and_endpoints_come_back },
    { "/setting-store/a-setting-holds-what-was-set-last", a_setting_holds_what_was_set_last },
};

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(TESTS); i++)
        g_test_add(TESTS[i].path, Fixture, &TESTS[i].body, set_up, in_one_transaction, tear_down);
    g_test_add_func("/staff/a-login-keeps-to-its-grammar", a_login_keeps_to_its_grammar);
    return g_test_run();
}
