/* SPDX-License-Identifier: Apache-2.0 */
/* JSON Feed 1.1. */
#include <jansson.h>
#include <stdlib.h>

#include "wire/feed.h"

/* Any bytes as JSON text. */
static json_t *
text(const char *value)
{
    g_autofree char *valid = g_utf8_make_valid(value, -1);

    return json_string(valid);
}

static void
set(json_t *object, const char *key, const char *value)
{
    if (value != NULL)
        json_object_set_new(object, key, text(value));
}

static void
set_time(json_t *object, const char *key, gint64 time)
{
    g_autofree char *value = feed_time_format(time);

    set(object, key, value);
}

static json_t *
describe_item(const FeedEntry *entry)
{
    json_t *item = json_object();

    set(item, "id", entry->id);
    set(item, "url", entry->url);
    set(item, "title", entry->title);
    set(item, "summary", entry->summary);
    set(item, entry->html != NULL ? "content_html" : "content_text",
        entry->html != NULL ? entry->html : entry->summary);
    set_time(item, "date_published", entry->published);
    set_time(item, "date_modified", entry->updated);
    if (entry->topics != NULL && entry->topics[0] != NULL) {
        json_t *tags = json_array();

        for (gsize i = 0; entry->topics[i] != NULL; i++)
            json_array_append_new(tags, text(entry->topics[i]));
        json_object_set_new(item, "tags", tags);
    }
    if (entry->enclosure != NULL)
        json_object_set_new(
            item, "attachments",
            json_pack("[{s:o, s:o}]", "url", text(entry->enclosure), "mime_type", text(entry->enclosure_type)));
    return item;
}

char *
feed_json_write(const Feed *feed, GError **error)
{
    json_t *whole, *items;
    char *dump, *out;

    if (!feed_check(feed, error))
        return NULL;
    whole = json_object();
    items = json_array();
    set(whole, "version", "https://jsonfeed.org/version/1.1");
    set(whole, "title", feed->title);
    set(whole, "home_page_url", feed->site);
    set(whole, "feed_url", feed->self);
    set(whole, "next_url", feed->next);
    set(whole, "language", feed->language);
    json_object_set_new(whole, "authors", json_pack("[{s:o}]", "name", text(feed->author)));
    for (guint i = 0; i < feed->count; i++)
        json_array_append_new(items, describe_item(&feed->entries[i]));
    json_object_set_new(whole, "items", items);
    dump = json_dumps(whole, JSON_INDENT(1));
    json_decref(whole);
    out = g_strdup(dump);
    free(dump);
    return out;
}
