/* SPDX-License-Identifier: Apache-2.0 */
/* What people write. */
#include <string.h>

#include "base/language.h"
#include "base/text.h"
#include "wire/activity-private.h"

static void
attachment_free(gpointer data)
{
    ActivityAttachment *attachment = data;

    g_free(attachment->url);
    g_free(attachment->type);
    g_free(attachment->name);
    g_free(attachment);
}

void
activity_note_free(ActivityNote *note)
{
    if (note == NULL)
        return;
    g_free(note->id);
    g_free(note->type);
    g_free(note->author);
    g_free(note->name);
    g_free(note->summary);
    g_free(note->content);
    g_free(note->language);
    g_free(note->url);
    g_free(note->in_reply_to);
    g_ptr_array_unref(note->to);
    g_ptr_array_unref(note->mentions);
    g_ptr_array_unref(note->attachments);
    g_free(note);
}

/* Between two characters. */
static void
cut(char *text, gsize size)
{
    if (strlen(text) <= size)
        return;
    while ((text[size] & 0xc0) == 0x80)
        size--;
    text[size] = '\0';
}

/* contentMap holds it by language; content is one of those, or stands alone. */
static void
read_content(const json_t *object, ActivityNote *note)
{
    const json_t *map = json_object_get(object, "contentMap");
    void *first = json_object_iter((json_t *)(gpointer)map);
    const char *key = first != NULL ? json_object_iter_key(first) : NULL;

    note->content = activity_dup_text(object, "content");
    note->language = g_strdup("");
    if (key == NULL || strlen(key) > 35)
        return;
    if (*note->content == '\0') {
        g_free(note->content);
        note->content = activity_dup_text(map, key);
    }
    if (json_object_size(map) == 1) {
        g_free(note->language);
        note->language = g_ascii_strdown(key, -1);
    }
}

static void
add_mention(ActivityNote *note, const json_t *tag)
{
    const char *type = json_string_value(activity_first(tag, "type"));
    const char *href = json_string_value(json_object_get(tag, "href"));

    if (g_strcmp0(type, "Mention") == 0 && href != NULL && activity_is_id(href) &&
        note->mentions->len < ACTIVITY_RECIPIENTS_MAX)
        g_ptr_array_add(note->mentions, g_strdup(href));
}

static void
read_tags(const json_t *object, ActivityNote *note)
{
    const json_t *tags = json_object_get(object, "tag");
    json_t *tag;
    gsize i;

    if (json_is_object(tags))
        add_mention(note, tags);
    json_array_foreach(tags, i, tag) add_mention(note, tag);
}

/* Of several addresses that one where people read it. */
static const json_t *
find_url(const json_t *object)
{
    const json_t *urls = json_object_get(object, "url");
    json_t *url;
    gsize i;

    json_array_foreach(urls, i, url)
    {
        if (g_strcmp0(json_string_value(json_object_get(url, "mediaType")), "text/html") == 0)
            return url;
    }
    return activity_first(object, "url");
}

/* `url` is a text, or a Link with its href, or a list of such. */
static char *
dup_link(const json_t *object)
{
    const json_t *url = find_url(object);
    const char *text = json_is_object(url) ? json_string_value(json_object_get(url, "href")) : json_string_value(url);

    return g_strdup(text != NULL && activity_is_id(text) ? text : "");
}

static void
add_attachment(ActivityNote *note, const json_t *item)
{
    ActivityAttachment *attachment;
    g_autofree char *url = dup_link(item);

    if (*url == '\0' || note->attachments->len >= ACTIVITY_ATTACHMENTS_MAX)
        return;
    attachment = g_new0(ActivityAttachment, 1);
    attachment->url = g_steal_pointer(&url);
    attachment->type = activity_dup_text(item, "mediaType");
    attachment->name = activity_dup_text(item, "name");
    g_ptr_array_add(note->attachments, attachment);
}

static void
read_attachments(const json_t *object, ActivityNote *note)
{
    const json_t *items = json_object_get(object, "attachment");
    json_t *item;
    gsize i;

    if (json_is_object(items))
        add_attachment(note, items);
    json_array_foreach(items, i, item) add_attachment(note, item);
}

static void
read_audience(const json_t *object, ActivityNote *note)
{
    activity_add_ids(object, "to", note->to, ACTIVITY_RECIPIENTS_MAX);
    activity_add_ids(object, "cc", note->to, ACTIVITY_RECIPIENTS_MAX);
    note->is_public = g_ptr_array_find_with_equal_func(note->to, ACTIVITY_PUBLIC, g_str_equal, NULL);
}

ActivityNote *
activity_note_read(const json_t *object, GError **error)
{
    g_autoptr(ActivityNote) note = g_new0(ActivityNote, 1);
    const char *type = json_string_value(activity_first(object, "type"));

    note->id = g_strdup(activity_id_of(object) != NULL ? activity_id_of(object) : "");
    note->type = g_strdup(type != NULL ? type : "");
    note->author = activity_dup_id(object, "attributedTo");
    note->name = activity_dup_text(object, "name");
    note->summary = activity_dup_text(object, "summary");
    note->url = dup_link(object);
    note->in_reply_to = activity_dup_id(object, "inReplyTo");
    note->published = activity_time(object, "published");
    note->updated = activity_time(object, "updated");
    note->to = g_ptr_array_new_with_free_func(g_free);
    note->mentions = g_ptr_array_new_with_free_func(g_free);
    note->attachments = g_ptr_array_new_with_free_func(attachment_free);
    read_content(object, note);
    read_audience(object, note);
    read_tags(object, note);
    read_attachments(object, note);
    note->is_vote =
        *note->content == '\0' && *note->name != '\0' && *note->in_reply_to != '\0' && strcmp(note->type, "Note") == 0;
    if (*note->id == '\0' || *note->author == '\0') {
        activity_refuse(error, "an object has no id or no author");
        return NULL;
    }
    cut(note->content, HTML_SIZE_MAX);
    return g_steal_pointer(&note);
}
