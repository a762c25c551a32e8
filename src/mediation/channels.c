/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/channels.h"

#include <string.h>

#include "base/digest.h"
#include "base/error.h"

struct Channels {
    const struct channel_driver *const *drivers;
    GPtrArray *all; /* Channel * */
    guint started;
};

static const struct channel_driver *
find_driver(const struct channel_driver *const *drivers, const char *name)
{
    for (; *drivers != NULL; drivers++)
        if (strcmp((*drivers)->name, name) == 0 && (*drivers)->contract == CHANNEL_CONTRACT)
            return *drivers;
    return NULL;
}

static void
channel_free(Channel *channel)
{
    if (channel->handle != NULL)
        channel->driver->close(channel->handle);
    g_free((guint8 *)channel->host.secret);
    g_free(channel->name);
    g_free(channel);
}

static Channel *
open_channel(const Config *config, const struct channel_driver *driver, const ChannelHost *host, const guint8 *master,
             const char *group, GError **error)
{
    Channel *channel = g_new0(Channel, 1);
    g_autofree char *label = g_strconcat("channel ", group, NULL);
    guint8 *secret = g_malloc(DIGEST_SIZE);

    digest_hkdf(master, DIGEST_SIZE, label, secret, DIGEST_SIZE);
    channel->name = g_strdup(strchr(group, '.') + 1);
    channel->driver = driver;
    channel->host = *host;
    channel->host.name = channel->name;
    channel->host.secret = secret;
    channel->host.max_size = (gsize)config_integer(config, group, "max-size");
    channel->legacy = config_date(config, group, "legacy");
    channel->handle = driver->open(&channel->host, config, group, error);
    if (channel->handle != NULL)
        return channel;
    g_prefix_error(error, "[%s] ", group);
    channel_free(channel);
    return NULL;
}

Channels *
channels_open(const Config *config, const struct channel_driver *const *drivers, const ChannelHost *host,
              const guint8 *master, GError **error)
{
    Channels *channels = g_new0(Channels, 1);

    channels->drivers = drivers;
    channels->all = g_ptr_array_new_with_free_func((GDestroyNotify)channel_free);
    for (const char *const *group = config_groups(config, "channel"); *group != NULL; group++) {
        const struct channel_driver *driver = find_driver(drivers, config_text(config, *group, "driver"));
        Channel *channel = open_channel(config, driver, host, master, *group, error);

        if (channel == NULL) {
            channels_close(channels);
            return NULL;
        }
        g_ptr_array_add(channels->all, channel);
    }
    return channels;
}

gboolean
channels_start(Channels *channels, GError **error)
{
    for (; channels->started < channels->all->len; channels->started++) {
        Channel *channel = g_ptr_array_index(channels->all, channels->started);

        if (!channel->driver->start(channel->handle, error)) {
            g_prefix_error(error, "[channel.%s] ", channel->name);
            return FALSE;
        }
    }
    return TRUE;
}

void
channels_stop(Channels *channels, gint64 grace)
{
    for (; channels->started > 0; channels->started--) {
        Channel *channel = g_ptr_array_index(channels->all, channels->started - 1);

        channel->driver->stop(channel->handle, grace);
    }
}

void
channels_close(Channels *channels)
{
    g_ptr_array_unref(channels->all);
    g_free(channels);
}

void
channels_page_free(ChannelPage *page)
{
    g_free(page->path);
    g_free(page->name);
    g_free(page);
}

ChannelLegacy
channels_legacy(const Channel *channel, gint64 now)
{
    if (channel->legacy == 0)
        return LEGACY_NOT;
    if (now >= channel->legacy)
        return LEGACY_PAST;
    return now >= channel->legacy - CHANNELS_NEAR ? LEGACY_NEAR : LEGACY_AHEAD;
}

const struct channel_driver *const *
channels_drivers(const Channels *channels)
{
    return channels->drivers;
}

guint
channels_count(const Channels *channels)
{
    return channels->all->len;
}

const Channel *
channels_at(const Channels *channels, guint index)
{
    return g_ptr_array_index(channels->all, index);
}

const Channel *
channels_find(const Channels *channels, const char *name)
{
    for (guint i = 0; i < channels->all->len; i++) {
        const Channel *channel = g_ptr_array_index(channels->all, i);

        if (strcmp(channel->name, name) == 0)
            return channel;
    }
    return NULL;
}

const Channel *
channels_able(const Channels *channels, guint abilities)
{
    for (guint i = 0; i < channels->all->len; i++) {
        const Channel *channel = g_ptr_array_index(channels->all, i);

        if ((channel->driver->capabilities.abilities & abilities) == abilities)
            return channel;
    }
    return NULL;
}

static gboolean
is_of(const char *uri, const char *scheme)
{
    gsize length = scheme != NULL ? strlen(scheme) : 0;

    return length > 0 && strncmp(uri, scheme, length) == 0 && uri[length] == ':';
}

gboolean
channels_can_reach(const Channel *channel, const char *uri)
{
    const ChannelCapabilities *capabilities = &channel->driver->capabilities;

    return (capabilities->abilities & CHANNEL_SENDS) != 0 &&
           (capabilities->scheme == NULL || *capabilities->scheme == '\0' || is_of(uri, capabilities->scheme) ||
            is_of(uri, capabilities->other_scheme));
}

gboolean
channels_admit(const Channel *channel, const char *uri, GError **error)
{
    return channel->driver->admit == NULL || channel->driver->admit(channel->handle, uri, error);
}

const Channel *
channels_for(const Channels *channels, const char *preferred, const char *uri)
{
    const Channel *own = channels_find(channels, preferred);

    if (own != NULL && channels_can_reach(own, uri))
        return own;
    for (guint i = 0; i < channels->all->len; i++) {
        const Channel *channel = g_ptr_array_index(channels->all, i);

        if (channels_can_reach(channel, uri))
            return channel;
    }
    return NULL;
}
