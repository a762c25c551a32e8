/* SPDX-License-Identifier: Apache-2.0 */
/* What we say, as notes. Pure. */
#include <string.h>

#include "base/canonical.h"
#include "base/error.h"
#include "base/id.h"
#include "base/locale.h"
#include "channels/fediverse/fediverse-private.h"
#include "mediation/publishing/publishing.h"
#include "wire/article.h"
#include "wire/html.h"
#include "wire/markdown.h"

/* ---- answers to one person ---- */

/* That nothing here is private: both servers read it. In the language of the answer. */
static char *
warning_of(const Fediverse *fediverse, const Outgoing *outgoing)
{
    const Publishing *publishing = fediverse->host->publishing;
    const Locales *locales = publishing != NULL ? publishing_mediation(publishing)->locales : NULL;
    const Locale *locale = locales != NULL ? locales_find(locales, outgoing->language) : NULL;

    if (outgoing->kind != RELEASE_ACKNOWLEDGEMENT)
        return g_strdup("");
    return g_strconcat("\n\n",
                       locale_say(locale, SAY("Messages here can be read by those who run your server and ours. Please "
                                              "send nothing confidential this way.")),
                       NULL);
}

/* Whom it is to is put in when it leaves: her id is known to her server alone. */
static json_t *
answer_of(const Outgoing *outgoing, const char *id, const char *html)
{
    json_t *note =
        json_pack("{s:s, s:s, s:s, s:[s]}", "id", id, "type", "Note", "content", html, "to", outgoing->recipient);

    if (*outgoing->language != '\0')
        json_object_set_new(note, "contentMap", json_pack("{s:s}", outgoing->language, html));
    if (activity_is_id(outgoing->in_reply_to))
        json_object_set_new(note, "inReplyTo", json_string(outgoing->in_reply_to));
    return note;
}

static gboolean
check_answer(const Outgoing *outgoing, const char *plain, GError **error)
{
    const char *wrong = NULL;

    if (outgoing->attachments->len > 0)
        wrong = SAY_NOOP("the social network carries no files from us; take them out, or answer by mail");
    else if (g_utf8_strlen(plain, -1) > FEDIVERSE_ANSWER_LENGTH)
        wrong = SAY_NOOP("an answer on the social network has at most 5,000 characters; shorten it");
    if (wrong != NULL)
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, wrong);
    return wrong == NULL;
}

Rendering *
fediverse_render_answer(gpointer channel, const Outgoing *outgoing, GError **error)
{
    const Fediverse *fediverse = channel;
    g_autofree char *warning = warning_of(fediverse, outgoing), *text = g_strconcat(outgoing->text, warning, NULL);
    g_autofree char *plain = markdown_to_text(text), *html = markdown_to_html(text), *payload = NULL;
    Rendering *rendering;

    if (!check_answer(outgoing, plain, error))
        return NULL;
    rendering = g_new0(Rendering, 1);
    rendering->external_id = fediverse_name_note(fediverse, outgoing->release);
    payload = canonical_json_take(answer_of(outgoing, rendering->external_id, html));
    rendering->payload = g_bytes_new(payload, strlen(payload));
    rendering->headline = g_strdup_printf("From: %s\nTo: %s, and nobody else", outgoing->endpoint, outgoing->recipient);
    rendering->text = g_steal_pointer(&plain);
    rendering->html = g_steal_pointer(&html);
    rendering->units = 1;
    return rendering;
}

/* ---- what everybody reads ---- */

/* As many characters of @text as @left, at the end of a word; takes them off. */
static char *
cut(const char *text, glong *left)
{
    g_autofree char *line = g_strstrip(g_strdup(text));
    glong length = g_utf8_strlen(line, -1);
    char *end, *blank;

    if (length <= *left) {
        *left -= length;
        return g_steal_pointer(&line);
    }
    if (*left < 2)
        return g_strdup("");
    end = g_utf8_offset_to_pointer(line, *left - 1);
    *end = '\0';
    blank = strrchr(line, ' ');
    if (blank != NULL && blank > line + strlen(line) / 2)
        *blank = '\0';
    *left = 0;
    return g_strconcat(line, "…", NULL);
}

static void
add_paragraph(GString *html, const char *text, glong *left)
{
    g_autofree char *plain = cut(text, left), *escaped = html_escape(plain);
    g_auto(GStrv) lines = g_strsplit(escaped, "\n", -1);
    g_autofree char *joined = g_strjoinv("<br>", lines);

    if (*plain == '\0')
        return;
    g_string_append_printf(html, "<p>%s</p>", joined);
    *left = MAX(*left - 2, 0); /* the line between two paragraphs */
}

static char *
link_of(const Fediverse *fediverse, const PublicationItem *item, const char *language)
{
    return g_strdup_printf("%s/news/%s?lang=%s", fediverse->base, item->slug, language);
}

/* Title, what to do in an alert, why it was corrected, what it is about; and the link, which is never cut. */
static char *
write_post(const Fediverse *fediverse, const PublicationItem *item, const PublicationText *text)
{
    glong left = (glong)fediverse->post_length - FEDIVERSE_LINK_LENGTH - 4;
    g_autofree char *url = link_of(fediverse, item, text->language), *escaped = html_escape(url);
    g_autofree char *body = *text->summary != '\0' ? g_strdup(text->summary) : markdown_to_text(text->body);
    GString *html = g_string_new(NULL);

    add_paragraph(html, text->title, &left);
    if (item->kind == PUBLICATION_ALERT)
        add_paragraph(html, text->instruction, &left);
    if (item->act == ACT_CORRECTION)
        add_paragraph(html, item->content->reason, &left);
    add_paragraph(html, body, &left);
    g_string_append_printf(html, "<p><a href=\"%s\" rel=\"nofollow noopener noreferrer\">%s</a></p>", escaped, escaped);
    return g_string_free(html, FALSE);
}

Rendering *
fediverse_render_publication(gpointer channel, const PublicationItem *item, const char *language, GError **error)
{
    const Fediverse *fediverse = channel;
    const PublicationText *text = publication_content_any(item->content, language);
    g_autofree char *html = item->act == ACT_WITHDRAWAL ? g_strdup("") : write_post(fediverse, item, text);
    g_autofree char *shared = fediverse_share_lines(fediverse, item);
    Rendering *rendering = g_new0(Rendering, 1);

    (void)error;
    rendering->external_id = fediverse_name_post(fediverse, item->slug);
    rendering->headline = item->act == ACT_WITHDRAWAL
                              ? g_strconcat("Post: deleted\nAddress: ", rendering->external_id, NULL)
                              : g_strconcat("Post: ", rendering->external_id, shared, NULL);
    rendering->text = html_to_text(html, strlen(html));
    rendering->payload = g_bytes_new(html, strlen(html));
    rendering->html = g_steal_pointer(&html);
    rendering->units = 1;
    return rendering;
}

/* ---- the same, as it leaves ---- */

json_t *
fediverse_render_context(void)
{
    return json_pack("[s, s]", ACTIVITY_CONTEXT, "https://w3id.org/security/v1");
}

static void
set_time(json_t *object, const char *name, gint64 time)
{
    g_autofree char *text = clock_format_utc(time - time % CLOCK_SECOND);

    json_object_set_new(object, name, json_string(text));
}

static json_t *
content_map(const Fediverse *fediverse, const PublicationItem *item)
{
    json_t *map = json_object();

    for (guint i = 0; i < item->content->texts->len; i++) {
        const PublicationText *text = g_ptr_array_index(item->content->texts, i);
        g_autofree char *html = write_post(fediverse, item, text);

        json_object_set_new(map, text->language, json_string(html));
    }
    return map;
}

#define PICTURES_MAX 4 /* Mastodon shows no more */

typedef struct {
    const Fediverse *fediverse;
    const PublicationItem *item;
    json_t *list;
} Showing;

/* With its alternative text, in the language of the text. */
static void
add_picture(const char *name, const char *words, gpointer data)
{
    const Showing *showing = data;
    g_autofree char *url = NULL;
    Figure figure = { 0 };
    json_t *picture;

    if (json_array_size(showing->list) >= PICTURES_MAX ||
        !publication_content_figure(showing->item->content, name, &figure) || figure.ornament)
        return;
    url = g_strconcat(showing->fediverse->base, figure.url, NULL);
    picture = json_pack("{s:s, s:s, s:s, s:s, s:i, s:i}", "type", "Image", "mediaType",
                        g_str_has_suffix(figure.url, ".png") ? "image/png" : "image/jpeg", "url", url, "name", words,
                        "width", (int)figure.width, "height", (int)figure.height);
    json_array_append_new(showing->list, picture);
}

static json_t *
pictures_of(const Fediverse *fediverse, const PublicationItem *item, const PublicationText *text)
{
    Showing showing = { fediverse, item, json_array() };

    article_pictures(text->body, add_picture, &showing);
    return showing.list;
}

static json_t *
tombstone(const char *id, const PublicationItem *item)
{
    json_t *object = json_pack("{s:s, s:s, s:s}", "id", id, "type", "Tombstone", "formerType", "Note");

    set_time(object, "deleted", item->updated);
    return object;
}

json_t *
fediverse_render_note(const Fediverse *fediverse, const PublicationItem *item, const char *name, GError **error)
{
    g_autofree char *id = fediverse_name_post(fediverse, item->slug), *actor = fediverse_name_actor(fediverse, name);
    g_autofree char *followers = fediverse_name_part(fediverse, name, "followers"), *html = NULL, *url = NULL;
    const PublicationText *text = item->content->texts->len > 0 ? g_ptr_array_index(item->content->texts, 0) : NULL;
    json_t *note;

    if (item->act == ACT_WITHDRAWAL)
        return tombstone(id, item);
    if (text == NULL) {
        fediverse_not_found(error);
        return NULL;
    }
    html = write_post(fediverse, item, text);
    url = link_of(fediverse, item, text->language);
    note =
        json_pack("{s:s, s:s, s:s, s:s, s:s, s:[s], s:[s], s:o, s:b, s:o}", "id", id, "type", "Note", "attributedTo",
                  actor, "content", html, "url", url, "to", ACTIVITY_PUBLIC, "cc", followers, "contentMap",
                  content_map(fediverse, item), "sensitive", FALSE, "attachment", pictures_of(fediverse, item, text));
    set_time(note, "published", item->published);
    if (item->act == ACT_CORRECTION)
        set_time(note, "updated", item->updated);
    return note;
}

/* @act: as what it is told; @told: when that was released. */
static json_t *
write_activity(const Fediverse *fediverse, const PublicationItem *item, PublicationAct act,
               const PublicationOutcome *told, const char *name, GError **error)
{
    static const char *const TYPES[] = { "Create", "Update", "Delete" };
    g_autofree char *post = fediverse_name_post(fediverse, item->slug), *actor = fediverse_name_actor(fediverse, name);
    g_autofree char *followers = fediverse_name_part(fediverse, name, "followers");
    g_autofree char *type = g_ascii_strdown(TYPES[act], -1);
    g_autofree char *id = g_strdup_printf("%s#%s-%u", post, type, told->number);
    json_t *object = fediverse_render_note(fediverse, item, name, error), *activity;

    if (object == NULL)
        return NULL;
    activity = json_pack("{s:o, s:s, s:s, s:s, s:[s], s:[s], s:o}", "@context", fediverse_render_context(), "id", id,
                         "type", TYPES[act], "actor", actor, "to", ACTIVITY_PUBLIC, "cc", followers, "object", object);
    set_time(activity, "published", told->at);
    return activity;
}

json_t *
fediverse_render_activity(const Fediverse *fediverse, const PublicationItem *item, const char *name, GError **error)
{
    return write_activity(fediverse, item, item->act, g_ptr_array_index(item->history, item->history->len - 1), name,
                          error);
}

json_t *
fediverse_render_late(const Fediverse *fediverse, const PublicationItem *item, const char *name, GError **error)
{
    return write_activity(fediverse, item, ACT_RELEASE, g_ptr_array_index(item->history, 0), name, error);
}
