/* SPDX-License-Identifier: Apache-2.0 */
/* model/pause.h: a channel by which nothing leaves now: who said so, since when, why. Pure. */
#pragma once
#include <glib.h>

typedef struct {
    gint64 id;
    char *channel;
    gint64 since; /* microseconds UTC */
    char *by, *reason;
} Pause;
void pause_free(Pause *pause);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pause, pause_free)

/* The one of @channel among @pauses (Pause *); NULL: it is not paused. */
const Pause *pause_find(const GPtrArray *pauses, const char *channel);
