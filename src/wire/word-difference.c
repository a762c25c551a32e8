/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/word-difference.h"

#include <string.h>

typedef struct {
    const char *start;
    guint length;
} Word;

typedef enum { LETTERS, BLANKS, OTHER } WordKind;

static WordKind
kind_of(gunichar c)
{
    return g_unichar_isalnum(c) || g_unichar_ismark(c) ? LETTERS : g_unichar_isspace(c) ? BLANKS : OTHER;
}

static GArray *
split(const char *text)
{
    GArray *words = g_array_sized_new(FALSE, FALSE, sizeof(Word), 64); /* never without an address */

    for (const char *p = text; *p != '\0';) {
        WordKind kind = kind_of(g_utf8_get_char(p));
        const char *end = g_utf8_next_char(p);
        Word word = { p, 0 };

        while (kind != OTHER && *end != '\0' && kind_of(g_utf8_get_char(end)) == kind)
            end = g_utf8_next_char(end);
        word.length = (guint)(end - p);
        g_array_append_val(words, word);
        p = end;
    }
    return words;
}

static gboolean
same(const Word *a, const Word *b)
{
    return a->length == b->length && memcmp(a->start, b->start, a->length) == 0;
}

/* The words between what both begin and end with. */
typedef struct {
    const Word *a, *b;
    gint a_count, b_count;
    GArray *out;
} Comparison;

/* ---- writing ---- */

static void
span_clear(gpointer data)
{
    g_free(((DifferenceSpan *)data)->text);
}

static void
add(GArray *out, DifferenceKind kind, const Word *words, gint count)
{
    DifferenceSpan *last = out->len > 0 ? &g_array_index(out, DifferenceSpan, out->len - 1) : NULL;
    DifferenceSpan span = { kind, NULL };
    g_autofree char *text = NULL;

    if (count <= 0)
        return;
    text = g_strndup(words[0].start, (gsize)(words[count - 1].start + words[count - 1].length - words[0].start));
    if (last != NULL && last->kind == kind) {
        char *joined = g_strconcat(last->text, text, NULL);

        g_free(last->text);
        last->text = joined;
        return;
    }
    span.text = g_steal_pointer(&text);
    g_array_append_val(out, span);
}

/* ---- Myers, "An O(ND) Difference Algorithm and Its Variations", 1986 ---- */

/* furthest[k] for each number of steps, so that the way can be walked back. */
typedef struct {
    gint *furthest; /* index k + offset */
    gint offset;
    GPtrArray *trace; /* gint *: the state before step d */
} Walk;

static gint
advance(const Comparison *comparison, const Walk *walk, gint k, gint d)
{
    const gint *v = walk->furthest + walk->offset;
    gint x = k == -d || (k != d && v[k - 1] < v[k + 1]) ? v[k + 1] : v[k - 1] + 1;
    gint y = x - k;

    while (x < comparison->a_count && y < comparison->b_count && same(&comparison->a[x], &comparison->b[y]))
        x++, y++;
    return x;
}

/* How many steps it takes, or -1: more than the limit. */
static gint
walk_forward(const Comparison *comparison, Walk *walk, gint limit)
{
    for (gint d = 0; d <= limit; d++) {
        /* Before step d only -d … d are known. */
        g_ptr_array_add(walk->trace,
                        g_memdup2(walk->furthest + walk->offset - d - 1, sizeof(gint) * (gsize)(2 * d + 3)));
        for (gint k = -d; k <= d; k += 2) {
            gint x = advance(comparison, walk, k, d);

            walk->furthest[walk->offset + k] = x;
            if (x >= comparison->a_count && x - k >= comparison->b_count)
                return d;
        }
    }
    return -1;
}

typedef struct {
    DifferenceKind kind;
    gint at; /* of a when removed or the same, else of b */
} Step;

static GArray *
walk_back(const Comparison *comparison, const Walk *walk, gint d)
{
    GArray *steps = g_array_new(FALSE, FALSE, sizeof(Step));
    gint x = comparison->a_count, y = comparison->b_count;

    for (; d >= 0; d--) {
        const gint *v = (const gint *)g_ptr_array_index(walk->trace, (guint)d) + d + 1;
        gint k = x - y;
        gboolean down = k == -d || (k != d && v[k - 1] < v[k + 1]);
        gint from_k = down ? k + 1 : k - 1, from_x = d > 0 ? v[from_k] : 0, from_y = d > 0 ? from_x - from_k : 0;

        while (x > from_x && y > from_y) {
            Step step = { DIFFERENCE_SAME, --x };

            y--;
            g_array_append_val(steps, step);
        }
        if (d > 0) {
            Step step = down ? (Step){ DIFFERENCE_ADDED, from_y } : (Step){ DIFFERENCE_REMOVED, from_x };

            g_array_append_val(steps, step);
        }
        x = from_x;
        y = from_y;
    }
    return steps;
}

/* Each change as what was removed, then what was added. */
static void
write_steps(const Comparison *comparison, const GArray *steps)
{
    for (guint i = steps->len; i > 0;) {
        guint first;

        for (; i > 0 && g_array_index(steps, Step, i - 1).kind == DIFFERENCE_SAME; i--)
            add(comparison->out, DIFFERENCE_SAME, &comparison->a[g_array_index(steps, Step, i - 1).at], 1);
        first = i;
        for (; i > 0 && g_array_index(steps, Step, i - 1).kind != DIFFERENCE_SAME; i--)
            if (g_array_index(steps, Step, i - 1).kind == DIFFERENCE_REMOVED)
                add(comparison->out, DIFFERENCE_REMOVED, &comparison->a[g_array_index(steps, Step, i - 1).at], 1);
        for (guint j = first; j > i; j--)
            if (g_array_index(steps, Step, j - 1).kind == DIFFERENCE_ADDED)
                add(comparison->out, DIFFERENCE_ADDED, &comparison->b[g_array_index(steps, Step, j - 1).at], 1);
    }
}

static void
compare(const Comparison *comparison)
{
    gint limit = MIN(comparison->a_count + comparison->b_count, DIFFERENCE_STEPS_MAX), found;
    Walk walk = { .furthest = g_new0(gint, 2 * (gsize)limit + 5), .offset = limit + 2 };
    g_autoptr(GArray) steps = NULL;

    walk.trace = g_ptr_array_new_with_free_func(g_free);
    found = walk_forward(comparison, &walk, limit);
    if (found >= 0) {
        steps = walk_back(comparison, &walk, found);
        write_steps(comparison, steps);
    } else {
        add(comparison->out, DIFFERENCE_REMOVED, comparison->a, comparison->a_count);
        add(comparison->out, DIFFERENCE_ADDED, comparison->b, comparison->b_count);
    }
    g_ptr_array_unref(walk.trace);
    g_free(walk.furthest);
}

GArray *
word_difference(const char *before, const char *after)
{
    g_autoptr(GArray) a = split(before), b = split(after);
    const Word *from = (const Word *)(gpointer)a->data, *to = (const Word *)(gpointer)b->data;
    gint start = 0, end = 0, least = (gint)MIN(a->len, b->len);
    GArray *out = g_array_new(FALSE, FALSE, sizeof(DifferenceSpan));

    g_array_set_clear_func(out, span_clear);
    while (start < least && same(&from[start], &to[start]))
        start++;
    while (end < least - start && same(&from[(gint)a->len - 1 - end], &to[(gint)b->len - 1 - end]))
        end++;
    add(out, DIFFERENCE_SAME, from, start);
    compare(&(Comparison){ from + start, to + start, (gint)a->len - start - end, (gint)b->len - start - end, out });
    add(out, DIFFERENCE_SAME, from + a->len - end, end);
    return out;
}
