/* SPDX-License-Identifier: Apache-2.0 */
/* channels/web/web-guard.h: telling robots from people, without puzzles, scripts or anybody else's help.
 *
 * A form is given out with a token that says when, and is signed. Suspicious is: a field filled in that no person sees;
 * a form sent sooner than the minimum time, or later than a day, or with no token of ours; more than a few from one
 * address or in all. Who is suspected is asked to look at the message once more and send it by another button: nobody
 * is turned away in silence. Only far above those numbers does the answer become "later", with the time to wait.
 *
 * Thread-safe; nothing blocks. */
#pragma once
#include "base/clock.h"

#define WEB_GUARD_WINDOW         CLOCK_HOUR
#define WEB_GUARD_ADDRESS_CALM   5  /* from one address (IPv6: one /64) in an hour without a second look … */
#define WEB_GUARD_ADDRESS_MOST   30 /* … and at all */
#define WEB_GUARD_EVERYBODY_CALM 120
#define WEB_GUARD_EVERYBODY_MOST 1000
#define WEB_GUARD_CASE_MOST      20 /* answers by one link in an hour */
#define WEB_GUARD_OLDEST         CLOCK_DAY

typedef struct WebGuard WebGuard;

/* @secret: 32 bytes, borrowed; @least: how long a person takes at least. */
WebGuard *web_guard_new(const guint8 *secret, gint64 least);
void web_guard_free(WebGuard *guard);

/* The token of a form given out at @now, new. */
char *web_guard_token(const WebGuard *guard, gint64 now);
/* Whether @token is ours, and neither too new nor too old. */
gboolean web_guard_is_timely(const WebGuard *guard, const char *token, gint64 now);
/* What the second look carries, for the form with @once: new. */
char *web_guard_confirmation(const WebGuard *guard, const char *once);
gboolean web_guard_is_confirmed(const WebGuard *guard, const char *once, const char *confirmation);

/* Whether @client has been calm, and so has everybody; counts. */
gboolean web_guard_is_calm(WebGuard *guard, const char *client, gint64 now);
/* FALSE: not now; @ret_wait is how long, microseconds. Counts. */
gboolean web_guard_admit(WebGuard *guard, const char *client, gint64 now, gint64 *ret_wait);
/* The same for an answer by the link with @token: counted by the link alone, so that no flood of others' shuts her out.
 */
gboolean web_guard_admit_reply(WebGuard *guard, const char *token, gint64 now, gint64 *ret_wait);
