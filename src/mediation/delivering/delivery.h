/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/delivering/delivery.h: gets releases out: one job per delivery, attempt after attempt, until it is taken,
 * refused or too old.
 *
 * The channel says how an attempt ended; when to try again is decided here, by the class of the answer. At most what
 * the channel's capabilities allow run at once, in all and to one host; some keep the order (delivery-order.h). */
#pragma once
#include "mediation/mediation.h"

/* A delivery older than this is given up; time in which its channel was paused does not count. */
#define DELIVERY_LIFETIME (5 * CLOCK_DAY)

typedef struct Delivering Delivering;

/* Registers the job. @mediation outlives the work. */
Delivering *delivery_register(Mediation *mediation);
void delivery_unregister(Delivering *delivering); /* after work_stop() */

/* Attempts since the start, by how they ended. Thread-safe. */
typedef struct {
    guint64 ended[OUTCOME_LOOPED + 1]; /* by Outcome */
} DeliveryCounts;
void delivery_counts(Delivering *delivering, DeliveryCounts *ret);
