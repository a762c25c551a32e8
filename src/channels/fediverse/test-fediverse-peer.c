/* SPDX-License-Identifier: Apache-2.0 */
/* Who others are, and how often they are asked. */
#include "base/encode.h"
#include "channels/fediverse/test-fediverse-house.h"

#define ACTOR                                                                                                          \
    CONTEXT "\"id\":\"%s/ada\",\"type\":\"Person\",\"preferredUsername\":\"ada\",\"inbox\":\"%s/ada/inbox\","          \
            "\"endpoints\":{\"sharedInbox\":\"%s/inbox\"}}"
#define FINGER   "GET /.well-known/webfinger?resource=acct:ada"
#define SELF     "\"links\":[{\"rel\":\"self\",\"type\":\"application/activity+json\",\"href\":\"%s/ada\"}]}"
#define STRANGER "\"links\":[{\"rel\":\"self\",\"type\":\"application/activity+json\",\"href\":\"%s/eve\"}]}"

static gint64
soon(void)
{
    return clock_monotonic() + 60 * CLOCK_SECOND;
}

static FediversePeer *
meet(House *house, const Town *town, GError **error)
{
    g_autofree char *id = g_strconcat(town->base, "/ada", NULL);

    return fediverse_peer_load(house->fediverse, id, FALSE, soon(), error);
}

/* Who she is for us when her host answers @finger with @status. */
static char *
identity_of(House *house, guint status, const char *finger, char **ret_base)
{
    g_autoptr(FediversePeer) peer = NULL;
    g_autoptr(GError) error = NULL;
    Town town = { 0 };

    town_add(&town, "GET /ada ", 200, NULL, ACTOR);
    town_add(&town, FINGER, status, WEBFINGER_TYPE, finger);
    town_open(&town, house);
    peer = meet(house, &town, &error);
    g_assert_no_error(error);
    *ret_base = g_strdup(town.base);
    town_close(&town);
    return g_strdup(peer->identity);
}

static void
an_account_is_hers_when_its_host_names_her_and_else_she_is_known_by_her_id(House *house, gconstpointer data)
{
    static const struct {
        guint status;
        const char *finger;
        gboolean hers;
    } CASES[] = {
        { 200, "{" SELF, TRUE },
        { 200, "{" STRANGER, FALSE },
        { 404, "", FALSE },
        { 200, "nonsense", FALSE },
    };

    (void)data;
    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *base = NULL, *id = NULL, *account = NULL, *identity = NULL;

        identity = identity_of(house, CASES[i].status, CASES[i].finger, &base);
        id = g_strconcat(base, "/ada", NULL);
        account = g_strconcat("acct:ada@", base + strlen("http://"), NULL);
        g_assert_cmpstr(identity, ==, CASES[i].hers ? account : id);
    }
}

/* Mastodon's rule: a host may know her by another name, and is asked once more for that one. */
static void
a_host_may_know_her_by_another_name_and_is_asked_for_it_once(House *house, gconstpointer data)
{
    (void)data;
    for (guint wrong = 0; wrong < 2; wrong++) {
        Town town = { 0 };
        g_autoptr(FediversePeer) peer = NULL;
        g_autofree char *first = NULL, *second = NULL, *account = NULL, *id = NULL;

        town_add(&town, "GET /ada ", 200, NULL, ACTOR);
        town_open(&town, house);
        account = g_strconcat("acct:marsh@", town.base + strlen("http://"), NULL);
        first = g_strdup_printf("{\"subject\":\"%s\"," SELF, account, town.base);
        second = g_strdup_printf("{\"subject\":\"%s\"," SELF, account, wrong ? "http://other.example" : town.base);
        town_add(&town, FINGER, 200, WEBFINGER_TYPE, first);
        town_add(&town, "GET /.well-known/webfinger?resource=acct:marsh", 200, WEBFINGER_TYPE, second);
        peer = meet(house, &town, NULL);
        id = g_strconcat(town.base, "/ada", NULL);
        g_assert_cmpstr(peer->identity, ==, wrong ? id : account);
        g_assert_cmpuint(atomic_load(&town.asked), ==, 3);
        town_close(&town);
    }
}

static void
while_her_host_cannot_say_it_is_waited_for_and_then_she_is_known_by_her_id(House *house, gconstpointer data)
{
    g_autoptr(FediversePeer) none = NULL, peer = NULL;
    g_autoptr(GError) error = NULL;
    g_autofree char *id = NULL;
    Town town = { 0 };

    (void)data;
    town_add(&town, "GET /ada ", 200, NULL, ACTOR);
    town_add(&town, FINGER, 503, NULL, "");
    town_open(&town, house);
    none = meet(house, &town, &error);
    g_assert_null(none);
    g_assert_true(tribune_error_is_temporary(error));
    g_clear_error(&error);
    clock_pin(NOON + 2 * CLOCK_HOUR);
    peer = meet(house, &town, &error);
    g_assert_no_error(error);
    id = g_strconcat(town.base, "/ada", NULL);
    g_assert_cmpstr(peer->identity, ==, id);
    town_close(&town);
}

static void
an_account_that_is_given_to_somebody_else_stays_whose_it_was(House *house, gconstpointer data)
{
    g_autoptr(FediversePeer) peer = NULL;
    g_autofree char *account = NULL, *id = NULL, *owner = NULL;
    Town town = { 0 };

    (void)data;
    town_add(&town, "GET /ada ", 200, NULL, ACTOR);
    town_add(&town, FINGER, 200, WEBFINGER_TYPE, "{" SELF);
    town_open(&town, house);
    account = g_strconcat("acct:ada@", town.base + strlen("http://"), NULL);
    put(house, "account", account, "https://remote.example/earlier");
    peer = meet(house, &town, NULL);
    id = g_strconcat(town.base, "/ada", NULL);
    owner = find(house, "account", account);
    g_assert_cmpstr(peer->identity, ==, id);
    g_assert_cmpstr(owner, ==, "https://remote.example/earlier");
    town_close(&town);
}

/* ---- keys ---- */

/* One whose key no longer is ours. */
static void
know_ada_of_old(House *house)
{
    g_autoptr(Keypair) other = keypair_new(KEY_RSA, NULL);
    g_autofree char *pem = keypair_public(other);
    g_autoptr(FediverseKey) key = NULL;

    know_ada(house);
    g_assert_true(fediverse_key_keep(house->fediverse, KEY, pem, ADA, &key, NULL));
}

static void
a_signature_that_does_not_fit_is_refused_when_the_key_is_new_and_else_the_key_is_fetched(House *house,
                                                                                         gconstpointer data)
{
    (void)data;
    know_ada_of_old(house);
    g_assert_cmpuint(hand_in_text(house, FOLLOW), ==, 401);
    g_assert_cmpint(waiting(house, "verify"), ==, 0);
    clock_pin(NOON + FEDIVERSE_KEY_PAUSE + CLOCK_SECOND);
    g_assert_cmpuint(hand_in_text(house, FOLLOW), ==, 202);
    g_assert_cmpint(waiting(house, "verify"), ==, 1);
}

static void
a_key_that_gets_old_is_renewed_beside_and_an_old_one_proves_nothing(House *house, gconstpointer data)
{
    (void)data;
    know_ada(house);
    clock_pin(NOON + FEDIVERSE_KEY_FRESH + CLOCK_SECOND);
    g_assert_cmpuint(hand_in_text(house, FOLLOW), ==, 202);
    g_assert_cmpuint(hand_in_text(house, CONTEXT "\"type\":\"Like\",\"actor\":\"" ADA "\"}"), ==, 202);
    g_assert_cmpint(waiting(house, "take"), ==, 2);
    g_assert_cmpint(waiting(house, "renew"), ==, 1);
    clock_pin(NOON + FEDIVERSE_KEY_GOOD + CLOCK_SECOND);
    g_assert_cmpuint(hand_in_text(house, CONTEXT "\"type\":\"Block\",\"actor\":\"" ADA "\"}"), ==, 202);
    g_assert_cmpint(waiting(house, "take"), ==, 2);
    g_assert_cmpint(waiting(house, "verify"), ==, 1);
}

/* What comes of one that waits for a key. */
static Outcome
verify(House *house, const Town *town, guint number)
{
    g_autofree char *actor = g_strconcat(town->base, "/ada", NULL), *key = g_strconcat(town->base, "/key", NULL);
    g_autofree char *body =
        g_strdup_printf(CONTEXT "\"id\":\"%s/%u\",\"type\":\"Like\",\"actor\":\"%s\"}", actor, number, actor);
    g_autoptr(Json) value = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:I}", "inbox", "", "body", body, "key", key,
                                      "algorithm", "", "base", "AAAA", "made", "AAAA", "at", (json_int_t)clock_now());
    g_autofree char *text = json_dumps(value, 0);
    g_auto(Attempt) attempt = { 0 };

    fediverse_channel.errand(house->fediverse, "verify", text, soon(), &attempt);
    return attempt.outcome;
}

static void
a_key_that_many_wait_for_is_asked_for_once_in_a_while(House *house, gconstpointer data)
{
    Town town = { 0 };

    (void)data;
    town_add(&town, "GET /key ", 503, NULL, "");
    town_open(&town, house);
    for (guint i = 0; i < 20; i++)
        g_assert_cmpint(verify(house, &town, i), ==, OUTCOME_RETRY);
    g_assert_cmpuint(atomic_load(&town.asked), ==, 1);
    clock_pin(NOON + FEDIVERSE_KEY_PAUSE + CLOCK_SECOND);
    g_assert_cmpint(verify(house, &town, 21), ==, OUTCOME_RETRY);
    g_assert_cmpuint(atomic_load(&town.asked), ==, 2);
    town_close(&town);
}

/* What comes of a Like that Ada signed, at the time that it is now. */
static char *
signed_errand(const Town *town, guint number)
{
    g_autofree char *actor = g_strconcat(town->base, "/ada", NULL);
    g_autofree char *key = g_strconcat(actor, "#main-key", NULL);
    g_autofree char *body =
        g_strdup_printf(CONTEXT "\"id\":\"%s/%u\",\"type\":\"Like\",\"actor\":\"%s\"}", actor, number, actor);
    gsize length;
    g_autofree guint8 *signature = keypair_sign(ada, body, strlen(body), &length);
    g_autofree char *base = encode_base64(body, strlen(body)), *made = encode_base64(signature, length);
    g_autoptr(Json) value = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:I}", "inbox", "", "body", body, "key", key,
                                      "algorithm", "", "base", base, "made", made, "at", (json_int_t)clock_now());

    return json_dumps(value, 0);
}

static Outcome
run_verify(House *house, const char *text)
{
    g_auto(Attempt) attempt = { 0 };

    fediverse_channel.errand(house->fediverse, "verify", text, soon(), &attempt);
    return attempt.outcome;
}

static char *
actor_with_key(const char *base)
{
    g_autofree char *pem = keypair_public(ada), *actor = g_strconcat(base, "/ada", NULL);
    g_autofree char *key = g_strconcat(actor, "#main-key", NULL), *inbox = g_strconcat(actor, "/inbox", NULL);
    g_autoptr(Json) value = json_pack("{s:s, s:s, s:s, s:s, s:s, s:{s:s, s:s, s:s}}", "@context", ACTIVITY_CONTEXT,
                                      "id", actor, "type", "Person", "preferredUsername", "ada", "inbox", inbox,
                                      "publicKey", "id", key, "owner", actor, "publicKeyPem", pem);

    return json_dumps(value, 0);
}

static void
what_a_new_key_signed_is_not_judged_by_the_old_one(House *house, gconstpointer data)
{
    g_autoptr(Keypair) other = keypair_new(KEY_RSA, NULL);
    g_autofree char *pem = keypair_public(other), *actor = NULL, *id = NULL, *key_id = NULL;
    g_autofree char *first = NULL, *second = NULL;
    g_autoptr(FediverseKey) key = NULL;
    Town town = { 0 };

    (void)data;
    town_add(&town, "GET /ada ", 503, NULL, "");
    town_open(&town, house);
    id = g_strconcat(town.base, "/ada", NULL);
    key_id = g_strconcat(id, "#main-key", NULL);
    g_assert_true(fediverse_key_keep(house->fediverse, key_id, pem, id, &key, NULL));
    clock_pin(NOON + CLOCK_HOUR);
    first = signed_errand(&town, 1);
    second = signed_errand(&town, 2);
    g_assert_cmpint(run_verify(house, first), ==, OUTCOME_RETRY);  /* 503 */
    g_assert_cmpint(run_verify(house, second), ==, OUTCOME_RETRY); /* it was asked for a moment ago */
    g_assert_cmpint(run_verify(house, first), ==, OUTCOME_RETRY);
    g_assert_cmpuint(atomic_load(&town.asked), ==, 1);
    actor = actor_with_key(town.base);
    town.pages[0] = (TownPage){ "GET /ada ", 200, NULL, NULL, actor };
    clock_pin(NOON + CLOCK_HOUR + FEDIVERSE_KEY_PAUSE + CLOCK_SECOND);
    g_assert_cmpint(run_verify(house, first), ==, OUTCOME_ACCEPTED);
    g_assert_cmpint(run_verify(house, second), ==, OUTCOME_ACCEPTED);
    g_assert_cmpuint(atomic_load(&town.asked), ==, 2);
    town_close(&town);
}

static void
who_has_no_key_to_show_is_tried_as_long_as_other_errands(House *house, gconstpointer data)
{
    g_autofree char *text = NULL;
    Town town = { 0 };

    (void)data;
    town_add(&town, "GET /ada ", 503, NULL, "");
    town_open(&town, house);
    text = signed_errand(&town, 1);
    clock_pin(NOON + 2 * CLOCK_DAY);
    g_assert_cmpint(run_verify(house, text), ==, OUTCOME_RETRY);
    clock_pin(NOON + 3 * CLOCK_DAY);
    g_assert_cmpint(run_verify(house, text), ==, OUTCOME_REFUSED);
    town_close(&town);
}

static void
who_is_known_stays_so_while_her_server_does_not_answer_and_is_asked_for_later(House *house, gconstpointer data)
{
    g_autofree char *id = NULL;
    Town town = { 0 };

    (void)data;
    town_add(&town, "GET /ada ", 503, NULL, "");
    town_open(&town, house);
    id = g_strconcat(town.base, "/ada", NULL);
    put(house, "actor", id,
        "{\"identity\":\"acct:ada@remote.example\",\"name\":\"Ada\",\"inbox\":\"x\",\"shared\":\"x\"}");
    for (guint i = 0; i < 3; i++) {
        g_autoptr(FediversePeer) peer = NULL;
        g_autoptr(GError) error = NULL;

        clock_pin(NOON + 2 * CLOCK_DAY + (i / 2) * CLOCK_HOUR);
        peer = meet(house, &town, &error);
        g_assert_no_error(error);
        g_assert_cmpstr(peer->identity, ==, "acct:ada@remote.example");
        g_assert_cmpuint(atomic_load(&town.asked), ==, 1 + i / 2);
    }
    town_close(&town);
}

static void
who_deletes_her_account_takes_her_keys_with_her(House *house, gconstpointer data)
{
    g_autoptr(FediverseKey) key = NULL;

    (void)data;
    know_ada(house);
    take(house, CONTEXT "\"type\":\"Delete\",\"actor\":\"" ADA "\",\"object\":\"" ADA "\"}");
    g_assert_true(fediverse_key_find(house->fediverse, KEY, &key, NULL));
    g_assert_null(key);
    g_assert_cmpint(count(house, "key", "") + count(house, "owns", ""), ==, 0);
}

/* ---- floods ---- */

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

/* ---- a server that still knows one of its people ---- */

/* What comes of a Delete of herself by @name, signed with a key that is gone. */
static Outcome
bid_farewell(House *house, const Town *town, const char *name)
{
    g_autofree char *actor = g_strconcat(town->base, name, NULL), *key = g_strconcat(actor, "/key", NULL);
    g_autofree char *body =
        g_strdup_printf(CONTEXT "\"type\":\"Delete\",\"actor\":\"%s\",\"object\":\"%s\"}", actor, actor);
    g_autoptr(Json) value =
        json_pack("{s:s, s:s, s:s, s:I}", "inbox", "", "body", body, "key", key, "at", (json_int_t)clock_now());
    g_autofree char *text = json_dumps(value, 0);
    g_auto(Attempt) attempt = { 0 };

    put(house, "follow.desk", actor, INBOX);
    fediverse_channel.errand(house->fediverse, "verify", text, soon(), &attempt);
    return attempt.outcome;
}

static void
a_farewell_is_believed_when_the_actor_is_gone_and_not_when_a_key_is(House *house, gconstpointer data)
{
    Town town = { 0 };

    (void)data;
    town_add(&town, "GET /ada ", 200, NULL, ACTOR);
    town_open(&town, house);
    g_assert_cmpint(bid_farewell(house, &town, "/ada"), ==, OUTCOME_REFUSED);
    g_assert_cmpint(count(house, "follow.desk", ""), ==, 1);
    g_assert_cmpint(bid_farewell(house, &town, "/bob"), ==, OUTCOME_ACCEPTED);
    g_assert_cmpint(count(house, "follow.desk", ""), ==, 1); /* Ada's */
    town_close(&town);
}

/* ---- what comes of what we send ---- */

static void
tell(House *house, const Town *town, Attempt *ret)
{
    g_autofree char *inbox = g_strconcat(town->base, "/inbox", NULL);
    g_autofree char *text = fediverse_tell_write("desk", inbox, "{}");

    fediverse_channel.errand(house->fediverse, "tell", text, soon(), ret);
}

static void
what_a_server_answers_says_whether_it_is_tried_again_and_when(House *house, gconstpointer data)
{
    static const struct {
        guint status;
        const char *more;
        Outcome outcome;
        gboolean away;
        gint64 wait;
    } CASES[] = {
        { 202, NULL, OUTCOME_ACCEPTED, FALSE, 0 },
        { 400, NULL, OUTCOME_REFUSED, FALSE, 0 },
        { 401, NULL, OUTCOME_RETRY, FALSE, 0 },
        { 403, "Retry-After: 9\r\n", OUTCOME_REFUSED, FALSE, 0 },
        { 404, NULL, OUTCOME_REFUSED, FALSE, 0 },
        { 408, NULL, OUTCOME_RETRY, FALSE, 0 },
        { 410, NULL, OUTCOME_REFUSED, FALSE, 0 },
        { 429, "Retry-After: 90\r\n", OUTCOME_RETRY, TRUE, 90 * CLOCK_SECOND },
        { 500, NULL, OUTCOME_RETRY, TRUE, 0 },
        { 501, NULL, OUTCOME_REFUSED, FALSE, 0 },
        { 503, "Retry-After: Sun, 22 Nov 2026 12:10:00 GMT\r\n", OUTCOME_RETRY, TRUE, 10 * CLOCK_MINUTE },
        { 503, "Retry-After: soon\r\n", OUTCOME_RETRY, TRUE, 0 },
    };

    (void)data;
    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_auto(Attempt) attempt = { 0 };
        Town town = { 0 };

        town_add(&town, "POST /inbox ", CASES[i].status, NULL, "");
        town.pages[0].more = CASES[i].more;
        town_open(&town, house);
        tell(house, &town, &attempt);
        town_close(&town);
        g_assert_cmpint(attempt.outcome, ==, CASES[i].outcome);
        g_assert_cmpint(attempt.away, ==, CASES[i].away);
        g_assert_cmpint(attempt.wait, ==, CASES[i].wait);
    }
}

/* The first answer was to a signature that it perhaps does not read. */
static void
what_comes_of_the_second_signature_counts_when_it_may_be_taken_later(House *house, gconstpointer data)
{
    static const struct {
        guint first, second;
        Outcome outcome;
        gboolean away;
    } CASES[] = {
        { 403, 202, OUTCOME_ACCEPTED, FALSE }, { 400, 503, OUTCOME_RETRY, TRUE },
        { 403, 429, OUTCOME_RETRY, TRUE },     { 403, 408, OUTCOME_RETRY, FALSE },
        { 400, 0, OUTCOME_RETRY, TRUE },       { 403, 401, OUTCOME_REFUSED, FALSE },
        { 400, 404, OUTCOME_REFUSED, FALSE },  { 403, 501, OUTCOME_REFUSED, FALSE },
        { 401, 400, OUTCOME_RETRY, FALSE },
    };

    (void)data;
    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_auto(Attempt) attempt = { 0 };
        Town town = { 0 };

        town_add(&town, "POST /inbox ", CASES[i].first, NULL, "");
        town_add(&town, "POST /inbox ", CASES[i].second, NULL, "");
        town.pages[1].having = "Signature-Input: ";
        town_open(&town, house);
        tell(house, &town, &attempt);
        g_assert_cmpuint(atomic_load(&town.asked), >=, 2);
        town_close(&town);
        g_assert_cmpint(attempt.outcome, ==, CASES[i].outcome);
        g_assert_cmpint(attempt.away, ==, CASES[i].away);
    }
}

static void
an_answer_goes_to_the_host_of_the_actor_whom_we_know(House *house, gconstpointer data)
{
    static const struct {
        const char *recipient, *host;
    } CASES[] = {
        { "acct:ada@town.example", "remote.example" }, /* who is called by another host than she is on */
        { "acct:eve@town.example", "town.example" },
        { "https://other.example:8443/eve", "other.example:8443" },
        { "nobody", "" },
    };

    (void)data;
    put(house, "account", "acct:ada@town.example", ADA);
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *host = fediverse_channel.host_of(house->fediverse, CASES[i].recipient);

        g_assert_cmpstr(host, ==, CASES[i].host);
    }
}

static void
an_inbox_that_is_gone_takes_all_its_followers_with_it(House *house, gconstpointer data)
{
    g_auto(Attempt) attempt = { 0 };
    Town town = { 0 };

    (void)data;
    town_open(&town, house);
    for (guint i = 0; i < 620; i++) {
        g_autofree char *id = g_strdup_printf("%s/u%u", town.base, i);
        g_autofree char *key = g_strdup_printf("%s/inbox %s", i < 610 ? town.base : "http://other.example", id);

        put(house, "follower.desk", key, "");
        put(house, "follow.desk", id, "");
    }
    tell(house, &town, &attempt);
    g_assert_cmpint(count(house, "follower.desk", ""), ==, 10);
    g_assert_cmpint(count(house, "follow.desk", ""), ==, 10);
    town_close(&town);
}

static void
each_try_is_signed_anew(House *house, gconstpointer data)
{
    g_autofree char *first = NULL;
    Town town = { 0 };

    (void)data;
    town_add(&town, "POST /inbox ", 503, NULL, "");
    town_open(&town, house);
    for (guint i = 0; i < 2; i++) {
        g_auto(Attempt) attempt = { 0 };

        tell(house, &town, &attempt);
        while (atomic_load(&town.asked) <= i)
            g_usleep(1000);
        if (i == 0)
            first = g_strdup(town.heard);
        clock_pin(NOON + 3 * CLOCK_HOUR);
    }
    g_assert_nonnull(strstr(first, "Sun, 22 Nov 2026 12:00:00 GMT"));
    g_assert_nonnull(strstr(town.heard, "Sun, 22 Nov 2026 15:00:00 GMT"));
    town_close(&town);
}

int
main(int argc, char **argv)
{
    int result;

    g_test_init(&argc, &argv, NULL);
    ada = keypair_new(KEY_RSA, NULL);
#define TEST(name) g_test_add("/channels/fediverse-peer/" #name, House, NULL, set_up, name, tear_down)
    TEST(an_account_is_hers_when_its_host_names_her_and_else_she_is_known_by_her_id);
    TEST(a_host_may_know_her_by_another_name_and_is_asked_for_it_once);
    TEST(while_her_host_cannot_say_it_is_waited_for_and_then_she_is_known_by_her_id);
    TEST(an_account_that_is_given_to_somebody_else_stays_whose_it_was);
    TEST(a_signature_that_does_not_fit_is_refused_when_the_key_is_new_and_else_the_key_is_fetched);
    TEST(a_key_that_gets_old_is_renewed_beside_and_an_old_one_proves_nothing);
    TEST(a_key_that_many_wait_for_is_asked_for_once_in_a_while);
    TEST(what_a_new_key_signed_is_not_judged_by_the_old_one);
    TEST(who_has_no_key_to_show_is_tried_as_long_as_other_errands);
    TEST(who_is_known_stays_so_while_her_server_does_not_answer_and_is_asked_for_later);
    TEST(who_deletes_her_account_takes_her_keys_with_her);
    TEST(one_network_has_so_many_deleted_accounts_whatever_servers_it_says_they_are_of);
    TEST(a_storm_of_deleted_accounts_asks_nobody_and_leaves_room_for_others);
    TEST(of_one_network_so_many_wait_for_keys_and_no_more);
    TEST(of_one_server_so_many_wait_for_keys_wherever_they_come_from);
    TEST(what_waits_no_more_leaves_room_for_others);
    TEST(who_hands_in_more_than_is_taken_is_told_to_come_again);
    TEST(what_nobody_has_proven_waits_in_a_lane_of_its_own);
    TEST(a_server_has_so_many_followers_and_no_more);
    TEST(a_farewell_is_believed_when_the_actor_is_gone_and_not_when_a_key_is);
    TEST(what_a_server_answers_says_whether_it_is_tried_again_and_when);
    TEST(what_comes_of_the_second_signature_counts_when_it_may_be_taken_later);
    TEST(an_answer_goes_to_the_host_of_the_actor_whom_we_know);
    TEST(an_inbox_that_is_gone_takes_all_its_followers_with_it);
    TEST(each_try_is_signed_anew);
    result = g_test_run();
    keypair_free(ada);
    return result;
}
