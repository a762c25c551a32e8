/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/text.h"

static void
cleaning_repairs_hostile_bytes(void)
{
    g_autofree char *clean = text_clean("a\r\nb\rc\0d\x1b[31m \xff\xc3\xa4", 17);

    g_assert_cmpstr(clean, ==, "a\nb\ncd[31m \xef\xbf\xbd\xc3\xa4");
}

static void
nothing_turns_around_how_words_are_shown(void)
{
    static const char TEXT[] = "a\xe2\x80\xaekcuf\xe2\x80\xac \xe2\x81\xa7"
                               "b\xe2\x81\xa9 \xd7\xa9\xd7\x9c\xe2\x80\x8f";
    g_autofree char *clean = text_clean(TEXT, sizeof TEXT - 1);

    g_assert_cmpstr(clean, ==, "akcuf b \xd7\xa9\xd7\x9c\xe2\x80\x8f");
    g_assert_cmpuint(text_turn_length(TEXT + 1, TEXT + 4), ==, 3);
    g_assert_cmpuint(text_turn_length(TEXT + 1, TEXT + 3), ==, 0); /* cut in the middle */
    g_assert_cmpuint(text_turn_length(TEXT, TEXT + sizeof TEXT - 1), ==, 0);
}

static void
one_line_folds_blanks_and_cuts_with_an_ellipsis(void)
{
    g_autofree char *line = text_one_line("  Lamp \n\t out  ", 15, 100);
    g_autofree char *cut = text_one_line("Straßenlampe", 13, 5);

    g_assert_cmpstr(line, ==, "Lamp out");
    g_assert_cmpstr(cut, ==, "Straß…");
}

static void
the_nearest_key_is_suggested_only_when_near(void)
{
    static const char *const keys[] = { "listen", "max-size", "timeout" };

    g_assert_cmpstr(text_nearest("lisen", keys, 3), ==, "listen");
    g_assert_cmpstr(text_nearest("maxsize", keys, 3), ==, "max-size");
    g_assert_null(text_nearest("colour", keys, 3));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/text/cleaning-repairs-hostile-bytes", cleaning_repairs_hostile_bytes);
    g_test_add_func("/text/nothing-turns-around-how-words-are-shown", nothing_turns_around_how_words_are_shown);
    g_test_add_func("/text/one-line-folds-blanks-and-cuts-with-an-ellipsis",
                    one_line_folds_blanks_and_cuts_with_an_ellipsis);
    g_test_add_func("/text/the-nearest-key-is-suggested-only-when-near", the_nearest_key_is_suggested_only_when_near);
    return g_test_run();
}
