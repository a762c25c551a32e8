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

#define MARKDOWN_SIZE_MAX (256 * 1024)

/* A fragment to be placed in a body. Never fails. */
char *markdown_to_html(const char *text);

/* The same for a plain text part: emphasis without its marks, links as "text <url>". */
char *markdown_to_text(const char *text);
