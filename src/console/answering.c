/* SPDX-License-Identifier: Apache-2.0 */
#include "console/answering.h"

#include "base/error.h"
#include "console/live.h"
#include "views/case-view.h"

void
answering_mark(const ConsoleVisit *visit, const Case *a_case)
{
    if (presence_mark(visit->console->presence, a_case->id, visit->actor->staff, visit->actor->name, visit->now))
        live_presence(visit->console, a_case->id);
}

void
answering_leave(const ConsoleVisit *visit, const Case *a_case)
{
    if (presence_leave(visit->console->presence, a_case->id, visit->actor->staff))
        live_presence(visit->console, a_case->id);
}

json_t *
answering_describe(const ConsoleVisit *visit, CaseId case_id)
{
    g_autoptr(GPtrArray) names = presence_names(visit->console->presence, case_id, visit->actor->staff, visit->now);
    g_autofree char *list = NULL;

    if (names->len == 1)
        return json_null();
    list = locale_list(visit->locale, (const char *const *)names->pdata);
    return json_pack("{s:o, s:I}", "names", part_text(list), "count", (json_int_t)names->len - 1);
}

/* The script says that somebody has begun to write, or goes on. */
gboolean
console_answering_mark(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autoptr(Case) a_case =
        case_view_find(visit->console->store, visit->actor, http_request_parameter(request, "reference"), error);

    (void)data;
    if (a_case == NULL || !rights_check(visit->actor, ACTION_REPLY, a_case->unit, error))
        return FALSE;
    answering_mark(visit, a_case);
    return http_response_empty(response);
}
