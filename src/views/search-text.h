/* SPDX-License-Identifier: Apache-2.0 */
/* views/search-text.h: an opened text looked at with the words of a search: whether it has a phrase, and the piece to
 * show. Pure and thread-safe. Texts are valid UTF-8; SEARCH_TEXT_MAX bytes of them are looked at. */
#pragma once
#include "views/search-view.h"

#define SEARCH_PHRASE_WORDS 32  /* further ones do not matter */
#define SEARCH_SNIPPET      220 /* characters, about */

/* Whether the words @phrase (char *, from search_terms_sequence()) follow each other. */
gboolean search_text_has_phrase(const char *text, gsize length, const GPtrArray *phrase);

/* All of @text, the words in @marks (a set of folded terms) marked: SearchPiece *. */
GPtrArray *search_text_mark(const char *text, GHashTable *marks);

/* About SEARCH_SNIPPET characters around the first of @marks, or of the beginning, on one line. */
GPtrArray *search_text_snippet(const char *text, gsize length, GHashTable *marks);

GPtrArray *search_text_pieces_new(void);
