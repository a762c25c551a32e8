/* SPDX-License-Identifier: Apache-2.0 */
/* base/random.h: bytes from the kernel's random generator, for keys, tokens, salts and jitter. Thread-safe. */
#pragma once
#include <glib.h>

void random_bytes(void *out, gsize length);

/* Uniform in [0, bound). */
guint32 random_below(guint32 bound);

/* @bits (a multiple of 8) of randomness as base64url text: session tokens, case links. */
char *random_token(guint bits);
