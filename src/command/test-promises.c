/* SPDX-License-Identifier: Apache-2.0 */
/* What is promised for a case, from its opening on. */
#include "command/test-house.h"

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
    g_assert_cmpint(((const Event *)after->events->pdata[after->events->len - 1])->kind, ==, EVENT_CASE_SERVICE);
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
    g_assert_cmpint(((const Event *)after->events->pdata[after->events->len - 1])->kind, ==, EVENT_CASE_PRIORITY);
}

#define TEST(name, function) g_test_add("/promises/" name, House, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    TEST("a-case-gets-a-service-of-its-unit-only", a_case_gets_a_service_of_its_unit_only);
    TEST("a-case-has-the-priority-that-was-set", a_case_has_the_priority_that_was_set);
    return g_test_run();
}
