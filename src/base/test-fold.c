/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/fold.h"

static void
assert_folded(const char *text, gsize length, const char *expected)
{
    GString *folded = fold_text(text, length, NULL);

    g_assert_cmpstr(folded->str, ==, expected);
    g_assert_cmpuint(folded->len, ==, strlen(expected));
    g_string_free(folded, TRUE);
}
#define ASSERT_FOLDED(text, expected) assert_folded(text, sizeof text - 1, expected)

static void
test_capitals_and_composition_do_not_matter(void)
{
    ASSERT_FOLDED("Mill LANE 12, AZ@[az{", "mill lane 12, az@[az{");
    ASSERT_FOLDED("STRAßE ЛІХТАР Ёлка", "straße ліхтар ёлка");
    ASSERT_FOLDED("CAFE\xcc\x81 au lait", "café au lait");
    ASSERT_FOLDED("", "");
    assert_folded(NULL, 0, "");
}

static void
test_every_run_of_blanks_is_one_space(void)
{
    ASSERT_FOLDED("  will\r\n\t kill\xc2\xa0 you\v\f", "will kill you ");
    ASSERT_FOLDED("\xc2\xa0\xc2\xa0x", "x");
    ASSERT_FOLDED("one\0\0two\0e\xcc\x81", "one two é");
}

static void
test_what_is_no_text_does_not_end_it(void)
{
    ASSERT_FOLDED("\xff\xfe class \xc3", "\xef\xbf\xbd\xef\xbf\xbd class \xef\xbf\xbd");
    ASSERT_FOLDED("\xe2\x82", "\xef\xbf\xbd\xef\xbf\xbd");
}

static void
test_what_nobody_sees_is_left_out(void)
{
    ASSERT_FOLDED("\xe2\x80\xaeSc\xe2\x80\x8boun\xc2\xad"
                  "drel\xe2\x80\xac \xef\xbb\xbfy\xe2\x81\xa6ou\xe2\x81\xa9",
                  "scoundrel you");
    ASSERT_FOLDED("a \xe2\x80\x8b b", "a b");
    ASSERT_FOLDED("cafe\xe2\x80\x8d\xcc\x81", "café");
    ASSERT_FOLDED("\xe2\x80\x8f", "");
}

static void
test_quoted_lines_are_told(void)
{
    static const char TEXT[] = "Yes.\n\n> WHEN is\n>> it\nMonday\n>";
    g_autoptr(GArray) quotes = g_array_new(FALSE, FALSE, sizeof(FoldSpan));
    GString *folded = fold_text(TEXT, sizeof TEXT - 1, quotes);
    g_autoptr(GString) said = g_string_new(NULL);

    g_assert_cmpstr(folded->str, ==, "yes. > when is >> it monday >");
    for (guint i = 0; i < quotes->len; i++) {
        FoldSpan span = g_array_index(quotes, FoldSpan, i);

        g_string_append_c(said, '[');
        g_string_append_len(said, folded->str + span.first, (gssize)(span.end - span.first));
        g_string_append_c(said, ']');
    }
    g_assert_cmpstr(said->str, ==, "[> when is ][>> it ][>]");
    g_string_free(folded, TRUE);
}

static void
test_line_by_line_gives_the_same(void)
{
    static const char TEXT[] =
        "\xef\xa4\x80 \xe1\x84\x80\xe1\x85\xa1\nA\xcc\x8a \n \xcc\x81\n\xff>\n> \xc4\xb0STANBUL\xc2\xa0\n\n";
    g_autoptr(GArray) quotes = g_array_new(FALSE, FALSE, sizeof(FoldSpan));
    GString *lines = fold_text(TEXT, sizeof TEXT - 1, quotes), *whole = fold_text(TEXT, sizeof TEXT - 1, NULL);

    g_assert_cmpstr(lines->str, ==, whole->str);
    g_assert_cmpuint(lines->len, ==, whole->len);
    g_string_free(lines, TRUE);
    g_string_free(whole, TRUE);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func("/fold/" name, function)
    ADD("capitals-and-composition-do-not-matter", test_capitals_and_composition_do_not_matter);
    ADD("every-run-of-blanks-is-one-space", test_every_run_of_blanks_is_one_space);
    ADD("what-is-no-text-does-not-end-it", test_what_is_no_text_does_not_end_it);
    ADD("what-nobody-sees-is-left-out", test_what_nobody_sees_is_left_out);
    ADD("quoted-lines-are-told", test_quoted_lines_are_told);
    ADD("line-by-line-gives-the-same", test_line_by_line_gives_the_same);
    return g_test_run();
}
