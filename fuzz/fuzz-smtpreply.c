/* SPDX-License-Identifier: Apache-2.0 */
/* What an SMTP server answers, line by line. */
#include <stdint.h>
#include <string.h>

#include "wire/smtpreply.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    const char *text = (const char *)bytes;
    g_auto(SmtpReply) reply = { 0 };

    for (gsize at = 0; at < length;) {
        const char *end = memchr(text + at, '\n', length - at);
        gsize size = end != NULL ? (gsize)(end - text) + 1 - at : length - at;

        if (smtpreply_add(&reply, text + at, size)) {
            g_assert_true(reply.code >= 200 && reply.code <= 599);
            g_assert_true(g_utf8_validate(reply.words, -1, NULL));
            g_assert_cmpint(g_utf8_strlen(reply.words, -1), <=, SMTPREPLY_WORDS_LIMIT + 1);
            g_assert_true(reply.enhanced[0] == '\0' || reply.enhanced[0] == (char)('0' + reply.code / 100));
        }
        at += size;
    }
    return 0;
}
