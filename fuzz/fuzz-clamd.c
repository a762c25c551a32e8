/* SPDX-License-Identifier: Apache-2.0 */
/* What clamd answers: only exactly "stream: OK" is clean. */
#include <stdint.h>
#include <string.h>

#include "wire/clamd.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    g_auto(ClamdReply) reply = { 0 };

    if (clamd_parse_reply((const char *)bytes, length, &reply, NULL)) {
        g_assert_true(g_utf8_validate(reply.words, -1, NULL));
        g_assert_true((reply.kind == CLAMD_CLEAN) == (length == 10 && memcmp(bytes, "stream: OK", 10) == 0));
    }
    return 0;
}
