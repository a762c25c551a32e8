/* SPDX-License-Identifier: Apache-2.0 */
/* What Rspamd answers: either nothing is taken, or an action that we know and clean names. */
#include <stdint.h>
#include <string.h>

#include "wire/rspamd.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    g_auto(RspamdAnswer) answer = { 0 };
    g_autofree char *value = g_strndup((const char *)bytes, length), *header = rspamd_header("From", value);

    if (rspamd_parse_answer((const char *)bytes, length, &answer, NULL)) {
        g_assert_cmpuint(answer.action, <, RSPAMD_ACTIONS);
        g_assert_true(g_str_is_ascii(answer.symbols));
        g_assert_null(strpbrk(answer.symbols, "\r\n<>\"@"));
    }
    if (header != NULL)
        g_assert_null(strpbrk(header, "\r\n"));
    return 0;
}
