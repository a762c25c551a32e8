/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/text.h"
#include "wire/html-tree.h"
#include "wire/html.h"

#define SHOWN_URL_MAX 500

typedef struct {
    GString *out;
    GString *prefix;   /* of every line: "> " for quotations, blanks under a list item */
    gsize last_prefix; /* how much of it the last line written had */
    char *bullet;      /* to be written once instead of as much prefix, … */
    gsize bullet_at;   /* … from here */
    guint breaks;      /* line ends due before the next text */
    gboolean blank;    /* a blank is due before the next word */
    guint preformatted;
} Writer;

/* ---- elements ---- */

typedef enum { SHOW_INLINE, SHOW_LINE, SHOW_BLOCK, SHOW_NOTHING } Show;

static const struct {
    GumboTag tag;
    Show show;
} SHOWN[] = {
    { GUMBO_TAG_ADDRESS, SHOW_LINE },   { GUMBO_TAG_ARTICLE, SHOW_BLOCK },    { GUMBO_TAG_ASIDE, SHOW_BLOCK },
    { GUMBO_TAG_AUDIO, SHOW_NOTHING },  { GUMBO_TAG_BLOCKQUOTE, SHOW_BLOCK }, { GUMBO_TAG_CENTER, SHOW_LINE },
    { GUMBO_TAG_DD, SHOW_LINE },        { GUMBO_TAG_DIV, SHOW_LINE },         { GUMBO_TAG_DL, SHOW_BLOCK },
    { GUMBO_TAG_DT, SHOW_LINE },        { GUMBO_TAG_FIGURE, SHOW_BLOCK },     { GUMBO_TAG_FOOTER, SHOW_BLOCK },
    { GUMBO_TAG_H1, SHOW_BLOCK },       { GUMBO_TAG_H2, SHOW_BLOCK },         { GUMBO_TAG_H3, SHOW_BLOCK },
    { GUMBO_TAG_H4, SHOW_BLOCK },       { GUMBO_TAG_H5, SHOW_BLOCK },         { GUMBO_TAG_H6, SHOW_BLOCK },
    { GUMBO_TAG_HEAD, SHOW_NOTHING },   { GUMBO_TAG_HEADER, SHOW_BLOCK },     { GUMBO_TAG_IFRAME, SHOW_NOTHING },
    { GUMBO_TAG_LI, SHOW_LINE },        { GUMBO_TAG_MATH, SHOW_NOTHING },     { GUMBO_TAG_NOSCRIPT, SHOW_NOTHING },
    { GUMBO_TAG_OBJECT, SHOW_NOTHING }, { GUMBO_TAG_OL, SHOW_BLOCK },         { GUMBO_TAG_P, SHOW_BLOCK },
    { GUMBO_TAG_PRE, SHOW_BLOCK },      { GUMBO_TAG_SCRIPT, SHOW_NOTHING },   { GUMBO_TAG_SECTION, SHOW_BLOCK },
    { GUMBO_TAG_SELECT, SHOW_NOTHING }, { GUMBO_TAG_STYLE, SHOW_NOTHING },    { GUMBO_TAG_SVG, SHOW_NOTHING },
    { GUMBO_TAG_TABLE, SHOW_BLOCK },    { GUMBO_TAG_TEXTAREA, SHOW_NOTHING }, { GUMBO_TAG_TITLE, SHOW_NOTHING },
    { GUMBO_TAG_TR, SHOW_LINE },        { GUMBO_TAG_UL, SHOW_BLOCK },         { GUMBO_TAG_VIDEO, SHOW_NOTHING },
};

static Show
how_to_show(const GumboNode *node)
{
    if (node->type == GUMBO_NODE_TEMPLATE || node->v.element.tag_namespace != GUMBO_NAMESPACE_HTML)
        return SHOW_NOTHING;
    for (gsize i = 0; i < G_N_ELEMENTS(SHOWN); i++)
        if (SHOWN[i].tag == node->v.element.tag)
            return SHOWN[i].show;
    return SHOW_INLINE;
}

/* ---- lines ---- */

static void
break_line(Writer *w, guint breaks)
{
    w->breaks = MAX(w->breaks, breaks);
    w->blank = FALSE;
}

static void
append_line_end(Writer *w)
{
    while (w->out->len > 0 && w->out->str[w->out->len - 1] == ' ')
        g_string_truncate(w->out, w->out->len - 1);
    g_string_append_c(w->out, '\n');
}

/* Before a word: the line ends that are due, then the prefix. */
static void
start_text(Writer *w)
{
    gboolean at_start = w->out->len == 0;

    if (!at_start && w->breaks == 0) {
        if (w->blank)
            g_string_append_c(w->out, ' ');
        w->blank = FALSE;
        return;
    }
    if (!at_start) {
        append_line_end(w);
        for (guint i = 1; i < w->breaks; i++) {
            g_string_append_len(w->out, w->prefix->str, (gssize)MIN(w->last_prefix, w->prefix->len));
            append_line_end(w);
        }
    }
    w->breaks = 0;
    w->blank = FALSE;
    w->last_prefix = w->prefix->len;
    if (w->bullet == NULL) {
        g_string_append(w->out, w->prefix->str);
        return;
    }
    g_string_append_len(w->out, w->prefix->str, (gssize)w->bullet_at);
    g_string_append(w->out, w->bullet);
    g_string_append(w->out, w->prefix->str + w->bullet_at + strlen(w->bullet));
    g_clear_pointer(&w->bullet, g_free);
}

static gboolean
is_collapsed(gunichar c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == 0xa0;
}

/* Invisible characters that newsletters pad their previews with. */
static gboolean
is_invisible(gunichar c)
{
    return c == 0x200b || c == 0x2060 || c == 0xfeff || c == 0xad || c == 0x34f;
}

static void
append_text(Writer *w, const char *text)
{
    g_autofree char *clean = text_clean(text, strlen(text));

    for (const char *at = clean; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);

        if (is_invisible(c))
            continue;
        if (w->preformatted > 0 && c == '\n') {
            w->breaks = MIN(w->breaks + 1, 100);
        } else if (w->preformatted == 0 && is_collapsed(c)) {
            w->blank = w->out->len > 0 && w->breaks == 0;
        } else {
            start_text(w);
            g_string_append_unichar(w->out, c == 0xa0 ? ' ' : c);
        }
    }
}

/* ---- what is more than its text ---- */

static void write_node(Writer *w, const GumboNode *node);

static void
write_children(Writer *w, const GumboNode *node)
{
    const GumboVector *children = html_tree_children(node);

    for (guint i = 0; i < children->length; i++)
        write_node(w, children->data[i]);
}

/* "text <url>", but the URL alone when the text says the same. */
static void
write_link(Writer *w, const GumboNode *node)
{
    const char *href = html_tree_attribute(node, "href");
    g_autofree char *url = href == NULL ? NULL : html_safe_url(href);
    const char *shown = url != NULL && g_str_has_prefix(url, "mailto:") ? url + 7 : url;
    gsize before = w->out->len;

    write_children(w, node);
    if (shown == NULL || strlen(shown) > SHOWN_URL_MAX || w->out->len == before)
        return;
    if (strstr(w->out->str + before, shown) != NULL)
        return;
    append_text(w, " <");
    append_text(w, shown);
    append_text(w, ">");
}

static void
write_indented(Writer *w, const GumboNode *node, const char *indent)
{
    gsize before = w->prefix->len;

    g_string_append(w->prefix, indent);
    write_children(w, node);
    g_string_truncate(w->prefix, before);
}

static guint
item_number(const GumboNode *node)
{
    const GumboVector *siblings = html_tree_children(node->parent);
    guint number = 1;

    for (guint i = 0; i < node->index_within_parent; i++) {
        const GumboNode *sibling = siblings->data[i];

        number += sibling->type == GUMBO_NODE_ELEMENT && sibling->v.element.tag == GUMBO_TAG_LI;
    }
    return number;
}

static void
write_item(Writer *w, const GumboNode *node)
{
    gboolean ordered = node->parent->type == GUMBO_NODE_ELEMENT && node->parent->v.element.tag == GUMBO_TAG_OL;
    g_autofree char *indent = NULL;

    g_free(w->bullet);
    w->bullet = ordered ? g_strdup_printf("%u. ", item_number(node)) : g_strdup("- ");
    w->bullet_at = w->prefix->len;
    indent = g_strnfill(strlen(w->bullet), ' ');
    write_indented(w, node, indent);
    g_clear_pointer(&w->bullet, g_free);
}

static void
write_alternative(Writer *w, const GumboNode *node)
{
    const char *text = html_tree_attribute(node, "alt");

    if (text != NULL)
        append_text(w, text);
}

static void
write_inside(Writer *w, const GumboNode *node)
{
    switch (node->v.element.tag) {
    case GUMBO_TAG_A:
        write_link(w, node);
        break;
    case GUMBO_TAG_BLOCKQUOTE:
        write_indented(w, node, "> ");
        break;
    case GUMBO_TAG_BR:
        w->breaks = MIN(w->breaks + 1, 2);
        w->blank = FALSE;
        break;
    case GUMBO_TAG_HR:
        break_line(w, 1);
        append_text(w, "---");
        break_line(w, 1);
        break;
    case GUMBO_TAG_IMG:
        write_alternative(w, node);
        break;
    case GUMBO_TAG_LI:
        write_item(w, node);
        break;
    case GUMBO_TAG_PRE:
        w->preformatted++;
        write_children(w, node);
        w->preformatted--;
        break;
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TH:
        w->blank = w->out->len > 0 && w->breaks == 0;
        write_children(w, node);
        w->blank = w->out->len > 0 && w->breaks == 0;
        break;
    default:
        write_children(w, node);
        break;
    }
}

static void
write_node(Writer *w, const GumboNode *node)
{
    Show show;

    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_CDATA)
        append_text(w, node->v.text.text);
    if (html_tree_children(node) == NULL)
        return;
    show = how_to_show(node);
    if (show == SHOW_NOTHING)
        return;
    if (show != SHOW_INLINE)
        break_line(w, show == SHOW_BLOCK ? 2 : 1);
    write_inside(w, node);
    if (show != SHOW_INLINE)
        break_line(w, show == SHOW_BLOCK ? 2 : 1);
}

/* ---- over the limits ---- */

static const struct {
    const char *text;
    char c;
} ENTITIES[] = { { "&amp;", '&' },  { "&lt;", '<' },   { "&gt;", '>' },
                 { "&quot;", '"' }, { "&#39;", '\'' }, { "&nbsp;", ' ' } };

/* At '&': append what it stands for. Returns the bytes used. */
static gsize
append_entity(GString *out, const char *at)
{
    for (gsize i = 0; i < G_N_ELEMENTS(ENTITIES); i++) {
        if (g_str_has_prefix(at, ENTITIES[i].text)) {
            g_string_append_c(out, ENTITIES[i].c);
            return strlen(ENTITIES[i].text);
        }
    }
    g_string_append_c(out, '&');
    return 1;
}

/* Past the end of a tag at '<', and past all of a style or script element. */
static const char *
skip_tag(const char *at)
{
    const char *close = NULL;
    const char *end;

    if (g_ascii_strncasecmp(at, "<style", 6) == 0)
        close = "</style";
    else if (g_ascii_strncasecmp(at, "<script", 7) == 0)
        close = "</script";
    for (; close != NULL && *at != '\0'; at++)
        if (*at == '<' && g_ascii_strncasecmp(at, close, strlen(close)) == 0)
            break;
    end = strchr(at, '>');
    return end == NULL ? at + strlen(at) : end + 1;
}

static char *
strip_tags(const char *html, gsize length)
{
    g_autofree char *clean = text_clean(html, length);
    GString *out = g_string_sized_new(length / 2);

    for (const char *at = clean; *at != '\0';) {
        if (*at == '&') {
            at += append_entity(out, at);
        } else if (*at == '<' && (g_ascii_isalpha(at[1]) || at[1] == '/' || at[1] == '!')) {
            at = skip_tag(at);
            if (out->len > 0 && out->str[out->len - 1] != '\n')
                g_string_append_c(out, '\n');
        } else {
            g_string_append_c(out, *at++);
        }
    }
    return g_string_free(out, FALSE);
}

char *
html_to_text(const char *html, gsize length)
{
    g_autoptr(HtmlTree) tree = html_tree_parse(html, length, NULL);
    Writer w = { .out = NULL };

    if (tree == NULL)
        return strip_tags(html, length);
    w.out = g_string_sized_new(length / 2);
    w.prefix = g_string_new(NULL);
    write_node(&w, html_tree_root(tree));
    if (w.out->len > 0)
        append_line_end(&w);
    g_string_free(w.prefix, TRUE);
    g_free(w.bullet);
    return g_string_free(w.out, FALSE);
}
