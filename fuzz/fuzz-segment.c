/* SPDX-License-Identifier: Apache-2.0 */
/* Texts as short messages: parts that fit and put together are the text. */
#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "wire/segment.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    g_autofree char *text = text_clean((const char *)bytes, size);
    g_autofree char *plain = segment_plain(text);
    g_autofree char *again = segment_plain(plain);
    g_autoptr(SegmentPlan) plan = segment_plan(plain);
    gsize begin = 0;

    g_assert_cmpstr(again, ==, plain);
    g_assert_cmpuint(plan->count, ==, plan->ends->len);
    for (guint i = 0; i < plan->count; i++) {
        gsize end = g_array_index(plan->ends, gsize, i);

        g_assert_cmpuint(end, >, begin);
        g_assert_true(g_utf8_validate(plain + begin, (gssize)(end - begin), NULL));
        g_assert_cmpuint(g_utf8_strlen(plain + begin, (gssize)(end - begin)), <=, plan->capacity);
        begin = end;
    }
    g_assert_cmpuint(begin, ==, strlen(plain));
    return 0;
}
