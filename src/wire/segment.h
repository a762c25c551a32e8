/* SPDX-License-Identifier: Apache-2.0 */
/* wire/segment.h: how a text goes as short messages: in which alphabet, in how many parts, where it is cut.
 *
 * GSM 03.38 (7 bits a sign; "€", brackets and a few more count twice) holds 160 signs, or 153 in each of several parts;
 * every other text goes as UCS-2: 70 UTF-16 units, or 67 in each part. No part ends inside an escape pair or a
 * surrogate pair. One sign outside GSM turns the whole text into UCS-2, so typographic signs that nobody misses are
 * made plain first, when that is enough to stay in GSM.
 *
 * Text is valid UTF-8 without NUL. Pure, thread-safe; nothing blocks. */
#pragma once
#include <glib.h>

#define SEGMENTS_MAX 255 /* what a concatenation header can count */

typedef enum { SEGMENT_GSM, SEGMENT_UCS2 } SegmentAlphabet;
const char *segment_alphabet_name(SegmentAlphabet alphabet); /* "GSM" */

/* The text to send: LF line ends, no zero-width signs; and when that makes it GSM text, quotation marks, dashes, dots,
 * blanks and bullets as a typewriter has them. */
char *segment_plain(const char *text);

typedef struct {
    SegmentAlphabet alphabet;
    guint units;    /* septets or UTF-16 units of the whole text */
    guint capacity; /* units that fit into each part, as many parts as there are */
    guint left;     /* units that still fit into the last part */
    guint count;    /* parts; an empty text has none */
    GArray *ends;   /* gsize: where each part ends, in bytes of the text */
} SegmentPlan;

/* @text as it stands: give it what segment_plain() made. A text of more than SEGMENTS_MAX parts is planned to its end;
 * whoever sends it compares. */
SegmentPlan *segment_plan(const char *text);
void segment_plan_free(SegmentPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SegmentPlan, segment_plan_free)
