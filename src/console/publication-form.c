/* SPDX-License-Identifier: Apache-2.0 */
/* The editor: all languages of one version in one form. */
#include <string.h>

#include "base/error.h"
#include "base/instant.h"
#include "base/number.h"
#include "base/zone.h"
#include "console/findings.h"
#include "console/flash.h"
#include "console/publication-alert.h"
#include "console/publication-picture.h"
#include "console/publication.h"
#include "mediation/publishing/topics.h"

/* What the form is about; row NULL: a new one. */
typedef struct {
    const ConsoleVisit *visit;
    const PublicationRow *row;
    PublicationKind kind;
    const PublicationContent *content;
    const GError *trouble;
    gboolean checks; /* what is wrong with it is shown: it was asked, or there is a version */
} Editing;

/* ---- times ---- */

char *
publication_local_time(const ConsoleVisit *visit, gint64 time)
{
    g_autoptr(GDateTime) when = NULL;

    if (time == 0)
        return g_strdup("");
    when = g_date_time_new_from_unix_utc((time + zone_offset(zone_get(visit->zone), time, NULL)) / CLOCK_SECOND);
    return g_date_time_format(when, "%Y-%m-%dT%H:%M");
}

/* An hour that comes twice is its first; one that does not come is the next. FALSE: it is no time. */
gboolean
publication_read_local_time(const ConsoleVisit *visit, const char *text, gint64 *ret)
{
    const Zone *zone = zone_get(visit->zone);
    g_autofree char *whole = g_strconcat(text, strlen(text) == 16 ? ":00Z" : "Z", NULL);
    gint64 local;

    *ret = 0;
    if (*text == '\0')
        return TRUE;
    if (!instant_parse(whole, &local))
        return FALSE;
    *ret = local - zone_offset(zone, local - zone_offset(zone, local, NULL), NULL);
    return TRUE;
}

/* ---- showing ---- */

static json_t *
describe_texts(const Editing *editing)
{
    const ConsoleVisit *visit = editing->visit;
    const Locales *locales = visit->console->mediation->locales;
    const PublicationText none = { "", "", "", "", "", "", "" };
    json_t *list = json_array();

    for (guint i = 0; i < locales_count(locales); i++) {
        const char *tag = locale_tag(locales_at(locales, i));
        const PublicationText *text = publication_content_text(editing->content, tag);
        g_autofree char *name = locale_language(visit->locale, tag);
        const PublicationText *shown = text != NULL ? text : &none;

        part_add(list, json_pack("{s:s, s:s, s:b, s:o, s:o, s:o, s:o, s:o, s:o}", "code", tag, "language_name", name,
                                 "filled", text != NULL, "headline", part_text(shown->title), "summary",
                                 part_text(shown->summary), "body", part_text(shown->body), "event_words",
                                 part_text(shown->event), "instruction", part_text(shown->instruction), "area",
                                 part_text(shown->area)));
    }
    return list;
}

static json_t *
describe_topics(const Editing *editing, GError **error)
{
    const ConsoleVisit *visit = editing->visit;
    g_autoptr(GPtrArray) topics = topics_list(visit->console->mediation, visit->actor, error);
    json_t *list;

    if (topics == NULL)
        return NULL;
    list = json_array();
    for (guint i = 0; i < topics->len; i++) {
        const TopicRow *topic = g_ptr_array_index(topics, i);
        gboolean chosen = g_ptr_array_find_with_equal_func(editing->content->topics, topic->code, g_str_equal, NULL);

        if (chosen || !topic->closed)
            part_add(list, part_option(topic->code, topic_row_name(topic, locale_tag(visit->locale)), chosen));
    }
    return part_list(list);
}

static json_t *
describe_alert(const Editing *editing)
{
    const PublicationContent *content = editing->content;
    const struct {
        const char *field, *chosen;
    } choices[] = {
        { "category", content->category },   { "urgency", content->urgency },   { "severity", content->severity },
        { "certainty", content->certainty }, { "response", content->response },
    };
    json_t *list = json_array();

    if (editing->kind != PUBLICATION_ALERT)
        return json_decref(list), json_null();
    for (gsize i = 0; i < G_N_ELEMENTS(choices); i++)
        part_add(list,
                 json_pack("{s:s, s:o, s:o}", "id", choices[i].field, "asked", part_flag(choices[i].field), "options",
                           publication_alert_options(editing->visit, choices[i].field, choices[i].chosen)));
    return json_pack("{s:o, s:o, s:o}", "choices", list, "polygon", part_text(content->polygon), "circle",
                     part_text(content->circle));
}

static json_t *
describe_services(const Editing *editing)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(editing->visit->console->mediation->directory);
    const GPtrArray *services = directory_services(snapshot);
    json_t *list = json_array();

    for (guint i = 0; i < services->len; i++) {
        const Service *service = g_ptr_array_index(services, i);
        gboolean chosen = strcmp(service->code, editing->content->service) == 0;

        if (chosen || !service->closed)
            part_add(list, part_option(service->code, service->name, chosen));
    }
    return part_list(list);
}

static json_t *
describe_findings(const Editing *editing)
{
    PublicationAct act = editing->row != NULL ? editing->row->act : ACT_RELEASE;
    g_autoptr(Proofread) proofread = NULL;

    if (!editing->checks)
        return json_null();
    proofread =
        proofreading_publication(editing->visit->console->mediation, editing->kind, act, editing->content, NULL);
    return findings_describe(editing->visit, proofread);
}

static gboolean
show(const Editing *editing, GError **error)
{
    const ConsoleVisit *visit = editing->visit;
    const PublicationRow *row = editing->row;
    const PublicationContent *content = editing->content;
    g_autofree char *expires = publication_local_time(visit, content->expires);
    g_autofree char *scheduled = publication_local_time(visit, content->scheduled);
    json_t *topics = describe_topics(editing, error), *form;

    if (topics == NULL)
        return FALSE;
    form = json_pack("{s:b, s:s, s:s, s:o, s:s, s:I, s:b, s:o, s:o, s:o, s:o, s:s, s:s, s:o}", "is_new", row == NULL,
                     "action", row == NULL ? "/publications/new" : publication_url(visit, row->id, "/edit"), "back",
                     row == NULL ? "/publications" : publication_url(visit, row->id, ""), "kind",
                     part_flag(publication_kind_name(editing->kind)), "kind_code", publication_kind_name(editing->kind),
                     "changes", (json_int_t)(row != NULL ? row->changes : 0), "will_void",
                     row != NULL && row->stage != STAGE_DRAFT && row->stage != STAGE_NONE, "texts",
                     describe_texts(editing), "topics", topics, "alert", describe_alert(editing), "services",
                     describe_services(editing), "expires", expires, "scheduled", scheduled, "case_reference",
                     part_text(content->case_reference));
    part_set(form, "list", part_text("/publications"));
    part_set(form, "findings", describe_findings(editing));
    part_set(form, "pictures", publication_picture_describe(content));
    part_set(form, "reason",
             row != NULL && row->act != ACT_RELEASE ? json_pack("{s:o}", "reason_text", part_text(content->reason))
                                                    : json_null());
    return page_render(
        visit, "publication-edit", "publications",
        json_pack("{s:o, s:o}", "errors",
                  editing->trouble != NULL ? page_error_said(visit, "texts", editing->trouble) : json_null(), "form",
                  form),
        error);
}

/* ---- reading ---- */

static void
take(char **member, const ConsoleVisit *visit, const char *name, const char *language)
{
    const char *field = language != NULL ? http_request_format(visit->request, "%s-%s", name, language) : name;

    g_free(*member);
    *member = g_strdup(console_field(visit, field));
}

static void
read_texts(const ConsoleVisit *visit, PublicationContent *content)
{
    const Locales *locales = visit->console->mediation->locales;

    for (guint i = 0; i < locales_count(locales); i++) {
        const char *tag = locale_tag(locales_at(locales, i));
        PublicationText *text = publication_content_add_text(content, tag);

        take(&text->title, visit, "title", tag);
        take(&text->summary, visit, "summary", tag);
        take(&text->body, visit, "body", tag);
        take(&text->event, visit, "event", tag);
        take(&text->instruction, visit, "instruction", tag);
        take(&text->area, visit, "area", tag);
    }
    publication_content_tidy(content);
}

/* What the form sent. @ret_trouble is set when a time is none; all else is there. */
static PublicationContent *
read_content(const ConsoleVisit *visit, PublicationKind kind, GError **ret_trouble)
{
    PublicationContent *content = publication_content_new();
    g_autoptr(GPtrArray) topics = http_request_fields(visit->request, "topic");

    read_texts(visit, content);
    for (guint i = 0; topics != NULL && i < topics->len; i++)
        g_ptr_array_add(content->topics, g_strdup(g_ptr_array_index(topics, i)));
    take(&content->service, visit, "service", NULL);
    take(&content->reason, visit, "reason", NULL);
    take(&content->case_reference, visit, "case", NULL);
    if (kind == PUBLICATION_ALERT) {
        take(&content->category, visit, "category", NULL);
        take(&content->response, visit, "response", NULL);
        take(&content->urgency, visit, "urgency", NULL);
        take(&content->severity, visit, "severity", NULL);
        take(&content->certainty, visit, "certainty", NULL);
        take(&content->polygon, visit, "polygon", NULL);
        take(&content->circle, visit, "circle", NULL);
    }
    if (!publication_read_local_time(visit, console_field(visit, "expires"), &content->expires) ||
        !publication_read_local_time(visit, console_field(visit, "scheduled"), &content->scheduled))
        g_set_error_literal(ret_trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                            SAY_NOOP("write a time as year-month-dayThour:minute, like 2026-11-30T09:15"));
    return content;
}

/* What the other buttons of the form ask for: "check" shows what is wrong and saves nothing, "picture" comes back here
 * when it is saved. */
static gboolean
asks_for(const ConsoleVisit *visit, const char *what)
{
    return strcmp(console_field(visit, "do"), what) == 0;
}

static gboolean
saved(const ConsoleVisit *visit, PublicationId id, const char *flash)
{
    flash_set(visit, flash, NULL, NULL);
    return http_response_redirect(visit->response,
                                  publication_url(visit, id, asks_for(visit, "picture") ? "/edit" : ""));
}

/* @trouble is taken. */
static gboolean
refuse(Editing *editing, GError *trouble, GError **error)
{
    gboolean shown;

    if (!page_comes_back(editing->visit, &trouble, error))
        return FALSE;
    editing->trouble = trouble;
    editing->checks = TRUE;
    shown = show(editing, error);
    g_error_free(trouble);
    return shown;
}

/* ---- a new one ---- */

gboolean
console_publication_form_new(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autoptr(PublicationContent) empty = publication_content_new();
    PublicationKind kind = PUBLICATION_NEWS;

    (void)data;
    publication_kind_parse(http_request_query(request, "kind"), &kind);
    return rights_check_anywhere(visit->actor, ACTION_WRITE_PUBLICATION, error) &&
           show(&(Editing){ .visit = visit, .kind = kind, .content = empty }, error);
}

gboolean
console_publication_form_make(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    PublicationKind kind = PUBLICATION_NEWS;
    g_autoptr(PublicationContent) content = NULL;
    Editing editing = { .visit = visit };
    GError *trouble = NULL;
    PublicationId id;

    (void)data;
    publication_kind_parse(console_field(visit, "kind"), &kind);
    content = read_content(visit, kind, &trouble);
    editing.kind = kind;
    editing.content = content;
    editing.checks = TRUE;
    if (trouble == NULL && asks_for(visit, "check"))
        return rights_check_anywhere(visit->actor, ACTION_WRITE_PUBLICATION, error) && show(&editing, error);
    if (trouble != NULL || !publication_picture_take(visit, content, &trouble) ||
        !publishing_make(visit->console->mediation, visit->actor, kind, content, &id, &trouble))
        return refuse(&editing, trouble, error);
    return saved(visit, id, "publication_saved");
}

/* ---- the next version ---- */

gboolean
console_publication_form_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autoptr(PublicationView) view = NULL;

    (void)data;
    if (!rights_check_anywhere(visit->actor, ACTION_WRITE_PUBLICATION, error))
        return FALSE;
    view = publication_view_load(visit->console->mediation, visit->actor, publication_id(visit), 0, error);
    return view != NULL && show(&(Editing){ .visit = visit,
                                            .row = view->row,
                                            .kind = view->row->kind,
                                            .content = view->item->content,
                                            .checks = TRUE },
                                error);
}

gboolean
console_publication_form_save(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autoptr(PublicationView) view =
        publication_view_load(visit->console->mediation, visit->actor, publication_id(visit), 0, error);
    g_autoptr(PublicationContent) content = NULL;
    Editing editing = { .visit = visit };
    GError *trouble = NULL;
    gint64 seen = 0;
    guint voided = 0;

    (void)data;
    if (view == NULL)
        return FALSE;
    content = read_content(visit, view->row->kind, &trouble);
    editing.row = view->row;
    editing.kind = view->row->kind;
    editing.content = content;
    editing.checks = TRUE;
    publication_content_keep_pictures(content, view->item->content);
    number_parse_int64(console_field(visit, "changes"), 1, G_MAXINT64, &seen, NULL);
    if (trouble == NULL && asks_for(visit, "check"))
        return rights_check_anywhere(visit->actor, ACTION_WRITE_PUBLICATION, error) && show(&editing, error);
    if (trouble != NULL || !publication_picture_take(visit, content, &trouble) ||
        !publishing_edit(visit->console->mediation, visit->actor, view->row->id, seen, content, &voided, &trouble))
        return refuse(&editing, trouble, error);
    return saved(visit, view->row->id, voided > 0 ? "publication_voided" : "publication_saved");
}
