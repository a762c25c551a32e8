/* SPDX-License-Identifier: Apache-2.0 */
/* Whether there is something new in a case. */
#include "base/clock.h"
#include "mediation/cases/casework-private.h"
#include "mediation/cases/seen.h"
#include "model/rights.h"

gboolean
casework_mark_unread(DbSession *session, CaseId id, GError **error)
{
    g_autoptr(Case) a_case = NULL;

    if (id.value == 0)
        return TRUE;
    a_case = case_store_load(session, id, error);
    if (a_case == NULL)
        return FALSE;
    a_case->unread = TRUE;
    a_case->changed = clock_now();
    return case_store_update(session, a_case, error);
}

typedef struct {
    const Actor *actor;
    CaseId id;
    gboolean changed, tells;
    const Mediation *mediation;
} Reading;

/* Its version stays: a colleague who writes an answer at that moment did not see another case. */
static gboolean
mark_read(DbSession *session, gpointer data, GError **error)
{
    Reading *reading = data;
    g_autoptr(Case) a_case = case_store_load(session, reading->id, error);

    if (a_case == NULL || !rights_check(reading->actor, ACTION_TAKE, a_case->unit, error))
        return FALSE;
    reading->changed = a_case->unread;
    reading->tells = FALSE;
    return !a_case->unread || (case_store_mark_read(session, reading->id, error) &&
                               (reading->actor->kind != ACTOR_STAFF ||
                                seen_add(reading->mediation, session, a_case, &reading->tells, error)));
}

gboolean
casework_mark_read(Mediation *mediation, const Actor *actor, CaseId id, GError **error)
{
    Reading reading = { .actor = actor, .id = id, .mediation = mediation };

    if (!store_write(mediation->store, mark_read, &reading, error))
        return FALSE;
    if (reading.tells)
        work_wake(mediation->work, WORK_SEEN);
    if (reading.changed)
        mediation_changed(mediation, id);
    return TRUE;
}
