/* SPDX-License-Identifier: Apache-2.0 */
/* base/text.h: what we ask of text: valid UTF-8 without NUL, LF line ends, no stray control characters. */
#pragma once
#include <glib.h>

/* A copy of @length bytes as text: invalid UTF-8 becomes U+FFFD, NUL and other control characters except TAB and LF
 * are dropped, also those that turn around how words are shown, CRLF and CR become LF. Never fails. */
char *text_clean(const char *bytes, gsize length);

/* The same, on one line: runs of blanks and line ends become one space, the ends are stripped, and the text is cut
 * to @characters with an ellipsis. For subjects, names, previews, log values. */
char *text_one_line(const char *bytes, gsize length, gsize characters);

/* How many bytes from @at on are one character that makes what follows run in another direction than its letters do
 * (embeddings, overrides, isolates and their ends: UAX #9, 2.1 to 2.5); 0: none. With them a word reads otherwise than
 * it is written, so nothing of others is shown with them; letters of their own run the right way without. */
gsize text_turn_length(const char *at, const char *end);

/* Whether @bytes are UTF-8 without NUL. */
gboolean text_is_valid(const char *bytes, gsize length);

/* Case-insensitive ASCII, as header field names and media types compare. */
gboolean text_equal_ascii(const char *a, const char *b);

/* The candidate nearest to @word by edit distance, or NULL when none is near enough to suggest. */
const char *text_nearest(const char *word, const char *const *candidates, gsize count);
