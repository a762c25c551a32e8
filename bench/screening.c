/* SPDX-License-Identifier: Apache-2.0 */
/* How many messages a second go through all filters that ask nobody outside, on one core: attachment, flood, personal
 * numbers, words, and the language of the text; seconds of processor time of one thread.
 *
 *     script/bench screening [--quick]
 *     build-release/bench/screening --count 20000     only the filters, for a profiler
 *
 * Messages of 2 KiB, 4,096 different texts in turns, each time as a new message, so that the memory of the flood filter
 * is full before the clock runs; one in ten with an attachment and one in ten with a number and a word of the list; a
 * list of 1,000 words. Beside it, over the same texts: each of the 1,000 words looked for
 * by PCRE2, one after the other, compiled just in time, which is what a list of expressions comes to elsewhere. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/number.h"
#include "mediation/filters.h"

#define MESSAGES  4096  /* different ones */
#define FILLING   16384 /* messages before the clock runs */
#define TEXT_SIZE 2048
#define WORDS     1000
#define AIM       10000.0

extern const struct filter_driver attachment_filter, flood_filter, personal_number_filter, words_filter;

typedef struct {
    GPtrArray *inputs; /* FilterInput * */
    WordLists *lists;
    guint32 seed;
    gint64 judged;
    guint verdicts;
} Bench;

static const char *const SYLLABLES[] = { "ba", "con", "de",  "fer", "gi",   "hol",  "in", "ka",  "lor", "men",
                                         "no", "per", "qui", "ra",  "ster", "tion", "un", "ver", "wa",  "zen" };
static const char *const SMALL[] = { "the",  "of",  "and", "to",   "in",  "is", "that", "for", "was",    "on",
                                     "with", "are", "my",  "have", "not", "at", "it",   "be",  "please", "since" };

static guint
next(Bench *bench, guint limit)
{
    bench->seed = bench->seed * 1664525U + 1013904223U;
    return (bench->seed >> 8) % limit;
}

static void
append_word(Bench *bench, GString *out, guint syllables)
{
    for (guint i = 0; i < syllables; i++)
        g_string_append(out, SYLLABLES[next(bench, G_N_ELEMENTS(SYLLABLES))]);
}

static char *
make_list(Bench *bench)
{
    g_autoptr(GHashTable) there = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GString *words = g_string_new(NULL);

    while (g_hash_table_size(there) < WORDS) {
        GString *word = g_string_new("x"); /* so that an ordinary text holds few of them */
        char *whole;

        append_word(bench, word, 2 + next(bench, 3));
        whole = g_string_free(word, FALSE);
        if (g_hash_table_contains(there, whole)) {
            g_free(whole);
            continue;
        }
        g_string_append_printf(words, "%s\n", whole);
        g_hash_table_add(there, whole);
    }
    return g_string_free(words, FALSE);
}

static GBytes *
make_text(Bench *bench, guint number, const char *word)
{
    GString *text = g_string_new(NULL);

    if (number % 10 == 0)
        g_string_append_printf(text, "My card is 4111111111111111 and %s stands here. ", word);
    while (text->len < TEXT_SIZE) {
        if (next(bench, 2) == 0)
            g_string_append(text, SMALL[next(bench, G_N_ELEMENTS(SMALL))]);
        else
            append_word(bench, text, 1 + next(bench, 3));
        g_string_append(text, next(bench, 12) == 0 ? ".\n" : " ");
    }
    g_string_truncate(text, TEXT_SIZE);
    return g_string_free_to_bytes(text);
}

static void
add_message(Bench *bench, guint number, const char *word)
{
    FilterInput *input = g_new0(FilterInput, 1);
    GPtrArray *parts = message_parts_new();
    g_autoptr(GBytes) text = make_text(bench, number, word);

    g_ptr_array_add(parts, message_part_new(PART_TEXT, "text/plain", NULL, text));
    if (number % 10 == 1) {
        g_autoptr(GBytes) picture = g_bytes_new_static("\x89PNG\r\n\x1a\n and more", 17);

        g_ptr_array_add(parts, message_part_new("att-01", "image/png", "lamp.png", picture));
    }
    *input = (FilterInput){ .received = clock_now(),
                            .channel = "email",
                            .sender = g_strdup_printf("mailto:citizen%u@home.example", number),
                            .subject = "The street lamp outside number 12",
                            .parts = parts };
    g_ptr_array_add(bench->inputs, input);
}

static WordLists *
bench_lists(gpointer data)
{
    return word_lists_ref(((Bench *)data)->lists);
}

static gboolean
no_recent(gpointer data, gint64 since, guint limit, void (*each)(gpointer, const FilterInput *), gpointer each_data,
          GError **error)
{
    (void)data, (void)since, (void)limit, (void)each, (void)each_data, (void)error;
    return TRUE;
}

static void
on_verdict(gpointer data, const char *filter, const Verdict *verdict)
{
    (void)filter, (void)verdict;
    ((Bench *)data)->verdicts++;
}

/* Of this thread: neither a busy machine nor the compiling thread counts. */
static double
cpu_seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* The next message, as mediation/receiving/screening.c does it. */
static void
judge(Bench *bench, Filters *filters)
{
    FilterInput input = *(const FilterInput *)bench->inputs->pdata[bench->judged % bench->inputs->len];
    g_autoptr(Prose) prose = prose_of_parts(input.parts);

    input.message.value = ++bench->judged;
    input.prose = prose;
    if (!filters_judge(filters, &input, 60 * CLOCK_SECOND, on_verdict, bench, NULL))
        g_error("a filter did not judge");
    prose_language(prose);
}

static Filters *
open_filters(Bench *bench, FilterHost *host, const struct filter_driver *const *drivers)
{
    g_autoptr(Config) config = config_parse("", 0, "bench", "/", (const ConfigTable *const[]){ NULL }, NULL);
    Filters *filters = NULL;

    *host = (FilterHost){ bench_lists, no_recent, bench };
    filters = filters_open(config, drivers, host, NULL);
    judge(bench, filters); /* the words are compiled */
    for (guint i = 0; i < FILLING; i++)
        judge(bench, filters);
    bench->verdicts = 0;
    return filters;
}

void judge_many(Bench *bench, Filters *filters, guint count);

/* By itself, so that a profiler can be told to count only this. */
__attribute__((noinline)) void
judge_many(Bench *bench, Filters *filters, guint count)
{
    for (guint i = 0; i < count; i++)
        judge(bench, filters);
}

/* Messages a second. */
static double
measure_filters(Bench *bench, const struct filter_driver *const *drivers, double seconds)
{
    FilterHost host;
    Filters *filters = open_filters(bench, &host, drivers);
    guint count = 0;
    double start = cpu_seconds();

    do {
        judge_many(bench, filters, 256);
        count += 256;
    } while (cpu_seconds() - start < seconds);
    start = cpu_seconds() - start;
    filters_close(filters);
    return count / start;
}

/* The words alone, each with an expression of its own: messages a second. */
static double
measure_pcre2(Bench *bench, const GPtrArray *words, double seconds)
{
    g_autoptr(GPtrArray) codes = g_ptr_array_new_with_free_func((GDestroyNotify)pcre2_code_free);
    pcre2_match_data *match = pcre2_match_data_create(1, NULL);
    guint count = 0, found = 0;
    double start;

    for (guint i = 0; i < words->len; i++) {
        g_autofree char *pattern = g_strdup_printf("\\b%s\\b", (const char *)words->pdata[i]);
        size_t offset;
        int fault;
        pcre2_code *code = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED,
                                         PCRE2_CASELESS | PCRE2_UTF | PCRE2_UCP, &fault, &offset, NULL);

        pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
        g_ptr_array_add(codes, code);
    }
    start = cpu_seconds();
    do {
        const FilterInput *input = bench->inputs->pdata[count++ % bench->inputs->len];
        const MessagePart *body = message_parts_find(input->parts, PART_TEXT);

        for (guint i = 0; i < codes->len; i++)
            found += pcre2_match(codes->pdata[i], g_bytes_get_data(body->bytes, NULL), g_bytes_get_size(body->bytes), 0,
                                 PCRE2_NO_UTF_CHECK, match, NULL) > 0;
    } while (cpu_seconds() - start < seconds);
    start = cpu_seconds() - start;
    pcre2_match_data_free(match);
    return found > 0 ? count / start : 0;
}

static void
report(const char *what, double value, double other, const char *against)
{
    printf("RESULT %s %.0f messages/s %.2f %s\n", what, value, value / other, against);
}

static const struct filter_driver *const ALL[] = { &attachment_filter, &flood_filter, &personal_number_filter,
                                                   &words_filter, NULL };

/* What "--count N" asks for. */
static int
count_only(Bench *bench, const char *typed)
{
    FilterHost host;
    Filters *filters;
    gint64 count;

    if (!number_parse_int64(typed, 1, G_MAXUINT, &count, NULL))
        return 2;
    filters = open_filters(bench, &host, ALL);
    judge_many(bench, filters, (guint)count);
    filters_close(filters);
    printf("%" G_GINT64_FORMAT " messages, %u verdicts\n", count, bench->verdicts);
    return 0;
}

int
main(int argc, char **argv)
{
    static const struct filter_driver *const WORDS_ONLY[] = { &words_filter, NULL };
    double seconds = argc > 1 && strcmp(argv[1], "--quick") == 0 ? 3 : 15, all, words, pcre2;
    g_autofree char *list = NULL;
    g_autoptr(GPtrArray) split = NULL;
    Bench bench = { .inputs = g_ptr_array_new(), .seed = 7 };
    WordList *word_list = g_new0(WordList, 1);
    GPtrArray *lists = g_ptr_array_new_with_free_func((GDestroyNotify)word_list_free);

    list = make_list(&bench);
    split = word_list_split(list);
    *word_list = (WordList){
        .name = g_strdup("bench"), .label = g_strdup("bench"), .language = g_strdup(""), .words = g_strdup(list)
    };
    g_ptr_array_add(lists, word_list);
    bench.lists = word_lists_new(lists, 1);
    for (guint i = 0; i < MESSAGES; i++)
        add_message(&bench, i, split->pdata[i % split->len]);
    if (argc > 2 && strcmp(argv[1], "--count") == 0)
        return count_only(&bench, argv[2]);
    all = measure_filters(&bench, ALL, seconds);
    printf("%u words, %u verdicts\n", split->len, bench.verdicts);
    words = measure_filters(&bench, WORDS_ONLY, seconds);
    pcre2 = measure_pcre2(&bench, split, seconds);
    report("screening-all", all, AIM, "aim-10000");
    report("screening-words", words, pcre2, "pcre2-one-by-one");
    report("screening-pcre2", pcre2, AIM, "aim-10000");
    word_lists_unref(bench.lists);
    return 0;
}
