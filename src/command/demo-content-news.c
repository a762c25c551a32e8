/* SPDX-License-Identifier: Apache-2.0 */
/* What the council says to everybody: topics, and publications with what became of them. */
#include "command/demo-content-private.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"

void
demo_content_free_topic(gpointer data)
{
    topic_row_free(data);
}

void
demo_content_free_publication(gpointer data)
{
    DemoPublication *publication = data;

    g_clear_pointer(&publication->content, publication_content_free);
    g_clear_pointer(&publication->picture, g_bytes_unref);
    g_free(publication);
}

void
demo_content_free_news(gpointer data)
{
    DemoNews *news = data;

    g_clear_pointer(&news->content, publication_content_free);
    g_free(news);
}

/* ---- topics ---- */

static gboolean
load_topic(DemoContent *content, json_t *value, GError **error)
{
    TopicRow *topic = g_new0(TopicRow, 1);
    const char *code = NULL, *language;
    json_t *names = NULL, *name;

    topic->names = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(content->topics, topic);
    if (!demo_content_unpack(value, "topics", error, "{s:s,s:o!}", "code", &code, "names", &names))
        return FALSE;
    topic->code = g_strdup(code);
    json_object_foreach(names, language, name)
    {
        g_ptr_array_add(topic->names, g_strdup(language));
        g_ptr_array_add(topic->names, g_strdup(json_string_value(name)));
    }
    return TRUE;
}

/* ---- texts ---- */

static void
take(char **member, const char *value)
{
    g_free(*member);
    *member = g_strdup(value != NULL ? value : "");
}

static gboolean
load_text(DemoContent *content, PublicationContent *of, const char *language, json_t *value, const char *place,
          GError **error)
{
    PublicationText *text = publication_content_add_text(of, language);
    const char *title, *summary = NULL, *event = NULL, *instruction = NULL, *area = NULL, *body;
    json_t *paragraphs;

    if (!demo_content_unpack(value, place, error, "{s:s,s?s,s:o,s?s,s?s,s?s!}", "title", &title, "summary", &summary,
                             "text", &paragraphs, "event", &event, "instruction", &instruction, "area", &area))
        return FALSE;
    body = demo_content_join(content, paragraphs, place, error);
    if (body == NULL)
        return FALSE;
    take(&text->title, title);
    take(&text->summary, summary);
    take(&text->body, body);
    take(&text->event, event);
    take(&text->instruction, instruction);
    take(&text->area, area);
    return TRUE;
}

static gboolean
load_texts(DemoContent *content, PublicationContent *of, json_t *texts, const char *place, GError **error)
{
    const char *language;
    json_t *value;

    json_object_foreach(texts, language,
                        value) if (!load_text(content, of, language, value, place, error)) return FALSE;
    return of->texts->len > 0 || demo_content_fail(error, place, "has no texts");
}

/* ---- steps ---- */

static const struct {
    const char *name;
    DemoNewsKind kind;
} STEPS[] = {
    { "write", DEMO_NEWS_WRITE },     { "submit", DEMO_NEWS_SUBMIT },   { "approve", DEMO_NEWS_APPROVE },
    { "release", DEMO_NEWS_RELEASE }, { "correct", DEMO_NEWS_CORRECT }, { "withdraw", DEMO_NEWS_WITHDRAW },
};

static gboolean
load_step(DemoContent *content, DemoPublication *of, json_t *value, GError **error)
{
    DemoNews *news = g_new0(DemoNews, 1);
    const char *at = NULL, *what = NULL;
    json_t *texts = NULL;

    news->of = of;
    g_ptr_array_add(content->news, news);
    if (!demo_content_unpack(value, of->key, error, "{s:s,s:s,s:s,s?s,s?o!}", "at", &at, "by", &news->by, "do", &what,
                             "reason", &news->reason, "texts", &texts) ||
        !demo_content_check_staff(content, news->by, of->key, error) ||
        !demo_content_time(content, at, &news->time, of->key, error))
        return FALSE;
    if (texts != NULL) {
        news->content = publication_content_new();
        if (!load_texts(content, news->content, texts, of->key, error))
            return FALSE;
    }
    for (guint i = 0; i < G_N_ELEMENTS(STEPS); i++)
        if (strcmp(STEPS[i].name, what) == 0) {
            news->kind = STEPS[i].kind;
            return TRUE;
        }
    return demo_content_fail(error, of->key, "does what is no known step");
}

/* ---- publications ---- */

static gboolean
load_alert(DemoPublication *of, json_t *value, GError **error)
{
    const char *category, *urgency, *severity, *certainty, *response;

    if (value == NULL)
        return TRUE;
    if (!demo_content_unpack(value, of->key, error, "{s:s,s:s,s:s,s:s,s:s!}", "category", &category, "urgency",
                             &urgency, "severity", &severity, "certainty", &certainty, "response", &response))
        return FALSE;
    take(&of->content->category, category);
    take(&of->content->urgency, urgency);
    take(&of->content->severity, severity);
    take(&of->content->certainty, certainty);
    take(&of->content->response, response);
    return TRUE;
}

static gboolean
load_picture(DemoContent *content, DemoPublication *of, const char *file, GError **error)
{
    g_autofree char *path = file != NULL ? g_build_filename(content->folder, file, NULL) : NULL;
    char *bytes;
    gsize length;

    if (file == NULL)
        return TRUE;
    if (strchr(file, '/') != NULL || !g_file_get_contents(path, &bytes, &length, error))
        return FALSE;
    of->picture_name = file;
    of->picture = g_bytes_new_take(bytes, length);
    return TRUE;
}

static gboolean
load_publication(DemoContent *content, json_t *value, GError **error)
{
    DemoPublication *of = g_new0(DemoPublication, 1);
    const char *kind = "", *service = NULL, *file = NULL;
    int expires = 0, scheduled = 0;
    json_t *topics = NULL, *texts = NULL, *alert = NULL, *steps = NULL, *item;
    size_t index;

    of->content = publication_content_new();
    g_ptr_array_add(content->publications, of);
    if (!demo_content_unpack(value, "publications", error, "{s:s,s:s,s:o,s?s,s?i,s?i,s?o,s?s,s:o,s:o!}", "key",
                             &of->key, "kind", &kind, "topics", &topics, "service", &service, "expires", &expires,
                             "scheduled", &scheduled, "alert", &alert, "picture", &file, "texts", &texts, "steps",
                             &steps))
        return FALSE;
    if (!publication_kind_parse(kind, &of->kind))
        return demo_content_fail(error, of->key, "is no known kind of publication");
    if (service != NULL && demo_content_find_service(content, service) == NULL)
        return demo_content_fail(error, of->key, "names no service of the file");
    take(&of->content->service, service);
    of->content->expires = expires != 0 ? content->now + expires * CLOCK_HOUR : 0;
    of->content->scheduled = scheduled != 0 ? content->now + scheduled * CLOCK_HOUR : 0;
    json_array_foreach(topics, index, item) g_ptr_array_add(of->content->topics, g_strdup(json_string_value(item)));
    if (!load_texts(content, of->content, texts, of->key, error) || !load_alert(of, alert, error) ||
        !load_picture(content, of, file, error))
        return FALSE;
    json_array_foreach(steps, index, item) if (!load_step(content, of, item, error)) return FALSE;
    return TRUE;
}

static gint
compare_times(gconstpointer a, gconstpointer b)
{
    const DemoNews *const *first = a, *const *second = b;

    return (*first)->time < (*second)->time ? -1 : (*first)->time > (*second)->time;
}

gboolean
demo_content_load_news(DemoContent *content, GError **error)
{
    if (json_object_get(content->root, "publications") == NULL)
        return TRUE; /* a council that keeps silent */
    if (!demo_content_load_list(content, "topics", load_topic, error) ||
        !demo_content_load_list(content, "publications", load_publication, error))
        return FALSE;
    g_ptr_array_sort(content->news, compare_times);
    return TRUE;
}

const GPtrArray *
demo_content_topics(const DemoContent *content)
{
    return content->topics;
}

const GPtrArray *
demo_content_news(const DemoContent *content)
{
    return content->news;
}
