/* SPDX-License-Identifier: Apache-2.0 */
/* What others hand in: who may, what is put down, and what is refused at the door. */
#include "channels/fediverse/test-fediverse-house.h"

static void
what_is_signed_in_either_way_is_put_down_once(House *house, gconstpointer data)
{
    (void)data;
    know_ada(house);
    g_assert_cmpuint(hand_in(house, &(Post){ .signed_body = FOLLOW, .key_id = KEY, .scheme = SIGNATURE_CAVAGE }), ==,
                     202);
    g_assert_cmpint(waiting(house, "take"), ==, 1);
    g_assert_cmpuint(hand_in(house, &(Post){ .signed_body = FOLLOW, .key_id = KEY, .scheme = SIGNATURE_RFC9421 }), ==,
                     202);
    g_assert_cmpint(waiting(house, "take"), ==, 1);
    g_assert_cmpint(waiting(house, "verify"), ==, 0);
}

static void
what_is_not_signed_altered_or_of_somebody_else_is_answered_401(House *house, gconstpointer data)
{
    (void)data;
    know_ada(house);
    g_assert_cmpuint(hand_in(house, &(Post){ .signed_body = FOLLOW, .key_id = KEY, .unsigned_ = TRUE }), ==, 401);
    g_assert_cmpuint(hand_in(house, &(Post){ .signed_body = FOLLOW, .body = "{}", .key_id = KEY }), ==, 401);
    g_assert_cmpuint(hand_in_text(house, CONTEXT "\"type\":\"Follow\",\"actor\":\"https://remote.example/bob\"}"), ==,
                     401);
    g_assert_cmpuint(hand_in_text(house, CONTEXT "\"type\":\"Follow\",\"actor\":\"https://other.example/bob\"}"), ==,
                     401);
    g_assert_cmpuint(hand_in_text(house, "[]"), ==, 400);
    g_assert_cmpint(waiting(house, "take") + waiting(house, "verify"), ==, 0);
}

static void
whose_key_we_do_not_have_is_put_down_unverified_and_her_id_is_not_used_up(House *house, gconstpointer data)
{
    (void)data;
    g_assert_cmpuint(hand_in_text(house, FOLLOW), ==, 202);
    g_assert_cmpint(waiting(house, "verify"), ==, 1);
    g_assert_cmpint(count(house, "seen", ""), ==, 0);
}

static void
an_id_of_another_server_is_refused_and_nobody_uses_up_another_s(House *house, gconstpointer data)
{
#define BOB "https://remote.example/bob"
    g_autofree char *pem = keypair_public(ada);
    g_autoptr(FediverseKey) key = NULL;

    (void)data;
    know_ada(house);
    g_assert_true(fediverse_key_keep(house->fediverse, BOB "#k", pem, BOB, &key, NULL));
    g_assert_cmpuint(hand_in_text(house,
                                  CONTEXT "\"id\":\"https://other.example/1\",\"type\":\"Follow\",\"actor\":\"" ADA
                                          "\",\"object\":\"" DESK "\"}"),
                     ==, 400);
    g_assert_cmpint(waiting(house, "take"), ==, 0);
    g_assert_cmpuint(hand_in(house, &(Post){ .signed_body = CONTEXT "\"id\":\"" ADA "/follows/1\",\"type\":\"Like\","
                                                                    "\"actor\":\"" BOB "\",\"object\":\"" DESK "\"}",
                                             .key_id = BOB "#k" }),
                     ==, 202);
    g_assert_cmpuint(hand_in_text(house, FOLLOW), ==, 202);
    g_assert_cmpint(waiting(house, "take"), ==, 2);
    g_assert_cmpint(count(house, "seen", ""), ==, 2);
}

static void
a_stranger_who_deletes_her_account_costs_nothing(House *house, gconstpointer data)
{
    const char *farewell =
        CONTEXT "\"id\":\"" ADA "#delete\",\"type\":\"Delete\",\"actor\":\"" ADA "\",\"object\":\"" ADA "\"}";

    (void)data;
    g_assert_cmpuint(hand_in_text(house, farewell), ==, 202);
    g_assert_cmpint(waiting(house, "take") + waiting(house, "verify"), ==, 0);
    know_ada(house);
    g_assert_cmpuint(hand_in_text(house, farewell), ==, 202);
    g_assert_cmpint(waiting(house, "take"), ==, 1);
}

static void
a_blocked_server_and_one_that_comes_too_often_are_told_so(House *house, gconstpointer data)
{
    static const char *const BLOCKED[] = { "https://bad.example/eve#k", "https://BAD.example/eve#k",
                                           "https://bad.example:8443/eve#k", "https://more.bad.example/eve#k" };
    static const char *const NO_KEYS[] = { "https://bad.example:443/eve#k", "https://bad.example./eve#k" };
    const char *bad = CONTEXT "\"type\":\"Follow\",\"actor\":\"https://bad.example/eve\"}";

    (void)data;
    know_ada(house);
    for (guint i = 0; i < G_N_ELEMENTS(BLOCKED); i++)
        g_assert_cmpuint(hand_in(house, &(Post){ .signed_body = bad, .key_id = BLOCKED[i] }), ==, 403);
    for (guint i = 0; i < G_N_ELEMENTS(NO_KEYS); i++)
        g_assert_cmpuint(hand_in(house, &(Post){ .signed_body = bad, .key_id = NO_KEYS[i] }), ==, 401);
    for (guint i = 0; i < 10; i++)
        g_assert_cmpuint(hand_in_text(house, FOLLOW), ==, 202);
    g_assert_cmpuint(hand_in_text(house, FOLLOW), ==, 429);
    clock_pin(NOON + 2 * CLOCK_MINUTE);
    g_assert_cmpuint(hand_in_text(house, FOLLOW), ==, 202);
}

DB_STATEMENT(test_errand_hosts, "SELECT host FROM channel_errands WHERE kind = 'take'");

static gboolean
read_host(DbSession *session, gpointer data, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &test_errand_hosts);

    if (db_step(query))
        *(char **)data = db_dup_text(query, 0);
    return db_finish(query, error);
}

static void
what_is_to_be_taken_counts_among_the_errands_of_its_server(House *house, gconstpointer data)
{
    g_autofree char *host = NULL;

    (void)data;
    know_ada(house);
    g_assert_cmpuint(hand_in_text(house, FOLLOW), ==, 202);
    g_assert_true(store_read(house->mediation.store, read_host, &host, NULL));
    g_assert_cmpstr(host, ==, "remote.example");
}

int
main(int argc, char **argv)
{
    int result;

    g_test_init(&argc, &argv, NULL);
    ada = keypair_new(KEY_RSA, NULL);
#define TEST(name) g_test_add("/channels/fediverse/" #name, House, NULL, set_up, name, tear_down)
    TEST(what_is_signed_in_either_way_is_put_down_once);
    TEST(what_is_not_signed_altered_or_of_somebody_else_is_answered_401);
    TEST(whose_key_we_do_not_have_is_put_down_unverified_and_her_id_is_not_used_up);
    TEST(an_id_of_another_server_is_refused_and_nobody_uses_up_another_s);
    TEST(a_stranger_who_deletes_her_account_costs_nothing);
    TEST(a_blocked_server_and_one_that_comes_too_often_are_told_so);
    TEST(what_is_to_be_taken_counts_among_the_errands_of_its_server);
    result = g_test_run();
    keypair_free(ada);
    return result;
}
