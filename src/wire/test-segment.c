/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "wire/segment.h"

static char *
repeat(const char *sign, guint times)
{
    GString *text = g_string_new(NULL);

    while (times-- > 0)
        g_string_append(text, sign);
    return g_string_free(text, FALSE);
}

/* @times of @sign are @count parts, the last of which has room for @left units. */
static void
assert_parts(const char *sign, guint times, SegmentAlphabet alphabet, guint count, guint left)
{
    g_autofree char *text = repeat(sign, times);
    g_autoptr(SegmentPlan) plan = segment_plan(text);

    g_assert_cmpint(plan->alphabet, ==, alphabet);
    g_assert_cmpuint(plan->count, ==, count);
    g_assert_cmpuint(plan->left, ==, left);
    if (count > 0)
        g_assert_cmpuint(g_array_index(plan->ends, gsize, count - 1), ==, strlen(text));
}

static void
gsm_holds_160_and_153_in_each_of_several(void)
{
    assert_parts("a", 0, SEGMENT_GSM, 0, 160);
    assert_parts("a", 1, SEGMENT_GSM, 1, 159);
    assert_parts("ß", 160, SEGMENT_GSM, 1, 0);
    assert_parts("a", 161, SEGMENT_GSM, 2, 145); /* 153 + 8 */
    assert_parts("a", 306, SEGMENT_GSM, 2, 0);
    assert_parts("a", 307, SEGMENT_GSM, 3, 152);
}

static void
everything_else_is_ucs2_with_70_and_67(void)
{
    assert_parts("ж", 70, SEGMENT_UCS2, 1, 0);
    assert_parts("ж", 71, SEGMENT_UCS2, 2, 63); /* 67 + 4 */
    assert_parts("ж", 134, SEGMENT_UCS2, 2, 0);
    assert_parts("ж", 135, SEGMENT_UCS2, 3, 66);
}

static void
extended_signs_count_twice_and_are_not_split(void)
{
    assert_parts("€", 80, SEGMENT_GSM, 1, 0);
    assert_parts("€", 81, SEGMENT_GSM, 2, 153 - 2 * 5); /* 76 in the first: the 153rd septet stays empty */
    assert_parts("{", 1, SEGMENT_GSM, 1, 158);
}

static void
surrogate_pairs_are_not_split(void)
{
    assert_parts("😀", 35, SEGMENT_UCS2, 1, 0);
    assert_parts("😀", 36, SEGMENT_UCS2, 2, 67 - 2 * 3); /* 33 in the first: the 67th unit stays empty */
}

static void
each_sign_of_the_alphabet_is_one_septet_or_two(void)
{
    static const char ONE[] =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
        "abcdefghijklmnopqrstuvwxyzäöñüà";
    static const char TWO[] = "^{}\\[~]|\f€";
    g_autoptr(SegmentPlan) one = segment_plan(ONE);
    g_autoptr(SegmentPlan) two = segment_plan(TWO);

    g_assert_cmpint(one->alphabet, ==, SEGMENT_GSM);
    g_assert_cmpint(g_utf8_strlen(ONE, -1), ==, 127); /* 128 places, one of which is the escape */
    g_assert_cmpuint(one->units, ==, 127);
    g_assert_cmpint(two->alphabet, ==, SEGMENT_GSM);
    g_assert_cmpuint(two->units, ==, 20);
    assert_parts("`", 1, SEGMENT_UCS2, 1, 69);
    assert_parts("ç", 1, SEGMENT_UCS2, 1, 69);
    assert_parts("\t", 1, SEGMENT_UCS2, 1, 69);
}

static void
parts_put_together_are_the_text(void)
{
    g_autofree char *text = repeat("Wir kommen am 3. um 9 Uhr; bitte [klingeln]. ", 12);
    g_autoptr(SegmentPlan) plan = segment_plan(text);
    gsize begin = 0;

    g_assert_cmpuint(plan->count, ==, 4);
    for (guint i = 0; i < plan->count; i++) {
        gsize end = g_array_index(plan->ends, gsize, i);
        g_autofree char *part = g_strndup(text + begin, end - begin);
        g_autoptr(SegmentPlan) alone = segment_plan(part);

        g_assert_cmpuint(alone->units, <=, plan->capacity);
        g_assert_cmpuint(alone->units, >, 0);
        begin = end;
    }
    g_assert_cmpuint(begin, ==, strlen(text));
}

static void
assert_plain(const char *text, const char *expected)
{
    g_autofree char *plain = segment_plain(text);

    g_assert_cmpstr(plain, ==, expected);
}

static void
typographic_signs_become_plain_when_that_keeps_gsm(void)
{
    assert_plain("“Yes” – it’s done…\u00a0• thanks", "\"Yes\" - it's done... - thanks");
    assert_plain("a\tb", "a b");
    assert_plain("Ça va, garçon", "Ça va, garÇon");
    assert_plain("“Да”…", "“Да”…");
}

static void
line_ends_are_lf_and_what_nobody_sees_is_gone(void)
{
    assert_plain("one\r\ntwo\rthree", "one\ntwo\nthree");
    assert_plain("so\u00adft\u200b\ufeff", "soft");
    assert_plain("ж\u200b\r\n", "ж\n");
    assert_plain("", "");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name) g_test_add_func("/segment/" #name, name)
    ADD(gsm_holds_160_and_153_in_each_of_several);
    ADD(everything_else_is_ucs2_with_70_and_67);
    ADD(extended_signs_count_twice_and_are_not_split);
    ADD(surrogate_pairs_are_not_split);
    ADD(each_sign_of_the_alphabet_is_one_septet_or_two);
    ADD(parts_put_together_are_the_text);
    ADD(typographic_signs_become_plain_when_that_keeps_gsm);
    ADD(line_ends_are_lf_and_what_nobody_sees_is_gone);
    return g_test_run();
}
