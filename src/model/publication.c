/* SPDX-License-Identifier: Apache-2.0 */
#include "model/publication.h"

#include <string.h>

#include "base/error.h"
#include "base/locale.h"
#include "model/name-table.h"

static const char *const KINDS[] = { "news", "notice", "alert", "answer", NULL };
static const char *const STANDINGS[] = { "never", "released", "withdrawn", NULL };
static const char *const STAGES[] = { "none", "draft", "review", "approved", "scheduled", "missed", NULL };
static const char *const ACTS[] = { "release", "correction", "withdrawal", NULL };

NAME_TABLE(PublicationKind, publication_kind, KINDS)
NAME_TABLE(PublicationStanding, publication_standing, STANDINGS)
NAME_TABLE(PublicationStage, publication_stage, STAGES)
NAME_TABLE(PublicationAct, publication_act, ACTS)

/* ---- what a version says ---- */

static void
text_free(gpointer data)
{
    PublicationText *text = data;

    g_free(text->language);
    g_free(text->title);
    g_free(text->summary);
    g_free(text->body);
    g_free(text->event);
    g_free(text->instruction);
    g_free(text->area);
    g_free(text);
}

PublicationContent *
publication_content_new(void)
{
    PublicationContent *content = g_new0(PublicationContent, 1);
    char **empty[] = { &content->service,  &content->reason,  &content->case_reference, &content->category,
                       &content->response, &content->urgency, &content->severity,       &content->certainty,
                       &content->polygon,  &content->circle };

    content->texts = g_ptr_array_new_with_free_func(text_free);
    content->topics = g_ptr_array_new_with_free_func(g_free);
    content->pictures = publication_pictures_new();
    for (gsize i = 0; i < G_N_ELEMENTS(empty); i++)
        *empty[i] = g_strdup("");
    return content;
}

void
publication_content_free(PublicationContent *content)
{
    g_ptr_array_unref(content->texts);
    g_ptr_array_unref(content->topics);
    g_ptr_array_unref(content->pictures);
    g_free(content->service);
    g_free(content->reason);
    g_free(content->case_reference);
    g_free(content->category);
    g_free(content->response);
    g_free(content->urgency);
    g_free(content->severity);
    g_free(content->certainty);
    g_free(content->polygon);
    g_free(content->circle);
    g_free(content);
}

const PublicationText *
publication_content_text(const PublicationContent *content, const char *language)
{
    for (guint i = 0; i < content->texts->len; i++) {
        const PublicationText *text = g_ptr_array_index(content->texts, i);

        if (strcmp(text->language, language) == 0)
            return text;
    }
    return NULL;
}

const PublicationText *
publication_content_any(const PublicationContent *content, const char *language)
{
    const PublicationText *text = publication_content_text(content, language);

    return text != NULL ? text : content->texts->len > 0 ? g_ptr_array_index(content->texts, 0) : NULL;
}

PublicationText *
publication_content_add_text(PublicationContent *content, const char *language)
{
    PublicationText *text = (PublicationText *)publication_content_text(content, language);

    if (text != NULL)
        return text;
    text = g_new0(PublicationText, 1);
    text->language = g_strdup(language);
    text->title = g_strdup("");
    text->summary = g_strdup("");
    text->body = g_strdup("");
    text->event = g_strdup("");
    text->instruction = g_strdup("");
    text->area = g_strdup("");
    g_ptr_array_add(content->texts, text);
    return text;
}

/* ---- checks ---- */

static gboolean
is_blank(const char *text)
{
    while (g_ascii_isspace(*text))
        text++;
    return *text == '\0';
}

void
publication_content_tidy(PublicationContent *content)
{
    for (guint i = content->texts->len; i-- > 0;) {
        const PublicationText *text = g_ptr_array_index(content->texts, i);

        if (is_blank(text->title) && is_blank(text->summary) && is_blank(text->body))
            g_ptr_array_remove_index(content->texts, i);
    }
    publication_pictures_tidy(content);
}

static gboolean
refuse(GError **error, TribuneError code, const char *words)
{
    g_set_error_literal(error, TRIBUNE_ERROR, (int)code, words);
    return FALSE;
}

static gboolean
check_text(const PublicationText *text, GError **error)
{
    if (is_blank(text->title))
        return refuse(error, TRIBUNE_ERROR_INVALID, SAY_NOOP("each language needs a title"));
    if (is_blank(text->body))
        return refuse(error, TRIBUNE_ERROR_INVALID, SAY_NOOP("each language needs a text"));
    if (g_utf8_strlen(text->title, -1) > PUBLICATION_TITLE_MAX)
        return refuse(error, TRIBUNE_ERROR_LIMIT, SAY_NOOP("a title has at most 200 characters"));
    if (g_utf8_strlen(text->summary, -1) > PUBLICATION_SUMMARY_MAX)
        return refuse(error, TRIBUNE_ERROR_LIMIT, SAY_NOOP("a summary has at most 500 characters"));
    if (strlen(text->body) > PUBLICATION_BODY_MAX)
        return refuse(error, TRIBUNE_ERROR_LIMIT, SAY_NOOP("a text has at most 128 KiB"));
    return TRUE;
}

gboolean
publication_content_check(const PublicationContent *content, PublicationAct act, GError **error)
{
    if (content->texts->len == 0)
        return refuse(error, TRIBUNE_ERROR_INVALID, SAY_NOOP("write title and text in at least one language"));
    if (content->texts->len > PUBLICATION_LANGUAGES_MAX)
        return refuse(error, TRIBUNE_ERROR_LIMIT, SAY_NOOP("at most 10 languages"));
    if (content->topics->len > PUBLICATION_TOPICS_MAX)
        return refuse(error, TRIBUNE_ERROR_LIMIT, SAY_NOOP("at most 10 topics"));
    if (content->pictures->len > PUBLICATION_PICTURES_MAX)
        return refuse(error, TRIBUNE_ERROR_LIMIT, SAY_NOOP("at most 20 pictures"));
    if (act != ACT_RELEASE && is_blank(content->reason))
        return refuse(error, TRIBUNE_ERROR_INVALID,
                      SAY_NOOP("say why: readers see it with what you correct or withdraw"));
    if (g_utf8_strlen(content->reason, -1) > PUBLICATION_REASON_MAX)
        return refuse(error, TRIBUNE_ERROR_LIMIT, SAY_NOOP("a reason has at most 500 characters"));
    for (guint i = 0; i < content->texts->len; i++)
        if (!check_text(g_ptr_array_index(content->texts, i), error))
            return FALSE;
    return TRUE;
}

/* ---- addresses ---- */

/* Letters that people write without their marks: what NFKD leaves over of "é" is "e". */
char *
publication_slug_make(const char *title)
{
    g_autofree char *plain = g_str_to_ascii(title, "de");
    GString *slug = g_string_new(NULL);

    for (const char *c = plain; *c != '\0' && slug->len < PUBLICATION_SLUG_MAX; c++) {
        if (g_ascii_isalnum(*c))
            g_string_append_c(slug, g_ascii_tolower(*c));
        else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
            g_string_append_c(slug, '-');
    }
    while (slug->len > 0 && slug->str[slug->len - 1] == '-')
        g_string_truncate(slug, slug->len - 1);
    if (slug->len == 0)
        g_string_append(slug, "item");
    return g_string_free(slug, FALSE);
}

/* ---- for channels ---- */

static void
outcome_free(gpointer data)
{
    PublicationOutcome *outcome = data;

    g_free(outcome->reason);
    g_free(outcome);
}

PublicationItem *
publication_item_new(void)
{
    PublicationItem *item = g_new0(PublicationItem, 1);

    item->history = g_ptr_array_new_with_free_func(outcome_free);
    item->topic_names = g_ptr_array_new_with_free_func(g_free);
    return item;
}

void
publication_item_free(PublicationItem *item)
{
    g_free(item->slug);
    g_clear_pointer(&item->content, publication_content_free);
    g_ptr_array_unref(item->history);
    g_ptr_array_unref(item->topic_names);
    g_free(item);
}
