/* SPDX-License-Identifier: Apache-2.0 */
/* views/host-view.h: the remote hosts for which a channel still has most to do, those that are furthest behind first.
 *
 * For who may see how channels are; TRIBUNE_ERROR_FORBIDDEN for others. Reads at most HOST_VIEW_COUNTED errands; what
 * is counted then is the oldest of them. Blocks on a read. */
#pragma once
#include "mediation/mediation.h"

#define HOST_VIEW_MAX     10
#define HOST_VIEW_COUNTED 100000

typedef struct {
    char *host;
    gint64 waiting; /* errands for it */
    gint64 oldest;  /* since when the oldest of them waits */
    gboolean away;  /* it did not answer, or asked to be left alone: they wait for it */
} HostViewRow;
void host_view_row_free(HostViewRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HostViewRow, host_view_row_free)

/* HostViewRow *, at most HOST_VIEW_MAX. What came from a host is not counted, only what goes to it. */
GPtrArray *host_view_list(const Mediation *mediation, const Actor *actor, const char *channel, GError **error);
