/* SPDX-License-Identifier: Apache-2.0 */
/* Decision tables as JSON; what can be read is written in one form, decides, and is checked. */
#include <stdint.h>
#include <string.h>

#include "policy/policy-check.h"
#include "policy/policy-words.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void
check(const PolicyTable *table, const PolicyEngine *engine)
{
    static Locales *locales;
    g_autoptr(PolicyReport) report = policy_check(table, NULL, 0);

    if (locales == NULL)
        locales = locales_load(NULL, NULL);
    for (guint i = 0; i < report->findings->len; i++) {
        const PolicyFinding *finding = g_ptr_array_index(report->findings, i);
        g_autofree char *words = policy_words_finding(locales_find(locales, "en"), table, finding, NULL);
        g_autoptr(PolicyOutcome) outcome =
            finding->witness == NULL ? NULL : policy_engine_decide(engine, finding->witness);

        /* A witness is one. */
        if (outcome != NULL)
            g_assert_cmpint(outcome->result, ==, finding->kind == POLICY_FOUND_GAP ? POLICY_NO_RULE : POLICY_TWO_RULES);
        g_assert_nonnull(words);
    }
    for (guint i = 0; i < table->rules->len; i++) {
        g_autofree char *words =
            policy_words_rule(locales_find(locales, "en"), table, g_ptr_array_index(table->rules, i), NULL);

        g_assert_nonnull(words);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    g_autoptr(PolicyTable) table = policy_table_parse((const char *)bytes, size, NULL), again = NULL;
    g_autoptr(PolicyEngine) engine = NULL;
    g_autofree char *text = NULL, *other = NULL;

    if (table == NULL)
        return 0;
    text = policy_table_format(table);
    again = policy_table_parse(text, strlen(text), NULL);
    g_assert_nonnull(again);
    other = policy_table_format(again);
    g_assert_cmpstr(text, ==, other);
    engine = policy_engine_new(again);
    check(again, engine);
    return 0;
}
