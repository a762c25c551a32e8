/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/subscribing/notices.h"

#include <string.h>

#include "base/log.h"
#include "mediation/subscribing/subscribing-private.h"
#include "store/notice-try-store.h"

gboolean
notices_is_doubtful(DbSession *session, const Job *job, gboolean *ret, GError **error)
{
    guint heard;

    if (!notice_try_store_heard(session, job->subject, &heard, error))
        return FALSE;
    *ret = job->attempts > heard + 1;
    return TRUE;
}

/* What is doubted once stays so: the attempts that are known to have failed say nothing of the one that is not. */
gboolean
notices_conclude(DbSession *session, const Job *job, gboolean doubtful, const CircularOutcome *outcome, gint64 due,
                 GError **error)
{
    gboolean unheard = strcmp(outcome->code, ATTEMPT_UNANSWERED) == 0;

    if (due == 0)
        return notice_try_store_forget(session, job->subject, error) && work_done(session, job, error);
    return (doubtful || unheard || notice_try_store_set_heard(session, job->subject, job->attempts, error)) &&
           work_again(session, job, due, outcome->code, error);
}

void
notices_tell(const Mediation *mediation, const char *event, const char *what, const CircularOutcome *outcome,
             gboolean doubtful)
{
    gboolean taken = outcome->outcome == OUTCOME_ACCEPTED;

    log_event(taken ? LOG_INFO : LOG_WARNING, event, "says", what, "code", outcome->code, "possible-duplicate",
              doubtful ? "yes" : "no", NULL);
    if (taken && mediation->subscribing != NULL)
        atomic_fetch_add(doubtful ? &mediation->subscribing->notices_twice : &mediation->subscribing->notices_once, 1);
}

void
notices_counts(const Mediation *mediation, NoticeCounts *ret)
{
    *ret = (NoticeCounts){ 0 };
    if (mediation->subscribing == NULL)
        return;
    ret->twice = atomic_load(&mediation->subscribing->notices_twice);
    ret->sent = atomic_load(&mediation->subscribing->notices_once) + ret->twice;
}
