/* SPDX-License-Identifier: Apache-2.0 */
#include "journal/order.h"

#include <string.h>

#include "base/number.h"

#define APPROVALS_MAX 16

static const struct {
    const char *event;
    OrderStep step;
} STEPS[] = {
    { "policy.decided", ORDER_DECIDED },
    { "approval.given", ORDER_APPROVED },
    { "emergency.released", ORDER_EMERGENCY },
    { "release.released", ORDER_RELEASED },
};

OrderStep
order_step(const Leaf *leaf)
{
    const char *event = leaf_find_attr(leaf, "event");

    if (event == NULL)
        return leaf->type == LEAF_RELEASE ? ORDER_RELEASE : ORDER_OTHER;
    for (guint i = 0; i < G_N_ELEMENTS(STEPS); i++)
        if (strcmp(STEPS[i].event, event) == 0)
            return STEPS[i].step;
    return ORDER_OTHER;
}

typedef struct {
    const Leaf *leaf;
    OrderStep (*step_of)(gpointer data, gint64 ref);
    gpointer data;
} Refs;

static guint
count(const Refs *refs, OrderStep step)
{
    guint found = 0;

    for (guint i = 0; i < refs->leaf->ref_count; i++)
        found += refs->step_of(refs->data, refs->leaf->refs[i]) == step;
    return found;
}

static const char *
check_release(Order *order, const Refs *refs)
{
    const char *text = leaf_find_attr(refs->leaf, ORDER_APPROVALS);
    gint64 approvals;

    if (text == NULL)
        return order->grounded ? "it lets something go without naming the decision before it" : NULL;
    order->grounded = TRUE;
    if (!number_parse_int64(text, 0, APPROVALS_MAX, &approvals, NULL))
        return "how many approvals it has is no number";
    if (count(refs, ORDER_DECIDED) == 0)
        return "it lets something go that nothing before it decided on";
    return count(refs, ORDER_APPROVED) == (guint)approvals ? NULL
                                                           : "it has more or fewer approvals before it than it says";
}

const char *
order_check(Order *order, const Leaf *leaf, OrderStep (*step_of)(gpointer data, gint64 ref), gpointer data)
{
    const Refs refs = { leaf, step_of, data };
    const char *event = leaf_find_attr(leaf, "event");

    if (event == NULL)
        return leaf->type == LEAF_RELEASE ? check_release(order, &refs) : NULL;
    if (strcmp(event, "release.released") == 0)
        return count(&refs, ORDER_RELEASE) > 0 ? NULL : "it lets something go that was not recorded before it";
    if (strcmp(event, "delivery.accepted") == 0 || strcmp(event, "delivery.retried") == 0 ||
        strcmp(event, "delivery.failed") == 0)
        return count(&refs, ORDER_RELEASED) > 0 ? NULL : "it delivers something that was not let go before it";
    if (strcmp(event, "publication.released") == 0)
        return count(&refs, ORDER_APPROVED) + count(&refs, ORDER_EMERGENCY) > 0
                   ? NULL
                   : "it publishes something that nobody approved before it";
    return NULL;
}
