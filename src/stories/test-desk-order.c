/* SPDX-License-Identifier: Apache-2.0 */
/* How officers keep their desk in order: tags, sleep, and templates. */
#include "mediation/cases/snoozing.h"
#include "mediation/cases/tagging.h"
#include "mediation/cases/templating.h"
#include "stories/test-desk-house.h"

static TagId
first_tag(House *house, CaseId case_id)
{
    g_autoptr(GString) any = g_string_new(NULL);
    Question question = { .case_id = case_id, .text = any };

    ask(house, &question);
    return (TagId){ question.found };
}

static gint64
sleeps_until(House *house, CaseId case_id)
{
    Question question = { .case_id = case_id };

    ask(house, &question);
    return question.found;
}

static void
officers_give_tags_that_leads_made(House *house, gconstpointer data)
{
    const RoleGrant lead = { ROLE_LEAD, house->unit };
    const Actor lena = { ACTOR_STAFF, { house->officer.staff.value + 2 }, "Lena Kraus", &lead, 1 };
    g_autoptr(CaseView) view = first_case(house);
    g_autoptr(GError) unknown = NULL, twice = NULL, closed = NULL, error = NULL;
    CaseId id = view->a_case->id;

    (void)data;
    g_assert_false(tagging_give_named(&house->mediation, &house->officer, id, "injury", &unknown));
    g_assert_error(unknown, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_assert_true(tagging_give_named(&house->mediation, &lena, id, " injury ", &error));
    g_assert_true(tagging_give_named(&house->mediation, &house->officer, id, "Injury", &error));
    g_assert_false(tagging_make(&house->mediation, &lena, "INJURY", &twice));
    g_assert_error(twice, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
    g_assert_no_error(error);
    g_assert_cmpint(test_events(house, EVENT_CASE_TAGGED), ==, 1);
    g_assert_cmpint(test_events(house, EVENT_TAG_CHANGED), ==, 1);
    g_assert_cmpint(case_now(house, 1)->version, ==, view->a_case->version);
    {
        TagId tag = first_tag(house, id);

        g_assert_true(tagging_set_closed(&house->mediation, &lena, tag, TRUE, &error));
        g_assert_true(tagging_take(&house->mediation, &house->officer, id, tag, &error));
        g_assert_false(tagging_give(&house->mediation, &house->officer, id, tag, &closed));
        g_assert_error(closed, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    }
    g_assert_cmpint(test_events(house, EVENT_CASE_UNTAGGED), ==, 1);
}

static void
a_case_sleeps_until_its_time_and_comes_back_unread(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = first_case(house), back = NULL;
    g_autoptr(GError) past = NULL, error = NULL;

    (void)data;
    g_assert_false(snoozing_sleep(&house->mediation, &house->officer, view->a_case->id, 0, clock_now(), "", &past));
    g_assert_error(past, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    snoozing_sleep(&house->mediation, &house->officer, view->a_case->id, view->a_case->version,
                   clock_now() + CLOCK_SECOND, "the contractor comes", &error);
    g_assert_no_error(error);
    g_assert_cmpint(case_now(house, 1)->state, ==, CASE_PLANNED);
    g_assert_false(case_now(house, 1)->unread);
    WAIT_FOR(case_now(house, 1)->state == CASE_OPEN);
    back = look(house, 1);
    g_assert_true(back->a_case->unread);
    g_assert_cmpint(test_events(house, EVENT_CASE_SNOOZED), ==, 1);
    g_assert_cmpint(test_events(house, EVENT_CASE_WOKEN), ==, 1);
}

static void
a_sleeping_case_wakes_when_the_citizen_writes(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = first_case(house);
    g_autoptr(GError) error = NULL;

    (void)data;
    snoozing_sleep(&house->mediation, &house->officer, view->a_case->id, 0, clock_now() + 3600 * CLOCK_SECOND, "",
                   &error);
    g_assert_no_error(error);
    write_in(house, "echo:ada", DESK, "Id: a2\nReference: a1\n\nAny news?");
    settle(house);
    g_assert_cmpint(case_now(house, 1)->state, ==, CASE_OPEN);
    g_assert_cmpint(sleeps_until(house, view->a_case->id), ==, 0);
    g_assert_cmpint(test_events(house, EVENT_CASE_WOKEN), ==, 0);
}

static void
templates_are_kept_by_leads_offered_to_officers_and_versioned(House *house, gconstpointer data)
{
    const RoleGrant grant = { ROLE_LEAD, house->unit };
    const Actor lena = { ACTOR_STAFF, { house->officer.staff.value + 2 }, "Lena Kraus", &grant, 1 };
    g_autoptr(CaseView) view = first_case(house);
    g_autoptr(GPtrArray) offered = NULL, after = NULL;
    g_autoptr(GError) officer = NULL, twice = NULL, wrong = NULL, stale = NULL, error = NULL;
    const TemplateRow *row;

    (void)data;
    templating_make(&house->mediation, &house->officer, "lamp", house->unit, "en", "Lamp", "Hello", &officer);
    templating_make(&house->mediation, &lena, "lamp", house->unit, "en", "Lamp", "Dear {person}", &wrong);
    templating_make(&house->mediation, &lena, "lamp", house->unit, "en", "Lamp", "Dear {person.name}", &error);
    templating_make(&house->mediation, &lena, "lamp", house->unit, "en", "Lamp again", "Dear", &twice);
    g_assert_error(officer, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_error(wrong, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_assert_error(twice, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
    g_assert_no_error(error);
    offered = templating_list_for(&house->mediation, &house->officer, view->a_case->unit, &error);
    g_assert_cmpuint(offered->len, ==, 1);
    row = g_ptr_array_index(offered, 0);
    g_assert_cmpint(row->version, ==, 1);
    templating_change(&house->mediation, &lena, row->id, 1, "Lamp", "Dear {person.name}, soon.", TRUE, &error);
    g_assert_no_error(error);
    templating_change(&house->mediation, &lena, row->id, 1, "Lamp", "Late", FALSE, &stale);
    g_assert_error(stale, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
    after = templating_list_for(&house->mediation, &house->officer, view->a_case->unit, &error);
    g_assert_cmpuint(after->len, ==, 0);
    g_assert_cmpint(test_events(house, EVENT_TEMPLATE_CHANGED), ==, 2);
}

int
main(int argc, char **argv)
{
    static const struct {
        const char *path;
        void (*run)(House *house, gconstpointer data);
    } TESTS[] = {
        { "/desk/officers-give-tags-that-leads-made", officers_give_tags_that_leads_made },
        { "/desk/a-case-sleeps-until-its-time-and-comes-back-unread",
          a_case_sleeps_until_its_time_and_comes_back_unread },
        { "/desk/a-sleeping-case-wakes-when-the-citizen-writes", a_sleeping_case_wakes_when_the_citizen_writes },
        { "/desk/templates-are-kept-by-leads-offered-to-officers-and-versioned",
          templates_are_kept_by_leads_offered_to_officers_and_versioned },
    };

    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(TESTS); i++)
        g_test_add(TESTS[i].path, House, &DB_SQLITE, set_up, TESTS[i].run, tear_down);
    return g_test_run();
}
