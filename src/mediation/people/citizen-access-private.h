/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/people/citizen-access-private.h: what the files of citizen-access share. */
#pragma once
#include "base/digest.h"
#include "mediation/people/citizen-access.h"
#include "mediation/rate-limit.h"

struct CitizenAccess {
    Mediation *mediation;
    guint8 secret[DIGEST_SIZE];
    RateLimit *by_address, *by_case, *case_in_all;
};

/* What the store keeps of the token of a link. */
Digest citizen_access_hash(const CitizenAccess *access, const char *token);
/* The code without its hyphens. */
void citizen_access_write_code(const CitizenAccess *access, const AccessSeed *seed, char out[ACCESS_CODE_LENGTH + 1]);
