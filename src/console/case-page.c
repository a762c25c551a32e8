/* SPDX-License-Identifier: Apache-2.0 */
#include "console/case-page.h"

#include <string.h>

#include "base/error.h"
#include "console/answering.h"
#include "console/case-desk.h"
#include "console/case-side.h"
#include "console/case-templates.h"
#include "console/channel-part.h"
#include "console/drafts.h"
#include "console/page.h"
#include "console/promises.h"
#include "console/proposal.h"
#include "console/side-form.h"
#include "console/timeline.h"
#include "mediation/cases/casework.h"
#include "mediation/releasing/release.h"

const char *
case_page_url(const ConsoleVisit *visit, const Case *a_case)
{
    return http_request_format(visit->request, "/cases/%s", a_case->reference);
}

/* ---- the reply box ---- */

json_t *
case_page_audience(const ConsoleVisit *visit, const CaseView *view)
{
    const char *address = identity_address(view->to);
    const char *name = view->person != NULL && *view->person->name != '\0' ? view->person->name : address;
    gboolean only = view->identities != NULL && view->identities->len == 1;
    const Channel *channel = channels_for(visit->console->mediation->channels, view->to_channel, view->to);

    return json_pack("{s:o, s:o, s:o, s:o}", "to", part_text(name), "channel_name",
                     part_channel(visit, channel != NULL ? channel->name : view->to_channel), "address",
                     part_address(visit, view->to), "why",
                     part_flag(view->asked ? "asked"
                               : only      ? "only_one"
                                           : "last_used"));
}

/* What the case may become with the answer; the first is what mostly fits. */
static json_t *
next_options(const char *chosen)
{
    static const CaseState NEXT[] = { CASE_WAITING_CITIZEN, CASE_OPEN,     CASE_WAITING_OTHER,
                                      CASE_PLANNED,         CASE_RESOLVED, CASE_REFUSED };
    json_t *options = json_array();

    for (guint i = 0; i < G_N_ELEMENTS(NEXT); i++) {
        const char *name = case_state_name(NEXT[i]);

        part_add(options, json_pack("{s:s, s:o, s:b}", "value", name, "state", part_flag(name), "selected",
                                    g_strcmp0(chosen, name) == 0));
    }
    return options;
}

static json_t *
fault_of(const ConsoleVisit *visit, const CaseTyped *typed, const char *field)
{
    if (typed->field == NULL || strcmp(typed->field, field) != 0)
        return json_null();
    if (typed->code != NULL)
        return part_flag(typed->code);
    return json_pack("{s:b, s:o}", "said", 1, "words", part_said(visit, typed->error));
}

/* What is kept of it, and how to keep it. */
static void
describe_draft(const ConsoleVisit *visit, const Case *a_case, const DraftView *drafts, const CaseTyped *typed,
               json_t *reply)
{
    const Draft *draft = drafts->reply;
    gboolean kept = draft != NULL || drafts->files->len > 0;
    const char *save = http_request_format(visit->request, "/cases/%s/reply/draft", a_case->reference);

    part_set(reply, "draft", part_text(typed->reply != NULL ? typed->reply : draft != NULL ? draft->text : ""));
    part_set(reply, "saved", draft != NULL ? part_time(visit, draft->changed) : json_null());
    part_set(reply, "save", part_text(save));
    part_set(reply, "answering_mark",
             part_text(http_request_format(visit->request, "/cases/%s/answering", a_case->reference)));
    part_set(reply, "discard", part_text(kept ? http_request_format(visit->request, "%s/discard", save) : NULL));
    part_set(reply, "files", drafts_describe_files(visit, a_case, drafts->files));
}

/* The language that she asked for, in words. */
static json_t *
describe_wish(const ConsoleVisit *visit, const CaseView *view)
{
    g_autofree char *name =
        view->wanted_language != NULL ? locale_language(visit->locale, view->wanted_language) : NULL;

    return name != NULL ? part_text(name) : json_null();
}

static json_t *
describe_reply(const ConsoleVisit *visit, const CaseView *view, const DraftView *drafts, const CaseTyped *typed)
{
    const Case *a_case = view->a_case;
    const char *next = typed->next;
    json_t *reply, *fault;

    if (!rights_may(visit->actor, ACTION_REPLY, a_case->unit) || view->to == NULL)
        return json_null();
    reply = case_page_audience(visit, view);
    part_set(reply, "preview",
             part_text(http_request_format(visit->request, "/cases/%s/reply/preview", a_case->reference)));
    part_set(reply, "limit", json_integer(RELEASE_TEXT_MAX / 4)); /* characters, each up to four bytes */
    describe_draft(visit, a_case, drafts, typed, reply);
    part_set(reply, "reply_language",
             part_text(view->wanted_language != NULL ? view->wanted_language : a_case->language));
    part_set(reply, "wants", describe_wish(visit, view));
    part_set(reply, "reply_subject", part_text(view->subject));
    if (next == NULL && drafts->reply != NULL)
        next = case_state_name(drafts->reply->next);
    part_set(reply, "next", next_options(next));
    part_set(reply, "decision",
             json_boolean(typed->decision != NULL ? *typed->decision != '\0'
                                                  : drafts->reply != NULL && drafts->reply->decision));
    part_set(reply, "at", part_text(typed->at != NULL ? typed->at : ""));
    part_set(reply, "zone", part_text(visit->zone));
    part_set(reply, "untranslated", part_text(typed->untranslated != NULL ? typed->untranslated : ""));
    part_set(reply, "later",
             json_boolean((typed->at != NULL && *typed->at != '\0') || typed->field != NULL ||
                          (typed->untranslated != NULL && *typed->untranslated != '\0')));
    part_set(reply, "rule", part_flag("own_unit"));
    part_set(reply, "templates", case_templates_describe(visit, view));
    part_set(reply, "error", fault_of(visit, typed, "reply-text"));
    fault = fault_of(visit, typed, "reply-at");
    part_set(reply, "at_error", json_is_null(fault) ? fault : json_pack("{s:o}", "error", fault));
    fault = fault_of(visit, typed, "reply-files");
    part_set(reply, "file_error", json_is_null(fault) ? fault : json_pack("{s:o}", "error", fault));
    return reply;
}

/* Why there is no reply box; null when there is one. */
static json_t *
describe_no_reply(const ConsoleVisit *visit, const CaseView *view)
{
    if (!rights_may(visit->actor, ACTION_REPLY, view->a_case->unit))
        return part_flag("read_only");
    return view->to == NULL ? part_flag("no_address") : json_null();
}

static json_t *
describe_note_form(const ConsoleVisit *visit, const CaseView *view, const DraftView *drafts, const CaseTyped *typed)
{
    const char *reference = view->a_case->reference;
    const char *text = typed->note != NULL ? typed->note : drafts->note != NULL ? drafts->note->text : NULL;

    if (!rights_may(visit->actor, ACTION_NOTE, view->a_case->unit))
        return json_null();
    return json_pack("{s:s, s:s, s:i, s:o, s:o, s:b, s:o}", "action",
                     http_request_format(visit->request, "/cases/%s/notes", reference), "save",
                     http_request_format(visit->request, "/cases/%s/notes/draft", reference), "limit",
                     NOTE_SIZE_MAX / 4, "draft", part_text(text != NULL ? text : ""), "saved",
                     drafts->note != NULL ? part_time(visit, drafts->note->changed) : json_null(), "open", text != NULL,
                     "error", fault_of(visit, typed, "note-text"));
}

/* ---- channels that are paused ---- */

static gboolean
waits_for(const CaseView *view, const char *channel)
{
    for (guint i = 0; i < view->messages->len; i++) {
        const CaseMessage *item = g_ptr_array_index(view->messages, i);

        if (item->delivery.value != 0 && item->delivery_state == DELIVERY_WAITING &&
            strcmp(item->message->channel, channel) == 0)
            return TRUE;
    }
    return FALSE;
}

/* Those that something of the case waits for, and the one that an answer would leave by. */
static json_t *
describe_pauses(const ConsoleVisit *visit, const CaseView *view)
{
    const Channel *answers =
        view->to != NULL ? channels_for(visit->console->mediation->channels, view->to_channel, view->to) : NULL;
    json_t *list = json_array();

    for (guint i = 0; i < view->pauses->len; i++) {
        const Pause *pause = g_ptr_array_index(view->pauses, i);

        if ((answers != NULL && strcmp(answers->name, pause->channel) == 0) || waits_for(view, pause->channel))
            part_add(list, channel_part_pause(visit, pause));
    }
    return part_list(list);
}

/* ---- the page ---- */

static json_t *
describe_errors(const ConsoleVisit *visit, const CaseTyped *typed)
{
    if (typed->field == NULL)
        return json_null();
    return typed->code != NULL ? page_error(typed->field, typed->code)
                               : page_error_said(visit, typed->field, typed->error);
}

static json_t *
describe(const ConsoleVisit *visit, const CaseView *view, const DraftView *drafts, const CaseTyped *typed,
         GError **error)
{
    g_autoptr(GError) trouble = NULL;
    JournalYear *newest = journal_view_newest(visit->console->store, &trouble);
    json_t *facts = NULL, *desk = NULL, *data = NULL, *promises = NULL, *proposal = NULL;
    gboolean waits = FALSE;

    if (trouble == NULL)
        promises = promises_card(visit, view, error);
    else
        g_propagate_error(error, g_steal_pointer(&trouble));
    if (promises != NULL)
        facts = case_side_facts(visit, view, error);
    if (facts != NULL)
        desk = case_desk_describe(visit, view, error);
    if (desk != NULL)
        proposal = proposal_card(visit, view, &waits, error);
    if (proposal == NULL) {
        json_decref(facts);
        json_decref(desk);
    } else
        data = json_pack("{s:o, s:o, s:o, s:o, s:s, s:o, s:o, s:o, s:o, s:o}", "errors", describe_errors(visit, typed),
                         "case", facts, "seen", json_integer(view->a_case->version), "here",
                         part_text(case_page_url(visit, view->a_case)), "live",
                         http_request_format(visit->request, "/events?case=%s", view->a_case->reference), "timeline",
                         timeline_make(visit, view, newest, typed), "reply",
                         waits ? json_null() : describe_reply(visit, view, drafts, typed), "no_reply",
                         waits ? json_null() : describe_no_reply(visit, view), "note_form",
                         describe_note_form(visit, view, drafts, typed), "person", case_side_person(visit, view));
    if (data != NULL) {
        part_set(data, "record", case_side_record(visit, view, newest));
        part_set(data, "pauses", describe_pauses(visit, view));
        part_set(data, "desk", desk);
        part_set(data, "proposal", proposal);
        part_set(data, "tabs", side_form_tabs(visit, view, FALSE));
        part_set(data, "answering", answering_describe(visit, view->a_case->id));
        part_set(data, "drafts", drafts_describe_others(visit, drafts));
        part_set(data, "promise", promises_pill(visit, view->a_case));
        part_set(data, "promises", json_incref(promises));
    }
    json_decref(promises);
    g_clear_pointer(&newest, journal_year_free);
    return data;
}

gboolean
case_page_show(const ConsoleVisit *visit, const CaseTyped *typed, GError **error)
{
    g_autoptr(CaseView) view = case_view_load(visit->console->mediation, visit->actor,
                                              http_request_parameter(visit->request, "reference"), error);
    g_autoptr(DraftView) drafts =
        view == NULL ? NULL : draft_view_load(visit->console->store, visit->actor, view->a_case->id, error);
    json_t *data = drafts == NULL ? NULL : describe(visit, view, drafts, typed, error);

    if (data == NULL)
        return FALSE;
    return page_render_status(visit, typed->status != 0 ? typed->status : 200, "case", NULL, data, error);
}

gboolean
case_page_refuse(const ConsoleVisit *visit, CaseTyped *typed, GError *trouble, GError **error)
{
    static const struct {
        TribuneError code;
        guint status;
    } ANSWERS[] = {
        { TRIBUNE_ERROR_CONFLICT, 409 }, { TRIBUNE_ERROR_FORBIDDEN, 403 },   { TRIBUNE_ERROR_INVALID, 422 },
        { TRIBUNE_ERROR_LIMIT, 422 },    { TRIBUNE_ERROR_UNAVAILABLE, 503 },
    };
    gboolean shown = FALSE;

    for (guint i = 0; i < G_N_ELEMENTS(ANSWERS); i++) {
        if (g_error_matches(trouble, TRIBUNE_ERROR, (gint)ANSWERS[i].code)) {
            typed->status = ANSWERS[i].status;
            typed->error = trouble;
            shown = TRUE;
        }
    }
    if (!shown) {
        g_propagate_error(error, trouble);
        return FALSE;
    }
    shown = case_page_show(visit, typed, error);
    g_error_free(trouble);
    return shown;
}

gboolean
console_case_page_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    (void)data;
    return case_page_show(console_visit(request, response), &(CaseTyped){ 0 }, error);
}
