/* SPDX-License-Identifier: Apache-2.0 */
#include "channels/xmpp/xmpp-roster.h"

#define MOST 10

/* Whose place @to took, "": nobody's. */
static char *
put(Roster *roster, const char *to, gint64 heard)
{
    RosterEntry *entry = g_new0(RosterEntry, 1);
    char *gone;

    entry->key = g_strdup(to);
    entry->desk = g_strdup("xmpp:desk@im.northam.example");
    entry->from = g_strdup("desk@im.northam.example");
    entry->to = g_strdup(to);
    entry->heard = heard;
    gone = roster_put(roster, entry);
    return gone != NULL ? gone : g_strdup("");
}

static void
assert_put(Roster *roster, const char *to, gint64 heard, const char *expected)
{
    g_autofree char *gone = put(roster, to, heard);

    g_assert_cmpstr(gone, ==, expected);
    g_assert_nonnull(roster_find(roster, to));
}

static void
addresses_that_a_server_invents_push_out_each_other(void)
{
    g_autoptr(Roster) roster = roster_new(MOST);

    assert_put(roster, "ada@citizen.example", 1, "");
    for (guint i = 0; i < 1000; i++) {
        g_autofree char *who = g_strdup_printf("made-up%u@evil.example", i);

        g_free(put(roster, who, 100 + i));
    }
    g_assert_cmpuint(roster_size(roster), ==, 1 + MOST / 2);
    g_assert_nonnull(roster_find(roster, "ada@citizen.example"));
    assert_put(roster, "bob@citizen.example", 2000, "");
}

static void
in_a_full_one_the_domain_that_has_most_gives_up_its_oldest(void)
{
    g_autoptr(Roster) roster = roster_new(MOST);

    assert_put(roster, "ada@citizen.example", 1, "");
    for (guint i = 0; i < MOST - 1; i++) {
        g_autofree char *who = g_strdup_printf("person%u@%s.example", i, i < 5 ? "large" : "small");

        assert_put(roster, who, 100 - i, "");
    }
    assert_put(roster, "eve@new.example", 200, "person4@large.example");
    assert_put(roster, "eve@new.example", 201, ""); /* again */
    g_assert_true(roster_remove(roster, "ada@citizen.example"));
    g_assert_false(roster_remove(roster, "ada@citizen.example"));
    assert_put(roster, "cleo@citizen.example", 300, "");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/xmpp-roster/addresses-that-a-server-invents-push-out-each-other",
                    addresses_that_a_server_invents_push_out_each_other);
    g_test_add_func("/xmpp-roster/in-a-full-one-the-domain-that-has-most-gives-up-its-oldest",
                    in_a_full_one_the_domain_that_has_most_gives_up_its_oldest);
    return g_test_run();
}
