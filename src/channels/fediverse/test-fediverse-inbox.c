/* SPDX-License-Identifier: Apache-2.0 */
/* In which order what is handed in is looked at: what costs little comes first. */
#include "channels/fediverse/test-fediverse-house.h"

#define FORGED CONTEXT "\"id\":\"" ADA "/follows/1\",\"type\":\"Block\",\"actor\":\"" ADA "\",\"object\":\"" DESK "\"}"

/* Another body than the one that was signed: its digest does not fit. */
static guint
hand_in_forged(House *house, const char *key_id)
{
    return hand_in(house, &(Post){ .signed_body = FOLLOW, .body = FORGED, .key_id = key_id });
}

static guint
hand_in_numbered(House *house, guint number)
{
    g_autofree char *body = g_strdup_printf(CONTEXT "\"id\":\"" ADA "/follows/%u\",\"type\":\"Follow\",\"actor\":\"" ADA
                                                    "\",\"object\":\"" DESK "\"}",
                                            number);

    return hand_in_text(house, body);
}

static void
who_is_blocked_hears_so_before_anything_is_reckoned(House *house, gconstpointer data)
{
    (void)data;
    know_ada(house);
    g_assert_cmpuint(hand_in_forged(house, "https://bad.example/eve#k"), ==, 403);
    g_assert_cmpuint(hand_in_forged(house, KEY), ==, 401);
}

static void
who_comes_too_often_hears_so_before_anything_is_reckoned(House *house, gconstpointer data)
{
    (void)data;
    know_ada(house);
    for (guint i = 0; i < 10; i++) /* what is wrong counts too */
        g_assert_cmpuint(hand_in_forged(house, KEY), ==, 401);
    g_assert_cmpuint(hand_in_forged(house, KEY), ==, 429);
}

static void
what_came_before_is_answered_before_its_body_and_signature_are_reckoned(House *house, gconstpointer data)
{
    (void)data;
    know_ada(house);
    g_assert_cmpuint(hand_in_text(house, FOLLOW), ==, 202);
    g_assert_cmpuint(hand_in_forged(house, KEY), ==, 202);
    g_assert_cmpuint(hand_in_text(house, FOLLOW), ==, 202);
    g_assert_cmpint(waiting(house, "take"), ==, 1);
    g_assert_cmpint(count(house, "seen", ""), ==, 1);
}

/* Whatever servers it says that it is; what is right does not count. */
static void
of_a_network_so_many_wrong_signatures_are_read_and_no_more(House *house, gconstpointer data)
{
    const RateLimitRule rule = { 3, CLOCK_MINUTE, 3, CLOCK_SECOND, CLOCK_SECOND, 10 };

    (void)data;
    know_ada(house);
    rate_limit_free(house->fediverse->refusals);
    house->fediverse->refusals = rate_limit_new(&rule);
    for (guint i = 10; i < 15; i++)
        g_assert_cmpuint(hand_in_numbered(house, i), ==, 202);
    g_assert_cmpuint(hand_in(house, &(Post){ .signed_body = FOLLOW, .key_id = KEY, .unsigned_ = TRUE }), ==, 401);
    g_assert_cmpuint(hand_in(house, &(Post){ .signed_body = FOLLOW, .key_id = "none" }), ==, 401);
    g_assert_cmpuint(hand_in_forged(house, "https://remote.example/eve#k"), ==, 401);
    g_assert_cmpuint(hand_in_numbered(house, 6), ==, 429);
    clock_pin(NOON + 2 * CLOCK_MINUTE);
    g_assert_cmpuint(hand_in_numbered(house, 6), ==, 202);
}

int
main(int argc, char **argv)
{
    int result;

    g_test_init(&argc, &argv, NULL);
    ada = keypair_new(KEY_RSA, NULL);
#define TEST(name) g_test_add("/channels/fediverse-inbox/" #name, House, NULL, set_up, name, tear_down)
    TEST(who_is_blocked_hears_so_before_anything_is_reckoned);
    TEST(who_comes_too_often_hears_so_before_anything_is_reckoned);
    TEST(what_came_before_is_answered_before_its_body_and_signature_are_reckoned);
    TEST(of_a_network_so_many_wrong_signatures_are_read_and_no_more);
    result = g_test_run();
    keypair_free(ada);
    return result;
}
