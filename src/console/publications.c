/* SPDX-License-Identifier: Apache-2.0 */
/* The list of publications. */
#include "base/number.h"
#include "console/publication.h"

const char *
publication_url(const ConsoleVisit *visit, PublicationId id, const char *rest)
{
    return http_request_format(visit->request, "/publications/%" G_GINT64_FORMAT "%s", id.value, rest);
}

static json_t *
describe_line(const ConsoleVisit *visit, const PublicationLine *line)
{
    const PublicationRow *row = line->row;

    return json_pack("{s:s, s:o, s:o, s:o, s:o, s:o, s:s, s:o, s:o, s:b}", "url", publication_url(visit, row->id, ""),
                     "headline", part_text(line->title), "kind", part_flag(publication_kind_name(row->kind)),
                     "standing", part_flag(publication_standing_name(row->standing)), "stage",
                     part_flag(publication_stage_name(row->stage)), "act", part_flag(publication_act_name(row->act)),
                     "languages", line->languages, "author", part_text(line->author), "changed",
                     part_time(visit, row->changed), "unreviewed", line->unreviewed);
}

static json_t *
describe_pages(const ConsoleVisit *visit, guint page, gboolean more)
{
    if (page == 1 && !more)
        return json_null();
    return json_pack("{s:s?, s:s?}", "previous",
                     page > 1 ? http_request_format(visit->request, "/publications?page=%u", page - 1) : NULL, "next",
                     more ? http_request_format(visit->request, "/publications?page=%u", page + 1) : NULL);
}

gboolean
console_publications_list(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    const char *asked = http_request_query(request, "page");
    gboolean more = FALSE, writes = rights_may_anywhere(visit->actor, ACTION_WRITE_PUBLICATION);
    gint64 page = 1;
    g_autoptr(GPtrArray) lines = NULL;
    json_t *list;

    (void)data;
    if (asked != NULL)
        number_parse_int64(asked, 1, 100000, &page, NULL);
    lines = publication_view_list(visit->console->mediation, visit->actor, locale_tag(visit->locale), (guint)page,
                                  &more, error);
    if (lines == NULL)
        return FALSE;
    list = json_array();
    for (guint i = 0; i < lines->len; i++)
        part_add(list, describe_line(visit, g_ptr_array_index(lines, i)));
    return page_render(visit, "publications", "publications",
                       json_pack("{s:s?, s:s, s:o, s:o}", "add", writes ? "/publications/new" : NULL, "topics",
                                 "/news-topics", "publications", part_list(list), "pages",
                                 describe_pages(visit, (guint)page, more)),
                       error);
}
