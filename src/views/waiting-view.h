/* SPDX-License-Identifier: Apache-2.0 */
/* views/waiting-view.h: what waits for one person, as its page shows it, and how much it is, for the navigation. */
#pragma once
#include "mediation/releasing/waiting.h"

typedef struct {
    WaitingItem *item;
    char *author, *stead; /* names; stead "" : by her own right */
    gint64 minutes;       /* of working time that it has waited, on the calendar of its unit or the body's */
} WaitingRow;

/* WaitingRow *, the longest waiting first. Blocks on a read. */
GPtrArray *waiting_view_list(Mediation *mediation, const Actor *actor, const char *language, GError **error);

/* Whether she may ever have something waiting by her own roles, so that the list is offered also when it is empty. */
gboolean waiting_view_may(const Actor *actor);

/* The counts of the last pages, each kept for WAITING_SHARE times as long as counting took: however much waits, that
 * takes a twentieth of one processor at most. Thread-safe. */
#define WAITING_SHARE 20
typedef struct WaitingCounts WaitingCounts;
WaitingCounts *waiting_counts_new(Mediation *mediation);
void waiting_counts_free(WaitingCounts *counts);
/* May block on a read. */
gboolean waiting_counts_of(WaitingCounts *counts, const Actor *actor, guint *ret, GError **error);
