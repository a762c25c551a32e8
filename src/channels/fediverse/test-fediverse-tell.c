/* SPDX-License-Identifier: Apache-2.0 */
/* What comes of what we send: when it is tried again, where it goes, and when nobody is left to tell. */
#include "channels/fediverse/test-fediverse-house.h"

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
    TEST(what_a_server_answers_says_whether_it_is_tried_again_and_when);
    TEST(what_comes_of_the_second_signature_counts_when_it_may_be_taken_later);
    TEST(an_answer_goes_to_the_host_of_the_actor_whom_we_know);
    TEST(an_inbox_that_is_gone_takes_all_its_followers_with_it);
    TEST(each_try_is_signed_anew);
    result = g_test_run();
    keypair_free(ada);
    return result;
}
