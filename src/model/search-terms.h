/* SPDX-License-Identifier: Apache-2.0 */
/* model/search-terms.h: text cut into the words that it can be found by.
 *
 * A word is a run of letters, digits and their marks, folded: lower case, without accents and points, ß as ss, other
 * digits as 0 to 9. Where the accent is written out in some languages the word comes a second time, as variant:
 * "Müller" is muller and mueller. Words joined by single marks come once more as a whole when a digit or an @ is among
 * them, for references, addresses, dates and numbers: "NB-2026-000123", "ada@citizen.example". Chinese, Japanese,
 * Korean, Thai, Lao, Khmer and Burmese are cut into overlapping pairs of characters, because they have no blanks to cut
 * at. Nothing is stemmed and no word is left out for being common.
 *
 * Pure and thread-safe; the text's length is the only limit. */
#pragma once
#include <glib.h>

#define SEARCH_TERM_MAX 64 /* bytes, folded; what is longer is no word but may be part of a longer text */

typedef enum {
    SEARCH_TERM_WORD,
    SEARCH_TERM_VARIANT, /* of the word before it */
    SEARCH_TERM_WHOLE,   /* of the words before it, from @start on */
} SearchTermKind;

typedef struct {
    SearchTermKind kind;
    const char *folded; /* UTF-8, borrowed for the call */
    gsize length;
    gsize start, end; /* bytes of the text; pairs overlap */
} SearchTerm;

/* FALSE: enough. */
typedef gboolean (*SearchTermVisit)(const SearchTerm *term, gpointer data);

/* Calls @visit for each, in the order of the text. @text is valid UTF-8. */
void search_terms_each(const char *text, gsize length, SearchTermVisit visit, gpointer data);

/* What a word that somebody looks for must have: folded terms (char *), all of them to be found. A whole stands for its
 * words, a variant for its word, so that "Müller" is found written Müller and Mueller. */
GPtrArray *search_terms_wanted(const char *word);

/* The plain words alone (char *), in order: for phrases. */
GPtrArray *search_terms_sequence(const char *text);
