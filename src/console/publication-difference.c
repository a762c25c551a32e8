/* SPDX-License-Identifier: Apache-2.0 */
#include "console/publication-difference.h"

#include <string.h>

#include "wire/word-difference.h"

static json_t *
describe_spans(const GArray *spans)
{
    static const char *const kinds[] = { "same", "removed", "added" };
    json_t *list = json_array();

    for (guint i = 0; i < spans->len; i++) {
        const DifferenceSpan *span = &g_array_index(spans, DifferenceSpan, i);

        part_add(list,
                 json_pack("{s:o, s:o}", "difference", part_flag(kinds[span->kind]), "words", part_text(span->text)));
    }
    return list;
}

static void
add_difference(json_t *list, const ConsoleVisit *visit, const char *language, const char *part, const char *before,
               const char *after)
{
    g_autofree char *name = *language != '\0' ? locale_language(visit->locale, language) : NULL;
    g_autoptr(GArray) spans = NULL;

    if (strcmp(before, after) == 0)
        return;
    spans = word_difference(before, after);
    part_add(list, json_pack("{s:o, s:s, s:o, s:o}", "language_name", part_text(name), "language", language, "part",
                             part_flag(part), "spans", describe_spans(spans)));
}

static void
add_text_differences(json_t *list, const ConsoleVisit *visit, const PublicationText *before,
                     const PublicationText *after)
{
    const PublicationText none = { "", "", "", "", "", "", "" };
    const PublicationText *a = before != NULL ? before : &none, *b = after != NULL ? after : &none;
    const char *language = after != NULL ? after->language : before->language;

    add_difference(list, visit, language, "title", a->title, b->title);
    add_difference(list, visit, language, "summary", a->summary, b->summary);
    add_difference(list, visit, language, "text", a->body, b->body);
    add_difference(list, visit, language, "event", a->event, b->event);
    add_difference(list, visit, language, "instruction", a->instruction, b->instruction);
    add_difference(list, visit, language, "area", a->area, b->area);
}

/* ---- what is no text ---- */

static char *
join_topics(const ConsoleVisit *visit, const PublicationContent *content, const GPtrArray *topics)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();

    for (guint i = 0; i < topics->len; i++) {
        const TopicRow *topic = g_ptr_array_index(topics, i);

        if (g_ptr_array_find_with_equal_func(content->topics, topic->code, g_str_equal, NULL))
            g_ptr_array_add(names, (gpointer)topic_row_name(topic, locale_tag(visit->locale)));
    }
    g_ptr_array_add(names, NULL);
    return g_strjoinv(", ", (char **)names->pdata);
}

static void
add_topic_differences(json_t *list, const ConsoleVisit *visit, const PublicationContent *before,
                      const PublicationContent *after, const GPtrArray *topics)
{
    g_autofree char *old = join_topics(visit, before, topics), *now = join_topics(visit, after, topics);

    add_difference(list, visit, "", "topics", old, now);
}

/* As the list of services has it; borrowed by the request. */
static const char *
service_name(const ConsoleVisit *visit, const PublicationContent *content)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(visit->console->mediation->directory);
    const GPtrArray *services = directory_services(snapshot);

    for (guint i = 0; i < services->len; i++) {
        const Service *service = g_ptr_array_index(services, i);

        if (strcmp(service->code, content->service) == 0)
            return http_request_format(visit->request, "%s", service->name);
    }
    return content->service;
}

static void
add_time_difference(json_t *list, const ConsoleVisit *visit, const char *part, gint64 before, gint64 after)
{
    g_autofree char *old = before != 0 ? locale_date(visit->locale, before, LOCALE_DATE_TIME, visit->zone) : NULL;
    g_autofree char *now = after != 0 ? locale_date(visit->locale, after, LOCALE_DATE_TIME, visit->zone) : NULL;

    add_difference(list, visit, "", part, old != NULL ? old : "", now != NULL ? now : "");
}

/* By name; one that was put in another's place has other bytes. */
static char *
join_pictures(const PublicationContent *content)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < content->pictures->len; i++) {
        const PublicationPicture *picture = g_ptr_array_index(content->pictures, i);

        g_string_append_printf(out, "%s%s (%.8s)", i > 0 ? ", " : "", picture->name, picture->digest);
    }
    return g_string_free(out, FALSE);
}

static void
add_picture_differences(json_t *list, const ConsoleVisit *visit, const PublicationContent *before,
                        const PublicationContent *after)
{
    g_autofree char *old = join_pictures(before), *now = join_pictures(after);

    add_difference(list, visit, "", "pictures", old, now);
}

static char *
join_alert(const PublicationContent *content)
{
    return g_strjoin(" ", content->category, content->urgency, content->severity, content->certainty, content->response,
                     content->polygon, content->circle, NULL);
}

/* In the words of the standard, as warning systems get them. */
static void
add_alert_differences(json_t *list, const ConsoleVisit *visit, const PublicationContent *before,
                      const PublicationContent *after)
{
    g_autofree char *old = join_alert(before), *now = join_alert(after);

    add_difference(list, visit, "", "warning", old, now);
}

/* ---- the whole ---- */

json_t *
publication_difference_describe(const ConsoleVisit *visit, const PublicationView *view)
{
    const PublicationContent *before = view->base, *after = view->item->content;
    json_t *list = json_array();

    if (before == NULL)
        return json_decref(list), json_null();
    for (guint i = 0; i < after->texts->len; i++) {
        const PublicationText *text = g_ptr_array_index(after->texts, i);

        add_text_differences(list, visit, publication_content_text(before, text->language), text);
    }
    for (guint i = 0; i < before->texts->len; i++) {
        const PublicationText *text = g_ptr_array_index(before->texts, i);

        if (publication_content_text(after, text->language) == NULL)
            add_text_differences(list, visit, text, NULL);
    }
    add_topic_differences(list, visit, before, after, view->topics);
    add_difference(list, visit, "", "service", service_name(visit, before), service_name(visit, after));
    add_time_difference(list, visit, "scheduled", before->scheduled, after->scheduled);
    add_time_difference(list, visit, "expires", before->expires, after->expires);
    add_picture_differences(list, visit, before, after);
    add_alert_differences(list, visit, before, after);
    add_difference(list, visit, "", "reason", before->reason, after->reason);
    add_difference(list, visit, "", "case", before->case_reference, after->case_reference);
    return json_pack("{s:I, s:b, s:o}", "against", (json_int_t)view->base_version, "same", json_array_size(list) == 0,
                     "list", list);
}
