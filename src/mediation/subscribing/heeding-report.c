/* SPDX-License-Identifier: Apache-2.0 */
/* Some networks and gateways keep STOP to themselves and tell us only that they deliver nothing: she said it all the
 * same, whatever it was that we sent. */
#include "base/clock.h"
#include "base/error.h"
#include "mediation/subscribing/heeding.h"
#include "mediation/subscribing/subscribing-private.h"
#include "model/rights.h"
#include "store/event-store.h"
#include "store/person-store.h"
#include "store/release-store.h"
#include "store/release-text.h"

gboolean
heeding_stop_reported(const Mediation *mediation, DbSession *session, const Actor *actor, const HeedingReport *report,
                      GError **error)
{
    gboolean stopped, done;
    gint64 started;
    json_t *detail;

    if (!heeding_store_is_stopped(session, &report->hash, &stopped, error) ||
        !heeding_store_started(session, &report->hash, &started, error))
        return FALSE;
    if (stopped || report->left < started)
        return TRUE;
    detail = json_pack("{s:s}", "word", "");
    done = heeding_store_stop(session, &report->hash, clock_now(), error) &&
           subscribing_end_stopped(mediation, session, actor, &report->hash, FALSE, error) &&
           event_append(mediation->store, session,
                        &(EventDraft){ .kind = EVENT_ADDRESS_STOPPED,
                                       .actor = actor,
                                       .case_id = report->case_id,
                                       .subject = report->subject,
                                       .detail = detail,
                                       .ref = report->leaf },
                        NULL, error);
    json_decref(detail);
    return done;
}

/* ---- of a delivery ---- */

/* Codes go to addresses of which nobody knows yet whose they are: where to, the release says. */
static char *
find_recipient(const Mediation *mediation, DbSession *session, const Delivery *delivery, GError **error)
{
    g_autoptr(Identity) to = NULL;
    g_autoptr(Release) release = NULL;
    g_autoptr(GPtrArray) parts = NULL;
    g_autoptr(Outgoing) outgoing = NULL;

    if (delivery->identity.value != 0) {
        to = person_store_load_identity(session, delivery->identity, error);
        return to != NULL ? g_strdup(to->uri) : NULL;
    }
    release = release_store_load(session, delivery->release, error);
    parts = release == NULL ? NULL
                            : content_load(&mediation->store->content, session, release->id.value,
                                           release->ref.secret_key, FALSE, error);
    outgoing = parts != NULL ? release_outgoing(parts, error) : NULL;
    return outgoing != NULL ? g_strdup(outgoing->recipient) : NULL;
}

gboolean
heeding_stop_delivery(const Mediation *mediation, DbSession *session, const Actor *actor, const Delivery *delivery,
                      gint64 leaf, gint64 left, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autofree char *uri = NULL;

    if (mediation->subscribing == NULL)
        return TRUE;
    uri = find_recipient(mediation, session, delivery, &trouble);
    if (g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND))
        return TRUE; /* erased: nobody knows any more whom it went to */
    if (uri == NULL) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    return heeding_stop_reported(mediation, session, actor,
                                 &(HeedingReport){ .hash = subscribing_hash(mediation->subscribing, uri),
                                                   .case_id = delivery->case_id,
                                                   .subject = delivery->id.value,
                                                   .leaf = leaf,
                                                   .left = left },
                                 error);
}

/* ---- of a notice ---- */

typedef struct {
    Mediation *mediation;
    const Actor *actor;
    gint64 id;
} Notice;

/* FALSE in @ret: it is forgotten. */
static gboolean
find_notice(const Notice *notice, DbSession *session, HeedingReport *report, gboolean *ret, GError **error)
{
    g_autoptr(HeedingRow) answer = NULL;
    g_autoptr(SubscriptionRequest) request = NULL;

    if (!heeding_store_load(session, notice->id, &answer, error) ||
        !subscription_store_load(session, notice->id, &request, error))
        return FALSE;
    *ret = answer != NULL || request != NULL;
    if (*ret) {
        report->hash = answer != NULL ? answer->hash : request->hash;
        report->left = answer != NULL ? answer->created : request->created;
    }
    return TRUE;
}

static gboolean
stop_notice(DbSession *session, gpointer data, GError **error)
{
    const Notice *notice = data;
    HeedingReport report = { .subject = notice->id };
    gboolean found;

    if (!find_notice(notice, session, &report, &found, error))
        return FALSE;
    return !found || heeding_stop_reported(notice->mediation, session, notice->actor, &report, error);
}

gboolean
heeding_report_notice(Mediation *mediation, const Actor *actor, gint64 id, ReportKind kind, GError **error)
{
    Notice notice = { mediation, actor, id };

    return rights_check_anywhere(actor, ACTION_SUBMIT_REPORT, error) &&
           (kind != REPORT_STOPPED || store_write(mediation->store, stop_notice, &notice, error));
}
