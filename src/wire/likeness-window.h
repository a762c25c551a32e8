/* SPDX-License-Identifier: Apache-2.0 */
/* wire/likeness-window.h: which of the newest many texts are nearly the same as one (see wire/likeness.h), without
 * looking at each of them.
 *
 * Two hashes that differ in at most LIKENESS_NEAR = 9 bits differ in at most one bit of some fifth of them. So each
 * hash is in five tables, by each of its fifths, and who looks for it looks at the 68 entries that its own fifths and
 * those with one bit changed name: with 16,384 texts remembered about 150 are compared.
 *
 * A remembered text is known by a number that grows by one; the oldest are forgotten first. Not thread-safe. */
#pragma once
#include "wire/likeness.h"

typedef struct LikenessWindow LikenessWindow;

/* @capacity: a power of two, how many texts are remembered at most. */
LikenessWindow *likeness_window_new(guint capacity);
void likeness_window_free(LikenessWindow *window);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LikenessWindow, likeness_window_free)

/* Remembers a text, in place of the oldest when there is no room. Returns its number, the first is 1. */
guint64 likeness_window_add(LikenessWindow *window, guint64 hash);
/* Forgets all numbers below @number. */
void likeness_window_forget(LikenessWindow *window, guint64 number);
/* The oldest that is remembered, and how many there are. */
guint64 likeness_window_oldest(const LikenessWindow *window);
guint likeness_window_count(const LikenessWindow *window);

/* Calls @each once for each remembered text that is nearly the same, in no order, until it returns FALSE. */
typedef gboolean (*LikenessFunction)(guint64 number, gpointer data);
void likeness_window_find(const LikenessWindow *window, guint64 hash, LikenessFunction each, gpointer data);
