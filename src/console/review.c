/* SPDX-License-Identifier: Apache-2.0 */
/* The review queue: what filters hold, why, by when somebody must have decided; one by one, and a flood at once. */
#include <string.h>

#include "base/error.h"
#include "base/id.h"
#include "console/flash.h"
#include "console/page.h"
#include "mediation/receiving/review.h"
#include "model/person.h"
#include "views/review-view.h"

/* What is shown, and what was typed where something was wrong. */
typedef struct {
    const ConsoleVisit *visit;
    ReviewList list;
    gint64 group;
    MessageId after;
    gint64 refused; /* message or flood that the form was about; 0: none */
    const char *reason;
    const GError *error;
} ReviewPage;

/* ---- one message ---- */

static json_t *
describe_due(const ReviewPage *page, gint64 due)
{
    const ConsoleVisit *visit = page->visit;
    g_autofree char *text = locale_due(visit->locale, due, visit->now, visit->zone);
    g_autofree char *exact = locale_date(visit->locale, due, LOCALE_EXACT, visit->zone);
    gboolean late = due < visit->now;

    return json_pack("{s:s, s:s, s:b, s:b}", "text", text, "exact", exact, "late", late, "soon",
                     !late && due - visit->now < CLOCK_HOUR);
}

static json_t *
describe_reasons(const ReviewPage *page, const ReviewRow *row)
{
    json_t *reasons = json_array();

    for (guint i = 0; i < row->verdicts->len; i++) {
        const StoredVerdict *stored = g_ptr_array_index(row->verdicts, i);

        part_add(reasons, json_pack("{s:o, s:o}", "filter", part_text(stored->filter), "reason",
                                    part_reason(page->visit, stored->verdict)));
    }
    return reasons;
}

static json_t *
describe_case(const ReviewPage *page, const ReviewRow *row)
{
    return json_pack("{s:s, s:s}", "reference", row->a_case->reference, "url",
                     http_request_format(page->visit->request, "/cases/%s", row->a_case->reference));
}

static json_t *
describe_decided(const ReviewPage *page, const ReviewRow *row)
{
    if (row->decided_by == NULL)
        return json_null();
    return json_pack("{s:o, s:o}", "by", part_text(row->decided_by), "when", part_time(page->visit, row->decided));
}

static json_t *
error_of(const ReviewPage *page, gint64 id)
{
    if (page->error == NULL || page->refused != id)
        return json_null();
    return g_error_matches(page->error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID)
               ? part_flag("missing_reason")
               : json_pack("{s:b, s:o}", "said", 1, "words", part_said(page->visit, page->error));
}

/* What a message shows, and what a flood shows of its first one. */
static json_t *
describe_message(const ReviewPage *page, const ReviewRow *row)
{
    const Message *message = row->message;
    const char *address = identity_address(message->sender);
    gboolean named = *message->sender_name != '\0';

    return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:b, s:o, s:o, s:o}", "title",
                     part_text(row->malware || *message->subject == '\0' ? NULL : message->subject), "author",
                     part_text(named ? message->sender_name : address), "address", part_text(named ? address : NULL),
                     "channel_name", part_channel(page->visit, message->channel), "unit",
                     part_unit(page->visit, row->a_case->unit), "case_link", describe_case(page, row), "when",
                     part_time(page->visit, message->received), "due", describe_due(page, row->due), "reasons",
                     describe_reasons(page, row), "malware", row->malware, "excerpt", part_text(row->excerpt),
                     "language", part_text(message->language), "decided", describe_decided(page, row));
}

static json_t *
with_form(const ReviewPage *page, json_t *item, const char *action, gint64 id)
{
    char text[ID_TEXT_SIZE];

    id_format(id, text);
    part_set(item, "id", json_string(text));
    part_set(item, "action", json_string(action));
    part_set(item, "error", error_of(page, id));
    part_set(item, "reason_text", part_text(page->refused == id && page->reason != NULL ? page->reason : ""));
    return item;
}

static json_t *
describe_row(const ReviewPage *page, const ReviewRow *row)
{
    char id[ID_TEXT_SIZE];

    id_format(row->message->id.value, id);
    return with_form(page, describe_message(page, row), http_request_format(page->visit->request, "/review/%s", id),
                     row->message->id.value);
}

static json_t *
describe_flood(const ReviewPage *page, const ReviewFlood *flood)
{
    json_t *item = describe_message(page, flood->first);
    char id[ID_TEXT_SIZE];

    id_format(flood->group, id);
    part_set(item, "count", json_integer(flood->count));
    part_set(item, "shown", part_number(page->visit, flood->count));
    part_set(item, "url", json_string(http_request_format(page->visit->request, "/review?flood=%s", id)));
    return with_form(page, item, http_request_format(page->visit->request, "/review/floods/%s", id), flood->group);
}

/* ---- the page ---- */

static const char *
list_query(const ReviewPage *page)
{
    char id[ID_TEXT_SIZE];

    id_format(page->group, id);
    if (page->list == REVIEW_FLOOD)
        return http_request_format(page->visit->request, "flood=%s&", id);
    return page->list == REVIEW_KEPT ? "list=kept&" : "";
}

static json_t *
next_page(const ReviewPage *page, const ReviewQueue *queue)
{
    char id[ID_TEXT_SIZE];

    if (queue->next.value == 0)
        return json_null();
    id_format(queue->next.value, id);
    return json_string(http_request_format(page->visit->request, "/review?%safter=%s", list_query(page), id));
}

static json_t *
describe_queue(const ReviewPage *page, const ReviewQueue *queue)
{
    json_t *items = json_array(), *floods = json_array();

    for (guint i = 0; i < queue->rows->len; i++)
        part_add(items, describe_row(page, g_ptr_array_index(queue->rows, i)));
    for (guint i = 0; i < queue->floods->len; i++)
        part_add(floods, describe_flood(page, g_ptr_array_index(queue->floods, i)));
    return json_pack("{s:i, s:b, s:b, s:b, s:b, s:o, s:o, s:o, s:s, s:s}", "waiting", (int)queue->waiting, "on_waiting",
                     page->list == REVIEW_WAITING, "on_kept", page->list == REVIEW_KEPT, "on_flood",
                     page->list == REVIEW_FLOOD, "nothing", queue->rows->len + queue->floods->len == 0, "floods",
                     part_list(floods), "items", part_list(items), "next", next_page(page, queue), "waiting_url",
                     "/review", "kept_url", "/review?list=kept");
}

static json_t *
page_errors(const ReviewPage *page)
{
    char id[ID_TEXT_SIZE];
    json_t *error = error_of(page, page->refused);

    if (json_is_null(error))
        return error;
    id_format(page->refused, id);
    return json_pack("{s:[{s:s, s:o}]}", "list", "field", http_request_format(page->visit->request, "reason-%s", id),
                     "error", error);
}

static gboolean
show(const ReviewPage *page, GError **error)
{
    const ConsoleVisit *visit = page->visit;
    g_autoptr(ReviewQueue) queue =
        review_view_load(visit->console->mediation, visit->actor, page->list, page->group, page->after, error);

    return queue != NULL &&
           page_render(visit, "review", "review",
                       json_pack("{s:o, s:o}", "errors", page_errors(page), "review", describe_queue(page, queue)),
                       error);
}

gboolean
console_review_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    ReviewPage page = { .visit = console_visit(request, response) };
    const char *flood = http_request_query(request, "flood"), *after = http_request_query(request, "after");

    (void)data;
    if (flood != NULL && id_parse(flood, &page.group))
        page.list = REVIEW_FLOOD;
    else if (g_strcmp0(http_request_query(request, "list"), "kept") == 0)
        page.list = REVIEW_KEPT;
    if (after != NULL)
        id_parse(after, &page.after.value);
    return show(&page, error);
}

/* ---- deciding ---- */

static gboolean
refuse(ReviewPage *page, GError *trouble, GError **error)
{
    gboolean shown;

    if (!page_comes_back(page->visit, &trouble, error))
        return FALSE;
    page->error = trouble;
    shown = show(page, error);
    g_error_free(trouble);
    return shown;
}

static gboolean
begin(ReviewPage *page, HttpRequest *request, HttpResponse *response, const char *name, gboolean *ret_release,
      GError **error)
{
    page->visit = console_visit(request, response);
    page->reason = console_field(page->visit, "reason");
    *ret_release = strcmp(console_field(page->visit, "decision"), "release") == 0;
    if (id_parse(http_request_parameter(request, name), &page->refused))
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such message");
    return FALSE;
}

gboolean
console_review_decide(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    ReviewPage page = { 0 };
    GError *trouble = NULL;
    gboolean release;

    (void)data;
    if (!begin(&page, request, response, "message", &release, error))
        return FALSE;
    if (!review_decide(page.visit->console->mediation, page.visit->actor, (MessageId){ page.refused }, release,
                       page.reason, &trouble))
        return refuse(&page, trouble, error);
    flash_set(page.visit, release ? "held_released" : "held_kept", NULL, NULL);
    return http_response_redirect(response, "/review");
}

gboolean
console_review_flood(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    ReviewPage page = { 0 };
    ReviewFloodResult result;
    g_autofree char *count = NULL;
    GError *trouble = NULL;
    gboolean release;

    (void)data;
    if (!begin(&page, request, response, "group", &release, error))
        return FALSE;
    if (!review_decide_flood(page.visit->console->mediation, page.visit->actor, page.refused, release, page.reason,
                             &result, &trouble))
        return refuse(&page, trouble, error);
    count = locale_number(page.visit->locale, result.decided);
    flash_set(page.visit, release ? "flood_released" : "flood_kept", "count", count);
    return http_response_redirect(response, "/review");
}
