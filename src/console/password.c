/* SPDX-License-Identifier: Apache-2.0 */
/* One's own password. */
#include "mediation/staff/password.h"

#include "base/error.h"
#include "console/flash.h"
#include "console/page.h"

static gboolean
show(const ConsoleVisit *visit, const char *field, json_t *fault, json_t *errors, GError **error)
{
    gboolean current = g_strcmp0(field, "current") == 0, chosen = g_strcmp0(field, "chosen") == 0;
    json_t *form = json_pack("{s:s, s:o, s:b, s:i, s:{s:o}, s:{s:o}}", "action", "/account/password", "sign_in_name",
                             part_text(visit->signed_in->staff->login), "required", visit->signed_in->must_change,
                             "least", PASSWORD_MIN, "current", "error", current ? json_incref(fault) : json_null(),
                             "chosen", "error", chosen ? json_incref(fault) : json_null());

    json_decref(fault);
    return page_render(visit, "password", NULL, json_pack("{s:o, s:o}", "errors", errors, "password_form", form),
                       error);
}

gboolean
console_password_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    (void)data;
    return show(console_visit(request, response), NULL, json_null(), json_null(), error);
}

static gboolean
refuse(const ConsoleVisit *visit, GError *trouble, GError **error)
{
    gboolean wrong = g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN),
             early = g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY);
    const char *field = wrong || early ? "current" : "chosen";
    json_t *fault, *errors;
    gboolean shown;

    if (!wrong && !early && !g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID)) {
        g_propagate_error(error, trouble);
        return FALSE;
    }
    fault =
        wrong ? part_flag("wrong_password") : json_pack("{s:b, s:o}", "said", 1, "words", part_said(visit, trouble));
    errors = wrong ? page_error(field, "wrong_password") : page_error_said(visit, field, trouble);
    g_error_free(trouble);
    http_response_set_status(visit->response, early ? 429 : 422);
    shown = show(visit, field, fault, errors, error);
    return shown;
}

gboolean
console_password_change(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    GError *trouble = NULL;

    (void)data;
    if (!sign_in_change_password(visit->console->settings.sign_in, visit->signed_in, console_field(visit, "current"),
                                 console_field(visit, "chosen"), http_request_client(request), &trouble))
        return refuse(visit, trouble, error);
    /* Her other sessions are over, and so are the streams of their pages. */
    events_disconnect(visit->console->settings.events, visit->actor->staff.value);
    flash_set(visit, "password_changed", NULL, NULL);
    return http_response_redirect(response, "/");
}
