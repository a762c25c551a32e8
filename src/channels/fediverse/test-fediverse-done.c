/* SPDX-License-Identifier: Apache-2.0 */
/* What people take back: likes, shares, and that they do not want to hear from a desk. */
#include "channels/fediverse/test-fediverse-house.h"

#define BRIDGE  "https://city.example/ap/posts/bridge"
#define PARKING "https://city.example/ap/desks/parking"

static void
open_bridge(House *house)
{
    g_autoptr(GError) error = NULL;

    store_write(house->mediation.store, release_bridge, house, &error);
    g_assert_no_error(error);
    know_ada(house);
}

/* Ada does @type to @object. */
static void
act(House *house, const char *type, const char *number, const char *object)
{
    g_autofree char *body =
        g_strdup_printf(CONTEXT "\"id\":\"" ADA "/acts/%s\",\"type\":\"%s\",\"actor\":\"" ADA "\",\"object\":\"%s\"}",
                        number, type, object);

    take(house, body);
}

/* … and takes it back, by its id and no more. */
static void
undo(House *house, const char *number)
{
    g_autofree char *id = g_strconcat(ADA "/acts/", number, NULL), *own = g_strconcat("undo-", number, NULL);

    act(house, "Undo", own, id);
}

static void
what_was_done_is_undone_by_its_id_alone(House *house, gconstpointer data)
{
    static const struct {
        const char *type, *kind, *object;
    } CASES[] = {
        { "Like", "like", BRIDGE },
        { "Announce", "share", BRIDGE },
        { "Block", "block.desk", DESK },
        { "Follow", "follow.desk", DESK },
    };

    (void)data;
    open_bridge(house);
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        act(house, CASES[i].type, CASES[i].type, CASES[i].object);
        g_assert_cmpint(count(house, CASES[i].kind, ""), ==, 1);
        undo(house, "other");
        g_assert_cmpint(count(house, CASES[i].kind, ""), ==, 1);
        undo(house, CASES[i].type);
        g_assert_cmpint(count(house, CASES[i].kind, ""), ==, 0);
        g_assert_cmpint(count(house, "done", ""), ==, 0);
    }
}

static void
nobody_undoes_another_s_by_its_id(House *house, gconstpointer data)
{
    (void)data;
    open_bridge(house);
    act(house, "Like", "1", BRIDGE);
    take(house, CONTEXT "\"type\":\"Undo\",\"actor\":\"https://remote.example/eve\",\"object\":\"" ADA "/acts/1\"}");
    g_assert_cmpint(count(house, "like", ""), ==, 1);
}

static void
what_was_done_again_is_not_undone_by_the_first_id_and_leaves_nothing_of_it(House *house, gconstpointer data)
{
    (void)data;
    open_bridge(house);
    act(house, "Like", "1", BRIDGE);
    act(house, "Like", "2", BRIDGE);
    g_assert_cmpint(count(house, "done", ""), ==, 1);
    undo(house, "1");
    g_assert_cmpint(count(house, "like", ""), ==, 1);
    act(house, "Block", "3", DESK);
    act(house, "Follow", "4", DESK); /* she wants to hear from us again */
    g_assert_cmpint(count(house, "block.desk", ""), ==, 0);
    g_assert_cmpint(count(house, "done", ""), ==, 1);
}

static void
who_deletes_her_account_takes_her_likes_and_blocks_with_her(House *house, gconstpointer data)
{
    (void)data;
    open_bridge(house);
    act(house, "Like", "1", BRIDGE);
    act(house, "Announce", "2", BRIDGE);
    act(house, "Block", "3", PARKING);
    take(house, CONTEXT "\"type\":\"Delete\",\"actor\":\"" ADA "\",\"object\":\"" ADA "\"}");
    g_assert_cmpint(count(house, "like", "") + count(house, "share", "") + count(house, "block.parking", ""), ==, 0);
    g_assert_cmpint(count(house, "done", ""), ==, 0);
}

/* ---- blocks ---- */

/* What comes of an answer to Ada, who lives in @town, from the desk @endpoint. */
static Outcome
answer(House *house, const Town *town, const char *endpoint)
{
    g_autoptr(Outgoing) outgoing = outgoing_new();
    g_autofree char *actor =
        g_strdup_printf("{\"identity\":\"acct:ada@remote.example\",\"handle\":\"ada@remote.example\",\"name\":\"Ada\","
                        "\"inbox\":\"%s/inbox\",\"shared\":\"%s/inbox\",\"automated\":false}",
                        town->base, town->base);
    g_autoptr(Rendering) rendering = NULL;
    g_auto(Attempt) attempt = { 0 };

    put(house, "actor", ADA, actor);
    put(house, "account", "acct:ada@remote.example", ADA);
    g_free(outgoing->endpoint);
    outgoing->endpoint = g_strdup(endpoint);
    g_free(outgoing->text);
    outgoing->text = g_strdup("A crew comes on Tuesday.");
    g_free(outgoing->recipient);
    outgoing->recipient = g_strdup("acct:ada@remote.example");
    rendering = fediverse_channel.render(house->fediverse, outgoing, NULL);
    fediverse_channel.send(house->fediverse, outgoing, rendering, clock_monotonic() + 60 * CLOCK_SECOND, &attempt);
    return attempt.outcome;
}

static void
who_blocks_a_desk_gets_no_answers_of_it_until_she_undoes_that_and_those_of_others_all_the_while(House *house,
                                                                                                gconstpointer data)
{
    Town town = { 0 };

    (void)data;
    open_bridge(house);
    act(house, "Follow", "1", PARKING);
    town_add(&town, "POST /inbox ", 202, NULL, "");
    town_open(&town, house);
    take(house, CONTEXT "\"type\":\"Block\",\"actor\":\"" ADA "\",\"object\":\"http://city.example/ap/desks/desk\"}");
    g_assert_cmpint(answer(house, &town, "acct:desk@city.example"), ==, OUTCOME_REFUSED);
    g_assert_cmpint(answer(house, &town, "acct:parking@city.example"), ==, OUTCOME_ACCEPTED);
    g_assert_cmpint(count(house, "follow.parking", ""), ==, 1);
    take(house, CONTEXT "\"type\":\"Undo\",\"actor\":\"" ADA "\",\"object\":{\"type\":\"Block\",\"actor\":\"" ADA
                        "\",\"object\":\"http://city.example/ap/desks/desk\"}}");
    g_assert_cmpint(answer(house, &town, "acct:desk@city.example"), ==, OUTCOME_ACCEPTED);
    town_close(&town);
}

int
main(int argc, char **argv)
{
    int result;

    g_test_init(&argc, &argv, NULL);
    ada = keypair_new(KEY_RSA, NULL);
#define TEST(name) g_test_add("/channels/fediverse-done/" #name, House, NULL, set_up, name, tear_down)
    TEST(what_was_done_is_undone_by_its_id_alone);
    TEST(nobody_undoes_another_s_by_its_id);
    TEST(what_was_done_again_is_not_undone_by_the_first_id_and_leaves_nothing_of_it);
    TEST(who_deletes_her_account_takes_her_likes_and_blocks_with_her);
    TEST(who_blocks_a_desk_gets_no_answers_of_it_until_she_undoes_that_and_those_of_others_all_the_while);
    result = g_test_run();
    keypair_free(ada);
    return result;
}
