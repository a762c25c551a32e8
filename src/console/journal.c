/* SPDX-License-Identifier: Apache-2.0 */
/* The journal as a whole: its years, how far it is signed, by which key, and how anybody checks a proof. */
#include <string.h>

#include "base/error.h"
#include "base/number.h"
#include "console/page.h"
#include "views/journal-view.h"

static json_t *
describe_year(const ConsoleVisit *visit, const JournalYear *year)
{
    const ConsoleSettings *settings = &visit->console->settings;
    g_autofree char *vkey = settings->vkey != NULL ? settings->vkey(settings->vkey_data, year->year) : NULL;
    gboolean has_checkpoint = year->checkpoint != NULL;

    return json_pack("{s:i, s:o, s:o, s:o, s:o, s:s?, s:o}", "year", year->year, "size", part_number(visit, year->size),
                     "when", part_time(visit, has_checkpoint ? year->checkpoint_at : 0), "checkpoint",
                     part_text(year->checkpoint), "covered", part_number(visit, year->checkpoint_size),
                     "checkpoint_url",
                     has_checkpoint ? http_request_format(visit->request, "/journal/%d/checkpoint", year->year) : NULL,
                     "vkey", part_text(vkey));
}

gboolean
console_journal_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autoptr(GPtrArray) years = journal_view_years(visit->console->store, visit->actor, error);
    json_t *journal, *earlier = json_array();

    (void)data;
    if (years == NULL) {
        json_decref(earlier);
        return FALSE;
    }
    for (guint i = 1; i < years->len; i++)
        part_add(earlier, describe_year(visit, g_ptr_array_index(years, i)));
    journal = years->len > 0 ? describe_year(visit, g_ptr_array_index(years, 0)) : json_null();
    return page_render(visit, "journal", "journal",
                       json_pack("{s:o, s:o}", "journal", journal, "earlier", part_list(earlier)), error);
}

gboolean
console_journal_checkpoint(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    const char *text = http_request_parameter(request, "year");
    g_autoptr(GPtrArray) years = NULL;
    gint64 wanted = 0;

    (void)data;
    number_parse_int64(text, 1970, 9999, &wanted, NULL);
    /* A checkpoint tells nothing of what is inside: whoever may have a proof may have it. */
    if (!rights_check_anywhere(visit->actor, ACTION_DOWNLOAD_PROOF, NULL) &&
        !rights_check_anywhere(visit->actor, ACTION_READ_JOURNAL, error))
        return FALSE;
    years = journal_view_years(visit->console->store, &ACTOR_TRIBUNE, error);
    for (guint i = 0; years != NULL && i < years->len; i++) {
        const JournalYear *year = g_ptr_array_index(years, i);

        if (year->year != wanted || year->checkpoint == NULL)
            continue;
        http_response_set_attachment(response, http_request_format(request, "checkpoint-%d.txt", year->year));
        return http_response_text(response, year->checkpoint);
    }
    if (years != NULL)
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no checkpoint of that year yet");
    return FALSE;
}
