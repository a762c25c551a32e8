/* SPDX-License-Identifier: Apache-2.0 */
/* What came from hosts, and is for hosts, is done by a channel that waits for what its hosts say. */
#include <string.h>

#include "base/clock.h"
#include "base/config.h"
#include "base/error.h"
#include "base/thread.h"
#include "mediation/channel.h"
#include "mediation/channels.h"
#include "mediation/delivering/errands.h"
#include "mediation/delivering/pausing.h"
#include "mediation/test-fixture.h"

#define NOON    G_GINT64_CONSTANT(1795348800000000) /* 2026-11-22T12:00:00Z */
#define WAITING 40                                  /* more than there are threads */
#define AT_ONCE 4                                   /* for one host */

static const RoleGrant ADMIN_GRANT = { ROLE_ADMIN, { 0 } };
static const Actor ADMIN = { ACTOR_STAFF, { 91 }, "Ada Admin", &ADMIN_GRANT, 1 };

typedef struct {
    char *folder;
    Config *config;
    Mediation mediation;
    Errands *errands;
} House;

static struct {
    Mutex mutex;
    Condition opened;
    gboolean open;
    guint slow, slow_at_once, slow_most, away, quick, superseded, given_up;
} seen;

/* ---- the channel ---- */

static gpointer
fake_open(const ChannelHost *host, const Config *config, const char *group, GError **error)
{
    (void)config;
    (void)group;
    (void)error;
    return (gpointer)host;
}

static void
fake_close(gpointer channel)
{
    (void)channel;
}

static void
wait_until_open(void)
{
    seen.slow++;
    seen.slow_at_once++;
    seen.slow_most = MAX(seen.slow_most, seen.slow_at_once);
    while (!seen.open)
        condition_wait(&seen.opened, &seen.mutex);
    seen.slow_at_once--;
}

static void
fake_errand(gpointer channel, const char *kind, const char *text, gint64 deadline, Attempt *ret)
{
    gboolean away = strcmp(text, "away") == 0, superseded = strcmp(text, "superseded") == 0;

    (void)channel;
    (void)kind;
    (void)deadline;
    ret->outcome = away ? OUTCOME_RETRY : OUTCOME_ACCEPTED;
    ret->away = away;
    ret->code = g_strdup(away ? "connect" : superseded ? ERRAND_SUPERSEDED : "taken");
    ret->reason = g_strdup("");
    ret->remote = g_strdup("");
    MUTEX_HELD(&seen.mutex);
    if (strcmp(text, "slow") == 0)
        wait_until_open();
    else if (away)
        seen.away++;
    else if (superseded)
        seen.superseded++;
    else
        seen.quick++;
}

/* The first time it cannot keep that. */
static gboolean
fake_give_up(gpointer channel, const char *kind, const char *text, GError **error)
{
    (void)channel;
    g_assert_cmpstr(kind, ==, "take");
    g_assert_cmpstr(text, ==, "away");
    MUTEX_HELD(&seen.mutex);
    if (seen.given_up++ > 0)
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY, "not now");
    return FALSE;
}

static const ConfigKey SETTINGS[] = { { "max-size", CONFIG_SIZE, "1M" }, { "legacy", CONFIG_DATE }, {} };

static const struct channel_driver FAKE = { .contract = CHANNEL_CONTRACT,
                                            .name = "fake",
                                            .capabilities = { .per_host = AT_ONCE },
                                            .settings = SETTINGS,
                                            .open = fake_open,
                                            .close = fake_close,
                                            .errand = fake_errand,
                                            .give_up = fake_give_up };

/* ---- the house ---- */

static void
set_up(House *house, gconstpointer data)
{
    static const char CONFIG[] = "[channel.social]\ndriver = fake\n";
    static const ConfigTable TABLE = { "channel", "fake", NULL, SETTINGS };
    static const ConfigTable *const TABLES[] = { &TABLE, NULL };
    static const struct channel_driver *const DRIVERS[] = { &FAKE, NULL };
    const ChannelHost host = { .data = &house->mediation };
    g_autoptr(GError) error = NULL;

    (void)data;
    clock_pin(NOON);
    memset(&seen, 0, sizeof seen);
    mutex_init(&seen.mutex);
    condition_init(&seen.opened);
    house->folder = test_folder_new();
    house->mediation.store = test_store_open(house->folder);
    house->mediation.work = work_new(house->mediation.store);
    house->config = config_parse(CONFIG, strlen(CONFIG), "test", "/", TABLES, &error);
    g_assert_no_error(error);
    house->mediation.channels = channels_open(house->config, DRIVERS, &host, TEST_MASTER, &error);
    g_assert_no_error(error);
    house->errands = errands_register(&house->mediation);
    g_assert_true(work_start(house->mediation.work, &error));
}

static void
tear_down(House *house, gconstpointer data)
{
    (void)data;
    mutex_lock(&seen.mutex);
    seen.open = TRUE;
    condition_broadcast(&seen.opened);
    mutex_unlock(&seen.mutex);
    work_stop(house->mediation.work);
    errands_unregister(house->errands);
    channels_close(house->mediation.channels);
    config_free(house->config);
    work_free(house->mediation.work);
    store_close(house->mediation.store);
    test_folder_remove(house->folder);
    g_free(house->folder);
    condition_clear(&seen.opened);
    mutex_clear(&seen.mutex);
    clock_pin(0);
}

static void
put_down(House *house, LedgerStep step, const char *from, const char *text, guint count)
{
    const Channel *channel = channels_find(house->mediation.channels, "social");

    for (guint i = 0; i < count; i++)
        g_assert_true(
            channel_ledger_change(&channel->host, &(LedgerChange){ step, "take", from, text }, 1, NULL, NULL));
}

static guint
read_number(const guint *number)
{
    MUTEX_HELD(&seen.mutex);
    return *number;
}

static void
wait_for(const guint *number, guint value)
{
    gint64 deadline = clock_monotonic() + 60 * CLOCK_SECOND;

    while (read_number(number) < value && clock_monotonic() < deadline)
        g_usleep(2000);
    g_assert_cmpuint(read_number(number), ==, value);
}

static void
a_host_that_is_slow_holds_up_nobody_else(House *house, gconstpointer data)
{
    static const struct {
        LedgerStep step;
        const char *name;
        guint at_once;
    } LANES[] = { { LEDGER_ERRAND, "errand", AT_ONCE }, { LEDGER_CHORE, "chore", 1 }, { LEDGER_DOUBT, "doubt", 1 } };
    guint slow = 0;

    (void)data;
    for (guint i = 0; i < G_N_ELEMENTS(LANES); i++) {
        put_down(house, LANES[i].step, "slow.example", "slow", WAITING);
        wait_for(&seen.slow, slow += LANES[i].at_once);
        put_down(house, LANES[i].step, "quick.example", "quick", 1);
        wait_for(&seen.quick, i + 1);
    }
    g_assert_cmpuint(read_number(&seen.slow_most), ==, slow);
}

static void
what_came_from_a_host_that_is_away_waits_for_it(House *house, gconstpointer data)
{
    gint64 now = NOON;

    (void)data;
    put_down(house, LEDGER_CHORE, "away.example", "away", WAITING);
    for (guint i = 0; i < 600 && read_number(&seen.away) < 5; i++) {
        clock_pin(now += 11 * CLOCK_SECOND);
        work_wake(house->mediation.work, WORK_CHORE);
        g_usleep(20000);
    }
    g_assert_cmpuint(read_number(&seen.away), >=, 5);
    for (guint i = 0; i < 4; i++) {
        clock_pin(now += 11 * CLOCK_SECOND);
        put_down(house, LEDGER_CHORE, "quick.example", "quick", 1);
        wait_for(&seen.quick, i + 1);
    }
    g_assert_cmpuint(read_number(&seen.away), <=, 6); /* one that was about to begin */
}

/* ---- what is for a host ---- */

/* Lets time pass in steps in which whatever is due is tried, until @number is @value. */
static void
pass_until(House *house, gint64 *now, const guint *number, guint value)
{
    for (guint i = 0; i < 3000 && read_number(number) < value; i++) {
        clock_pin(*now += 11 * CLOCK_SECOND);
        work_wake(house->mediation.work, WORK_ERRAND);
        g_usleep(20000);
    }
    g_assert_cmpuint(read_number(number), >=, value);
}

static void
what_is_superseded_does_not_say_that_its_host_is_back(House *house, gconstpointer data)
{
    gint64 now = NOON;
    guint before;

    (void)data;
    put_down(house, LEDGER_ERRAND, "away.example", "away", 5);
    pass_until(house, &now, &seen.away, 5);
    g_assert_true(errands_wait_for(house->mediation.errands, "social", "away.example", now));
    g_assert_false(errands_wait_for(house->mediation.errands, "social", "quick.example", now));
    put_down(house, LEDGER_ERRAND, "away.example", "superseded", WAITING); /* one of them will be who tries */
    pass_until(house, &now, &seen.superseded, 1);
    before = read_number(&seen.away);
    put_down(house, LEDGER_ERRAND, "away.example", "away", WAITING);
    put_down(house, LEDGER_ERRAND, "quick.example", "quick", 1);
    wait_for(&seen.quick, 1);
    g_usleep(200000); /* as many as there are threads would have been tried */
    g_assert_cmpuint(read_number(&seen.away), <=, before + 1);
}

/* Answers to one person go to the hosts to which all that is told goes. */
static void
what_else_goes_to_a_host_shares_what_is_known_of_it(House *house, gconstpointer data)
{
    const Attempt away = { .outcome = OUTCOME_RETRY, .away = TRUE }, refused = { .outcome = OUTCOME_REFUSED };
    const Attempt taken = { .outcome = OUTCOME_ACCEPTED };
    Errands *errands = house->mediation.errands;
    gint64 until = 0, now = NOON;

    (void)data;
    put_down(house, LEDGER_ERRAND, "away.example", "away", 5);
    pass_until(house, &now, &seen.away, 5);
    g_assert_false(errands_may_ask(errands, "social", "away.example", now, &until));
    g_assert_cmpint(until, >, now);
    for (guint i = 0; i < 5; i++)
        errands_heard(errands, "social", "gone.example", &away);
    g_assert_true(errands_wait_for(errands, "social", "gone.example", now));
    g_assert_false(errands_may_ask(errands, "social", "gone.example", now, &until));
    clock_pin(until);
    g_assert_true(errands_may_ask(errands, "social", "gone.example", until, &now));
    g_assert_false(errands_may_ask(errands, "social", "gone.example", until, &now)); /* one tries */
    errands_heard(errands, "social", "gone.example", NULL);                          /* … and did not after all */
    g_assert_true(errands_may_ask(errands, "social", "gone.example", until, &now));
    errands_heard(errands, "social", "gone.example", &refused); /* perhaps by us */
    g_assert_true(errands_wait_for(errands, "social", "gone.example", until));
    g_assert_true(errands_may_ask(errands, "social", "gone.example", until, &now));
    errands_heard(errands, "social", "gone.example", &taken);
    g_assert_false(errands_wait_for(errands, "social", "gone.example", until));
}

static gint64
left(House *house)
{
    gint64 count = -1;

    g_assert_true(
        channel_ledger_waiting(&channels_find(house->mediation.channels, "social")->host, "take", &count, NULL));
    return count;
}

/* Time in a pause is no reason to give up, also while the host is away. */
static void
what_waits_for_a_host_outlives_a_pause_of_its_channel(House *house, gconstpointer data)
{
    gint64 now = NOON;
    guint tried;

    (void)data;
    put_down(house, LEDGER_ERRAND, "away.example", "away", 6);
    pass_until(house, &now, &seen.away, 6); /* one more than makes the others wait */
    g_assert_true(pausing_pause(&house->mediation, &ADMIN, "social", "the provider moves", NULL));
    clock_pin(now += 4 * CLOCK_DAY);
    g_assert_true(pausing_resume(&house->mediation, &ADMIN, "social", NULL));
    tried = read_number(&seen.away);
    pass_until(house, &now, &seen.away, tried + 2);
    g_assert_cmpint(left(house), ==, 6);
    clock_pin(now += ERRAND_LIFETIME); /* … and no longer than that */
    for (guint i = 0; i < 3000 && left(house) > 0; i++) {
        clock_pin(now += CLOCK_MINUTE);
        work_wake(house->mediation.work, WORK_ERRAND);
        g_usleep(20000);
    }
    g_assert_cmpint(left(house), ==, 0);
    g_assert_cmpuint(read_number(&seen.given_up), ==, 6 + 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define TEST(name) g_test_add("/mediation/errands/" #name, House, NULL, set_up, name, tear_down)
    TEST(a_host_that_is_slow_holds_up_nobody_else);
    TEST(what_came_from_a_host_that_is_away_waits_for_it);
    TEST(what_is_superseded_does_not_say_that_its_host_is_back);
    TEST(what_else_goes_to_a_host_shares_what_is_known_of_it);
    TEST(what_waits_for_a_host_outlives_a_pause_of_its_channel);
    return g_test_run();
}
