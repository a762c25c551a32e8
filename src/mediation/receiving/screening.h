/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/receiving/screening.h: what happens to a recorded message next: filters judge it, then it is filed. One job
 * each.
 *
 * A filter that is down makes its messages wait; they are judged again until it answers. Verdicts label or hold;
 * nothing is ever dropped. What one sender writes on one channel is filed in the order in which it came, however long
 * the filters take over each (mediation/lanes.h). */
#pragma once
#include "mediation/mediation.h"

/* Registers the job. @mediation outlives the work. */
void screening_register(Mediation *mediation);
