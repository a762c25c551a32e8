/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/releasing/noticing-private.h: the mail itself, for noticing.c. */
#pragma once
#include "mediation/releasing/noticing.h"
#include "mediation/releasing/waiting.h"
#include "model/staff.h"

/* When @item became news for her: when it began to wait or became her turn, and again when it fell due.
 * Pure. */
gint64 noticing_news(const WaitingItem *item, gint64 now);
/* The mail that tells @staff of what of @items (WaitingItem *) is newer than @told; everything but the sender. Pure
 * but for the catalogues. */
Outgoing *noticing_compose(const Mediation *mediation, const Staff *staff, const GPtrArray *items, gint64 told,
                           gint64 now);
