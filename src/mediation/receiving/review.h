/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/receiving/review.h: what records decides about a message that filters hold: it is shown after all, or stays
 * held.
 *
 * A case counts the held messages that nobody has decided on yet. Malware is never shown. When the message that opened
 * its case is shown, the case gets the title that it would have had, and the citizen the acknowledgement that she would
 * have got, in the same transaction; unless somebody answered her or closed the case in the meantime. */
#pragma once
#include "mediation/mediation.h"

#define REVIEW_REASON_MAX 2000 /* bytes */

/* Shows @message (@show) or keeps it held, for @reason, which stays with it. Blocks until durable.
 * TRIBUNE_ERROR_FORBIDDEN (not for this actor; malware), TRIBUNE_ERROR_CONFLICT (not held any more),
 * TRIBUNE_ERROR_NOT_FOUND, TRIBUNE_ERROR_INVALID or TRIBUNE_ERROR_LIMIT (the reason). */
gboolean review_decide(Mediation *mediation, const Actor *actor, MessageId message, gboolean show, const char *reason,
                       GError **error);

#define REVIEW_FLOOD_MAX 500 /* messages decided on in one call */

typedef struct {
    guint decided;
    guint refused; /* malware, or somebody was faster */
    guint left;    /* of the flood, beyond REVIEW_FLOOD_MAX */
} ReviewFloodResult;

/* The same for all waiting messages of the flood @group, oldest first, each decided and durable by itself: what was
 * done before an error stays done. */
gboolean review_decide_flood(Mediation *mediation, const Actor *actor, gint64 group, gboolean show, const char *reason,
                             ReviewFloodResult *ret, GError **error);
