/* SPDX-License-Identifier: Apache-2.0 */
#include "views/search-text.h"

#include <string.h>

#include "base/text.h"
#include "model/search-terms.h"
#include "store/search-batch.h"

#define BEFORE   60 /* characters of a snippet before the first word found */
#define HITS_MAX 200

static gsize
looked_at(const char *text, gsize length)
{
    return length <= SEARCH_TEXT_MAX ? length : (gsize)(g_utf8_find_prev_char(text, text + SEARCH_TEXT_MAX) - text);
}

/* ---- phrases ---- */

/* Bit i of the state: the last i + 1 words were the first of the phrase. */
typedef struct {
    const GPtrArray *phrase;
    guint count;
    guint32 state;
    gboolean found;
} Following;

static gboolean
follow(const SearchTerm *term, gpointer data)
{
    Following *following = data;
    guint32 same = 0;

    if (term->kind != SEARCH_TERM_WORD)
        return TRUE;
    for (guint i = 0; i < following->count; i++) {
        const char *word = g_ptr_array_index(following->phrase, i);

        if (strlen(word) == term->length && memcmp(word, term->folded, term->length) == 0)
            same |= 1U << i;
    }
    following->state = (following->state << 1 | 1) & same;
    following->found = (following->state >> (following->count - 1) & 1) != 0;
    return !following->found;
}

gboolean
search_text_has_phrase(const char *text, gsize length, const GPtrArray *phrase)
{
    Following following = { phrase, MIN(phrase->len, SEARCH_PHRASE_WORDS), 0, FALSE };

    if (phrase->len == 0)
        return TRUE;
    search_terms_each(text, looked_at(text, length), follow, &following);
    return following.found;
}

/* ---- marks ---- */

typedef struct {
    gsize start, end;
} Span;

typedef struct {
    GHashTable *marks;
    GArray *spans; /* Span */
    const char *text;
    gsize length;
    guint window; /* characters from the first on that matter; 0: all */
    gsize stop;   /* where they end */
} Finding;

static gsize
skip(const char *text, gsize length, gsize from, guint count)
{
    const char *at = text + from, *end = text + length;

    for (; at < end && count > 0; count--)
        at = g_utf8_next_char(at);
    return (gsize)(MIN(at, end) - text);
}

static gboolean
find_mark(const SearchTerm *term, gpointer data)
{
    Finding *finding = data;
    char word[256];
    Span span = { term->start, term->end };

    if (term->start > finding->stop)
        return FALSE;
    if (term->length >= sizeof word)
        return TRUE;
    memcpy(word, term->folded, term->length);
    word[term->length] = '\0';
    if (!g_hash_table_contains(finding->marks, word))
        return TRUE;
    g_array_append_val(finding->spans, span);
    if (finding->spans->len == 1 && finding->window > 0)
        finding->stop = skip(finding->text, finding->length, span.start, finding->window);
    return finding->spans->len < HITS_MAX;
}

static gint
compare_spans(gconstpointer a, gconstpointer b)
{
    const Span *x = a, *y = b;

    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return (x->end > y->end) - (x->end < y->end);
}

/* Ascending; a whole comes after its words, and pairs overlap. */
static GArray *
find_marks(const char *text, gsize length, GHashTable *marks, guint window)
{
    Finding finding = { marks, g_array_new(FALSE, FALSE, sizeof(Span)), text, length, window, length };

    if (g_hash_table_size(marks) > 0)
        search_terms_each(text, length, find_mark, &finding);
    g_array_sort(finding.spans, compare_spans);
    return finding.spans;
}

static void
piece_free(SearchPiece *piece)
{
    g_free(piece->text);
    g_free(piece);
}

GPtrArray *
search_text_pieces_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)piece_free);
}

/* Line ends and runs of blanks are one blank. */
static void
add_piece(GPtrArray *pieces, const char *text, gsize length, gboolean marked)
{
    g_autoptr(GString) out = g_string_sized_new(length);
    SearchPiece *piece;

    for (gsize i = 0; i < length; i++) {
        gboolean blank = g_ascii_isspace(text[i]);

        if (!blank)
            g_string_append_c(out, text[i]);
        else if (out->len == 0 || out->str[out->len - 1] != ' ')
            g_string_append_c(out, ' ');
    }
    if (out->len == 0)
        return;
    piece = g_new0(SearchPiece, 1);
    piece->text = g_string_free(g_steal_pointer(&out), FALSE);
    piece->marked = marked;
    g_ptr_array_add(pieces, piece);
}

/* @text from @start to @end, cut into what is marked and what is not. */
static void
add_pieces(GPtrArray *pieces, const char *text, gsize start, gsize end, const GArray *spans)
{
    gsize at = start;

    for (guint i = 0; i < spans->len && at < end; i++) {
        Span span = g_array_index(spans, Span, i);

        span.start = MAX(span.start, at);
        span.end = MIN(span.end, end);
        if (span.end <= span.start)
            continue;
        add_piece(pieces, text + at, span.start - at, FALSE);
        add_piece(pieces, text + span.start, span.end - span.start, TRUE);
        at = span.end;
    }
    add_piece(pieces, text + at, end - at, FALSE);
}

GPtrArray *
search_text_mark(const char *text, GHashTable *marks)
{
    GPtrArray *pieces = search_text_pieces_new();
    gsize length = strlen(text);
    g_autoptr(GArray) spans = find_marks(text, length, marks, 0);

    add_pieces(pieces, text, 0, length, spans);
    return pieces;
}

/* ---- snippets ---- */

/* @count characters before @from, then forward to the beginning of a word. */
static gsize
go_back(const char *text, gsize from, guint count)
{
    const char *at = text + from;
    gsize start;

    for (; at > text && count > 0; count--)
        at = g_utf8_prev_char(at);
    start = (gsize)(at - text);
    if (start == 0)
        return 0;
    for (gsize i = start; i < from; i++)
        if (g_ascii_isspace(text[i]))
            return i + 1;
    return start;
}

/* @count characters after @start, then back to the end of a word when that is near. */
static gsize
go_ahead(const char *text, gsize length, gsize start, guint count)
{
    gsize last = skip(text, length, start, count);

    for (gsize i = last; last < length && i > start + (last - start) * 3 / 4; i--)
        if (g_ascii_isspace(text[i]))
            return i;
    return last;
}

GPtrArray *
search_text_snippet(const char *text, gsize length, GHashTable *marks)
{
    GPtrArray *pieces = search_text_pieces_new();
    gsize looked = looked_at(text, length), start, end;
    g_autoptr(GArray) spans = find_marks(text, looked, marks, SEARCH_SNIPPET);

    start = spans->len > 0 ? go_back(text, g_array_index(spans, Span, 0).start, BEFORE) : 0;
    end = go_ahead(text, looked, start, SEARCH_SNIPPET);
    if (start > 0)
        add_piece(pieces, "… ", strlen("… "), FALSE);
    add_pieces(pieces, text, start, end, spans);
    if (end < length)
        add_piece(pieces, " …", strlen(" …"), FALSE);
    return pieces;
}
