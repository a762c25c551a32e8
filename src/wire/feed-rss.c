/* SPDX-License-Identifier: Apache-2.0 */
/* RSS 2.0, with the elements of Atom, Dublin Core and content that readers know. */
#include "wire/feed.h"
#include "wire/xml.h"

static void
write_link(XmlWriter *writer, const char *rel, const char *href)
{
    if (href == NULL)
        return;
    xml_writer_open(writer, "atom:link", "rel", rel, "type", "application/rss+xml", "href", href, NULL);
    xml_writer_close(writer);
}

static void
write_date(XmlWriter *writer, const char *name, gint64 time)
{
    g_autofree char *text = feed_date_format(time);

    xml_writer_leaf(writer, name, text);
}

/* The id is the guid and no address, so that a moved page stays the same item. RSS has no element for a change:
 * atom:updated says it. An enclosure would need the size of the file; atom:link needs none. */
static void
write_item(XmlWriter *writer, const FeedEntry *entry)
{
    g_autofree char *updated = feed_time_format(entry->updated);

    xml_writer_open(writer, "item", NULL);
    xml_writer_open(writer, "guid", "isPermaLink", "false", NULL);
    xml_writer_text(writer, entry->id);
    xml_writer_close(writer);
    xml_writer_leaf(writer, "title", entry->title);
    xml_writer_leaf(writer, "link", entry->url);
    write_date(writer, "pubDate", entry->published);
    xml_writer_leaf(writer, "atom:updated", updated);
    for (gsize i = 0; entry->topics != NULL && entry->topics[i] != NULL; i++)
        xml_writer_leaf(writer, "category", entry->topics[i]);
    if (entry->enclosure != NULL) {
        xml_writer_open(writer, "atom:link", "rel", "enclosure", "type", entry->enclosure_type, "href",
                        entry->enclosure, NULL);
        xml_writer_close(writer);
    }
    xml_writer_leaf(writer, "description", entry->summary != NULL ? entry->summary : entry->html);
    xml_writer_leaf(writer, "content:encoded", entry->html);
    xml_writer_close(writer);
}

char *
feed_rss_write(const Feed *feed, GError **error)
{
    g_autoptr(XmlWriter) writer = NULL;

    if (!feed_check(feed, error))
        return NULL;
    writer = xml_writer_new();
    xml_writer_open(writer, "rss", "version", "2.0", "xmlns:atom", "http://www.w3.org/2005/Atom", "xmlns:content",
                    "http://purl.org/rss/1.0/modules/content/", NULL);
    xml_writer_open(writer, "channel", NULL);
    xml_writer_leaf(writer, "title", feed->title);
    xml_writer_leaf(writer, "link", feed->site);
    xml_writer_leaf(writer, "description", feed->author);
    xml_writer_leaf(writer, "language", feed->language);
    write_date(writer, "lastBuildDate", feed->updated);
    write_link(writer, "self", feed->self);
    write_link(writer, "first", feed->first);
    write_link(writer, "previous", feed->previous);
    write_link(writer, "next", feed->next);
    write_link(writer, "last", feed->last);
    for (guint i = 0; i < feed->count; i++)
        write_item(writer, &feed->entries[i]);
    xml_writer_close(writer);
    xml_writer_close(writer);
    return xml_writer_finish(writer);
}
