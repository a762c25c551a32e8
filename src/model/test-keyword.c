/* SPDX-License-Identifier: Apache-2.0 */
#include "model/keyword.h"

static const char *const ENGLISH[] = { "en", NULL };
static const char *const BOTH[] = { "en", "de", NULL };

static void
expect(const char *text, const char *const *languages, Keyword keyword, const char *wanted, const char *language)
{
    g_autofree char *found = NULL;
    const char *of;

    g_test_message("%s", text);
    g_assert_cmpint(keyword_read(text, languages, &found, &of), ==, keyword);
    g_assert_cmpstr(found, ==, wanted);
    g_assert_cmpstr(of, ==, language);
}

static void
a_word_alone_counts_however_it_is_written(void)
{
    expect("STOP", ENGLISH, KEYWORD_STOP, "", "en");
    expect("  \"Stop!\"\r\n", ENGLISH, KEYWORD_STOP, "", "en");
    expect("stop  all.", ENGLISH, KEYWORD_STOP, "", "en");
    expect("Unsubscribe", ENGLISH, KEYWORD_STOP, "", "en");
    expect("help?", ENGLISH, KEYWORD_HELP, "", "en");
    expect("Yes.", ENGLISH, KEYWORD_YES, "", "en");
    expect("unstop", ENGLISH, KEYWORD_START, "", "en");
}

static void
a_sentence_is_for_people(void)
{
    expect("please stop", ENGLISH, KEYWORD_NONE, "", "");
    expect("Stop the noise in Mill Lane", ENGLISH, KEYWORD_NONE, "", "");
    expect("help me", ENGLISH, KEYWORD_NONE, "", "");
    expect("start with the lamp", ENGLISH, KEYWORD_NONE, "", "");
    expect("", ENGLISH, KEYWORD_NONE, "", "");
    expect("...", ENGLISH, KEYWORD_NONE, "", "");
    expect("|", ENGLISH, KEYWORD_NONE, "", "");
}

static void
words_of_a_language_count_where_it_is_spoken(void)
{
    expect("Hilfe", ENGLISH, KEYWORD_NONE, "", "");
    expect("Hilfe", BOTH, KEYWORD_HELP, "", "de");
    expect("ABMELDEN", BOTH, KEYWORD_STOP, "", "de");
    expect("ku\xcc\x88ndigen", BOTH, KEYWORD_STOP, "", "de"); /* decomposed */
    expect("ja", BOTH, KEYWORD_YES, "", "de");
}

static void
what_several_languages_share_tells_none(void)
{
    expect("stop", BOTH, KEYWORD_STOP, "", "");
    expect("info", BOTH, KEYWORD_HELP, "", "");
}

static void
behind_start_stands_what_is_wanted(void)
{
    expect("START Roads!", ENGLISH, KEYWORD_START, "roads", "en");
    expect("opt in", ENGLISH, KEYWORD_START, "", "en");
    expect("subscribe: alerts", ENGLISH, KEYWORD_NONE, "", ""); /* "subscribe:" is another word */
    g_assert_cmpint(keyword_topic("alerts", ENGLISH), ==, KEYWORD_TOPIC_ALERTS);
    g_assert_cmpint(keyword_topic("warnungen", ENGLISH), ==, KEYWORD_TOPIC_OTHER);
    g_assert_cmpint(keyword_topic("warnungen", BOTH), ==, KEYWORD_TOPIC_ALERTS);
    g_assert_cmpint(keyword_topic("all", ENGLISH), ==, KEYWORD_TOPIC_ALL);
    g_assert_cmpint(keyword_topic("", ENGLISH), ==, KEYWORD_TOPIC_OTHER);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/keyword/alone", a_word_alone_counts_however_it_is_written);
    g_test_add_func("/keyword/sentence", a_sentence_is_for_people);
    g_test_add_func("/keyword/languages", words_of_a_language_count_where_it_is_spoken);
    g_test_add_func("/keyword/shared", what_several_languages_share_tells_none);
    g_test_add_func("/keyword/wanted", behind_start_stands_what_is_wanted);
    return g_test_run();
}
