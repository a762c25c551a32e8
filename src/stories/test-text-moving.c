/* SPDX-License-Identifier: Apache-2.0 */
/* Text messages: a number that moves to another gateway. */
#include "mediation/endpoint-move.h"
#include "stories/test-text-house.h"

static EndpointId
find_number(House *house, const char *channel)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(house->mediation.directory);
    const Endpoint *endpoint = directory_find_endpoint(snapshot, channel, NUMBER);

    g_assert_nonnull(endpoint);
    return endpoint->id;
}

static void
a_number_moves_and_its_cases_go_on(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL, after = NULL;
    g_autofree char *told = NULL, *receipt = NULL;
    g_autoptr(GError) error = NULL;
    EndpointId id;

    (void)data;
    text_in(house, ADA, "The lamp in Mill Lane is out");
    id = find_number(house, "text");
    g_assert_false(endpoint_move(&house->mediation, &house->officer, id, "text2", &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    g_clear_error(&error);
    g_assert_true(endpoint_move(&house->mediation, &ADMIN, id, "text2", &error));
    g_assert_no_error(error);
    g_assert_cmpint(find_number(house, "text2").value, ==, id.value);
    g_assert_cmpint(find_number(house, "text").value, ==, id.value);

    text_by(house, "text", ADA, "It is the one at number 12"); /* was on its way by the old one */
    text_by(house, "text2", ADA, "And it hums");
    g_assert_cmpuint(cases(house), ==, 1);
    view = look(house, 1);
    answer(house, view, "It is repaired on Monday.");
    settle(house);
    told = last_got();
    g_assert_true(g_str_has_prefix(told, "text2: It is repaired on Monday."));

    text_by(house, "text", "447700900999", "A new matter, by the old one");
    g_assert_cmpuint(cases(house), ==, 2);
    receipt = last_got();
    g_assert_true(g_str_has_prefix(receipt, "text2: ")); /* answered by the new one */

    g_assert_true(endpoint_move(&house->mediation, &ADMIN, id, "text", &error)); /* and back */
    text_by(house, "text2", ADA, "Thanks");
    g_assert_cmpuint(cases(house), ==, 2);
}

static void
a_number_moves_only_where_it_can_be(House *house, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    EndpointId other, id = find_number(house, "text");

    (void)data;
    g_assert_false(endpoint_move(&house->mediation, &ADMIN, id, "mail", &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_clear_error(&error);
    g_assert_true(directory_add_endpoint(house->mediation.directory, &ADMIN, "text2", NUMBER, "Same", house->unit,
                                         &other, &error));
    g_assert_false(endpoint_move(&house->mediation, &ADMIN, id, "text2", &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    STORY("move", a_number_moves_and_its_cases_go_on);
    STORY("move-where", a_number_moves_only_where_it_can_be);
    return g_test_run();
}
