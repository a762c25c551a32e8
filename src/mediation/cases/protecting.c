/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/cases/protecting.h"

#include "mediation/staff/directory.h"
#include "store/event-store.h"

Sensitivity
protecting_level_of_service(const Mediation *mediation, const Case *a_case)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(mediation->directory);
    const Service *service = directory_get_service(snapshot, a_case->service);

    return service != NULL ? service->sensitivity : SENSITIVITY_PERSONAL;
}

Sensitivity
protecting_level(const Mediation *mediation, const Case *a_case)
{
    return MAX(a_case->raised, protecting_level_of_service(mediation, a_case));
}

gboolean
protecting_set(const Mediation *mediation, DbSession *session, const Actor *actor, Case *a_case, Sensitivity raised,
               GError **error)
{
    Sensitivity service = protecting_level_of_service(mediation, a_case), before = protecting_level(mediation, a_case);
    json_t *detail;
    gboolean done;

    if (raised == a_case->raised)
        return TRUE;
    a_case->raised = raised;
    detail = json_pack("{s:s, s:s, s:b}", "from", sensitivity_name(before), "to",
                       sensitivity_name(MAX(raised, service)), "raised", raised > service);
    done = event_append(mediation->store, session,
                        &(EventDraft){ .kind = EVENT_CASE_SENSITIVITY,
                                       .actor = actor,
                                       .case_id = a_case->id,
                                       .subject = a_case->id.value,
                                       .detail = detail },
                        NULL, error);
    json_decref(detail);
    return done;
}
