/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "channels/xmpp/xmpp-pace.h"

#define RATE 60
#define NOON CLOCK_DAY

/* How many of @count things @who says, or asks, at @now are taken. */
static guint
try(Pace *pace, const char *who, gboolean says, guint count, gint64 now)
{
    g_autoptr(Jid) jid = jid_parse(who, NULL);
    guint taken = 0;

    for (guint i = 0; i < count; i++)
        taken += pace_take(pace, jid, says, now) ? 1 : 0;
    return taken;
}

static void
a_person_says_so_many_things_a_minute_whatever_device_she_has(void)
{
    g_autoptr(Pace) pace = pace_new(RATE);

    g_assert_cmpuint(try(pace, "ada@citizen.example/phone", TRUE, RATE - 4, NOON), ==, RATE - 4);
    g_assert_cmpuint(try(pace, "ada@citizen.example/desk", TRUE, 6, NOON), ==, 4);
    g_assert_cmpuint(try(pace, "bob@citizen.example", TRUE, 1, NOON), ==, 1);
    g_assert_cmpuint(try(pace, "ada@citizen.example", TRUE, 2 * RATE, NOON + CLOCK_MINUTE + 1), ==, RATE);
}

static void
what_she_asks_and_confirms_has_a_higher_bound_of_its_own(void)
{
    g_autoptr(Pace) pace = pace_new(RATE);

    g_assert_cmpuint(try(pace, "ada@citizen.example", TRUE, 2 * RATE, NOON), ==, RATE);
    g_assert_cmpuint(try(pace, "ada@citizen.example", FALSE, 1000, NOON), ==, PACE_SIGNALS * RATE);
    g_assert_cmpuint(try(pace, "bob@citizen.example", FALSE, 1, NOON), ==, 1);
}

static void
loud_accounts_use_up_their_servers_share_and_no_other_servers(void)
{
    g_autoptr(Pace) pace = pace_new(RATE);
    guint taken = 0;

    for (guint i = 0; i < 150; i++) {
        g_autofree char *who = g_strdup_printf("loud%u@public.example", i);

        taken += try(pace, who, TRUE, 2 * RATE, NOON);
    }
    g_assert_cmpuint(taken, ==, 2 * PACE_SERVER * RATE); /* so a server of inventions is bounded too */
    g_assert_cmpuint(try(pace, "ada@citizen.example", TRUE, RATE, NOON), ==, RATE);
}

static void
ten_loud_accounts_leave_the_first_few_things_of_each_other_person(void)
{
    g_autoptr(Pace) pace = pace_new(RATE);

    for (guint i = 0; i < 12; i++) {
        g_autofree char *who = g_strdup_printf("loud%u@public.example", i);

        try(pace, who, TRUE, 20 * RATE, NOON);
        try(pace, who, TRUE, 20 * RATE, NOON + CLOCK_MINUTE / 2);
    }
    g_assert_cmpuint(try(pace, "ada@public.example", TRUE, RATE, NOON + CLOCK_MINUTE / 2), ==, PACE_FEW);
}

static void
what_her_server_used_up_is_not_counted_as_hers(void)
{
    g_autoptr(Pace) pace = pace_new(RATE);

    for (guint i = 0; i < 150; i++) {
        g_autofree char *who = g_strdup_printf("loud%u@public.example", i);

        try(pace, who, TRUE, RATE, NOON);
    }
    g_assert_cmpuint(try(pace, "ada@public.example", TRUE, 2 * RATE, NOON + CLOCK_MINUTE - 1), ==, 0);
    g_assert_cmpuint(try(pace, "ada@public.example", TRUE, 2 * RATE, NOON + CLOCK_MINUTE + 1), ==, RATE);
}

static void
what_a_server_asks_and_confirms_has_a_share_too_beside_the_first_few_of_each(void)
{
    g_autoptr(Pace) pace = pace_new(RATE);
    guint taken = 0;

    for (guint i = 0; i < 1000; i++) {
        g_autofree char *who = g_strdup_printf("made-up%u@evil.example", i);

        taken += try(pace, who, FALSE, 10, NOON);
    }
    g_assert_cmpuint(taken, ==, 2 * PACE_SERVER * RATE);
    g_assert_cmpuint(try(pace, "ada@citizen.example", FALSE, 1, NOON), ==, 1);
    g_assert_cmpuint(try(pace, "made-up1@evil.example", TRUE, 1, NOON), ==, 1); /* what is said is counted by itself */
    g_assert_cmpuint(try(pace, "new@evil.example", FALSE, 1, NOON + CLOCK_MINUTE / PACE_SIGNALS + 1), ==, 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/xmpp-pace/a-person-says-so-many-things-a-minute-whatever-device-she-has",
                    a_person_says_so_many_things_a_minute_whatever_device_she_has);
    g_test_add_func("/xmpp-pace/what-she-asks-and-confirms-has-a-higher-bound-of-its-own",
                    what_she_asks_and_confirms_has_a_higher_bound_of_its_own);
    g_test_add_func("/xmpp-pace/loud-accounts-use-up-their-servers-share-and-no-other-servers",
                    loud_accounts_use_up_their_servers_share_and_no_other_servers);
    g_test_add_func("/xmpp-pace/ten-loud-accounts-leave-the-first-few-things-of-each-other-person",
                    ten_loud_accounts_leave_the_first_few_things_of_each_other_person);
    g_test_add_func("/xmpp-pace/what-her-server-used-up-is-not-counted-as-hers",
                    what_her_server_used_up_is_not_counted_as_hers);
    g_test_add_func("/xmpp-pace/what-a-server-asks-and-confirms-has-a-share-too-beside-the-first-few-of-each",
                    what_a_server_asks_and_confirms_has_a_share_too_beside_the_first_few_of_each);
    return g_test_run();
}
