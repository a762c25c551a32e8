/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/cases/protecting.h"

#include "mediation/staff/directory.h"

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
