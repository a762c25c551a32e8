/* SPDX-License-Identifier: Apache-2.0 */
#include "model/verdict.h"

#include <string.h>

#include "base/text.h"
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
    verdict->detail = g_strdup("");
    verdict->places = g_strdup("");
    return verdict;
}

void
verdict_set_detail(Verdict *verdict, const char *detail)
{
    g_free(verdict->detail);
    verdict->detail = text_one_line(detail, strlen(detail), VERDICT_DETAIL_MAX);
}

static guint
count_places(const char *places)
{
    guint count = *places != '\0';

    for (; *places != '\0'; places++)
        count += *places == ';';
    return count;
}

void
verdict_add_place(Verdict *verdict, gsize first, gsize length)
{
    g_autofree char *before = NULL;

    if (count_places(verdict->places) >= VERDICT_PLACES_MAX)
        return;
    before = g_steal_pointer(&verdict->places);
    verdict->places =
        g_strdup_printf("%s%s%" G_GSIZE_FORMAT "+%" G_GSIZE_FORMAT, before, *before != '\0' ? ";" : "", first, length);
}

Verdict *
verdict_copy(const Verdict *verdict)
{
    Verdict *copy = verdict_new(verdict->kind, verdict->label, verdict->part, verdict->reason);

    g_free(copy->detail);
    g_free(copy->places);
    copy->detail = g_strdup(verdict->detail);
    copy->places = g_strdup(verdict->places);
    copy->group = verdict->group;
    return copy;
}

void
verdict_free(Verdict *verdict)
{
    g_free(verdict->label);
    g_free(verdict->part);
    g_free(verdict->reason);
    g_free(verdict->detail);
    g_free(verdict->places);
    g_free(verdict);
}
