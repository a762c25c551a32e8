/* SPDX-License-Identifier: Apache-2.0 */
/* Cases that belong together: links, merging, and undoing it. */
#include "mediation/cases/merging.h"
#include "stories/test-desk-house.h"

static void
links_are_made_and_taken_away_on_both_cases(House *house, gconstpointer data)
{
    g_autoptr(CaseView) lamp = first_case(house), street = second_case(house), linked = NULL, apart = NULL;
    g_autoptr(GError) self = NULL, error = NULL;

    (void)data;
    g_assert_false(merging_link(&house->mediation, &house->officer, lamp->a_case->id, lamp->a_case->id, &self));
    g_assert_error(self, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_assert_true(merging_link(&house->mediation, &house->officer, lamp->a_case->id, street->a_case->id, &error));
    g_assert_true(merging_link(&house->mediation, &house->officer, street->a_case->id, lamp->a_case->id, &error));
    linked = look(house, 2);
    g_assert_cmpuint(linked->links->len, ==, 1);
    g_assert_cmpint(test_events(house, EVENT_CASE_LINKED), ==, 2);
    g_assert_true(merging_unlink(&house->mediation, &house->officer, street->a_case->id, lamp->a_case->id, &error));
    apart = look(house, 1);
    g_assert_cmpuint(apart->links->len, ==, 0);
    g_assert_cmpint(test_events(house, EVENT_CASE_UNLINKED), ==, 2);
}

static void
a_merged_case_points_to_the_other_which_gets_its_mail_and_all_goes_back(House *house, gconstpointer data)
{
    g_autoptr(CaseView) lamp = first_case(house), street = second_case(house), before = NULL;
    g_autoptr(CaseView) source = NULL, target = NULL, again = NULL, rest = NULL;
    g_autoptr(GError) error = NULL, twice = NULL, away = NULL;

    (void)data;
    casework_add_note(&house->mediation, &house->officer, street->a_case->id, "Same lamp.", &error);
    answer(house, street, "We know of it.");
    settle(house);
    before = look(house, 2);
    merging_merge(&house->mediation, &house->officer, before->a_case->id, before->a_case->version, lamp->a_case->id,
                  &error);
    g_assert_no_error(error);
    source = look(house, 2);
    g_assert_cmpint(source->a_case->state, ==, CASE_DUPLICATE);
    g_assert_cmpuint(source->messages->len, ==, 0);
    g_assert_false(merging_merge(&house->mediation, &house->officer, before->a_case->id, 0, lamp->a_case->id, &twice));
    g_assert_error(twice, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);

    write_in(house, "echo:eve", DESK, "Id: e2\nReference: e1\n\nStill dark");
    settle(house);
    target = look(house, 1);
    g_assert_cmpuint(target->messages->len, ==, lamp->messages->len + before->messages->len + 1);
    g_assert_true(target->a_case->unread);
    g_assert_cmpuint(cases(house), ==, 2);

    merging_undo(&house->mediation, &house->officer, before->a_case->id, &error);
    g_assert_no_error(error);
    again = look(house, 2);
    rest = look(house, 1);
    g_assert_cmpint(again->a_case->state, ==, before->a_case->state);
    g_assert_cmpuint(again->messages->len, ==, before->messages->len + 1);
    g_assert_cmpuint(rest->messages->len, ==, lamp->messages->len);
    g_assert_cmpint(test_events(house, EVENT_CASE_MERGED), ==, 2);
    g_assert_cmpint(test_events(house, EVENT_CASE_UNMERGED), ==, 2);
    g_assert_false(merging_undo(&house->mediation, &house->officer, before->a_case->id, &away));
    g_assert_error(away, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
}

static void
a_merge_that_was_merged_on_is_undone_from_the_last(House *house, gconstpointer data)
{
    g_autoptr(CaseView) lamp = first_case(house), street = second_case(house), third = NULL, restored = NULL;
    g_autoptr(GError) error = NULL, early = NULL;

    (void)data;
    write_in(house, "echo:joe", DESK, "Id: j1\nSubject: Lamp\n\nMe too");
    settle(house);
    third = look(house, 3);
    merging_merge(&house->mediation, &house->officer, street->a_case->id, 0, lamp->a_case->id, &error);
    merging_merge(&house->mediation, &house->officer, lamp->a_case->id, 0, third->a_case->id, &error);
    g_assert_no_error(error);
    g_assert_false(merging_undo(&house->mediation, &house->officer, street->a_case->id, &early));
    g_assert_error(early, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
    merging_undo(&house->mediation, &house->officer, lamp->a_case->id, &error);
    merging_undo(&house->mediation, &house->officer, street->a_case->id, &error);
    g_assert_no_error(error);
    restored = look(house, 2);
    g_assert_cmpuint(restored->messages->len, ==, street->messages->len);
    g_assert_cmpint(restored->a_case->state, ==, street->a_case->state);
}

static void
who_may_edit_only_one_of_two_cases_neither_links_nor_merges(House *house, gconstpointer data)
{
    const RoleGrant elsewhere = { ROLE_OFFICER, { house->unit.value + 1 } };
    const Actor pat = { ACTOR_STAFF, { 4711 }, "Pat Parks", &elsewhere, 1 };
    g_autoptr(CaseView) lamp = first_case(house), street = second_case(house);
    g_autoptr(GError) link = NULL, merge = NULL;

    (void)data;
    merging_link(&house->mediation, &pat, lamp->a_case->id, street->a_case->id, &link);
    merging_merge(&house->mediation, &pat, lamp->a_case->id, 0, street->a_case->id, &merge);
    g_assert_error(link, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_error(merge, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
}

int
main(int argc, char **argv)
{
    static const struct {
        const char *path;
        void (*run)(House *house, gconstpointer data);
    } TESTS[] = {
        { "/desk/links-are-made-and-taken-away-on-both-cases", links_are_made_and_taken_away_on_both_cases },
        { "/desk/a-merged-case-points-to-the-other-which-gets-its-mail-and-all-goes-back",
          a_merged_case_points_to_the_other_which_gets_its_mail_and_all_goes_back },
        { "/desk/a-merge-that-was-merged-on-is-undone-from-the-last",
          a_merge_that_was_merged_on_is_undone_from_the_last },
        { "/desk/who-may-edit-only-one-of-two-cases-neither-links-nor-merges",
          who_may_edit_only_one_of_two_cases_neither_links_nor_merges },
    };

    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(TESTS); i++)
        g_test_add(TESTS[i].path, House, &DB_SQLITE, set_up, TESTS[i].run, tear_down);
    return g_test_run();
}
