/* SPDX-License-Identifier: Apache-2.0 */
/* wire/wording.h: how hard a text is to read: its sentences, words and syllables, and the years of school that
 * published formulas make of them.
 *
 *     en          Flesch-Kincaid grade level (Kincaid et al. 1975)
 *     de          first Wiener Sachtextformel (Bamberger and Vanecek 1984)
 *     all others  LIX (Björnsson 1968), as school years after Anderson (1983)
 *
 * Syllables are counted by groups of vowels and the usual exceptions; for a whole text that is near enough, for a
 * single word it may be wrong. A sentence ends with . ! ? or … before a blank, but not behind an initial, a number of a
 * day or an abbreviation that is known. Pure, thread-safe; @text is UTF-8, plain text without marks. */
#pragma once
#include <glib.h>

/* Below these a grade says nothing. */
#define WORDING_SENTENCES_MIN 3
#define WORDING_WORDS_MIN     40

typedef struct {
    guint sentences, words, syllables;
    guint letters;       /* of the words */
    guint long_words;    /* with more than six letters */
    guint polysyllables; /* words of three syllables or more */
    guint monosyllables;
} Wording;

/* Adds what stands in @text, whose end is the end of a sentence. @language is BCP 47. */
void wording_add(Wording *wording, const char *text, const char *language);

/* School years, from 1; 0: too little text to say. */
guint wording_grade(const Wording *wording, const char *language);

/* Calls @each for every sentence: where it begins, its bytes and how many words it has. */
typedef void (*WordingSentence)(gsize first, gsize length, guint words, gpointer data);
void wording_sentences(const char *text, WordingSentence each, gpointer data);

/* At least 1. @word is letters only. */
guint wording_syllables(const char *word, gsize length, const char *language);
