/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/rate-limit.h: how often something may be tried, by key, in memory.
 *
 * A try is counted when it begins, so that many at once do not slip through, and taken back when it turns out harmless.
 * Within a sliding window a key has a number of tries; after the first few, each must wait twice as long after the one
 * before. Memory is bounded: over the stated number of keys, the one that was quiet longest is forgotten. A restart
 * forgets all. Times are the caller's, in microseconds; should they step back, nobody waits longer than the window.
 * Thread-safe; nothing blocks. */
#pragma once
#include <glib.h>

typedef struct {
    guint tries;          /* in a window, 1 to 1000 */
    gint64 window;        /* microseconds */
    guint at_once;        /* tries without a pause */
    gint64 first_pause;   /* after the last of those; doubled each time … */
    gint64 longest_pause; /* … up to this */
    guint keys;           /* remembered */
} RateLimitRule;

typedef struct RateLimit RateLimit;

/* @rule is copied. */
RateLimit *rate_limit_new(const RateLimitRule *rule);
void rate_limit_free(RateLimit *limit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RateLimit, rate_limit_free)

/* TRUE: @key may try, and that is counted. FALSE: not yet, and nothing is counted; @ret_wait, unless NULL, is how long
 * it has to wait. */
gboolean rate_limit_take(RateLimit *limit, const char *key, gint64 now, gint64 *ret_wait);
/* The try that @key took last was harmless. */
void rate_limit_give_back(RateLimit *limit, const char *key);
/* All tries of @key were. */
void rate_limit_forget(RateLimit *limit, const char *key);
/* Keys remembered now. */
guint rate_limit_size(RateLimit *limit);

/* The key of a client's @address: IPv6 networks hand a whole /64 to one customer. New string. */
char *rate_limit_network(const char *address);
