/* SPDX-License-Identifier: Apache-2.0 */
/* What a search found: persons, cases with the message that has the words, and what the operators are. */
#include <string.h>

#include "base/number.h"
#include "console/asked.h"
#include "console/page.h"
#include "views/search-view.h"

/* ---- what is shown of a hit ---- */

static json_t *
describe_pieces(const GPtrArray *pieces)
{
    json_t *list = json_array();

    for (guint i = 0; i < pieces->len; i++) {
        const SearchPiece *piece = g_ptr_array_index(pieces, i);

        part_add(list, json_pack("{s:o, s:b}", "text", part_text(piece->text), "marked", piece->marked));
    }
    return list;
}

static const char *
kind_of(const SearchHit *hit)
{
    if (hit->message.value == 0)
        return "title";
    return direction_name(hit->direction);
}

static json_t *
describe_hit(const ConsoleVisit *visit, const SearchHit *hit)
{
    const Case *a_case = hit->a_case;

    return json_pack("{s:s, s:s, s:o, s:o, s:o, s:b, s:b, s:o, s:o, s:o, s:b, s:o, s:o}", "url",
                     http_request_format(visit->request, "/cases/%s%s", a_case->reference, hit->side ? "/side" : ""),
                     "reference", a_case->reference, "title", describe_pieces(hit->title), "language",
                     part_text(a_case->language), "state", part_flag(case_state_name(a_case->state)), "is_held",
                     hit->held, "side", hit->side, "snippet", describe_pieces(hit->snippet), "kind",
                     part_flag(kind_of(hit)), "author", part_text(*hit->author != '\0' ? hit->author : NULL),
                     "attachments", hit->attachments > 0, "person",
                     part_text(*hit->person != '\0' ? hit->person : NULL), "when", part_time(visit, hit->at));
}

static json_t *
describe_hits(const ConsoleVisit *visit, const SearchPage *page)
{
    json_t *hits = json_array();

    for (guint i = 0; i < page->hits->len; i++)
        part_add(hits, describe_hit(visit, g_ptr_array_index(page->hits, i)));
    return part_list(hits);
}

static json_t *
describe_persons(const SearchPage *page)
{
    json_t *persons = json_array();

    for (guint i = 0; i < page->persons->len; i++) {
        const SearchPerson *person = g_ptr_array_index(page->persons, i);
        g_autofree char *address = g_uri_escape_string(person->address, NULL, FALSE);
        g_autofree char *url = g_strconcat("/cases?q=", address, NULL);

        part_add(persons, json_pack("{s:o, s:o, s:s}", "name", part_text(*person->name != '\0' ? person->name : NULL),
                                    "address", part_text(person->address), "url", url));
    }
    return part_list(persons);
}

/* ---- what is wrong with the query ---- */

static json_t *
unit_codes(const ConsoleVisit *visit)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(visit->console->mediation->directory);
    const GPtrArray *units = directory_units(snapshot);
    g_autoptr(GPtrArray) codes = g_ptr_array_new();
    g_autofree char *said = NULL;

    for (guint i = 0; i < units->len; i++)
        g_ptr_array_add(codes, ((const Unit *)g_ptr_array_index(units, i))->code);
    g_ptr_array_add(codes, NULL);
    said = locale_list(visit->locale, (const char *const *)codes->pdata);
    return part_text(said);
}

static json_t *
describe_problems(const ConsoleVisit *visit, const SearchPage *page)
{
    json_t *problems = json_array();

    for (guint i = 0; i < page->query->problems->len; i++) {
        const SearchProblem *problem = g_ptr_array_index(page->query->problems, i);

        part_add(problems, json_pack("{s:o, s:o, s:o}", "problem", part_flag(search_query_problem_name(problem->kind)),
                                     "typed", part_text(problem->typed), "units",
                                     problem->kind == SEARCH_PROBLEM_UNIT ? unit_codes(visit) : json_null()));
    }
    return part_list(problems);
}

/* ---- the page ---- */

static json_t *
describe_more(const ConsoleVisit *visit, const char *typed, const SearchPage *page)
{
    g_autofree char *q = g_uri_escape_string(typed, NULL, FALSE);

    if (page->next == 0)
        return json_null();
    return json_pack("{s:s, s:o}", "url",
                     http_request_format(visit->request, "/search?q=%s&before=%" G_GINT64_FORMAT, q, page->next),
                     "reached", part_time(visit, page->reached));
}

static gboolean
show(const ConsoleVisit *visit, const char *typed, gint64 before, GError **error)
{
    const Console *console = visit->console;
    const SearchQuestion question = { typed, before, visit->zone, visit->now };
    g_autoptr(SearchPage) page =
        search_view_load(console->store, console->mediation->directory, visit->actor, &question, error);
    g_autofree char *q = NULL, *first = NULL;
    gboolean asked = *typed != '\0', found;

    if (page == NULL)
        return FALSE;
    q = g_uri_escape_string(typed, NULL, FALSE);
    first = before > 0 ? g_strconcat("/search?q=", q, NULL) : NULL;
    found = page->hits->len + page->persons->len > 0;
    return page_render(visit, "search", "",
                       json_pack("{s:o, s:o, s:o, s:o, s:b, s:b, s:o, s:s?}", "typed",
                                 asked ? part_text(typed) : json_null(), "problems", describe_problems(visit, page),
                                 "persons", describe_persons(page), "hits", describe_hits(visit, page), "nothing",
                                 asked && !found && page->next == 0, "teach", !asked || !found, "more",
                                 describe_more(visit, typed, page), "first", first),
                       error);
}

gboolean
console_search_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    const char *q = http_request_query(request, "q"), *cursor = http_request_query(request, "before");
    g_autofree char *typed = g_strstrip(g_strdup(q != NULL ? q : ""));
    g_autofree char *found = *typed == '\0' ? NULL : asked_case(visit, typed);
    gint64 before = 0;

    (void)data;
    if (found != NULL)
        return http_response_redirect(response, found);
    if (cursor != NULL)
        number_parse_int64(cursor, 1, G_MAXINT64, &before, NULL);
    return show(visit, typed, before, error);
}
