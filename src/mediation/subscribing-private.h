/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/subscribing-private.h: what the files of subscribing share. */
#pragma once
#include "mediation/rate-limit.h"
#include "mediation/subscribing.h"

struct Subscribing {
    Mediation *mediation;
    SubscribingSettings settings;
    char *from;
    RateLimit *by_source, *in_all;
};

/* What a link is for: its MAC counts for nothing else. */
typedef enum { LINK_OWN = 'o', LINK_CONFIRM = 'q' } SubscribingLink;

void subscribing_make_link(const Subscribing *subscribing, SubscribingLink link, gint64 id,
                           char out[CIRCULAR_TOKEN_LENGTH + 1]);
/* FALSE, with TRIBUNE_ERROR_NOT_FOUND: it is not one of ours. */
gboolean subscribing_read_link(const Subscribing *subscribing, SubscribingLink link, const char *token, gint64 *ret,
                               GError **error);
/* What one address is found by, whatever the case of its letters. */
Digest subscribing_hash(const Subscribing *subscribing, const char *uri);
gboolean subscribing_not_found(GError **error);
/* The canonical URI of what somebody typed, new. */
char *subscribing_resolve(const Mediation *mediation, const char *address, GError **error);
/* The wish with only what is offered. TRIBUNE_ERROR_LIMIT: nothing is left, or too much. */
SubscriptionWish *subscribing_clean(const Mediation *mediation, DbSession *session, const SubscriptionWish *wish,
                                    GError **error);
gboolean subscribing_record(const Mediation *mediation, DbSession *session, const Actor *actor, SubscriberId id,
                            const char *change, const char *why, GError **error);
