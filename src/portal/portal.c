/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/portal.h"

#include <string.h>

#include "base/clock.h"
#include "http/translate.h"
#include "portal/elsewhere.h"
#include "portal/portal-private.h"

#define SLOW HTTP_ROUTE_SLOW
/* Forms without the checks of http/csrf.h. There is no session that another site's page could ride on: what a form may
 * do is said by the token in its address, and pages of a case send no referrer, so no Origin either. */
#define OPEN HTTP_ROUTE_OPEN_POST

/* The same for everybody. */
#define KEPT (HTTP_ROUTE_SLOW | HTTP_ROUTE_KEPT)

static gboolean
serve_asset(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const Portal *portal = data;

    return assets_serve(request, response, portal->assets, error);
}

/* clang-format off */
static const HttpRoute ROUTES[] = {
    { HTTP_GET,  "/",                                    portal_home_show,          KEPT, 0 },
    { HTTP_GET,  "/assets/{path*}",                      serve_asset,               0, 0 },
    { HTTP_GET,  "/robots.txt",                          portal_sitemap_robots,     0, 0 },
    { HTTP_GET,  "/sitemap.xml",                         portal_sitemap_show,       KEPT, 0 },
    { HTTP_GET,  "/news",                                portal_news_home,          KEPT, 0 },
    { HTTP_GET,  "/news/{slug}",                         portal_publication_show,   KEPT, 0 },
    { HTTP_GET,  "/pictures/{name}",                     portal_pictures_show,      SLOW, 0 },
    { HTTP_GET,  "/comments/log",                        portal_comment_log_show,   KEPT, 0 },
    { HTTP_GET,  "/comments/log.csv",                    portal_comment_log_csv,    KEPT, 0 },
    { HTTP_GET,  "/comments/log.json",                   portal_comment_log_json,   KEPT, 0 },
    { HTTP_GET,  "/comments/rules",                      portal_comment_log_rules,  KEPT, 0 },
    { HTTP_GET,  "/comment/{token}",                     portal_comment_own_show,   SLOW, 0 },
    { HTTP_POST, "/comment/{token}/appeal",              portal_comment_own_appeal, SLOW | OPEN, 65536 },
    { HTTP_GET,  "/topics",                              portal_news_topics,        KEPT, 0 },
    { HTTP_GET,  "/topics/{topic}",                      portal_news_topic,         KEPT, 0 },
    { HTTP_GET,  "/archive",                             portal_news_archive,       KEPT, 0 },
    { HTTP_GET,  "/archive/{year}",                      portal_news_year,          KEPT, 0 },
    { HTTP_GET,  "/subscribe",                           portal_subscription_form,     SLOW, 0 },
    { HTTP_POST, "/subscribe",                           portal_subscription_ask,      SLOW | OPEN, 16384 },
    { HTTP_GET,  "/subscription/confirm/{token}",        portal_subscription_question, SLOW, 0 },
    { HTTP_POST, "/subscription/confirm/{token}",        portal_subscription_confirm,  SLOW | OPEN, 4096 },
    { HTTP_POST, "/subscription/code/{token}",           portal_subscription_code,     SLOW | OPEN, 4096 },
    { HTTP_GET,  "/subscription/{token}",                portal_subscription_show,     SLOW, 0 },
    { HTTP_POST, "/subscription/{token}",                portal_subscription_change,   SLOW | OPEN, 16384 },
    { HTTP_GET,  "/subscription/{token}/end",            portal_subscription_ask_end,  SLOW, 0 },
    { HTTP_POST, "/subscription/{token}/end",            portal_subscription_end,      SLOW | OPEN, 4096 },
    { HTTP_GET,  "/privacy",                             portal_home_privacy,       0, 0 },
    { HTTP_GET,  "/accessibility",                       portal_home_accessibility, 0, 0 },
    { HTTP_GET,  "/find",                                portal_find_show,          0, 0 },
    { HTTP_POST, "/find",                                portal_find_enter,         SLOW | OPEN, 16384 },
    { HTTP_GET,  "/case/{token}",                        portal_case_show,          SLOW, 0 },
    { HTTP_GET,  "/case/{token}/receipt",                portal_case_receipt,       SLOW, 0 },
    { HTTP_GET,  "/case/{token}/files/{message}/{part}", portal_case_file,          SLOW, 0 },
    { HTTP_GET,  "/case/{token}/proof/{message}",        portal_proof_send,         SLOW, 0 },
    { HTTP_GET,  "/case/{token}/address",                portal_address_show,       SLOW, 0 },
    { HTTP_POST, "/case/{token}/address",                portal_address_ask,        SLOW | OPEN, 4096 },
    { HTTP_POST, "/case/{token}/address/code",           portal_address_say,        SLOW | OPEN, 4096 },
};
/* clang-format on */

/* ---- who reads ---- */

/* What the address says, else what the browser asks for, else the body's own. */
static const Locale *
choose_locale(const Portal *portal, const HttpRequest *request)
{
    const Locales *locales = portal->mediation->locales;
    const char *asked = http_request_query(request, "lang");

    return asked != NULL ? locales_find(locales, asked)
                         : locales_choose_or(locales, http_request_header(request, "Accept-Language"),
                                             portal->mediation->language);
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
    return visit;
}

/* What a page that is made now has around it; a kept one has it already. */
static void
furnish(PortalVisit *visit)
{
    const Portal *portal = visit->portal;
    HttpRequest *request = visit->request;
    HttpResponse *response = visit->response;

    http_response_set_page(response, portal_page_base(visit), visit->locale);
    http_response_set_templates(response, portal->templates);
    if (g_str_has_prefix(http_request_path(request), "/case/") ||
        g_str_has_prefix(http_request_path(request), "/comment/") ||
        g_str_has_prefix(http_request_path(request), "/subscription/"))
        portal_page_hide(visit);
}

PortalVisit *
portal_visit(HttpRequest *request, HttpResponse *response)
{
    PortalVisit *visit = http_request_user(request);

    visit->response = response;
    return visit;
}

/* What the same page is for everybody who reads the same language. Such pages ask the address for the language and the
 * page alone: whatever else somebody adds to it finds the same answer, and has nothing made anew. */
static gboolean
find_kept(const Portal *portal, const PortalVisit *visit)
{
    const char *page = http_request_query(visit->request, "page");
    const char *key =
        http_request_format(visit->request, "%s %s %s%s", http_request_path(visit->request), page != NULL ? page : "",
                            locale_tag(visit->locale), *visit->query != '\0' ? " asked" : "");

    return kept_answers_find(portal->kept, visit->request, visit->response, key,
                             publishing_generation(portal->mediation->publishing));
}

static gboolean
gate(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    PortalVisit *visit = visit_new(data, request, response);

    (void)error;
    if ((http_request_route(request)->flags & HTTP_ROUTE_KEPT) != 0 && find_kept(data, visit))
        return FALSE;
    furnish(visit);
    return TRUE;
}

/* Also for paths that nobody knows, which no gate has seen. */
static gboolean
show_problem(HttpRequest *request, HttpResponse *response, const Problem *problem, gpointer data)
{
    gboolean is_new = http_request_user(request) == NULL;
    PortalVisit *visit = is_new ? visit_new(data, request, response) : portal_visit(request, response);
    const char *title = locale_say(visit->locale, problem->title), *text = locale_say(visit->locale, problem->text);

    if (is_new)
        furnish(visit);
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
    portal->kept = kept_answers_new();
    portal->elsewhere = g_ptr_array_new_with_free_func(g_free);
    portal->codes = rate_limit_new(&PORTAL_ADDRESS_CODES);
    portal->face = (HttpFace){ ROUTES, G_N_ELEMENTS(ROUTES), gate, show_problem, portal };
    return g_steal_pointer(&portal);
}

void
portal_free(Portal *portal)
{
    g_clear_pointer(&portal->templates, template_set_free);
    g_clear_pointer(&portal->assets, assets_free);
    g_clear_pointer(&portal->kept, kept_answers_free);
    g_clear_pointer(&portal->elsewhere, g_ptr_array_unref);
    g_clear_pointer(&portal->codes, rate_limit_free);
    g_free(portal);
}

const HttpFace *
portal_face(const Portal *portal)
{
    return &portal->face;
}

HttpFace
portal_channel_face(Portal *portal, const struct channel_driver *driver, gpointer channel)
{
    const HttpRoute *routes = driver->routes;
    HttpFace face = { .routes = routes, .gate = gate, .problem = show_problem, .data = channel, .owner = portal };

    for (; routes != NULL && routes[face.route_count].pattern != NULL; face.route_count++)
        portal->comments |= strcmp(routes[face.route_count].pattern, PORTAL_COMMENT_FORM) == 0;
    if (portal->contact == NULL && face.route_count > 0 && (driver->capabilities.abilities & CHANNEL_PAGE) != 0)
        portal->contact = routes[0].pattern;
    portal->feeds |= face.route_count > 0 && driver->render_public != NULL &&
                     (driver->capabilities.abilities & CHANNEL_RECEIVES) == 0;
    portal_elsewhere_add(portal, driver, channel);
    return face;
}
