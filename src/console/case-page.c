/* SPDX-License-Identifier: Apache-2.0 */
#include "console/case-page.h"

#include <string.h>

#include "base/error.h"
#include "console/case-side.h"
#include "console/page.h"
#include "console/promises.h"
#include "console/timeline.h"
#include "mediation/casework.h"
#include "mediation/release.h"

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
    const Channel *channel = channels_for(visit->console->mediation->channels, view->a_case->channel, view->to);

    return json_pack("{s:o, s:o, s:o, s:o}", "to", part_text(name), "channel_name",
                     part_channel(visit, channel != NULL ? channel->name : view->a_case->channel), "address",
                     part_address(visit, view->to), "why", part_flag(only ? "only_one" : "last_used"));
}

/* What the case may become with the answer; the first is what mostly fits. */
static json_t *
next_options(const CaseTyped *typed)
{
    static const CaseState NEXT[] = { CASE_WAITING_CITIZEN, CASE_OPEN,     CASE_WAITING_OTHER,
                                      CASE_PLANNED,         CASE_RESOLVED, CASE_REFUSED };
    json_t *options = json_array();

    for (guint i = 0; i < G_N_ELEMENTS(NEXT); i++) {
        const char *name = case_state_name(NEXT[i]);

        part_add(options, json_pack("{s:s, s:o, s:b}", "value", name, "state", part_flag(name), "selected",
                                    g_strcmp0(typed->next, name) == 0));
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

static json_t *
describe_reply(const ConsoleVisit *visit, const CaseView *view, const CaseTyped *typed)
{
    const Case *a_case = view->a_case;
    json_t *reply;

    if (!rights_may(visit->actor, ACTION_REPLY, a_case->unit) || view->to == NULL)
        return json_null();
    reply = case_page_audience(visit, view);
    part_set(reply, "preview",
             part_text(http_request_format(visit->request, "/cases/%s/reply/preview", a_case->reference)));
    part_set(reply, "limit", json_integer(RELEASE_TEXT_MAX / 4)); /* characters, each up to four bytes */
    part_set(reply, "draft", part_text(typed->reply != NULL ? typed->reply : ""));
    part_set(reply, "reply_language", part_text(a_case->language));
    part_set(reply, "reply_subject", part_text(view->subject));
    part_set(reply, "next", next_options(typed));
    part_set(reply, "rule", part_flag("own_unit"));
    part_set(reply, "error", fault_of(visit, typed, "reply-text"));
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
describe_note_form(const ConsoleVisit *visit, const CaseView *view, const CaseTyped *typed)
{
    if (!rights_may(visit->actor, ACTION_NOTE, view->a_case->unit))
        return json_null();
    return json_pack("{s:s, s:i, s:o, s:b, s:o}", "action",
                     http_request_format(visit->request, "/cases/%s/notes", view->a_case->reference), "limit",
                     NOTE_SIZE_MAX / 4, "draft", part_text(typed->note != NULL ? typed->note : ""), "open",
                     typed->note != NULL, "error", fault_of(visit, typed, "note-text"));
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
describe(const ConsoleVisit *visit, const CaseView *view, const CaseTyped *typed, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    JournalYear *newest = journal_view_newest(visit->console->store, &trouble);
    json_t *facts = NULL, *data = NULL, *promises = NULL;

    if (trouble == NULL)
        promises = promises_card(visit, view, error);
    else
        g_propagate_error(error, g_steal_pointer(&trouble));
    if (promises != NULL)
        facts = case_side_facts(visit, view, error);
    if (facts != NULL)
        data = json_pack("{s:o, s:o, s:o, s:o, s:s, s:o, s:o, s:o, s:o, s:o}", "errors", describe_errors(visit, typed),
                         "case", facts, "seen", json_integer(view->a_case->version), "here",
                         part_text(case_page_url(visit, view->a_case)), "live",
                         http_request_format(visit->request, "/events?case=%s", view->a_case->reference), "timeline",
                         timeline_make(visit, view, newest, typed), "reply", describe_reply(visit, view, typed),
                         "no_reply", describe_no_reply(visit, view), "note_form",
                         describe_note_form(visit, view, typed), "person", case_side_person(visit, view));
    if (data != NULL) {
        part_set(data, "record", case_side_record(visit, view, newest));
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
    g_autoptr(CaseView) view =
        case_view_load(visit->console->store, visit->actor, http_request_parameter(visit->request, "reference"), error);
    json_t *data = view == NULL ? NULL : describe(visit, view, typed, error);

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
        { TRIBUNE_ERROR_CONFLICT, 409 },
        { TRIBUNE_ERROR_FORBIDDEN, 403 },
        { TRIBUNE_ERROR_INVALID, 422 },
        { TRIBUNE_ERROR_LIMIT, 422 },
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
