/* SPDX-License-Identifier: Apache-2.0 */
/* Who others are, and how often their hosts are asked. */
#include "channels/fediverse/test-fediverse-house.h"

#define ACTOR                                                                                                          \
    CONTEXT "\"id\":\"%s/ada\",\"type\":\"Person\",\"preferredUsername\":\"ada\",\"inbox\":\"%s/ada/inbox\","          \
            "\"endpoints\":{\"sharedInbox\":\"%s/inbox\"}}"
#define FINGER   "GET /.well-known/webfinger?resource=acct:ada"
#define SELF     "\"links\":[{\"rel\":\"self\",\"type\":\"application/activity+json\",\"href\":\"%s/ada\"}]}"
#define STRANGER "\"links\":[{\"rel\":\"self\",\"type\":\"application/activity+json\",\"href\":\"%s/eve\"}]}"

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
    TEST(who_is_known_stays_so_while_her_server_does_not_answer_and_is_asked_for_later);
    TEST(a_farewell_is_believed_when_the_actor_is_gone_and_not_when_a_key_is);
    result = g_test_run();
    keypair_free(ada);
    return result;
}
