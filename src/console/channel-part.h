/* SPDX-License-Identifier: Apache-2.0 */
/* console/channel-part.h: pieces of the catalogue of channels. All JSON returned is new. */
#pragma once
#include "console/console-private.h"
#include "views/channel-view.h"

/* { up: true }, { slow: true } or { down: true } */
json_t *channel_part_health(ChannelState state);

/* A channel as cards and its own page show it. At most @addresses of its addresses are named. */
json_t *channel_part_row(const ConsoleVisit *visit, const ChannelViewRow *row, guint addresses);

/* What the table of @driver says: { driver, about, protocols, abilities, limits, peers, manual }. */
json_t *channel_part_driver(const ConsoleVisit *visit, const struct channel_driver *driver);

/* Who paused it, since when, why, as { name, label, reason, by, since, url }; @pause NULL: null. */
json_t *channel_part_pause(const ConsoleVisit *visit, const Pause *pause);

/* The day on which it goes, { date, near, past }; null when it stays. */
json_t *channel_part_legacy(const ConsoleVisit *visit, const Channel *channel);
