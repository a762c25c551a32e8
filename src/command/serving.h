/* SPDX-License-Identifier: Apache-2.0 */
/* command/serving.h: a node at work, from start to drained end: for `tribune serve` and `tribune demo`.
 *
 * Tells systemd when it is ready, alive and stopping. SIGTERM and SIGINT end it: channels take nothing new, running
 * work finishes, pages answer until then; a second signal ends the process at once, which loses nothing that was
 * acknowledged. SIGHUP ends it too when .hang_up says so; else it is ignored. */
#pragma once
#include "command/node.h"

typedef struct {
    gboolean hang_up;
    /* When everything answers; @url is the console's, @portal that of the citizens' pages, NULL when there are none.
     * May be NULL. */
    void (*on_ready)(gpointer data, const char *url, const char *portal);
    gpointer data;
} Serving;

/* Signals that end it are to be blocked before any thread begins: call this first in the process. */
void serving_prepare(void);

/* Whether one of them has come; for what runs before serving_run(). */
gboolean serving_is_ended(const Serving *serving);

/* Blocks until a signal ends it. TRIBUNE_ERROR_TEMPORARY when another process serves the same folder, _CONFIG when an
 * address is taken. */
gboolean serving_run(const Serving *serving, const Config *config, GError **error);
