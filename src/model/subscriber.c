/* SPDX-License-Identifier: Apache-2.0 */
#include "model/subscriber.h"

#include "base/clock.h"
#include "model/name-table.h"

static const char *const FREQUENCIES[] = { "once", "daily", "weekly", NULL };
static const char *const STATES[] = { "active", "suppressed", "ended", NULL };

NAME_TABLE(Frequency, frequency, FREQUENCIES)
NAME_TABLE(SubscriberState, subscriber_state, STATES)

SubscriptionWish *
subscription_wish_new(const char *language, Frequency frequency)
{
    SubscriptionWish *wish = g_new0(SubscriptionWish, 1);

    wish->language = g_strdup(language);
    wish->frequency = frequency;
    wish->topics = g_ptr_array_new_with_free_func(g_free);
    return wish;
}

void
subscription_wish_free(SubscriptionWish *wish)
{
    g_free(wish->language);
    g_ptr_array_unref(wish->topics);
    g_free(wish);
}

gboolean
subscription_wish_has(const SubscriptionWish *wish, const char *topic)
{
    return g_ptr_array_find_with_equal_func(wish->topics, topic, g_str_equal, NULL);
}

gboolean
soft_bounces_add(SoftBounces *bounces, gint64 now)
{
    if (bounces->count == 0 || now - bounces->last > SOFT_BOUNCE_GAP)
        *bounces = (SoftBounces){ 1, now, now };
    else if (now - bounces->last >= CLOCK_DAY)
        *bounces = (SoftBounces){ bounces->count + 1, bounces->first, now };
    return bounces->count >= SOFT_BOUNCES && now - bounces->first >= SOFT_BOUNCES_SPAN;
}
