/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/html.h"

#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "wire/html-tree.h"

#define URL_MAX       4096
#define ATTRIBUTE_MAX 1000

/* ---- escaping ---- */

static const char *
entity(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

void
html_escape_append(GString *out, const char *text, gsize length)
{
    g_autofree char *clean = text_clean(text, length);

    for (const char *c = clean; *c != '\0';) {
        gsize plain = strcspn(c, "&<>\"'");

        g_string_append_len(out, c, (gssize)plain);
        c += plain;
        if (*c != '\0')
            g_string_append(out, entity(*c++));
    }
}

char *
html_escape(const char *text)
{
    GString *out = g_string_new(NULL);

    html_escape_append(out, text, strlen(text));
    return g_string_free(out, FALSE);
}

/* ---- URLs ---- */

static const char *const SCHEMES[] = { "http://", "https://", "mailto:", "tel:" };

/* As browsers read it: no blanks around, no TAB, CR or LF anywhere; and no other control characters for us. */
static char *
normalise_url(const char *text)
{
    GString *out = g_string_new(NULL);

    for (const char *c = text; *c != '\0'; c++)
        if ((guchar)*c > ' ' || (*c == ' ' && out->len > 0))
            g_string_append_c(out, *c);
    while (out->len > 0 && out->str[out->len - 1] == ' ')
        g_string_truncate(out, out->len - 1);
    return g_string_free(out, FALSE);
}

char *
html_safe_url(const char *text)
{
    g_autofree char *url = NULL;

    if (strlen(text) > URL_MAX)
        return NULL;
    url = normalise_url(text);
    for (gsize i = 0; i < G_N_ELEMENTS(SCHEMES); i++) {
        gsize length = strlen(SCHEMES[i]);

        if (g_ascii_strncasecmp(url, SCHEMES[i], length) != 0 || url[length] == '\0')
            continue;
        memcpy(url, SCHEMES[i], length);
        return g_steal_pointer(&url);
    }
    return NULL;
}

static gboolean
is_remote(const char *url)
{
    return g_ascii_strncasecmp(url, "http:", 5) == 0 || g_ascii_strncasecmp(url, "https:", 6) == 0 ||
           g_str_has_prefix(url, "//");
}

/* ---- attributes ---- */

static gboolean
is_any(const char *value)
{
    return strlen(value) <= ATTRIBUTE_MAX;
}

static gboolean
is_direction(const char *value)
{
    return text_equal_ascii(value, "ltr") || text_equal_ascii(value, "rtl") || text_equal_ascii(value, "auto");
}

static gboolean
is_language(const char *value)
{
    return *value != '\0' && strlen(value) <= 35 &&
           strspn(value, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == strlen(value);
}

static gboolean
is_span(const char *value)
{
    gint64 number;

    return number_parse_int64(value, 1, 1000, &number, NULL);
}

static gboolean
is_pixels(const char *value)
{
    gint64 number;

    return number_parse_int64(value, 1, 4000, &number, NULL);
}

static gboolean
is_ordinal(const char *value)
{
    gint64 number;

    return number_parse_int64(value, 0, 1000000, &number, NULL);
}

static gboolean
is_scope(const char *value)
{
    return text_equal_ascii(value, "row") || text_equal_ascii(value, "col");
}

typedef struct {
    const char *name;
    gboolean (*allows)(const char *value);
} Attribute;

static const Attribute GLOBAL[] = {
    { "title", is_any }, { "dir", is_direction }, { "lang", is_language }, { NULL, NULL }
};
static const Attribute CELL[] = {
    { "colspan", is_span }, { "rowspan", is_span }, { "scope", is_scope }, { NULL, NULL }
};
static const Attribute COLUMN[] = { { "span", is_span }, { NULL, NULL } };
static const Attribute ORDERED[] = { { "start", is_ordinal }, { NULL, NULL } };
static const Attribute IMAGE[] = { { "alt", is_any }, { "width", is_pixels }, { "height", is_pixels }, { NULL, NULL } };

/* ---- elements ---- */

typedef enum {
    RULE_UNWRAP, /* the default: leave the tags out, keep what is inside */
    RULE_KEEP,
    RULE_VOID,
    RULE_DROP, /* with all that is inside */
    RULE_LINK,
    RULE_IMAGE,
} Rule;

typedef struct {
    GumboTag tag;
    Rule rule;
    const char *name; /* written instead */
    const Attribute *attributes;
} Element;

static const Element ELEMENTS[] = {
    { GUMBO_TAG_A, RULE_LINK, "a", NULL },
    { GUMBO_TAG_ABBR, RULE_KEEP, "abbr", NULL },
    { GUMBO_TAG_ADDRESS, RULE_KEEP, "div", NULL },
    { GUMBO_TAG_ARTICLE, RULE_KEEP, "div", NULL },
    { GUMBO_TAG_ASIDE, RULE_KEEP, "div", NULL },
    { GUMBO_TAG_AUDIO, RULE_DROP, NULL, NULL },
    { GUMBO_TAG_B, RULE_KEEP, "b", NULL },
    { GUMBO_TAG_BIG, RULE_KEEP, "span", NULL },
    { GUMBO_TAG_BLOCKQUOTE, RULE_KEEP, "blockquote", NULL },
    { GUMBO_TAG_BR, RULE_VOID, "br", NULL },
    { GUMBO_TAG_CANVAS, RULE_DROP, NULL, NULL },
    { GUMBO_TAG_CAPTION, RULE_KEEP, "caption", NULL },
    { GUMBO_TAG_CENTER, RULE_KEEP, "div", NULL },
    { GUMBO_TAG_CITE, RULE_KEEP, "cite", NULL },
    { GUMBO_TAG_CODE, RULE_KEEP, "code", NULL },
    { GUMBO_TAG_COL, RULE_VOID, "col", COLUMN },
    { GUMBO_TAG_COLGROUP, RULE_KEEP, "colgroup", COLUMN },
    { GUMBO_TAG_DD, RULE_KEEP, "dd", NULL },
    { GUMBO_TAG_DEL, RULE_KEEP, "del", NULL },
    { GUMBO_TAG_DFN, RULE_KEEP, "dfn", NULL },
    { GUMBO_TAG_DIV, RULE_KEEP, "div", NULL },
    { GUMBO_TAG_DL, RULE_KEEP, "dl", NULL },
    { GUMBO_TAG_DT, RULE_KEEP, "dt", NULL },
    { GUMBO_TAG_EM, RULE_KEEP, "em", NULL },
    { GUMBO_TAG_EMBED, RULE_DROP, NULL, NULL },
    { GUMBO_TAG_FIGCAPTION, RULE_KEEP, "figcaption", NULL },
    { GUMBO_TAG_FIGURE, RULE_KEEP, "figure", NULL },
    { GUMBO_TAG_FONT, RULE_KEEP, "span", NULL },
    { GUMBO_TAG_FOOTER, RULE_KEEP, "div", NULL },
    { GUMBO_TAG_H1, RULE_KEEP, "h1", NULL },
    { GUMBO_TAG_H2, RULE_KEEP, "h2", NULL },
    { GUMBO_TAG_H3, RULE_KEEP, "h3", NULL },
    { GUMBO_TAG_H4, RULE_KEEP, "h4", NULL },
    { GUMBO_TAG_H5, RULE_KEEP, "h5", NULL },
    { GUMBO_TAG_H6, RULE_KEEP, "h6", NULL },
    { GUMBO_TAG_HEAD, RULE_DROP, NULL, NULL },
    { GUMBO_TAG_HEADER, RULE_KEEP, "div", NULL },
    { GUMBO_TAG_HR, RULE_VOID, "hr", NULL },
    { GUMBO_TAG_I, RULE_KEEP, "i", NULL },
    { GUMBO_TAG_IFRAME, RULE_DROP, NULL, NULL },
    { GUMBO_TAG_IMG, RULE_IMAGE, "img", IMAGE },
    { GUMBO_TAG_INPUT, RULE_DROP, NULL, NULL },
    { GUMBO_TAG_INS, RULE_KEEP, "ins", NULL },
    { GUMBO_TAG_KBD, RULE_KEEP, "kbd", NULL },
    { GUMBO_TAG_LI, RULE_KEEP, "li", NULL },
    { GUMBO_TAG_MAIN, RULE_KEEP, "div", NULL },
    { GUMBO_TAG_MARK, RULE_KEEP, "mark", NULL },
    { GUMBO_TAG_MATH, RULE_DROP, NULL, NULL },
    { GUMBO_TAG_NAV, RULE_KEEP, "div", NULL },
    { GUMBO_TAG_NOEMBED, RULE_DROP, NULL, NULL },
    { GUMBO_TAG_NOFRAMES, RULE_DROP, NULL, NULL },
    { GUMBO_TAG_NOSCRIPT, RULE_DROP, NULL, NULL },
    { GUMBO_TAG_OBJECT, RULE_DROP, NULL, NULL },
    { GUMBO_TAG_OL, RULE_KEEP, "ol", ORDERED },
    { GUMBO_TAG_P, RULE_KEEP, "p", NULL },
    { GUMBO_TAG_PRE, RULE_KEEP, "pre", NULL },
    { GUMBO_TAG_Q, RULE_KEEP, "q", NULL },
    { GUMBO_TAG_S, RULE_KEEP, "s", NULL },
    { GUMBO_TAG_SAMP, RULE_KEEP, "samp", NULL },
    { GUMBO_TAG_SCRIPT, RULE_DROP, NULL, NULL },
    { GUMBO_TAG_SECTION, RULE_KEEP, "div", NULL },
    { GUMBO_TAG_SELECT, RULE_DROP, NULL, NULL },
    { GUMBO_TAG_SMALL, RULE_KEEP, "small", NULL },
    { GUMBO_TAG_SPAN, RULE_KEEP, "span", NULL },
    { GUMBO_TAG_STRIKE, RULE_KEEP, "s", NULL },
    { GUMBO_TAG_STRONG, RULE_KEEP, "strong", NULL },
    { GUMBO_TAG_STYLE, RULE_DROP, NULL, NULL },
    { GUMBO_TAG_SUB, RULE_KEEP, "sub", NULL },
    { GUMBO_TAG_SUP, RULE_KEEP, "sup", NULL },
    { GUMBO_TAG_SVG, RULE_DROP, NULL, NULL },
    { GUMBO_TAG_TABLE, RULE_KEEP, "table", NULL },
    { GUMBO_TAG_TBODY, RULE_KEEP, "tbody", NULL },
    { GUMBO_TAG_TD, RULE_KEEP, "td", CELL },
    { GUMBO_TAG_TEMPLATE, RULE_DROP, NULL, NULL },
    { GUMBO_TAG_TEXTAREA, RULE_DROP, NULL, NULL },
    { GUMBO_TAG_TFOOT, RULE_KEEP, "tfoot", NULL },
    { GUMBO_TAG_TH, RULE_KEEP, "th", CELL },
    { GUMBO_TAG_THEAD, RULE_KEEP, "thead", NULL },
    { GUMBO_TAG_TITLE, RULE_DROP, NULL, NULL },
    { GUMBO_TAG_TR, RULE_KEEP, "tr", NULL },
    { GUMBO_TAG_TT, RULE_KEEP, "code", NULL },
    { GUMBO_TAG_U, RULE_KEEP, "u", NULL },
    { GUMBO_TAG_UL, RULE_KEEP, "ul", NULL },
    { GUMBO_TAG_VIDEO, RULE_DROP, NULL, NULL },
};

static const Element UNWRAPPED = { GUMBO_TAG_UNKNOWN, RULE_UNWRAP, NULL, NULL };
static const Element DROPPED = { GUMBO_TAG_UNKNOWN, RULE_DROP, NULL, NULL };

static const Element *
find_element(const GumboNode *node)
{
    if (node->type == GUMBO_NODE_TEMPLATE || node->v.element.tag_namespace != GUMBO_NAMESPACE_HTML)
        return &DROPPED;
    for (gsize i = 0; i < G_N_ELEMENTS(ELEMENTS); i++)
        if (ELEMENTS[i].tag == node->v.element.tag)
            return &ELEMENTS[i];
    return &UNWRAPPED;
}

/* ---- writing ---- */

typedef struct {
    GString *out;
    const HtmlImages *images;
    guint remote_images;
} Writer;

static void
write_attribute(Writer *w, const char *name, const char *value)
{
    g_string_append_printf(w->out, " %s=\"", name);
    html_escape_append(w->out, value, strlen(value));
    g_string_append_c(w->out, '"');
}

static void
write_allowed(Writer *w, const GumboNode *node, const Attribute *table)
{
    for (const Attribute *a = table; a != NULL && a->name != NULL; a++) {
        const char *value = html_tree_attribute(node, a->name);

        if (value != NULL && a->allows(value))
            write_attribute(w, a->name, value);
    }
}

static void write_node(Writer *w, const GumboNode *node);

static void
write_children(Writer *w, const GumboNode *node)
{
    const GumboVector *children = html_tree_children(node);

    for (guint i = 0; i < children->length; i++)
        write_node(w, children->data[i]);
}

static void
write_element(Writer *w, const GumboNode *node, const Element *element)
{
    g_string_append_printf(w->out, "<%s", element->name);
    write_allowed(w, node, GLOBAL);
    write_allowed(w, node, element->attributes);
    g_string_append_c(w->out, '>');
    if (element->rule == RULE_VOID)
        return;
    if (element->tag == GUMBO_TAG_PRE)
        g_string_append_c(w->out, '\n'); /* a parser drops the first one: keep the text's own */
    write_children(w, node);
    g_string_append_printf(w->out, "</%s>", element->name);
}

static void
write_link(Writer *w, const GumboNode *node)
{
    const char *href = html_tree_attribute(node, "href");
    g_autofree char *url = href == NULL ? NULL : html_safe_url(href);

    if (url == NULL) {
        write_children(w, node);
        return;
    }
    g_string_append(w->out, "<a");
    write_attribute(w, "href", url);
    write_allowed(w, node, GLOBAL);
    g_string_append(w->out, " rel=\"noopener noreferrer nofollow\" target=\"_blank\">");
    write_children(w, node);
    g_string_append(w->out, "</a>");
}

/* Of a cid: image that somebody may know; new, or NULL. */
static char *
content_id_of(const Writer *w, const char *source)
{
    return w->images == NULL || g_ascii_strncasecmp(source, "cid:", 4) != 0 ? NULL
                                                                            : g_uri_unescape_string(source + 4, NULL);
}

static void
write_image(Writer *w, const GumboNode *node, const Element *element)
{
    const char *raw = html_tree_attribute(node, "src");
    g_autofree char *source = raw == NULL ? g_strdup("") : normalise_url(raw);
    g_autofree char *id = content_id_of(w, source);
    g_autofree char *url = id == NULL ? NULL : w->images->map(id, w->images->data);
    const char *alternative = html_tree_attribute(node, "alt");

    if (url != NULL) {
        g_string_append(w->out, "<img");
        write_attribute(w, "src", url);
        if (w->images->more != NULL)
            w->images->more(id, w->out, w->images->data);
        write_allowed(w, node, GLOBAL);
        write_allowed(w, node, element->attributes);
        g_string_append_c(w->out, '>');
        return;
    }
    w->remote_images += is_remote(source) ? 1 : 0;
    if (alternative != NULL)
        html_escape_append(w->out, alternative, strlen(alternative));
}

static void
write_node(Writer *w, const GumboNode *node)
{
    const Element *element;

    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_CDATA)
        html_escape_append(w->out, node->v.text.text, strlen(node->v.text.text));
    if (html_tree_children(node) == NULL)
        return;
    element = find_element(node);
    switch (element->rule) {
    case RULE_UNWRAP:
        write_children(w, node);
        break;
    case RULE_KEEP:
    case RULE_VOID:
        write_element(w, node, element);
        break;
    case RULE_LINK:
        write_link(w, node);
        break;
    case RULE_IMAGE:
        write_image(w, node, element);
        break;
    case RULE_DROP:
        break;
    }
}

char *
html_clean(const char *html, gsize length, const HtmlImages *images, guint *ret_remote_images, GError **error)
{
    g_autoptr(HtmlTree) tree = html_tree_parse(html, length, error);
    Writer w = { .images = images };

    if (tree == NULL)
        return NULL;
    w.out = g_string_sized_new(length);
    write_node(&w, html_tree_root(tree));
    if (ret_remote_images != NULL)
        *ret_remote_images = w.remote_images;
    return g_string_free(w.out, FALSE);
}
