/* SPDX-License-Identifier: Apache-2.0 */
/* A catalogue as any bytes: what loads answers every lookup within its forms, what does not says why. */
#include <stdint.h>

#include "base/plural.h"
#include "base/po.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void
try_rule(const uint8_t *bytes, size_t length)
{
    g_autofree char *text = g_strndup((const char *)bytes, length);
    g_autoptr(GError) error = NULL;
    g_autoptr(Plural) plural = plural_parse(text, &error);

    g_assert_true((plural == NULL) == (error != NULL));
    for (guint64 n = 0; plural != NULL && n < 200; n += 7)
        g_assert_cmpuint(plural_index(plural, n), <, plural_forms(plural));
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Po) po = po_parse((const char *)bytes, length, &error);

    g_assert_true((po == NULL) == (error != NULL));
    try_rule(bytes, length);
    if (po == NULL) {
        g_assert_true(g_str_has_prefix(error->message, "line "));
        return 0;
    }
    g_assert_null(po_find(po, NULL, ""));
    for (guint64 n = 0; n < 200; n += 7)
        g_assert_cmpuint(po_form_index(po, n), <, MAX(po_forms(po), 1));
    po_find_form(po, "{n} case", po_form_index(po, 5));
    return 0;
}
