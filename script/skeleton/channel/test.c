/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/error.h"
#include "mediation/channel.h"

extern const struct channel_driver @name@_channel;

typedef struct {
    Config *config;
    ChannelHost host;
    gpointer channel;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
    const ConfigTable table = { "channel", .driver = "@name@", .keys = @name@_channel.settings };
    const ConfigTable *const tables[] = { &table, NULL };
    static const char TEXT[] = "[channel.one]\ndriver = @name@\n";
    g_autoptr(GError) error = NULL;

    (void)data;
    fixture->config = config_parse(TEXT, strlen(TEXT), "test", "/", tables, &error);
    g_assert_no_error(error);
    fixture->host = (ChannelHost){ .name = "one" };
    fixture->channel = @name@_channel.open(&fixture->host, fixture->config, "channel.one", &error);
    g_assert_no_error(error);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    @name@_channel.close(fixture->channel);
    config_free(fixture->config);
}

static void
what_arrives_is_a_draft_with_its_sender_and_its_words(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GBytes) raw = g_bytes_new_static("The lamp is out.\r\n", 18);
    g_autoptr(GError) error = NULL;
    g_autoptr(MessageDraft) draft =
        @name@_channel.parse(fixture->channel, raw, "@name@:ada", "@name@:desk", &error);
    const MessagePart *text;

    (void)data;
    g_assert_no_error(error);
    g_assert_cmpstr(draft->sender, ==, "@name@:ada");
    g_assert_cmpstr(draft->endpoint, ==, "@name@:desk");
    text = message_parts_find(draft->parts, PART_TEXT);
    g_assert_cmpint(memcmp(g_bytes_get_data(text->bytes, NULL), "The lamp is out.\n", 17), ==, 0);
}

static void
the_same_answer_renders_to_the_same_bytes(Fixture *fixture, gconstpointer data)
{
    g_autoptr(Outgoing) outgoing = outgoing_new();
    g_autoptr(Rendering) one = NULL, two = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    g_free(outgoing->text);
    outgoing->text = g_strdup("A crew comes on Tuesday.");
    g_free(outgoing->recipient);
    outgoing->recipient = g_strdup("@name@:ada");
    one = @name@_channel.render(fixture->channel, outgoing, &error);
    two = @name@_channel.render(fixture->channel, outgoing, &error);
    g_assert_no_error(error);
    g_assert_true(g_bytes_equal(one->payload, two->payload));
    g_assert_cmpstr(one->external_id, ==, two->external_id);
}

static void
an_address_is_one_word_whatever_its_case(Fixture *fixture, gconstpointer data)
{
    g_autofree char *typed = @name@_channel.resolve(fixture->channel, " Ada ", NULL);
    g_autofree char *whole = @name@_channel.resolve(fixture->channel, "@name@:ada", NULL);
    g_autoptr(GError) error = NULL;

    (void)data;
    g_assert_cmpstr(typed, ==, "@name@:ada");
    g_assert_cmpstr(whole, ==, "@name@:ada");
    g_assert_null(@name@_channel.resolve(fixture->channel, "two words", &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
}

#define ADD(name) g_test_add("/@name@/" #name, Fixture, NULL, set_up, name, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD(what_arrives_is_a_draft_with_its_sender_and_its_words);
    ADD(the_same_answer_renders_to_the_same_bytes);
    ADD(an_address_is_one_word_whatever_its_case);
    return g_test_run();
}
