/* SPDX-License-Identifier: Apache-2.0 */
#include "model/topic-words.h"
#include "model/word-list.h"

static void
test_a_list_is_its_lines_without_remarks_and_repetitions(void)
{
    g_autoptr(GPtrArray) words = word_list_split("# insults\r\nidiot\n  fool \n\nidiot\nwill kill you\n#end");

    g_assert_cmpuint(words->len, ==, 3);
    g_assert_cmpstr(words->pdata[0], ==, "idiot");
    g_assert_cmpstr(words->pdata[1], ==, "fool");
    g_assert_cmpstr(words->pdata[2], ==, "will kill you");
}

static void
test_a_label_is_a_word_that_no_filter_of_ours_uses(void)
{
    g_assert_true(word_list_label_is_valid("threat"));
    g_assert_true(word_list_label_is_valid("self-harm"));
    g_assert_false(word_list_label_is_valid(""));
    g_assert_false(word_list_label_is_valid("Threat"));
    g_assert_false(word_list_label_is_valid("-threat"));
    g_assert_false(word_list_label_is_valid("a-label-that-is-longer-than-32-bytes"));
    g_assert_true(word_list_label_is_taken("malware"));
    g_assert_true(word_list_label_is_taken("number-iban"));
    g_assert_false(word_list_label_is_taken("threat"));
}

static gboolean
are_topics(const char *text, const char *const *topics)
{
    g_autoptr(GPtrArray) words = word_list_split(text);

    return topic_words_are_topics(words, topics);
}

static void
test_a_list_of_topics_is_told_from_a_list_of_insults(void)
{
    static const char *const UNITS[] = { "Highways", "Parks", NULL };

    g_assert_true(are_topics("animal\ntesting\ncruel", NULL));
    g_assert_true(are_topics("Steuer\nBürgermeisterin\nFlüchtlinge\nidiot", NULL));
    g_assert_true(are_topics("highways agency", UNITS));
    g_assert_false(are_topics("highways agency", NULL));
    g_assert_false(are_topics("idiot\nfool\nscum\ntax", NULL));
    g_assert_false(are_topics("will kill you", NULL));
    g_assert_false(are_topics("", NULL));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/word-list/a-list-is-its-lines-without-remarks-and-repetitions",
                    test_a_list_is_its_lines_without_remarks_and_repetitions);
    g_test_add_func("/word-list/a-label-is-a-word-that-no-filter-of-ours-uses",
                    test_a_label_is_a_word_that_no_filter_of_ours_uses);
    g_test_add_func("/word-list/a-list-of-topics-is-told-from-a-list-of-insults",
                    test_a_list_of_topics_is_told_from_a_list_of_insults);
    return g_test_run();
}
