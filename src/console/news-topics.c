/* SPDX-License-Identifier: Apache-2.0 */
/* The topics of publications, with a name in each language. */
#include <string.h>

#include "base/error.h"
#include "base/number.h"
#include "console/flash.h"
#include "console/page.h"
#include "mediation/publishing/topics.h"
#include "views/newsletter-view.h"

static json_t *
describe_names(const ConsoleVisit *visit, const TopicRow *topic)
{
    const Locales *locales = visit->console->mediation->locales;
    json_t *list = json_array();

    for (guint i = 0; i < locales_count(locales); i++) {
        const char *tag = locale_tag(locales_at(locales, i)), *value = "";
        g_autofree char *language = locale_language(visit->locale, tag);

        for (guint n = 0; topic != NULL && n + 1 < topic->names->len; n += 2)
            if (strcmp(g_ptr_array_index(topic->names, n), tag) == 0)
                value = g_ptr_array_index(topic->names, n + 1);
        part_add(list,
                 json_pack("{s:s, s:s, s:s, s:o}", "code", tag, "field",
                           http_request_format(visit->request, "name-%s-%s", topic != NULL ? topic->code : "", tag),
                           "language_name", language, "value", part_text(value)));
    }
    return list;
}

/* How many get it by mail, not who; null: nobody. */
static json_t *
subscribers_of(const ConsoleVisit *visit, const GArray *counts, const char *code)
{
    for (guint i = 0; i < counts->len; i++) {
        const SubscriberCount *count = &g_array_index(counts, SubscriberCount, i);
        g_autofree char *number = strcmp(count->place, code) == 0 ? locale_number(visit->locale, count->count) : NULL;

        if (number != NULL)
            return json_string(number);
    }
    return json_null();
}

static gboolean
show(const ConsoleVisit *visit, const GError *trouble, GError **error)
{
    g_autoptr(GArray) counts = NULL;
    g_autoptr(GPtrArray) topics = NULL;
    gint64 all;
    gboolean may = rights_may_anywhere(visit->actor, ACTION_MANAGE_TOPICS);
    json_t *list;

    if (!rights_check_anywhere(visit->actor, ACTION_SEE_PUBLICATIONS, error))
        return FALSE;
    counts = newsletter_view_counts(visit->console->mediation, visit->actor, &all, error);
    topics = counts != NULL ? topics_list(visit->console->mediation, visit->actor, error) : NULL;
    if (topics == NULL)
        return FALSE;
    list = json_array();
    for (guint i = 0; i < topics->len; i++) {
        const TopicRow *topic = g_ptr_array_index(topics, i);

        part_add(list, json_pack("{s:s, s:o, s:b, s:o, s:o, s:s?}", "code", topic->code, "subscribers",
                                 subscribers_of(visit, counts, topic->code), "closed", topic->closed, "topic_name",
                                 part_text(topic_row_name(topic, locale_tag(visit->locale))), "names",
                                 describe_names(visit, topic), "action",
                                 may ? http_request_format(visit->request, "/news-topics/%s", topic->code) : NULL));
    }
    return page_render(visit, "news-topics", "publications",
                       json_pack("{s:o, s:s, s:s, s:s?, s:o, s:o}", "errors",
                                 trouble != NULL ? page_error_said(visit, "topic-code", trouble) : json_null(),
                                 "list_url", "/publications", "subscribers_url", "/subscribers", "make",
                                 may ? "/news-topics" : NULL, "new_names", describe_names(visit, NULL), "topics",
                                 part_list(list)),
                       error);
}

gboolean
console_news_topics_list(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    (void)data;
    return show(console_visit(request, response), NULL, error);
}

static TopicRow *
read_row(const ConsoleVisit *visit)
{
    const Locales *locales = visit->console->mediation->locales;
    TopicRow *row = g_new0(TopicRow, 1);

    row->names = g_ptr_array_new_with_free_func(g_free);
    row->closed = *console_field(visit, "closed") == '1';
    for (guint i = 0; i < locales_count(locales); i++) {
        const char *tag = locale_tag(locales_at(locales, i));

        g_ptr_array_add(row->names, g_strdup(tag));
        g_ptr_array_add(row->names,
                        g_strdup(console_field(visit, http_request_format(visit->request, "name-%s", tag))));
    }
    return row;
}

/* @trouble is taken. */
static gboolean
end(const ConsoleVisit *visit, gboolean done, GError *trouble, GError **error)
{
    gboolean shown;

    if (done) {
        flash_set(visit, "topic_saved", NULL, NULL);
        return http_response_redirect(visit->response, "/news-topics");
    }
    if (!page_comes_back(visit, &trouble, error))
        return FALSE;
    shown = show(visit, trouble, error);
    g_error_free(trouble);
    return shown;
}

gboolean
console_news_topics_make(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autoptr(TopicRow) row = read_row(visit);
    GError *trouble = NULL;
    gboolean done;

    (void)data;
    row->code = g_strdup(console_field(visit, "code"));
    done = topics_make(visit->console->mediation, visit->actor, row, &trouble);
    return end(visit, done, trouble, error);
}

gboolean
console_news_topics_change(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    const char *code = http_request_parameter(request, "topic");
    g_autoptr(GPtrArray) topics = topics_list(visit->console->mediation, visit->actor, error);
    g_autoptr(TopicRow) row = read_row(visit);
    GError *trouble = NULL;
    gboolean done;

    (void)data;
    for (guint i = 0; topics != NULL && i < topics->len; i++) {
        const TopicRow *topic = g_ptr_array_index(topics, i);

        if (strcmp(topic->code, code) != 0)
            continue;
        row->id = topic->id;
        row->code = g_strdup(code);
        done = topics_change(visit->console->mediation, visit->actor, row, &trouble);
        return end(visit, done, trouble, error);
    }
    if (topics != NULL)
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such topic");
    return FALSE;
}
