/* SPDX-License-Identifier: Apache-2.0 */
/* Instant messages: whom we told that a desk is staffed, and who is told again. */
#include "channels/xmpp/xmpp-contacts.h"
#include "channels/xmpp/xmpp-told.h"
#include "stories/test-instant-house.h"

/* How many are told something, by a channel that was just opened. */
static guint
told_after_restart(House *house)
{
    const Channel *channel = channels_find(house->mediation.channels, "im");
    Xmpp *anew = xmpp_channel.open(&channel->host, house->config, "channel.im", NULL);
    g_autoptr(GPtrArray) first = NULL, again = NULL;
    guint count;

    xmpp_contacts_load(anew);
    first = xmpp_contacts_turned(anew);
    count = first->len;
    if (count > 0)
        g_assert_cmpstr(((XmppTurned *)g_ptr_array_index(first, 0))->to, ==, "ada@citizen.example");
    xmpp_contacts_told(anew, first, count);
    again = xmpp_contacts_turned(anew);
    g_assert_cmpuint(again->len, ==, 0);
    xmpp_channel.close(anew);
    return count;
}

static void
who_was_told_something_else_than_is_true_now_is_told_after_a_restart(House *house, gconstpointer data)
{
    const ChannelHost *host = &channels_find(house->mediation.channels, "im")->host;
    gboolean open = host->closed_until(host, IM_DESK) == 0; /* by the day of the week */
    Xmpp *xmpp = channels_find(house->mediation.channels, "im")->handle;
    const char *desk = "desk@im.northam.example", *ada = "ada@citizen.example";

    (void)data;
    xmpp_contacts_keep(xmpp, IM_DESK, desk, ada, open ? ROSTER_CLOSED : ROSTER_OPEN);
    xmpp_contacts_keep(xmpp, IM_DESK, desk, "bob@citizen.example", open ? ROSTER_OPEN : ROSTER_CLOSED);
    xmpp_contacts_keep(xmpp, IM_DESK, desk, "cleo@citizen.example", open ? ROSTER_CLOSED : ROSTER_OPEN);
    xmpp_contacts_drop(xmpp, desk, "cleo@citizen.example");
    g_assert_true(give(house, "ada@citizen.example/phone", "m1", "<body>Hello</body>"));
    screened(house);
    g_assert_cmpuint(told_after_restart(house), ==, 1);
    g_assert_cmpuint(told_after_restart(house), ==, 0);
}

static void
who_goes_before_the_contacts_are_known_is_not_told_again(House *house, gconstpointer data)
{
    const Channel *channel = channels_find(house->mediation.channels, "im");
    const char *desk = "desk@im.northam.example", *ada = "ada@citizen.example";
    gboolean open = channel->host.closed_until(&channel->host, IM_DESK) == 0;
    Xmpp *anew;

    (void)data;
    xmpp_contacts_keep(channel->handle, IM_DESK, desk, ada, open ? ROSTER_CLOSED : ROSTER_OPEN);
    anew = xmpp_channel.open(&channel->host, house->config, "channel.im", NULL);
    xmpp_contacts_drop(anew, desk, ada);
    xmpp_channel.close(anew);
    g_assert_cmpuint(told_after_restart(house), ==, 0);
}

static void
who_goes_while_she_is_being_told_stays_gone(House *house, gconstpointer data)
{
    const Channel *channel = channels_find(house->mediation.channels, "im");
    const char *desk = "desk@im.northam.example", *ada = "ada@citizen.example";
    gboolean open = channel->host.closed_until(&channel->host, IM_DESK) == 0;
    g_autoptr(GPtrArray) turned = NULL, later = NULL;
    gint64 kept;

    (void)data;
    xmpp_contacts_keep(channel->handle, IM_DESK, desk, ada, open ? ROSTER_CLOSED : ROSTER_OPEN);
    turned = xmpp_contacts_turned(channel->handle);
    g_assert_cmpuint(turned->len, ==, 1);
    xmpp_contacts_drop(channel->handle, desk, ada);
    xmpp_contacts_told(channel->handle, turned, 1);
    g_assert_true(channel_ledger_count(&channel->host, "contact", "", &kept, NULL));
    g_assert_cmpint(kept, ==, 0);
    later = xmpp_contacts_turned(channel->handle);
    g_assert_cmpuint(later->len, ==, 0);
}

/* So many that are none of the test's persons. */
static void
fill_told(const ChannelHost *host)
{
    g_autofree LedgerChange *changes = g_new(LedgerChange, XMPP_TOLD_MAX);
    g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < XMPP_TOLD_MAX; i++) {
        g_ptr_array_add(keys, g_strdup_printf("%064u", i));
        changes[i] = (LedgerChange){ LEDGER_PUT, "told", g_ptr_array_index(keys, i), NULL };
    }
    g_assert_true(channel_ledger_change(host, changes, XMPP_TOLD_MAX, NULL, NULL));
}

/* What did not get out is told the next time. */
static void
tell_once(Xmpp *xmpp, const char *what, const Jid *whom)
{
    g_assert_true(xmpp_told_first(xmpp, what, whom));
    xmpp_told_not(xmpp, what, whom);
    g_assert_true(xmpp_told_first(xmpp, what, whom));
    xmpp_told_done(xmpp, what, whom);
    g_assert_false(xmpp_told_first(xmpp, what, whom));
}

static void
each_is_told_once_a_day_and_ten_thousand_of_them_are_kept(House *house, gconstpointer data)
{
    const Channel *channel = channels_find(house->mediation.channels, "im");
    g_autoptr(Jid) ada = jid_parse("ada@citizen.example/phone", NULL), bob = jid_parse("bob@b.example", NULL);
    gint64 kept;

    (void)data;
    tell_once(channel->handle, "encrypted", ada);
    tell_once(channel->handle, "room", ada);
    fill_told(&channel->host);
    g_assert_false(xmpp_told_first(channel->handle, "encrypted", ada));
    tell_once(channel->handle, "encrypted", bob);
    g_assert_true(channel_ledger_count(&channel->host, "told", "", &kept, NULL));
    g_assert_cmpint(kept, ==, XMPP_TOLD_MAX + 2);
}

int
main(int argc, char **argv)
{
    static const struct {
        const char *path;
        void (*test)(House *house, gconstpointer data);
    } TESTS[] = {
        { "/instant/who-was-told-something-else-than-is-true-now-is-told-after-a-restart",
          who_was_told_something_else_than_is_true_now_is_told_after_a_restart },
        { "/instant/who-goes-before-the-contacts-are-known-is-not-told-again",
          who_goes_before_the_contacts_are_known_is_not_told_again },
        { "/instant/who-goes-while-she-is-being-told-stays-gone", who_goes_while_she_is_being_told_stays_gone },
        { "/instant/each-is-told-once-a-day-and-ten-thousand-of-them-are-kept",
          each_is_told_once_a_day_and_ten_thousand_of_them_are_kept },
    };

    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(TESTS); i++)
        g_test_add(TESTS[i].path, House, NULL, set_up_instant, TESTS[i].test, tear_down_instant);
    return g_test_run();
}
