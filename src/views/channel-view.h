/* SPDX-License-Identifier: Apache-2.0 */
/* views/channel-view.h: the channels of this node as the catalogue shows them: how they are, what waits to leave by
 * them, whether they are paused. Reads the store and asks the channels; thread-safe.
 *
 * For who may see how channels are; TRIBUNE_ERROR_FORBIDDEN for others. What waits is counted up to
 * CHANNEL_VIEW_COUNTED of a kind, so that a page never reads more than that. */
#pragma once
#include "mediation/mediation.h"
#include "model/pause.h"

#define CHANNEL_VIEW_COUNTED 100000

typedef struct {
    const Channel *channel; /* borrowed from @mediation */
    ChannelHealth health;
    Pause *pause;         /* NULL: it is not paused */
    gint64 deliveries;    /* messages that have not left */
    gint64 errands;       /* what it still has to do beside them, see mediation/channel-ledger.h */
    gint64 aside;         /* newsletters, letters to subscribers and staff, and marks that the pause holds */
    gint64 oldest;        /* since when the oldest of these waits; 0: nothing does */
    GPtrArray *addresses; /* char *: ours, as people write them */
} ChannelViewRow;
void channel_view_row_free(ChannelViewRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ChannelViewRow, channel_view_row_free)

/* ChannelViewRow *, in the order of the configuration. */
GPtrArray *channel_view_list(const Mediation *mediation, const Actor *actor, GError **error);
