/* SPDX-License-Identifier: Apache-2.0 */
#include "console/case-desk.h"

#include <string.h>

#include "base/error.h"
#include "base/number.h"
#include "console/case-page.h"
#include "console/flash.h"
#include "mediation/cases/merging.h"
#include "mediation/cases/snoozing.h"
#include "mediation/cases/tagging.h"
#include "views/desk-view.h"

#define MORNING 8 /* o'clock: when cases come back that were given a number of days */

/* ---- describing ---- */

static char *
tag_value(TagId id)
{
    return g_strdup_printf("%" G_GINT64_FORMAT, id.value);
}

static json_t *
describe_tags(const ConsoleVisit *visit, const CaseView *view, const DeskView *desk, gboolean edits)
{
    json_t *tags = json_array();

    for (guint i = 0; i < desk->tags->len; i++) {
        const Tag *tag = g_ptr_array_index(desk->tags, i);
        g_autofree char *value = tag_value(tag->id);

        part_add(
            tags,
            json_pack("{s:s, s:o, s:s, s:s?}", "value", value, "tag_name", part_text(tag->name), "url",
                      http_request_format(visit->request, "/cases?queue=all&state=any&tag=%s", value), "remove",
                      edits ? http_request_format(visit->request, "%s/tags/remove", case_page_url(visit, view->a_case))
                            : NULL));
    }
    return part_list(tags);
}

static json_t *
describe_tag_form(const ConsoleVisit *visit, const CaseView *view, const DeskView *desk)
{
    gboolean makes = rights_may_anywhere(visit->actor, ACTION_MANAGE_TAGS);
    json_t *options = json_array();

    for (guint i = 0; i < desk->vocabulary->len; i++) {
        const Tag *tag = g_ptr_array_index(desk->vocabulary, i);
        g_autofree char *value = tag_value(tag->id);

        part_add(options, part_option(value, tag->name, FALSE));
    }
    return json_pack("{s:s, s:o, s:b}", "action",
                     http_request_format(visit->request, "%s/tags", case_page_url(visit, view->a_case)), "options",
                     part_list(options), "makes", makes);
}

static json_t *
describe_case(const ConsoleVisit *visit, const Case *other, const char *undo)
{
    return json_pack("{s:s, s:s, s:o, s:s?}", "reference", other->reference, "url", case_page_url(visit, other),
                     "title", part_text(other->title), "undo", undo);
}

static json_t *
describe_merged(const ConsoleVisit *visit, const DeskView *desk, gboolean edits)
{
    json_t *list = json_array();

    for (guint i = 0; i < desk->merged->len; i++) {
        const Case *source = g_ptr_array_index(desk->merged, i);

        part_add(list, describe_case(
                           visit, source,
                           edits ? http_request_format(visit->request, "%s/merge/undo", case_page_url(visit, source))
                                 : NULL));
    }
    return part_list(list);
}

static json_t *
describe_links(const ConsoleVisit *visit, const CaseView *view, gboolean edits)
{
    json_t *list = json_array();

    for (guint i = 0; i < view->links->len; i++)
        part_add(list, describe_case(visit, g_ptr_array_index(view->links, i),
                                     edits ? http_request_format(visit->request, "%s/links/remove",
                                                                 case_page_url(visit, view->a_case))
                                           : NULL));
    return part_list(list);
}

/* When it comes back, also in words that fit a sentence. */
static json_t *
describe_asleep(const ConsoleVisit *visit, gint64 until)
{
    g_autofree char *text = NULL, *iso = NULL, *exact = NULL;

    if (until == 0)
        return json_null();
    text = locale_date(visit->locale, until, LOCALE_DAY_TIME, visit->zone);
    iso = locale_date(visit->locale, until, LOCALE_ISO, visit->zone);
    exact = locale_date(visit->locale, until, LOCALE_EXACT, visit->zone);
    return json_pack("{s:s, s:s, s:s}", "text", text, "iso", iso, "exact", exact);
}

json_t *
case_desk_describe(const ConsoleVisit *visit, const CaseView *view, GError **error)
{
    const char *url = case_page_url(visit, view->a_case);
    UnitId unit = view->a_case->unit;
    gboolean edits = rights_may(visit->actor, ACTION_EDIT_CASE, unit);
    gboolean sets = rights_may(visit->actor, ACTION_SET_STATE, unit);
    g_autoptr(DeskView) desk = desk_view_load(visit->console->store, visit->actor, view->a_case->id, error);
    json_t *described;

    if (desk == NULL)
        return NULL;
    described = json_pack(
        "{s:o, s:o, s:o, s:s?, s:s?, s:s?, s:o}", "tags", describe_tags(visit, view, desk, edits), "tag_form",
        edits ? describe_tag_form(visit, view, desk) : json_null(), "links", describe_links(visit, view, edits), "link",
        edits ? http_request_format(visit->request, "%s/links", url) : NULL, "merge",
        edits && desk->merged_into == NULL ? http_request_format(visit->request, "%s/merge", url) : NULL, "sleep",
        sets && desk->merged_into == NULL ? http_request_format(visit->request, "%s/sleep", url) : NULL, "asleep",
        describe_asleep(visit, desk->asleep_until));
    part_set(described, "merged_into",
             desk->merged_into == NULL
                 ? json_null()
                 : describe_case(visit, desk->merged_into,
                                 edits ? http_request_format(visit->request, "%s/merge/undo", url) : NULL));
    part_set(described, "merged", describe_merged(visit, desk, edits));
    return described;
}

/* ---- doing ---- */

typedef struct {
    const ConsoleVisit *visit;
    Case *a_case, *other;
} Deed;

static void
deed_clear(Deed *deed)
{
    g_clear_pointer(&deed->a_case, case_free);
    g_clear_pointer(&deed->other, case_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Deed, deed_clear)

static gboolean
begin(Deed *deed, HttpRequest *request, HttpResponse *response, GError **error)
{
    deed->visit = console_visit(request, response);
    deed->a_case = case_view_find(deed->visit->console->store, deed->visit->actor,
                                  http_request_parameter(request, "reference"), error);
    return deed->a_case != NULL;
}

/* The case whose reference was typed. */
static gboolean
find_other(Deed *deed, GError **error)
{
    g_autofree char *typed = g_ascii_strup(console_field(deed->visit, "other"), -1);

    deed->other = case_view_find(deed->visit->console->store, deed->visit->actor, g_strstrip(typed), NULL);
    if (deed->other != NULL)
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                        SAY_NOOP("there is no case with this reference that you may read; check the number"));
    return FALSE;
}

static gboolean
refuse(const Deed *deed, const char *field, GError *trouble, GError **error)
{
    CaseTyped typed = { .field = field };

    return case_page_refuse(deed->visit, &typed, trouble, error);
}

static gboolean
done(const Deed *deed, const char *code, const char *undo)
{
    flash_set_undo(deed->visit, code, "other", deed->other != NULL ? deed->other->reference : "", undo);
    return http_response_redirect(deed->visit->response, case_page_url(deed->visit, deed->a_case));
}

static gboolean
tag_of(const ConsoleVisit *visit, TagId *ret)
{
    return number_parse_int64(console_field(visit, "tag"), 1, G_MAXINT64, &ret->value, NULL);
}

gboolean
console_case_desk_tag(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(Deed) deed = { 0 };
    GError *trouble = NULL;
    const char *name;
    gboolean given;
    TagId tag;

    (void)data;
    if (!begin(&deed, request, response, error))
        return FALSE;
    name = console_field(deed.visit, "name");
    if (*name == '\0' && tag_of(deed.visit, &tag))
        given = tagging_give(deed.visit->console->mediation, deed.visit->actor, deed.a_case->id, tag, &trouble);
    else
        given = tagging_give_named(deed.visit->console->mediation, deed.visit->actor, deed.a_case->id, name, &trouble);
    return given ? done(&deed, "tagged", NULL) : refuse(&deed, "desk-title", trouble, error);
}

gboolean
console_case_desk_untag(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(Deed) deed = { 0 };
    GError *trouble = NULL;
    TagId tag = { 0 };

    (void)data;
    if (!begin(&deed, request, response, error))
        return FALSE;
    tag_of(deed.visit, &tag);
    if (!tagging_take(deed.visit->console->mediation, deed.visit->actor, deed.a_case->id, tag, &trouble))
        return refuse(&deed, "desk-title", trouble, error);
    return done(&deed, "untagged", NULL);
}

gboolean
console_case_desk_link(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(Deed) deed = { 0 };
    GError *trouble = NULL;

    (void)data;
    if (!begin(&deed, request, response, error))
        return FALSE;
    if (!find_other(&deed, &trouble) ||
        !merging_link(deed.visit->console->mediation, deed.visit->actor, deed.a_case->id, deed.other->id, &trouble))
        return refuse(&deed, "desk-title", trouble, error);
    return done(&deed, "linked", NULL);
}

gboolean
console_case_desk_unlink(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(Deed) deed = { 0 };
    GError *trouble = NULL;

    (void)data;
    if (!begin(&deed, request, response, error))
        return FALSE;
    if (!find_other(&deed, &trouble) ||
        !merging_unlink(deed.visit->console->mediation, deed.visit->actor, deed.a_case->id, deed.other->id, &trouble))
        return refuse(&deed, "desk-title", trouble, error);
    return done(&deed, "unlinked", NULL);
}

gboolean
console_case_desk_merge(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(Deed) deed = { 0 };
    GError *trouble = NULL;

    (void)data;
    if (!begin(&deed, request, response, error))
        return FALSE;
    if (!find_other(&deed, &trouble) ||
        !merging_merge(deed.visit->console->mediation, deed.visit->actor, deed.a_case->id, console_seen(deed.visit),
                       deed.other->id, &trouble))
        return refuse(&deed, "desk-title", trouble, error);
    return done(&deed, "merged", http_request_format(request, "%s/merge/undo", case_page_url(deed.visit, deed.a_case)));
}

gboolean
console_case_desk_unmerge(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(Deed) deed = { 0 };
    GError *trouble = NULL;

    (void)data;
    if (!begin(&deed, request, response, error))
        return FALSE;
    if (!merging_undo(deed.visit->console->mediation, deed.visit->actor, deed.a_case->id, &trouble))
        return refuse(&deed, "desk-title", trouble, error);
    return done(&deed, "unmerged", NULL);
}

/* ---- sleep ---- */

/* "2026-11-30T09:15" on the body's clock; 0: it is no time. */
static gint64
read_time(const ConsoleVisit *visit, const char *text)
{
    g_autoptr(GTimeZone) zone = g_time_zone_new_identifier(visit->zone);
    g_autoptr(GDateTime) time = NULL;

    if (strlen(text) < 16 || strlen(text) > 19)
        return 0;
    if (zone == NULL)
        zone = g_time_zone_new_utc();
    time = g_date_time_new_from_iso8601(text, zone);
    if (time == NULL) {
        g_autofree char *whole = g_strconcat(text, ":00", NULL);

        time = g_date_time_new_from_iso8601(whole, zone);
    }
    return time != NULL ? g_date_time_to_unix(time) * CLOCK_SECOND : 0;
}

/* In the morning, @days from today. */
static gint64
morning_in(const ConsoleVisit *visit, gint64 days)
{
    g_autoptr(GTimeZone) zone = g_time_zone_new_identifier(visit->zone);
    g_autoptr(GDateTime) now = NULL, then = NULL, morning = NULL;

    if (zone == NULL)
        zone = g_time_zone_new_utc();
    now = g_date_time_new_from_unix_utc(visit->now / CLOCK_SECOND);
    then = g_date_time_to_timezone(now, zone);
    g_date_time_unref(g_steal_pointer(&now));
    now = g_date_time_add_days(then, (gint)days);
    morning = g_date_time_new(zone, g_date_time_get_year(now), g_date_time_get_month(now),
                              g_date_time_get_day_of_month(now), MORNING, 0, 0);
    return g_date_time_to_unix(morning) * CLOCK_SECOND;
}

gboolean
console_case_desk_sleep(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(Deed) deed = { 0 };
    GError *trouble = NULL;
    gint64 days, until;

    (void)data;
    if (!begin(&deed, request, response, error))
        return FALSE;
    until = read_time(deed.visit, console_field(deed.visit, "until"));
    if (until == 0 && *console_field(deed.visit, "until") == '\0' &&
        number_parse_int64(console_field(deed.visit, "days"), 1, SNOOZE_MAX_DAYS, &days, NULL))
        until = morning_in(deed.visit, days);
    if (!snoozing_sleep(deed.visit->console->mediation, deed.visit->actor, deed.a_case->id, console_seen(deed.visit),
                        until, console_field(deed.visit, "reason"), &trouble))
        return refuse(&deed, "desk-title", trouble, error);
    return done(&deed, "asleep", NULL);
}
