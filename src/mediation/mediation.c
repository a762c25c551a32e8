/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/mediation.h"

void
mediation_changed(const Mediation *mediation, CaseId case_id)
{
    if (mediation->on_change != NULL)
        mediation->on_change(mediation->on_change_data, case_id);
}
