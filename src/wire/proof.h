/* SPDX-License-Identifier: Apache-2.0 */
/* wire/proof.h: proof files (C2SP tlog-proof): that an entry is in a log, for somebody who has only the entry and the
 * log's key. Pure.
 *
 *     c2sp.org/tlog-proof@v1
 *     extra <base64>            optional, authenticated by nothing
 *     index 3
 *     <base64 hash>             zero or more, the leaf's sibling first
 *
 *     <the signed checkpoint, verbatim>
 *
 * Limit: PROOF_SIZE_MAX bytes in all. */
#pragma once
#include "wire/checkpoint.h"

#define PROOF_SIZE_MAX (128 * 1024)

typedef struct {
    GBytes *extra; /* NULL: no such line */
    guint64 index;
    TlogProof path;
    char *checkpoint; /* the signed note */
} Proof;

/* TRIBUNE_ERROR_INVALID or TRIBUNE_ERROR_LIMIT. The checkpoint is taken as it is: see proof_verify(). */
Proof *proof_parse(const char *bytes, gsize length, GError **error);
void proof_free(Proof *proof);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Proof, proof_free)

char *proof_format(const Proof *proof);

/* That the checkpoint is signed by one of the keys and has the entry at the index. @ret_checkpoint may be NULL; its
 * origin is for the caller to compare. TRIBUNE_ERROR_INVALID says what is wrong. */
gboolean proof_verify(const Proof *proof, const void *entry, gsize entry_length, const NoteVerifier *verifiers,
                      gsize count, Checkpoint *ret_checkpoint, GError **error);
