/* SPDX-License-Identifier: Apache-2.0 */
#include "console/page.h"

#include <string.h>

#include "base/error.h"
#include "console/flash.h"

/* ---- navigation ---- */

static json_t *
queue_entry(const ConsoleVisit *visit, const char *queue, const char *name, const char *url, gboolean current,
            gint64 count)
{
    return json_pack("{s:o, s:o, s:s, s:b, s:b, s:I, s:o}", "queue", part_flag(queue), "name", part_text(name), "url",
                     url, "current", current, "counted", count >= 0, "count", (json_int_t)MAX(count, 0), "shown",
                     part_number(visit, MAX(count, 0)));
}

static void
add_queue(const ConsoleVisit *visit, json_t *queues, const char *queue, const char *current, gint64 count)
{
    g_autofree char *url = g_strconcat("/cases?queue=", queue, NULL);

    part_add(queues, queue_entry(visit, queue, NULL, url, g_strcmp0(current, queue) == 0, count));
}

/* The units that the actor works in; who reads everywhere finds them under "units". */
static gboolean
add_units(const ConsoleVisit *visit, json_t *queues, const char *current, GError **error)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(visit->console->mediation->directory);
    g_autoptr(GArray) own = g_array_new(FALSE, FALSE, sizeof(UnitId));

    if (rights_scope(visit->actor, ACTION_READ_INBOX, own) != SCOPE_OWN)
        return TRUE;
    for (guint i = 0; i < own->len; i++) {
        const Unit *unit = directory_get_unit(snapshot, g_array_index(own, UnitId, i));
        g_autofree char *url = NULL, *key = NULL;
        gint64 oldest;
        guint count;

        if (unit == NULL)
            continue;
        if (!counts_view_of_unit(visit->console->settings.counts, visit->actor, unit->id, &count, &oldest, error))
            return FALSE;
        url = g_strconcat("/cases?queue=unit&unit=", unit->code, NULL);
        key = g_strconcat("unit:", unit->code, NULL);
        part_add(queues, queue_entry(visit, "unit", unit->name, url, g_strcmp0(current, key) == 0, count));
    }
    return TRUE;
}

/* What she may decide; for who never decides only while somebody let her. */
static gboolean
add_waiting(const ConsoleVisit *visit, json_t *queues, const char *current, GError **error)
{
    guint count;

    if (!waiting_counts_of(visit->console->waiting, visit->actor, &count, error))
        return FALSE;
    if (count > 0 || waiting_view_may(visit->actor))
        part_add(queues, queue_entry(visit, "waiting", NULL, "/waiting", g_strcmp0(current, "waiting") == 0, count));
    return TRUE;
}

static gboolean
add_queues(const ConsoleVisit *visit, json_t *base, const char *current, GError **error)
{
    json_t *queues = json_array();
    Counts counts;

    part_set(base, "queues", queues);
    if (!rights_may_anywhere(visit->actor, ACTION_READ_INBOX))
        return add_waiting(visit, queues, current, error);
    if (!counts_view_of(visit->console->settings.counts, visit->actor, &counts, error))
        return FALSE;
    if (rights_may_anywhere(visit->actor, ACTION_TAKE))
        add_queue(visit, queues, "mine", current, counts.mine);
    if (!add_waiting(visit, queues, current, error) || !add_units(visit, queues, current, error))
        return FALSE;
    add_queue(visit, queues, "unassigned", current, counts.unassigned);
    add_queue(visit, queues, "held", current, counts.held);
    add_queue(visit, queues, "late", current, counts.late);
    add_queue(visit, queues, "snoozed", current, -1);
    add_queue(visit, queues, "all", current, counts.all);
    return TRUE;
}

static void
add_places(const ConsoleVisit *visit, json_t *base, const char *current, const char *health)
{
    static const struct {
        const char *name, *url;
        Action action;
    } PLACES[] = {
        { "review", "/review", ACTION_RELEASE_HELD },
        { "staff", "/staff", ACTION_SEE_STAFF },
        { "units", "/units", ACTION_SEE_STAFF },
        { "services", "/services", ACTION_SEE_PROMISES },
        { "calendars", "/calendars", ACTION_SEE_PROMISES },
        { "policy", "/policy", ACTION_SEE_RULES },
        { "routing", "/routing", ACTION_SEE_RULES },
        { "words", "/word-lists", ACTION_CHANGE_RULES },
        { "tags", "/tags", ACTION_MANAGE_TAGS },
        { "tokens", "/tokens", ACTION_MANAGE_TOKENS },
        { "webhooks", "/webhooks", ACTION_MANAGE_WEBHOOKS },
        { "templates", "/templates", ACTION_MANAGE_TEMPLATES },
        { "publications", "/publications", ACTION_SEE_PUBLICATIONS },
        { "comments", "/comments", ACTION_SEE_COMMENTS },
        { "partners", "/partners", ACTION_MANAGE_PARTNERS },
        { "channels", "/channels", ACTION_SEE_HEALTH },
        { "reads", "/reads", ACTION_CHECK_READS },
        { "journal", "/journal", ACTION_READ_JOURNAL },
    };
    json_t *places = json_array();

    for (guint i = 0; i < G_N_ELEMENTS(PLACES); i++)
        if (rights_may_anywhere(visit->actor, PLACES[i].action))
            part_add(places, json_pack("{s:o, s:s, s:b, s:o}", "place", part_flag(PLACES[i].name), "url", PLACES[i].url,
                                       "current", g_strcmp0(current, PLACES[i].name) == 0, "health",
                                       strcmp(PLACES[i].name, "channels") == 0 ? part_flag(health) : json_null()));
    part_set(base, "places", part_list(places));
}

/* ---- warnings ---- */

static gint64
waiting(const ConsoleVisit *visit, const char *kind)
{
    JobBacklog backlog;

    return work_backlog(visit->console->mediation->work, kind, &backlog, NULL) ? backlog.waiting : 0;
}

static void
add_banner(const ConsoleVisit *visit, json_t *banners, const char *kind, const char *name, const char *work)
{
    part_add(banners, json_pack("{s:{s:s, s:I, s:s?}}", kind, "name", name, "waiting", (json_int_t)waiting(visit, work),
                                "url", rights_may_anywhere(visit->actor, ACTION_SEE_HEALTH) ? "/channels" : NULL));
}

/* Returns the worst that was found: "up", "slow" or "down". */
static const char *
add_banners(const ConsoleVisit *visit, json_t *base)
{
    const Mediation *mediation = visit->console->mediation;
    json_t *banners = json_array();
    const char *worst = "up";

    for (guint i = 0; i < filters_count(mediation->filters); i++) {
        FilterHealth health = { 0 };

        filters_health(mediation->filters, i, &health);
        if (health.down_since != 0) {
            add_banner(visit, banners, "filter_down", health.name, WORK_SCREEN);
            worst = "down";
        }
        filter_health_clear(&health);
    }
    for (guint i = 0; i < channels_count(mediation->channels); i++) {
        const Channel *channel = channels_at(mediation->channels, i);
        ChannelHealth health = { 0 };

        channel->driver->health(channel->handle, &health);
        if (health.state == HEALTH_DOWN) {
            add_banner(visit, banners, "channel_down", channel->name, WORK_DELIVER);
            worst = "down";
        } else if (health.state == HEALTH_DEGRADED && strcmp(worst, "up") == 0) {
            worst = "slow";
        }
        g_free(health.words);
    }
    part_set(base, "banners", banners);
    return worst;
}

/* ---- who reads ---- */

static json_t *
languages(const ConsoleVisit *visit)
{
    const Locales *locales = visit->console->mediation->locales;
    json_t *list = json_array();

    for (guint i = 0; i < locales_count(locales); i++) {
        const Locale *locale = locales_at(locales, i);
        g_autofree char *name = locale_own_name(locale);

        part_add(list, json_pack("{s:s, s:s, s:b}", "code", locale_tag(locale), "language_name", name, "selected",
                                 locale == visit->locale));
    }
    return list;
}

static char *
units_of(const ConsoleVisit *visit)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(visit->console->mediation->directory);
    g_autoptr(GPtrArray) names = g_ptr_array_new();

    for (guint i = 0; i < visit->actor->grant_count; i++) {
        const Unit *unit = directory_get_unit(snapshot, visit->actor->grants[i].unit);

        if (unit != NULL && !g_ptr_array_find_with_equal_func(names, unit->name, g_str_equal, NULL))
            g_ptr_array_add(names, unit->name);
    }
    g_ptr_array_add(names, NULL);
    return locale_list(visit->locale, (const char *const *)names->pdata);
}

static json_t *
account(const ConsoleVisit *visit, const char *scheme)
{
    const Actor *actor = visit->actor;
    g_autofree char *units = units_of(visit);

    return json_pack("{s:o, s:o, s:o, s:s, s:s, s:s, s:s, s:s, s:b, s:b, s:o}", "name", part_text(actor->name),
                     "initials", part_initials(actor->name), "role",
                     part_flag(actor->grant_count > 0 ? role_name(actor->grants[0].role) : NULL), "units", units,
                     "preferences", "/account/preferences", "sign_out", "/sign-out", "password", "/account/password",
                     "second_factor", "/account/second-factor", "is_light", g_strcmp0(scheme, "light") == 0, "is_dark",
                     g_strcmp0(scheme, "dark") == 0, "languages", languages(visit));
}

static const char *
scheme_of(const ConsoleVisit *visit)
{
    const char *scheme = http_request_cookie(visit->request, "scheme");

    return g_strcmp0(scheme, "light") == 0 || g_strcmp0(scheme, "dark") == 0 ? scheme : NULL;
}

/* What forms send back with `next`: this page, when it can be asked for again. */
static const char *
here(const ConsoleVisit *visit)
{
    return http_request_method(visit->request) == HTTP_GET ? http_request_target(visit->request) : "/";
}

static json_t *
bare_base(const ConsoleVisit *visit)
{
    const Session *session = http_request_session(visit->request);
    const char *scheme = scheme_of(visit);
    gboolean searches = visit->actor != NULL && rights_may_anywhere(visit->actor, ACTION_READ_CASE);
    json_t *search =
        searches ? json_pack("{s:s, s:o}", "action", "/search", "q", part_text(http_request_query(visit->request, "q")))
                 : json_null();

    return json_pack("{s:s, s:s?, s:s, s:s, s:o, s:s, s:n, s:o, s:o, s:[], s:n, s:[], s:n, s:n}", "lang",
                     locale_tag(visit->locale), "scheme", scheme, "body_name", visit->console->mediation->authority,
                     "home", "/", "here", part_text(here(visit)), "csrf", session != NULL ? session_csrf(session) : "",
                     "seen", "search", search, "account", visit->actor != NULL ? account(visit, scheme) : json_null(),
                     "queues", "places", "banners", "flash", "errors");
}

/* ---- pages ---- */

gboolean
page_render_bare(const ConsoleVisit *visit, const char *name, json_t *data, GError **error)
{
    g_autofree char *template = g_strconcat("console/", name, NULL);

    http_response_set_page(visit->response, bare_base(visit), visit->locale);
    return http_response_template(visit->response, visit->console->templates, template, data, error);
}

gboolean
page_render(const ConsoleVisit *visit, const char *name, const char *current, json_t *data, GError **error)
{
    g_autofree char *template = g_strconcat("console/", name, NULL);
    json_t *base = bare_base(visit);
    const char *health = add_banners(visit, base);

    part_set(base, "flash", flash_take(visit));
    http_response_set_page(visit->response, base, visit->locale);
    if (current != NULL) {
        add_places(visit, base, current, health);
        if (!add_queues(visit, base, current, error)) {
            json_decref(data);
            return FALSE;
        }
    }
    return http_response_template(visit->response, visit->console->templates, template, data, error);
}

gboolean
page_render_status(const ConsoleVisit *visit, guint status, const char *name, const char *current, json_t *data,
                   GError **error)
{
    http_response_set_status(visit->response, status);
    return page_render(visit, name, current, data, error);
}

const char *
page_home(const Actor *actor)
{
    static const struct {
        Action action;
        const char *path;
    } HOMES[] = {
        { ACTION_TAKE, "/cases?queue=mine" },
        { ACTION_READ_INBOX, "/cases?queue=all" },
        { ACTION_SEE_STAFF, "/staff" },
        { ACTION_CHANGE_RULES, "/routing" },
        { ACTION_WRITE_PUBLICATION, "/publications" },
        { ACTION_SEE_HEALTH, "/channels" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(HOMES); i++)
        if (rights_may_anywhere(actor, HOMES[i].action))
            return HOMES[i].path;
    return "/account/password";
}

/* ---- errors in forms ---- */

gboolean
page_comes_back(const ConsoleVisit *visit, GError **trouble, GError **error)
{
    gboolean conflict = g_error_matches(*trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);

    if (conflict || g_error_matches(*trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID) ||
        g_error_matches(*trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT)) {
        http_response_set_status(visit->response, conflict ? 409 : 422);
        return TRUE;
    }
    g_propagate_error(error, g_steal_pointer(trouble));
    return FALSE;
}

json_t *
page_error(const char *field, const char *code)
{
    return json_pack("{s:[{s:s, s:o}]}", "list", "field", field, "error", part_flag(code));
}

json_t *
page_error_said(const ConsoleVisit *visit, const char *field, const GError *error)
{
    return json_pack("{s:[{s:s, s:{s:b, s:o}}]}", "list", "field", field, "error", "said", 1, "words",
                     part_said(visit, error));
}
