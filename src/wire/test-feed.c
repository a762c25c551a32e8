/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/feed.h"

#include <jansson.h>

#include "base/error.h"
#include "wire/test-xml.h"

#define NOON    G_GINT64_CONSTANT(1795348800000000)     /* 2026-11-22T12:00:00Z */
#define EVENING (NOON + G_GINT64_CONSTANT(29640000000)) /* 20:14 */

static const char *const TOPICS[] = { "Roads & paths", NULL };
static const FeedEntry ENTRIES[] = {
    { .id = "tag:northam.example,2026:bridge",
      .url = "https://northam.example/news/bridge?lang=en",
      .title = "Mill Bridge <closed> & dry",
      .summary = "From Monday.",
      .html = "<p>Use the \"ferry\".</p>",
      .topics = TOPICS,
      .published = NOON,
      .updated = EVENING },
    { .id = "tag:northam.example,2026:flood",
      .url = "https://northam.example/news/flood?lang=en",
      .title = "Flood",
      .summary = "Go up.",
      .published = NOON,
      .updated = NOON,
      .enclosure = "https://northam.example/alerts/1.cap",
      .enclosure_type = "application/cap+xml" },
};

static Feed
feed(void)
{
    return (Feed){ .id = "tag:northam.example,2026:feeds/all/en",
                   .title = "Northam: all news",
                   .language = "en",
                   .author = "Northam Borough Council",
                   .self = "https://northam.example/feeds/all/en/atom.xml?page=2",
                   .site = "https://northam.example/news?lang=en",
                   .first = "https://northam.example/feeds/all/en/atom.xml",
                   .previous = "https://northam.example/feeds/all/en/atom.xml",
                   .updated = EVENING,
                   .entries = ENTRIES,
                   .count = G_N_ELEMENTS(ENTRIES) };
}

static void
atom_is_written_as_the_standard_says(void)
{
    Feed whole = feed();
    g_autofree char *text = feed_atom_write(&whole, NULL);

    g_assert_cmpstr(
        text, ==,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\">\n"
        " <id>tag:northam.example,2026:feeds/all/en</id>\n"
        " <title>Northam: all news</title>\n"
        " <updated>2026-11-22T20:14:00Z</updated>\n"
        " <author>\n"
        "  <name>Northam Borough Council</name>\n"
        " </author>\n"
        " <link rel=\"self\" type=\"application/atom+xml\" "
        "href=\"https://northam.example/feeds/all/en/atom.xml?page=2\"/>\n"
        " <link rel=\"alternate\" type=\"text/html\" href=\"https://northam.example/news?lang=en\"/>\n"
        " <link rel=\"first\" type=\"application/atom+xml\" href=\"https://northam.example/feeds/all/en/atom.xml\"/>\n"
        " <link rel=\"previous\" type=\"application/atom+xml\" "
        "href=\"https://northam.example/feeds/all/en/atom.xml\"/>\n"
        " <entry>\n"
        "  <id>tag:northam.example,2026:bridge</id>\n"
        "  <title>Mill Bridge &lt;closed&gt; &amp; dry</title>\n"
        "  <published>2026-11-22T12:00:00Z</published>\n"
        "  <updated>2026-11-22T20:14:00Z</updated>\n"
        "  <link rel=\"alternate\" type=\"text/html\" href=\"https://northam.example/news/bridge?lang=en\"/>\n"
        "  <category term=\"Roads &amp; paths\"/>\n"
        "  <summary>From Monday.</summary>\n"
        "  <content type=\"html\">&lt;p&gt;Use the &quot;ferry&quot;.&lt;/p&gt;</content>\n"
        " </entry>\n"
        " <entry>\n"
        "  <id>tag:northam.example,2026:flood</id>\n"
        "  <title>Flood</title>\n"
        "  <published>2026-11-22T12:00:00Z</published>\n"
        "  <updated>2026-11-22T12:00:00Z</updated>\n"
        "  <link rel=\"alternate\" type=\"text/html\" href=\"https://northam.example/news/flood?lang=en\"/>\n"
        "  <link rel=\"enclosure\" type=\"application/cap+xml\" href=\"https://northam.example/alerts/1.cap\"/>\n"
        "  <summary>Go up.</summary>\n"
        " </entry>\n"
        "</feed>\n");
}

static void
another_library_reads_back_what_was_put_in(void)
{
    Feed whole = feed();
    g_autofree char *atom = feed_atom_write(&whole, NULL), *rss = feed_rss_write(&whole, NULL);
    g_autofree char *content = test_xml_find(atom, "content", 1), *encoded = test_xml_find(rss, "content:encoded", 1);
    g_autofree char *guid = test_xml_find(rss, "guid", 2), *date = test_xml_find(rss, "pubDate", 2);
    g_autofree char *category = test_xml_find(rss, "category", 1), *build = test_xml_find(rss, "lastBuildDate", 1);

    g_assert_cmpstr(content, ==, "<p>Use the \"ferry\".</p>");
    g_assert_cmpstr(encoded, ==, "<p>Use the \"ferry\".</p>");
    g_assert_cmpstr(guid, ==, "tag:northam.example,2026:bridge");
    g_assert_cmpstr(date, ==, "Sun, 22 Nov 2026 12:00:00 GMT");
    g_assert_cmpstr(build, ==, "Sun, 22 Nov 2026 20:14:00 GMT");
    g_assert_cmpstr(category, ==, "Roads & paths");
    g_assert_nonnull(strstr(rss, "<guid isPermaLink=\"false\">"));
    g_assert_nonnull(strstr(rss, "<atom:link rel=\"self\""));
}

static void
json_feed_has_what_version_1_1_asks_for(void)
{
    Feed whole = feed();
    g_autofree char *text = feed_json_write(&whole, NULL);
    json_t *root = json_loads(text, 0, NULL), *item = json_array_get(json_object_get(root, "items"), 0);
    json_t *second = json_array_get(json_object_get(root, "items"), 1);

    g_assert_cmpstr(json_string_value(json_object_get(root, "version")), ==, "https://jsonfeed.org/version/1.1");
    g_assert_cmpstr(json_string_value(json_object_get(root, "feed_url")), ==, whole.self);
    g_assert_null(json_object_get(root, "next_url"));
    g_assert_cmpstr(json_string_value(json_object_get(item, "id")), ==, ENTRIES[0].id);
    g_assert_cmpstr(json_string_value(json_object_get(item, "title")), ==, ENTRIES[0].title);
    g_assert_cmpstr(json_string_value(json_object_get(item, "content_html")), ==, ENTRIES[0].html);
    g_assert_cmpstr(json_string_value(json_object_get(item, "date_published")), ==, "2026-11-22T12:00:00Z");
    g_assert_cmpstr(json_string_value(json_object_get(item, "date_modified")), ==, "2026-11-22T20:14:00Z");
    g_assert_cmpstr(json_string_value(json_object_get(second, "content_text")), ==, "Go up.");
    g_assert_cmpuint(json_array_size(json_object_get(second, "attachments")), ==, 1);
    json_decref(root);
}

static void
what_a_format_demands_is_asked_for(void)
{
    typedef char *(*Writer)(const Feed *, GError **);
    static const Writer writers[] = { feed_atom_write, feed_rss_write, feed_json_write };

    for (gsize i = 0; i < G_N_ELEMENTS(writers); i++) {
        Feed whole = feed();
        FeedEntry entry = ENTRIES[0];
        g_autoptr(GError) author = NULL, title = NULL, text = NULL, times = NULL;

        whole.author = "";
        g_assert_null(writers[i](&whole, &author));
        g_assert_error(author, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
        whole = feed();
        whole.entries = &entry;
        whole.count = 1;
        entry.title = NULL;
        g_assert_null(writers[i](&whole, &title));
        entry = ENTRIES[0];
        entry.html = entry.summary = NULL;
        g_assert_null(writers[i](&whole, &text));
        entry = ENTRIES[0];
        entry.updated = entry.published - 1;
        g_assert_null(writers[i](&whole, &times));
        g_assert_error(times, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    }
}

static void
a_page_of_a_feed_has_a_limit(void)
{
    Feed whole = feed();
    g_autoptr(GError) error = NULL;

    whole.count = FEED_ENTRIES_MAX + 1;
    g_assert_null(feed_atom_write(&whole, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT);
}

static void
what_xml_cannot_carry_is_left_out(void)
{
    Feed whole = feed();
    FeedEntry entry = ENTRIES[0];
    g_autofree char *text = NULL, *title = NULL;

    entry.title = "a\x01\x0b"
                  "b\xff \xef\xbf\xbf ]]> c";
    whole.entries = &entry;
    whole.count = 1;
    text = feed_rss_write(&whole, NULL);
    title = test_xml_find(text, "title", 2);
    g_assert_cmpstr(title, ==, "Northam: all news");
    g_assert_nonnull(strstr(text, "<title>ab\xef\xbf\xbd  ]]&gt; c</title>"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/feed/atom-is-written-as-the-standard-says", atom_is_written_as_the_standard_says);
    g_test_add_func("/feed/another-library-reads-back-what-was-put-in", another_library_reads_back_what_was_put_in);
    g_test_add_func("/feed/json-feed-has-what-version-1-1-asks-for", json_feed_has_what_version_1_1_asks_for);
    g_test_add_func("/feed/what-a-format-demands-is-asked-for", what_a_format_demands_is_asked_for);
    g_test_add_func("/feed/a-page-of-a-feed-has-a-limit", a_page_of_a_feed_has_a_limit);
    g_test_add_func("/feed/what-xml-cannot-carry-is-left-out", what_xml_cannot_carry_is_left_out);
    return g_test_run();
}
