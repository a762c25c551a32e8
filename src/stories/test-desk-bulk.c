/* SPDX-License-Identifier: Apache-2.0 */
/* Many cases at once. */
#include "stories/test-desk-house.h"

static char *
outcomes_of(House *house, gint64 bulk)
{
    Question question = { .bulk = bulk, .text = g_string_new(NULL) };

    ask(house, &question);
    return g_string_free(question.text, FALSE);
}

static void
many_cases_change_each_by_itself_and_go_back_unless_touched(House *house, gconstpointer data)
{
    g_autoptr(CaseView) lamp = first_case(house), street = second_case(house);
    BulkItem items[] = { { lamp->a_case->reference, lamp->a_case->version },
                         { street->a_case->reference, street->a_case->version + 7 },
                         { "NB-1999-000001", 1 } };
    BulkRequest request = { .kind = BULK_STATE, .state = CASE_RESOLVED, .items = items, .count = 3 };
    g_autofree char *outcomes = NULL, *both = NULL;
    g_autoptr(GError) error = NULL, twice = NULL;
    guint undone, left;
    gint64 id;

    (void)data;
    bulk_run(&house->mediation, &house->officer, &request, &id, &error);
    g_assert_no_error(error);
    outcomes = outcomes_of(house, id);
    g_assert_cmpstr(outcomes, ==, "changed changed-meanwhile gone");
    g_assert_cmpint(case_now(house, 1)->state, ==, CASE_RESOLVED);
    g_assert_cmpint(case_now(house, 2)->state, ==, CASE_NEW);
    g_assert_true(bulk_undo(&house->mediation, &house->officer, id, &undone, &left, &error));
    g_assert_cmpuint(undone, ==, 1);
    g_assert_cmpint(case_now(house, 1)->state, ==, CASE_NEW);
    g_assert_false(bulk_undo(&house->mediation, &house->officer, id, &undone, &left, &twice));
    g_assert_error(twice, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);

    request = (BulkRequest){ .kind = BULK_ASSIGNEE, .assignee = house->officer.staff, .items = items, .count = 2 };
    items[0].version = items[1].version = 0;
    bulk_run(&house->mediation, &house->officer, &request, &id, &error);
    both = outcomes_of(house, id);
    g_assert_cmpstr(both, ==, "changed changed");
    casework_set_title(&house->mediation, &house->officer, street->a_case->id, 0, "Dark street, east end", &error);
    g_assert_true(bulk_undo(&house->mediation, &house->officer, id, &undone, &left, &error));
    g_assert_no_error(error);
    g_assert_cmpuint(undone, ==, 1);
    g_assert_cmpuint(left, ==, 1);
    g_assert_cmpint(case_now(house, 2)->assignee.value, ==, house->officer.staff.value);
}

static void
bulk_has_limits_and_asks_for_reasons(House *house, gconstpointer data)
{
    g_autofree BulkItem *items = g_new0(BulkItem, BULK_MAX + 1);
    BulkRequest many = { .kind = BULK_STATE, .state = CASE_OPEN, .items = items, .count = BULK_MAX + 1 };
    BulkRequest none = { .kind = BULK_STATE, .state = CASE_OPEN };
    BulkRequest silent = { .kind = BULK_STATE, .state = CASE_REFUSED, .items = items, .count = 1 };
    g_autoptr(GError) first = NULL, second = NULL, third = NULL;
    g_autoptr(CaseView) view = first_case(house);
    gint64 id;

    (void)data;
    for (guint i = 0; i <= BULK_MAX; i++)
        items[i].reference = view->a_case->reference;
    bulk_run(&house->mediation, &house->officer, &many, &id, &first);
    bulk_run(&house->mediation, &house->officer, &none, &id, &second);
    bulk_run(&house->mediation, &house->officer, &silent, &id, &third);
    g_assert_error(first, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT);
    g_assert_error(second, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_assert_error(third, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
}

int
main(int argc, char **argv)
{
    static const struct {
        const char *path;
        void (*run)(House *house, gconstpointer data);
    } TESTS[] = {
        { "/desk/many-cases-change-each-by-itself-and-go-back-unless-touched",
          many_cases_change_each_by_itself_and_go_back_unless_touched },
        { "/desk/bulk-has-limits-and-asks-for-reasons", bulk_has_limits_and_asks_for_reasons },
    };

    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(TESTS); i++)
        g_test_add(TESTS[i].path, House, &DB_SQLITE, set_up, TESTS[i].run, tear_down);
    return g_test_run();
}
