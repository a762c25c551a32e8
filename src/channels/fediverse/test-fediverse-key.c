/* SPDX-License-Identifier: Apache-2.0 */
/* The keys of others: how long one is good, when it is asked for again, and what nobody can prove. */
#include "base/encode.h"
#include "channels/fediverse/test-fediverse-house.h"

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

int
main(int argc, char **argv)
{
    int result;

    g_test_init(&argc, &argv, NULL);
    ada = keypair_new(KEY_RSA, NULL);
#define TEST(name) g_test_add("/channels/fediverse-peer/" #name, House, NULL, set_up, name, tear_down)
    TEST(a_signature_that_does_not_fit_is_refused_when_the_key_is_new_and_else_the_key_is_fetched);
    TEST(a_key_that_gets_old_is_renewed_beside_and_an_old_one_proves_nothing);
    TEST(a_key_that_many_wait_for_is_asked_for_once_in_a_while);
    TEST(what_a_new_key_signed_is_not_judged_by_the_old_one);
    TEST(who_has_no_key_to_show_is_tried_as_long_as_other_errands);
    TEST(who_deletes_her_account_takes_her_keys_with_her);
    result = g_test_run();
    keypair_free(ada);
    return result;
}
