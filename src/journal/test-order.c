/* SPDX-License-Identifier: Apache-2.0 */
#include "journal/order.h"

/* What the leaves 0, 1, 2 … are. */
static const OrderStep EARLIER[] = { ORDER_DECIDED, ORDER_APPROVED, ORDER_APPROVED,
                                     ORDER_RELEASE, ORDER_RELEASED, ORDER_OTHER };

static OrderStep
step_of(gpointer data, gint64 ref)
{
    (void)data;
    return ref < (gint64)G_N_ELEMENTS(EARLIER) ? EARLIER[ref] : ORDER_OTHER;
}

typedef struct {
    LeafType type;
    const char *event, *approvals; /* NULL: none */
    const char *refs;              /* "013" */
    gboolean fits;
} Case;

static const Case CASES[] = {
    { LEAF_RELEASE, NULL, "0", "0", TRUE },
    { LEAF_RELEASE, NULL, "2", "012", TRUE },
    { LEAF_RELEASE, NULL, "0", "", FALSE },
    { LEAF_RELEASE, NULL, "1", "0", FALSE },
    { LEAF_RELEASE, NULL, "1", "012", FALSE },
    { LEAF_RELEASE, NULL, "0", "1", FALSE },
    { LEAF_RELEASE, NULL, "many", "0", FALSE },
    { LEAF_RELEASE, NULL, NULL, "", TRUE }, /* from before tables were asked */
    { LEAF_RELEASE, "release.released", NULL, "3", TRUE },
    { LEAF_RELEASE, "release.released", NULL, "0", FALSE },
    { LEAF_DELIVER, "delivery.accepted", NULL, "4", TRUE },
    { LEAF_DELIVER, "delivery.accepted", NULL, "3", FALSE },
    { LEAF_DELIVER, "delivery.retried", NULL, "", FALSE },
    { LEAF_FAIL, "delivery.failed", NULL, "5", FALSE },
    { LEAF_DELIVER, "delivery.reported", NULL, "", TRUE },
    { LEAF_RELEASE, "publication.released", NULL, "01", TRUE },
    { LEAF_RELEASE, "publication.released", NULL, "0", FALSE },
    { LEAF_CASE, "case.state", NULL, "", TRUE },
};

static void
make(Leaf *leaf, const Case *a_case)
{
    static const guint8 record[LEAF_RECORD_SIZE] = { 1 };

    leaf_init(leaf, a_case->type, record);
    if (a_case->event != NULL)
        leaf_add_attr(leaf, "event", a_case->event);
    if (a_case->approvals != NULL)
        leaf_add_attr(leaf, ORDER_APPROVALS, a_case->approvals);
    for (const char *c = a_case->refs; *c != '\0'; c++)
        leaf_add_ref(leaf, *c - '0');
}

static void
each_step_follows_the_one_that_allows_it(void)
{
    g_autofree Leaf *leaf = g_new(Leaf, 1);

    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
        Order order = { FALSE };

        make(leaf, &CASES[i]);
        if ((order_check(&order, leaf, step_of, NULL) == NULL) != CASES[i].fits)
            g_error("case %u", i);
    }
}

static void
after_the_first_release_that_names_its_decision_each_one_does(void)
{
    g_autofree Leaf *leaf = g_new(Leaf, 1);
    Order order = { FALSE };

    make(leaf, &CASES[7]);
    g_assert_null(order_check(&order, leaf, step_of, NULL));
    make(leaf, &CASES[0]);
    g_assert_null(order_check(&order, leaf, step_of, NULL));
    make(leaf, &CASES[7]);
    g_assert_nonnull(order_check(&order, leaf, step_of, NULL));
}

static void
a_leaf_tells_which_step_it_is(void)
{
    g_autofree Leaf *leaf = g_new(Leaf, 1);

    make(leaf, &CASES[0]);
    g_assert_cmpint(order_step(leaf), ==, ORDER_RELEASE);
    make(leaf, &CASES[8]);
    g_assert_cmpint(order_step(leaf), ==, ORDER_RELEASED);
    make(leaf, &(Case){ LEAF_POLICY, "policy.decided", NULL, "", TRUE });
    g_assert_cmpint(order_step(leaf), ==, ORDER_DECIDED);
    make(leaf, &(Case){ LEAF_REVIEW, "approval.given", NULL, "", TRUE });
    g_assert_cmpint(order_step(leaf), ==, ORDER_APPROVED);
    make(leaf, &(Case){ LEAF_RELEASE, "publication.changed", NULL, "", TRUE });
    g_assert_cmpint(order_step(leaf), ==, ORDER_OTHER);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/order/each-step-follows-the-one-that-allows-it", each_step_follows_the_one_that_allows_it);
    g_test_add_func("/order/after-the-first-release-that-names-its-decision-each-one-does",
                    after_the_first_release_that_names_its_decision_each_one_does);
    g_test_add_func("/order/a-leaf-tells-which-step-it-is", a_leaf_tells_which_step_it_is);
    return g_test_run();
}
