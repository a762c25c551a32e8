/* SPDX-License-Identifier: Apache-2.0 */
/* wire/markdown-private.h: the tree of a Markdown text, for the files that read it. */
#pragma once
#include <cmark-gfm.h>
#include <glib.h>

/* As markdown_to_article() reads it; cmark_node_free() it. Thread-safe. */
cmark_node *markdown_parse(const char *text, gsize length);
/* Whether there is anything to read in what stands below @node. */
gboolean markdown_has_words(cmark_node *node);
/* What stands below @node as one line. New. */
char *markdown_words(cmark_node *node);
/* The smallest level of a heading in it; 1 when there is none. */
int markdown_top_level(cmark_node *root);
