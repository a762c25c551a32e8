/* SPDX-License-Identifier: Apache-2.0 */
/* From where each kind of address is written to. */
#include <string.h>

#include "mediation/channels.h"
#include "mediation/subscribing/subscribing-private.h"

void
subscribing_sender_clear(SubscribingSender *sender)
{
    g_clear_pointer(&sender->endpoint, g_free);
    g_clear_pointer(&sender->name, g_free);
}

/* A copy of a short message costs: that address must be named. */
gboolean
subscribing_is_short(const Channel *channel)
{
    return (channel->driver->capabilities.abilities & CHANNEL_TALKS) != 0;
}

/* Where @channel's own address was moved to another channel, it is that one's. */
static const Endpoint *
find_named(const DirectorySnapshot *snapshot, const Channel *channel, const char *name)
{
    g_autofree char *uri = *name != '\0' ? channel->driver->resolve(channel->handle, name, NULL) : NULL;
    const Endpoint *endpoint = uri != NULL ? directory_find_endpoint(snapshot, channel->name, uri) : NULL;

    return endpoint != NULL && strcmp(endpoint->channel, channel->name) == 0 ? endpoint : NULL;
}

static const Endpoint *
find_endpoint(const Mediation *mediation, const DirectorySnapshot *snapshot, const Channel *channel)
{
    const char *from = mediation->subscribing->settings.from;
    g_auto(GStrv) names = g_strsplit_set(from != NULL ? from : "", ", ", -1);
    const Endpoint *endpoint = NULL;

    if (from == NULL)
        return subscribing_is_short(channel) ? NULL : directory_endpoint_for(snapshot, channel->name, (UnitId){ 0 });
    for (guint i = 0; names[i] != NULL && endpoint == NULL; i++)
        endpoint = find_named(snapshot, channel, names[i]);
    return endpoint;
}

static gboolean
is_able(const Channel *channel, const char *scheme)
{
    const ChannelCapabilities *capabilities = &channel->driver->capabilities;

    return (capabilities->abilities & CHANNEL_CIRCULARS) != 0 &&
           (scheme == NULL || g_strcmp0(capabilities->scheme, scheme) == 0);
}

gboolean
subscribing_sender(const Mediation *mediation, const char *scheme, SubscribingSender *ret)
{
    g_autoptr(DirectorySnapshot) snapshot = NULL;

    if (mediation->subscribing == NULL || mediation->portal_url == NULL || mediation->channels == NULL)
        return FALSE;
    snapshot = directory_snapshot(mediation->directory);
    for (guint i = 0; i < channels_count(mediation->channels); i++) {
        const Channel *channel = channels_at(mediation->channels, i);
        const Endpoint *endpoint = is_able(channel, scheme) ? find_endpoint(mediation, snapshot, channel) : NULL;

        if (endpoint != NULL) {
            *ret = (SubscribingSender){ channel, g_strdup(endpoint->uri), g_strdup(mediation->authority) };
            return TRUE;
        }
    }
    return FALSE;
}

GPtrArray *
subscribing_schemes(const Mediation *mediation)
{
    GPtrArray *schemes = g_ptr_array_new();

    for (guint i = 0; mediation->channels != NULL && i < channels_count(mediation->channels); i++) {
        const char *scheme = channels_at(mediation->channels, i)->driver->capabilities.scheme;
        g_auto(SubscribingSender) sender = { 0 };

        if (scheme != NULL && !g_ptr_array_find_with_equal_func(schemes, scheme, g_str_equal, NULL) &&
            subscribing_sender(mediation, scheme, &sender))
            g_ptr_array_add(schemes, (gpointer)scheme);
    }
    return schemes;
}

gboolean
subscribing_is_on(const Mediation *mediation)
{
    g_auto(SubscribingSender) sender = { 0 };

    return subscribing_sender(mediation, NULL, &sender);
}

void
subscribing_scheme_of(const char *uri, char out[SUBSCRIBER_SCHEME_SIZE])
{
    g_strlcpy(out, uri, MIN(strcspn(uri, ":") + 1, SUBSCRIBER_SCHEME_SIZE));
}
