/* SPDX-License-Identifier: Apache-2.0 */
/* Giving a case to another body: one form, both letters looked at side by side, then both leave at once. */
#include "mediation/cases/hand-over.h"

#include <string.h>

#include "base/encode.h"
#include "base/error.h"
#include "base/id.h"
#include "console/flash.h"
#include "console/page.h"
#include "console/side-form.h"
#include "mediation/cases/partners.h"

typedef struct {
    const ConsoleVisit *visit;
    CaseView *view;
    HandOverDraft draft;
    GArray *chosen;
} Giving;

static void
giving_clear(Giving *giving)
{
    g_clear_pointer(&giving->view, case_view_free);
    g_clear_pointer(&giving->chosen, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Giving, giving_clear)

static gboolean
begin(Giving *giving, HttpRequest *request, HttpResponse *response, GError **error)
{
    const ConsoleVisit *visit = giving->visit = console_visit(request, response);
    HandOverDraft *draft = &giving->draft;

    giving->view =
        case_view_load(visit->console->mediation, visit->actor, http_request_parameter(request, "reference"), error);
    if (giving->view == NULL || !rights_check(visit->actor, ACTION_REPLY, giving->view->a_case->unit, error))
        return FALSE;
    giving->chosen = side_form_enclosures(visit);
    if (!id_parse(console_field(visit, "partner"), &draft->partner.value))
        draft->partner.value = 0;
    draft->text = console_field(visit, "text");
    draft->reason = console_field(visit, "reason");
    draft->law = console_field(visit, "law");
    draft->based = hand_over_basis_parse(console_field(visit, "basis"), &draft->basis);
    draft->enclosures = giving->chosen;
    return TRUE;
}

/* ---- the form ---- */

/* What is quoted at first: all that the citizen wrote, since somebody else answers it now. */
static GArray *
propose(const CaseView *view)
{
    GArray *chosen = g_array_new(FALSE, FALSE, sizeof(Enclosure));

    for (guint i = 0; i < view->messages->len; i++) {
        const Message *message = ((const CaseMessage *)g_ptr_array_index(view->messages, i))->message;
        const Enclosure enclosure = { .message = message->id };

        if (message->direction == DIRECTION_IN && !message->side)
            g_array_append_val(chosen, enclosure);
    }
    return chosen;
}

/* In which the citizen reads it. */
static const char *
notice_language(const Giving *giving)
{
    const CaseView *view = giving->view;

    if (view->wanted_language != NULL)
        return view->wanted_language;
    return *view->a_case->language != '\0' ? view->a_case->language : giving->visit->console->mediation->language;
}

static json_t *
describe_form(const Giving *giving, gboolean typed, GError **error)
{
    const ConsoleVisit *visit = giving->visit;
    const Case *a_case = giving->view->a_case;
    const HandOverDraft *draft = &giving->draft;
    g_autoptr(GArray) proposed = typed ? NULL : propose(giving->view);
    g_autofree char *language = locale_language(visit->locale, notice_language(giving));
    json_t *partners = side_form_partners(visit, console_field(visit, "partner"), error);

    if (partners == NULL)
        return NULL;
    return json_pack("{s:s, s:o, s:s?, s:o, s:o, s:o, s:b, s:b, s:s, s:i, s:i, s:i, s:o}", "action",
                     http_request_format(visit->request, "/cases/%s/hand-over/preview", a_case->reference), "partners",
                     part_list(partners), "directory",
                     rights_may_anywhere(visit->actor, ACTION_MANAGE_PARTNERS) ? "/partners" : NULL, "draft",
                     part_text(draft->text), "reason", part_text(draft->reason), "law", part_text(draft->law), "agreed",
                     draft->based && draft->basis == HAND_OVER_AGREED, "by_law",
                     draft->based && draft->basis == HAND_OVER_BY_LAW, "notice_language", language, "limit",
                     RELEASE_TEXT_MAX / 4, "reason_limit", HAND_OVER_REASON_MAX, "law_limit", HAND_OVER_BASIS_MAX,
                     "choices", side_form_choices(visit, giving->view, typed ? giving->chosen : proposed));
}

static gboolean
show(const Giving *giving, const GError *trouble, GError **error)
{
    const ConsoleVisit *visit = giving->visit;
    json_t *form = describe_form(giving, *console_field(visit, "seen") != '\0', error);

    if (form == NULL)
        return FALSE;
    return page_render(visit, "hand-over", NULL,
                       json_pack("{s:o, s:o, s:I, s:o}", "errors",
                                 trouble != NULL ? page_error_said(visit, "main", trouble) : json_null(), "case",
                                 side_form_case(visit, giving->view->a_case), "seen",
                                 (json_int_t)giving->view->a_case->version, "over_form", form),
                       error);
}

gboolean
console_hand_over_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(Giving) giving = { 0 };

    (void)data;
    return begin(&giving, request, response, error) && show(&giving, NULL, error);
}

static gboolean
refuse(const Giving *giving, GError *trouble, GError **error)
{
    gboolean shown;

    if (!page_comes_back(giving->visit, &trouble, error))
        return FALSE;
    shown = show(giving, trouble, error);
    g_error_free(trouble);
    return shown;
}

/* ---- both letters ---- */

static json_t *
describe_letter(const Giving *giving, const Outgoing *outgoing, const Rendering *rendering)
{
    json_t *letter = side_form_sheet(giving->visit, outgoing, rendering);

    part_set(letter, "name",
             part_text(*outgoing->recipient_name != '\0' ? outgoing->recipient_name
                                                         : identity_address(outgoing->recipient)));
    part_set(letter, "address", part_address(giving->visit, outgoing->recipient));
    return letter;
}

static json_t *
describe_preview(const Giving *giving, const HandOverPreview *preview)
{
    const ConsoleVisit *visit = giving->visit;
    const char *reference = giving->view->a_case->reference;
    const HandOverDraft *draft = &giving->draft;
    g_autofree char *digest = digest_to_hex(&preview->digest);
    gboolean law = draft->basis == HAND_OVER_BY_LAW;

    return json_pack("{s:o, s:o, s:s, s:s, s:s, s:o, s:o, s:o, s:s, s:o, s:b, s:o}", "letter",
                     describe_letter(giving, preview->letter, preview->letter_rendering), "notice",
                     describe_letter(giving, preview->notice, preview->notice_rendering), "send",
                     http_request_format(visit->request, "/cases/%s/hand-over", reference), "change",
                     http_request_format(visit->request, "/cases/%s/hand-over/edit", reference), "digest", digest,
                     "partner", part_text(console_field(visit, "partner")), "draft", part_text(draft->text), "reason",
                     part_text(draft->reason), "basis", hand_over_basis_name(draft->basis), "law",
                     part_text(draft->law), "by_law", law, "carried", side_form_carried(giving->chosen));
}

gboolean
console_hand_over_preview(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(Giving) giving = { 0 };
    g_autoptr(HandOverPreview) preview = NULL;
    GError *trouble = NULL;

    (void)data;
    if (!begin(&giving, request, response, error))
        return FALSE;
    preview = hand_over_preview(giving.visit->console->mediation, giving.visit->actor, giving.view->a_case->id,
                                &giving.draft, &trouble);
    if (preview == NULL)
        return refuse(&giving, trouble, error);
    return page_render(giving.visit, "hand-over-preview", NULL,
                       json_pack("{s:n, s:o, s:I, s:o}", "errors", "case",
                                 side_form_case(giving.visit, giving.view->a_case), "seen",
                                 (json_int_t)console_seen(giving.visit), "preview", describe_preview(&giving, preview)),
                       error);
}

gboolean
console_hand_over_send(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(Giving) giving = { 0 };
    GError *trouble = NULL;
    Digest expected;

    (void)data;
    if (!begin(&giving, request, response, error))
        return FALSE;
    if (!decode_hex(console_field(giving.visit, "digest"), expected.bytes, DIGEST_SIZE)) {
        trouble = g_error_new_literal(TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                                      SAY_NOOP("look at the preview before you send it"));
        return refuse(&giving, trouble, error);
    }
    if (!hand_over_send(giving.visit->console->mediation, giving.visit->actor, giving.view->a_case->id,
                        console_seen(giving.visit), &giving.draft, &expected, &trouble))
        return refuse(&giving, trouble, error);
    flash_set(giving.visit, "handed_over", NULL, NULL);
    return http_response_redirect(response, case_page_url(giving.visit, giving.view->a_case));
}
