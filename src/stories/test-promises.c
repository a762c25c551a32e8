/* SPDX-License-Identifier: Apache-2.0 */
/* What is promised for a case, from its opening on. */
#include <sqlite3.h>

#include "model/token.h"
#include "stories/test-house.h"
#include "views/promise-view.h"

static ServiceId
add_service(House *house, const char *name, UnitId unit)
{
    g_autoptr(GError) error = NULL;
    ServiceId id;

    directory_add_service(
        house->mediation.directory, &ACTOR_TRIBUNE,
        &(Service){ .name = (char *)name, .unit = unit, .first_answer = 480, .resolution = 2400, .basis = (char *)"" },
        &id, &error);
    g_assert_no_error(error);
    return id;
}

static CaseView *
first_case(House *house)
{
    write_in(house, "echo:ada", DESK, "Id: a1\nSubject: Lamp out\n\nDear council, the lamp is out.");
    settle(house);
    return look(house, 1);
}

static guint
events(const CaseView *view, EventKind kind)
{
    guint count = 0;

    for (guint i = 0; i < view->events->len; i++)
        count += ((const Event *)g_ptr_array_index(view->events, i))->kind == kind;
    return count;
}

static gint64
at(const char *text)
{
    g_autoptr(GDateTime) time = g_date_time_new_from_iso8601(text, NULL);

    return g_date_time_to_unix(time) * CLOCK_SECOND;
}

static void
pin(const char *text)
{
    clock_pin(at(text));
}

static void
assert_due(const Case *a_case, const char *expected)
{
    g_autofree char *due = clock_format_utc(a_case->due), *wanted = clock_format_utc(at(expected));

    g_assert_cmpstr(due, ==, wanted);
}

static void
assert_no_due(const Case *a_case)
{
    g_assert_cmpint(a_case->due, ==, 0);
}

static GPtrArray *
clocks_of(House *house, const CaseView *view)
{
    g_autoptr(GError) error = NULL;
    GPtrArray *rows = promise_view_list(&house->mediation, &house->officer, view->a_case, clock_now(), &error);

    g_assert_no_error(error);
    return rows;
}

static PromiseStanding
standing(House *house, const CaseView *view, guint index)
{
    g_autoptr(GPtrArray) rows = clocks_of(house, view);

    return ((const PromiseViewRow *)g_ptr_array_index(rows, index))->standing;
}

static void
set_service(House *house, const CaseView *view, ServiceId service)
{
    g_autoptr(GError) error = NULL;

    g_assert_true(casework_set_service(&house->mediation, &house->officer, view->a_case->id, 0, service, &error));
    g_assert_no_error(error);
}

static void
set_state(House *house, const CaseView *view, CaseState state)
{
    g_autoptr(GError) error = NULL;

    g_assert_true(casework_set_state(&house->mediation, &house->officer, view->a_case->id, 0, state, "", &error));
    g_assert_no_error(error);
}

/* The citizen answers the receipt of her first message. */
static void
write_again(House *house, const CaseView *view)
{
    const CaseMessage *receipt = NULL;
    g_autofree char *text = NULL;
    static guint number = 0;

    for (guint i = 0; i < view->messages->len && receipt == NULL; i++) {
        const CaseMessage *message = g_ptr_array_index(view->messages, i);

        receipt = message->message->direction == DIRECTION_OUT ? message : NULL;
    }
    g_assert_nonnull(receipt);
    text = g_strdup_printf("Id: again%u\nReference: %s\n\nAnd?", number++, receipt->message->external_id);
    write_in(house, "echo:ada", DESK, text);
    settle(house);
}

#define LOOK_AGAIN(view)                                                                                               \
    do {                                                                                                               \
        case_view_free(view);                                                                                          \
        view = look(house, 1);                                                                                         \
    } while (0)

/* ---- services and priority ---- */

static void
a_case_gets_a_service_of_its_unit_only(House *house, gconstpointer data)
{
    ServiceId lamps = add_service(house, "Street lamps", house->unit),
              any = add_service(house, "Praise", (UnitId){ 0 });
    g_autoptr(GError) error = NULL;
    g_autoptr(CaseView) view = first_case(house), after = NULL;
    CaseId id = view->a_case->id;
    UnitId parks;
    ServiceId trees;

    (void)data;
    directory_add_unit(house->mediation.directory, &ACTOR_TRIBUNE, "parks", "Parks", &parks, NULL);
    trees = add_service(house, "Trees", parks);
    g_assert_cmpint(view->a_case->service.value, ==, 0);
    g_assert_false(casework_set_service(&house->mediation, &house->officer, id, 0, trees, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_clear_error(&error);
    g_assert_false(casework_set_service(&house->mediation, &house->officer, id, 0, (ServiceId){ 99 }, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_clear_error(&error);
    g_assert_true(casework_set_service(&house->mediation, &house->officer, id, 0, any, &error));
    g_assert_true(casework_set_service(&house->mediation, &house->officer, id, 0, lamps, &error));
    after = look(house, 1);
    g_assert_cmpint(after->a_case->service.value, ==, lamps.value);
    g_assert_cmpuint(events(after, EVENT_CASE_SERVICE), ==, 2);
}

static void
a_case_has_the_priority_that_was_set(House *house, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CaseView) view = first_case(house), after = NULL;
    CaseId id = view->a_case->id;

    (void)data;
    g_assert_cmpint(view->a_case->priority, ==, CASE_PRIORITY_NORMAL);
    g_assert_true(casework_set_priority(&house->mediation, &house->officer, id, view->a_case->version,
                                        CASE_PRIORITY_URGENT, &error));
    g_assert_false(casework_set_priority(&house->mediation, &house->officer, id, view->a_case->version,
                                         CASE_PRIORITY_HIGH, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
    after = look(house, 1);
    g_assert_cmpint(after->a_case->priority, ==, CASE_PRIORITY_URGENT);
    g_assert_cmpuint(events(after, EVENT_CASE_PRIORITY), ==, 1);
}

/* ---- clocks ---- */

/* 480 and 2,400 working minutes are one and five days of 9 to 17; the house is in London and the time there is UTC. */
static void
a_promise_of_friday_stands_still_over_the_weekend(House *house, gconstpointer data)
{
    ServiceId lamps = add_service(house, "Street lamps", house->unit);
    CaseView *view;

    (void)data;
    pin("2026-11-27T16:30:00Z");
    view = first_case(house);
    assert_no_due(view->a_case);
    set_service(house, view, lamps);
    LOOK_AGAIN(view);
    assert_due(view->a_case, "2026-11-30T16:30:00Z");
    g_assert_cmpuint(events(view, EVENT_CLOCK_STARTED), ==, 1);

    pin("2026-11-27T16:45:00Z");
    set_state(house, view, CASE_WAITING_CITIZEN);
    LOOK_AGAIN(view);
    assert_no_due(view->a_case);
    g_assert_cmpint(standing(house, view, 0), ==, PROMISE_STOPPED);
    g_assert_cmpuint(events(view, EVENT_CLOCK_STOPPED), ==, 1);

    pin("2026-11-30T10:00:00Z");
    write_again(house, view);
    LOOK_AGAIN(view);
    g_assert_cmpint(view->a_case->state, ==, CASE_OPEN);
    g_assert_cmpuint(events(view, EVENT_CLOCK_RESUMED), ==, 1);
    /* 15 minutes of Friday and one hour of Monday did not count. */
    assert_due(view->a_case, "2026-12-01T09:45:00Z");

    pin("2026-11-30T11:00:00Z");
    answer(house, view, "A crew comes on Tuesday.");
    LOOK_AGAIN(view);
    g_assert_cmpint(standing(house, view, 0), ==, PROMISE_MET);
    g_assert_cmpint(standing(house, view, 1), ==, PROMISE_STOPPED);
    assert_no_due(view->a_case);

    pin("2026-12-01T09:00:00Z");
    set_state(house, view, CASE_PLANNED);
    LOOK_AGAIN(view);
    /* Stopped again from Monday 11:00 to Tuesday 9:00: six working hours. */
    assert_due(view->a_case, "2026-12-07T15:45:00Z");
    set_state(house, view, CASE_RESOLVED);
    LOOK_AGAIN(view);
    assert_no_due(view->a_case);
    g_assert_cmpint(standing(house, view, 1), ==, PROMISE_MET);
    g_assert_cmpuint(events(view, EVENT_CLOCK_MET), ==, 2);
    case_view_free(view);
    clock_pin(0);
}

static void
wake_clocks(House *house, guint missed)
{
    CaseView *view = look(house, 1);

    for (guint tries = 0; tries < 5000 && events(view, EVENT_CLOCK_MISSED) + events(view, EVENT_CLOCK_NEAR) < missed;
         tries++) {
        work_wake(house->mediation.work, WORK_CLOCK);
        g_usleep(5000);
        LOOK_AGAIN(view);
    }
    g_assert_cmpuint(events(view, EVENT_CLOCK_MISSED) + events(view, EVENT_CLOCK_NEAR), ==, missed);
    case_view_free(view);
}

static guint
listed(House *house, InboxQueue queue, InboxSort sort)
{
    InboxQuestion question = {
        .queue = queue, .states = INBOX_ANY_STATE, .sort = sort, .channel = "", .language = "", .unit = house->unit
    };
    g_autoptr(GError) error = NULL;
    g_autoptr(Inbox) inbox = inbox_view(house->mediation.store, &house->officer, &question, &error);

    g_assert_no_error(error);
    return inbox->rows->len;
}

static void
what_is_near_and_what_is_late_is_told_once(House *house, gconstpointer data)
{
    ServiceId lamps = add_service(house, "Street lamps", house->unit);
    gint64 minutes;
    CaseView *view;

    (void)data;
    pin("2026-11-27T09:00:00Z");
    view = first_case(house);
    set_service(house, view, lamps);
    g_assert_cmpuint(listed(house, INBOX_LATE, INBOX_DUE), ==, 0);
    g_assert_cmpuint(listed(house, INBOX_UNIT, INBOX_DUE), ==, 1);

    pin("2026-11-27T15:00:00Z");
    wake_clocks(house, 1);
    LOOK_AGAIN(view);
    g_assert_cmpuint(events(view, EVENT_CLOCK_NEAR), ==, 1);
    g_assert_cmpint(promise_view_nearest(&house->mediation, view->a_case, clock_now(), &minutes), ==, PROMISE_NEAR);
    g_assert_cmpint(minutes, ==, 120);

    pin("2026-11-30T11:00:00Z");
    wake_clocks(house, 2);
    LOOK_AGAIN(view);
    g_assert_cmpuint(events(view, EVENT_CLOCK_MISSED), ==, 1);
    g_assert_cmpuint(listed(house, INBOX_LATE, INBOX_DUE), ==, 1);
    g_assert_cmpint(promise_view_nearest(&house->mediation, view->a_case, clock_now(), &minutes), ==, PROMISE_LATE);
    g_assert_cmpint(minutes, ==, 120);

    answer(house, view, "Sorry for the wait.");
    LOOK_AGAIN(view);
    g_assert_cmpint(standing(house, view, 0), ==, PROMISE_MET_LATE);
    g_assert_cmpuint(listed(house, INBOX_LATE, INBOX_DUE), ==, 0);
    case_view_free(view);
    clock_pin(0);
}

static void
a_case_that_opens_again_is_promised_anew(House *house, gconstpointer data)
{
    ServiceId lamps = add_service(house, "Street lamps", house->unit);
    CaseView *view;

    (void)data;
    pin("2026-11-24T09:00:00Z");
    view = first_case(house);
    set_service(house, view, lamps);
    LOOK_AGAIN(view);
    answer(house, view, "It is mended.");
    set_state(house, view, CASE_RESOLVED);
    pin("2026-11-25T09:00:00Z");
    set_state(house, view, CASE_OPEN);
    LOOK_AGAIN(view);
    assert_due(view->a_case, "2026-12-01T17:00:00Z"); /* the resolution alone */
    set_state(house, view, CASE_RESOLVED);
    pin("2026-11-26T09:00:00Z");
    write_again(house, view);
    LOOK_AGAIN(view);
    assert_due(view->a_case, "2026-11-26T17:00:00Z"); /* she waits for an answer again */
    set_state(house, view, CASE_SPAM);
    LOOK_AGAIN(view);
    assert_no_due(view->a_case);
    g_assert_cmpuint(events(view, EVENT_CLOCK_ENDED), ==, 1);
    case_view_free(view);
    clock_pin(0);
}

static void
a_first_answer_that_was_never_given_is_owed_still_when_staff_open_the_case_again(House *house, gconstpointer data)
{
    ServiceId lamps = add_service(house, "Street lamps", house->unit);
    CaseView *view;

    (void)data;
    pin("2026-11-24T09:00:00Z");
    view = first_case(house);
    set_service(house, view, lamps);
    pin("2026-11-24T11:00:00Z");
    set_state(house, view, CASE_RESOLVED);
    pin("2026-11-25T09:00:00Z");
    set_state(house, view, CASE_OPEN);
    LOOK_AGAIN(view);
    assert_due(view->a_case, "2026-11-25T15:00:00Z"); /* two of eight hours were gone */
    set_state(house, view, CASE_RESOLVED);
    set_state(house, view, CASE_WAITING_CITIZEN);
    LOOK_AGAIN(view);
    assert_no_due(view->a_case);
    pin("2026-11-26T10:00:00Z");
    set_state(house, view, CASE_OPEN);
    LOOK_AGAIN(view);
    assert_due(view->a_case, "2026-11-26T16:00:00Z");
    answer(house, view, "It is mended.");
    LOOK_AGAIN(view);
    g_assert_cmpint(standing(house, view, 0), ==, PROMISE_MET);
    case_view_free(view);
    clock_pin(0);
}

static void
a_program_that_opens_a_case_again_stands_for_staff_not_for_the_citizen(House *house, gconstpointer data)
{
    const ActorProgram rights = { .scopes = TOKEN_CASES_WRITE, .everywhere = TRUE };
    const Actor program = { .kind = ACTOR_TOKEN, .name = "Desk", .program = &rights };
    ServiceId lamps = add_service(house, "Street lamps", house->unit);
    g_autoptr(GError) error = NULL;
    CaseView *view;

    (void)data;
    pin("2026-11-24T09:00:00Z");
    view = first_case(house);
    set_service(house, view, lamps);
    pin("2026-11-24T11:00:00Z");
    set_state(house, view, CASE_RESOLVED);
    pin("2026-11-25T09:00:00Z");
    casework_set_state(&house->mediation, &program, view->a_case->id, 0, CASE_OPEN, "", &error);
    g_assert_no_error(error);
    LOOK_AGAIN(view);
    assert_due(view->a_case, "2026-11-25T15:00:00Z");
    case_view_free(view);
    clock_pin(0);
}

static void
what_is_late_stays_late_when_the_case_begins_to_wait(House *house, gconstpointer data)
{
    ServiceId lamps = add_service(house, "Street lamps", house->unit);
    CaseView *view;

    (void)data;
    pin("2026-11-24T09:00:00Z");
    view = first_case(house);
    set_service(house, view, lamps);
    work_stop(house->mediation.work); /* so that no turn comes between */
    pin("2026-11-26T12:00:00Z");
    set_state(house, view, CASE_WAITING_CITIZEN);
    pin("2026-11-26T13:00:00Z");
    LOOK_AGAIN(view);
    answer(house, view, "Sorry for the wait.");
    LOOK_AGAIN(view);
    g_assert_cmpint(standing(house, view, 0), ==, PROMISE_MET_LATE);
    case_view_free(view);
    clock_pin(0);
}

static void
another_service_counts_from_the_same_start(House *house, gconstpointer data)
{
    ServiceId lamps = add_service(house, "Street lamps", house->unit);
    ServiceId roads = add_service(house, "Roads", house->unit);
    CaseView *view;

    (void)data;
    pin("2026-11-24T09:00:00Z");
    view = first_case(house);
    set_service(house, view, lamps);
    LOOK_AGAIN(view);
    answer(house, view, "We look into it.");
    set_state(house, view, CASE_OPEN);
    pin("2026-11-25T12:00:00Z");
    set_service(house, view, roads);
    LOOK_AGAIN(view);
    assert_due(view->a_case, "2026-11-30T17:00:00Z");
    g_assert_cmpint(standing(house, view, 2), ==, PROMISE_MET); /* she was answered already */
    set_service(house, view, (ServiceId){ 0 });
    LOOK_AGAIN(view);
    assert_no_due(view->a_case);
    case_view_free(view);
    clock_pin(0);
}

static void
a_case_that_is_passed_on_is_counted_as_its_new_unit_works(House *house, gconstpointer data)
{
    ServiceId any = add_service(house, "Anything", (UnitId){ 0 });
    g_autoptr(Calendar) calendar = calendar_new();
    g_autoptr(GError) error = NULL;
    CaseView *view;
    CalendarId night;
    UnitId parks;

    (void)data;
    for (guint i = 0; i < 7; i++)
        calendar->days[i] = (CalendarDay){ 1, { { 0, 1440 } } };
    g_free(calendar->name);
    calendar->name = g_strdup("Round the clock");
    directory_add_unit(house->mediation.directory, &ACTOR_TRIBUNE, "parks", "Parks", &parks, &error);
    directory_add_calendar(house->mediation.directory, &ACTOR_TRIBUNE, calendar, &night, &error);
    g_assert_no_error(error);
    directory_set_unit_calendar(house->mediation.directory, &ACTOR_TRIBUNE, parks, night, &error);
    g_assert_no_error(error);
    pin("2026-11-27T16:30:00Z");
    view = first_case(house);
    set_service(house, view, any);
    g_assert_true(casework_set_unit(&house->mediation, &house->officer, view->a_case->id, 0, parks, "", &error));
    house->grant.unit = parks;
    LOOK_AGAIN(view);
    assert_due(view->a_case, "2026-11-28T00:30:00Z");
    g_assert_cmpuint(events(view, EVENT_CLOCK_MOVED), ==, 1);
    case_view_free(view);
    clock_pin(0);
}

static void
held_messages_are_decided_on_within_four_working_hours(House *house, gconstpointer data)
{
    (void)data;
    add_service(house, "Street lamps", house->unit);
    g_assert_cmpint(clocks_review_due(&house->mediation, at("2026-11-27T15:00:00Z")), ==, at("2026-11-30T11:00:00Z"));
}

static void
the_warning_is_what_was_set(House *house, gconstpointer data)
{
    static const RoleGrant grants[] = { { ROLE_POLICY, { 0 } } };
    const Actor policy = { ACTOR_STAFF, { 6 }, "Ida", grants, 1 };
    ServiceId lamps = add_service(house, "Street lamps", house->unit);
    g_autoptr(GError) error = NULL;
    CaseView *view;
    int percent;

    (void)data;
    g_assert_false(clocks_set_warning(&house->mediation, &house->officer, 50, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    g_clear_error(&error);
    g_assert_false(clocks_set_warning(&house->mediation, &policy, 91, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_clear_error(&error);
    g_assert_true(clocks_set_warning(&house->mediation, &policy, 50, &error));
    g_assert_true(clocks_warning(&house->mediation, &policy, &percent, &error));
    g_assert_cmpint(percent, ==, 50);
    pin("2026-11-27T09:00:00Z");
    view = first_case(house);
    set_service(house, view, lamps);
    LOOK_AGAIN(view);
    g_assert_cmpint(view->a_case->near, ==, at("2026-11-27T13:00:00Z"));
    case_view_free(view);
    clock_pin(0);
}

/* ---- lists ---- */

static guint explained;

/* Lists of few: they are found by themselves and sorted. */
static gboolean
is_of_few(const char *name)
{
    static const char *const FEW[] = { "person_", "snoozed_", "stated_", "tagged_" };

    for (guint i = 0; i < G_N_ELEMENTS(FEW); i++)
        if (g_str_has_prefix(name, FEW[i]))
            return TRUE;
    return FALSE;
}

static void
explain(const DbStatement *statement, gpointer data)
{
    g_autofree char *sql = g_strconcat("EXPLAIN QUERY PLAN ", statement->sql, NULL);
    g_autoptr(GString) plan = g_string_new(NULL);
    gboolean late = g_str_has_prefix(statement->name, "late_"), due = g_str_has_suffix(statement->name, "_due");
    sqlite3_stmt *query = NULL;

    if (!late && !(due && !is_of_few(statement->name) && strlen(statement->name) < 20))
        return;
    if (strstr(statement->sql, "FROM cases c") == NULL)
        return;
    g_assert_cmpint(sqlite3_prepare_v2(data, sql, -1, &query, NULL), ==, SQLITE_OK);
    while (sqlite3_step(query) == SQLITE_ROW)
        g_string_append_printf(plan, "%s\n", (const char *)sqlite3_column_text(query, 3));
    sqlite3_finalize(query);
    g_test_message("%s: %s", statement->name, plan->str);
    g_assert_nonnull(strstr(plan->str, "cases_due"));
    if (due)
        g_assert_null(strstr(plan->str, "TEMP B-TREE FOR ORDER BY"));
    explained++;
}

/* The indexes hold only cases whose clocks run, so a page of a list costs a page. */
static void
lists_by_due_are_read_in_the_order_of_an_index(House *house, gconstpointer data)
{
    g_autofree char *path = g_build_filename(house->folder, "tribune.db", NULL);
    sqlite3 *db = NULL;

    (void)data;
    add_service(house, "Street lamps", house->unit);
    g_assert_cmpint(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
    explained = 0;
    db_statements_each(explain, db);
    sqlite3_close(db);
    g_assert_cmpuint(explained, ==, 6 * 3 + 2 * 3);
}

#define TEST(name, function) g_test_add("/promises/" name, House, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    TEST("a-case-gets-a-service-of-its-unit-only", a_case_gets_a_service_of_its_unit_only);
    TEST("a-case-has-the-priority-that-was-set", a_case_has_the_priority_that_was_set);
    TEST("a-promise-of-friday-stands-still-over-the-weekend", a_promise_of_friday_stands_still_over_the_weekend);
    TEST("what-is-near-and-what-is-late-is-told-once", what_is_near_and_what_is_late_is_told_once);
    TEST("a-case-that-opens-again-is-promised-anew", a_case_that_opens_again_is_promised_anew);
    TEST("a-first-answer-that-was-never-given-is-owed-still-when-staff-open-the-case-again",
         a_first_answer_that_was_never_given_is_owed_still_when_staff_open_the_case_again);
    TEST("a-program-that-opens-a-case-again-stands-for-staff-not-for-the-citizen",
         a_program_that_opens_a_case_again_stands_for_staff_not_for_the_citizen);
    TEST("what-is-late-stays-late-when-the-case-begins-to-wait", what_is_late_stays_late_when_the_case_begins_to_wait);
    TEST("another-service-counts-from-the-same-start", another_service_counts_from_the_same_start);
    TEST("a-case-that-is-passed-on-is-counted-as-its-new-unit-works",
         a_case_that_is_passed_on_is_counted_as_its_new_unit_works);
    TEST("held-messages-are-decided-on-within-four-working-hours",
         held_messages_are_decided_on_within_four_working_hours);
    TEST("the-warning-is-what-was-set", the_warning_is_what_was_set);
    TEST("lists-by-due-are-read-in-the-order-of-an-index", lists_by_due_are_read_in_the_order_of_an_index);
    return g_test_run();
}
