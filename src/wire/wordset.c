/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/wordset.h"

#include <hs/hs.h>
#include <string.h>

#include "base/error.h"
#include "base/fold.h"
#include "base/thread.h"

#define WORD_BYTES 400

struct Wordset {
    hs_database_t *database; /* NULL: no words */
    hs_scratch_t *scratch;   /* to be cloned */
    GArray *tags;            /* guint, by the number of the word as given */
    GArray *lengths;         /* guint16: bytes of the word as compared, by that number */
    Mutex mutex;             /* of idle */
    GPtrArray *idle;         /* hs_scratch_t *: one is in use for each scan under way */
};

/* ---- making ---- */

typedef struct {
    GPtrArray *texts; /* char *, as compared */
    GArray *ids;
    GArray *sizes; /* size_t */
} Patterns;

static void
patterns_clear(Patterns *patterns)
{
    g_ptr_array_unref(patterns->texts);
    g_array_unref(patterns->ids);
    g_array_unref(patterns->sizes);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Patterns, patterns_clear)

static gboolean
add_word(Wordset *set, Patterns *patterns, const WordsetWord *word, guint number, GError **error)
{
    GString *folded = fold_text(word->word, strlen(word->word), NULL);
    guint16 length;
    size_t size;

    while (folded->len > 0 && folded->str[folded->len - 1] == ' ')
        g_string_truncate(folded, folded->len - 1);
    size = folded->len;
    length = (guint16)MIN(size, G_MAXUINT16);
    g_array_append_val(set->tags, word->tag);
    g_array_append_val(set->lengths, length);
    if (size > WORD_BYTES) {
        g_string_free(folded, TRUE);
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "word %u is longer than %d bytes", number + 1,
                    WORD_BYTES);
        return FALSE;
    }
    if (size > 0) {
        g_ptr_array_add(patterns->texts, g_string_free(folded, FALSE));
        g_array_append_val(patterns->ids, number);
        g_array_append_val(patterns->sizes, size);
    } else {
        g_string_free(folded, TRUE);
    }
    return TRUE;
}

static gboolean
compile(Wordset *set, const Patterns *patterns, GError **error)
{
    hs_compile_error_t *trouble = NULL;

    if (patterns->texts->len == 0)
        return TRUE;
    if (hs_compile_lit_multi((const char *const *)patterns->texts->pdata, NULL,
                             (const guint *)(gpointer)patterns->ids->data,
                             (const size_t *)(gpointer)patterns->sizes->data, patterns->texts->len, HS_MODE_BLOCK, NULL,
                             &set->database, &trouble) != HS_SUCCESS) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "the words cannot be made into a pattern: %s",
                    trouble != NULL ? trouble->message : "unknown");
        hs_free_compile_error(trouble);
        return FALSE;
    }
    if (hs_alloc_scratch(set->database, &set->scratch) == HS_SUCCESS)
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY, "there is no memory for the words");
    return FALSE;
}

static void
scratch_free(gpointer scratch)
{
    hs_free_scratch(scratch);
}

Wordset *
wordset_new(const WordsetWord *words, gsize count, GError **error)
{
    g_autoptr(Wordset) set = g_new0(Wordset, 1);
    g_auto(Patterns) patterns = { g_ptr_array_new_with_free_func(g_free), g_array_new(FALSE, FALSE, sizeof(guint)),
                                  g_array_new(FALSE, FALSE, sizeof(size_t)) };

    mutex_init(&set->mutex);
    set->idle = g_ptr_array_new_with_free_func(scratch_free);
    set->tags = g_array_new(FALSE, FALSE, sizeof(guint));
    set->lengths = g_array_new(FALSE, FALSE, sizeof(guint16));
    if (count > WORDSET_WORDS_MAX) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "more than %d words", WORDSET_WORDS_MAX);
        return NULL;
    }
    for (guint i = 0; i < count; i++)
        if (!add_word(set, &patterns, &words[i], i, error))
            return NULL;
    return compile(set, &patterns, error) ? g_steal_pointer(&set) : NULL;
}

void
wordset_free(Wordset *set)
{
    if (set == NULL)
        return;
    g_ptr_array_unref(set->idle);
    g_array_unref(set->tags);
    g_array_unref(set->lengths);
    hs_free_scratch(set->scratch);
    hs_free_database(set->database);
    mutex_clear(&set->mutex);
    g_free(set);
}

/* ---- scanning ---- */

static hs_scratch_t *
take_scratch(Wordset *set)
{
    hs_scratch_t *scratch = NULL;

    mutex_lock(&set->mutex);
    if (set->idle->len > 0)
        scratch = g_ptr_array_steal_index_fast(set->idle, set->idle->len - 1);
    mutex_unlock(&set->mutex);
    if (scratch == NULL && hs_clone_scratch(set->scratch, &scratch) != HS_SUCCESS)
        g_error("no memory for a scan");
    return scratch;
}

static void
give_scratch(Wordset *set, hs_scratch_t *scratch)
{
    mutex_lock(&set->mutex);
    g_ptr_array_add(set->idle, scratch);
    mutex_unlock(&set->mutex);
}

typedef struct {
    const Wordset *set;
    const GString *text;
    GHashTable *seen; /* NULL: none yet */
    WordsetFunction each;
    gpointer data;
} Scan;

/* Whether what stands before and behind goes on with a word. */
static gboolean
touches_word(const GString *text, gsize first, gsize end)
{
    gunichar before = first > 0 ? g_utf8_get_char(g_utf8_prev_char(text->str + first)) : ' ';
    gunichar behind = end < text->len ? g_utf8_get_char(text->str + end) : ' ';

    return g_unichar_isalnum(before) || g_unichar_isalnum(behind) || g_unichar_ismark(behind);
}

static int
on_match(guint id, unsigned long long from, unsigned long long to, guint flags, void *data)
{
    Scan *scan = data;
    gsize end = (gsize)to, first = end - g_array_index(scan->set->lengths, guint16, id);

    (void)from, (void)flags; /* Hyperscan tells where a match ends */
    if (touches_word(scan->text, first, end))
        return 0;
    if (scan->seen == NULL)
        scan->seen = g_hash_table_new(NULL, NULL);
    if (g_hash_table_add(scan->seen, GUINT_TO_POINTER(id)))
        scan->each(id, g_array_index(scan->set->tags, guint, id), scan->data);
    return 0;
}

guint
wordset_scan_folded(Wordset *set, const GString *folded, WordsetFunction each, gpointer data)
{
    Scan scan = { .set = set, .text = folded, .each = each, .data = data };
    hs_scratch_t *scratch;
    guint found;

    if (set->database == NULL)
        return 0;
    scratch = take_scratch(set);
    hs_scan(set->database, folded->str, (guint)MIN(folded->len, WORDSET_FOLDED_MAX), 0, scratch, on_match, &scan);
    give_scratch(set, scratch);
    found = scan.seen != NULL ? g_hash_table_size(scan.seen) : 0;
    g_clear_pointer(&scan.seen, g_hash_table_unref);
    return found;
}

guint
wordset_scan(Wordset *set, const char *text, gsize length, WordsetFunction each, gpointer data)
{
    GString *folded = fold_text(text, MIN(length, WORDSET_TEXT_MAX), NULL);
    guint found = wordset_scan_folded(set, folded, each, data);

    g_string_free(folded, TRUE);
    return found;
}
