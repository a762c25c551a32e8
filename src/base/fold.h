/* SPDX-License-Identifier: Apache-2.0 */
/* base/fold.h: a text as it is compared with others: small letters, composed (NFC), every run of blanks, line ends and
 * NULs as one space, without what is not seen (soft hyphens, joiners, marks of direction: Unicode's
 * Default_Ignorable_Code_Point). What is no UTF-8 becomes U+FFFD.
 *
 * Pure, thread-safe. One pass; the text is gone through byte by byte only where it is not ASCII. */
#pragma once
#include <glib.h>

/* Bytes of a folded text: first and the one behind the last. */
typedef struct {
    gsize first, end;
} FoldSpan;

/* New. @quotes: FoldSpan of each line that begins with ">", in order, are appended; NULL:
 * nobody wants to know. */
GString *fold_text(const char *text, gsize length, GArray *quotes);
