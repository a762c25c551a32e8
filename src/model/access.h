/* SPDX-License-Identifier: Apache-2.0 */
/* model/access.h: what opens a case to the citizen who wrote it: a link that holds a token of 128 bits, or the case's
 * reference with a code of 10 characters.
 *
 * Both are made from a random seed and a secret of the node (mediation/people/citizen-access.h), so that what is stored
 * opens nothing by itself. The code has no vowels and nothing that is read as something else: 48 bits. */
#pragma once
#include "model/ids.h"

#define ACCESS_SEED_SIZE    16 /* bytes */
#define ACCESS_TOKEN_LENGTH 22 /* 128 bits in base64url */
#define ACCESS_CODE_LENGTH  10
#define ACCESS_CODE_LETTERS "23456789BCDFGHJKMNPQRSTVWXYZ"

typedef struct {
    guint8 bytes[ACCESS_SEED_SIZE]; /* all zero: none */
} AccessSeed;

gboolean access_seed_is_set(const AccessSeed *seed);
