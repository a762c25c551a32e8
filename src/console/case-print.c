/* SPDX-License-Identifier: Apache-2.0 */
/* A case on paper: the whole conversation with exact times, with the notes for staff, and what others were asked, only
 * when asked for. */
#include <string.h>

#include "console/case-page.h"
#include "console/case-side.h"
#include "console/page.h"
#include "console/timeline.h"

static void
leave_out_asides(json_t *events)
{
    for (gsize i = json_array_size(events); i-- > 0;)
        if (json_object_get(json_array_get(events, i), "side_url") != NULL)
            json_array_remove(events, i);
}

/* What is only for staff is left out, also who was asked and answered: it may go to somebody else. */
static json_t *
without_notes(json_t *timeline)
{
    for (gsize i = json_array_size(timeline); i-- > 0;) {
        json_t *item = json_array_get(timeline, i), *events = json_object_get(json_object_get(item, "events"), "list");

        leave_out_asides(events);
        if (!json_is_null(json_object_get(item, "staff_note")) || (events != NULL && json_array_size(events) == 0))
            json_array_remove(timeline, i);
    }
    return timeline;
}

/* What others were asked, apart; like notes, only for staff. */
static json_t *
describe_asides(const ConsoleVisit *visit, const CaseView *view, const JournalYear *newest)
{
    json_t *list = json_array();

    for (guint i = 0; i < view->sides->len; i++) {
        const Side *side = g_ptr_array_index(view->sides, i);

        part_add(list, json_pack("{s:o, s:o, s:o, s:o}", "name",
                                 part_text(*side->name != '\0' ? side->name : identity_address(side->uri)), "address",
                                 part_address(visit, side->uri), "about", part_text(side->subject), "talk",
                                 timeline_make_side(visit, view, newest, side->id)));
    }
    return part_list(list);
}

static json_t *
describe(const ConsoleVisit *visit, const CaseView *view, gboolean notes, GError **error)
{
    const CaseTyped nothing = { 0 };
    const char *url = case_page_url(visit, view->a_case);
    g_autoptr(GError) trouble = NULL;
    JournalYear *newest = journal_view_newest(visit->console->store, &trouble);
    json_t *facts = NULL, *data = NULL, *timeline;

    if (trouble == NULL)
        facts = case_side_facts(visit, view, error);
    else
        g_propagate_error(error, g_steal_pointer(&trouble));
    if (facts != NULL) {
        timeline = timeline_make(visit, view, newest, &nothing);
        data = json_pack("{s:o, s:o, s:o, s:o, s:b, s:s, s:o, s:o}", "case", facts, "person",
                         case_side_person(visit, view), "timeline", notes ? timeline : without_notes(timeline),
                         "record", case_side_record(visit, view, newest), "with_notes", notes, "other_view",
                         http_request_format(visit->request, "%s/print%s", url, notes ? "" : "?notes=1"), "printed",
                         part_time(visit, visit->now), "printed_by", part_text(visit->actor->name));
        part_set(data, "asides", notes ? describe_asides(visit, view, newest) : json_null());
    }
    g_clear_pointer(&newest, journal_year_free);
    return data;
}

gboolean
console_case_print_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autoptr(CaseView) view =
        case_view_load(visit->console->mediation, visit->actor, http_request_parameter(request, "reference"), error);
    gboolean notes = g_strcmp0(http_request_query(request, "notes"), "1") == 0;
    json_t *described = view == NULL ? NULL : describe(visit, view, notes, error);

    (void)data;
    return described != NULL && page_render(visit, "case-print", NULL, described, error);
}
