/* SPDX-License-Identifier: Apache-2.0 */
/* Who follows us, likes and shares, and who does so no more. */
#include "channels/fediverse/test-fediverse-house.h"

static void
a_follow_is_kept_and_accepted_and_undone_by_what_it_was_or_by_its_id(House *house, gconstpointer data)
{
    g_autofree char *kept = NULL, *gone = NULL;

    (void)data;
    know_ada(house);
    take(house, FOLLOW);
    kept = find(house, "follow.desk", ADA);
    g_assert_cmpstr(kept, ==, INBOX);
    g_assert_cmpint(count(house, "follower.desk", INBOX " "), ==, 1);
    g_assert_cmpint(waiting(house, "tell"), ==, 1);
    take(house, CONTEXT "\"type\":\"Undo\",\"actor\":\"" ADA "\",\"object\":" FOLLOW "}");
    gone = find(house, "follow.desk", ADA);
    g_assert_null(gone);
    g_assert_cmpint(count(house, "follower.desk", ""), ==, 0);
    take(house, FOLLOW);
    take(house, CONTEXT "\"type\":\"Undo\",\"actor\":\"" ADA "\",\"object\":\"" ADA "/follows/1\"}");
    g_assert_cmpint(count(house, "follow.desk", ""), ==, 0);
}

static void
a_follower_whose_inbox_is_another_now_is_told_there_and_nowhere_else(House *house, gconstpointer data)
{
    (void)data;
    know_ada(house);
    put(house, "follow.desk", ADA, "https://remote.example/before");
    put(house, "follower.desk", "https://remote.example/before " ADA, "");
    take(house, FOLLOW);
    g_assert_cmpint(count(house, "follower.desk", "https://remote.example/before "), ==, 0);
    g_assert_cmpint(count(house, "follower.desk", INBOX " "), ==, 1);
    g_assert_cmpint(count(house, "follow.desk", ""), ==, 1);
}

static void
a_follow_of_nobody_and_an_undo_of_another_s_follow_do_nothing(House *house, gconstpointer data)
{
    (void)data;
    know_ada(house);
    take(house, CONTEXT "\"type\":\"Follow\",\"actor\":\"" ADA "\",\"object\":\"https://city.example/ap/desks/none\"}");
    g_assert_cmpint(waiting(house, "tell"), ==, 0);
    take(house, FOLLOW);
    take(house, CONTEXT "\"type\":\"Undo\",\"actor\":\"https://remote.example/bob\",\"object\":" FOLLOW "}");
    g_assert_cmpint(count(house, "follow.desk", ""), ==, 1);
}

/* An address of ours without TLS is refused for good before it is asked. */
static void
what_was_known_of_an_actor_serves_when_her_server_will_never_tell_more(House *house, gconstpointer data)
{
    const char *odd = "http://remote.example/ada";
    g_autoptr(FediversePeer) peer = NULL, never = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    put(house, "actor", odd,
        "{\"identity\":\"acct:ada@remote.example\",\"name\":\"Ada\",\"inbox\":\"x\",\"shared\":\"x\"}");
    clock_pin(NOON + 2 * CLOCK_DAY);
    peer = fediverse_peer_load(house->fediverse, odd, FALSE, clock_monotonic() + CLOCK_SECOND, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(peer->identity, ==, "acct:ada@remote.example");
    never = fediverse_peer_load(house->fediverse, odd, TRUE, clock_monotonic() + CLOCK_SECOND, &error);
    g_assert_null(never);
    g_assert_nonnull(error);
    g_assert_false(tribune_error_is_temporary(error));
}

static void
likes_and_shares_of_our_posts_are_counted_once_a_person(House *house, gconstpointer data)
{
    const char *like =
        CONTEXT "\"type\":\"Like\",\"actor\":\"" ADA "\",\"object\":\"https://city.example/ap/posts/bridge\"}";

    g_autoptr(GError) error = NULL;

    (void)data;
    take(house, like);
    g_assert_cmpint(count(house, "like", ""), ==, 0); /* there is no such post yet */
    store_write(house->mediation.store, release_bridge, house, &error);
    g_assert_no_error(error);
    take(house, like);
    take(house, like);
    take(house,
         CONTEXT "\"type\":\"Announce\",\"actor\":\"" ADA "\",\"object\":\"https://city.example/ap/posts/bridge\"}");
    take(house, CONTEXT "\"type\":\"Like\",\"actor\":\"" ADA "\",\"object\":\"https://other.example/1\"}");
    g_assert_cmpint(count(house, "like", "bridge "), ==, 1);
    g_assert_cmpint(count(house, "like", ""), ==, 1);
    g_assert_cmpint(count(house, "share", "bridge "), ==, 1);
    take(house, CONTEXT "\"type\":\"Undo\",\"actor\":\"" ADA "\",\"object\":{\"@context\":\"x\",\"type\":\"Like\","
                        "\"actor\":\"" ADA "\",\"object\":\"https://city.example/ap/posts/bridge\"}}");
    g_assert_cmpint(count(house, "like", ""), ==, 0);
    take(house, CONTEXT "\"type\":\"EmojiReact\",\"content\":\"x\",\"actor\":\"" ADA
                        "\",\"object\":\"https://city.example/ap/posts/bridge\"}");
    g_assert_cmpint(count(house, "like", "bridge "), ==, 1);
}

static void
who_blocks_us_or_deletes_her_account_is_no_follower_any_more(House *house, gconstpointer data)
{
    g_autofree char *block = NULL, *actor = NULL;

    (void)data;
    know_ada(house);
    take(house, FOLLOW);
    take(house, CONTEXT "\"type\":\"Block\",\"actor\":\"" ADA "\",\"object\":\"" DESK "\"}");
    block = find(house, "block.desk", ADA);
    g_assert_nonnull(block);
    g_assert_cmpint(count(house, "follow.desk", ""), ==, 0);
    take(house, FOLLOW);
    take(house, CONTEXT "\"type\":\"Delete\",\"actor\":\"" ADA "\",\"object\":\"" ADA "\"}");
    actor = find(house, "actor", ADA);
    g_assert_null(actor);
    g_assert_cmpint(count(house, "follow.desk", ""), ==, 0);
}

static void
an_activity_that_we_do_not_know_is_taken_and_does_nothing(House *house, gconstpointer data)
{
    (void)data;
    take(house, CONTEXT "\"type\":\"Listen\",\"actor\":\"" ADA "\"}");
    g_assert_cmpint(waiting(house, "tell"), ==, 0);
}

static void
an_unknown_kind_is_logged_once_a_day_and_server_and_only_its_word(House *house, gconstpointer data)
{
    (void)data;
    take(house, CONTEXT "\"type\":\"Listen\",\"actor\":\"" ADA "\"}");
    take(house, CONTEXT "\"type\":\"Listen\",\"actor\":\"https://remote.example/eve\"}");
    take(house, CONTEXT "\"type\":\"ada@home.example\",\"actor\":\"" ADA "\"}");
    take(house, CONTEXT "\"type\":\"Mrs Ada\",\"actor\":\"" ADA "\"}");
    take(house, CONTEXT "\"type\":\"Like\",\"actor\":\"" ADA "\"}");
    g_assert_cmpuint(rate_limit_size(house->fediverse->strange_types), ==, 2);
    g_assert_false(rate_limit_take(house->fediverse->strange_types, "remote.example Listen", NOON, NULL));
    g_assert_false(rate_limit_take(house->fediverse->strange_types, "remote.example other", NOON, NULL));
    g_assert_true(rate_limit_take(house->fediverse->strange_types, "remote.example Listen", NOON + CLOCK_DAY, NULL));
    g_assert_cmpuint(rate_limit_size(house->fediverse->strange_hosts), ==, 1);
}

int
main(int argc, char **argv)
{
    int result;

    g_test_init(&argc, &argv, NULL);
    ada = keypair_new(KEY_RSA, NULL);
#define TEST(name) g_test_add("/channels/fediverse/" #name, House, NULL, set_up, name, tear_down)
    TEST(a_follow_is_kept_and_accepted_and_undone_by_what_it_was_or_by_its_id);
    TEST(a_follower_whose_inbox_is_another_now_is_told_there_and_nowhere_else);
    TEST(a_follow_of_nobody_and_an_undo_of_another_s_follow_do_nothing);
    TEST(what_was_known_of_an_actor_serves_when_her_server_will_never_tell_more);
    TEST(likes_and_shares_of_our_posts_are_counted_once_a_person);
    TEST(who_blocks_us_or_deletes_her_account_is_no_follower_any_more);
    TEST(an_activity_that_we_do_not_know_is_taken_and_does_nothing);
    TEST(an_unknown_kind_is_logged_once_a_day_and_server_and_only_its_word);
    result = g_test_run();
    keypair_free(ada);
    return result;
}
