/* SPDX-License-Identifier: Apache-2.0 */
/* model/word-list.h: words that officers want to be told of, and all lists of a house as they are at one time.
 *
 * A list gives its label to every message in which one of its words stands, and holds it when it says so. It never
 * hides anything: see wire/wordset.h for what counts as a word. Pure. */
#pragma once
#include <glib.h>

#define WORD_LIST_LISTS_MAX 50          /* in a house */
#define WORD_LIST_WORDS_MAX 5000        /* in a list */
#define WORD_LIST_WORD_MAX  100         /* characters of a word or phrase */
#define WORD_LIST_TEXT_MAX  (96 * 1024) /* bytes of a list */
#define WORD_LIST_LABEL_MAX 32          /* bytes */

typedef struct {
    gint64 value;
} WordListId;

typedef struct {
    WordListId id;
    char *name;     /* one line, 1 to 100 characters */
    char *label;    /* [a-z0-9-]{1,32} */
    gboolean holds; /* else it only labels */
    char *language; /* of its words, BCP 47; "" any */
    char *words;    /* one a line; lines that begin with # are remarks */
    gboolean off;   /* kept, but not used */
    gint64 version; /* grows with each change */
    gint64 changed;
} WordList;

void word_list_free(WordList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(WordList, word_list_free)

gboolean word_list_label_is_valid(const char *label);
/* Whether @label is one that filters of our own use, which no list may have. */
gboolean word_list_label_is_taken(const char *label);

/* The words of @text: char *, stripped, without empty lines and remarks, each once. */
GPtrArray *word_list_split(const char *text);

/* All lists; immutable, counted references, to be shared by threads. */
typedef struct {
    gint references;
    guint64 version;  /* of the whole: another number, other lists */
    GPtrArray *lists; /* WordList *, by name */
} WordLists;

/* @lists is taken over. */
WordLists *word_lists_new(GPtrArray *lists, guint64 version);
WordLists *word_lists_ref(WordLists *lists);
void word_lists_unref(WordLists *lists);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(WordLists, word_lists_unref)
