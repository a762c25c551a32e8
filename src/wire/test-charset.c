/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "wire/charset.h"

static void
assert_read(const char *label, const char *bytes, const char *expected)
{
    g_autofree char *text = charset_to_utf8(label, bytes, strlen(bytes));

    g_assert_cmpstr(text, ==, expected);
}

static void
known_charsets_are_read(void)
{
    assert_read("utf-8", "gr\xc3\xbc\xc3\x9f", "grüß");
    assert_read("ISO-8859-15", "10 \xa4", "10 €");
    assert_read("iso-8859-14", "d\xf0r", "dŵr");
    assert_read("koi8-r", "\xf0\xd2\xc9\xd7\xc5\xd4", "Привет");
    assert_read("shift_jis", "\x93\xfa\x96\x7b", "日本");
    assert_read("iso-2022-jp", "\x1b$B\x46\x7c\x4b\x5c\x1b(B", "日本");
    assert_read("ks_c_5601-1987", "\xc7\xd1", "한");
    assert_read("gb2312", "\xd6\xd0", "中");
    assert_read("utf-7", "gr+APw-n", "grün");
}

static void
every_label_of_the_table_can_be_converted(void)
{
    static const char *const some[] = { "big5",         "cp437",       "euc-jp",    "iso-2022-kr",
                                        "iso-8859-8-i", "iso-8859-16", "macintosh", "utf-16le",
                                        "windows-1258", "tis-620",     "koi8-u",    "x-gbk" };

    for (gsize i = 0; i < G_N_ELEMENTS(some); i++) {
        const char letter[] = "A\0";
        gsize length = g_str_equal(some[i], "utf-16le") ? 2 : 1;
        g_autofree char *text = charset_to_utf8(some[i], letter, length);

        g_assert_true(charset_is_known(some[i]));
        g_assert_cmpstr(text, ==, "A");
    }
}

static void
latin1_means_windows_1252(void)
{
    assert_read("iso-8859-1",
                "\x93"
                "10 \x80\x94",
                "“10 €”");
    assert_read("us-ascii", "gr\xfcn", "grün");
    assert_read(NULL, "gr\xfcn", "grün");
}

static void
utf8_under_a_western_label_is_utf8(void)
{
    assert_read("iso-8859-1", "gr\xc3\xbcn", "grün");
    assert_read(NULL, "gr\xc3\xbcn", "grün");
}

static void
western_under_a_utf8_label_is_western_unless_some_of_it_is_utf8(void)
{
    assert_read("utf-8", "gr\xfcn", "grün");
    assert_read("utf-8", "gr\xc3\xbcn \xfc", "grün \xef\xbf\xbd");
}

static void
what_cannot_be_read_is_replaced_not_lost(void)
{
    assert_read("x-unknown", "gr\xfcn", "gr\xef\xbf\xbdn");
    assert_read("windows-1252",
                "a\x81"
                "b",
                "a\xef\xbf\xbd"
                "b");
    assert_read("shift_jis", "a\x93", "a\xef\xbf\xbd");
    assert_read("../../etc/x", "abc", "abc");
}

static void
controls_and_line_ends_are_cleaned(void)
{
    assert_read("utf-16be", "\x7f", "\xef\xbf\xbd");
    assert_read("iso-8859-15", "a\r\nb\x07", "a\nb");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name) g_test_add_func("/charset/" #name, name)
    ADD(known_charsets_are_read);
    ADD(every_label_of_the_table_can_be_converted);
    ADD(latin1_means_windows_1252);
    ADD(utf8_under_a_western_label_is_utf8);
    ADD(western_under_a_utf8_label_is_western_unless_some_of_it_is_utf8);
    ADD(what_cannot_be_read_is_replaced_not_lost);
    ADD(controls_and_line_ends_are_cleaned);
    return g_test_run();
}
