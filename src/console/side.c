/* SPDX-License-Identifier: Apache-2.0 */
/* Internal consultations of a case: pages of their own, in a colour of their own, each form saying who reads it. */
#include "mediation/cases/side.h"

#include <string.h>

#include "base/encode.h"
#include "base/error.h"
#include "base/id.h"
#include "console/flash.h"
#include "console/page.h"
#include "console/side-form.h"
#include "console/timeline.h"
#include "mediation/cases/partners.h"
#include "views/journal-view.h"

typedef struct {
    const ConsoleVisit *visit;
    CaseView *view;
    const Side *side; /* that the page is about; NULL: a new one */
    SideDraft draft;
    GArray *chosen;
    Partner *partner; /* chosen from the directory, or NULL */
} Asking;

static void
asking_clear(Asking *asking)
{
    g_clear_pointer(&asking->view, case_view_free);
    g_clear_pointer(&asking->chosen, g_array_unref);
    g_clear_pointer(&asking->partner, partner_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Asking, asking_clear)

/* ---- what is asked for ---- */

/* The consultation of that number in the request's path; one of another case is not there. */
static gboolean
find_side(Asking *asking, const char *number, GError **error)
{
    ConversationId id;

    for (guint i = 0; id_parse(number, &id.value) && i < asking->view->sides->len; i++) {
        const Side *side = g_ptr_array_index(asking->view->sides, i);

        if (side->id.value == id.value)
            asking->side = side;
    }
    if (asking->side == NULL)
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such consultation");
    return asking->side != NULL;
}

/* Who was chosen from the directory; nobody without error when an address was typed. */
static gboolean
find_partner(Asking *asking, GError **error)
{
    const char *chosen = console_field(asking->visit, "partner");
    g_autoptr(GPtrArray) partners = NULL;
    PartnerId id;

    if (!id_parse(chosen, &id.value))
        return TRUE;
    partners = partners_list(asking->visit->console->mediation, asking->visit->actor, error);
    for (guint i = 0; partners != NULL && i < partners->len; i++)
        if (((const Partner *)g_ptr_array_index(partners, i))->id.value == id.value)
            asking->partner = g_ptr_array_steal_index(partners, i);
    return partners != NULL;
}

static gboolean
begin(Asking *asking, HttpRequest *request, HttpResponse *response, const char *number, GError **error)
{
    const ConsoleVisit *visit = asking->visit = console_visit(request, response);

    asking->view =
        case_view_load(visit->console->mediation, visit->actor, http_request_parameter(request, "reference"), error);
    if (asking->view == NULL || (*number != '\0' && !find_side(asking, number, error)) || !find_partner(asking, error))
        return FALSE;
    asking->chosen = side_form_enclosures(visit);
    asking->draft = (SideDraft){
        .conversation = { asking->side != NULL ? asking->side->id.value : 0 },
        .to = asking->partner != NULL ? asking->partner->uri : console_field(visit, "to"),
        .name = asking->partner != NULL ? asking->partner->name : console_field(visit, "name"),
        .title = console_field(visit, "title"),
        .text = console_field(visit, "text"),
        .enclosures = asking->chosen,
        .wait = *console_field(visit, "wait") == '1',
    };
    return TRUE;
}

static const char *
side_name(const Side *side)
{
    return *side->name != '\0' ? side->name : identity_address(side->uri);
}

static const char *
side_url(const Asking *asking, const Side *side)
{
    char id[ID_TEXT_SIZE];

    id_format(side->id.value, id);
    return http_request_format(asking->visit->request, "/cases/%s/side/%s", asking->view->a_case->reference, id);
}

/* ---- lists ---- */

static json_t *
describe_row(const Asking *asking, const Side *side)
{
    const CaseMessage *last = side_form_last(asking->view, side);
    gboolean answered = last != NULL && last->message->direction == DIRECTION_IN;

    return json_pack("{s:s, s:b, s:o, s:o, s:o, s:b, s:o, s:o}", "url", side_url(asking, side), "current",
                     side == asking->side, "name", part_text(side_name(side)), "address",
                     part_address(asking->visit, side->uri), "subject", part_text(side->subject), "answered", answered,
                     "says", part_text(last != NULL ? last->message->preview : NULL), "when",
                     last != NULL ? part_time(asking->visit, last->message->received) : json_null());
}

static json_t *
describe_rows(const Asking *asking)
{
    json_t *rows = json_array();

    for (guint i = asking->view->sides->len; i-- > 0;)
        part_add(rows, describe_row(asking, g_ptr_array_index(asking->view->sides, i)));
    return part_list(rows);
}

/* ---- the form ---- */

static gboolean
may_ask(const Asking *asking)
{
    return rights_may(asking->visit->actor, ACTION_REPLY, asking->view->a_case->unit);
}

/* Offered first while the case is open and waits for nobody. */
static gboolean
offers_waiting(const Asking *asking)
{
    CaseState state = asking->view->a_case->state;

    return state != CASE_WAITING_OTHER &&
           rights_may(asking->visit->actor, ACTION_SET_STATE, asking->view->a_case->unit);
}

static json_t *
describe_to(const Asking *asking)
{
    if (asking->side == NULL)
        return json_null();
    return json_pack("{s:o, s:o}", "name", part_text(side_name(asking->side)), "address",
                     part_address(asking->visit, asking->side->uri));
}

static json_t *
describe_form(const Asking *asking, gboolean typed, GError **error)
{
    const Case *a_case = asking->view->a_case;
    const char *url = asking->side != NULL
                          ? side_url(asking, asking->side)
                          : http_request_format(asking->visit->request, "/cases/%s/side/new", a_case->reference);
    json_t *partners, *form;

    if (!may_ask(asking))
        return json_null();
    partners = side_form_partners(asking->visit, console_field(asking->visit, "partner"), error);
    if (partners == NULL)
        return NULL;
    form = json_pack(
        "{s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:i, s:i, s:b, s:b}", "action",
        http_request_format(asking->visit->request, "%s/preview", url), "to", describe_to(asking), "partners",
        part_list(partners), "typed_to", part_text(asking->partner != NULL ? "" : asking->draft.to), "typed_name",
        part_text(asking->partner != NULL ? "" : asking->draft.name), "typed_title",
        part_text(typed ? asking->draft.title : a_case->title), "draft", part_text(asking->draft.text), "title_limit",
        SIDE_TITLE_MAX, "limit", RELEASE_TEXT_MAX / 4, "offers_waiting", offers_waiting(asking), "wait",
        typed ? asking->draft.wait : asking->side == NULL && !case_state_is_closed(a_case->state));
    part_set(form, "choices", side_form_choices(asking->visit, asking->view, asking->chosen));
    return form;
}

/* ---- pages ---- */

static gboolean
show(const Asking *asking, gboolean lists, const GError *trouble, GError **error)
{
    const ConsoleVisit *visit = asking->visit;
    gboolean typed = *console_field(visit, "seen") != '\0';
    json_t *form = lists ? json_null() : describe_form(asking, typed, error), *page;
    JournalYear *newest;

    if (form == NULL)
        return FALSE;
    newest = journal_view_newest(visit->console->store, NULL);
    page = json_pack("{s:o, s:o, s:I, s:o, s:o, s:o, s:o, s:o, s:s?}", "errors",
                     trouble != NULL ? page_error_said(visit, "side-text", trouble) : json_null(), "case",
                     side_form_case(visit, asking->view->a_case), "seen", (json_int_t)asking->view->a_case->version,
                     "tabs", side_form_tabs(visit, asking->view, TRUE), "sides", describe_rows(asking), "side",
                     asking->side != NULL ? describe_row(asking, asking->side) : json_null(), "talk",
                     asking->side != NULL ? part_list(timeline_make_side(visit, asking->view, newest, asking->side->id))
                                          : json_null(),
                     "side_form", form, "ask",
                     lists && may_ask(asking)
                         ? http_request_format(visit->request, "/cases/%s/side/new", asking->view->a_case->reference)
                         : NULL);
    g_clear_pointer(&newest, journal_year_free);
    return page_render(visit, "side", NULL, page, error);
}

gboolean
console_side_list(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(Asking) asking = { 0 };

    (void)data;
    return begin(&asking, request, response, "", error) && show(&asking, TRUE, NULL, error);
}

/* "new", or the number of a consultation. */
static gboolean
begin_writing(Asking *asking, HttpRequest *request, HttpResponse *response, GError **error)
{
    const char *number = http_request_parameter(request, "conversation");
    gboolean fresh = strcmp(number, "new") == 0;

    return begin(asking, request, response, fresh ? "" : number, error) &&
           (!fresh || rights_check(asking->visit->actor, ACTION_REPLY, asking->view->a_case->unit, error));
}

/* One consultation with the form to go on, or the form for a new one. */
gboolean
console_side_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(Asking) asking = { 0 };

    (void)data;
    return begin_writing(&asking, request, response, error) && show(&asking, FALSE, NULL, error);
}

/* ---- sending ---- */

static gboolean
refuse(const Asking *asking, GError *trouble, GError **error)
{
    gboolean shown;

    if (!page_comes_back(asking->visit, &trouble, error))
        return FALSE;
    shown = show(asking, FALSE, trouble, error);
    g_error_free(trouble);
    return shown;
}

static json_t *
describe_preview(const Asking *asking, const ReplyPreview *preview)
{
    const ConsoleVisit *visit = asking->visit;
    const Outgoing *outgoing = preview->outgoing;
    g_autofree char *digest = digest_to_hex(&preview->digest);
    const char *base = asking->side != NULL
                           ? side_url(asking, asking->side)
                           : http_request_format(visit->request, "/cases/%s/side/new", asking->view->a_case->reference);
    json_t *described = side_form_sheet(visit, outgoing, preview->rendering);

    part_set(described, "name",
             part_text(*outgoing->recipient_name != '\0' ? outgoing->recipient_name
                                                         : identity_address(outgoing->recipient)));
    part_set(described, "address", part_address(visit, outgoing->recipient));
    part_set(described, "send", part_text(http_request_format(visit->request, "%s/send", base)));
    part_set(described, "change", part_text(http_request_format(visit->request, "%s/edit", base)));
    part_set(described, "digest", part_text(digest));
    part_set(described, "partner", part_text(console_field(visit, "partner")));
    part_set(described, "typed_to", part_text(console_field(visit, "to")));
    part_set(described, "typed_name", part_text(console_field(visit, "name")));
    part_set(described, "typed_title", part_text(asking->draft.title));
    part_set(described, "draft", part_text(asking->draft.text));
    part_set(described, "carried", side_form_carried(asking->chosen));
    part_set(described, "waits", json_boolean(asking->draft.wait));
    return described;
}

gboolean
console_side_preview(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(Asking) asking = { 0 };
    g_autoptr(ReplyPreview) preview = NULL;
    GError *trouble = NULL;

    (void)data;
    if (!begin_writing(&asking, request, response, error))
        return FALSE;
    preview = side_preview(asking.visit->console->mediation, asking.visit->actor, asking.view->a_case->id,
                           &asking.draft, &trouble);
    if (preview == NULL)
        return refuse(&asking, trouble, error);
    return page_render(asking.visit, "side-preview", NULL,
                       json_pack("{s:n, s:o, s:I, s:o}", "errors", "case",
                                 side_form_case(asking.visit, asking.view->a_case), "seen",
                                 (json_int_t)console_seen(asking.visit), "preview", describe_preview(&asking, preview)),
                       error);
}

/* Back from the preview: nothing happens but that all stands in the form again. */
gboolean
console_side_edit(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(Asking) asking = { 0 };

    (void)data;
    return begin_writing(&asking, request, response, error) && show(&asking, FALSE, NULL, error);
}

gboolean
console_side_send(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(Asking) asking = { 0 };
    GError *trouble = NULL;
    ConversationId conversation;
    char id[ID_TEXT_SIZE];
    Digest expected;

    (void)data;
    if (!begin_writing(&asking, request, response, error))
        return FALSE;
    if (!decode_hex(console_field(asking.visit, "digest"), expected.bytes, DIGEST_SIZE)) {
        trouble = g_error_new_literal(TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                                      SAY_NOOP("look at the preview before you send it"));
        return refuse(&asking, trouble, error);
    }
    if (!side_send(asking.visit->console->mediation, asking.visit->actor, asking.view->a_case->id,
                   console_seen(asking.visit), &asking.draft, &expected, &conversation, &trouble))
        return refuse(&asking, trouble, error);
    flash_set(asking.visit, "asked_internally", "to",
              asking.side != NULL          ? side_name(asking.side)
              : *asking.draft.name != '\0' ? asking.draft.name
                                           : asking.draft.to);
    id_format(conversation.value, id);
    return http_response_redirect(
        response, http_request_format(request, "/cases/%s/side/%s", asking.view->a_case->reference, id));
}
