/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "mediation/staff/directory.h"
#include "mediation/test-fixture.h"

typedef struct {
    char *folder;
    Store *store;
    Directory *directory;
    UnitId parks, streets;
    ServiceId trees;
} Fixture;

static const RoleGrant LEADS[] = { { ROLE_LEAD, { 0 } } };
static const Actor LEAD = { .kind = ACTOR_STAFF, .staff = { 5 }, .name = "Petra", .grants = LEADS, .grant_count = 1 };
static const RoleGrant POLICIES[] = { { ROLE_POLICY, { 0 } } };
static const Actor POLICY = {
    .kind = ACTOR_STAFF, .staff = { 6 }, .name = "Ida", .grants = POLICIES, .grant_count = 1
};

static void
set_up(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    fixture->folder = test_folder_new();
    fixture->store = test_store_open(fixture->folder);
    fixture->directory = directory_open(fixture->store, &error);
    g_assert_no_error(error);
    directory_add_unit(fixture->directory, &ACTOR_TRIBUNE, "parks", "Parks", &fixture->parks, &error);
    g_assert_no_error(error);
    directory_add_unit(fixture->directory, &ACTOR_TRIBUNE, "streets", "Streets", &fixture->streets, &error);
    g_assert_no_error(error);
    directory_add_service(fixture->directory, &ACTOR_TRIBUNE,
                          &(Service){ .name = " Trees \n to cut",
                                      .unit = fixture->parks,
                                      .first_answer = 480,
                                      .resolution = 4800,
                                      .basis = "Charter, page 4" },
                          &fixture->trees, &error);
    g_assert_no_error(error);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    directory_close(fixture->directory);
    store_close(fixture->store);
    test_folder_remove(fixture->folder);
    g_free(fixture->folder);
}

static void
what_was_added_is_found(Fixture *fixture, gconstpointer data)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(fixture->directory);
    const Service *trees = directory_find_service(snapshot, "trees-to-cut");

    (void)data;
    g_assert_nonnull(trees);
    g_assert_true(directory_get_service(snapshot, fixture->trees) == trees);
    g_assert_cmpstr(trees->name, ==, "Trees to cut");
    g_assert_cmpint(trees->unit.value, ==, fixture->parks.value);
    g_assert_cmpint(trees->first_answer, ==, 480);
    g_assert_cmpint(trees->resolution, ==, 4800);
    g_assert_cmpstr(trees->basis, ==, "Charter, page 4");
    g_assert_cmpuint(directory_services(snapshot)->len, ==, 1);
    g_assert_null(directory_find_service(snapshot, "trees"));
    g_assert_null(directory_get_service(snapshot, (ServiceId){ 0 }));
    g_assert_true(directory_service_fits(trees, fixture->parks));
    g_assert_false(directory_service_fits(trees, fixture->streets));
}

static void
a_change_is_in_the_directory_and_in_the_trail(Fixture *fixture, gconstpointer data)
{
    Service wanted = { .id = fixture->trees, .name = "Trees", .first_answer = 60, .basis = "" };
    g_autoptr(DirectorySnapshot) snapshot = NULL;
    g_autoptr(GError) error = NULL;
    const Service *trees;

    (void)data;
    g_assert_true(directory_change_service(fixture->directory, &POLICY, &wanted, &error));
    g_assert_true(directory_change_service(fixture->directory, &POLICY, &wanted, &error));
    g_assert_cmpint(test_events(fixture->store, EVENT_SERVICE_CHANGED), ==, 2);
    snapshot = directory_snapshot(fixture->directory);
    trees = directory_get_service(snapshot, fixture->trees);
    g_assert_cmpstr(trees->name, ==, "Trees");
    g_assert_cmpstr(trees->code, ==, "trees-to-cut");
    g_assert_cmpint(trees->first_answer, ==, 60);
    g_assert_cmpint(trees->resolution, ==, 0);
    g_assert_true(directory_service_fits(trees, fixture->streets));
}

static void
a_closed_service_fits_no_case(Fixture *fixture, gconstpointer data)
{
    g_autoptr(DirectorySnapshot) closed = NULL, open = NULL;

    (void)data;
    g_assert_true(directory_close_service(fixture->directory, &POLICY, fixture->trees, NULL));
    closed = directory_snapshot(fixture->directory);
    g_assert_false(directory_service_fits(directory_get_service(closed, fixture->trees), fixture->parks));
    g_assert_true(directory_reopen_service(fixture->directory, &POLICY, fixture->trees, NULL));
    open = directory_snapshot(fixture->directory);
    g_assert_true(directory_service_fits(directory_get_service(open, fixture->trees), fixture->parks));
    g_assert_cmpint(test_events(fixture->store, EVENT_SERVICE_CHANGED), ==, 3);
}

static void
faults_in_forms_are_refused_and_change_nothing(Fixture *fixture, gconstpointer data)
{
    g_autofree char *longer = g_strnfill(201, 'b');
    const Service wrong[] = {
        { .name = " ", .basis = "" },
        { .name = "Trees", .basis = longer },
        { .name = "Trees", .basis = "", .first_answer = -1 },
        { .name = "Trees", .basis = "", .resolution = SERVICE_MINUTES_MAX + 1 },
        { .name = "Trees", .basis = "", .code = "Trees!" },
    };
    ServiceId id = { 0 };

    (void)data;
    for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autoptr(GError) error = NULL;

        directory_add_service(fixture->directory, &ACTOR_TRIBUNE, &wrong[i], &id, &error);
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    }
    longer[200] = '\0';
    g_assert_true(directory_add_service(
        fixture->directory, &ACTOR_TRIBUNE,
        &(Service){ .name = "Trees", .basis = longer, .resolution = SERVICE_MINUTES_MAX }, &id, NULL));
    g_assert_cmpint(test_events(fixture->store, EVENT_SERVICE_CHANGED), ==, 2);
}

static void
what_is_taken_or_missing_is_said(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    ServiceId id;

    (void)data;
    directory_add_service(fixture->directory, &ACTOR_TRIBUNE,
                          &(Service){ .name = "Trees", .code = "trees-to-cut", .basis = "" }, &id, &error);
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
    g_clear_error(&error);
    directory_change_service(fixture->directory, &ACTOR_TRIBUNE,
                             &(Service){ .id = { 99 }, .name = "Trees", .basis = "" }, &error);
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
    g_clear_error(&error);
    directory_add_service(fixture->directory, &ACTOR_TRIBUNE,
                          &(Service){ .name = "Trees", .unit = { 99 }, .basis = "" }, &id, &error);
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
    g_clear_error(&error);
    g_assert_true(directory_close_unit(fixture->directory, &ACTOR_TRIBUNE, fixture->streets, NULL));
    directory_add_service(fixture->directory, &ACTOR_TRIBUNE,
                          &(Service){ .name = "Trees", .unit = fixture->streets, .basis = "" }, &id, &error);
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
}

static void
only_who_manages_promises_changes_them(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    ServiceId id;

    (void)data;
    directory_add_service(fixture->directory, &LEAD, &(Service){ .name = "Trees", .basis = "" }, &id, &error);
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_false(directory_change_service(fixture->directory, &LEAD,
                                            &(Service){ .id = fixture->trees, .name = "T", .basis = "" }, NULL));
    g_assert_false(directory_close_service(fixture->directory, &LEAD, fixture->trees, NULL));
    g_assert_false(directory_reopen_service(fixture->directory, &LEAD, fixture->trees, NULL));
    g_assert_cmpint(test_events(fixture->store, EVENT_SERVICE_CHANGED), ==, 1);
}

#define TEST(name, function) g_test_add("/directory-service/" name, Fixture, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    TEST("what-was-added-is-found", what_was_added_is_found);
    TEST("a-change-is-in-the-directory-and-in-the-trail", a_change_is_in_the_directory_and_in_the_trail);
    TEST("a-closed-service-fits-no-case", a_closed_service_fits_no_case);
    TEST("faults-in-forms-are-refused-and-change-nothing", faults_in_forms_are_refused_and_change_nothing);
    TEST("what-is-taken-or-missing-is-said", what_is_taken_or_missing_is_said);
    TEST("only-who-manages-promises-changes-them", only_who_manages_promises_changes_them);
    return g_test_run();
}
