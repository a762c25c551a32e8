/* SPDX-License-Identifier: Apache-2.0 */
/* Who searched for what, and who looked at whose page. */
#include "base/number.h"
#include "console/page.h"
#include "console/person.h"
#include "views/journal-view.h"
#include "views/reading-view.h"

static json_t *
describe(const ConsoleVisit *visit, const Reading *reading)
{
    const char *person = console_person_url(visit, reading->person);
    const char *all = http_request_format(visit->request, "/reads?staff=%" G_GINT64_FORMAT, reading->staff.value);
    gboolean reads = rights_may_anywhere(visit->actor, ACTION_READ_PERSON);

    return json_pack("{s:o, s:o, s:o, s:b, s:o, s:o, s:o}", "at", part_time(visit, reading->at), "who",
                     part_text(reading->who), "who_url", reading->staff.value != 0 ? part_text(all) : json_null(),
                     "program", reading->program, "searched", part_text(reading->query), "person",
                     reading->query != NULL ? json_null()
                                            : json_pack("{s:o, s:o}", "name",
                                                        *reading->name != '\0' ? part_text(reading->name) : json_null(),
                                                        "url", reads ? part_text(person) : json_null()),
                     "entry", part_number(visit, journal_view_index(reading->leaf)));
}

/* The same list, older. */
static json_t *
older(const ConsoleVisit *visit, const ReadingPage *page, StaffId staff)
{
    if (page->next.value == 0)
        return json_null();
    return part_text(http_request_format(visit->request, "/reads?staff=%" G_GINT64_FORMAT "&before=%" G_GINT64_FORMAT,
                                         staff.value, page->next.value));
}

static gint64
ask(const ConsoleVisit *visit, const char *name)
{
    gint64 number = 0;
    const char *text = http_request_query(visit->request, name);

    number_parse_int64(text != NULL ? text : "", 0, G_MAXINT64, &number, NULL);
    return number;
}

gboolean
console_reads_list(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    StaffId staff = { ask(visit, "staff") };
    g_autoptr(ReadingPage) page =
        reading_view_load(visit->console->store, visit->actor, (EventId){ ask(visit, "before") }, staff, error);
    json_t *list;

    (void)data;
    if (page == NULL)
        return FALSE;
    list = json_array();
    for (guint i = 0; i < page->rows->len; i++)
        part_add(list, describe(visit, g_ptr_array_index(page->rows, i)));
    return page_render(visit, "reads", "reads",
                       json_pack("{s:o, s:o, s:o}", "reads", part_list(list), "everybody",
                                 staff.value != 0 ? part_text("/reads") : json_null(), "older",
                                 older(visit, page, staff)),
                       error);
}
