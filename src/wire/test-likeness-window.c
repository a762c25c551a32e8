/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/likeness-window.h"

#define CAPACITY 1024

static guint64
next(guint64 *seed)
{
    *seed = *seed * G_GUINT64_CONSTANT(6364136223846793005) + G_GUINT64_CONSTANT(1442695040888963407);
    return *seed ^ *seed >> 29;
}

/* @hash with @count bits turned over. */
static guint64
disturb(guint64 hash, guint count, guint64 *seed)
{
    guint64 turned = 0;

    while ((guint)__builtin_popcountll(turned) < count)
        turned |= G_GUINT64_CONSTANT(1) << next(seed) % 64;
    return hash ^ turned;
}

static gboolean
on_found(guint64 number, gpointer data)
{
    GHashTable *found = data;

    g_assert_true(g_hash_table_add(found, GSIZE_TO_POINTER(number))); /* each once */
    return TRUE;
}

/* The same as by looking at each. */
static void
assert_found(const LikenessWindow *window, const guint64 *hashes, guint64 last, guint64 hash)
{
    g_autoptr(GHashTable) found = g_hash_table_new(NULL, NULL);
    guint expected = 0;

    likeness_window_find(window, hash, on_found, found);
    for (guint64 number = likeness_window_oldest(window); number <= last; number++) {
        gboolean near = likeness_distance(hashes[number], hash) <= LIKENESS_NEAR;

        expected += near;
        g_assert_cmpint(g_hash_table_contains(found, GSIZE_TO_POINTER(number)), ==, near);
    }
    g_assert_cmpuint(g_hash_table_size(found), ==, expected);
}

static void
test_all_that_is_near_is_found_and_nothing_else(void)
{
    g_autoptr(LikenessWindow) window = likeness_window_new(CAPACITY);
    g_autofree guint64 *hashes = g_new0(guint64, 3 * CAPACITY + 1);
    guint64 seed = 11, hash = 0;

    for (guint number = 1; number <= 3 * CAPACITY; number++) {
        hash = number % 3 == 0 ? next(&seed) : disturb(hash, number % 13, &seed);
        hashes[number] = hash;
        g_assert_cmpuint(likeness_window_add(window, hash), ==, number);
        if (number % 7 == 0)
            assert_found(window, hashes, number, disturb(hash, number % 12, &seed));
    }
    g_assert_cmpuint(likeness_window_count(window), ==, CAPACITY);
}

static void
test_what_is_forgotten_is_not_found(void)
{
    g_autoptr(LikenessWindow) window = likeness_window_new(4);
    guint64 hashes[] = { 0, 5, 5, 5, 5, 5, 5 };

    assert_found(window, hashes, 0, 5);
    for (guint i = 1; i <= 3; i++)
        likeness_window_add(window, 5);
    likeness_window_forget(window, 3);
    g_assert_cmpuint(likeness_window_count(window), ==, 1);
    assert_found(window, hashes, 3, 5);
    likeness_window_forget(window, 2); /* nothing comes back */
    g_assert_cmpuint(likeness_window_oldest(window), ==, 3);
    likeness_window_forget(window, 4);
    assert_found(window, hashes, 3, 5);
    g_assert_cmpuint(likeness_window_count(window), ==, 0);
    likeness_window_add(window, 5);
    assert_found(window, hashes, 4, 5);
}

static gboolean
on_first(guint64 number, gpointer data)
{
    (void)number;
    ++*(guint *)data;
    return FALSE;
}

static void
test_who_has_seen_enough_is_told_no_more(void)
{
    g_autoptr(LikenessWindow) window = likeness_window_new(16);
    guint told = 0;

    for (guint i = 0; i < 10; i++)
        likeness_window_add(window, i);
    likeness_window_find(window, 0, on_first, &told);
    g_assert_cmpuint(told, ==, 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func("/likeness-window/" name, function)
    ADD("all-that-is-near-is-found-and-nothing-else", test_all_that_is_near_is_found_and_nothing_else);
    ADD("what-is-forgotten-is-not-found", test_what_is_forgotten_is_not_found);
    ADD("who-has-seen-enough-is-told-no-more", test_who_has_seen_enough_is_told_no_more);
    return g_test_run();
}
