/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "mediation/filter.h"

extern const struct filter_driver flood_filter;

#define START G_GINT64_CONSTANT(1700000000000000)
#define PETITION                                                                                                       \
    "Please do not fell the forty lime trees along Station Road. They give shade in summer, keep the air clean, and "  \
    "are home to birds and bats; the survey that the plan rests on is six years old. Yours, "

static gpointer
open_with(const char *settings, const FilterHost *host)
{
    static ConfigTable table;
    static const ConfigTable *const tables[] = { &table, NULL };
    g_autofree char *text = g_strconcat("[filter.crowd]\ndriver = flood\n", settings, NULL);
    g_autoptr(Config) config = NULL;
    g_autoptr(GError) error = NULL;
    gpointer filter;

    table = (ConfigTable){ "filter", "flood", NULL, flood_filter.settings };
    config = config_parse(text, strlen(text), "test", "/", tables, &error);
    g_assert_no_error(error);
    filter = flood_filter.open(config, "filter.crowd", host, &error);
    g_assert_no_error(error);
    return filter;
}

/* What a filter is asked about message @id of @sender. */
typedef struct {
    gint64 id, at;
    const char *sender, *text;
} Letter;

static gboolean
judge_letter(gpointer filter, const Letter *letter, GPtrArray *verdicts, GError **error)
{
    g_autoptr(GPtrArray) parts = message_parts_new();
    g_autoptr(GBytes) bytes = g_bytes_new(letter->text, strlen(letter->text));
    g_autoptr(Prose) prose = NULL;
    FilterInput input = { .message = { letter->id },
                          .received = letter->at,
                          .channel = "x",
                          .sender = letter->sender,
                          .subject = "Trees",
                          .parts = parts };

    g_ptr_array_add(parts, message_part_new(PART_TEXT, "text/plain", NULL, bytes));
    input.prose = prose = prose_of_parts(parts);
    return flood_filter.judge(filter, &input, G_MAXINT64, verdicts, error);
}

/* "hold:flood 3 group 1", "" when it passes. */
static char *
judge(gpointer filter, gint64 id, gint64 at, const char *sender, const char *text)
{
    g_autoptr(GPtrArray) verdicts = g_ptr_array_new_with_free_func((GDestroyNotify)verdict_free);
    const Letter letter = { id, at, sender, text };
    const Verdict *verdict;

    g_assert_true(judge_letter(filter, &letter, verdicts, NULL));
    if (verdicts->len == 0)
        return g_strdup("");
    g_assert_cmpuint(verdicts->len, ==, 1);
    verdict = g_ptr_array_index(verdicts, 0);
    return g_strdup_printf("%s:%s %s group %d", verdict_kind_name(verdict->kind), verdict->label, verdict->detail,
                           (int)verdict->group);
}

#define ASSERT_JUDGED(filter, id, at, sender, text, expected)                                                          \
    do {                                                                                                               \
        g_autofree char *said = judge(filter, id, at, sender, text);                                                   \
        g_assert_cmpstr(said, ==, expected);                                                                           \
    } while (0)

static void
test_from_the_set_number_of_senders_on_it_is_a_flood(void)
{
    gpointer filter = open_with("senders = 3\n", NULL);

    ASSERT_JUDGED(filter, 1, START, "mailto:ada@a.example", PETITION "Ada", "");
    ASSERT_JUDGED(filter, 2, START, "mailto:bob@b.example", PETITION "Bob", "");
    ASSERT_JUDGED(filter, 3, START, "mailto:ann@c.example", "Good day,\n" PETITION "Ann", "label:flood 3 group 1");
    ASSERT_JUDGED(filter, 4, START, "mailto:dan@d.example",
                  "The lamp outside number 12 has been out since Monday; could somebody please come and mend it?", "");
    ASSERT_JUDGED(filter, 5, START, "mailto:eve@e.example", PETITION "Eve", "label:flood 4 group 1");
    flood_filter.close(filter);
}

static void
test_the_same_sender_counts_once(void)
{
    gpointer filter = open_with("senders = 2\n", NULL);

    for (gint64 id = 1; id <= 5; id++)
        ASSERT_JUDGED(filter, id, START, "mailto:ada@a.example", PETITION "Ada", "");
    ASSERT_JUDGED(filter, 6, START, "mailto:bob@b.example", PETITION "Bob", "label:flood 2 group 1");
    flood_filter.close(filter);
}

static void
test_it_holds_only_when_it_is_set_so(void)
{
    gpointer filter = open_with("senders = 2\nhold = true\n", NULL);

    ASSERT_JUDGED(filter, 1, START, "mailto:ada@a.example", PETITION "Ada", "");
    ASSERT_JUDGED(filter, 2, START, "mailto:bob@b.example", PETITION "Bob", "hold:flood 2 group 1");
    flood_filter.close(filter);
}

static void
test_what_is_older_than_the_window_is_forgotten(void)
{
    gpointer filter = open_with("senders = 2\nwindow = 10m\n", NULL);

    ASSERT_JUDGED(filter, 1, START, "mailto:ada@a.example", PETITION "Ada", "");
    ASSERT_JUDGED(filter, 2, START + 10 * CLOCK_MINUTE, "mailto:bob@b.example", PETITION "Bob",
                  "label:flood 2 group 1");
    ASSERT_JUDGED(filter, 3, START + 21 * CLOCK_MINUTE, "mailto:ann@c.example", PETITION "Ann", "");
    flood_filter.close(filter);
}

static void
test_a_message_judged_again_counts_once(void)
{
    gpointer filter = open_with("senders = 3\n", NULL);

    for (guint i = 0; i < 4; i++) {
        ASSERT_JUDGED(filter, 1, START, "mailto:ada@a.example", PETITION "Ada", "");
        ASSERT_JUDGED(filter, 2, START, "mailto:bob@b.example", PETITION "Bob", "");
    }
    ASSERT_JUDGED(filter, 3, START, "mailto:ann@c.example", PETITION "Ann", "label:flood 3 group 1");
    ASSERT_JUDGED(filter, 3, START, "mailto:ann@c.example", PETITION "Ann", "label:flood 3 group 1");
    flood_filter.close(filter);
}

static void
test_a_few_words_are_nobodys_petition(void)
{
    gpointer filter = open_with("senders = 2\n", NULL);

    ASSERT_JUDGED(filter, 1, START, "mailto:ada@a.example", "Thank you very much!", "");
    ASSERT_JUDGED(filter, 2, START, "mailto:bob@b.example", "Thank you very much!", "");
    flood_filter.close(filter);
}

/* More texts than it has room for: the oldest go, the others stay. */
static void
test_memory_is_bounded(void)
{
    gpointer filter = open_with("senders = 2\n", NULL);
    guint32 seed = 5;

    ASSERT_JUDGED(filter, 1, START, "mailto:ada@a.example", PETITION "Ada", "");
    for (gint64 id = 2; id < 20000; id++) {
        g_autoptr(GString) text = g_string_new(NULL);
        g_autofree char *said = NULL;

        for (guint word = 0; word < 16; word++) {
            seed = seed * 1664525U + 1013904223U;
            g_string_append_printf(text, "w%u ", seed >> 20);
        }
        said = judge(filter, id, START, "mailto:x@x.example", text->str);
    }
    ASSERT_JUDGED(filter, 20000, START, "mailto:bob@b.example", PETITION "Bob", "");
    ASSERT_JUDGED(filter, 20001, START, "mailto:ann@c.example", PETITION "Ann", "label:flood 2 group 20000");
    flood_filter.close(filter);
}

/* ---- what came before the start ---- */

typedef struct {
    guint asked;
    gboolean down;
} Past;

static gboolean
each_recent(gpointer data, gint64 since, guint limit, void (*each)(gpointer each_data, const FilterInput *input),
            gpointer each_data, GError **error)
{
    Past *past = data;
    g_autoptr(GPtrArray) parts = message_parts_new();
    g_autoptr(GBytes) bytes = g_bytes_new_static(PETITION "Ada", strlen(PETITION "Ada"));
    g_autoptr(Prose) prose = NULL;

    g_assert_cmpint(since, ==, START - CLOCK_HOUR);
    g_assert_cmpuint(limit, >, 0);
    past->asked++;
    g_ptr_array_add(parts, message_part_new(PART_TEXT, "text/plain", NULL, bytes));
    prose = prose_of_parts(parts);
    each(each_data, &(FilterInput){ .message = { 7 },
                                    .received = START,
                                    .sender = "mailto:ada@a.example",
                                    .subject = "",
                                    .parts = parts,
                                    .prose = prose });
    if (past->down)
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY, "busy");
    return !past->down;
}

static void
test_the_past_is_read_once_and_again_when_that_failed(void)
{
    static const Letter LETTER = { 8, START, "mailto:bob@b.example", PETITION "Bob" };
    Past past = { .down = TRUE };
    const FilterHost host = { .each_recent = each_recent, .data = &past };
    gpointer filter = open_with("senders = 2\n", &host);
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    g_autoptr(GError) error = NULL;

    g_assert_false(judge_letter(filter, &LETTER, none, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY);
    past.down = FALSE;
    ASSERT_JUDGED(filter, 8, START, LETTER.sender, LETTER.text, "label:flood 2 group 7");
    ASSERT_JUDGED(filter, 9, START, "mailto:ann@c.example", PETITION "Ann", "label:flood 3 group 7");
    g_assert_cmpuint(past.asked, ==, 2);
    flood_filter.close(filter);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func("/flood/" name, function)
    ADD("from-the-set-number-of-senders-on-it-is-a-flood", test_from_the_set_number_of_senders_on_it_is_a_flood);
    ADD("the-same-sender-counts-once", test_the_same_sender_counts_once);
    ADD("it-holds-only-when-it-is-set-so", test_it_holds_only_when_it_is_set_so);
    ADD("what-is-older-than-the-window-is-forgotten", test_what_is_older_than_the_window_is_forgotten);
    ADD("a-message-judged-again-counts-once", test_a_message_judged_again_counts_once);
    ADD("a-few-words-are-nobodys-petition", test_a_few_words_are_nobodys_petition);
    ADD("memory-is-bounded", test_memory_is_bounded);
    ADD("the-past-is-read-once-and-again-when-that-failed", test_the_past_is_read_once_and_again_when_that_failed);
    return g_test_run();
}
