/* SPDX-License-Identifier: Apache-2.0 */
/* wire/likeness.h: whether two texts are nearly the same: a simhash over pairs of neighbouring words.
 *
 * Texts that differ in a name, a greeting or a few words get hashes that differ in a few bits; texts about the same
 * matter in other words get hashes that are no nearer than any two (Charikar 2002). Quoted lines (">") do not count.
 * Pure, thread-safe. */
#pragma once
#include "base/fold.h"

#define LIKENESS_TEXT  (32 * 1024) /* bytes of a folded text that are looked at */
#define LIKENESS_WORDS 12          /* shorter texts are like many others, and get no hash */
#define LIKENESS_NEAR  9           /* bits between texts that are nearly the same */

/* FALSE when the text has fewer than LIKENESS_WORDS words. */
gboolean likeness_hash(const char *text, gsize length, guint64 *ret);
/* Of a text that is folded already, with its quoted lines (base/fold.h). */
gboolean likeness_hash_folded(const GString *folded, const GArray *quotes, guint64 *ret);

/* Bits that differ, 0 to 64. */
guint likeness_distance(guint64 a, guint64 b);
