/* SPDX-License-Identifier: Apache-2.0 */
/* journal/order.h: that what left was decided on and approved before, as far as the leaves alone tell it.
 *
 * A leaf refers to earlier ones only, so a ref is an order:
 *
 *     policy.decided, approval.given  <  release  <  release.released  <  delivery.accepted, .retried, .failed
 *     policy.decided, approval.given or emergency.released  <  publication.released
 *
 * The leaf of a release has the attr `approvals`, how many those are that it refers to, since decision tables are asked
 * of everything that leaves; earlier journals begin with releases that have none. Who has the entries of a journal can
 * check this without Tribune and without anything personal; that the decision is about this release, and the approval
 * about its text, is for who has the records (store/audit.h). Pure. */
#pragma once
#include "wire/leaf.h"

#define ORDER_APPROVALS "approvals" /* the attr of a release's leaf */

typedef enum {
    ORDER_OTHER,
    ORDER_DECIDED,   /* a decision table said something */
    ORDER_APPROVED,  /* somebody approved, returned or refused */
    ORDER_EMERGENCY, /* somebody let it go without review, by name and with a reason */
    ORDER_RELEASE,   /* the record of what is to leave */
    ORDER_RELEASED,  /* it was let go */
} OrderStep;
OrderStep order_step(const Leaf *leaf);

typedef struct {
    gboolean grounded; /* a release named its decision; from then on each one does */
} Order;

/* The leaf that comes next; @step_of tells the step of one that it refers to. NULL: all is well; else what is wrong: a
 * sentence, constant. */
const char *order_check(Order *order, const Leaf *leaf, OrderStep (*step_of)(gpointer data, gint64 ref), gpointer data);
