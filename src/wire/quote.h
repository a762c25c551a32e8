/* SPDX-License-Identifier: Apache-2.0 */
/* wire/quote.h: which lines of a mail's text are new, which are quoted, which are a signature.
 *
 * Only a guess for showing: quoted parts are folded, nothing is discarded. The spans follow each other, cover the
 * whole text and consist of whole lines. Recognised: lines that begin with ">"; the line before them that says who
 * wrote (English, German, French, Spanish, Italian, Dutch, Polish, Welsh; up to three lines, as mail programs wrap it);
 * the same line with a date in it even if what follows has no ">", up to the end; "-----Original Message-----" and
 * Outlook's header block in these languages, up to the end; and the signature after "-- ". When everything would be
 * quoted, the caller shows it all. Pure, thread-safe, nothing blocks; the text's size is its own limit. */
#pragma once
#include <glib.h>

typedef enum {
    QUOTE_NEW,
    QUOTE_QUOTED, /* with the line that introduces it */
    QUOTE_SIGNATURE,
} QuoteKind;

typedef struct {
    QuoteKind kind;
    gsize start;
    gsize length;
} QuoteSpan;

/* A new array of QuoteSpan; empty for an empty text. @text is UTF-8 with LF line ends. */
GArray *quote_split(const char *text, gsize length);
