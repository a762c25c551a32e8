/* SPDX-License-Identifier: Apache-2.0 */
/* filters/writing: reads what the body is about to say as a stranger would: links that lead nowhere, pictures that say
 * nothing to who cannot see them, headings with a hole, sentences that are too long, a text that takes too many years
 * of school, words in capitals, languages that are missing. See wire/article.h for what each means.
 *
 * It judges nothing that comes from outside. What keeps a reader from what she is told stops the text, the rest warns.
 * Links to other sites are judged by their address alone: see filters/links for whether somebody answers there. */
#include <string.h>

#include "base/error.h"
#include "base/locale.h"
#include "mediation/filter.h"
#include "wire/article.h"

static const struct {
    const char *label, *reason;
    VerdictKind kind;
} FINDINGS[ARTICLE_FINDING_KINDS] = {
    [ARTICLE_NO_ALTERNATIVE] = { "no-alternative",
                                 SAY_NOOP(
                                     "A picture has no alternative text. Say between the brackets what it shows, or "
                                     "mark it as an ornament."),
                                 VERDICT_REJECT },
    [ARTICLE_PICTURE_UNKNOWN] = { "picture-unknown",
                                  SAY_NOOP("There is no picture of that name. Add it, or take it out of the text."),
                                  VERDICT_REJECT },
    [ARTICLE_LINK_NOWHERE] = { "link-nowhere",
                               SAY_NOOP("A link leads where readers cannot go. Give its whole address, with https://."),
                               VERDICT_REJECT },
    [ARTICLE_LINK_UNKNOWN] = { "link-unknown",
                               SAY_NOOP("A link leads to a page of ours that is not there. Correct its address."),
                               VERDICT_REJECT },
    [ARTICLE_LINK_WORDS] = { "link-words",
                             SAY_NOOP(
                                 "The words of a link do not say where it leads. Name what is there, for those who "
                                 "hear the links one by one."),
                             VERDICT_LABEL },
    [ARTICLE_HEADING_SKIP] = { "heading-skip",
                               SAY_NOOP("A heading leaves out a level. Use one # more or less, so that the outline has "
                                        "no hole."),
                               VERDICT_LABEL },
    [ARTICLE_LONG_SENTENCE] = { "long-sentence", SAY_NOOP("A sentence is long. Make two of it."), VERDICT_LABEL },
    [ARTICLE_SHOUTING] = { "shouting",
                           SAY_NOOP("Words in capitals are hard to read and sound like shouting. Use small letters."),
                           VERDICT_LABEL },
    [ARTICLE_HARD] = { "hard", SAY_NOOP("The text is hard to read. Use shorter sentences and everyday words."),
                       VERDICT_LABEL },
};

typedef struct {
    gint64 grade, sentence;
    GStrv all;           /* languages that everything needs */
    GHashTable *by_kind; /* kind → GStrv, in place of .all */
} WritingFilter;

/* ---- judging ---- */

typedef struct {
    const char *part;
    GPtrArray *verdicts;
    Verdict *found[ARTICLE_FINDING_KINDS]; /* borrowed from .verdicts */
} Judging;

static void
on_finding(ArticleFinding kind, gsize first, gsize length, const char *detail, gpointer data)
{
    Judging *judging = data;
    Verdict *verdict = judging->found[kind];

    if (verdict == NULL) {
        verdict = judging->found[kind] =
            verdict_new(FINDINGS[kind].kind, FINDINGS[kind].label, judging->part, FINDINGS[kind].reason);
        if (kind == ARTICLE_HARD || kind == ARTICLE_LINK_NOWHERE || kind == ARTICLE_LINK_UNKNOWN)
            verdict_set_detail(verdict, detail);
        g_ptr_array_add(judging->verdicts, verdict);
    }
    if (length > 0)
        verdict_add_place(verdict, first, length);
}

static void
judge_text(const WritingFilter *filter, const FilterInput *input, const char *part, const char *text,
           GPtrArray *verdicts)
{
    const FilterRelease *release = input->release;
    Judging judging = { .part = part, .verdicts = verdicts };
    const ArticleRules rules = { .language = release->language,
                                 .sentence_words = (guint)filter->sentence,
                                 .grade = (guint)filter->grade,
                                 .site = release->site,
                                 .knows = release->knows,
                                 .find = release->find,
                                 .data = release->data };

    if (*part != '\0' && release->markdown)
        article_check(text, &rules, on_finding, &judging);
    else
        article_check_plain(text, &rules, on_finding, &judging);
}

static gboolean
is_there(const char *const *languages, const char *wanted)
{
    for (; *languages != NULL; languages++)
        if (g_ascii_strcasecmp(*languages, wanted) == 0)
            return TRUE;
    return FALSE;
}

static void
judge_languages(const WritingFilter *filter, const FilterRelease *release, GPtrArray *verdicts)
{
    GStrv wanted = g_hash_table_lookup(filter->by_kind, release->kind);
    g_autoptr(GString) missing = g_string_new(NULL);
    Verdict *verdict;

    if (!release->first || release->languages == NULL)
        return;
    for (wanted = wanted != NULL && *wanted != NULL ? wanted : filter->all; *wanted != NULL; wanted++)
        if (!is_there(release->languages, *wanted))
            g_string_append_printf(missing, "%s%s", missing->len > 0 ? ", " : "", *wanted);
    if (missing->len == 0)
        return;
    verdict = verdict_new(VERDICT_REJECT, "language-missing", "",
                          SAY_NOOP("A language is missing in which this has to be said, too. Add it."));
    verdict_set_detail(verdict, missing->str);
    g_ptr_array_add(verdicts, verdict);
}

static gboolean
judge(gpointer data, const FilterInput *input, gint64 deadline, GPtrArray *verdicts, GError **error)
{
    const WritingFilter *filter = data;
    g_autofree char *text = NULL;
    const char *words;
    gsize length;

    (void)deadline, (void)error; /* nothing here waits but for the store */
    if (input->release == NULL)
        return TRUE;
    judge_text(filter, input, "", input->subject, verdicts);
    words = prose_text(input->prose, &length);
    text = g_strndup(words, length);
    judge_text(filter, input, PART_TEXT, text, verdicts);
    judge_languages(filter, input->release, verdicts);
    return TRUE;
}

/* ---- settings ---- */

static const ConfigKey SETTINGS[] = {
    { "grade", CONFIG_INTEGER, "9", .min = 0, .max = 20,
      .help = "Years of school that a text may take (Flesch-Kincaid for English, Wiener Sachtextformel for German, LIX "
              "for others); 0: any." },
    { "sentence", CONFIG_INTEGER, "25", .min = 0, .max = 200, .help = "Words of a sentence; 0: any number." },
    { "languages", CONFIG_LIST, "", .help = "Languages that every publication must have, such as en;de." },
    { "languages-news", CONFIG_LIST, "", .help = "The same for news, in place of languages." },
    { "languages-notice", CONFIG_LIST, "", .help = "The same for notices." },
    { "languages-alert", CONFIG_LIST, "", .help = "The same for alerts." },
    { "languages-answer", CONFIG_LIST, "", .help = "The same for answers of public interest." },
    {},
};
static const ConfigTable TABLE = { "filter", "writing", NULL, SETTINGS };

static void
close_filter(gpointer data)
{
    WritingFilter *filter = data;

    g_strfreev(filter->all);
    g_hash_table_unref(filter->by_kind);
    g_free(filter);
}

static gpointer
open_filter(const Config *config, const char *group, const FilterHost *host, GError **error)
{
    static const ConfigTable *const TABLES[] = { &TABLE, NULL };
    static const char DEFAULTS[] = "[filter.writing]\ndriver = writing\n";
    static const char *const kinds[] = { "news", "notice", "alert", "answer" };
    g_autoptr(Config) defaults = NULL;
    WritingFilter *filter;

    (void)host;
    if (group == NULL || !config_has_group(config, group)) {
        defaults = config_parse(DEFAULTS, strlen(DEFAULTS), "defaults", "/", TABLES, error);
        config = defaults;
        group = "filter.writing";
    }
    if (config == NULL)
        return NULL;
    filter = g_new0(WritingFilter, 1);
    filter->grade = config_integer(config, group, "grade");
    filter->sentence = config_integer(config, group, "sentence");
    filter->all = g_strdupv((GStrv)config_list(config, group, "languages"));
    filter->by_kind = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_strfreev);
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autofree char *key = g_strconcat("languages-", kinds[i], NULL);

        g_hash_table_insert(filter->by_kind, (gpointer)kinds[i], g_strdupv((GStrv)config_list(config, group, key)));
    }
    return filter;
}

extern const struct filter_driver writing_filter;
const struct filter_driver writing_filter = {
    .contract = FILTER_CONTRACT,
    .name = "writing",
    .summary = SAY_NOOP("Reads what you are about to say: links, pictures, headings, long sentences, hard words"),
    .always = TRUE,
    .releases = TRUE,
    .settings = SETTINGS,
    .open = open_filter,
    .judge = judge,
    .close = close_filter,
};
