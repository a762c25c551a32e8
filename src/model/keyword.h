/* SPDX-License-Identifier: Apache-2.0 */
/* model/keyword.h: words that mean the same to every network of text messages when they stand alone: STOP, HELP, START,
 * and YES where something was asked.
 *
 * They are matched as a whole, after trimming, folding case and taking off the punctuation around them. "please stop"
 * is no such word: a person reads it. Behind START one more word may stand, what is wanted ("START ROADS"). The words
 * of each language are in one table (keyword.c); English ones always count, others when the body speaks that language.
 * Pure, thread-safe. */
#pragma once
#include <glib.h>

#define KEYWORD_TEXT_MAX 200 /* bytes of a text that can be one */

typedef enum {
    KEYWORD_NONE,
    KEYWORD_STOP,  /* nothing more that I did not ask for */
    KEYWORD_START, /* … after all; or, with a word behind it, that */
    KEYWORD_YES,   /* to what you asked me */
    KEYWORD_HELP,  /* who are you? */
} Keyword;
const char *keyword_name(Keyword keyword); /* "stop" */
gboolean keyword_parse(const char *name, Keyword *ret);

/* @languages: tags that the body speaks, ends with NULL. @ret_wanted: what stands behind START, folded, new; ""
 * nothing.
 * @ret_language: the one language whose word it is, borrowed from @languages or "en"; "" when several have it. */
Keyword keyword_read(const char *text, const char *const *languages, char **ret_wanted, const char **ret_language);

/* @word as keyword_read() compares words, new: "Roads!" → "roads". */
char *keyword_fold(const char *word);

/* What @wanted means whatever the body publishes: everything, or alerts. */
typedef enum { KEYWORD_TOPIC_OTHER, KEYWORD_TOPIC_ALL, KEYWORD_TOPIC_ALERTS } KeywordTopic;
KeywordTopic keyword_topic(const char *wanted, const char *const *languages);
