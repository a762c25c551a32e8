/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/flowed.h"

static void
assert_unfolded(const char *text, gboolean delsp, const char *expected)
{
    g_autofree char *unfolded = flowed_unfold(text, delsp);

    g_assert_cmpstr(unfolded, ==, expected);
}

static void
soft_breaks_join_and_hard_breaks_stay(void)
{
    assert_unfolded("The lamp \nis out.\nPlease \nfix it.\n", FALSE, "The lamp is out.\nPlease fix it.\n");
    assert_unfolded("日本 \n語\n", TRUE, "日本語\n");
    assert_unfolded("end \n", FALSE, "end \n");
    assert_unfolded("", FALSE, "");
}

static void
quote_depths_do_not_mix(void)
{
    assert_unfolded("> a \n> b\n>> c \n> d\ne\n", FALSE, "> a b\n>> c \n> d\ne\n");
    assert_unfolded(">a \n>b", FALSE, "> a b\n");
}

static void
space_stuffing_is_undone(void)
{
    assert_unfolded(" From here\n > not a quote\n  two\n", FALSE, "From here\n> not a quote\n two\n");
}

static void
the_signature_mark_stays_alone(void)
{
    assert_unfolded("Hi \n-- \nAda\n", FALSE, "Hi \n-- \nAda\n");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name) g_test_add_func("/flowed/" #name, name)
    ADD(soft_breaks_join_and_hard_breaks_stay);
    ADD(quote_depths_do_not_mix);
    ADD(space_stuffing_is_undone);
    ADD(the_signature_mark_stays_alone);
    return g_test_run();
}
