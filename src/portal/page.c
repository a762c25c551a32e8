/* SPDX-License-Identifier: Apache-2.0 */
/* What all pages of the portal have. */
#include <string.h>

#include "base/zone.h"
#include "portal/portal-private.h"

const char *
portal_page_url(const PortalVisit *visit, const char *path)
{
    return path == NULL ? NULL : http_request_format(visit->request, "%s%s", path, visit->query);
}

/* The same page in the other languages; null when it answers a form, which following a link would lose. */
static json_t *
languages(const PortalVisit *visit)
{
    const Locales *locales = visit->portal->mediation->locales;
    const char *path = http_request_path(visit->request);
    json_t *list = json_array();

    for (guint i = 0; i < locales_count(locales) && locales_count(locales) > 1; i++) {
        const Locale *locale = locales_at(locales, i);
        g_autofree char *name = locale_own_name(locale), *url = g_strconcat(path, "?lang=", locale_tag(locale), NULL);

        value_add(list, json_pack("{s:s, s:s, s:o, s:b}", "code", locale_tag(locale), "language_name", name, "url",
                                  value_text(url), "current", locale == visit->locale));
    }
    if (http_request_method(visit->request) == HTTP_GET)
        return value_list(list);
    json_decref(list);
    return json_null();
}

static json_t *
places(const PortalVisit *visit)
{
    return json_pack("{s:s, s:o, s:s, s:s, s:s}", "home", portal_page_url(visit, "/"), "contact",
                     value_text(portal_page_url(visit, visit->portal->contact)), "find",
                     portal_page_url(visit, "/find"), "privacy", portal_page_url(visit, "/privacy"), "accessibility",
                     portal_page_url(visit, "/accessibility"));
}

static json_t *
reach(const PortalVisit *visit)
{
    const PortalSettings *settings = &visit->portal->settings;

    return json_pack("{s:o, s:o, s:o, s:o}", "telephone", value_text(settings->telephone), "mail",
                     value_text(settings->mail), "visit", value_text(settings->visit), "hours",
                     value_text(settings->hours));
}

/* Until when nobody is at work. @unit 0: the body itself; null: somebody is. */
json_t *
portal_page_away(const PortalVisit *visit, UnitId unit)
{
    const Mediation *mediation = visit->portal->mediation;
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(mediation->directory);
    const Calendar *calendar =
        unit.value != 0 ? directory_calendar_of_unit(snapshot, unit) : directory_calendar(snapshot, (CalendarId){ 0 });
    const Zone *zone = zone_get(*calendar->zone != '\0' ? calendar->zone : mediation->timezone);
    gint64 opens;

    if (calendar_is_open(calendar, zone, visit->now))
        return json_null();
    opens = calendar_next_open(calendar, zone, visit->now);
    return json_pack("{s:o}", "until", value_time(visit->locale, opens, visit->now, mediation->timezone));
}

json_t *
portal_page_base(const PortalVisit *visit)
{
    return json_pack("{s:s, s:s, s:s, s:s, s:o, s:o, s:o, s:o, s:n}", "lang", locale_tag(visit->locale), "direction",
                     locale_direction(visit->locale), "body_name", visit->portal->mediation->authority, "query",
                     visit->query, "languages", languages(visit), "go", places(visit), "reach", reach(visit), "away",
                     portal_page_away(visit, (UnitId){ 0 }), "errors");
}

void
portal_page_hide(const PortalVisit *visit)
{
    http_response_set_header(visit->response, "Referrer-Policy", "no-referrer");
    http_response_set_header(visit->response, "X-Robots-Tag", "noindex, nofollow, noarchive");
}

gboolean
portal_page_show(const PortalVisit *visit, guint status, const char *name, json_t *data, GError **error)
{
    g_autofree char *template = g_strconcat("portal/", name, NULL);

    if (status != 0)
        http_response_set_status(visit->response, status);
    return http_response_show(visit->response, template, data, error);
}
