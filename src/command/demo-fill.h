/* SPDX-License-Identifier: Apache-2.0 */
/* command/demo-fill.h: what happened at the demo's council, played through the ordinary doors.
 *
 * Units, addresses and staff are added; every mail goes through its channel's parse, intake, screening and filing;
 * every other event is a call by the named member of staff. The clock is pinned to the time of each event, and moves on
 * only when all that an event set off is done; so this is for a process that does nothing else meanwhile. */
#pragma once
#include "command/demo-content.h"
#include "command/node.h"

#define DEMO_CHANNEL   "email"
#define DEMO_GROUP     "channel." DEMO_CHANNEL /* of the configuration */
#define DEMO_WEB       "web"                   /* the contact form; may be missing */
#define DEMO_WEB_GROUP "channel." DEMO_WEB
#define DEMO_PROGRAM   "program" /* what programs hand in; may be missing */

typedef struct {
    const char *password; /* of all staff */
    /* After each event. FALSE ends the filling with TRIBUNE_ERROR_TEMPORARY. May be NULL. */
    gboolean (*on_progress)(gpointer data, guint done, guint total);
    gpointer data;
} DemoFill;

/* Opens a node of @config, whose data folder must be empty or not there, fills it, closes it, and lets the clock run
 * again. @config has the channel DEMO_CHANNEL, which can send. Blocks for some seconds. */
gboolean demo_fill(const DemoFill *fill, const Config *config, const DemoContent *content, GError **error);
