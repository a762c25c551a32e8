/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "wire/likeness.h"

#define PETITION                                                                                                       \
    "I am writing to you because the council plans to fell the forty lime trees along Station Road in spring.\n"       \
    "The trees give shade in summer, keep the air clean, and are home to birds and bats. The survey that the plan\n"   \
    "rests on is six years old and looked at only eleven of the trees. Please stop the work until a new survey is\n"   \
    "there, and let the people who live in the road speak at the next meeting of the committee. A road can be\n"       \
    "mended around a tree; a tree cannot be mended at all.\n"

static guint64
hash(const char *text)
{
    guint64 value;

    g_assert_true(likeness_hash(text, strlen(text), &value));
    return value;
}

static void
assert_near(const char *a, const char *b, gboolean near)
{
    guint distance = likeness_distance(hash(a), hash(b));

    g_test_message("distance %u", distance);
    g_assert_cmpint(distance <= LIKENESS_NEAR, ==, near);
}

static void
test_a_petition_with_another_name_under_it_is_nearly_the_same(void)
{
    assert_near("Dear councillors,\n" PETITION "Yours, Ada Lovelace", "Dear Mayor,\n" PETITION "Best wishes, Bob Reed",
                TRUE);
    assert_near(PETITION, PETITION "I have lived here for nine years.", TRUE);
    assert_near(PETITION, PETITION "> and what was quoted\n> does not count at all, however long it may be\n", TRUE);
}

static void
test_capitals_and_line_ends_make_no_difference(void)
{
    g_autofree char *loud = g_ascii_strup(PETITION, -1);

    g_strdelimit(loud, "\n", ' ');
    g_assert_cmpuint(likeness_distance(hash(PETITION), hash(loud)), ==, 0);
}

static void
test_the_same_matter_in_other_words_is_not_the_same(void)
{
    assert_near(PETITION,
                "Please do not cut down the lime trees in Station Road. My children walk under them to school every "
                "day, and the old survey says nothing about most of them. I would like to speak at the committee.",
                FALSE);
    assert_near("Good day, the street lamp outside number 12 has been out since Monday, could you please mend it soon?",
                "Good day, the bin outside number 40 was not emptied this week, could you please send a crew soon?",
                FALSE);
}

static void
test_a_few_words_are_like_many_others(void)
{
    guint64 value;

    g_assert_false(likeness_hash("Thank you very much!", 20, &value));
    g_assert_false(likeness_hash("", 0, &value));
    g_assert_false(
        likeness_hash("> one two three four five six seven eight nine ten eleven twelve thirteen", 70, &value));
}

static void
test_long_texts_are_counted_rightly(void)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < 1000; i++)
        g_string_append(text, "one two three four five ");
    /* Five pairs, each as often: the same as a text that says them three times. */
    g_assert_cmpuint(likeness_distance(hash(text->str), hash("one two three four five one two three four five "
                                                             "one two three four five one")),
                     ==, 0);
    g_string_free(text, TRUE);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func("/likeness/" name, function)
    ADD("a-petition-with-another-name-under-it-is-nearly-the-same",
        test_a_petition_with_another_name_under_it_is_nearly_the_same);
    ADD("capitals-and-line-ends-make-no-difference", test_capitals_and_line_ends_make_no_difference);
    ADD("the-same-matter-in-other-words-is-not-the-same", test_the_same_matter_in_other_words_is_not_the_same);
    ADD("a-few-words-are-like-many-others", test_a_few_words_are_like_many_others);
    ADD("long-texts-are-counted-rightly", test_long_texts_are_counted_rightly);
    return g_test_run();
}
