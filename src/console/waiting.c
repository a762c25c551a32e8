/* SPDX-License-Identifier: Apache-2.0 */
/* What waits for the one who looks: all that she may decide now, the longest waiting first. */
#include "views/waiting-view.h"

#include "base/id.h"
#include "console/page.h"
#include "views/promise-words.h"

static const char *
url_of(const ConsoleVisit *visit, const WaitingItem *item)
{
    char id[ID_TEXT_SIZE];

    id_format(item->id, id);
    return item->kind == WAITING_REPLY || item->kind == WAITING_REPLY_REVIEW
               ? http_request_format(visit->request, "/proposals/%s", id)
               : http_request_format(visit->request, "/publications/%" G_GINT64_FORMAT, item->id);
}

/* "3 working hours": an hour more or less does not matter once it is hours. */
static char *
say_age(const ConsoleVisit *visit, gint64 minutes)
{
    return promise_words_time(visit->locale, minutes < 60 ? minutes : minutes - minutes % 60);
}

static json_t *
describe_due(const ConsoleVisit *visit, gint64 due)
{
    g_autofree char *text = due != 0 ? locale_due(visit->locale, due, visit->now, visit->zone) : NULL;
    g_autofree char *exact = due != 0 ? locale_date(visit->locale, due, LOCALE_EXACT, visit->zone) : NULL;

    if (due == 0)
        return json_null();
    return json_pack("{s:s, s:s, s:b, s:b}", "text", text, "exact", exact, "late", due < visit->now, "soon",
                     due >= visit->now && due - visit->now < CLOCK_HOUR);
}

static json_t *
describe_row(const ConsoleVisit *visit, const WaitingRow *row)
{
    const WaitingItem *item = row->item;
    const char *shown = *item->title != '\0' ? item->title : item->reference;
    g_autofree char *age = say_age(visit, row->minutes);
    g_autofree char *name = item->unit.value == 0 ? g_strdup(visit->console->mediation->authority) : NULL;

    return json_pack(
        "{s:o, s:s, s:o, s:o, s:o, s:o, s:s, s:s, s:o, s:o, s:i, s:i, s:o}", "waits",
        part_flag(waiting_kind_name(item->kind)), "url", url_of(visit, item), "headline", part_text(shown), "reference",
        part_text(item->reference != NULL && *item->reference != '\0' ? item->reference : NULL), "author",
        part_text(*row->author != '\0' ? row->author : NULL), "unit",
        item->unit.value != 0 ? part_unit(visit, item->unit) : json_null(), "body", name != NULL ? name : "", "age",
        age, "since", part_time(visit, item->since), "due", describe_due(visit, item->due), "approved",
        (int)item->given, "needed", (int)item->needed, "stead", part_text(*row->stead != '\0' ? row->stead : NULL));
}

gboolean
console_waiting_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autoptr(GPtrArray) rows =
        waiting_view_list(visit->console->mediation, visit->actor, locale_tag(visit->locale), error);
    json_t *list;

    (void)data;
    if (rows == NULL)
        return FALSE;
    list = json_array();
    for (guint i = 0; i < rows->len; i++)
        part_add(list, describe_row(visit, g_ptr_array_index(rows, i)));
    return page_render(visit, "waiting", "waiting",
                       json_pack("{s:i, s:o, s:s}", "count", (int)rows->len, "waiting", part_list(list), "settings",
                                 "/account/approvals"),
                       error);
}
