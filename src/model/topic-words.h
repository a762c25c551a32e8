/* SPDX-License-Identifier: Apache-2.0 */
/* model/topic-words.h: whether a word names what people write to a public body about.
 *
 * A list of topics, used to hold messages, picks out opinions on a matter instead of a way of speaking; courts have
 * taken that for unlawful (PETA v. Tabak, D.C. Circuit 2024). So the page of word lists warns. This is a guess by a
 * vocabulary of English and German, good for a warning and for nothing else. Pure. */
#pragma once
#include <glib.h>

/* @topics: words that name matters of this house beside the built-in ones, such as its units; ends with NULL, may be
 * NULL. */
gboolean topic_words_is_topic(const char *word, const char *const *topics);

/* Whether at least half of @words (char *) are topics. */
gboolean topic_words_are_topics(const GPtrArray *words, const char *const *topics);
