/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/thread.h"
#include "mediation/filter.h"

extern const struct filter_driver words_filter;

/* A house with lists. */
typedef struct {
    Mutex mutex;
    WordLists *lists;
    FilterHost host;
    gpointer filter;
} House;

static WordLists *
word_lists(gpointer data)
{
    House *house = data;

    MUTEX_HELD(&house->mutex);
    return word_lists_ref(house->lists);
}

static GPtrArray *
no_lists(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)word_list_free);
}

static WordList *
add(GPtrArray *lists, const char *name, const char *label, gboolean holds, const char *words)
{
    WordList *list = g_new0(WordList, 1);

    list->name = g_strdup(name);
    list->label = g_strdup(label);
    list->holds = holds;
    list->language = g_strdup("");
    list->words = g_strdup(words);
    g_ptr_array_add(lists, list);
    return list;
}

static void
set_language(WordList *list, const char *language)
{
    g_free(list->language);
    list->language = g_strdup(language);
}

/* Takes over @lists. */
static void
change(House *house, GPtrArray *lists, guint64 version)
{
    mutex_lock(&house->mutex);
    g_clear_pointer(&house->lists, word_lists_unref);
    house->lists = word_lists_new(lists, version);
    mutex_unlock(&house->mutex);
}

static void
open_house(House *house, GPtrArray *lists)
{
    mutex_init(&house->mutex);
    house->lists = NULL;
    house->host = (FilterHost){ .word_lists = word_lists, .data = house };
    change(house, lists, 1);
    house->filter = words_filter.open(NULL, NULL, &house->host, NULL);
}

static void
close_house(House *house)
{
    words_filter.close(house->filter);
    word_lists_unref(house->lists);
    mutex_clear(&house->mutex);
}

/* "label:fence@body(Fences) …" */
static char *
judge(House *house, const char *subject, const char *body)
{
    g_autoptr(GPtrArray) verdicts = g_ptr_array_new_with_free_func((GDestroyNotify)verdict_free);
    g_autoptr(GPtrArray) parts = message_parts_new();
    g_autoptr(GBytes) bytes = g_bytes_new(body, strlen(body));
    g_autoptr(Prose) prose = NULL;
    g_autoptr(GError) error = NULL;
    FilterInput input = { .channel = "x", .sender = "", .subject = subject, .parts = parts };
    GString *out = g_string_new(NULL);

    g_ptr_array_add(parts, message_part_new(PART_TEXT, "text/plain", NULL, bytes));
    input.prose = prose = prose_of_parts(parts);
    words_filter.judge(house->filter, &input, G_MAXINT64, verdicts, &error);
    g_assert_no_error(error);
    for (guint i = 0; i < verdicts->len; i++) {
        const Verdict *verdict = verdicts->pdata[i];

        g_string_append_printf(out, "%s%s:%s@%s(%s)", i > 0 ? " " : "", verdict_kind_name(verdict->kind),
                               verdict->label, verdict->part, verdict->detail);
    }
    return g_string_free(out, FALSE);
}

#define ASSERT_JUDGED(house, subject, body, expected)                                                                  \
    do {                                                                                                               \
        g_autofree char *said = judge(house, subject, body);                                                           \
        g_assert_cmpstr(said, ==, expected);                                                                           \
    } while (0)

/* A busy machine may take its time for a new pattern; a message is then judged by the one before. */
static void
wait_until_judged(House *house, const char *body, const char *expected)
{
    gint64 deadline = clock_monotonic() + 60 * CLOCK_SECOND;
    g_autofree char *said = judge(house, "", body);

    while (strcmp(said, expected) != 0 && clock_monotonic() < deadline) {
        g_free(said);
        said = judge(house, "", body);
    }
    g_assert_cmpstr(said, ==, expected);
}

static void
test_subject_and_text_are_judged_each_by_itself(void)
{
    GPtrArray *lists = no_lists();
    House house;

    add(lists, "Fences", "fence", FALSE, "# what stands between gardens\nfence\ngarden wall\n");
    add(lists, "Threats", "threat", TRUE, "will kill you\n");
    open_house(&house, lists);
    ASSERT_JUDGED(&house, "The FENCE", "I will\nkill you.", "label:fence@(Fences) hold:threat@body(Threats)");
    ASSERT_JUDGED(&house, "Fences", "A gardenwall; I will kill your roses.", "");
    ASSERT_JUDGED(&house, "", "", "");
    /* Between its letters stands what nobody sees. */
    ASSERT_JUDGED(&house,
                  "f\xe2\x80\x8b"
                  "en\xc2\xad"
                  "ce",
                  "\xe2\x80\xaeI will ki\xe2\x81\xa0ll\xe2\x80\xac you",
                  "label:fence@(Fences) hold:threat@body(Threats)");
    close_house(&house);
}

static void
test_lists_with_one_label_are_one_verdict_that_holds_when_one_does(void)
{
    GPtrArray *lists = no_lists();
    House house;

    add(lists, "Mild", "insult", FALSE, "fool\n");
    add(lists, "Strong", "insult", TRUE, "idiot\n");
    open_house(&house, lists);
    ASSERT_JUDGED(&house, "", "You fool.", "label:insult@body(Mild)");
    ASSERT_JUDGED(&house, "", "You fool, you idiot.", "hold:insult@body(Mild, Strong)");
    close_house(&house);
}

static void
test_a_list_in_a_language_is_for_texts_in_it_or_in_none_that_can_be_told(void)
{
    GPtrArray *lists = no_lists();
    House house;

    set_language(add(lists, "Threats", "threat", FALSE, "die\n"), "en-GB");
    open_house(&house, lists);
    ASSERT_JUDGED(&house, "", "Guten Tag, die Laterne vor meinem Haus ist seit Montag kaputt.", "");
    ASSERT_JUDGED(&house, "", "I hope that you and all of your friends will die this week.",
                  "label:threat@body(Threats)");
    ASSERT_JUDGED(&house, "", "die", "label:threat@body(Threats)");
    close_house(&house);
}

static void
test_a_list_that_is_off_is_not_used(void)
{
    GPtrArray *lists = no_lists();
    House house;

    add(lists, "Fences", "fence", FALSE, "fence\n")->off = TRUE;
    open_house(&house, lists);
    ASSERT_JUDGED(&house, "", "A fence", "");
    close_house(&house);
}

static void
test_changed_lists_count_for_the_next_message(void)
{
    GPtrArray *lists = no_lists(), *others = no_lists();
    House house;

    add(lists, "Fences", "fence", FALSE, "fence\n");
    add(others, "Gates", "gate", FALSE, "gate\n");
    open_house(&house, lists);
    ASSERT_JUDGED(&house, "", "A fence and a gate", "label:fence@body(Fences)");
    change(&house, others, 2);
    wait_until_judged(&house, "A fence and a gate", "label:gate@body(Gates)");
    change(&house, no_lists(), 3);
    ASSERT_JUDGED(&house, "", "A fence and a gate", "");
    close_house(&house);
}

static void
test_without_a_house_there_are_no_words(void)
{
    House house = { .filter = words_filter.open(NULL, NULL, NULL, NULL) };

    ASSERT_JUDGED(&house, "", "anything", "");
    words_filter.close(house.filter);
}

static void
judge_in_thread(gpointer data)
{
    for (guint i = 0; i < 50; i++) {
        g_autofree char *said = judge(data, "", "A fence");

        g_assert_true(*said == '\0' || strcmp(said, "label:fence@body(Fences)") == 0);
    }
}

static void
test_threads_judge_while_lists_change(void)
{
    GPtrArray *first = no_lists();
    Thread *threads[3];
    House house;

    add(first, "Fences", "fence", FALSE, "fence\n");
    open_house(&house, first);
    for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
        threads[i] = thread_start("judge", judge_in_thread, &house);
    for (guint version = 2; version < 8; version++) {
        GPtrArray *lists = no_lists();

        add(lists, "Fences", "fence", FALSE, version % 2 == 0 ? "gate\n" : "fence\n");
        change(&house, lists, version);
    }
    for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
        thread_join(threads[i]);
    wait_until_judged(&house, "A fence", "label:fence@body(Fences)");
    close_house(&house);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func("/words/" name, function)
    ADD("subject-and-text-are-judged-each-by-itself", test_subject_and_text_are_judged_each_by_itself);
    ADD("lists-with-one-label-are-one-verdict-that-holds-when-one-does",
        test_lists_with_one_label_are_one_verdict_that_holds_when_one_does);
    ADD("a-list-in-a-language-is-for-texts-in-it-or-in-none-that-can-be-told",
        test_a_list_in_a_language_is_for_texts_in_it_or_in_none_that_can_be_told);
    ADD("a-list-that-is-off-is-not-used", test_a_list_that_is_off_is_not_used);
    ADD("changed-lists-count-for-the-next-message", test_changed_lists_count_for_the_next_message);
    ADD("without-a-house-there-are-no-words", test_without_a_house_there_are_no_words);
    ADD("threads-judge-while-lists-change", test_threads_judge_while_lists_change);
    return g_test_run();
}
