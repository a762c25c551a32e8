/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/delivering/delivery-order.h"

#include <string.h>

#include "base/clock.h"
#include "mediation/channel.h"
#include "mediation/channels.h"
#include "mediation/delivering/pausing.h"
#include "mediation/lanes.h"

typedef struct {
    const Delivery *delivery;
    gint64 since; /* when the last of the earlier ones was released; 0: there is none */
} Looking;

static gboolean
goes_before(const Delivery *other, const Delivery *delivery)
{
    return other->id.value < delivery->id.value && other->identity.value == delivery->identity.value &&
           (other->state == DELIVERY_WAITING || other->state == DELIVERY_LEASED) &&
           strcmp(other->channel, delivery->channel) == 0;
}

static gboolean
look(DbSession *session, gpointer data, GError **error)
{
    Looking *looking = data;
    g_autoptr(GPtrArray) others = release_store_list_deliveries(session, looking->delivery->case_id, error);

    for (guint i = 0; others != NULL && i < others->len; i++) {
        const Delivery *other = g_ptr_array_index(others, i);

        if (goes_before(other, looking->delivery))
            looking->since = MAX(looking->since, other->created);
    }
    return others != NULL;
}

static gboolean
is_in_order(const Mediation *mediation, const Delivery *delivery)
{
    const Channel *channel = channels_find(mediation->channels, delivery->channel);

    return channel != NULL && (channel->driver->capabilities.abilities & CHANNEL_IN_ORDER) != 0 &&
           delivery->case_id.value != 0;
}

gint64
delivery_order_lane(const Mediation *mediation, const Delivery *delivery)
{
    g_autofree char *name = g_strdup_printf("%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, delivery->channel,
                                            delivery->case_id.value, delivery->identity.value);

    return is_in_order(mediation, delivery) ? lanes_number(name) : 0;
}

/* The longer it waits, the less often it asks. */
gboolean
delivery_order_wait(const Mediation *mediation, const Delivery *delivery, gint64 *ret, GError **error)
{
    Looking looking = { .delivery = delivery };
    gint64 now = clock_now();

    *ret = 0;
    if (!is_in_order(mediation, delivery))
        return TRUE;
    if (!store_read(mediation->store, look, &looking, error))
        return FALSE;
    if (looking.since != 0 &&
        !pausing_is_too_old(mediation, delivery->channel, looking.since, DELIVERY_ORDER_PATIENCE, now))
        *ret = CLAMP((now - delivery->created) / 4, CLOCK_SECOND, CLOCK_MINUTE);
    return TRUE;
}
