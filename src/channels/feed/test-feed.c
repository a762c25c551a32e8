/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "mediation/channel.h"

#define NOON G_GINT64_CONSTANT(1795348800000000) /* 2026-11-22T12:00:00Z */

extern const struct channel_driver feed_channel;

static const ChannelHost HOST = { .name = "feed",
                                  .authority = "Northam Borough Council",
                                  .domain = "northam.example",
                                  .portal_url = "https://contact.northam.example" };

static void
set(char **member, const char *text)
{
    g_free(*member);
    *member = g_strdup(text);
}

static void
add_outcome(PublicationItem *item, PublicationAct act, gint64 at)
{
    PublicationOutcome *outcome = g_new0(PublicationOutcome, 1);

    outcome->act = act;
    outcome->number = item->history->len + 1;
    outcome->at = at;
    outcome->reason = g_strdup("");
    g_ptr_array_add(item->history, outcome);
    item->act = act;
    item->updated = at;
}

static PublicationItem *
item_new(PublicationKind kind)
{
    PublicationItem *item = publication_item_new();
    PublicationText *text;

    item->id.value = id_at(NOON);
    item->slug = g_strdup("flood");
    item->kind = kind;
    item->content = publication_content_new();
    item->published = NOON;
    text = publication_content_add_text(item->content, "en");
    set(&text->title, "River Alder floods");
    set(&text->body, "# Where\n\nIn **River Street**.");
    set(&text->event, "Flood");
    set(&text->instruction, "Go to the town hall.");
    set(&text->area, "East of the river");
    set(&item->content->category, "Met");
    set(&item->content->urgency, "Immediate");
    set(&item->content->severity, "Severe");
    set(&item->content->certainty, "Observed");
    g_ptr_array_add(item->content->topics, g_strdup("river"));
    g_ptr_array_add(item->topic_names, g_strdup("river"));
    g_ptr_array_add(item->topic_names, g_strdup("en"));
    g_ptr_array_add(item->topic_names, g_strdup("The river"));
    add_outcome(item, ACT_RELEASE, NOON);
    return item;
}

/* What everybody would get of @item; NULL: it cannot be carried. */
static char *
render(const PublicationItem *item)
{
    gpointer channel = feed_channel.open(&HOST, NULL, "channel.feed", NULL);
    g_autoptr(Rendering) rendering = feed_channel.render_public(channel, item, "en", NULL);
    char *text = rendering == NULL
                     ? NULL
                     : g_strndup(g_bytes_get_data(rendering->payload, NULL), g_bytes_get_size(rendering->payload));

    feed_channel.close(channel);
    return text;
}

static void
assert_has(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        g_error("\"%s\" is not in\n%s", part, text);
}

static void
the_same_publication_gives_the_same_bytes(void)
{
    g_autoptr(PublicationItem) item = item_new(PUBLICATION_NEWS);
    g_autofree char *first = render(item), *second = render(item);

    g_assert_cmpstr(first, ==, second);
    assert_has(first, "<id>tag:northam.example,2026:publication/");
    assert_has(first, "href=\"https://contact.northam.example/news/flood?lang=en\"");
    assert_has(first, "<category term=\"The river\"/>");
    assert_has(first, "&lt;h2&gt;Where&lt;/h2&gt;");
    g_assert_null(strstr(first, "urn:oasis"));
}

static void
an_alert_is_a_cap_message_too_and_its_end_refers_to_it(void)
{
    g_autoptr(PublicationItem) item = item_new(PUBLICATION_ALERT);
    g_autofree char *first = render(item), *last = NULL;

    assert_has(first, "<msgType>Alert</msgType>");
    assert_has(first, "<areaDesc>East of the river</areaDesc>");
    assert_has(first, "<instruction>Go to the town hall.</instruction>");
    assert_has(first, "rel=\"enclosure\" type=\"application/cap+xml\"");
    set(&item->content->reason, "The river falls.");
    add_outcome(item, ACT_WITHDRAWAL, NOON + CLOCK_HOUR);
    last = render(item);
    assert_has(last, "<msgType>Cancel</msgType>");
    assert_has(last, ".1,2026-11-22T12:00:00-00:00</references>");
    assert_has(last, "&lt;p&gt;The river falls.&lt;/p&gt;");
    assert_has(last, "<description>The river falls.</description>");
    g_assert_null(strstr(last, "River Street"));
    g_assert_null(strstr(last, "town hall"));
}

static void
what_warning_systems_could_not_read_is_refused(void)
{
    g_autoptr(PublicationItem) item = item_new(PUBLICATION_ALERT);

    set(&item->content->severity, "");
    g_assert_null(render(item));
    set(&item->content->severity, "Severe");
    set(&item->content->polygon, "51,0 52,0");
    g_assert_null(render(item));
}

static void
nobody_writes_to_a_feed(void)
{
    gpointer channel = feed_channel.open(&HOST, NULL, "channel.feed", NULL);
    g_autoptr(GError) error = NULL;

    g_assert_null(feed_channel.resolve(channel, "roads", &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    feed_channel.close(channel);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name) g_test_add_func("/feed-channel/" #name, name)
    ADD(the_same_publication_gives_the_same_bytes);
    ADD(an_alert_is_a_cap_message_too_and_its_end_refers_to_it);
    ADD(what_warning_systems_could_not_read_is_refused);
    ADD(nobody_writes_to_a_feed);
    return g_test_run();
}
