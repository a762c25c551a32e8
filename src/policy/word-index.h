/* SPDX-License-Identifier: Apache-2.0 */
/* policy/word-index.h: which words a text has, found without looking at the text again.
 *
 * One pass folds the text (Unicode NFKC, then case) and splits it into words; after that every word or phrase costs a
 * binary search, so hundreds of rules ask the same index. A word is a run of letters, digits and the marks on them;
 * whatever stands between two words counts as one gap, so the phrase "pot hole" is found in "pot-hole". Scripts that
 * are written without gaps (Chinese, Japanese, Thai, Lao, Khmer, Burmese) count each character as a word, so that a
 * phrase of them is found anywhere.
 *
 * Pure; an index and a phrase are immutable and thread-safe. Limits: WORD_INDEX_TEXT_MAX bytes and WORD_INDEX_WORDS_MAX
 * words of a text are looked at, what is beyond is not there. */
#pragma once
#include <glib.h>

#define WORD_INDEX_TEXT_MAX  (256 * 1024)
#define WORD_INDEX_WORDS_MAX 40000
#define WORD_PHRASE_WORDS    8 /* at most, in one phrase */

typedef struct WordIndex WordIndex;
typedef struct WordPhrase WordPhrase;

/* @text is any bytes: what is no UTF-8 separates words. */
WordIndex *word_index_new(const char *text, gsize length);
void word_index_free(WordIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(WordIndex, word_index_free)

guint word_index_count(const WordIndex *index);
gboolean word_index_has(const WordIndex *index, const WordPhrase *phrase);

/* One word or several in a row; a "*" at the end stands for any ending of the last. NULL when @text has no word or more
 * than WORD_PHRASE_WORDS. */
WordPhrase *word_index_phrase_new(const char *text);
void word_index_phrase_free(WordPhrase *phrase);
