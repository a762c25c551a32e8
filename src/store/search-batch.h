/* SPDX-License-Identifier: Apache-2.0 */
/* store/search-batch.h: documents on their way into the search index: their words, as keyed hashes, in order.
 *
 * A word is never stored: what is stored is 64 bits of SipHash over the field and the folded word, with a key derived
 * from the node's secret. One thread at a time; nothing blocks. */
#pragma once
#include <glib.h>

#define SEARCH_KEY_SIZE  16
#define SEARCH_TEXT_MAX  (1024 * 1024) /* bytes of one text that are looked at */
#define SEARCH_TERMS_MAX 20000         /* different words of one document; further ones are left out */

/* What a document is. Stored. */
typedef enum { SEARCH_MESSAGE, SEARCH_TITLE, SEARCH_PERSON } SearchKind;

/* Where a word stands: the same word in two fields is two terms. Hashed, so never renumber. */
typedef enum {
    SEARCH_FIELD_TEXT,     /* subject, text, names of attachments, who wrote, the case's reference and title */
    SEARCH_FIELD_FROM,     /* who wrote: name and address */
    SEARCH_FIELD_PERSON,   /* name and addresses of a person */
    SEARCH_FIELD_HAS,      /* exact: "attachment" */
    SEARCH_FIELD_CHANNEL,  /* exact */
    SEARCH_FIELD_LANGUAGE, /* exact */
} SearchField;

typedef struct SearchBatch SearchBatch;

SearchBatch *search_batch_new(const guint8 key[SEARCH_KEY_SIZE]);
void search_batch_free(SearchBatch *batch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SearchBatch, search_batch_free)

/* The next document: what follows is of it. @subject is the id of the message, case or person, @when it was written.
 * A subject that is in the batch already is added a second time; the later one counts. */
void search_batch_begin(SearchBatch *batch, SearchKind kind, gint64 subject, gint64 when);
/* All words of @text, valid UTF-8. */
void search_batch_add(SearchBatch *batch, SearchField field, const char *text, gsize length);
/* @value as it is. */
void search_batch_mark(SearchBatch *batch, SearchField field, const char *value);

/* The term that stands for a folded word. */
gint64 search_batch_term(const guint8 key[SEARCH_KEY_SIZE], SearchField field, const char *folded, gsize length);

/* ---- for store/search-index.c ---- */

typedef struct {
    SearchKind kind;
    gint64 subject, when;
} SearchDocument;

typedef struct {
    gint64 term;
    guint document; /* its place in the batch */
} SearchOccurrence;

/* SearchDocument, in the order they were begun. */
const GArray *search_batch_documents(const SearchBatch *batch);
/* SearchOccurrence, each once, by term and then by document. */
const GArray *search_batch_finish(SearchBatch *batch);
