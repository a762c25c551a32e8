/* SPDX-License-Identifier: Apache-2.0 */
/* Words like STOP, however they are written: what is found is folded, and found again. */
#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "model/keyword.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const char *const ALL[] = { "en", "de", "es", "fr", "it", "nl", "pl", "pt", NULL };
    g_autofree char *text = text_clean((const char *)bytes, size);
    g_autofree char *folded = keyword_fold(text), *again = keyword_fold(folded), *wanted = NULL, *second = NULL;
    const char *language, *other;
    Keyword found = keyword_read(text, ALL, &wanted, &language);

    g_assert_cmpstr(again, ==, folded);
    g_assert_true(g_utf8_validate(wanted, -1, NULL));
    g_assert_true(found == KEYWORD_START || *wanted == '\0');
    if (found != KEYWORD_NONE)
        g_assert_cmpint(keyword_read(folded, ALL, &second, &other), ==, found);
    keyword_topic(wanted, ALL);
    return 0;
}
