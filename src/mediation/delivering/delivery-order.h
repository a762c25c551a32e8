/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/delivering/delivery-order.h: on channels that are CHANNEL_IN_ORDER what goes to one person on one case
 * leaves in the order in which it was released: while an earlier message has not been taken, a later one waits. Jobs of
 * one lane see to that; what a lane does not know (of before a restart, of another node, of long ago) the store does.
 *
 * Not for longer than DELIVERY_ORDER_PATIENCE after the earlier one was released, pauses of the channel not counted: a
 * message that the other side never takes does not hold up the rest. */
#pragma once
#include "mediation/mediation.h"
#include "store/release-store.h"

#define DELIVERY_ORDER_PATIENCE CLOCK_DAY

/* The lane (mediation/lanes.h) of @delivery's job: the next leaves as soon as the one before has. 0: it has none. */
gint64 delivery_order_lane(const Mediation *mediation, const Delivery *delivery);
/* How long @delivery waits before it asks again, in *@ret; 0: it may leave. Blocks on a read. */
gboolean delivery_order_wait(const Mediation *mediation, const Delivery *delivery, gint64 *ret, GError **error);
