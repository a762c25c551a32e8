/* SPDX-License-Identifier: Apache-2.0 */
/* base/standardwebhook.h: who sent a POST, as Standard Webhooks 1.0.0 says it: the header fields webhook-id,
 * webhook-timestamp and webhook-signature, "v1," and a base64 HMAC-SHA-256 of "id.timestamp.body", several with blanks
 * between. Secrets are written "whsec_" and base64, 24 to 64 bytes. Pure, thread-safe. */
#pragma once
#include <glib.h>

#define STANDARDWEBHOOK_ID        "webhook-id"
#define STANDARDWEBHOOK_TIMESTAMP "webhook-timestamp"
#define STANDARDWEBHOOK_SIGNATURE "webhook-signature"
#define STANDARDWEBHOOK_TOLERANCE 300 /* seconds that the clocks of both sides may differ */

/* "v1,…"; NULL: @secret is none. New. */
char *standardwebhook_sign(const char *secret, const char *id, gint64 seconds, const char *body, gsize length);
gboolean standardwebhook_is_secret(const char *secret);

/* Whether one of the signatures in @field is ours, and the time is about @now (seconds since 1970). NULL for a field
 * that is not there. In constant time for each signature; at most ten are looked at. */
gboolean standardwebhook_verify(const char *secret, const char *id, const char *timestamp, const char *field,
                                const char *body, gsize length, gint64 now);
