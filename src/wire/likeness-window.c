/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/likeness-window.h"

#define FIFTHS 5

/* Each fifth of a hash: 13 bits, the last 12. */
static const struct {
    guint8 shift, bits;
} PARTS[FIFTHS] = { { 0, 13 }, { 13, 13 }, { 26, 13 }, { 39, 13 }, { 52, 12 } };
#define ENTRIES (1 << 13)

/* One bit of some fifth at most, or all fifths differ in two, and the whole in ten. */
G_STATIC_ASSERT(LIKENESS_NEAR < 2 * FIFTHS);

/* Texts with an equal fifth are a chain from the newest to the oldest; it ends at the first that is forgotten. */
struct LikenessWindow {
    guint capacity;
    guint64 next;                    /* the number of the text to come */
    guint64 oldest;                  /* that is remembered */
    guint64 *hashes;                 /* by number % capacity */
    guint64 *before[FIFTHS];         /* likewise: the number of the next older one of the chain */
    guint64 newest[FIFTHS][ENTRIES]; /* 0: none */
};

LikenessWindow *
likeness_window_new(guint capacity)
{
    LikenessWindow *window = g_new0(LikenessWindow, 1);

    g_assert(capacity > 0 && (capacity & (capacity - 1)) == 0);
    window->capacity = capacity;
    window->next = window->oldest = 1;
    window->hashes = g_new(guint64, capacity);
    for (guint i = 0; i < FIFTHS; i++)
        window->before[i] = g_new(guint64, capacity);
    return window;
}

void
likeness_window_free(LikenessWindow *window)
{
    for (guint i = 0; i < FIFTHS; i++)
        g_free(window->before[i]);
    g_free(window->hashes);
    g_free(window);
}

static guint
fifth(guint64 hash, guint i)
{
    return (guint)(hash >> PARTS[i].shift) & ((1U << PARTS[i].bits) - 1);
}

static guint
place(const LikenessWindow *window, guint64 number)
{
    return (guint)(number & (window->capacity - 1));
}

guint64
likeness_window_add(LikenessWindow *window, guint64 hash)
{
    guint64 number = window->next++;
    guint at = place(window, number);

    if (number - window->oldest == window->capacity)
        window->oldest++;
    window->hashes[at] = hash;
    for (guint i = 0; i < FIFTHS; i++) {
        guint64 *newest = &window->newest[i][fifth(hash, i)];

        window->before[i][at] = *newest;
        *newest = number;
    }
    return number;
}

void
likeness_window_forget(LikenessWindow *window, guint64 number)
{
    window->oldest = CLAMP(number, window->oldest, window->next);
}

guint64
likeness_window_oldest(const LikenessWindow *window)
{
    return window->oldest;
}

guint
likeness_window_count(const LikenessWindow *window)
{
    return (guint)(window->next - window->oldest);
}

/* Whether a fifth before @i leads to it as well: it was told then. */
static gboolean
is_told(guint64 difference, guint i)
{
    for (guint k = 0; k < i; k++) {
        guint part = fifth(difference, k);

        if ((part & (part - 1)) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean
follow(const LikenessWindow *window, guint i, guint entry, guint64 hash, LikenessFunction each, gpointer data)
{
    for (guint64 number = window->newest[i][entry]; number >= window->oldest;
         number = window->before[i][place(window, number)]) {
        guint64 difference = window->hashes[place(window, number)] ^ hash;

        if (likeness_distance(difference, 0) <= LIKENESS_NEAR && !is_told(difference, i) && !each(number, data))
            return FALSE;
    }
    return TRUE;
}

void
likeness_window_find(const LikenessWindow *window, guint64 hash, LikenessFunction each, gpointer data)
{
    for (guint i = 0; i < FIFTHS; i++) {
        guint own = fifth(hash, i);

        if (!follow(window, i, own, hash, each, data))
            return;
        for (guint bit = 0; bit < PARTS[i].bits; bit++)
            if (!follow(window, i, own ^ 1U << bit, hash, each, data))
                return;
    }
}
