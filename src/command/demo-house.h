/* SPDX-License-Identifier: Apache-2.0 */
/* command/demo-house.h: the body of the demo before anybody has written to it: units with their addresses, services,
 * calendars, staff, and the rules of routing. */
#pragma once
#include "command/demo-content.h"
#include "mediation/channels.h"
#include "mediation/mediation.h"

typedef struct {
    const DemoContent *content;
    Mediation *mediation;
    const Channel *channel; /* of the units' first addresses */
    GHashTable *units;      /* key → UnitId *: filled */
    GHashTable *staff;      /* key → Staff *: filled */
} DemoHouse;

/* All of it, once, before the node starts; everybody signs in with @password. Blocks. */
gboolean demo_house_add(const DemoHouse *house, const char *password, GError **error);
