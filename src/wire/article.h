/* SPDX-License-Identifier: Apache-2.0 */
/* wire/article.h: what is wrong with a Markdown text before everybody reads it, as far as a machine can tell.
 *
 * Each finding is told with its place and the words that it is about. It says nothing of what is true or wise. Limits:
 * a text over MARKDOWN_SIZE_MAX is not looked at; ARTICLE_FINDINGS_MAX findings are told. Pure, thread-safe. */
#pragma once
#include "base/figure.h"

#define ARTICLE_FINDINGS_MAX 200
#define ARTICLE_SHOUT_WORDS  3 /* so many words in capitals, one behind the other, are shouting */

typedef enum {
    ARTICLE_NO_ALTERNATIVE, /* a picture that says nothing to who cannot see it */
    ARTICLE_PICTURE_UNKNOWN,
    ARTICLE_LINK_NOWHERE, /* its address is none, or leads where no reader can go */
    ARTICLE_LINK_UNKNOWN, /* on our own pages, and not there */
    ARTICLE_LINK_WORDS,   /* "click here": says nothing when it is read alone */
    ARTICLE_HEADING_SKIP, /* a level is left out, so the outline has a hole */
    ARTICLE_LONG_SENTENCE,
    ARTICLE_SHOUTING,
    ARTICLE_HARD, /* the whole takes more school years than it should */
    ARTICLE_FINDING_KINDS
} ArticleFinding;

typedef struct {
    const char *language; /* of the text */
    guint sentence_words; /* more are too many; 0: any */
    guint grade;          /* more school years are too many; 0: any */
    const char *site;     /* "https://www.northam.example", where "/…" leads; NULL: not known */
    /* Whether something of ours is at @path ("/news/x"); NULL function: every path is taken for one. */
    gboolean (*knows)(gpointer data, const char *path);
    FigureFind find; /* its pictures; NULL: it has none */
    gpointer data;
} ArticleRules;

/* @first and @length: bytes of the text; 0 and 0: the whole. @detail: the words, or a number; "" none. */
typedef void (*ArticleEach)(ArticleFinding kind, gsize first, gsize length, const char *detail, gpointer data);
void article_check(const char *text, const ArticleRules *rules, ArticleEach each, gpointer data);

/* The same for words that are no Markdown: a title, a reply by text message. */
void article_check_plain(const char *text, const ArticleRules *rules, ArticleEach each, gpointer data);

/* Calls @each for every picture, as often as it is there: what the text calls it, and what it shows. */
void article_pictures(const char *text, void (*each)(const char *name, const char *words, gpointer data),
                      gpointer data);
