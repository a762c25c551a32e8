/* SPDX-License-Identifier: Apache-2.0 */
/* base/mactext.h: short proofs in addresses and URLs that a text is ours: 80 bits of HMAC-SHA-256, as 16 characters of
 * lower-case base32, which survive programs that fold case. Pure, thread-safe. */
#pragma once
#include <glib.h>

#define MACTEXT_LENGTH 16

/* @secret: 32 bytes. */
void mactext_make(const guint8 *secret, const char *text, char out[MACTEXT_LENGTH + 1]);
/* In constant time. */
gboolean mactext_matches(const guint8 *secret, const char *text, const char *claimed);
