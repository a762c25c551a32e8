/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/endpoint-move.h"

#include <string.h>

#include "base/error.h"
#include "base/locale.h"

/* Whether it takes in, and its addresses are written the same. */
static gboolean
fits(const Channel *channel, const Endpoint *endpoint)
{
    g_autofree char *uri = NULL;

    if ((channel->driver->capabilities.abilities & CHANNEL_RECEIVES) == 0 || channel->driver->resolve == NULL ||
        !channels_can_reach(channel, endpoint->uri) || strcmp(channel->name, endpoint->channel) == 0)
        return FALSE;
    uri = channel->driver->resolve(channel->handle, endpoint->uri, NULL);
    return g_strcmp0(uri, endpoint->uri) == 0;
}

GPtrArray *
endpoint_move_targets(const Mediation *mediation, const Endpoint *endpoint)
{
    GPtrArray *targets = g_ptr_array_new();

    for (guint i = 0; i < channels_count(mediation->channels); i++)
        if (fits(channels_at(mediation->channels, i), endpoint))
            g_ptr_array_add(targets, (gpointer)channels_at(mediation->channels, i));
    return targets;
}

gboolean
endpoint_move(Mediation *mediation, const Actor *actor, EndpointId id, const char *name, GError **error)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(mediation->directory);
    const Endpoint *endpoint = directory_get_endpoint(snapshot, id);
    const Channel *channel = channels_find(mediation->channels, name);

    if (endpoint != NULL && strcmp(endpoint->channel, name) == 0)
        return TRUE;
    if (endpoint != NULL && (channel == NULL || !fits(channel, endpoint))) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                            SAY_NOOP("this channel cannot have this address; choose one for the same kind"));
        return FALSE;
    }
    return directory_move_endpoint(mediation->directory, actor, id, name, error);
}
