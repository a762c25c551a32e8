/* SPDX-License-Identifier: Apache-2.0 */
/* wire/html.h: HTML from outside: rebuilt to be shown, or turned into text.
 *
 * Nothing of the input is copied into the output as markup: an HTML5 parser builds the tree, and what is on the
 * allow-list is written anew. Allowed: text structure, lists, tables, links and images; of their attributes
 * title, dir, lang, alt, cell spans and the like. Links: http, https, mailto and tel, written with
 * rel="noopener noreferrer nofollow" and target="_blank"; anything else becomes plain text. Images: only cid: ones that
 * the caller maps; a remote one is counted and its alternative text shown. Never: style, class, id, script, forms,
 * frames, SVG, MathML, media, comments. Text hidden by styles in the original becomes visible; nothing readable is
 * dropped.
 *
 * Limits: 512 KiB, 20,000 tags, 400 levels, and 64 MiB or two seconds inside the parser. Pure and thread-safe; nothing
 * blocks. */
#pragma once
#include <glib.h>

#define HTML_SIZE_MAX  (512 * 1024)
#define HTML_TAGS_MAX  20000
#define HTML_DEPTH_MAX 400

/* Where the images of a message are to be had. */
typedef struct {
    /* The URL for "cid:@content_id" (already unescaped), new; or NULL to show the alternative text instead. */
    char *(*map)(const char *content_id, gpointer data);
    gpointer data;
    /* Appends further attributes of that image, each with a blank before it; NULL: none. */
    void (*more)(const char *content_id, GString *out, gpointer data);
} HtmlImages;

/* A fragment to be placed in a body, valid UTF-8. @images may be NULL: no image is shown. *ret_remote_images (may be
 * NULL) counts the images blocked. NULL with TRIBUNE_ERROR_LIMIT when a limit is exceeded: show html_to_text() then. */
char *html_clean(const char *html, gsize length, const HtmlImages *images, guint *ret_remote_images, GError **error);

/* What a person would read: blank lines between paragraphs, "- " and "1. " in lists, "> " before quotations, "text
 * <url>" for links. Over a limit the tags are simply left out, so this never fails. */
char *html_to_text(const char *html, gsize length);

/* @text with & < > " ' escaped, control characters dropped but TAB and LF: for text and quoted attribute values. */
char *html_escape(const char *text);
void html_escape_append(GString *out, const char *text, gsize length);

/* A new canonical URL when @text is one that may be a link (see above, at most 4096 bytes), else NULL. */
char *html_safe_url(const char *text);
