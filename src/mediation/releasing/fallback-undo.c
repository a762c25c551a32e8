/* SPDX-License-Identifier: Apache-2.0 */
/* What failed arrived after all. */
#include "base/clock.h"
#include "mediation/releasing/fallback.h"
#include "store/event-store.h"
#include "store/fallback-store.h"
#include "store/job-store.h"

static gboolean
record(const Mediation *mediation, DbSession *session, const Delivery *arrived, const Delivery *other, GError **error)
{
    json_t *detail = json_pack("{s:s, s:s, s:s, s:I}", "outcome", "taken-back", "failed", arrived->channel, "channel",
                               other->channel, "next", (json_int_t)other->release.value);
    gboolean done = event_append(mediation->store, session,
                                 &(EventDraft){ .kind = EVENT_DELIVERY_FALLBACK,
                                                .actor = &ACTOR_TRIBUNE,
                                                .case_id = arrived->case_id,
                                                .subject = arrived->id.value,
                                                .detail = detail,
                                                .ref = other->leaf },
                                 NULL, error);

    json_decref(detail);
    return done;
}

static gboolean
withdraw(const Mediation *mediation, DbSession *session, const Delivery *arrived, const Delivery *other, GError **error)
{
    gboolean waits;

    if (other->state != DELIVERY_WAITING)
        return TRUE;
    if (!job_store_withdraw(session, other->id.value, &waits, error))
        return FALSE;
    return !waits || (release_store_update_delivery(session, other->id, DELIVERY_WITHDRAWN, other->attempts,
                                                    clock_now(), error) &&
                      record(mediation, session, arrived, other, error));
}

gboolean
fallback_take_back(const Mediation *mediation, DbSession *session, const Delivery *delivery, GError **error)
{
    g_autoptr(Delivery) other = NULL;
    ReleaseId next;

    if (!fallback_store_next(session, delivery->release, &next, error))
        return FALSE;
    if (next.value == 0)
        return TRUE;
    other = release_store_find_delivery(session, next, error);
    return other != NULL && withdraw(mediation, session, delivery, other, error);
}
