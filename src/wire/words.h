/* SPDX-License-Identifier: Apache-2.0 */
/* wire/words.h: header text with encoded words (RFC 2047), read and written; and GMime, made ready once.
 *
 * Pure, thread-safe; nothing blocks. */
#pragma once
#include <glib.h>

#define WORDS_MAX (32 * 1024) /* bytes of a field that are decoded; the rest is dropped */

/* @value as it came, any bytes, in whatever charset: new clean text. Encoded words are decoded also inside quotes,
 * split inside a character, or without blanks around them. Never fails. */
char *words_decode(const char *value);

/* @text for an unstructured field: unchanged when it is printable ASCII without "=?", else encoded words in UTF-8 of at
 * most 64 characters with single blanks between them, to be folded there. Control characters become blanks. */
char *words_encode(const char *text);

/* GMime's options for lenient parsing, shared and never changed; GMime is initialised. */
struct _GMimeParserOptions *words_options(void);
