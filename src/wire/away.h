/* SPDX-License-Identifier: Apache-2.0 */
/* wire/away.h: out-of-office notes whose header does not say what they are, by their words.
 *
 * Careful rather than complete: a letter taken for a machine's note opens no case. So the subject must begin as such
 * notes do, in one of the languages below, and end there or go on with a colon, dash or bracket; and the text must be
 * short, and either say in the same manner that somebody is away, or the mail must answer another. A subject that
 * begins with "Re:" is a person's. English, German, French, Spanish, Portuguese, Italian, Dutch, Polish, Czech, Welsh,
 * Swedish, Danish, Norwegian, Finnish, Turkish. Pure, thread-safe, nothing blocks. */
#pragma once
#include <glib.h>

#define AWAY_TEXT_MAX 6000 /* bytes; nobody's machine writes longer */

/* The beginning of @subject that gives it away, borrowed; NULL: no such note. @answers: it has In-Reply-To or
 * References. Both texts are valid UTF-8. */
const char *away_recognise(const char *subject, const char *text, gboolean answers);
