/* SPDX-License-Identifier: Apache-2.0 */
/* wire/telephone.h: telephone numbers as one canonical URI each (RFC 3966), however people and networks write them.
 *
 *     tel:+447700900123               a number of the world (E.164: 7 to 15 digits)
 *     tel:32100;phone-context=+44     a short code (3 to 6 digits), which means something in one country alone
 *
 * Pure, thread-safe. */
#pragma once
#include <glib.h>

#define TELEPHONE_DIGITS_MIN  7
#define TELEPHONE_DIGITS_MAX  15
#define TELEPHONE_SHORT_MAX   6
#define TELEPHONE_WRITTEN_MAX 60 /* bytes, as somebody wrote it */

/* Where a number is that does not say its country. */
typedef struct {
    const char *country;       /* "44" */
    const char *national;      /* before a number within the country: "0"; "" there is none */
    const char *international; /* before another country's: "00" */
    gboolean bare;             /* digits alone begin with a country, as networks write them */
} TelephonePlan;

/* New URI. Blanks, dots, dashes, slashes and brackets do not count, and "(0)" behind the country neither.
 * TRIBUNE_ERROR_INVALID: no number, with what to write. */
char *telephone_parse(const char *text, const TelephonePlan *plan, GError **error);

/* How the network wants it: "+447700900123", "32100". NULL: @uri is no such number. New. */
char *telephone_dial(const char *uri);
