/* SPDX-License-Identifier: Apache-2.0 */
/* wire/markdown.h: what officers write (CommonMark with tables, strikethrough and bare links) as HTML and as text.
 *
 * Every line end is a line break, as letter writers expect. Raw HTML is not markup: it appears as the text it is, so
 * nothing typed gets lost. The HTML passes through html_clean(), so its promises hold: safe links, no remote images.
 *
 * Limit: 256 KiB; longer text, or text nested too deep, is shown as it stands, unformatted. Pure, thread-safe, nothing
 * blocks. */
#pragma once
#include <glib.h>

#include "base/figure.h"
#include "wire/html.h"

#define MARKDOWN_SIZE_MAX (256 * 1024)

/* A fragment to be placed in a body. Never fails. */
char *markdown_to_html(const char *text);

/* What an article stands among. All is borrowed. */
typedef struct {
    const char *site; /* "https://www.northam.example": put before links that begin with "/"; NULL: those are text */
    const char *pictures; /* the same, put before the addresses of pictures; NULL: nothing is */
    FigureFind find;      /* the pictures that may be shown: ![what it shows](name); NULL: none */
    gpointer data;
} MarkdownArticle;

#define MARKDOWN_PICTURE_SIZES "(min-width: 800px) 760px, 100vw" /* how wide a page of ours shows it */

/* The same for a page that has its own title: the highest headings are of level 2, and keep their distance from each
 * other. @article may be NULL. NULL with TRIBUNE_ERROR_INVALID: a picture without
 * alternative text, or one that is not there; TRIBUNE_ERROR_LIMIT: too long or nested too deep. */
char *markdown_to_article(const char *text, const MarkdownArticle *article, GError **error);

/* The same for a plain text part: emphasis without its marks, links as "text <url>". */
char *markdown_to_text(const char *text);
