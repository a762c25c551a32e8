/* SPDX-License-Identifier: Apache-2.0 */
/* Finding a case by its number and the code of the receipt: leads to the same page as the link. */
#include <string.h>

#include "base/error.h"
#include "portal/portal-private.h"

static gboolean
show(const PortalVisit *visit, guint status, const char *reference, const char *fault, GError **error)
{
    json_t *errors = fault == NULL ? json_null()
                                   : json_pack("{s:[{s:s, s:o}]}", "list", "field",
                                               strcmp(fault, "missing_code") == 0 ? "code" : "reference", "error",
                                               value_flag(fault));

    return portal_page_show(visit, status, "find",
                            json_pack("{s:o, s:{s:s, s:o, s:o}}", "errors", errors, "find", "action",
                                      portal_page_url(visit, "/find"), "reference", value_text(reference), "fault",
                                      fault == NULL ? json_null() : json_pack("{s:o}", "error", value_flag(fault))),
                            error);
}

gboolean
portal_find_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    (void)data;
    return show(portal_visit(request, response), 0, "", NULL, error);
}

static const char *
field(const HttpRequest *request, const char *name)
{
    const char *value = http_request_field(request, name);

    return value != NULL ? value : "";
}

/* What is wrong, as the template knows it; NULL: not for who filled in the form. */
static const char *
fault_of(const GError *trouble)
{
    if (g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN))
        return "wrong_code";
    return g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY) ? "too_many_tries" : NULL;
}

gboolean
portal_find_enter(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const PortalVisit *visit = portal_visit(request, response);
    const char *reference = field(request, "reference"), *code = field(request, "code"), *fault;
    g_autoptr(GError) trouble = NULL;
    g_autoptr(Citizen) citizen = NULL;

    (void)data;
    if (*reference == '\0' || *code == '\0')
        return show(visit, 422, reference, *reference == '\0' ? "missing_reference" : "missing_code", error);
    citizen = citizen_access_enter_by_code(visit->portal->mediation->access, reference, code,
                                           http_request_client(request), &trouble);
    portal_page_hide(visit);
    if (citizen != NULL)
        return http_response_redirect(response,
                                      portal_page_url(visit, http_request_format(request, "/case/%s", citizen->token)));
    fault = fault_of(trouble);
    if (fault != NULL)
        return show(visit, strcmp(fault, "wrong_code") == 0 ? 422 : 429, reference, fault, error);
    g_propagate_error(error, g_steal_pointer(&trouble));
    return FALSE;
}
