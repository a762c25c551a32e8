/* SPDX-License-Identifier: Apache-2.0 */
/* Routing rules as JSON; what can be read is asked about the very bytes that it was read from. */
#include <stdint.h>
#include <string.h>

#include "policy/routing-engine.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void
ask(const RoutingList *list, const char *text, size_t size)
{
    g_autoptr(RoutingEngine) engine = routing_engine_new(list);
    g_autoptr(WordIndex) index = word_index_new(text, size);
    const RoutingFacts facts = { .endpoint = "x:y", .language = "en", .service = "", .sender = "", .text = index };
    guint decides = routing_engine_decide(engine, &facts);

    for (guint i = 0; i < list->rules->len; i++) {
        const RoutingRule *rule = g_ptr_array_index(list->rules, i);
        g_autoptr(GPtrArray) reasons = routing_engine_explain(engine, i, &facts);
        const RoutingReason *last = reasons->len > 0 ? g_ptr_array_index(reasons, reasons->len - 1) : NULL;

        /* The explanation agrees with the decision. */
        if (i == decides)
            g_assert_true(last == NULL || last->holds);
        else if (i < decides && !rule->off)
            g_assert_true(last != NULL && !last->holds);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    g_autoptr(RoutingList) list = routing_list_parse((const char *)bytes, size, NULL), again = NULL;
    g_autofree char *text = NULL, *other = NULL;

    if (list == NULL)
        return 0;
    text = routing_list_format(list);
    again = routing_list_parse(text, strlen(text), NULL);
    g_assert_nonnull(again);
    other = routing_list_format(again);
    g_assert_cmpstr(text, ==, other);
    ask(list, (const char *)bytes, size);
    return 0;
}
