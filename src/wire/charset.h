/* SPDX-License-Identifier: Apache-2.0 */
/* wire/charset.h: text in whatever charset a mail claims, as UTF-8.
 *
 * Labels are looked up in a table of what mail uses; the name from outside never reaches the converter. Wrong labels
 * are read as programs and people mean them: ISO-8859-1 and US-ASCII are windows-1252; text with such a label, or none,
 * that is UTF-8 is read as UTF-8; text labelled UTF-8 without a single valid sequence is windows-1252; an unknown label
 * is UTF-8. What cannot be read becomes U+FFFD. Pure, thread-safe; nothing blocks; at most three times the bytes come
 * out. */
#pragma once
#include <glib.h>

/* New text as text_clean() leaves it. @label may be NULL. Never fails. */
char *charset_to_utf8(const char *label, const char *bytes, gsize length);

/* Whether @label is one that we know. */
gboolean charset_is_known(const char *label);
