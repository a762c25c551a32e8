/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/channels.h: the open channels of this node, by the names that the configuration gives them. */
#pragma once
#include "base/clock.h"
#include "mediation/channel.h"

typedef struct {
    char *name; /* of [channel.NAME] */
    const struct channel_driver *driver;
    gpointer handle;
    gint64 legacy; /* the day on which it goes, since another replaces it: its midnight in UTC; 0: it stays */
    ChannelHost host;
} Channel;

void channels_page_free(ChannelPage *page);

#define CHANNELS_NEAR (90 * CLOCK_DAY)

typedef enum { LEGACY_NOT, LEGACY_AHEAD, LEGACY_NEAR, LEGACY_PAST } ChannelLegacy;
/* Whether @channel has a day on which it goes, and how far from @now that is: near are CHANNELS_NEAR. */
ChannelLegacy channels_legacy(const Channel *channel, gint64 now);

typedef struct Channels Channels; /* fixed after channels_open(): thread-safe */

/* Opens every [channel.NAME] of @config. @host is the pattern: name and secret are set for each. @master: 32 bytes from
 * which each channel's secret is derived. @drivers ends with NULL. */
Channels *channels_open(const Config *config, const struct channel_driver *const *drivers, const ChannelHost *host,
                        const guint8 *master, GError **error);
gboolean channels_start(Channels *channels, GError **error);
void channels_stop(Channels *channels, gint64 grace);
void channels_close(Channels *channels);

/* All that there are, as given to channels_open(). */
const struct channel_driver *const *channels_drivers(const Channels *channels);
guint channels_count(const Channels *channels);
const Channel *channels_at(const Channels *channels, guint index);
/* NULL when there is none of that name. */
const Channel *channels_find(const Channels *channels, const char *name);
/* Whether it sends, and to identities that are written like @uri. */
gboolean channels_can_reach(const Channel *channel, const char *uri);
/* Whether codes and news may go to @uri by @channel. TRIBUNE_ERROR_INVALID says why not, as a msgid. */
gboolean channels_admit(const Channel *channel, const char *uri, GError **error);
/* The first with all of @abilities (ChannelAbility, or-ed). NULL: none. */
const Channel *channels_able(const Channels *channels, guint abilities);
/* The channel that carries an answer to the identity @uri: @preferred, the name of the conversation's own, when its
 * identities are written like that, else the first that sends to such. NULL: none. */
const Channel *channels_for(const Channels *channels, const char *preferred, const char *uri);
