/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/markdown.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/locale.h"
#include "base/text.h"
#include "wire/markdown-private.h"

#define PLAIN_LINE_MAX 1600
#define OPTIONS        (CMARK_OPT_HARDBREAKS | CMARK_OPT_VALIDATE_UTF8)

static const char *const EXTENSIONS[] = { "table", "strikethrough", "autolink" };

cmark_node *
markdown_parse(const char *text, gsize length)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    cmark_parser *parser;
    cmark_node *root;

    pthread_once(&once, cmark_gfm_core_extensions_ensure_registered);
    parser = cmark_parser_new(OPTIONS);
    for (gsize i = 0; i < G_N_ELEMENTS(EXTENSIONS); i++)
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(EXTENSIONS[i]));
    cmark_parser_feed(parser, text, length);
    root = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return root;
}

static cmark_node *
text_node(const char *literal)
{
    cmark_node *text = cmark_node_new(CMARK_NODE_TEXT);

    cmark_node_set_literal(text, literal);
    return text;
}

/* The lines of @literal as a paragraph that shows them as they are. */
static cmark_node *
literal_paragraph(const char *literal)
{
    cmark_node *paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH);
    g_auto(GStrv) lines = g_strsplit(literal, "\n", -1);

    for (guint i = 0; lines[i] != NULL; i++) {
        if (*lines[i] == '\0')
            continue;
        if (cmark_node_first_child(paragraph) != NULL)
            cmark_node_append_child(paragraph, cmark_node_new(CMARK_NODE_LINEBREAK));
        cmark_node_append_child(paragraph, text_node(lines[i]));
    }
    return paragraph;
}

static void
show_raw_html(cmark_node *root)
{
    cmark_iter *iter = cmark_iter_new(root);

    while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        cmark_node_type type = cmark_node_get_type(node);

        if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE) {
            const char *literal = cmark_node_get_literal(node);
            cmark_node *shown = type == CMARK_NODE_HTML_BLOCK ? literal_paragraph(literal) : text_node(literal);

            if (cmark_node_replace(node, shown))
                cmark_node_free(node);
            else
                cmark_node_free(shown);
        }
    }
    cmark_iter_free(iter);
}

static char *
unformatted(const char *text)
{
    g_autofree char *escaped = html_escape(text);

    return g_strdup_printf("<pre>\n%s</pre>", escaped);
}

char *
markdown_to_html(const char *text)
{
    gsize length = strlen(text);
    cmark_node *root;
    char *html;
    char *clean;

    if (length > MARKDOWN_SIZE_MAX)
        return unformatted(text);
    root = markdown_parse(text, length);
    show_raw_html(root);
    html = cmark_render_html(root, OPTIONS, NULL);
    clean = html_clean(html, strlen(html), NULL, NULL, NULL);
    free(html);
    cmark_node_free(root);
    return clean != NULL ? clean : unformatted(text);
}

/* ---- articles ---- */

gboolean
markdown_has_words(cmark_node *node)
{
    for (cmark_node *child = cmark_node_first_child(node); child != NULL; child = cmark_node_next(child)) {
        const char *literal = cmark_node_get_literal(child);

        if ((literal != NULL && strspn(literal, " \t") < strlen(literal)) || markdown_has_words(child))
            return TRUE;
    }
    return FALSE;
}

static void
append_words(GString *out, cmark_node *node)
{
    for (cmark_node *child = cmark_node_first_child(node); child != NULL; child = cmark_node_next(child)) {
        const char *literal = cmark_node_get_literal(child);
        cmark_node_type type = cmark_node_get_type(child);

        if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
            g_string_append_c(out, ' ');
        else if (literal != NULL)
            g_string_append(out, literal);
        else if (type != CMARK_NODE_IMAGE)
            append_words(out, child);
    }
}

char *
markdown_words(cmark_node *node)
{
    GString *out = g_string_new(NULL);

    append_words(out, node);
    return g_string_free(out, FALSE);
}

int
markdown_top_level(cmark_node *root)
{
    int top = 7;

    for (cmark_node *child = cmark_node_first_child(root); child != NULL; child = cmark_node_next(child))
        if (cmark_node_get_type(child) == CMARK_NODE_HEADING)
            top = MIN(top, cmark_node_get_heading_level(child));
    return top <= 6 ? top : 1;
}

static gboolean
find_figure(const MarkdownArticle *article, const char *name, Figure *ret)
{
    return article != NULL && article->find != NULL && article->find(article->data, name, ret);
}

/* html_clean() shows no picture but those it is told of by content id. */
static gboolean
name_image(cmark_node *image, const MarkdownArticle *article, GError **error)
{
    const char *name = cmark_node_get_url(image);
    Figure figure = { 0 };
    gboolean found = find_figure(article, name, &figure);
    g_autofree char *escaped = g_uri_escape_string(name, NULL, FALSE), *cid = g_strconcat("cid:", escaped, NULL);

    if (!markdown_has_words(image) && !figure.ornament) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                            SAY_NOOP("a picture has no alternative text; say between the brackets what it shows, for "
                                     "those who cannot see it: ![what it shows](picture)"));
        return FALSE;
    }
    if (!found) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                            SAY_NOOP("there is no picture of that name here; take it out of the text"));
        return FALSE;
    }
    return cmark_node_set_url(image, cid) != 0;
}

/* What begins with a slash is a page of ours. */
static gboolean
complete_link(cmark_node *link, const MarkdownArticle *article)
{
    const char *url = cmark_node_get_url(link);
    g_autofree char *whole = article != NULL && article->site != NULL && url[0] == '/' && url[1] != '/'
                                 ? g_strconcat(article->site, url, NULL)
                                 : NULL;

    return whole == NULL || cmark_node_set_url(link, whole) != 0;
}

static gboolean
prepare_node(cmark_node *node, int top, const MarkdownArticle *article, GError **error)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_HEADING:
        return cmark_node_set_heading_level(node, CLAMP(cmark_node_get_heading_level(node) - top + 2, 2, 6)) != 0;
    case CMARK_NODE_IMAGE:
        return name_image(node, article, error);
    case CMARK_NODE_LINK:
        return complete_link(node, article);
    default:
        return TRUE;
    }
}

static gboolean
prepare_article(cmark_node *root, const MarkdownArticle *article, GError **error)
{
    cmark_iter *iter = cmark_iter_new(root);
    int top = markdown_top_level(root);
    gboolean good = TRUE;

    for (cmark_event_type event; good && (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;)
        if (event == CMARK_EVENT_ENTER)
            good = prepare_node(cmark_iter_get_node(iter), top, article, error);
    cmark_iter_free(iter);
    return good;
}

/* ---- pictures ---- */

static char *
picture_url(const MarkdownArticle *article, const char *path)
{
    return g_strconcat(article->pictures != NULL ? article->pictures : "", path, NULL);
}

static char *
map_picture(const char *name, gpointer data)
{
    Figure figure;

    return find_figure(data, name, &figure) ? picture_url(data, figure.url) : NULL;
}

/* With its size, nothing jumps while it loads; narrow screens take the small one. */
static void
describe_picture(const char *name, GString *out, gpointer data)
{
    g_autofree char *large = NULL, *small = NULL;
    Figure figure;

    if (!find_figure(data, name, &figure))
        return;
    g_string_append_printf(out, " width=\"%u\" height=\"%u\"", figure.width, figure.height);
    if (figure.small_url == NULL)
        return;
    large = picture_url(data, figure.url);
    small = picture_url(data, figure.small_url);
    g_string_append_printf(out, " srcset=\"%s %uw, %s %uw\" sizes=\"" MARKDOWN_PICTURE_SIZES "\"", small,
                           figure.small_width, large, figure.width);
}

char *
markdown_to_article(const char *text, const MarkdownArticle *article, GError **error)
{
    const HtmlImages images = { map_picture, (gpointer)article, describe_picture };
    gsize length = strlen(text);
    cmark_node *root;
    char *html = NULL;

    if (length > MARKDOWN_SIZE_MAX) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT,
                            SAY_NOOP("the text is longer than 256 KiB; shorten it"));
        return NULL;
    }
    root = markdown_parse(text, length);
    show_raw_html(root);
    if (prepare_article(root, article, error)) {
        char *rendered = cmark_render_html(root, OPTIONS, NULL);

        html = html_clean(rendered, strlen(rendered), &images, NULL, error);
        free(rendered);
    }
    cmark_node_free(root);
    return html;
}

/* ---- as text ---- */

/* Past the address of a page that reads the same as a link, from its "://" on; NULL: another. */
static const char *
after_plain_url(const char *at)
{
    at += 3 + strspn(at + 3, "abcdefghijklmnopqrstuvwxyz0123456789-./");
    return *at == ' ' || *at == '\0' ? at : NULL;
}

static gboolean
is_plain_letter(gunichar c)
{
    return c < 0x2000 && g_unichar_isalnum(c);
}

/* Whether @at goes on in words and marks that no rule reads: of Markdown, of HTML, or of how text is made of that. */
static gboolean
is_plain_from(const char *at)
{
    while (at != NULL && *at != '\0') {
        if (*at == ' ' && (at[1] == ' ' || at[1] == '\0'))
            return FALSE;
        if (g_str_has_prefix(at, "://"))
            at = after_plain_url(at);
        else if (is_plain_letter(g_utf8_get_char(at)) || strchr(" ,.;:?!()'\"/%-", *at) != NULL)
            at = g_utf8_next_char(at);
        else
            return FALSE;
    }
    return at != NULL;
}

/* Most of what we say in a text message or a chat: one line that says in Markdown what it says as it stands. */
static gboolean
is_plain_line(const char *text, gsize length)
{
    return length > 0 && length <= PLAIN_LINE_MAX && g_utf8_validate(text, (gssize)length, NULL) &&
           g_unichar_isalpha(g_utf8_get_char(text)) && is_plain_from(text) &&
           g_strstr_len(text, (gssize)length, "www.") == NULL;
}

char *
markdown_to_text(const char *text)
{
    gsize length = strlen(text);
    g_autofree char *html = NULL;

    if (is_plain_line(text, length))
        return g_strconcat(text, "\n", NULL);
    if (length <= MARKDOWN_SIZE_MAX)
        html = markdown_to_html(text);
    return html != NULL ? html_to_text(html, strlen(html)) : text_clean(text, length);
}
