/* SPDX-License-Identifier: Apache-2.0 */
/* The search field, and the words that texts are found by: whatever is typed, clauses are valid text within the limits,
 * and a word looked for is found in a text that consists of it. */
#include <stdint.h>
#include <string.h>

#include "model/search-query.h"
#include "model/search-terms.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

typedef struct {
    const char *text;
    gsize length, start;
    GHashTable *found;
} Reading;

static gboolean
read_term(const SearchTerm *term, gpointer data)
{
    Reading *reading = data;

    g_assert_true(term->end <= reading->length && term->start < term->end);
    g_assert_true(g_utf8_validate(term->folded, (gssize)term->length, NULL));
    g_assert_true(g_utf8_validate(reading->text + term->start, (gssize)(term->end - term->start), NULL));
    g_hash_table_add(reading->found, g_strndup(term->folded, term->length));
    return TRUE;
}

static void
check_word(const char *word)
{
    g_autoptr(GHashTable) found = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GPtrArray) wanted = search_terms_wanted(word);
    g_autoptr(GPtrArray) sequence = search_terms_sequence(word);
    Reading reading = { word, strlen(word), 0, found };

    search_terms_each(word, strlen(word), read_term, &reading);
    for (guint i = 0; i < wanted->len; i++)
        g_assert_true(g_hash_table_contains(found, g_ptr_array_index(wanted, i)));
    for (guint i = 0; i < sequence->len; i++)
        g_assert_true(g_hash_table_contains(found, g_ptr_array_index(sequence, i)));
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    g_autoptr(SearchQuery) query = search_query_parse((const char *)bytes, length);

    g_assert_cmpuint(query->clauses->len, <=, SEARCH_CLAUSES_MAX);
    for (guint i = 0; i < query->clauses->len; i++) {
        const SearchClause *clause = g_ptr_array_index(query->clauses, i);

        g_assert_true(g_utf8_validate(clause->value, -1, NULL) && *clause->value != '\0');
        check_word(clause->value);
    }
    for (guint i = 0; i < query->problems->len; i++)
        g_assert_true(g_utf8_validate(((SearchProblem *)g_ptr_array_index(query->problems, i))->typed, -1, NULL));
    return 0;
}
