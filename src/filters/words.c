/* SPDX-License-Identifier: Apache-2.0 */
/* filters/words: finds the words of the officers' lists in subject and text, and gives their labels; a list says
 * whether it also holds the message. It never hides anything.
 *
 * The lists are officers' data and come from the house, see FilterHost. The pattern is made on a thread of its own and
 * swapped in whole: until then a message is judged by the lists as they were before, and when there was no pattern yet
 * it waits. A list with a language is used for texts in that language, and where the language cannot be told: "die" is
 * a threat in one and an article in another. */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/locale.h"
#include "base/log.h"
#include "base/thread.h"
#include "mediation/filter.h"
#include "wire/wordset.h"

#define PATIENCE (2 * CLOCK_SECOND) /* for a newer pattern, when there is an older one */

/* A pattern with the lists that it was made from. */
typedef struct {
    gint references;
    WordLists *lists;
    Wordset *set; /* NULL: it could not be made */
} Pattern;

typedef struct {
    const FilterHost *host; /* NULL: there are no lists */
    Mutex mutex;
    Condition changed; /* current, wanted or stopping */
    Pattern *current;  /* NULL: none yet */
    guint64 wanted;    /* version of the lists that somebody asked for */
    gboolean stopping;
    Thread *thread;
} WordsFilter;

static void
pattern_unref(Pattern *pattern)
{
    if (pattern == NULL || !g_atomic_int_dec_and_test(&pattern->references))
        return;
    word_lists_unref(pattern->lists);
    wordset_free(pattern->set);
    g_free(pattern);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pattern, pattern_unref)

/* ---- making the pattern ---- */

static Wordset *
make_set(const WordLists *lists, GError **error)
{
    g_autoptr(GArray) words = g_array_new(FALSE, FALSE, sizeof(WordsetWord));
    g_autoptr(GPtrArray) owned = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);

    for (guint i = 0; i < lists->lists->len; i++) {
        const WordList *list = g_ptr_array_index(lists->lists, i);
        GPtrArray *split = list->off ? NULL : word_list_split(list->words);

        for (guint k = 0; split != NULL && k < split->len; k++) {
            WordsetWord word = { split->pdata[k], i };

            g_array_append_val(words, word);
        }
        if (split != NULL)
            g_ptr_array_add(owned, split);
    }
    return wordset_new((const WordsetWord *)(gpointer)words->data, words->len, error);
}

/* @lists is taken over. */
static Pattern *
make_pattern(WordLists *lists)
{
    Pattern *pattern = g_new0(Pattern, 1);
    g_autoptr(GError) error = NULL;

    pattern->references = 1;
    pattern->lists = lists;
    pattern->set = make_set(lists, &error);
    if (pattern->set == NULL)
        log_failure("filter.words-unusable", error);
    return pattern;
}

static void
compile_when_wanted(gpointer data)
{
    WordsFilter *filter = data;

    mutex_lock(&filter->mutex);
    while (!filter->stopping) {
        Pattern *fresh, *before;

        if (filter->current != NULL && filter->current->lists->version >= filter->wanted) {
            condition_wait(&filter->changed, &filter->mutex);
            continue;
        }
        mutex_unlock(&filter->mutex);
        fresh = make_pattern(filter->host->word_lists(filter->host->data));
        mutex_lock(&filter->mutex);
        before = filter->current;
        filter->current = fresh;
        filter->wanted = MAX(filter->wanted, fresh->lists->version);
        condition_broadcast(&filter->changed);
        pattern_unref(before);
    }
    mutex_unlock(&filter->mutex);
}

/* A pattern of the lists as of @version, for which it waits PATIENCE; else an older one; NULL: none yet at @deadline.
 */
static Pattern *
take_pattern(WordsFilter *filter, guint64 version, gint64 deadline)
{
    gint64 patient = MIN(deadline, clock_monotonic() + PATIENCE);

    MUTEX_HELD(&filter->mutex);
    if (version > filter->wanted) {
        filter->wanted = version;
        condition_broadcast(&filter->changed);
    }
    while (filter->current == NULL || filter->current->lists->version < version)
        if (!condition_wait_until(&filter->changed, &filter->mutex, filter->current == NULL ? deadline : patient))
            break;
    if (filter->current != NULL)
        g_atomic_int_inc(&filter->current->references);
    return filter->current;
}

/* ---- judging ---- */

typedef struct {
    const WordLists *lists;
    const char *language; /* of the text; "" unknown */
    guint8 *found;        /* by list */
} Judging;

static gboolean
speaks_language(const WordList *list, const char *language)
{
    gsize length = strlen(language);

    return *language == '\0' || *list->language == '\0' ||
           (g_ascii_strncasecmp(list->language, language, length) == 0 &&
            (list->language[length] == '\0' || list->language[length] == '-'));
}

static void
on_word(guint word, guint tag, gpointer data)
{
    Judging *judging = data;
    const WordList *list = g_ptr_array_index(judging->lists->lists, tag);

    (void)word;
    if (speaks_language(list, judging->language))
        judging->found[tag] = TRUE;
}

static Verdict *
find_verdict(const GPtrArray *verdicts, guint first, const char *label)
{
    for (guint i = first; i < verdicts->len; i++) {
        Verdict *verdict = g_ptr_array_index(verdicts, i);

        if (strcmp(verdict->label, label) == 0)
            return verdict;
    }
    return NULL;
}

/* Two lists may share a label: one verdict, which holds when one of them does. */
static void
add_verdict(GPtrArray *verdicts, guint first, const WordList *list, const char *part)
{
    VerdictKind kind = list->holds ? VERDICT_HOLD : VERDICT_LABEL;
    Verdict *verdict = find_verdict(verdicts, first, list->label);
    g_autofree char *names = NULL;

    if (verdict == NULL) {
        verdict = verdict_new(kind, list->label, part, SAY_NOOP("Words of a list stand in the text."));
        verdict_set_detail(verdict, list->name);
        g_ptr_array_add(verdicts, verdict);
        return;
    }
    verdict->kind = MAX(verdict->kind, kind);
    names = g_strconcat(verdict->detail, ", ", list->name, NULL);
    verdict_set_detail(verdict, names);
}

/* Which word of the list it is, and where: for writers, who are to mend it. A word that stands there in other letters
 * than the list has it is found, but not shown. */
static void
show_word(Verdict *verdict, const WordList *list, const char *text)
{
    g_autoptr(GPtrArray) words = word_list_split(list->words);

    for (guint i = 0; i < words->len; i++) {
        const char *word = g_ptr_array_index(words, i), *at = strcasestr(text, word);

        if (at != NULL)
            verdict_add_place(verdict, (gsize)(at - text), strlen(word));
    }
}

static void
show_words(const WordLists *lists, const char *text, guint first, GPtrArray *verdicts)
{
    for (guint v = first; v < verdicts->len; v++) {
        Verdict *verdict = g_ptr_array_index(verdicts, v);

        for (guint i = 0; i < lists->lists->len; i++) {
            const WordList *list = g_ptr_array_index(lists->lists, i);

            if (!list->off && strcmp(list->label, verdict->label) == 0)
                show_word(verdict, list, text);
        }
    }
}

static void
judge_text(const Pattern *pattern, const char *language, const GString *folded, const char *part, GPtrArray *verdicts)
{
    g_autofree guint8 *found = g_new0(guint8, pattern->lists->lists->len + 1);
    Judging judging = { pattern->lists, language, found };
    guint first = verdicts->len;

    if (wordset_scan_folded(pattern->set, folded, on_word, &judging) == 0)
        return;
    for (guint i = 0; i < pattern->lists->lists->len; i++)
        if (found[i])
            add_verdict(verdicts, first, g_ptr_array_index(pattern->lists->lists, i), part);
}

static void
judge_parts(const Pattern *pattern, const FilterInput *input, GPtrArray *verdicts)
{
    const char *language = input->release != NULL ? input->release->language : prose_language(input->prose);
    GString *subject = fold_text(input->subject, strlen(input->subject), NULL);
    guint first = verdicts->len;
    g_autofree char *text = NULL;
    const char *words;
    gsize length;

    judge_text(pattern, language, subject, "", verdicts);
    if (input->release != NULL)
        show_words(pattern->lists, input->subject, first, verdicts);
    first = verdicts->len;
    judge_text(pattern, language, prose_folded(input->prose), PART_TEXT, verdicts);
    words = prose_text(input->prose, &length);
    if (input->release != NULL && first < verdicts->len)
        show_words(pattern->lists, text = g_strndup(words, length), first, verdicts);
    g_string_free(subject, TRUE);
}

static gboolean
judge(gpointer data, const FilterInput *input, gint64 deadline, GPtrArray *verdicts, GError **error)
{
    WordsFilter *filter = data;
    g_autoptr(WordLists) lists = NULL;
    g_autoptr(Pattern) pattern = NULL;

    if (filter->host == NULL)
        return TRUE;
    lists = filter->host->word_lists(filter->host->data);
    if (lists->lists->len == 0)
        return TRUE;
    pattern = take_pattern(filter, lists->version, deadline);
    if (pattern == NULL || pattern->set == NULL) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_UNAVAILABLE,
                            pattern == NULL ? "the word lists are still being read in"
                                            : "the word lists cannot be used; see the log");
        return FALSE;
    }
    judge_parts(pattern, input, verdicts);
    return TRUE;
}

/* ---- the contract ---- */

static gpointer
open_filter(const Config *config, const char *group, const FilterHost *host, GError **error)
{
    WordsFilter *filter = g_new0(WordsFilter, 1);

    (void)config, (void)group, (void)error;
    mutex_init(&filter->mutex);
    condition_init(&filter->changed);
    filter->host = host;
    if (host != NULL)
        filter->thread = thread_start("words", compile_when_wanted, filter);
    return filter;
}

static void
close_filter(gpointer data)
{
    WordsFilter *filter = data;

    mutex_lock(&filter->mutex);
    filter->stopping = TRUE;
    condition_broadcast(&filter->changed);
    mutex_unlock(&filter->mutex);
    if (filter->thread != NULL)
        thread_join(filter->thread);
    pattern_unref(filter->current);
    condition_clear(&filter->changed);
    mutex_clear(&filter->mutex);
    g_free(filter);
}

static const ConfigKey SETTINGS[] = { {} };

extern const struct filter_driver words_filter;
const struct filter_driver words_filter = {
    .contract = FILTER_CONTRACT,
    .name = "words",
    .summary = SAY_NOOP("Looks for words of the house's own lists"),
    .always = TRUE,
    .releases = TRUE,
    .settings = SETTINGS,
    .open = open_filter,
    .judge = judge,
    .close = close_filter,
};
