/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/delivering/delivery-private.h: what the files of delivery share. */
#pragma once
#include "base/thread.h"
#include "mediation/delivering/delivery.h"
#include "mediation/delivering/slots.h"
#include "mediation/work.h"
#include "model/delivery.h"
#include "store/release-store.h"

struct Delivering {
    Mediation *mediation;
    Mutex mutex;
    Slots *slots; /* of channels by name, and of "channel host" */
    /* Delivery id → Attempt: ended, but the store did not take the record. It is recorded when it does; until then
     * the delivery is not attempted again, so that only a crash can make a duplicate. */
    GHashTable *unrecorded;
    DeliveryCounts counts;
};

/* One leased job. */
typedef struct {
    Delivering *delivering;
    const Job *job;
    Delivery *delivery;
    Outgoing *outgoing;
    Attempt attempt;
    gboolean doubtful;   /* an earlier one, of which nobody heard the end, may have reached her */
    gboolean remembered; /* it ended in an earlier run, which could not be recorded */
    gint64 due;          /* when to try again */
    const char *trouble; /* why it could not begin */
} DeliveryRun;

/* ---- delivery-record.c: what became of an attempt ---- */

/* Whether it has neither left nor failed. */
gboolean delivery_is_open(DeliveryState state);
/* The attempt has ended, now or in an earlier run: records that, and what comes next. FALSE: the store did not take it;
 * that it ended is remembered. */
gboolean delivery_conclude(DeliveryRun *run, GError **error);
/* TRUE: this delivery's last attempt, which was remembered, is in @run. */
gboolean delivery_recall(DeliveryRun *run);
/* FALSE: so many are remembered that nothing more is sent until the store takes records again. */
gboolean delivery_is_recording(Delivering *delivering);
/* For .unrecorded. */
GHashTable *delivery_unrecorded_new(void);
