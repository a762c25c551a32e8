/* SPDX-License-Identifier: Apache-2.0 */
/* The language of any bytes: always a short code or nothing. */
#include <stdint.h>
#include <string.h>

#include "base/language.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    g_autofree char *exact = g_memdup2(bytes, length);
    const char *code = language_detect(exact, length);

    g_assert_true(strlen(code) == 0 || strlen(code) == 2);
    return 0;
}
