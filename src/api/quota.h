/* SPDX-License-Identifier: Apache-2.0 */
/* api/quota.h: how much one token may ask for in a minute. Counted in memory, a minute at a time; a restart begins
 * anew. Memory is bounded by the number of tokens. Thread-safe; nothing blocks. */
#pragma once
#include "base/clock.h"
#include "model/ids.h"

#define QUOTA_WINDOW CLOCK_MINUTE

typedef struct Quota Quota;

Quota *quota_new(guint limit);
void quota_free(Quota *quota);
guint quota_limit(const Quota *quota);

/* FALSE: not now. @ret_left is how many are left in this minute, @ret_wait how long it still lasts. */
gboolean quota_take(Quota *quota, TokenId token, gint64 now, guint *ret_left, gint64 *ret_wait);
