/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/portal.h"

#include <string.h>

#include "base/clock.h"
#include "http/translate.h"
#include "portal/portal-private.h"

#define SLOW HTTP_ROUTE_SLOW
/* Forms without the checks of http/csrf.h. There is no session that another site's page could ride on: what a form may
 * do is said by the token in its address, and pages of a case send no referrer, so no Origin either. */
#define OPEN HTTP_ROUTE_OPEN_POST

static gboolean
serve_asset(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const Portal *portal = data;

    return assets_serve(request, response, portal->assets, error);
}

static gboolean
serve_robots(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    (void)request, (void)data, (void)error;
    http_response_set_cache(response, "public, max-age=86400");
    return http_response_text(response, "User-agent: *\nDisallow: /case/\n");
}

/* clang-format off */
static const HttpRoute ROUTES[] = {
    { HTTP_GET,  "/",                                    portal_home_show,          0, 0 },
    { HTTP_GET,  "/assets/{path*}",                      serve_asset,               0, 0 },
    { HTTP_GET,  "/robots.txt",                          serve_robots,              0, 0 },
    { HTTP_GET,  "/privacy",                             portal_home_privacy,       0, 0 },
    { HTTP_GET,  "/accessibility",                       portal_home_accessibility, 0, 0 },
    { HTTP_GET,  "/find",                                portal_find_show,          0, 0 },
    { HTTP_POST, "/find",                                portal_find_enter,         SLOW | OPEN, 16384 },
    { HTTP_GET,  "/case/{token}",                        portal_case_show,          SLOW, 0 },
    { HTTP_GET,  "/case/{token}/receipt",                portal_case_receipt,       SLOW, 0 },
    { HTTP_GET,  "/case/{token}/files/{message}/{part}", portal_case_file,          SLOW, 0 },
    { HTTP_GET,  "/case/{token}/proof/{message}",        portal_proof_send,         SLOW, 0 },
};
/* clang-format on */

/* ---- who reads ---- */

/* What the address says, else what the browser asks for, else the body's own. */
static const Locale *
choose_locale(const Portal *portal, const HttpRequest *request)
{
    const Locales *locales = portal->mediation->locales;
    const char *asked = http_request_query(request, "lang");
    const Locale *found;

    if (asked != NULL)
        return locales_find(locales, asked);
    found = locales_choose(locales, http_request_header(request, "Accept-Language"));
    return found != NULL ? found : locales_find(locales, portal->mediation->language);
}

static PortalVisit *
visit_new(const Portal *portal, HttpRequest *request, HttpResponse *response)
{
    PortalVisit *visit = g_new0(PortalVisit, 1);

    visit->portal = portal;
    visit->request = request;
    visit->response = response;
    visit->locale = choose_locale(portal, request);
    visit->query = http_request_query(request, "lang") != NULL
                       ? http_request_format(request, "?lang=%s", locale_tag(visit->locale))
                       : "";
    visit->now = clock_now();
    http_request_set_user(request, visit, g_free);
    http_response_set_page(response, portal_page_base(visit), visit->locale);
    http_response_set_templates(response, portal->templates);
    if (g_str_has_prefix(http_request_path(request), "/case/"))
        portal_page_hide(visit);
    return visit;
}

PortalVisit *
portal_visit(HttpRequest *request, HttpResponse *response)
{
    PortalVisit *visit = http_request_user(request);

    visit->response = response;
    return visit;
}

static gboolean
gate(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    (void)error;
    visit_new(data, request, response);
    return TRUE;
}

/* Also for paths that nobody knows, which no gate has seen. */
static gboolean
show_problem(HttpRequest *request, HttpResponse *response, const Problem *problem, gpointer data)
{
    const PortalVisit *visit =
        http_request_user(request) != NULL ? portal_visit(request, response) : visit_new(data, request, response);
    const char *title = locale_say(visit->locale, problem->title), *text = locale_say(visit->locale, problem->text);

    portal_page_hide(visit);
    return portal_page_show(visit, problem->status, "error",
                            json_pack("{s:{s:s, s:s}}", "problem", "title", title, "text", text), NULL);
}

/* ---- the whole ---- */

Portal *
portal_new(const PortalSettings *settings, GError **error)
{
    g_autoptr(Portal) portal = g_new0(Portal, 1);

    portal->settings = *settings;
    portal->mediation = settings->mediation;
    portal->assets = assets_open(settings->assets, "/assets/", error);
    if (portal->assets == NULL)
        return NULL;
    portal->templates = template_set_new();
    translate_register(portal->templates);
    assets_register(portal->assets, portal->templates);
    if (!template_set_load(portal->templates, settings->templates, error))
        return NULL;
    portal->face = (HttpFace){ ROUTES, G_N_ELEMENTS(ROUTES), gate, show_problem, portal };
    return g_steal_pointer(&portal);
}

void
portal_free(Portal *portal)
{
    g_clear_pointer(&portal->templates, template_set_free);
    g_clear_pointer(&portal->assets, assets_free);
    g_free(portal);
}

const HttpFace *
portal_face(const Portal *portal)
{
    return &portal->face;
}

HttpFace
portal_channel_face(Portal *portal, const HttpRoute *routes, gpointer channel)
{
    HttpFace face = { .routes = routes, .gate = gate, .problem = show_problem, .data = channel, .owner = portal };

    while (routes != NULL && routes[face.route_count].pattern != NULL)
        face.route_count++;
    if (portal->contact == NULL && face.route_count > 0)
        portal->contact = routes[0].pattern;
    return face;
}
