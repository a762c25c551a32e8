/* SPDX-License-Identifier: Apache-2.0 */
/* The vocabulary of tags. */
#include "base/number.h"
#include "console/flash.h"
#include "console/page.h"
#include "mediation/cases/tagging.h"
#include "views/desk-view.h"

static json_t *
describe_tag(const ConsoleVisit *visit, const Tag *tag)
{
    gboolean reads = rights_may_anywhere(visit->actor, ACTION_READ_INBOX);

    return json_pack(
        "{s:o, s:b, s:o, s:s?, s:s}", "tag_name", part_text(tag->name), "closed", tag->closed, "cases",
        part_number(visit, tag->cases), "url",
        reads ? http_request_format(visit->request, "/cases?queue=all&state=any&tag=%" G_GINT64_FORMAT, tag->id.value)
              : NULL,
        "action", http_request_format(visit->request, "/tags/%" G_GINT64_FORMAT, tag->id.value));
}

static gboolean
show(const ConsoleVisit *visit, const char *typed, const GError *trouble, GError **error)
{
    g_autoptr(GPtrArray) tags = desk_view_tags_counted(visit->console->store, visit->actor, error);
    json_t *list;

    if (tags == NULL)
        return FALSE;
    list = json_array();
    for (guint i = 0; i < tags->len; i++)
        part_add(list, describe_tag(visit, g_ptr_array_index(tags, i)));
    return page_render(visit, "tags", "tags",
                       json_pack("{s:o, s:o, s:s?, s:o}", "errors",
                                 trouble != NULL ? page_error_said(visit, "tag-name", trouble) : json_null(), "tags",
                                 part_list(list), "make",
                                 rights_may_anywhere(visit->actor, ACTION_MANAGE_TAGS) ? "/tags" : NULL, "typed",
                                 part_text(typed)),
                       error);
}

gboolean
console_tags_list(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    (void)data;
    return show(console_visit(request, response), "", NULL, error);
}

static gboolean
refuse(const ConsoleVisit *visit, const char *typed, GError *trouble, GError **error)
{
    gboolean shown;

    if (!page_comes_back(visit, &trouble, error))
        return FALSE;
    shown = show(visit, typed, trouble, error);
    g_error_free(trouble);
    return shown;
}

gboolean
console_tags_make(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    const char *name = console_field(visit, "name");
    GError *trouble = NULL;

    (void)data;
    if (!tagging_make(visit->console->mediation, visit->actor, name, &trouble))
        return refuse(visit, name, trouble, error);
    flash_set(visit, "tag_saved", "name", name);
    return http_response_redirect(response, "/tags");
}

gboolean
console_tags_change(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    gboolean closed = *console_field(visit, "closed") == '1';
    TagId tag = { 0 };

    (void)data;
    number_parse_int64(http_request_parameter(request, "tag"), 1, G_MAXINT64, &tag.value, NULL);
    if (!tagging_set_closed(visit->console->mediation, visit->actor, tag, closed, error))
        return FALSE;
    flash_set(visit, "tag_saved", "name", console_field(visit, "name"));
    return http_response_redirect(response, "/tags");
}
