/* SPDX-License-Identifier: Apache-2.0 */
/* A new link to the page of a case, for a citizen who lost hers, or whose link somebody else has: the old one ends.
 * Shown once, as the answer to the form; to be read out, handed over, or written into a reply. */
#include "console/case-page.h"
#include "console/page.h"
#include "mediation/people/citizen-access.h"

static gboolean
show(const ConsoleVisit *visit, const Case *a_case, const AccessSeed *seed, GError **error)
{
    const CitizenAccess *access = visit->console->mediation->access;
    g_autofree char *url = citizen_access_url(access, seed), *code = citizen_access_code(access, seed);

    return page_render(visit, "citizen-link", NULL,
                       json_pack("{s:{s:s, s:s}, s:{s:o, s:s}}", "case", "reference", a_case->reference, "url",
                                 case_page_url(visit, a_case), "access", "link", part_text(url), "code", code),
                       error);
}

gboolean
console_citizen_link_renew(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autoptr(Case) a_case =
        case_view_find(visit->console->store, visit->actor, http_request_parameter(request, "reference"), error);
    CaseTyped typed = { .field = "main" };
    GError *trouble = NULL;
    AccessSeed seed;

    (void)data;
    if (a_case == NULL)
        return FALSE;
    if (citizen_access_renew(visit->console->mediation->access, visit->actor, a_case->id, &seed, &trouble))
        return show(visit, a_case, &seed, error);
    return case_page_refuse(visit, &typed, trouble, error);
}
