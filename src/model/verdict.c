/* SPDX-License-Identifier: Apache-2.0 */
#include "model/verdict.h"

#include "model/name-table.h"

static const char *const NAMES[] = { "pass", "label", "hold", "reject", NULL };

NAME_TABLE(VerdictKind, verdict_kind, NAMES)

Verdict *
verdict_new(VerdictKind kind, const char *label, const char *part, const char *reason)
{
    Verdict *verdict = g_new0(Verdict, 1);

    verdict->kind = kind;
    verdict->label = g_strdup(label);
    verdict->part = g_strdup(part);
    verdict->reason = g_strdup(reason);
    return verdict;
}

void
verdict_free(Verdict *verdict)
{
    g_free(verdict->label);
    g_free(verdict->part);
    g_free(verdict->reason);
    g_free(verdict);
}
