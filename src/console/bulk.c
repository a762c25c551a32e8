/* SPDX-License-Identifier: Apache-2.0 */
/* Many cases of a list at once: asked for by the list's form, told on a page of its own, and undone from there. */
#include "mediation/cases/bulk.h"

#include <string.h>

#include "base/error.h"
#include "base/id.h"
#include "base/number.h"
#include "console/flash.h"
#include "console/page.h"
#include "views/desk-view.h"

/* ---- asking ---- */

static gboolean
invalid(GError **error, const char *words)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, words);
    return FALSE;
}

/* "NB-2026-000123:7": the case, and the version that the list showed. */
static void
read_items(const ConsoleVisit *visit, GArray *items)
{
    g_autoptr(GPtrArray) values = http_request_fields(visit->request, "case");

    for (guint i = 0; i < values->len; i++) {
        const char *value = g_ptr_array_index(values, i);
        const char *colon = strrchr(value, ':');
        BulkItem item = { value, 0 };

        if (colon != NULL) {
            number_parse_int64(colon + 1, 0, G_MAXINT64, &item.version, NULL);
            item.reference = http_request_format(visit->request, "%.*s", (int)(colon - value), value);
        }
        g_array_append_val(items, item);
    }
}

static gboolean
read_officer(const ConsoleVisit *visit, BulkRequest *request, GError **error)
{
    const char *officer = console_field(visit, "officer");

    if (strcmp(officer, "me") == 0)
        request->assignee = visit->actor->staff;
    else if (*officer != '\0' && !number_parse_int64(officer, 1, G_MAXINT64, &request->assignee.value, NULL))
        return invalid(error, SAY_NOOP("choose an officer"));
    return TRUE;
}

static gboolean
read_unit(const ConsoleVisit *visit, BulkRequest *request, GError **error)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(visit->console->mediation->directory);
    const Unit *unit = console_unit(snapshot, console_field(visit, "unit"));

    if (unit == NULL)
        return invalid(error, SAY_NOOP("choose a unit"));
    request->unit = unit->id;
    return TRUE;
}

static gboolean
read_request(const ConsoleVisit *visit, BulkRequest *request, GError **error)
{
    if (!bulk_kind_parse(console_field(visit, "do"), &request->kind))
        return invalid(error, SAY_NOOP("choose what to do with the cases"));
    request->reason = console_field(visit, "reason");
    switch (request->kind) {
    case BULK_STATE:
        return case_state_parse(console_field(visit, "state"), &request->state) ||
               invalid(error, SAY_NOOP("choose a state"));
    case BULK_ASSIGNEE:
        return read_officer(visit, request, error);
    case BULK_UNIT:
        return read_unit(visit, request, error);
    default:
        return number_parse_int64(console_field(visit, "tag"), 1, G_MAXINT64, &request->tag.value, NULL) ||
               invalid(error, SAY_NOOP("choose a tag"));
    }
}

/* Nothing was done: why, and the way back to the list. */
static gboolean
show_refusal(const ConsoleVisit *visit, GError *trouble, GError **error)
{
    gboolean shown;

    if (!page_comes_back(visit, &trouble, error))
        return FALSE;
    shown = page_render(visit, "bulk", "",
                        json_pack("{s:o, s:s, s:n}", "errors", page_error_said(visit, "main", trouble), "back",
                                  http_request_format(visit->request, "%s", console_field(visit, "back")), "bulk"),
                        error);
    g_error_free(trouble);
    return shown;
}

gboolean
console_bulk_run(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(BulkItem));
    BulkRequest wanted = { 0 };
    GError *trouble = NULL;
    char text[ID_TEXT_SIZE];
    gint64 id;

    (void)data;
    read_items(visit, items);
    wanted.items = (const BulkItem *)(gpointer)items->data;
    wanted.count = items->len;
    if (!read_request(visit, &wanted, &trouble) ||
        !bulk_run(visit->console->mediation, visit->actor, &wanted, &id, &trouble))
        return show_refusal(visit, trouble, error);
    id_format(id, text);
    return http_response_redirect(response, http_request_format(request, "/bulk/%s", text));
}

/* ---- telling ---- */

static json_t *
describe_items(const ConsoleVisit *visit, const DeskViewBulk *bulk)
{
    json_t *list = json_array();

    for (guint i = 0; i < bulk->items->len; i++) {
        const DeskViewItem *item = g_ptr_array_index(bulk->items, i);
        g_autofree char *outcome = g_strdelimit(g_strdup(bulk_outcome_name(item->outcome)), "-", '_');

        if (item->a_case == NULL)
            part_add(list, json_pack("{s:n, s:s, s:n, s:o}", "url", "reference", "–", "title", "outcome",
                                     part_flag(outcome)));
        else
            part_add(list, json_pack("{s:s, s:s, s:o, s:o}", "url",
                                     http_request_format(visit->request, "/cases/%s", item->a_case->reference),
                                     "reference", item->a_case->reference, "title", part_text(item->a_case->title),
                                     "outcome", part_flag(outcome)));
    }
    return list;
}

static json_t *
count_or_null(json_int_t count)
{
    return count > 0 ? json_integer(count) : json_null();
}

gboolean
console_bulk_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    const char *text = http_request_parameter(request, "id");
    g_autoptr(DeskViewBulk) bulk = NULL;
    json_int_t changed, same;
    gint64 id = 0;

    (void)data;
    id_parse(text, &id);
    bulk = desk_view_bulk(visit->console->store, visit->actor, id, error);
    if (bulk == NULL)
        return FALSE;
    changed = bulk->counts[BULK_CHANGED];
    same = bulk->counts[BULK_SAME];
    return page_render(
        visit, "bulk", "",
        json_pack("{s:n, s:s, s:{s:I, s:o, s:o, s:b, s:s?, s:o}}", "errors", "back", page_home(visit->actor), "bulk",
                  "changed", changed, "same", count_or_null(same), "failed",
                  count_or_null(bulk->items->len - changed - same), "all_well",
                  (json_int_t)bulk->items->len == changed + same, "undo",
                  bulk->undoable && changed > 0 ? http_request_format(request, "/bulk/%s/undo", text) : NULL, "items",
                  describe_items(visit, bulk)),
        error);
}

gboolean
console_bulk_undo(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    GError *trouble = NULL;
    g_autofree char *count = NULL;
    guint undone, left;
    gint64 id = 0;

    (void)data;
    id_parse(http_request_parameter(request, "id"), &id);
    if (!bulk_undo(visit->console->mediation, visit->actor, id, &undone, &left, &trouble))
        return show_refusal(visit, trouble, error);
    count = g_strdup_printf("%u", undone);
    flash_set(visit, left > 0 ? "bulk_partly_undone" : "bulk_undone", "undone", count);
    return http_response_redirect(response,
                                  http_request_format(request, "/bulk/%s", http_request_parameter(request, "id")));
}
