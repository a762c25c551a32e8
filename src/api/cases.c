/* SPDX-License-Identifier: Apache-2.0 */
/* Cases: lists, one, and changes to one. */
#include <string.h>

#include "api/api-private.h"
#include "api/body.h"
#include "api/cursor.h"
#include "api/tag.h"
#include "base/error.h"
#include "base/id.h"
#include "base/instant.h"
#include "mediation/cases/casework.h"
#include "mediation/cases/protecting.h"
#include "mediation/staff/staffing.h"
#include "views/case-pages-view.h"

/* ---- as JSON ---- */

static json_t *
describe(const ApiCall *call, const CasePagesRow *row)
{
    const Case *a_case = row->a_case;
    const char *path = api_path(call, "/api/v1/cases/%s", a_case->reference);

    return json_pack("{s:o, s:o, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:i, s:s, s:I, s:s}", "reference",
                     api_text_json(a_case->reference), "title", api_text_json(a_case->title), "state",
                     case_state_name(a_case->state), "unit", api_unit_json(call, a_case->unit), "assignee",
                     *row->assignee != '\0' ? api_text_json(row->assignee) : json_null(), "person",
                     api_id_json(a_case->person.value), "channel", api_text_json(a_case->channel), "language",
                     api_text_json(a_case->language), "opened", api_time_json(a_case->opened), "changed",
                     api_time_json(a_case->changed), "last_received", api_time_json(a_case->last_in), "held",
                     (int)a_case->held, "sensitivity", sensitivity_name(protecting_level(call->api->mediation, a_case)),
                     "version", (json_int_t)a_case->version, "url", path);
}

static gboolean
respond(const ApiCall *call, const CasePagesRow *row)
{
    const char *etag = tag_of_version(call->request, row->a_case->version);

    if (http_response_is_unchanged(call->response, etag))
        return TRUE;
    return http_response_json(call->response, describe(call, row));
}

/* ---- lists ---- */

/* All that was asked but where the page begins and how long it is: a cursor is good for this alone. */
static char *
question_text(const ApiCall *call)
{
    return g_strjoin("\n", "cases", api_query(call, "state"), api_query(call, "unit"), api_query(call, "assignee"),
                     api_query(call, "changed_since"), NULL);
}

static gboolean
read_filters(const ApiCall *call, CasePagesQuestion *question, GError **error)
{
    CaseState state;

    question->state = api_query(call, "state");
    question->assignee = api_query(call, "assignee");
    question->after = -1;
    if (*question->state != '\0' && !case_state_parse(question->state, &state)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "state: there is no such state");
        return FALSE;
    }
    if (strcmp(question->assignee, "-") == 0) {
        question->unassigned = TRUE;
        question->assignee = "";
    }
    if (*api_query(call, "unit") != '\0' && !api_unit(call, api_query(call, "unit"), &question->unit, error))
        return FALSE;
    if (*api_query(call, "changed_since") == '\0')
        return TRUE;
    if (instant_parse(api_query(call, "changed_since"), &question->changed))
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                        "changed_since: write a moment as 2026-11-22T20:14:00Z");
    return FALSE;
}

static gboolean
read_question(const ApiCall *call, CasePagesQuestion *question, GError **error)
{
    const char *cursor = api_query(call, "cursor");
    g_autofree char *text = question_text(call);
    Cursor place;

    if (!read_filters(call, question, error) || !api_limit(call, CASE_PAGES_MAX, &question->limit, error))
        return FALSE;
    if (*cursor == '\0')
        return TRUE;
    if (!cursor_parse(cursor, text, call->api->settings.secret, &place, error))
        return FALSE;
    question->changed = place.at;
    question->after = place.id;
    return TRUE;
}

static json_t *
next_of(const ApiCall *call, const CasePages *pages)
{
    g_autofree char *text = question_text(call), *cursor = NULL;
    const Case *last;

    if (!pages->more)
        return json_null();
    last = ((const CasePagesRow *)g_ptr_array_index(pages->rows, pages->rows->len - 1))->a_case;
    cursor = cursor_format(&(Cursor){ last->changed, last->id.value }, text, call->api->settings.secret);
    tag_set_next(call->request, call->response, cursor);
    return json_string(cursor);
}

gboolean
api_cases_list(ApiCall *call, GError **error)
{
    CasePagesQuestion question = { 0 };
    g_autoptr(CasePages) pages = NULL;
    json_t *items;

    if (!read_question(call, &question, error) ||
        (pages = case_pages_view_list(call->api->store, call->actor, &question, error)) == NULL)
        return FALSE;
    items = json_array();
    for (guint i = 0; i < pages->rows->len; i++)
        json_array_append_new(items, describe(call, g_ptr_array_index(pages->rows, i)));
    return http_response_json(call->response, json_pack("{s:o, s:o}", "items", items, "next", next_of(call, pages)));
}

/* ---- one ---- */

static CasePagesRow *
find(const ApiCall *call, GError **error)
{
    return case_pages_view_find(call->api->store, call->actor, http_request_parameter(call->request, "reference"),
                                error);
}

gboolean
api_cases_show(ApiCall *call, GError **error)
{
    g_autoptr(CasePagesRow) row = find(call, error);

    return row != NULL && respond(call, row);
}

/* ---- changing ---- */

static const BodyField FIELDS[] = {
    { "title", BODY_TEXT, FALSE, TITLE_SIZE_MAX },
    { "state", BODY_TEXT, FALSE, 32 },
    { "unit", BODY_TEXT, FALSE, UNIT_CODE_MAX },
    { "assignee", BODY_TEXT_OR_NULL, FALSE, STAFF_LOGIN_MAX },
    { "reason", BODY_TEXT, FALSE, REASON_SIZE_MAX },
    { "sensitivity", BODY_TEXT, FALSE, 32 },
    { NULL, 0, FALSE, 0 },
};

static void
read_assignee(const ApiCall *call, const json_t *body, CaseEdit *change, json_t **faults)
{
    const char *login = body_text(body, "assignee");
    g_autoptr(Staff) staff = NULL;

    change->set_assignee = body_has(body, "assignee");
    if (login == NULL)
        return;
    staff = staffing_find(call->api->store, &ACTOR_TRIBUNE, login, NULL);
    if (staff != NULL)
        change->assignee = staff->id;
    else
        body_fault(faults, "assignee", "nobody has this sign-in name");
}

static void
read_change(const ApiCall *call, const json_t *body, CaseEdit *change, json_t **faults)
{
    const char *state = body_text(body, "state"), *unit = body_text(body, "unit"),
               *sensitivity = body_text(body, "sensitivity");

    change->title = body_text(body, "title");
    change->reason = body_text(body, "reason");
    change->set_state = state != NULL;
    if (state != NULL && !case_state_parse(state, &change->state))
        body_fault(faults, "state", "there is no such state");
    change->set_raised = sensitivity != NULL;
    if (sensitivity != NULL && !sensitivity_parse(sensitivity, &change->raised))
        body_fault(faults, "sensitivity", "write public (as its service says), personal or special");
    if (unit != NULL && !api_unit(call, unit, &change->unit, NULL))
        body_fault(faults, "unit", "there is no unit with this code");
    read_assignee(call, body, change, faults);
    if (change->title == NULL && state == NULL && unit == NULL && sensitivity == NULL && !change->set_assignee)
        body_fault(faults, "", "one of title, state, unit, assignee, sensitivity is needed");
}

static gboolean
change_case(ApiCall *call, const CasePagesRow *row, const json_t *body, GError **error)
{
    g_autoptr(CasePagesRow) after = NULL;
    json_t *faults = NULL;
    CaseEdit change = { 0 };

    read_change(call, body, &change, &faults);
    if (faults != NULL)
        return fault_respond(call->response, FAULT_INVALID, NULL, faults);
    if (!casework_edit(call->api->mediation, call->actor, row->a_case->id, row->a_case->version, &change, error))
        return FALSE;
    after = find(call, NULL);
    /* Handed to a unit where this token may not read. */
    return after != NULL ? respond(call, after) : http_response_empty(call->response);
}

gboolean
api_cases_change(ApiCall *call, GError **error)
{
    g_autoptr(CasePagesRow) row = find(call, error);
    json_t *body = NULL;
    gboolean done;

    if (row == NULL)
        return FALSE;
    if (!tag_check(call->request, call->response, row->a_case->version) ||
        (body = tag_read_body(call->request, call->response, FIELDS)) == NULL)
        return TRUE;
    done = change_case(call, row, body, error);
    json_decref(body);
    return done;
}
