/* SPDX-License-Identifier: Apache-2.0 */
#include <glib/gstdio.h>

#include "base/clock.h"
#include "base/error.h"
#include "mediation/staff/sign-in.h"
#include "mediation/staff/staffing.h"
#include "store/case-store.h"
#include "store/test-template.h"
#include "views/staff-view.h"
#include "views/unit-view.h"

#define PASSWORD "four plain words"

static const guint8 MASTER[32] = { 4, 5, 6 };
static const RoleGrant AUDITS[] = { { ROLE_AUDITOR, { 0 } } };
static const Actor AUDITOR = {
    .kind = ACTOR_STAFF, .staff = { 5 }, .name = "Olga", .grants = AUDITS, .grant_count = 1
};

typedef struct {
    char *folder;
    Store *store;
    PasswordHasher *hasher;
    Directory *directory;
    UnitId parks, streets;
    StaffId petra, olga, gone;
} Fixture;

static StaffId
add(Fixture *fixture, const char *login, const char *name, const RoleGrant *grants, guint count)
{
    StaffDraft draft = { login, name, "en", PASSWORD, grants, count };
    g_autoptr(GError) error = NULL;
    StaffId id = { 0 };

    staffing_add(fixture->store, fixture->hasher, &ACTOR_TRIBUNE, &draft, &id, &error);
    g_assert_no_error(error);
    return id;
}

static void
set_up(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    EndpointId endpoint;

    (void)data;
    fixture->folder = g_dir_make_tmp("tribune-views-XXXXXX", NULL);
    test_template_put(fixture->folder);
    fixture->store = store_open(&(StoreOptions){ .folder = fixture->folder, .master = MASTER }, &error);
    g_assert_no_error(error);
    fixture->hasher = password_hasher_new();
    fixture->directory = directory_open(fixture->store, &error);
    directory_add_unit(fixture->directory, &ACTOR_TRIBUNE, "streets", "Streets", &fixture->streets, &error);
    directory_add_unit(fixture->directory, &ACTOR_TRIBUNE, "parks", "Parks", &fixture->parks, &error);
    directory_add_endpoint(fixture->directory, &ACTOR_TRIBUNE, "email", "mailto:hello@northam.example", "Northam",
                           fixture->parks, &endpoint, &error);
    g_assert_no_error(error);
    fixture->petra = add(fixture, "petra", "Petra",
                         (RoleGrant[]){ { ROLE_LEAD, fixture->streets }, { ROLE_OFFICER, fixture->parks } }, 2);
    fixture->olga = add(fixture, "olga", "Olga", AUDITS, 1);
    fixture->gone = add(fixture, "gone", "Albert", (RoleGrant[]){ { ROLE_OFFICER, { 0 } } }, 1);
    g_assert_true(staffing_disable(fixture->store, &ACTOR_TRIBUNE, fixture->gone, NULL));
}

static void
remove_folder(const char *path)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    const char *name;

    while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *child = g_build_filename(path, name, NULL);

        if (g_file_test(child, G_FILE_TEST_IS_DIR))
            remove_folder(child);
        else
            g_unlink(child);
    }
    g_rmdir(path);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    directory_close(fixture->directory);
    password_hasher_free(fixture->hasher);
    store_close(fixture->store);
    remove_folder(fixture->folder);
    g_free(fixture->folder);
}

static void
staff_are_listed_with_roles_units_and_sessions(Fixture *fixture, gconstpointer data)
{
    g_autoptr(DirectorySnapshot) directory = directory_snapshot(fixture->directory);
    g_autoptr(SignIn) sign_in = sign_in_new(fixture->store, fixture->hasher);
    g_autofree char *token = sign_in_attempt(sign_in, "petra", PASSWORD, "192.0.2.1", NULL);
    g_autoptr(GPtrArray) rows = staff_view_list(fixture->store, directory, &AUDITOR, NULL);
    const StaffViewRow *olga = rows->pdata[0], *petra = rows->pdata[1], *gone = rows->pdata[2];
    const StaffViewRole *role = petra->roles->pdata[0];

    (void)data;
    g_assert_nonnull(token);
    g_assert_cmpuint(rows->len, ==, 3);
    g_assert_cmpstr(olga->staff->name, ==, "Olga");
    g_assert_null(((StaffViewRole *)olga->roles->pdata[0])->unit_name);
    g_assert_cmpint(olga->sessions, ==, 0);
    g_assert_cmpint(olga->staff->signed_in, ==, 0);
    g_assert_cmpint(petra->sessions, ==, 1);
    g_assert_cmpint(petra->staff->signed_in, >, 0);
    g_assert_cmpint(role->role, ==, ROLE_OFFICER);
    g_assert_cmpstr(role->unit_name, ==, "Parks");
    g_assert_cmpstr(gone->staff->name, ==, "Albert");
    g_assert_true(gone->staff->disabled);
}

static void
one_member_is_shown_alone(Fixture *fixture, gconstpointer data)
{
    g_autoptr(DirectorySnapshot) directory = directory_snapshot(fixture->directory);
    g_autoptr(StaffViewRow) row = staff_view_load(fixture->store, directory, &AUDITOR, fixture->petra, NULL);
    g_autoptr(GError) error = NULL;

    (void)data;
    g_assert_cmpstr(row->staff->login, ==, "petra");
    g_assert_cmpuint(row->roles->len, ==, 2);
    g_assert_null(staff_view_load(fixture->store, directory, &AUDITOR, (StaffId){ 1 }, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
}

static void
colleagues_are_who_can_take_a_case_of_the_unit(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GPtrArray) in_parks = staff_view_colleagues(fixture->store, &AUDITOR, fixture->parks, NULL);
    g_autoptr(GPtrArray) elsewhere = staff_view_colleagues(fixture->store, &AUDITOR, (UnitId){ 77 }, NULL);
    RoleGrant of_streets = { ROLE_OFFICER, fixture->streets };
    Actor officer = { .kind = ACTOR_STAFF, .staff = { 8 }, .name = "Ed", .grants = &of_streets, .grant_count = 1 };
    g_autoptr(GError) error = NULL;

    (void)data;
    g_assert_cmpuint(in_parks->len, ==, 1);
    g_assert_cmpint(((StaffViewColleague *)in_parks->pdata[0])->id.value, ==, fixture->petra.value);
    g_assert_cmpuint(elsewhere->len, ==, 0);
    g_assert_null(staff_view_colleagues(fixture->store, &officer, fixture->parks, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
}

static gboolean
add_cases(DbSession *session, gpointer data, GError **error)
{
    static const CaseState states[] = { CASE_NEW, CASE_OPEN, CASE_RESOLVED, CASE_SPAM };
    Fixture *fixture = data;

    for (gsize i = 0; i < G_N_ELEMENTS(states); i++) {
        g_autofree char *reference = g_strdup_printf("NB-2026-%06zu", i);
        Case a_case = { .id = { (gint64)i + 1 },
                        .reference = reference,
                        .title = (char *)"Bench",
                        .state = states[i],
                        .unit = fixture->parks,
                        .channel = (char *)"email",
                        .language = (char *)"en",
                        .preview = (char *)"" };

        if (!case_store_insert(session, &a_case, error))
            return FALSE;
    }
    return TRUE;
}

static void
units_are_listed_with_addresses_members_and_open_cases(Fixture *fixture, gconstpointer data)
{
    g_autoptr(DirectorySnapshot) directory = NULL;
    g_autoptr(GPtrArray) rows = NULL;
    g_autoptr(GError) error = NULL;
    const UnitViewRow *parks, *streets;

    (void)data;
    store_write(fixture->store, add_cases, fixture, &error);
    g_assert_no_error(error);
    directory = directory_snapshot(fixture->directory);
    rows = unit_view_list(fixture->store, directory, &AUDITOR, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(rows->len, ==, 2);
    parks = rows->pdata[0];
    streets = rows->pdata[1];
    g_assert_cmpstr(parks->code, ==, "parks");
    g_assert_cmpuint(parks->endpoints->len, ==, 1);
    g_assert_cmpuint(parks->members, ==, 1);
    g_assert_cmpint(parks->open_cases, ==, 2);
    g_assert_cmpuint(streets->endpoints->len, ==, 0);
    g_assert_cmpint(streets->open_cases, ==, 0);
}

static void
only_who_may_see_staff_sees_them(Fixture *fixture, gconstpointer data)
{
    g_autoptr(DirectorySnapshot) directory = directory_snapshot(fixture->directory);
    RoleGrant of_parks = { ROLE_LEAD, fixture->parks };
    Actor lead = { .kind = ACTOR_STAFF, .staff = { 8 }, .name = "Ed", .grants = &of_parks, .grant_count = 1 };
    g_autoptr(GError) error = NULL;

    (void)data;
    g_assert_null(staff_view_list(fixture->store, directory, &lead, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_null(staff_view_load(fixture->store, directory, &lead, fixture->petra, NULL));
    g_assert_null(unit_view_list(fixture->store, directory, &lead, NULL));
}

#define TEST(name, function) g_test_add("/staff-view/" name, Fixture, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    TEST("staff-are-listed-with-roles-units-and-sessions", staff_are_listed_with_roles_units_and_sessions);
    TEST("one-member-is-shown-alone", one_member_is_shown_alone);
    TEST("colleagues-are-who-can-take-a-case-of-the-unit", colleagues_are_who_can_take_a_case_of_the_unit);
    TEST("units-are-listed-with-addresses-members-and-open-cases",
         units_are_listed_with_addresses_members_and_open_cases);
    TEST("only-who-may-see-staff-sees-them", only_who_may_see_staff_sees_them);
    return g_test_run();
}
