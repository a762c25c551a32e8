/* SPDX-License-Identifier: Apache-2.0 */
/* Signed notes, the checkpoints in them, and verifier keys. */
#include <stdint.h>
#include <string.h>

#include "wire/checkpoint.h"

static const char VKEY[] = "tribune.example/log/2026+65401821+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";

static void
try_key(const uint8_t *bytes, size_t size)
{
    g_autofree char *text = g_strndup((const char *)bytes, size);
    NoteVerifier verifier;

    if (note_verifier_parse(text, &verifier, NULL)) {
        g_autofree char *again = note_verifier_format(&verifier);

        g_assert_cmpstr(again, ==, text);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    g_autoptr(Note) note = note_parse((const char *)bytes, size, NULL);
    NoteVerifier verifier;
    Checkpoint checkpoint;

    try_key(bytes, size);
    if (note == NULL)
        return 0;
    g_assert_cmpuint(note->count, >, 0);
    g_assert_true(note_verifier_parse(VKEY, &verifier, NULL));
    note_verify(note, &verifier, 1, NULL);
    if (checkpoint_parse(note->text, note->length, &checkpoint, NULL)) {
        g_autofree char *again = checkpoint_format(&checkpoint);

        /* What we write is the start of what was read: further lines are not kept. */
        g_assert_true(note->length >= strlen(again) && memcmp(again, note->text, strlen(again)) == 0);
    }
    return 0;
}
