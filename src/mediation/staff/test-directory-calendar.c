/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "mediation/staff/directory.h"
#include "mediation/test-fixture.h"
#include "model/calendar-text.h"

typedef struct {
    char *folder;
    Store *store;
    Directory *directory;
    UnitId parks;
    Calendar *typed;
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
    directory_add_unit(fixture->directory, &ACTOR_TRIBUNE, "parks", "Parks", &fixture->parks, &error);
    g_assert_no_error(error);
    fixture->typed = calendar_new();
    g_free(fixture->typed->name);
    fixture->typed->name = g_strdup("Crews");
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    calendar_free(fixture->typed);
    directory_close(fixture->directory);
    store_close(fixture->store);
    test_folder_remove(fixture->folder);
    g_free(fixture->folder);
}

static void
a_body_works_from_nine_to_five_until_it_says_otherwise(Fixture *fixture, gconstpointer data)
{
    g_autoptr(DirectorySnapshot) before = directory_snapshot(fixture->directory), after = NULL;
    const Calendar *own = directory_calendar_of_unit(before, fixture->parks);
    g_autofree char *week = calendar_text_week(own->days), *changed = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    g_assert_cmpstr(week, ==, "09:00-17:00;09:00-17:00;09:00-17:00;09:00-17:00;09:00-17:00;;");
    g_assert_cmpstr(own->code, ==, "body");
    fixture->typed->id = own->id;
    fixture->typed->days[5] = (CalendarDay){ 1, { { 480, 720 } } };
    g_assert_true(directory_change_calendar(fixture->directory, &ACTOR_TRIBUNE, fixture->typed, &error));
    g_assert_true(directory_change_calendar(fixture->directory, &ACTOR_TRIBUNE, fixture->typed, &error));
    g_assert_cmpint(test_events(fixture->store, EVENT_CALENDAR_CHANGED), ==, 1);
    after = directory_snapshot(fixture->directory);
    changed = calendar_text_week(directory_calendar(after, (CalendarId){ 0 })->days);
    g_assert_cmpstr(changed, ==, "09:00-17:00;09:00-17:00;09:00-17:00;09:00-17:00;09:00-17:00;08:00-12:00;");
}

static void
a_unit_works_by_the_calendar_that_it_was_given(Fixture *fixture, gconstpointer data)
{
    g_autoptr(DirectorySnapshot) given = NULL, taken = NULL;
    g_autoptr(GError) error = NULL;
    CalendarId crews;

    (void)data;
    g_assert_true(directory_add_calendar(fixture->directory, &ACTOR_TRIBUNE, fixture->typed, &crews, &error));
    g_assert_true(directory_set_unit_calendar(fixture->directory, &ACTOR_TRIBUNE, fixture->parks, crews, &error));
    given = directory_snapshot(fixture->directory);
    g_assert_cmpint(directory_calendar_of_unit(given, fixture->parks)->id.value, ==, crews.value);
    g_assert_true(directory_find_calendar(given, "crews") == directory_calendar(given, crews));
    g_assert_cmpuint(directory_calendars(given)->len, ==, 2);
    g_assert_true(directory_set_unit_calendar(fixture->directory, &ACTOR_TRIBUNE, fixture->parks,
                                              (CalendarId){ DIRECTORY_BODY_CALENDAR }, &error));
    taken = directory_snapshot(fixture->directory);
    g_assert_cmpstr(directory_calendar_of_unit(taken, fixture->parks)->code, ==, "body");
    g_assert_cmpint(test_events(fixture->store, EVENT_UNIT_CHANGED), ==, 3);
    g_assert_false(
        directory_set_unit_calendar(fixture->directory, &ACTOR_TRIBUNE, fixture->parks, (CalendarId){ 99 }, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
}

static void
calendars_of_one_name_have_codes_of_their_own(Fixture *fixture, gconstpointer data)
{
    g_autoptr(DirectorySnapshot) snapshot = NULL;
    CalendarId first, second, third;

    (void)data;
    g_assert_true(directory_add_calendar(fixture->directory, &ACTOR_TRIBUNE, fixture->typed, &first, NULL));
    g_assert_true(directory_add_calendar(fixture->directory, &ACTOR_TRIBUNE, fixture->typed, &second, NULL));
    g_free(fixture->typed->name);
    fixture->typed->name = g_strdup("New");
    g_assert_true(directory_add_calendar(fixture->directory, &ACTOR_TRIBUNE, fixture->typed, &third, NULL));
    snapshot = directory_snapshot(fixture->directory);
    g_assert_cmpstr(directory_calendar(snapshot, second)->code, ==, "crews-2");
    g_assert_cmpstr(directory_calendar(snapshot, third)->code, ==, "new-2"); /* /calendars/new is a page */
}

static void
a_calendar_on_which_nothing_falls_due_is_refused(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    CalendarId id;

    (void)data;
    for (guint i = 0; i < 7; i++)
        fixture->typed->days[i].count = 0;
    g_assert_false(directory_add_calendar(fixture->directory, &ACTOR_TRIBUNE, fixture->typed, &id, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_clear_error(&error);
    fixture->typed->days[6] = (CalendarDay){ 1, { { 0, 59 } } };
    g_assert_false(directory_add_calendar(fixture->directory, &ACTOR_TRIBUNE, fixture->typed, &id, NULL));
    fixture->typed->days[6].intervals[0].close = 60;
    g_assert_true(directory_add_calendar(fixture->directory, &ACTOR_TRIBUNE, fixture->typed, &id, NULL));
    g_free(fixture->typed->zone);
    fixture->typed->zone = g_strdup("Europe/Northam");
    g_assert_false(directory_add_calendar(fixture->directory, &ACTOR_TRIBUNE, fixture->typed, &id, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
}

static void
only_who_manages_promises_changes_them(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    CalendarId id = { 0 };

    (void)data;
    g_assert_false(directory_add_calendar(fixture->directory, &LEAD, fixture->typed, &id, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    fixture->typed->id.value = DIRECTORY_BODY_CALENDAR;
    g_assert_false(directory_change_calendar(fixture->directory, &LEAD, fixture->typed, NULL));
    g_assert_false(directory_set_unit_calendar(fixture->directory, &LEAD, fixture->parks, id, NULL));
    g_assert_cmpint(test_events(fixture->store, EVENT_CALENDAR_CHANGED), ==, 0);
}

#define TEST(name, function) g_test_add("/directory-calendar/" name, Fixture, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    TEST("a-body-works-from-nine-to-five-until-it-says-otherwise",
         a_body_works_from_nine_to_five_until_it_says_otherwise);
    TEST("a-unit-works-by-the-calendar-that-it-was-given", a_unit_works_by_the_calendar_that_it_was_given);
    TEST("calendars-of-one-name-have-codes-of-their-own", calendars_of_one_name_have_codes_of_their_own);
    TEST("a-calendar-on-which-nothing-falls-due-is-refused", a_calendar_on_which_nothing_falls_due_is_refused);
    TEST("only-who-manages-promises-changes-them", only_who_manages_promises_changes_them);
    return g_test_run();
}
