/* SPDX-License-Identifier: Apache-2.0 */
/* wire/wordset.h: finds any of many words in a text, with Hyperscan.
 *
 * A word or phrase is found where it stands as written, capitals or not, with nothing of a word touching it: letter,
 * digit, or a mark that belongs to a letter. "class" is not in "classic", nor "Scunthorpe" guilty of anything. Runs of
 * blanks and line ends in the text count as one space. Both sides are compared folded (base/fold.h). How many words
 * there are matters little for a scan; making a set takes time, so do it off the hot path. */
#pragma once
#include <glib.h>

#define WORDSET_WORDS_MAX  250000
#define WORDSET_TEXT_MAX   (256 * 1024)           /* bytes of a text that are looked at */
#define WORDSET_FOLDED_MAX (3 * WORDSET_TEXT_MAX) /* … of a folded one, which may be longer */

typedef struct Wordset Wordset; /* immutable; thread-safe */

typedef struct {
    const char *word; /* UTF-8, at most 400 bytes in small letters; blank ones are left out */
    guint tag;        /* told when it is found */
} WordsetWord;

/* Blocks: about a second for 10,000 words. TRIBUNE_ERROR_LIMIT (too many words) or TRIBUNE_ERROR_INVALID. */
Wordset *wordset_new(const WordsetWord *words, gsize count, GError **error);
void wordset_free(Wordset *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Wordset, wordset_free)

/* Calls @each once for each word that stands in @text, in no order. @word is the number of the word in the array that
 * the set was made from. Returns how many. */
typedef void (*WordsetFunction)(guint word, guint tag, gpointer data);
guint wordset_scan(Wordset *set, const char *text, gsize length, WordsetFunction each, gpointer data);

/* The same in a text that is folded already (base/fold.h). */
guint wordset_scan_folded(Wordset *set, const GString *folded, WordsetFunction each, gpointer data);
