/* SPDX-License-Identifier: Apache-2.0 */
/* Frames are read within what came; what was read is written as the same bytes. */
#include <stdint.h>
#include <string.h>

#include "wire/relayframe.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    size_t at = 0;

    for (;;) {
        RelayFrame frame;
        RelayFrameState state;
        gboolean later;
        gsize used;
        g_autoptr(GByteArray) out = g_byte_array_new();

        if (relayframe_read(bytes + at, length - at, &frame, &used) != RELAYFRAME_WHOLE)
            return 0;
        g_assert(used >= RELAYFRAME_HEAD && used <= length - at && frame.length == used - RELAYFRAME_HEAD);
        relayframe_write(out, frame.kind, frame.number, frame.bytes, frame.length);
        g_assert_cmpmem(out->data, out->len, bytes + at, used);
        (void)relayframe_read_state(&frame, &state);
        g_free(relayframe_read_refusal(&frame, &later));
        at += used;
    }
}
