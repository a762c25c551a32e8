/* SPDX-License-Identifier: Apache-2.0 */
#include "model/case.h"

#include "model/name-table.h"

static const char *const STATE_NAMES[] = {
    "new",     "open",      "waiting_citizen", "waiting_other", "planned", "resolved",
    "refused", "duplicate", "referred",        "withdrawn",     "spam",    NULL,
};
G_STATIC_ASSERT(G_N_ELEMENTS(STATE_NAMES) == CASE_STATE_COUNT + 1);

NAME_TABLE(CaseState, case_state, STATE_NAMES)

static const char *const PRIORITY_NAMES[] = { "normal", "high", "urgent", NULL };
G_STATIC_ASSERT(G_N_ELEMENTS(PRIORITY_NAMES) == CASE_PRIORITY_COUNT + 1);

NAME_TABLE(CasePriority, case_priority, PRIORITY_NAMES)

gboolean
case_state_is_closed(CaseState state)
{
    return state >= CASE_RESOLVED;
}

/* From any state a case can be opened again or closed; only its first state is never returned to, and a closed case is
 * opened before it is closed in another way. */
gboolean
case_state_may_follow(CaseState from, CaseState to)
{
    if (to == CASE_NEW || to == from)
        return FALSE;
    return !case_state_is_closed(from) || !case_state_is_closed(to);
}

void
case_free(Case *a_case)
{
    g_free(a_case->reference);
    g_free(a_case->title);
    g_free(a_case->channel);
    g_free(a_case->language);
    g_free(a_case->preview);
    g_free(a_case);
}
