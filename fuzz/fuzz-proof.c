/* SPDX-License-Identifier: Apache-2.0 */
/* Proof files: what is accepted is written back the same, and verifying anything is safe. */
#include <stdint.h>
#include <string.h>

#include "wire/proof.h"

static const char VKEY[] = "tribune.example/log/2026+65401821+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    g_autoptr(Proof) proof = proof_parse((const char *)bytes, size, NULL);
    g_autofree char *again = NULL;
    NoteVerifier verifier;

    if (proof == NULL)
        return 0;
    again = proof_format(proof);
    g_assert_true(strlen(again) == size && memcmp(again, bytes, size) == 0);
    g_assert_true(note_verifier_parse(VKEY, &verifier, NULL));
    proof_verify(proof, "entry 3", 7, &verifier, 1, NULL, NULL);
    return 0;
}
