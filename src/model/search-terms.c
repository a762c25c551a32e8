/* SPDX-License-Identifier: Apache-2.0 */
#include "model/search-terms.h"

#include <string.h>

#define WHOLE_MAX   128 /* bytes */
#define DECOMPOSED  18  /* characters that one can become at most (Unicode) */
#define DIAERESIS   0x308
#define SHARP_S     0xdf
#define SOFT_HYPHEN 0xad

/* A folded word under way. */
typedef struct {
    char bytes[WHOLE_MAX + 8];
    gsize length;
    gboolean too_long;
} Piece;

typedef struct {
    const char *text;
    SearchTermVisit visit;
    gpointer data;
    gboolean enough;

    gboolean in_word, varies, has_digit;
    gsize word_start, word_end;
    Piece word, variant;
    gunichar base; /* the last letter, for a mark that follows */

    Piece whole;
    guint parts; /* words in it; 0: none is under way */
    gboolean special;
    gsize whole_start;
    char joiner; /* after the last word; 0: none */

    gunichar previous; /* character of a script without blanks; 0: none */
    gsize previous_start, previous_end;
    gboolean paired;
} Scan;

/* ---- kinds of characters ---- */

/* Scripts that are written without blanks between words. */
static gboolean
is_run_together(gunichar c)
{
    static const struct {
        gunichar first, last;
    } RANGES[] = {
        { 0x0e00, 0x0eff }, { 0x1000, 0x109f }, { 0x1100, 0x11ff }, { 0x1780, 0x17ff }, { 0x2e80, 0x2fdf },
        { 0x3005, 0x3007 }, { 0x3040, 0x30ff }, { 0x3130, 0x318f }, { 0x31f0, 0x31ff }, { 0x3400, 0x4dbf },
        { 0x4e00, 0x9fff }, { 0xac00, 0xd7ff }, { 0xf900, 0xfaff }, { 0xff66, 0xff9f }, { 0x20000, 0x3ffff },
    };

    if (c < RANGES[0].first)
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(RANGES); i++)
        if (c >= RANGES[i].first && c <= RANGES[i].last)
            return c != 0x30fb && c != 0x0e3f; /* the middle dot, the sign of the baht */
    return FALSE;
}

/* Accents, points and vowel signs that people leave out when they type. In other scripts marks make another word. */
static gboolean
is_dropped_mark(gunichar c)
{
    return (c >= 0x0300 && c <= 0x036f) || (c >= 0x1ab0 && c <= 0x1aff) || (c >= 0x1dc0 && c <= 0x1dff) ||
           (c >= 0x20d0 && c <= 0x20ff) || (c >= 0xfe20 && c <= 0xfe2f) || (c >= 0x0591 && c <= 0x05c7) ||
           (c >= 0x064b && c <= 0x065f) || c == 0x0670 || c == 0x0640;
}

/* Inside a word, but nothing of it: soft hyphen, joiners, marks of direction, the variation selectors. */
static gboolean
is_ignored(gunichar c)
{
    return c == SOFT_HYPHEN || (c >= 0x200b && c <= 0x200f) || c == 0x2060 || (c >= 0xfe00 && c <= 0xfe0f) ||
           c == 0xfeff;
}

static char
joiner_of(gunichar c)
{
    if (c == 0x2019)
        return '\'';
    if (c == 0x2010 || c == 0x2011)
        return '-';
    return c < 0x80 && c != 0 && strchr("-_./@:'&+,", (int)c) != NULL ? (char)c : '\0';
}

static gboolean
is_letter_or_digit(gunichar c)
{
    return c < 0x80 ? g_ascii_isalnum((char)c) : g_unichar_isalnum(c);
}

/* ---- folding ---- */

static void
piece_add(Piece *piece, const char *bytes, gsize length, gsize max)
{
    if (piece->too_long || piece->length + length > max) {
        piece->too_long = TRUE;
        return;
    }
    memcpy(piece->bytes + piece->length, bytes, length);
    piece->length += length;
}

/* Most letters of most texts. */
static void
piece_add_byte(Piece *piece, char byte)
{
    if (piece->length < SEARCH_TERM_MAX && !piece->too_long)
        piece->bytes[piece->length++] = byte;
    else
        piece->too_long = TRUE;
}

static void
add_both(Scan *scan, const char *bytes, gsize length)
{
    piece_add(&scan->word, bytes, length, SEARCH_TERM_MAX);
    piece_add(&scan->variant, bytes, length, SEARCH_TERM_MAX);
}

/* @plain in the word, @written in the variant. */
static void
add_varying(Scan *scan, const char *plain, const char *written)
{
    piece_add(&scan->word, plain, strlen(plain), SEARCH_TERM_MAX);
    piece_add(&scan->variant, written, strlen(written), SEARCH_TERM_MAX);
    scan->varies = TRUE;
}

/* Letters that do not come apart into a letter and a mark. FALSE: it is none of them. */
static gboolean
add_special(Scan *scan, gunichar c)
{
    switch (c) {
    case SHARP_S:
        add_both(scan, "ss", 2);
        return TRUE;
    case 0xe6:
        add_both(scan, "ae", 2);
        return TRUE;
    case 0x153:
        add_both(scan, "oe", 2);
        return TRUE;
    case 0xf8:
        add_varying(scan, "o", "oe");
        return TRUE;
    case 0xfe:
        add_both(scan, "th", 2);
        return TRUE;
    case 0xf0:
    case 0x111:
        add_both(scan, "d", 1);
        return TRUE;
    case 0x142:
        add_both(scan, "l", 1);
        return TRUE;
    case 0x131:
        add_both(scan, "i", 1);
        return TRUE;
    case 0x3c2:
        add_both(scan, "σ", strlen("σ"));
        return TRUE;
    default:
        return FALSE;
    }
}

static void
add_folded(Scan *scan, gunichar c)
{
    char bytes[6];
    int digit = g_unichar_digit_value(c);

    if (is_dropped_mark(c)) {
        if (c == DIAERESIS && (scan->base == 'a' || scan->base == 'o' || scan->base == 'u')) {
            piece_add(&scan->variant, "e", 1, SEARCH_TERM_MAX);
            scan->varies = TRUE;
        }
        return;
    }
    if (digit >= 0) {
        bytes[0] = (char)('0' + digit);
        scan->has_digit = TRUE;
        add_both(scan, bytes, 1);
        return;
    }
    scan->base = c = g_unichar_tolower(c);
    if (!add_special(scan, c))
        add_both(scan, bytes, (gsize)g_unichar_to_utf8(c, bytes));
}

static void
add_character(Scan *scan, gunichar c)
{
    gunichar parts[DECOMPOSED];
    gsize count;

    if (c < 0x80) {
        char byte = g_ascii_tolower((char)c);

        scan->base = (gunichar)byte;
        scan->has_digit |= g_ascii_isdigit(byte);
        piece_add_byte(&scan->word, byte);
        piece_add_byte(&scan->variant, byte);
        return;
    }
    count = g_unichar_fully_decompose(c, TRUE, parts, DECOMPOSED);
    for (gsize i = 0; i < count; i++)
        if (g_unichar_isalnum(parts[i]) || g_unichar_ismark(parts[i]))
            add_folded(scan, parts[i]);
}

/* ---- what is found ---- */

static void
tell(Scan *scan, SearchTermKind kind, const Piece *piece, gsize start, gsize end)
{
    SearchTerm term = { kind, piece->bytes, piece->length, start, end };

    if (scan->enough || piece->too_long || piece->length == 0)
        return;
    scan->enough = !scan->visit(&term, scan->data);
}

static void
end_word(Scan *scan)
{
    if (!scan->in_word)
        return;
    scan->in_word = FALSE;
    tell(scan, SEARCH_TERM_WORD, &scan->word, scan->word_start, scan->word_end);
    if (scan->varies)
        tell(scan, SEARCH_TERM_VARIANT, &scan->variant, scan->word_start, scan->word_end);
    if (scan->parts++ == 0) {
        scan->whole.length = 0;
        scan->whole.too_long = FALSE;
        scan->whole_start = scan->word_start;
        scan->special = FALSE;
    } else {
        piece_add(&scan->whole, &scan->joiner, 1, WHOLE_MAX);
        scan->special |= scan->joiner == '@';
    }
    scan->whole.too_long |= scan->word.too_long;
    piece_add(&scan->whole, scan->word.bytes, scan->word.length, WHOLE_MAX);
    scan->special |= scan->has_digit;
    scan->joiner = '\0';
}

static void
end_whole(Scan *scan)
{
    end_word(scan);
    if (scan->parts > 1 && scan->special)
        tell(scan, SEARCH_TERM_WHOLE, &scan->whole, scan->whole_start, scan->word_end);
    scan->parts = 0;
    scan->joiner = '\0';
}

static void
begin_word(Scan *scan, gsize start)
{
    if (scan->joiner == '\0')
        end_whole(scan);
    scan->in_word = TRUE;
    scan->varies = scan->has_digit = FALSE;
    scan->word_start = start;
    scan->word.length = scan->variant.length = 0;
    scan->word.too_long = scan->variant.too_long = FALSE;
    scan->base = 0;
}

/* ---- scripts without blanks ---- */

/* Halfwidth and other forms that mean the same character. */
static gunichar
canonical(gunichar c)
{
    gunichar parts[DECOMPOSED];

    if (c >= 0xac00 && c <= 0xd7a3)
        return c;
    return g_unichar_fully_decompose(c, TRUE, parts, DECOMPOSED) == 1 ? parts[0] : c;
}

static void
tell_pair(Scan *scan, gunichar second, gsize end)
{
    Piece piece = { .length = 0 };

    piece.length = (gsize)g_unichar_to_utf8(scan->previous, piece.bytes);
    if (second != 0)
        piece.length += (gsize)g_unichar_to_utf8(second, piece.bytes + piece.length);
    tell(scan, SEARCH_TERM_WORD, &piece, scan->previous_start, end);
}

static void
end_run(Scan *scan)
{
    if (scan->previous != 0 && !scan->paired)
        tell_pair(scan, 0, scan->previous_end);
    scan->previous = 0;
    scan->paired = FALSE;
}

static void
add_to_run(Scan *scan, gunichar c, gsize start, gsize end)
{
    end_whole(scan);
    c = canonical(c);
    if (scan->previous != 0) {
        tell_pair(scan, c, end);
        scan->paired = TRUE;
    }
    scan->previous = c;
    scan->previous_start = start;
    scan->previous_end = end;
}

/* ---- the whole text ---- */

static void
add_any(Scan *scan, gunichar c, gsize start, gsize end)
{
    char joiner;

    if (c >= SOFT_HYPHEN && is_ignored(c))
        return;
    if (is_run_together(c)) {
        add_to_run(scan, c, start, end);
        return;
    }
    if (scan->previous != 0)
        end_run(scan);
    if (is_letter_or_digit(c) || (scan->in_word && c >= 0x80 && g_unichar_ismark(c))) {
        if (!scan->in_word)
            begin_word(scan, start);
        add_character(scan, c);
        scan->word_end = end;
        return;
    }
    joiner = joiner_of(c);
    if (joiner == '\0' || !scan->in_word) {
        end_whole(scan);
        return;
    }
    end_word(scan);
    scan->joiner = joiner;
}

void
search_terms_each(const char *text, gsize length, SearchTermVisit visit, gpointer data)
{
    g_autofree Scan *scan = g_new0(Scan, 1);

    scan->text = text;
    scan->visit = visit;
    scan->data = data;
    for (gsize at = 0; at < length && !scan->enough;) {
        gunichar c = (guchar)text[at] < 0x80 ? (gunichar)text[at] : g_utf8_get_char(text + at);
        gsize next = at + (gsize)g_utf8_skip[(guchar)text[at]];

        add_any(scan, c, at, MIN(next, length));
        at = next;
    }
    end_run(scan);
    end_whole(scan);
}

/* ---- for queries ---- */

static gboolean
collect_wanted(const SearchTerm *term, gpointer data)
{
    GPtrArray *wanted = data;

    if (term->kind == SEARCH_TERM_VARIANT)
        g_ptr_array_set_size(wanted, (gint)wanted->len - 1);
    if (term->kind == SEARCH_TERM_WHOLE) {
        /* Its words come right before it; they are those that it holds. */
        guint words = 1;

        for (gsize i = 0; i < term->length; i++)
            words += joiner_of((gunichar)(guchar)term->folded[i]) != '\0';
        g_ptr_array_set_size(wanted, (gint)(wanted->len - MIN(words, wanted->len)));
    }
    g_ptr_array_add(wanted, g_strndup(term->folded, term->length));
    return TRUE;
}

GPtrArray *
search_terms_wanted(const char *word)
{
    GPtrArray *wanted = g_ptr_array_new_with_free_func(g_free);

    search_terms_each(word, strlen(word), collect_wanted, wanted);
    return wanted;
}

static gboolean
collect_sequence(const SearchTerm *term, gpointer data)
{
    if (term->kind == SEARCH_TERM_WORD)
        g_ptr_array_add(data, g_strndup(term->folded, term->length));
    return TRUE;
}

GPtrArray *
search_terms_sequence(const char *text)
{
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);

    search_terms_each(text, strlen(text), collect_sequence, words);
    return words;
}
