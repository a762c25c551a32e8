/* SPDX-License-Identifier: Apache-2.0 */
/* model/prose.h: the plain text of a message, made ready once for all who read it: each form is made when somebody
 * first asks for it, and kept.
 *
 * For one thread at a time. At most PROSE_TEXT_MAX bytes of the text are looked at. */
#pragma once
#include "base/fold.h"
#include "model/message.h"

#define PROSE_TEXT_MAX (256 * 1024)

typedef struct Prose Prose;

/* @text is borrowed and outlives it; any bytes. */
Prose *prose_new(const char *text, gsize length);
/* Of PART_TEXT of @parts; without one, of an empty text. */
Prose *prose_of_parts(const GPtrArray *parts);
void prose_free(Prose *prose);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Prose, prose_free)

/* Borrowed, as long as the prose lives. */
const char *prose_text(const Prose *prose, gsize *ret_length);
const GString *prose_folded(Prose *prose); /* see base/fold.h */
const GArray *prose_quotes(Prose *prose);  /* FoldSpan: quoted lines of the folded text */
const char *prose_language(Prose *prose);  /* as it reads, see base/language.h; "" cannot be told */
