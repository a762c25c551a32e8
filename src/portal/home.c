/* SPDX-License-Identifier: Apache-2.0 */
/* The pages that are the same for everybody. */
#include "portal/elsewhere.h"
#include "portal/portal-private.h"

#define LATEST 3 /* publications on the home page */

gboolean
portal_home_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const PortalVisit *visit = portal_visit(request, response);
    gint64 modified = 0, end = 0, soon = visit->now + PORTAL_ELSEWHERE_KEPT;
    json_t *latest, *elsewhere;

    (void)data;
    if (visit->portal->mediation->publishing == NULL)
        return portal_page_show(visit, 0, "home", json_pack("{s:n, s:n}", "latest", "elsewhere"), error);
    latest = portal_news_latest(visit, LATEST, &modified, &end, error);
    if (latest == NULL)
        return FALSE;
    elsewhere = portal_elsewhere_describe(visit);
    if (!json_is_null(elsewhere))
        end = end != 0 ? MIN(end, soon) : soon;
    return portal_page_show(visit, 0, "home", json_pack("{s:o, s:o}", "latest", latest, "elsewhere", elsewhere),
                            error) &&
           kept_answers_finish(request, response, modified, end);
}

gboolean
portal_home_privacy(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const PortalVisit *visit = portal_visit(request, response);
    const char *contact = visit->portal->settings.privacy_contact;

    (void)data;
    return portal_page_show(visit, 0, "privacy", json_pack("{s:o}", "privacy_contact", value_text(contact)), error);
}

/* Where the contact form knows that it is about these pages; null when there is none. */
static json_t *
feedback(const PortalVisit *visit)
{
    const char *contact = visit->portal->contact;

    if (contact == NULL)
        return json_null();
    return value_text(http_request_format(visit->request, "%s%s%stopic=access", contact, visit->query,
                                          *visit->query != '\0' ? "&" : "?"));
}

gboolean
portal_home_accessibility(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const PortalVisit *visit = portal_visit(request, response);
    const char *complaints = visit->portal->settings.complaints;

    (void)data;
    return portal_page_show(visit, 0, "accessibility",
                            json_pack("{s:o, s:o}", "complaints", value_text(complaints), "feedback", feedback(visit)),
                            error);
}
