/* SPDX-License-Identifier: Apache-2.0 */
/* Floods: how much of one server or network is taken, and that it leaves room for others. */
#include "channels/fediverse/test-fediverse-house.h"

static void
one_network_has_so_many_deleted_accounts_whatever_servers_it_says_they_are_of(House *house, gconstpointer data)
{
    guint taken = 0;

    (void)data;
    for (guint i = 0; i < 1100; i++) {
        g_autofree char *actor = g_strdup_printf("https://r%u.example/u", i);
        g_autofree char *key = g_strconcat(actor, "#main-key", NULL);
        g_autofree char *body = g_strdup_printf(
            CONTEXT "\"id\":\"%s#d\",\"type\":\"Delete\",\"actor\":\"%s\",\"object\":\"%s\"}", actor, actor, actor);

        taken += hand_in(house, &(Post){ .signed_body = body, .key_id = key }) == 202;
    }
    g_assert_cmpuint(taken, ==, 1000);
}

static void
a_storm_of_deleted_accounts_asks_nobody_and_leaves_room_for_others(House *house, gconstpointer data)
{
    (void)data;
    know_ada(house);
    for (guint i = 0; i < 1450; i++) {
        clock_pin(NOON + i * CLOCK_SECOND / 10);
        g_autofree char *actor = g_strdup_printf("https://remote.example/u%u", i % 2);
        g_autofree char *key = g_strconcat(actor, "#main-key", NULL);
        g_autofree char *body =
            g_strdup_printf(CONTEXT "\"id\":\"%s#d%u\",\"type\":\"Delete\",\"actor\":\"%s\",\"object\":\"%s\"}", actor,
                            i, actor, actor);

        g_assert_cmpuint(hand_in(house, &(Post){ .signed_body = body, .key_id = key }), ==, 202);
    }
    g_assert_cmpuint(atomic_load(&house->fediverse->fetched), ==, 0);
    g_assert_cmpint(waiting(house, "take") + waiting(house, "verify"), ==, 0);
    g_assert_cmpint(count(house, "seen", ""), ==, 0);
    g_assert_cmpuint(hand_in_text(house, FOLLOW), ==, 202);
    g_assert_cmpint(waiting(house, "take"), ==, 1);
}

static guint
hand_in_as(House *house, const char *actor, guint number)
{
    g_autofree char *key = g_strconcat(actor, "#main-key", NULL);
    g_autofree char *body =
        g_strdup_printf(CONTEXT "\"id\":\"%s/%u\",\"type\":\"Like\",\"actor\":\"%s\"}", actor, number, actor);

    return hand_in(house, &(Post){ .signed_body = body, .key_id = key });
}

static void
of_one_network_so_many_wait_for_keys_and_no_more(House *house, gconstpointer data)
{
    (void)data;
    for (guint i = 0; i <= FEDIVERSE_STRANGERS_OF; i++) {
        g_autofree char *actor = g_strdup_printf("https://r%u.example/u", i);

        g_assert_cmpuint(hand_in_as(house, actor, i), ==, i < FEDIVERSE_STRANGERS_OF ? 202 : 429);
    }
    g_assert_cmpint(waiting(house, "verify"), ==, FEDIVERSE_STRANGERS_OF);
}

static void
of_one_server_so_many_wait_for_keys_wherever_they_come_from(House *house, gconstpointer data)
{
    (void)data;
    for (guint i = 0; i <= FEDIVERSE_STRANGERS_OF; i++) {
        g_hash_table_remove_all(house->fediverse->doubts); /* as from another network */
        clock_pin(NOON + i * CLOCK_MINUTE);
        g_assert_cmpuint(hand_in_as(house, "https://r.example/u", i), ==, i < FEDIVERSE_STRANGERS_OF ? 202 : 429);
    }
    g_assert_cmpuint(hand_in_as(house, "https://other.example/u", 1), ==, 202);
}

static void
what_waits_no_more_leaves_room_for_others(House *house, gconstpointer data)
{
    g_autoptr(Json) value =
        json_pack("{s:s, s:s, s:s, s:I}", "body", "{}", "key", "x", "network", "192.0.2.1", "at", (json_int_t)NOON);
    g_autofree char *text = json_dumps(value, 0);
    gboolean admitted;

    (void)data;
    for (guint i = 0; i < FEDIVERSE_STRANGERS_OF; i++)
        g_assert_true(fediverse_doubt_admit(house->fediverse, "r.example", "192.0.2.1", &admitted, NULL) && admitted);
    g_assert_true(fediverse_doubt_admit(house->fediverse, "r.example", "192.0.2.1", &admitted, NULL) && !admitted);
    g_assert_cmpint(run_verify(house, text), ==, OUTCOME_REFUSED);
    g_assert_true(fediverse_doubt_admit(house->fediverse, "r.example", "192.0.2.1", &admitted, NULL) && admitted);
}

static void
who_hands_in_more_than_is_taken_is_told_to_come_again(House *house, gconstpointer data)
{
    LedgerChange changes[FEDIVERSE_WAITING_OF];

    (void)data;
    know_ada(house);
    for (guint i = 0; i < FEDIVERSE_WAITING_OF; i++)
        changes[i] = (LedgerChange){ LEDGER_CHORE, "take", i == 0 ? "other.example" : "remote.example", "{}" };
    g_assert_true(channel_ledger_change(&house->host, changes, FEDIVERSE_WAITING_OF, NULL, NULL));
    g_assert_cmpuint(hand_in_text(house, FOLLOW), ==, 202);
    g_assert_cmpuint(hand_in_as(house, ADA, 2), ==, 429);
}

DB_STATEMENT(test_lanes, "SELECT count(*) FROM jobs WHERE kind = $1");

typedef struct {
    const char *kind;
    gint64 count;
} LaneCount;

static gboolean
read_lane(DbSession *session, gpointer data, GError **error)
{
    LaneCount *lane = data;
    g_autoptr(DbQuery) query = db_query(session, &test_lanes);

    db_bind_text(query, lane->kind);
    lane->count = db_step(query) ? db_int(query, 0) : -1;
    return db_finish(query, error);
}

static gint64
jobs(House *house, const char *kind)
{
    LaneCount lane = { kind, -1 };

    g_assert_true(store_read(house->mediation.store, read_lane, &lane, NULL));
    return lane.count;
}

static void
what_nobody_has_proven_waits_in_a_lane_of_its_own(House *house, gconstpointer data)
{
    (void)data;
    g_assert_cmpuint(hand_in_text(house, FOLLOW), ==, 202);
    g_assert_cmpint(jobs(house, WORK_DOUBT), ==, 1);
    know_ada(house);
    g_assert_cmpuint(hand_in_text(house, FOLLOW), ==, 202);
    g_assert_cmpint(jobs(house, WORK_CHORE), ==, 1);
    take(house, FOLLOW);
    g_assert_cmpint(jobs(house, WORK_ERRAND), ==, 1); /* the Accept */
    g_assert_cmpint(jobs(house, WORK_DOUBT), ==, 1);
}

static void
follow_as(House *house, const char *actor)
{
    g_autofree char *record = g_strdup_printf("{\"identity\":\"\",\"handle\":\"\",\"name\":\"\",\"inbox\":\"%s/inbox\","
                                              "\"shared\":\"%s/inbox\",\"automated\":false}",
                                              actor, actor);
    g_autofree char *body =
        g_strdup_printf(CONTEXT "\"type\":\"Follow\",\"actor\":\"%s\",\"object\":\"" DESK "\"}", actor);

    put(house, "actor", actor, record);
    take(house, body);
}

static void
a_server_has_so_many_followers_and_no_more(House *house, gconstpointer data)
{
    (void)data;
    house->fediverse->followers_per_server = 2;
    follow_as(house, "https://remote.example/a");
    follow_as(house, "https://remote.example/b");
    follow_as(house, "https://remote.example/c");
    follow_as(house, "https://Remote.example/d"); /* the same server */
    g_assert_cmpint(count(house, "follow.desk", ""), ==, 2);
    g_assert_cmpint(waiting(house, "tell"), ==, 4); /* each is told */
    follow_as(house, "https://remote.example/a");
    follow_as(house, "https://other.example/a");
    g_assert_cmpint(count(house, "follow.desk", ""), ==, 3);
}

int
main(int argc, char **argv)
{
    int result;

    g_test_init(&argc, &argv, NULL);
    ada = keypair_new(KEY_RSA, NULL);
#define TEST(name) g_test_add("/channels/fediverse-peer/" #name, House, NULL, set_up, name, tear_down)
    TEST(one_network_has_so_many_deleted_accounts_whatever_servers_it_says_they_are_of);
    TEST(a_storm_of_deleted_accounts_asks_nobody_and_leaves_room_for_others);
    TEST(of_one_network_so_many_wait_for_keys_and_no_more);
    TEST(of_one_server_so_many_wait_for_keys_wherever_they_come_from);
    TEST(what_waits_no_more_leaves_room_for_others);
    TEST(who_hands_in_more_than_is_taken_is_told_to_come_again);
    TEST(what_nobody_has_proven_waits_in_a_lane_of_its_own);
    TEST(a_server_has_so_many_followers_and_no_more);
    result = g_test_run();
    keypair_free(ada);
    return result;
}
