/* SPDX-License-Identifier: Apache-2.0 */
/* base/language.h: in which language a text is written, by its small words and its letters.
 *
 * Knows en de fr es it nl pl pt sv tr ar uk ru, and beside them, so that they are not taken for one of those: da nb fi
 * cs ro hu fa ur bg, and by script alone el he ja ko th zh. Says nothing rather than something wrong: a few words, a
 * mixture, or a language that it does not know is "". Quoted lines (">") and what follows "-- " do not count. Pure,
 * thread-safe. */
#pragma once
#include <glib.h>

#define LANGUAGE_TEXT (8 * 1024) /* bytes of a text that are looked at */

/* BCP 47, static; "" when it cannot be told. @text is UTF-8. */
const char *language_detect(const char *text, gsize length);
