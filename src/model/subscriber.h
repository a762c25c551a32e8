/* SPDX-License-Identifier: Apache-2.0 */
/* model/subscriber.h: somebody who asked to get by mail what the body says to everybody. */
#pragma once
#include "base/clock.h"
#include "base/digest.h"
#include "model/ids.h"
#include "model/publication.h"

/* How often she hears of it. */
typedef enum {
    FREQUENCY_ONCE, /* each as soon as it is released */
    FREQUENCY_DAILY,
    FREQUENCY_WEEKLY,
} Frequency;
const char *frequency_name(Frequency frequency);
gboolean frequency_parse(const char *name, Frequency *ret);

typedef enum {
    SUBSCRIBER_ACTIVE,
    SUBSCRIBER_SUPPRESSED, /* mail to her comes back, or she complained: she gets nothing until she confirms again */
    SUBSCRIBER_ENDED,
} SubscriberState;
const char *subscriber_state_name(SubscriberState state);
gboolean subscriber_state_parse(const char *name, SubscriberState *ret);

#define SUBSCRIBER_TOPICS_MAX 50

/* What she wants. */
typedef struct {
    char *language; /* "en" */
    Frequency frequency;
    GPtrArray *topics; /* char *: codes of topics, PLACE_ALL, PLACE_ALERTS, PLACE_DANGER */
} SubscriptionWish;
SubscriptionWish *subscription_wish_new(const char *language, Frequency frequency);
void subscription_wish_free(SubscriptionWish *wish);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SubscriptionWish, subscription_wish_free)
gboolean subscription_wish_has(const SubscriptionWish *wish, const char *topic);

/* Soft bounces: a full mailbox, a server that is away. In a row means less than SOFT_BOUNCE_GAP from one to the next;
 * of one day, the first counts. */
#define SOFT_BOUNCES      5
#define SOFT_BOUNCES_SPAN (7 * CLOCK_DAY) /* so many, over at least so long: nobody is there */
#define SOFT_BOUNCE_GAP   (30 * CLOCK_DAY)

typedef struct {
    guint count;
    gint64 first, last;
} SoftBounces;
/* Counts one at @now. TRUE: it was one too many. Pure. */
gboolean soft_bounces_add(SoftBounces *bounces, gint64 now);
