/* SPDX-License-Identifier: Apache-2.0 */
/* One's own second factor, and the page that asks for it after the password. */
#include "mediation/staff/second-factor.h"

#include <string.h>

#include "base/error.h"
#include "console/flash.h"
#include "console/page.h"
#include "console/qr.h"

/* ---- at the door ---- */

static gboolean
show_door(const ConsoleVisit *visit, const char *next, json_t *errors, GError **error)
{
    return page_render_bare(visit, "sign-in-code",
                            json_pack("{s:o, s:{s:s, s:s, s:o}}", "errors", errors, "sign_in_code", "action",
                                      "/sign-in/code", "leave", "/sign-out", "next", part_text(next)),
                            error);
}

gboolean
console_second_factor_ask(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    const char *next = http_request_query(request, "next");

    (void)data;
    if (visit->signed_in == NULL || !visit->signed_in->must_prove)
        return http_response_redirect(response, "/");
    return show_door(visit, next != NULL ? next : "", json_null(), error);
}

/* Wrong or too many: the form again. Else an error page. */
static gboolean
is_said(const GError *trouble)
{
    return g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN) ||
           g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY);
}

static guint
status_of(const GError *trouble)
{
    return g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY) ? 429 : 422;
}

gboolean
console_second_factor_pass(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    const char *next = console_field(visit, "next");
    GError *trouble = NULL;
    json_t *errors;
    char *token;

    (void)data;
    if (visit->signed_in == NULL || !visit->signed_in->must_prove)
        return http_response_redirect(response, "/");
    token = second_factor_pass(visit->console->settings.second_factor, visit->signed_in, console_field(visit, "code"),
                               http_request_client(request), &trouble);
    if (token == NULL && !is_said(trouble)) {
        g_propagate_error(error, trouble);
        return FALSE;
    }
    if (token == NULL) {
        errors = page_error_said(visit, "code", trouble);
        http_response_set_status(response, status_of(trouble));
        g_error_free(trouble);
        return show_door(visit, next, errors, error);
    }
    session_start(request, response, token);
    memset(token, 0, strlen(token));
    g_free(token);
    return http_response_redirect(response, *next == '/' ? next : "/");
}

/* ---- one's own ---- */

typedef struct {
    const char *field; /* where it is said */
    json_t *fault;     /* taken; null: nothing wrong */
    GStrv codes;       /* to be written down now; NULL: none */
} Shown;

static json_t *
list_codes(GStrv codes)
{
    json_t *list = json_array();

    for (guint i = 0; codes != NULL && codes[i] != NULL; i++)
        part_add(list, json_string(codes[i]));
    return part_list(list);
}

static json_t *
describe(const ConsoleVisit *visit, const SecondFactorState *state, const Shown *shown)
{
    gboolean begun = state->secret != NULL;
    json_t *setup = json_null();

    if (begun)
        setup = json_pack("{s:s, s:s, s:s, s:s}", "action", "/account/second-factor/confirm", "picture",
                          "/account/second-factor/picture.svg", "secret", state->secret, "again",
                          "/account/second-factor/begin");
    return json_pack("{s:b, s:b, s:s, s:s, s:o, s:I, s:o, s:{s:o}, s:{s:o}}", "confirmed", state->confirmed, "required",
                     visit->console->settings.require_second_factor, "begin", "/account/second-factor/begin", "remove",
                     "/account/second-factor/remove", "setup", setup, "left", (json_int_t)state->recovery_left, "codes",
                     list_codes(shown->codes), "code", "error",
                     g_strcmp0(shown->field, "code") == 0 ? json_incref(shown->fault) : json_null(), "password",
                     "error", g_strcmp0(shown->field, "password") == 0 ? json_incref(shown->fault) : json_null());
}

static gboolean
show(const ConsoleVisit *visit, Shown *shown, json_t *errors, GError **error)
{
    g_autoptr(SecondFactorState) state =
        second_factor_state(visit->console->settings.second_factor, visit->signed_in, error);
    json_t *factor;

    if (state == NULL) {
        json_decref(errors);
        json_decref(shown->fault);
        return FALSE;
    }
    factor = describe(visit, state, shown);
    json_decref(shown->fault);
    return page_render(visit, "second-factor", NULL, json_pack("{s:o, s:o}", "errors", errors, "factor", factor),
                       error);
}

/* The page again with what is wrong at @field; @trouble is taken. */
static gboolean
show_wrong(const ConsoleVisit *visit, const char *field, const char *code, GError *trouble, GError **error)
{
    gboolean wrong = code != NULL && g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    Shown shown = { .field = field };
    json_t *errors;

    if (!is_said(trouble)) {
        g_propagate_error(error, trouble);
        return FALSE;
    }
    shown.fault = wrong ? part_flag(code) : json_pack("{s:b, s:o}", "said", 1, "words", part_said(visit, trouble));
    errors = wrong ? page_error(field, code) : page_error_said(visit, field, trouble);
    http_response_set_status(visit->response, status_of(trouble));
    g_error_free(trouble);
    return show(visit, &shown, errors, error);
}

gboolean
console_second_factor_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    Shown shown = { .fault = json_null() };

    (void)data;
    return show(console_visit(request, response), &shown, json_null(), error);
}

gboolean
console_second_factor_picture(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autoptr(SecondFactorState) state =
        second_factor_state(visit->console->settings.second_factor, visit->signed_in, error);
    GBytes *svg;

    (void)data;
    if (state == NULL)
        return FALSE;
    svg = state->uri != NULL ? qr_svg(state->uri) : NULL;
    if (svg == NULL) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND,
                            SAY_NOOP("nothing is being set up; begin again"));
        return FALSE;
    }
    return http_response_bytes(response, "image/svg+xml", svg);
}

gboolean
console_second_factor_begin(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);

    (void)data;
    if (!second_factor_begin(visit->console->settings.second_factor, visit->signed_in, error))
        return FALSE;
    return http_response_redirect(response, "/account/second-factor");
}

/* A session that somebody found open is not enough to lock her out with a second factor of theirs, or to take hers
 * away. */
static gboolean
knows_password(const ConsoleVisit *visit, GError **error)
{
    return sign_in_confirm(visit->console->settings.sign_in, visit->signed_in, console_field(visit, "password"),
                           http_request_client(visit->request), error);
}

gboolean
console_second_factor_confirm(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_auto(GStrv) codes = NULL;
    GError *trouble = NULL;

    (void)data;
    if (!knows_password(visit, &trouble))
        return show_wrong(visit, "password", "wrong_password", trouble, error);
    codes = second_factor_confirm(visit->console->settings.second_factor, visit->signed_in,
                                  console_field(visit, "code"), &trouble);
    if (codes == NULL)
        return show_wrong(visit, "code", NULL, trouble, error);
    visit->signed_in->staff->second_factor = TRUE;
    events_disconnect(visit->console->settings.events, visit->actor->staff.value);
    return show(visit, &(Shown){ .fault = json_null(), .codes = codes }, json_null(), error);
}

gboolean
console_second_factor_remove(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    GError *trouble = NULL;

    (void)data;
    if (!knows_password(visit, &trouble))
        return show_wrong(visit, "password", "wrong_password", trouble, error);
    if (!second_factor_remove(visit->console->settings.second_factor, visit->signed_in, error))
        return FALSE;
    flash_set(visit, "factor_removed", NULL, NULL);
    return http_response_redirect(response, "/account/second-factor");
}
