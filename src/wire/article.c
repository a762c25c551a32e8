/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/article.h"

#include <string.h>

#include "wire/article-private.h"
#include "wire/html.h"
#include "wire/markdown-private.h"
#include "wire/markdown.h"
#include "wire/wording.h"

typedef struct {
    const char *text;
    const ArticleRules *rules;
    ArticleEach each;
    gpointer data;
    guint found;
    Wording wording;
    int heading; /* level of the last one */
    guint line;  /* of the block that is read, from 1 */
} Checking;

/* ---- places ---- */

static const char *
line_start(const char *text, guint line)
{
    for (; line > 1; line--) {
        const char *end = strchr(text, '\n');

        if (end == NULL)
            return text;
        text = end + 1;
    }
    return text;
}

/* Where @words stand from @line on; when marks stand between them, the line itself. */
static void
tell(Checking *checking, ArticleFinding kind, guint line, const char *words, const char *detail)
{
    const char *start = line_start(checking->text, line);
    const char *at = *words != '\0' ? strstr(start, words) : NULL;
    gsize length = at != NULL ? strlen(words) : strcspn(start, "\n");

    if (checking->found++ < ARTICLE_FINDINGS_MAX)
        checking->each(kind, (gsize)((at != NULL ? at : start) - checking->text), length, detail, checking->data);
}

/* ---- links and pictures ---- */

static void
check_own_link(Checking *checking, const char *path, const char *words)
{
    const ArticleRules *rules = checking->rules;
    g_autofree char *bare = g_strndup(path, strcspn(path, "?#"));

    if (rules->knows != NULL && !rules->knows(rules->data, *bare != '\0' ? bare : "/"))
        tell(checking, ARTICLE_LINK_UNKNOWN, checking->line, words, path);
}

static void
check_link(Checking *checking, cmark_node *link)
{
    const char *url = cmark_node_get_url(link), *own = article_own_path(url, checking->rules->site);
    g_autofree char *words = markdown_words(link), *safe = html_safe_url(url);

    if (own != NULL)
        check_own_link(checking, own, words);
    else if (safe == NULL || article_leads_nowhere(safe))
        tell(checking, ARTICLE_LINK_NOWHERE, checking->line, words, url);
    if (article_says_nothing(words, checking->rules->language))
        tell(checking, ARTICLE_LINK_WORDS, checking->line, words, words);
}

static void
check_picture(Checking *checking, cmark_node *image)
{
    const ArticleRules *rules = checking->rules;
    const char *name = cmark_node_get_url(image);
    Figure figure = { 0 };

    if (rules->find == NULL || !rules->find(rules->data, name, &figure))
        tell(checking, ARTICLE_PICTURE_UNKNOWN, checking->line, name, name);
    else if (!figure.ornament && !markdown_has_words(image))
        tell(checking, ARTICLE_NO_ALTERNATIVE, checking->line, name, name);
}

/* ---- words ---- */

typedef struct {
    Checking *checking;
    const char *words;
} Reading;

static void
on_sentence(gsize first, gsize length, guint words, gpointer data)
{
    const Reading *reading = data;
    Checking *checking = reading->checking;
    g_autofree char *sentence = g_strndup(reading->words + first, length), *count = NULL;

    if (checking->rules->sentence_words == 0 || words <= checking->rules->sentence_words)
        return;
    count = g_strdup_printf("%u", words);
    tell(checking, ARTICLE_LONG_SENTENCE, checking->line, sentence, count);
}

static void
read_words(Checking *checking, const char *words)
{
    Reading reading = { checking, words };
    g_autofree char *shouted = article_find_shouting(words);

    wording_add(&checking->wording, words, checking->rules->language);
    wording_sentences(words, on_sentence, &reading);
    if (shouted != NULL)
        tell(checking, ARTICLE_SHOUTING, checking->line, shouted, shouted);
}

static void
check_heading(Checking *checking, cmark_node *heading)
{
    int level = cmark_node_get_heading_level(heading);
    g_autofree char *words = markdown_words(heading), *shouted = article_find_shouting(words);

    if (level > checking->heading + 1)
        tell(checking, ARTICLE_HEADING_SKIP, checking->line, words, words);
    if (shouted != NULL)
        tell(checking, ARTICLE_SHOUTING, checking->line, shouted, shouted);
    checking->heading = level;
}

/* ---- the whole ---- */

static void
enter(Checking *checking, cmark_node *node)
{
    g_autofree char *words = NULL;

    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
        checking->line++;
        return;
    case CMARK_NODE_LINK:
        check_link(checking, node);
        return;
    case CMARK_NODE_IMAGE:
        check_picture(checking, node);
        return;
    default:
        break;
    }
    if (cmark_node_get_start_line(node) > 0 &&
        (cmark_node_get_type(node) & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK)
        checking->line = (guint)cmark_node_get_start_line(node);
    if (cmark_node_get_type(node) == CMARK_NODE_HEADING)
        check_heading(checking, node);
    if (cmark_node_get_type(node) != CMARK_NODE_PARAGRAPH)
        return;
    words = markdown_words(node);
    read_words(checking, words);
}

static void
finish(Checking *checking)
{
    guint grade = wording_grade(&checking->wording, checking->rules->language);
    g_autofree char *detail = g_strdup_printf("%u", grade);

    if (checking->rules->grade != 0 && grade > checking->rules->grade)
        checking->each(ARTICLE_HARD, 0, 0, detail, checking->data);
}

static void
walk(const char *text, void (*each)(gpointer data, cmark_node *node, cmark_node *root), gpointer data)
{
    gsize length = strlen(text);
    cmark_node *root = length <= MARKDOWN_SIZE_MAX ? markdown_parse(text, length) : NULL;
    cmark_iter *iter = root != NULL ? cmark_iter_new(root) : NULL;

    for (cmark_event_type event; iter != NULL && (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;)
        if (event == CMARK_EVENT_ENTER)
            each(data, cmark_iter_get_node(iter), root);
    if (iter != NULL)
        cmark_iter_free(iter);
    if (root != NULL)
        cmark_node_free(root);
}

static void
on_node(gpointer data, cmark_node *node, cmark_node *root)
{
    Checking *checking = data;

    if (node == root)
        checking->heading = markdown_top_level(root) - 1;
    else
        enter(checking, node);
}

void
article_check(const char *text, const ArticleRules *rules, ArticleEach each, gpointer data)
{
    Checking checking = { .text = text, .rules = rules, .each = each, .data = data, .line = 1 };

    walk(text, on_node, &checking);
    finish(&checking);
}

void
article_check_plain(const char *text, const ArticleRules *rules, ArticleEach each, gpointer data)
{
    Checking checking = { .text = text, .rules = rules, .each = each, .data = data, .line = 1 };

    if (strlen(text) > MARKDOWN_SIZE_MAX)
        return;
    read_words(&checking, text);
    finish(&checking);
}

/* ---- pictures ---- */

typedef struct {
    void (*each)(const char *name, const char *words, gpointer data);
    gpointer data;
} AskingPictures;

static void
add_picture(gpointer data, cmark_node *node, cmark_node *root)
{
    const AskingPictures *asking = data;
    g_autofree char *words = NULL;

    (void)root;
    if (cmark_node_get_type(node) != CMARK_NODE_IMAGE)
        return;
    words = markdown_words(node);
    asking->each(cmark_node_get_url(node), words, asking->data);
}

void
article_pictures(const char *text, void (*each)(const char *name, const char *words, gpointer data), gpointer data)
{
    walk(text, add_picture, &(AskingPictures){ each, data });
}
