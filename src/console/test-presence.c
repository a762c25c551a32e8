/* SPDX-License-Identifier: Apache-2.0 */
#include "console/presence.h"

static const CaseId LAMP = { 1 }, BENCH = { 2 };
static const StaffId GRACE = { 10 }, TOM = { 11 };

static void
who_writes_is_named_to_others_until_the_lease_ends(void)
{
    Presence *presence = presence_new();
    g_autoptr(GPtrArray) seen = NULL, own = NULL, elsewhere = NULL, later = NULL;

    g_assert_true(presence_mark(presence, LAMP, GRACE, "Grace Okafor", 100));
    g_assert_false(presence_mark(presence, LAMP, GRACE, "Grace Okafor", 200));
    seen = presence_names(presence, LAMP, TOM, 100 + PRESENCE_LEASE);
    own = presence_names(presence, LAMP, GRACE, 200);
    elsewhere = presence_names(presence, BENCH, TOM, 200);
    later = presence_names(presence, LAMP, TOM, 200 + PRESENCE_LEASE);
    g_assert_cmpuint(seen->len, ==, 2);
    g_assert_cmpstr(g_ptr_array_index(seen, 0), ==, "Grace Okafor");
    g_assert_cmpuint(own->len, ==, 1);
    g_assert_cmpuint(elsewhere->len, ==, 1);
    g_assert_cmpuint(later->len, ==, 1);
    presence_free(presence);
}

static void
leaving_is_told_once_and_marks_have_a_limit(void)
{
    Presence *presence = presence_new();

    presence_mark(presence, LAMP, GRACE, "Grace Okafor", 1);
    g_assert_true(presence_leave(presence, LAMP, GRACE));
    g_assert_false(presence_leave(presence, LAMP, GRACE));
    for (guint i = 0; i < PRESENCE_MARKS; i++)
        g_assert_true(presence_mark(presence, LAMP, (StaffId){ 100 + i }, "Somebody", 1));
    g_assert_false(presence_mark(presence, LAMP, TOM, "Tom Bauer", 1));
    g_assert_true(presence_mark(presence, LAMP, TOM, "Tom Bauer", 1 + PRESENCE_LEASE));
    presence_free(presence);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/presence/who-writes-is-named-to-others-until-the-lease-ends",
                    who_writes_is_named_to_others_until_the_lease_ends);
    g_test_add_func("/presence/leaving-is-told-once-and-marks-have-a-limit",
                    leaving_is_told_once_and_marks_have_a_limit);
    return g_test_run();
}
