/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/thread.h"
#include "mediation/staff/directory.h"
#include "mediation/test-fixture.h"

typedef struct {
    char *folder;
    Store *store;
    Directory *directory;
    UnitId parks, streets;
    EndpointId hello;
} Fixture;

static const RoleGrant LEADS[] = { { ROLE_LEAD, { 0 } } };
static const Actor LEAD = { .kind = ACTOR_STAFF, .staff = { 5 }, .name = "Petra", .grants = LEADS, .grant_count = 1 };

static void
set_up(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    fixture->folder = test_folder_new();
    fixture->store = test_store_open(fixture->folder);
    fixture->directory = directory_open(fixture->store, &error);
    g_assert_no_error(error);
    directory_add_unit(fixture->directory, &ACTOR_TRIBUNE, "streets", "Streets", &fixture->streets, &error);
    g_assert_no_error(error);
    directory_add_unit(fixture->directory, &ACTOR_TRIBUNE, "parks", "  Parks \n and trees ", &fixture->parks, &error);
    g_assert_no_error(error);
    directory_add_endpoint(fixture->directory, &ACTOR_TRIBUNE, "email", "mailto:hello@northam.example", "Northam",
                           fixture->parks, &fixture->hello, &error);
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
    const Endpoint *hello = directory_find_endpoint(snapshot, "email", "mailto:hello@northam.example");

    (void)data;
    g_assert_nonnull(hello);
    g_assert_cmpint(hello->id.value, ==, fixture->hello.value);
    g_assert_true(directory_get_endpoint(snapshot, fixture->hello) == hello);
    g_assert_null(directory_find_endpoint(snapshot, "sms", "mailto:hello@northam.example"));
    g_assert_null(directory_find_endpoint(snapshot, "email", "mailto:other@northam.example"));
    g_assert_true(directory_is_endpoint(fixture->directory, "email", "mailto:hello@northam.example"));
    g_assert_cmpstr(directory_get_unit(snapshot, fixture->parks)->name, ==, "Parks and trees");
    g_assert_null(directory_get_unit(snapshot, (UnitId){ 1 }));
    g_assert_cmpuint(directory_units(snapshot)->len, ==, 2);
    g_assert_cmpstr(((Unit *)directory_units(snapshot)->pdata[0])->code, ==, "parks");
    g_assert_cmpuint(directory_endpoints(snapshot)->len, ==, 1);
}

static void
a_unit_answers_from_its_own_address_first(Fixture *fixture, gconstpointer data)
{
    g_autoptr(DirectorySnapshot) snapshot = NULL;
    g_autoptr(GError) error = NULL;
    EndpointId streets;

    (void)data;
    directory_add_endpoint(fixture->directory, &ACTOR_TRIBUNE, "email", "mailto:streets@northam.example", "Streets",
                           fixture->streets, &streets, &error);
    g_assert_no_error(error);
    snapshot = directory_snapshot(fixture->directory);
    g_assert_cmpint(directory_endpoint_for(snapshot, "email", fixture->streets)->id.value, ==, streets.value);
    g_assert_cmpint(directory_endpoint_for(snapshot, "email", (UnitId){ 77 })->id.value, ==, fixture->hello.value);
    g_assert_null(directory_endpoint_for(snapshot, "sms", fixture->streets));
}

static void
a_held_snapshot_stays_as_it_was(Fixture *fixture, gconstpointer data)
{
    g_autoptr(DirectorySnapshot) before = directory_snapshot(fixture->directory), after = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    directory_rename_unit(fixture->directory, &ACTOR_TRIBUNE, fixture->parks, "Green spaces", &error);
    g_assert_no_error(error);
    directory_change_endpoint(fixture->directory, &ACTOR_TRIBUNE, fixture->hello, "Council", fixture->streets, &error);
    g_assert_no_error(error);
    after = directory_snapshot(fixture->directory);
    g_assert_cmpstr(directory_get_unit(before, fixture->parks)->name, ==, "Parks and trees");
    g_assert_cmpstr(directory_get_unit(after, fixture->parks)->name, ==, "Green spaces");
    g_assert_cmpstr(directory_get_unit(after, fixture->parks)->code, ==, "parks");
    g_assert_cmpint(directory_get_endpoint(before, fixture->hello)->unit.value, ==, fixture->parks.value);
    g_assert_cmpint(directory_get_endpoint(after, fixture->hello)->unit.value, ==, fixture->streets.value);
    g_assert_cmpstr(directory_get_endpoint(after, fixture->hello)->uri, ==, "mailto:hello@northam.example");
}

static void
every_change_is_in_the_trail(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_assert_cmpint(test_events(fixture->store, EVENT_UNIT_CHANGED), ==, 2);
    g_assert_cmpint(test_events(fixture->store, EVENT_ENDPOINT_CHANGED), ==, 1);
    directory_rename_unit(fixture->directory, &ACTOR_TRIBUNE, fixture->parks, "Green spaces", NULL);
    directory_rename_unit(fixture->directory, &ACTOR_TRIBUNE, fixture->parks, "Green spaces", NULL);
    directory_close_unit(fixture->directory, &ACTOR_TRIBUNE, fixture->streets, NULL);
    directory_reopen_unit(fixture->directory, &ACTOR_TRIBUNE, fixture->streets, NULL);
    g_assert_cmpint(test_events(fixture->store, EVENT_UNIT_CHANGED), ==, 5);
    directory_change_endpoint(fixture->directory, &ACTOR_TRIBUNE, fixture->hello, "Council", fixture->streets, NULL);
    g_assert_cmpint(test_events(fixture->store, EVENT_ENDPOINT_CHANGED), ==, 2);
}

static void
a_unit_closes_only_when_no_address_leads_to_it(Fixture *fixture, gconstpointer data)
{
    g_autoptr(DirectorySnapshot) snapshot = NULL;
    g_autoptr(GError) error = NULL;
    EndpointId id;

    (void)data;
    g_assert_false(directory_close_unit(fixture->directory, &ACTOR_TRIBUNE, fixture->parks, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_clear_error(&error);
    g_assert_true(directory_close_unit(fixture->directory, &ACTOR_TRIBUNE, fixture->streets, &error));
    snapshot = directory_snapshot(fixture->directory);
    g_assert_true(directory_get_unit(snapshot, fixture->streets)->closed);
    g_assert_false(directory_add_endpoint(fixture->directory, &ACTOR_TRIBUNE, "email", "mailto:x@northam.example", "X",
                                          fixture->streets, &id, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_clear_error(&error);
    g_assert_false(
        directory_change_endpoint(fixture->directory, &ACTOR_TRIBUNE, fixture->hello, "X", fixture->streets, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
}

static void
faults_in_forms_are_refused_and_change_nothing(Fixture *fixture, gconstpointer data)
{
    static const char *const WRONG[] = { "", "hello@northam.example", "mailto:", "mailto:a b", "mailto:a\nb", ":x" };
    g_autofree char *longest = g_strnfill(100, 'n'), *longer = g_strnfill(101, 'n'), *uri = g_strnfill(513, 'm');
    UnitId unit = { 0 };
    EndpointId endpoint = { 0 };

    (void)data;
    for (gsize i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        g_autoptr(GError) error = NULL;

        directory_add_endpoint(fixture->directory, &ACTOR_TRIBUNE, "email", WRONG[i], "Name", fixture->parks, &endpoint,
                               &error);
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    }
    uri[1] = ':';
    g_assert_false(directory_add_endpoint(fixture->directory, &ACTOR_TRIBUNE, "email", uri, "Name", fixture->parks,
                                          &endpoint, NULL));
    uri[512] = '\0';
    g_assert_true(directory_add_endpoint(fixture->directory, &ACTOR_TRIBUNE, "email", uri, "Name", fixture->parks,
                                         &endpoint, NULL));
    g_assert_false(directory_add_unit(fixture->directory, &ACTOR_TRIBUNE, "long", longer, &unit, NULL));
    g_assert_false(directory_add_unit(fixture->directory, &ACTOR_TRIBUNE, "long", " \n", &unit, NULL));
    g_assert_false(directory_add_unit(fixture->directory, &ACTOR_TRIBUNE, "Lo ng", "Name", &unit, NULL));
    g_assert_cmpint(unit.value, ==, 0);
    g_assert_true(directory_add_unit(fixture->directory, &ACTOR_TRIBUNE, "long", longest, &unit, NULL));
}

static void
what_is_taken_or_missing_is_said(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    UnitId unit;
    EndpointId endpoint;

    (void)data;
    directory_add_unit(fixture->directory, &ACTOR_TRIBUNE, "parks", "Other", &unit, &error);
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
    g_clear_error(&error);
    directory_add_endpoint(fixture->directory, &ACTOR_TRIBUNE, "email", "mailto:hello@northam.example", "Other",
                           fixture->parks, &endpoint, &error);
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
    g_clear_error(&error);
    directory_add_endpoint(fixture->directory, &ACTOR_TRIBUNE, "email", "mailto:x@northam.example", "Other",
                           (UnitId){ 99 }, &endpoint, &error);
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
    g_clear_error(&error);
    directory_rename_unit(fixture->directory, &ACTOR_TRIBUNE, (UnitId){ 99 }, "Other", &error);
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
}

static void
only_who_manages_units_changes_them(Fixture *fixture, gconstpointer data)
{
    UnitId unit;
    EndpointId endpoint;

    (void)data;
    g_assert_false(directory_add_unit(fixture->directory, &LEAD, "water", "Water", &unit, NULL));
    g_assert_false(directory_rename_unit(fixture->directory, &LEAD, fixture->parks, "Water", NULL));
    g_assert_false(directory_close_unit(fixture->directory, &LEAD, fixture->streets, NULL));
    g_assert_false(directory_reopen_unit(fixture->directory, &LEAD, fixture->streets, NULL));
    g_assert_false(directory_add_endpoint(fixture->directory, &LEAD, "email", "mailto:x@northam.example", "X",
                                          fixture->parks, &endpoint, NULL));
    g_assert_false(directory_change_endpoint(fixture->directory, &LEAD, fixture->hello, "X", fixture->parks, NULL));
    g_assert_cmpint(test_events(fixture->store, EVENT_UNIT_CHANGED), ==, 2);
}

static void
a_unit_gets_a_code_from_its_name(Fixture *fixture, gconstpointer data)
{
    static const struct {
        const char *name, *code;
    } EXPECTED[] = {
        { "Parks", "parks-2" },
        { "Parks", "parks-3" },
        { "Straßen & Brücken", "strassen-brucken" },
        { "  Waste (north) ", "waste-north" },
        { "公園", "unit" },
        { "An office whose name is longer than any code", "an-office-whose-name-is-longer-t" },
    };
    g_autoptr(DirectorySnapshot) snapshot = NULL;
    UnitId ids[G_N_ELEMENTS(EXPECTED)];

    (void)data;
    for (gsize i = 0; i < G_N_ELEMENTS(EXPECTED); i++)
        g_assert_true(directory_add_unit(fixture->directory, &ACTOR_TRIBUNE, NULL, EXPECTED[i].name, &ids[i], NULL));
    snapshot = directory_snapshot(fixture->directory);
    for (gsize i = 0; i < G_N_ELEMENTS(EXPECTED); i++)
        g_assert_cmpstr(directory_get_unit(snapshot, ids[i])->code, ==, EXPECTED[i].code);
}

/* ---- threads ---- */

static void
read_again_and_again(gpointer data)
{
    Fixture *fixture = data;

    for (int i = 0; i < 2000; i++) {
        g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(fixture->directory);
        const Endpoint *hello = directory_find_endpoint(snapshot, "email", "mailto:hello@northam.example");

        g_assert_nonnull(directory_get_unit(snapshot, hello->unit));
        g_assert_cmpuint(strlen(hello->name), ==, 7);
    }
}

static void
change_again_and_again(gpointer data)
{
    Fixture *fixture = data;

    for (int i = 0; i < 20; i++) {
        g_autoptr(GError) error = NULL;

        directory_change_endpoint(fixture->directory, &ACTOR_TRIBUNE, fixture->hello, i % 2 ? "Northam" : "Council",
                                  i % 2 ? fixture->parks : fixture->streets, &error);
        g_assert_no_error(error);
    }
}

static void
readers_and_changes_do_not_meet(Fixture *fixture, gconstpointer data)
{
    Thread *threads[5];

    (void)data;
    for (guint i = 0; i < 3; i++)
        threads[i] = thread_start("reader", read_again_and_again, fixture);
    for (guint i = 3; i < 5; i++)
        threads[i] = thread_start("changer", change_again_and_again, fixture);
    for (guint i = 0; i < 5; i++)
        thread_join(threads[i]);
}

#define TEST(name, function) g_test_add("/directory/" name, Fixture, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    TEST("what-was-added-is-found", what_was_added_is_found);
    TEST("a-unit-answers-from-its-own-address-first", a_unit_answers_from_its_own_address_first);
    TEST("a-held-snapshot-stays-as-it-was", a_held_snapshot_stays_as_it_was);
    TEST("every-change-is-in-the-trail", every_change_is_in_the_trail);
    TEST("a-unit-closes-only-when-no-address-leads-to-it", a_unit_closes_only_when_no_address_leads_to_it);
    TEST("faults-in-forms-are-refused-and-change-nothing", faults_in_forms_are_refused_and_change_nothing);
    TEST("what-is-taken-or-missing-is-said", what_is_taken_or_missing_is_said);
    TEST("only-who-manages-units-changes-them", only_who_manages_units_changes_them);
    TEST("a-unit-gets-a-code-from-its-name", a_unit_gets_a_code_from_its_name);
    TEST("readers-and-changes-do-not-meet", readers_and_changes_do_not_meet);
    return g_test_run();
}
