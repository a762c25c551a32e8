/* SPDX-License-Identifier: Apache-2.0 */
/* wire/html-tree.h: Gumbo within limits, for html.c and html-text.c.
 *
 * Gumbo has no limits of its own: unclosed formatting tags multiply nodes, deep trees make every step slow, and freeing
 * a deep tree recurses. So it allocates from an arena with a budget; when the budget or the time is used up the parse
 * is abandoned by longjmp (all it held is in the arena), and the arena is freed as a whole. */
#pragma once
#include <glib.h>
#include <gumbo.h>

typedef struct HtmlTree HtmlTree;

/* @html is copied and cleaned by text_clean(). NULL with TRIBUNE_ERROR_LIMIT over a limit of wire/html.h. */
HtmlTree *html_tree_parse(const char *html, gsize length, GError **error);
void html_tree_free(HtmlTree *tree);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HtmlTree, html_tree_free)

/* The <html> element. At most HTML_DEPTH_MAX levels deep, so that callers may recurse. */
const GumboNode *html_tree_root(const HtmlTree *tree);

/* The children of an element or template; NULL for any other node. */
const GumboVector *html_tree_children(const GumboNode *node);

/* The value of an attribute, or NULL. */
const char *html_tree_attribute(const GumboNode *node, const char *name);
