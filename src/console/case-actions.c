/* SPDX-License-Identifier: Apache-2.0 */
/* What an officer does with a case. Each is a form, answered by the case's page: by a redirect when it was done, or at
 * once, with what was typed and what was wrong, when not. */
#include "base/error.h"
#include "base/id.h"
#include "base/number.h"
#include "console/case-page.h"
#include "console/flash.h"
#include "mediation/cases/casework.h"
#include "mediation/receiving/review.h"

/* The case that the form is about, and what is said afterwards. */
typedef struct {
    const ConsoleVisit *visit;
    Case *a_case;
    gint64 seen; /* the version that the form was made from */
} Act;

static void
act_clear(Act *act)
{
    g_clear_pointer(&act->a_case, case_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Act, act_clear)

static gboolean
act_begin(Act *act, HttpRequest *request, HttpResponse *response, GError **error)
{
    act->visit = console_visit(request, response);
    act->seen = console_seen(act->visit);
    act->a_case = case_view_find(act->visit->console->store, act->visit->actor,
                                 http_request_parameter(request, "reference"), error);
    return act->a_case != NULL;
}

static gboolean
done(const Act *act, const char *code, const char *key, const char *value)
{
    flash_set(act->visit, code, key, value);
    return http_response_redirect(act->visit->response, case_page_url(act->visit, act->a_case));
}

/* A button that was pressed on an old page: nothing was typed. */
static gboolean
refuse(const Act *act, GError *trouble, GError **error)
{
    CaseTyped typed = { .field = "main" };

    return case_page_refuse(act->visit, &typed, trouble, error);
}

static GError *
invalid(const char *words)
{
    return g_error_new_literal(TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, words);
}

/* ---- who works on it ---- */

/* A list of cases has no versions: there, taking what a colleague took meanwhile is the conflict. */
static gint64
version_to_take(const Act *act, GError **error)
{
    if (act->seen != 0)
        return act->seen;
    if (act->a_case->assignee.value == 0)
        return act->a_case->version;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT,
                        SAY_NOOP("a colleague has taken this case in the meantime"));
    return 0;
}

gboolean
console_case_actions_take(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(Act) act = { 0 };
    GError *trouble = NULL;
    gint64 version;

    (void)data;
    if (!act_begin(&act, request, response, error))
        return FALSE;
    version = version_to_take(&act, &trouble);
    if (version != 0 && casework_assign(act.visit->console->mediation, act.visit->actor, act.a_case->id, version,
                                        act.visit->actor->staff, &trouble))
        return done(&act, "taken", NULL, NULL);
    return refuse(&act, trouble, error);
}

gboolean
console_case_actions_give_back(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(Act) act = { 0 };
    GError *trouble = NULL;

    (void)data;
    if (!act_begin(&act, request, response, error))
        return FALSE;
    if (casework_assign(act.visit->console->mediation, act.visit->actor, act.a_case->id, act.seen, (StaffId){ 0 },
                        &trouble))
        return done(&act, "given_back", NULL, NULL);
    return refuse(&act, trouble, error);
}

gboolean
console_case_actions_assign(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(Act) act = { 0 };
    GError *trouble = NULL;
    StaffId officer = { 0 };

    (void)data;
    if (!act_begin(&act, request, response, error))
        return FALSE;
    if (*console_field(act.visit, "officer") != '\0' &&
        !number_parse_int64(console_field(act.visit, "officer"), 1, G_MAXINT64, &officer.value, &trouble))
        return refuse(&act, trouble, error);
    if (casework_assign(act.visit->console->mediation, act.visit->actor, act.a_case->id, act.seen, officer, &trouble))
        return done(&act, officer.value == 0 ? "given_back" : "assigned", NULL, NULL);
    return refuse(&act, trouble, error);
}

/* ---- where it belongs ---- */

gboolean
console_case_actions_move(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(Act) act = { 0 };
    GError *trouble = NULL;
    g_autoptr(DirectorySnapshot) snapshot = NULL;
    const Unit *unit = NULL;

    (void)data;
    if (!act_begin(&act, request, response, error))
        return FALSE;
    snapshot = directory_snapshot(act.visit->console->mediation->directory);
    unit = console_unit(snapshot, console_field(act.visit, "unit"));
    if (unit == NULL)
        return refuse(&act, invalid(SAY_NOOP("choose a unit")), error);
    if (!casework_set_unit(act.visit->console->mediation, act.visit->actor, act.a_case->id, act.seen, unit->id,
                           console_field(act.visit, "reason"), &trouble))
        return refuse(&act, trouble, error);
    flash_set(act.visit, "moved", "unit", unit->name);
    /* Who passes a case on to others may not be able to read it any more. */
    return http_response_redirect(response, rights_may(act.visit->actor, ACTION_READ_CASE, unit->id)
                                                ? case_page_url(act.visit, act.a_case)
                                                : "/");
}

/* ---- what it is ---- */

gboolean
console_case_actions_state(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(Act) act = { 0 };
    GError *trouble = NULL;
    CaseState state;

    (void)data;
    if (!act_begin(&act, request, response, error))
        return FALSE;
    if (!case_state_parse(console_field(act.visit, "state"), &state))
        return refuse(&act, invalid(SAY_NOOP("choose a state")), error);
    if (casework_set_state(act.visit->console->mediation, act.visit->actor, act.a_case->id, act.seen, state,
                           console_field(act.visit, "reason"), &trouble))
        return done(&act, "state_changed", "state", case_state_name(state));
    return refuse(&act, trouble, error);
}

gboolean
console_case_actions_title(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(Act) act = { 0 };
    GError *trouble = NULL;

    (void)data;
    if (!act_begin(&act, request, response, error))
        return FALSE;
    if (casework_set_title(act.visit->console->mediation, act.visit->actor, act.a_case->id, act.seen,
                           console_field(act.visit, "title"), &trouble))
        return done(&act, "renamed", NULL, NULL);
    return refuse(&act, trouble, error);
}

gboolean
console_case_actions_read(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(Act) act = { 0 };
    GError *trouble = NULL;

    (void)data;
    if (!act_begin(&act, request, response, error))
        return FALSE;
    if (casework_mark_read(act.visit->console->mediation, act.visit->actor, act.a_case->id, &trouble))
        return http_response_redirect(response, case_page_url(act.visit, act.a_case));
    return refuse(&act, trouble, error);
}

/* ---- notes ---- */

gboolean
console_case_actions_note(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(Act) act = { 0 };
    GError *trouble = NULL;
    CaseTyped typed = { .field = "note-text" };

    (void)data;
    if (!act_begin(&act, request, response, error))
        return FALSE;
    typed.note = console_field(act.visit, "text");
    if (!casework_add_note(act.visit->console->mediation, act.visit->actor, act.a_case->id, typed.note, &trouble)) {
        if (g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID))
            typed.code = "missing_note";
        return case_page_refuse(act.visit, &typed, trouble, error);
    }
    if (act.a_case->unread && rights_may(act.visit->actor, ACTION_TAKE, act.a_case->unit))
        casework_mark_read(act.visit->console->mediation, act.visit->actor, act.a_case->id, NULL);
    return done(&act, "note_added", NULL, NULL);
}

/* ---- what filters hold ---- */

gboolean
console_case_actions_review(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(Act) act = { 0 };
    GError *trouble = NULL;
    CaseTyped typed = { 0 };
    gboolean release;

    (void)data;
    if (!act_begin(&act, request, response, error))
        return FALSE;
    if (!id_parse(http_request_parameter(request, "message"), &typed.reviewed.value)) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such message");
        return FALSE;
    }
    typed.field = http_request_format(request, "reason-%s", http_request_parameter(request, "message"));
    typed.reason = console_field(act.visit, "reason");
    release = g_strcmp0(console_field(act.visit, "decision"), "release") == 0;
    if (review_decide(act.visit->console->mediation, act.visit->actor, typed.reviewed, release, typed.reason, &trouble))
        return done(&act, release ? "held_released" : "held_kept", NULL, NULL);
    if (g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID))
        typed.code = "missing_reason";
    return case_page_refuse(act.visit, &typed, trouble, error);
}
