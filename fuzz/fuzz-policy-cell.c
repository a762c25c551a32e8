/* SPDX-License-Identifier: Apache-2.0 */
/* A cell for each input; what can be read is written in one form, which reads the same and holds for the same. */
#include <stdint.h>
#include <string.h>

#include "policy/policy-cell.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void
compare(PolicyInput input, const PolicyCell *cell, const PolicyCell *again)
{
    g_assert_cmpint(cell->any, ==, again->any);
    g_assert_cmpint(cell->negated, ==, again->negated);
    g_assert_cmpuint(cell->tests->len, ==, again->tests->len);
    for (guint i = 0; i < cell->tests->len; i++) {
        const PolicyTest *test = g_ptr_array_index(cell->tests, i), *other = g_ptr_array_index(again->tests, i);
        const gint64 NUMBERS[] = { test->low, test->high, test->low / 2 + test->high / 2, 0 };

        g_assert_cmpint(test->low, ==, other->low);
        g_assert_cmpint(test->high, ==, other->high);
        for (guint j = 0; j < G_N_ELEMENTS(NUMBERS); j++) {
            char *set[] = { test->text, NULL };
            const PolicyValue value = { TRUE, NUMBERS[j], test->text, set };
            PolicyTruth truth = policy_cell_test(input, cell, &value);

            g_assert_cmpint(truth, !=, POLICY_UNKNOWN);
            g_assert_cmpint(truth, ==, policy_cell_test(input, again, &value));
        }
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    for (guint i = 0; i < POLICY_INPUT_COUNT; i++) {
        g_autoptr(PolicyCell) cell = policy_cell_parse((PolicyInput)i, (const char *)bytes, size, NULL), again = NULL;
        g_autofree char *text = NULL, *other = NULL;

        if (cell == NULL)
            continue;
        text = policy_cell_format((PolicyInput)i, cell);
        again = policy_cell_parse((PolicyInput)i, text, strlen(text), NULL);
        g_assert_nonnull(again);
        other = policy_cell_format((PolicyInput)i, again);
        g_assert_cmpstr(text, ==, other);
        compare((PolicyInput)i, cell, again);
    }
    return 0;
}
