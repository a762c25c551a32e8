/* SPDX-License-Identifier: Apache-2.0 */
/* channels/web/web-stash.h: files of a form that is shown again, kept until it comes back, so that nobody attaches them
 * twice. A browser cannot be given them back.
 *
 * In memory, or for larger ones in the unnamed temporary files that they came in. Bounded: WEB_STASH_BYTES in all, an
 * hour each; the oldest make room, and a restart forgets all. What is gone is said on the page. Thread-safe. */
#pragma once
#include "base/clock.h"
#include "model/message.h"

#define WEB_STASH_BYTES (256 * 1024 * 1024)
#define WEB_STASH_LIFE  CLOCK_HOUR

typedef struct WebStash WebStash;

WebStash *web_stash_new(gsize bytes);
void web_stash_free(WebStash *stash);

/* Keeps @files (MessagePart *; referred to, not copied). A name for them that cannot be guessed, new; "" when there is
 * nothing to keep, or too much. */
char *web_stash_put(WebStash *stash, GPtrArray *files, gint64 now);
/* What was kept as @name, and forgets it. New; NULL: nothing, or not any more. */
GPtrArray *web_stash_take(WebStash *stash, const char *name, gint64 now);
