/* SPDX-License-Identifier: Apache-2.0 */
/* The citizen's own case: where it stands, what was written, what she may do, what she keeps. */
#include <string.h>

#include "base/error.h"
#include "base/id.h"
#include "base/random.h"
#include "http/headers.h"
#include "portal/portal-private.h"
#include "views/citizen-public.h"
#include "views/journal-view.h"
#include "wire/markdown.h"
#include "wire/quote.h"

/* "/case/TOKEN/rest" in the reader's language; belongs to the request. */
static const char *
url_of(const PortalVisit *visit, const Citizen *citizen, const char *rest)
{
    return portal_page_url(visit, http_request_format(visit->request, "/case/%s%s", citizen->token, rest));
}

Citizen *
portal_case_enter(const PortalVisit *visit, gboolean *ret_answered, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    Citizen *citizen = citizen_access_enter(visit->portal->mediation->access,
                                            http_request_parameter(visit->request, "token"), &trouble);

    *ret_answered = FALSE;
    if (g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND))
        *ret_answered = portal_page_show(visit, 404, "no-case", json_object(), error);
    else if (citizen == NULL)
        g_propagate_error(error, g_steal_pointer(&trouble));
    return citizen;
}

/* ---- messages ---- */

/* Hers without what she quoted: that stands above it. All of it when there is nothing else. */
static json_t *
describe_hers(const char *text)
{
    g_autoptr(GArray) spans = quote_split(text, strlen(text));
    g_autoptr(GString) own = g_string_new(NULL);
    json_t *paragraphs;

    for (guint i = 0; i < spans->len; i++) {
        const QuoteSpan *span = &g_array_index(spans, QuoteSpan, i);

        if (span->kind == QUOTE_NEW)
            g_string_append_len(own, text + span->start, (gssize)span->length);
    }
    paragraphs = value_paragraphs(own->str);
    if (json_array_size(paragraphs) > 0)
        return paragraphs;
    json_decref(paragraphs);
    return value_paragraphs(text);
}

static json_t *
describe_files(const PortalVisit *visit, const Citizen *citizen, const CitizenMessage *item)
{
    json_t *list = json_array();
    char id[ID_TEXT_SIZE];

    id_format(item->id.value, id);
    for (guint i = 0; i < item->files->len; i++) {
        const MessagePart *part = g_ptr_array_index(item->files, i);
        g_autofree char *size = locale_size(visit->locale, part->size);
        const char *rest = http_request_format(visit->request, "/files/%s/%s", id, part->name);
        const char *name = part->filename != NULL && *part->filename != '\0' ? part->filename : part->name;

        value_add(list, json_pack("{s:o, s:s, s:s}", "file_name", value_text(name), "size", size, "url",
                                  url_of(visit, citizen, rest)));
    }
    return value_list(list);
}

/* By what it came, unless that is these pages themselves. */
static json_t *
describe_way(const PortalVisit *visit, const CitizenMessage *item)
{
    const Channel *channel = channels_find(visit->portal->mediation->channels, item->channel);

    if (channel == NULL || (channel->driver->capabilities.abilities & CHANNEL_PAGE) != 0)
        return json_null();
    return value_text(locale_say(visit->locale, channel->driver->label));
}

static json_t *
describe_message(const PortalVisit *visit, const Citizen *citizen, const CitizenMessage *item)
{
    g_autofree char *html = item->ours ? markdown_to_html(item->text) : NULL;

    return json_pack("{s:b, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:b}", "ours", item->ours, "author",
                     value_text(item->author), "way", describe_way(visit, item), "when",
                     value_time(visit->locale, item->at, visit->now, visit->portal->mediation->timezone), "language",
                     value_text(item->language), "html", value_text(html), "paragraphs",
                     item->ours ? json_array() : describe_hers(item->text), "files",
                     describe_files(visit, citizen, item), "erased", item->erased);
}

static json_t *
describe_messages(const PortalVisit *visit, const Citizen *citizen, const CitizenView *view)
{
    json_t *list = json_array();

    for (guint i = 0; i < view->messages->len; i++)
        value_add(list, describe_message(visit, citizen, g_ptr_array_index(view->messages, i)));
    return value_list(list);
}

static gboolean
has_unread(const CitizenView *view)
{
    for (guint i = 0; i < view->messages->len; i++)
        if (((const CitizenMessage *)g_ptr_array_index(view->messages, i))->unread.value != 0)
            return TRUE;
    return FALSE;
}

/* ---- where it stands ---- */

static json_t *
unit_name(const PortalVisit *visit, const CitizenView *view)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(visit->portal->mediation->directory);
    const Unit *unit = directory_get_unit(snapshot, view->unit);

    return value_text(unit != NULL ? unit->name : NULL);
}

static void
add_step(const PortalVisit *visit, json_t *steps, const char *name, gboolean done, gboolean current, gint64 day)
{
    value_add(steps, json_pack("{s:o, s:b, s:b, s:o}", "step", value_flag(name), "done", done, "current", current,
                               "day", value_day(visit->locale, day, visit->portal->mediation->timezone)));
}

/* From here to there in four steps; the current one is the last that is done. */
static json_t *
describe_steps(const PortalVisit *visit, const CitizenView *view)
{
    gboolean closed = case_state_is_closed(view->state), looked = view->state != CASE_NEW || view->answered != 0;
    gboolean answered = view->answered != 0;
    json_t *steps = json_array();

    add_step(visit, steps, "received", TRUE, !looked && !closed, view->opened);
    add_step(visit, steps, "with_unit", looked || closed, looked && (!answered || view->asked) && !closed, 0);
    add_step(visit, steps, "answered", answered, answered && !view->asked && !closed, view->answered);
    add_step(visit, steps, "finished", closed, closed, closed ? view->changed : 0);
    return steps;
}

/* By when she hears from us: what is promised for this case, else how long an answer takes at most. */
static json_t *
describe_promise(const PortalVisit *visit, const CitizenView *view)
{
    const char *zone = visit->portal->mediation->timezone;
    guint days = visit->portal->settings.answer_days;
    gboolean late = view->due != 0 && view->due < visit->now, open = !case_state_is_closed(view->state);
    gboolean within = view->due == 0 && days > 0 && view->answered == 0 && open;
    gint64 answer = view->due_answer && !late ? view->due : 0, done = !view->due_answer && !late ? view->due : 0;

    if (view->due == 0 && !within)
        return json_null();
    return json_pack(
        "{s:o, s:o, s:o, s:o}", "answer_by", value_day(visit->locale, answer, zone), "done_by",
        value_day(visit->locale, done, zone), "late", late ? value_day(visit->locale, view->due, zone) : json_null(),
        "within",
        within ? json_pack("{s:i, s:o}", "count", (int)days, "day", value_day(visit->locale, view->opened, zone))
               : json_null());
}

/* ---- what she keeps ---- */

static json_t *
describe_receipt(const PortalVisit *visit, const Citizen *citizen, gint64 leaf, MessageId first)
{
    char id[ID_TEXT_SIZE];
    g_autofree char *index = leaf != 0 ? locale_number(visit->locale, journal_view_index(leaf)) : NULL;
    g_autofree char *link = citizen_access_url(visit->portal->mediation->access, &citizen->seed);

    id_format(first.value, id);
    return json_pack("{s:s, s:o, s:i, s:o, s:s, s:s, s:o}", "code", citizen->code, "entry", value_text(index), "year",
                     leaf != 0 ? journal_view_year(leaf) : 0, "link", value_text(link), "print",
                     url_of(visit, citizen, "/receipt"), "page", url_of(visit, citizen, ""), "proof",
                     first.value != 0
                         ? value_text(url_of(visit, citizen, http_request_format(visit->request, "/proof/%s", id)))
                         : json_null());
}

/* Her own words go to the channel that takes them in; the number lets it tell a form that is sent twice. */
static json_t *
describe_reply(const PortalVisit *visit, const Citizen *citizen)
{
    g_autofree char *once = random_token(96), *size = locale_size(visit->locale, CITIZEN_FILES_SIZE);

    if (visit->portal->contact == NULL || citizen->conversation.value == 0 || !citizen_view_check_write(citizen, NULL))
        return json_null();
    return json_pack("{s:s, s:s, s:i, s:i, s:s}", "action", url_of(visit, citizen, "/reply"), "once", once,
                     "text_limit", CITIZEN_TEXT_MAX, "file_limit", CITIZEN_FILES_MAX, "size_limit", size);
}

/* Somebody else is to look at our last answer: asked for with a message like any other. */
static json_t *
describe_appeal(const PortalVisit *visit, const Citizen *citizen, const CitizenView *view)
{
    g_autofree char *once = random_token(96);
    json_t *reply = view->may_appeal ? describe_reply(visit, citizen) : json_null();
    gboolean may = !json_is_null(reply);

    json_decref(reply);
    if (!may && view->appealed == 0)
        return json_null();
    return json_pack("{s:o, s:o}", "ask",
                     may ? json_pack("{s:s, s:s}", "action", url_of(visit, citizen, "/reply"), "once", once)
                         : json_null(),
                     "asked", value_day(visit->locale, view->appealed, visit->portal->mediation->timezone));
}

/* What was said to everybody about it. */
static json_t *
describe_public(const PortalVisit *visit, const GPtrArray *found)
{
    json_t *list = json_array();

    for (guint i = 0; i < found->len; i++) {
        const CitizenPublic *item = g_ptr_array_index(found, i);

        value_add(list, json_pack("{s:s, s:s, s:s, s:o}", "title", item->title, "title_language", item->language, "url",
                                  portal_page_url(visit, http_request_format(visit->request, "/news/%s", item->slug)),
                                  "day", value_day(visit->locale, item->at, visit->portal->mediation->timezone)));
    }
    return value_list(list);
}

/* ---- the page ---- */

static json_t *
describe(const PortalVisit *visit, const Citizen *citizen, const CitizenView *view, const GPtrArray *found)
{
    json_t *page = json_pack("{s:s, s:o, s:o, s:o, s:o, s:o, s:b, s:b, s:i, s:o}", "reference", citizen->reference,
                             "subject", value_text(*view->subject != '\0' ? view->subject : NULL), "state",
                             value_flag(case_state_name(view->state)), "unit", unit_name(visit, view), "promise",
                             describe_promise(visit, view), "steps", describe_steps(visit, view), "answered",
                             view->answered != 0, "asked_again", view->asked && view->answered != 0, "waiting",
                             (int)view->waiting, "messages", describe_messages(visit, citizen, view));

    value_set(page, "joined", value_text(*citizen->joined != '\0' ? citizen->joined : NULL));
    value_set(page, "reply", describe_reply(visit, citizen));
    value_set(page, "away", portal_page_away(visit, view->unit));
    value_set(page, "public", describe_public(visit, found));
    value_set(page, "address", value_text(url_of(visit, citizen, "/address")));
    value_set(page, "appeal", describe_appeal(visit, citizen, view));
    value_set(page, "soon", json_boolean(http_request_query(visit->request, "proof") != NULL));
    value_set(page, "read",
              has_unread(view) && visit->portal->contact != NULL ? value_text(url_of(visit, citizen, "/read"))
                                                                 : json_null());
    value_set(page, "receipt", describe_receipt(visit, citizen, view->leaf, view->first));
    value_set(page, "sent", json_boolean(http_request_query(visit->request, "sent") != NULL));
    value_set(page, "confirmed", json_boolean(http_request_query(visit->request, "confirmed") != NULL));
    return page;
}

gboolean
portal_case_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const PortalVisit *visit = portal_visit(request, response);
    gboolean answered;
    g_autoptr(Citizen) citizen = portal_case_enter(visit, &answered, error);
    g_autoptr(CitizenView) view = NULL;
    g_autoptr(GPtrArray) found = NULL;

    (void)data;
    if (citizen == NULL)
        return answered;
    if (citizen->case_id.value == 0)
        return http_response_redirect(response, url_of(visit, citizen, "/receipt"));
    view = citizen_view_load(visit->portal->mediation->access, citizen, error);
    found = view == NULL
                ? NULL
                : citizen_public_list(visit->portal->mediation->access, citizen, locale_tag(visit->locale), error);
    return found != NULL && portal_page_show(visit, 0, "case", describe(visit, citizen, view, found), error);
}

gboolean
portal_case_receipt(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const PortalVisit *visit = portal_visit(request, response);
    gboolean answered, filed;
    g_autoptr(Citizen) citizen = portal_case_enter(visit, &answered, error);
    g_autoptr(CitizenView) view = NULL;
    gint64 leaf;

    (void)data;
    if (citizen == NULL)
        return answered;
    filed = citizen->case_id.value != 0;
    view = filed ? citizen_view_load(visit->portal->mediation->access, citizen, error) : NULL;
    if (filed && view == NULL)
        return FALSE;
    leaf = filed ? view->leaf : citizen_view_leaf(visit->portal->mediation->access, citizen, NULL);
    return portal_page_show(visit, 0, "receipt",
                            json_pack("{s:o, s:b, s:o, s:o}", "reference",
                                      value_text(filed ? citizen->reference : NULL), "by_mail",
                                      g_str_has_prefix(citizen->identity, "mailto:"), "promise",
                                      filed ? describe_promise(visit, view) : json_null(), "receipt",
                                      describe_receipt(visit, citizen, leaf, filed ? view->first : (MessageId){ 0 })),
                            error);
}

gboolean
portal_case_file(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const PortalVisit *visit = portal_visit(request, response);
    gboolean answered;
    g_autoptr(Citizen) citizen = portal_case_enter(visit, &answered, error);
    g_autoptr(MessagePart) part = NULL;
    MessageId id;

    (void)data;
    if (citizen == NULL)
        return answered;
    if (!id_parse(http_request_parameter(request, "message"), &id.value)) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such message");
        return FALSE;
    }
    part = citizen_view_file(visit->portal->mediation->access, citizen, id, http_request_parameter(request, "part"),
                             error);
    if (part == NULL)
        return FALSE;
    http_response_set_policy(response, HEADERS_POLICY_FILE);
    http_response_set_attachment(response,
                                 part->filename != NULL && *part->filename != '\0' ? part->filename : part->name);
    /* Never the type that it claims: it is to be saved, not opened here. */
    return http_response_bytes(response, "application/octet-stream", g_bytes_ref(part->bytes));
}
