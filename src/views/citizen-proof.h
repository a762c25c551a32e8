/* SPDX-License-Identifier: Apache-2.0 */
/* views/citizen-proof.h: what a citizen keeps to prove later that a message of hers, or an answer to her, is in our
 * journal as it was: the entry, the proof that a signed checkpoint has it, and of each part of the message its bytes
 * with the salt that opens the entry's commitment. Blocks on a read, and on files. */
#pragma once
#include "mediation/people/citizen-access.h"
#include "store/disclosure.h"

typedef struct {
    gint64 place; /* of the entry: year << 40 | index */
    GBytes *entry;
    char *proof;      /* .tlog-proof */
    GPtrArray *parts; /* DisclosedPart *: what was written and sent; not what we found out about it */
} CitizenProof;
void citizen_proof_free(CitizenProof *proof);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CitizenProof, citizen_proof_free)

/* TRIBUNE_ERROR_NOT_FOUND: no message that she may see, or its content was destroyed; TRIBUNE_ERROR_TEMPORARY: no
 * checkpoint covers it yet, which takes some seconds. */
CitizenProof *citizen_proof_load(CitizenAccess *access, const Citizen *citizen, MessageId message, GError **error);
