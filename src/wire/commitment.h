/* SPDX-License-Identifier: Apache-2.0 */
/* wire/commitment.h: what a journal leaf says about bytes without telling them. Pure.
 *
 *     C = SHA-256("tribune-commit/1" LF || salt || name LF || bytes)
 *
 * The salt is secret and of fixed length: who has it can check the bytes, who has not can learn nothing from C, and
 * with the salt destroyed nobody can again. The name binds which part it is. Checked with plain sha256sum; needs no
 * tool of ours. */
#pragma once
#include "base/digest.h"

#define COMMITMENT_SALT_SIZE 32
#define COMMITMENT_SPANS_MAX 16

/* The bytes are @spans in order; at most COMMITMENT_SPANS_MAX. @name follows the leaf's grammar for names. */
Digest commitment_compute(const guint8 salt[COMMITMENT_SALT_SIZE], const char *name, const DigestSpan *spans,
                          gsize count);

/* The same for bytes that come as one. */
Digest commitment_make(const guint8 salt[COMMITMENT_SALT_SIZE], const char *name, const void *bytes, gsize length);
