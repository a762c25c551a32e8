/* SPDX-License-Identifier: Apache-2.0 */
/* Atom, RFC 4287. */
#include "wire/feed.h"
#include "wire/xml.h"

static void
write_link(XmlWriter *writer, const char *rel, const char *type, const char *href)
{
    if (href == NULL)
        return;
    xml_writer_open(writer, "link", "rel", rel, "type", type, "href", href, NULL);
    xml_writer_close(writer);
}

static void
write_time(XmlWriter *writer, const char *name, gint64 time)
{
    g_autofree char *text = feed_time_format(time);

    xml_writer_leaf(writer, name, text);
}

static void
write_entry(XmlWriter *writer, const FeedEntry *entry)
{
    xml_writer_open(writer, "entry", NULL);
    xml_writer_leaf(writer, "id", entry->id);
    xml_writer_leaf(writer, "title", entry->title);
    write_time(writer, "published", entry->published);
    write_time(writer, "updated", entry->updated);
    write_link(writer, "alternate", "text/html", entry->url);
    write_link(writer, "enclosure", entry->enclosure_type, entry->enclosure);
    for (gsize i = 0; entry->topics != NULL && entry->topics[i] != NULL; i++) {
        xml_writer_open(writer, "category", "term", entry->topics[i], NULL);
        xml_writer_close(writer);
    }
    xml_writer_leaf(writer, "summary", entry->summary);
    if (entry->html != NULL) {
        xml_writer_open(writer, "content", "type", "html", NULL);
        xml_writer_text(writer, entry->html);
        xml_writer_close(writer);
    }
    xml_writer_close(writer);
}

char *
feed_atom_write(const Feed *feed, GError **error)
{
    g_autoptr(XmlWriter) writer = NULL;

    if (!feed_check(feed, error))
        return NULL;
    writer = xml_writer_new();
    xml_writer_open(writer, "feed", "xmlns", "http://www.w3.org/2005/Atom", "xml:lang", feed->language, NULL);
    xml_writer_leaf(writer, "id", feed->id);
    xml_writer_leaf(writer, "title", feed->title);
    write_time(writer, "updated", feed->updated);
    xml_writer_open(writer, "author", NULL);
    xml_writer_leaf(writer, "name", feed->author);
    xml_writer_close(writer);
    write_link(writer, "self", "application/atom+xml", feed->self);
    write_link(writer, "alternate", "text/html", feed->site);
    write_link(writer, "first", "application/atom+xml", feed->first);
    write_link(writer, "previous", "application/atom+xml", feed->previous);
    write_link(writer, "next", "application/atom+xml", feed->next);
    write_link(writer, "last", "application/atom+xml", feed->last);
    for (guint i = 0; i < feed->count; i++)
        write_entry(writer, &feed->entries[i]);
    xml_writer_close(writer);
    return xml_writer_finish(writer);
}
