/* SPDX-License-Identifier: Apache-2.0 */
#include "store/search-batch.h"

#include <sodium.h>
#include <string.h>

#include "model/search-terms.h"

G_STATIC_ASSERT(SEARCH_KEY_SIZE == crypto_shorthash_KEYBYTES);

struct SearchBatch {
    guint8 key[SEARCH_KEY_SIZE];
    GArray *documents;   /* SearchDocument */
    GArray *terms;       /* gint64: of the document under way, with repeats */
    GArray *occurrences; /* SearchOccurrence */
};

SearchBatch *
search_batch_new(const guint8 key[SEARCH_KEY_SIZE])
{
    SearchBatch *batch = g_new0(SearchBatch, 1);

    memcpy(batch->key, key, SEARCH_KEY_SIZE);
    batch->documents = g_array_new(FALSE, FALSE, sizeof(SearchDocument));
    batch->terms = g_array_new(FALSE, FALSE, sizeof(gint64));
    batch->occurrences = g_array_new(FALSE, FALSE, sizeof(SearchOccurrence));
    return batch;
}

void
search_batch_free(SearchBatch *batch)
{
    sodium_memzero(batch->key, sizeof batch->key);
    g_array_unref(batch->documents);
    g_array_unref(batch->terms);
    g_array_unref(batch->occurrences);
    g_free(batch);
}

gint64
search_batch_term(const guint8 key[SEARCH_KEY_SIZE], SearchField field, const char *folded, gsize length)
{
    guint8 bytes[1 + 255];
    gint64 term;

    length = MIN(length, sizeof bytes - 1);
    bytes[0] = (guint8)field;
    memcpy(bytes + 1, folded, length);
    crypto_shorthash((guint8 *)&term, bytes, 1 + length, key);
    term = GINT64_FROM_LE(term);
    return term == G_MININT64 ? 0 : term; /* merges begin after the smallest */
}

static gint
compare_terms(gconstpointer a, gconstpointer b)
{
    gint64 x = *(const gint64 *)a, y = *(const gint64 *)b;

    return (x > y) - (x < y);
}

static gint
compare_occurrences(gconstpointer a, gconstpointer b)
{
    const SearchOccurrence *x = a, *y = b;

    if (x->term != y->term)
        return x->term < y->term ? -1 : 1;
    return (x->document > y->document) - (x->document < y->document);
}

/* The words of the document under way, each once. */
static void
end_document(SearchBatch *batch)
{
    SearchOccurrence occurrence = { 0, batch->documents->len - 1 };
    guint kept = 0;

    g_array_sort(batch->terms, compare_terms);
    for (guint i = 0; i < batch->terms->len && kept < SEARCH_TERMS_MAX; i++) {
        gint64 term = g_array_index(batch->terms, gint64, i);

        if (i > 0 && term == occurrence.term)
            continue;
        occurrence.term = term;
        g_array_append_val(batch->occurrences, occurrence);
        kept++;
    }
    g_array_set_size(batch->terms, 0);
}

void
search_batch_begin(SearchBatch *batch, SearchKind kind, gint64 subject, gint64 when)
{
    SearchDocument document = { kind, subject, when };

    end_document(batch);
    g_array_append_val(batch->documents, document);
}

static void
add_term(SearchBatch *batch, SearchField field, const char *folded, gsize length)
{
    gint64 term = search_batch_term(batch->key, field, folded, length);

    g_array_append_val(batch->terms, term);
}

typedef struct {
    SearchBatch *batch;
    SearchField field;
} Adding;

static gboolean
add_word(const SearchTerm *term, gpointer data)
{
    const Adding *adding = data;

    add_term(adding->batch, adding->field, term->folded, term->length);
    return TRUE;
}

void
search_batch_add(SearchBatch *batch, SearchField field, const char *text, gsize length)
{
    Adding adding = { batch, field };

    if (length > SEARCH_TEXT_MAX)
        length = (gsize)(g_utf8_find_prev_char(text, text + SEARCH_TEXT_MAX) - text);
    search_terms_each(text, length, add_word, &adding);
}

void
search_batch_mark(SearchBatch *batch, SearchField field, const char *value)
{
    add_term(batch, field, value, strlen(value));
}

const GArray *
search_batch_documents(const SearchBatch *batch)
{
    return batch->documents;
}

const GArray *
search_batch_finish(SearchBatch *batch)
{
    end_document(batch);
    g_array_sort(batch->occurrences, compare_occurrences);
    return batch->occurrences;
}
