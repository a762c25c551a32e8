/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/subscribing/subscribing-private.h: what the files of subscribing share. */
#pragma once
#include <stdatomic.h>

#include "mediation/rate-limit.h"
#include "mediation/subscribing/subscribing.h"
#include "store/subscription-store.h"

struct Subscribing {
    Mediation *mediation;
    SubscribingSettings settings;
    char *from;
    RateLimit *by_source, *in_all, *in_short; /* in_short: forms whose code costs */
    _Atomic guint64 notices_once, notices_twice;
};

/* What a link is for: its MAC counts for nothing else. */
typedef enum { LINK_OWN = 'o', LINK_CONFIRM = 'q', LINK_CODE = 'k' } SubscribingLink;

void subscribing_make_link(const Subscribing *subscribing, SubscribingLink link, gint64 id,
                           char out[CIRCULAR_TOKEN_LENGTH + 1]);
/* FALSE, with TRIBUNE_ERROR_NOT_FOUND: it is not one of ours. */
gboolean subscribing_read_link(const Subscribing *subscribing, SubscribingLink link, const char *token, gint64 *ret,
                               GError **error);
/* The code for the request @id. */
void subscribing_make_code(const Subscribing *subscribing, gint64 id, char out[SUBSCRIBING_CODE_DIGITS + 1]);
/* She said yes to @request, in the caller's transaction. */
gboolean subscribing_accept(const Mediation *mediation, DbSession *session, const Actor *actor,
                            const SubscriptionRequest *request, SubscriberId *ret, GError **error);
gboolean subscribing_not_found(GError **error);
/* The canonical URI of what somebody typed, new. */
char *subscribing_resolve(const Mediation *mediation, const char *address, GError **error);
/* Whether codes and news may go to @uri. TRIBUNE_ERROR_INVALID. */
gboolean subscribing_admit(const Mediation *mediation, const char *uri, GError **error);
/* The wish with only what is offered. TRIBUNE_ERROR_LIMIT: nothing is left, or too much. */
SubscriptionWish *subscribing_clean(const Mediation *mediation, DbSession *session, const SubscriptionWish *wish,
                                    GError **error);
/* A subscription of who wrote STOP ends, and what she asked for and did not confirm is forgotten. @keeps: of who got
 * alerts, those of danger to life stay. */
gboolean subscribing_end_stopped(const Mediation *mediation, DbSession *session, const Actor *actor, const Digest *hash,
                                 gboolean keeps, GError **error);
gboolean subscribing_record(const Mediation *mediation, DbSession *session, const Actor *actor, SubscriberId id,
                            const char *change, const char *why, GError **error);
