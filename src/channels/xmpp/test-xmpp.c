/* SPDX-License-Identifier: Apache-2.0 */
/* Instant messages without a socket: what a stanza becomes, what an answer is written as, whose an address is. */
#include <string.h>

#include "base/error.h"
#include "channels/xmpp/xmpp-private.h"

extern const struct channel_driver xmpp_channel;

#define DESK "xmpp:desk@im.northam.example"
#define ADA  "xmpp:ada@citizen.example"

static const guint8 SECRET[32] = { 9 };
static const ConfigKey COMMON_KEYS[] = { { "max-size", CONFIG_SIZE, "1M" }, {} };

typedef struct {
    Config *config;
    Locales *locales;
    ChannelHost host;
    gpointer channel;
} Fixture;

static void
open_channel(Fixture *fixture, const char *more)
{
    g_autofree char *text =
        g_strdup_printf("[channel.im]\ndriver = xmpp\ndomain = im.northam.example\nsecret-file = secret\n%s\n", more);
    const ConfigTable common = { "channel", .driver = "*", .keys = COMMON_KEYS };
    const ConfigTable own = { "channel", .driver = "xmpp", .keys = xmpp_channel.settings };
    const ConfigTable *const tables[] = { &common, &own, NULL };
    g_autofree char *folder = g_build_filename(g_getenv("TRIBUNE_SOURCE_ROOT"), "locale", NULL);
    g_autoptr(GError) error = NULL;

    fixture->config = config_parse(text, strlen(text), "test", "/", tables, &error);
    g_assert_no_error(error);
    fixture->locales = locales_load(folder, &error);
    g_assert_no_error(error);
    fixture->host = (ChannelHost){
        .name = "im",
        .authority = "Northam",
        .domain = "northam.example",
        .secret = SECRET,
        .max_size = 1 << 20,
        .locales = fixture->locales,
        .language = "en",
        .timezone = "UTC",
    };
    fixture->channel = xmpp_channel.open(&fixture->host, fixture->config, "channel.im", &error);
    g_assert_no_error(error);
}

static void
set_up(Fixture *fixture, gconstpointer more)
{
    open_channel(fixture, more);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    xmpp_channel.close(fixture->channel);
    locales_free(fixture->locales);
    config_free(fixture->config);
}

/* A message from Ada to @recipient with @inside; @attributes may hold an id. */
static MessageDraft *
parse(Fixture *fixture, const char *recipient, const char *attributes, const char *inside)
{
    g_autofree char *text =
        g_strdup_printf("<message xmlns='jabber:component:accept' type='chat' %s>%s</message>", attributes, inside);
    g_autoptr(GBytes) raw = g_bytes_new(text, strlen(text));
    g_autoptr(GError) error = NULL;
    MessageDraft *draft = xmpp_channel.parse(fixture->channel, raw, ADA, recipient, &error);

    g_assert_no_error(error);
    return draft;
}

static void
assert_text(const MessageDraft *draft, const char *expected)
{
    const MessagePart *part = message_parts_find(draft->parts, PART_TEXT);
    gsize length;
    const char *bytes = g_bytes_get_data(part->bytes, &length);

    g_assert_cmpmem(bytes, length, expected, strlen(expected));
}

static void
a_stanza_becomes_a_draft_of_the_bare_address(Fixture *fixture, gconstpointer data)
{
    g_autoptr(MessageDraft) draft =
        parse(fixture, DESK, "id='m1' xml:lang='de'",
              "<body>Die Lampe</body><nick xmlns='http://jabber.org/protocol/nick'>Ada</nick>");

    (void)data;
    g_assert_cmpstr(draft->endpoint, ==, DESK);
    g_assert_cmpstr(draft->sender, ==, ADA);
    g_assert_cmpstr(draft->sender_name, ==, "Ada");
    g_assert_cmpstr(draft->external_id, ==, "m1");
    g_assert_cmpstr(draft->language, ==, "de");
    g_assert_cmpint(draft->assurance, ==, 1);
    g_assert_cmpint(draft->automatic, ==, AUTOMATIC_NO);
    assert_text(draft, "Die Lampe");
}

static void
the_same_id_and_words_are_the_same_message_and_without_an_id_the_relays_number_tells(Fixture *fixture,
                                                                                     gconstpointer data)
{
    g_autoptr(MessageDraft) first = parse(fixture, DESK, "id='m1'", "<body>a</body>");
    g_autoptr(MessageDraft) again =
        parse(fixture, DESK, "id='m1'", "<body>a</body><came xmlns='urn:tribune:relay' number='2'/>");
    g_autoptr(MessageDraft) other = parse(fixture, DESK, "id='m2'", "<body>a</body>");
    g_autoptr(MessageDraft) bare =
        parse(fixture, DESK, "", "<body>a</body><came xmlns='urn:tribune:relay' number='1'/>");
    g_autoptr(MessageDraft) twin =
        parse(fixture, DESK, "", "<body>a</body><came xmlns='urn:tribune:relay' number='2'/>");

    (void)data;
    g_assert_true(digest_equal(&first->fingerprint, &again->fingerprint));
    g_assert_false(digest_equal(&first->fingerprint, &other->fingerprint));
    g_assert_false(digest_equal(&bare->fingerprint, &twin->fingerprint));
}

/* The fingerprint of Ada's first message of a stream, as the relay got it at @when, and the one of an hour before. */
static Digest
first_of_a_stream(Fixture *fixture, const char *when, Digest *ret_earlier)
{
    g_autofree char *inside = g_strdup_printf("<body>Hello</body><came xmlns='urn:tribune:relay' at='%s'/>", when);
    g_autofree char *text = g_strdup_printf("<message xmlns='jabber:component:accept' id='1'>%s</message>", inside);
    g_autoptr(XmppNode) node = xmppstream_parse_element(text, strlen(text), XMPP_STANZA_MAX, NULL);
    g_autoptr(MessageDraft) draft = parse(fixture, DESK, "id='1'", inside);

    g_assert_true(xmpp_parse_earlier(node, draft, ret_earlier));
    return draft->fingerprint;
}

static void
the_same_id_and_words_count_for_an_hour_and_less_than_two(Fixture *fixture, gconstpointer data)
{
    Digest earlier, first = first_of_a_stream(fixture, "2026-11-22T11:59:59Z", &earlier), later;

    (void)data;
    later = first_of_a_stream(fixture, "2026-11-22T11:00:00Z", &earlier);
    g_assert_true(digest_equal(&first, &later));
    later = first_of_a_stream(fixture, "2026-11-22T12:59:59Z", &earlier);
    g_assert_false(digest_equal(&first, &later));
    g_assert_true(digest_equal(&first, &earlier));
    later = first_of_a_stream(fixture, "2026-11-22T13:00:00Z", &earlier);
    g_assert_false(digest_equal(&first, &later));
    g_assert_false(digest_equal(&first, &earlier));
}

static void
what_a_message_answers_corrects_or_takes_back_finds_its_case_and_is_said(Fixture *fixture, gconstpointer data)
{
    g_autoptr(MessageDraft) answer =
        parse(fixture, DESK, "", "<body>Yes</body><reply xmlns='urn:xmpp:reply:0' id='m.1'/><thread>t1</thread>");
    g_autoptr(MessageDraft) fix =
        parse(fixture, DESK, "", "<body>Elm Road</body><replace xmlns='urn:xmpp:message-correct:0' id='m1'/>");
    g_autoptr(MessageDraft) gone =
        parse(fixture, DESK, "", "<body>x</body><retract xmlns='urn:xmpp:message-retract:1' id='m1'/>");

    (void)data;
    g_assert_cmpstr(g_ptr_array_index(answer->references, 0), ==, "m.1");
    g_assert_cmpstr(g_ptr_array_index(answer->references, 1), ==, "thread:t1");
    g_assert_cmpstr(g_ptr_array_index(fix->references, 0), ==, "m1");
    assert_text(fix, "Correction of an earlier message:\n\nElm Road");
    g_assert_cmpstr(g_ptr_array_index(gone->references, 0), ==, "m1");
    assert_text(gone, "The writer takes back an earlier message. It stays on record.");
}

static void
a_case_has_an_address_of_its_own_that_nobody_can_guess(Fixture *fixture, gconstpointer data)
{
    g_autoptr(Jid) desk = jid_parse_uri(DESK, NULL);
    g_autofree char *address = xmpp_address_of_case(SECRET, desk, (ConversationId){ 4711 });
    g_autofree char *uri = g_strconcat("xmpp:", address, NULL), *upper = g_ascii_strup(uri, -1);
    g_autoptr(MessageDraft) draft = parse(fixture, uri, "", "<body>a</body>");
    g_autoptr(MessageDraft) shouted = parse(fixture, upper, "", "<body>a</body>");
    g_autoptr(MessageDraft) guessed = NULL;

    (void)data;
    g_assert_cmpint(draft->conversation.value, ==, 4711);
    g_assert_cmpint(shouted->conversation.value, ==, 4711);
    g_assert_cmpstr(draft->endpoint, ==, DESK);
    *strchr(uri, '+') = '\0';
    address[strcspn(address, "@") - 1] ^= 1;
    g_free(uri);
    uri = g_strconcat("xmpp:", address, NULL);
    guessed = parse(fixture, uri, "", "<body>a</body>");
    g_assert_cmpint(guessed->conversation.value, ==, 0);
    g_assert_cmpstr(guessed->endpoint, ==, DESK);
}

static Outgoing *
answer(void)
{
    Outgoing *outgoing = outgoing_new();

    outgoing->release.value = 77;
    outgoing->conversation.value = 4711;
    g_free(outgoing->case_reference);
    outgoing->case_reference = g_strdup("NB-2026-000001");
    g_free(outgoing->endpoint);
    outgoing->endpoint = g_strdup(DESK);
    g_free(outgoing->endpoint_name);
    outgoing->endpoint_name = g_strdup("Northam");
    g_free(outgoing->recipient);
    outgoing->recipient = g_strdup(ADA);
    g_free(outgoing->text);
    outgoing->text = g_strdup("A **crew** comes <soon> & stays.");
    g_free(outgoing->in_reply_to);
    outgoing->in_reply_to = g_strdup("m1");
    return outgoing;
}

static Rendering *
render(Fixture *fixture, const Outgoing *outgoing)
{
    g_autoptr(GError) error = NULL;
    Rendering *rendering = xmpp_channel.render(fixture->channel, outgoing, &error);

    g_assert_no_error(error);
    return rendering;
}

static void
an_answer_is_one_stanza_and_the_same_each_time(Fixture *fixture, gconstpointer data)
{
    g_autoptr(Outgoing) outgoing = answer();
    g_autoptr(Rendering) first = render(fixture, outgoing), second = render(fixture, outgoing);
    gsize length;
    const char *bytes = g_bytes_get_data(first->payload, &length);
    g_autoptr(XmppNode) node = xmppstream_parse_element(bytes, length, XMPP_STANZA_MAX, NULL);
    ReleaseId release;

    (void)data;
    g_assert_true(g_bytes_equal(first->payload, second->payload));
    g_assert_cmpstr(xmppnode_get(node, "from"), ==, "desk@im.northam.example/desk");
    g_assert_cmpstr(xmppnode_get(node, "to"), ==, "ada@citizen.example");
    g_assert_cmpstr(xmppnode_find_text(node, "body", NULL), ==, "A crew comes <soon> & stays.\n\n(NB-2026-000001)");
    g_assert_cmpstr(xmppnode_get(xmppnode_find(node, "reply", STANZA_NS_REPLY), "id"), ==, "m1");
    g_assert_nonnull(xmppnode_find(node, "request", STANZA_NS_RECEIPTS));
    g_assert_cmpstr(xmppnode_get(node, "id"), ==, first->external_id);
    g_assert_true(xmpp_address_find_release(SECRET, first->external_id, &release));
    g_assert_cmpint(release.value, ==, 77);
    first->external_id[4] ^= 1;
    g_assert_false(xmpp_address_find_release(SECRET, first->external_id, &release));
}

static void
answers_come_from_the_cases_own_address_where_that_is_set(Fixture *fixture, gconstpointer data)
{
    g_autoptr(Outgoing) outgoing = answer();
    g_autoptr(Rendering) rendering = render(fixture, outgoing), preview = NULL;

    (void)data;
    g_assert_nonnull(strstr(rendering->headline, "desk+c"));
    outgoing->conversation.value = 0;
    preview = render(fixture, outgoing);
    g_assert_nonnull(strstr(preview->headline, "<desk@im.northam.example>"));
}

static void
what_is_too_long_for_a_stanza_is_told_to_its_writer(Fixture *fixture, gconstpointer data)
{
    g_autoptr(Outgoing) outgoing = answer();
    g_autoptr(GError) error = NULL;

    (void)data;
    g_free(outgoing->text);
    outgoing->text = g_strnfill(XMPP_TEXT_MAX + 1, 'x');
    g_assert_null(xmpp_channel.render(fixture->channel, outgoing, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
}

static void
typed_addresses_become_the_canonical_uri(Fixture *fixture, gconstpointer data)
{
    static const char *const WRONG[] = { "", "ada", "example.org", "desk+c1.x@im.northam.example", "a b@c" };
    g_autofree char *plain = xmpp_channel.resolve(fixture->channel, " Ada@Citizen.example/phone ", NULL);
    g_autofree char *uri = xmpp_channel.resolve(fixture->channel, "xmpp:ada@citizen.example?message", NULL);

    (void)data;
    g_assert_cmpstr(plain, ==, ADA);
    g_assert_cmpstr(uri, ==, ADA);
    for (guint i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(xmpp_channel.resolve(fixture->channel, WRONG[i], &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    }
}

static void
an_address_of_our_own_is_never_written_to(Fixture *fixture, gconstpointer data)
{
    g_autoptr(Outgoing) outgoing = answer();
    g_autoptr(Rendering) rendering = NULL;
    g_auto(Attempt) attempt = { 0 };

    (void)data;
    g_free(outgoing->recipient);
    outgoing->recipient = g_strdup("xmpp:other@im.northam.example");
    rendering = render(fixture, outgoing);
    xmpp_channel.send(fixture->channel, outgoing, rendering, 0, &attempt);
    g_assert_cmpint(attempt.outcome, ==, OUTCOME_LOOPED);
}

#define ADD(path, more, function) g_test_add("/xmpp/" path, Fixture, more, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("a-stanza-becomes-a-draft-of-the-bare-address", "", a_stanza_becomes_a_draft_of_the_bare_address);
    ADD("the-same-id-and-words-are-the-same-message-and-without-an-id-the-relays-number-tells", "",
        the_same_id_and_words_are_the_same_message_and_without_an_id_the_relays_number_tells);
    ADD("the-same-id-and-words-count-for-an-hour-and-less-than-two", "",
        the_same_id_and_words_count_for_an_hour_and_less_than_two);
    ADD("what-a-message-answers-corrects-or-takes-back-finds-its-case-and-is-said", "",
        what_a_message_answers_corrects_or_takes_back_finds_its_case_and_is_said);
    ADD("a-case-has-an-address-of-its-own-that-nobody-can-guess", "",
        a_case_has_an_address_of_its_own_that_nobody_can_guess);
    ADD("an-answer-is-one-stanza-and-the-same-each-time", "", an_answer_is_one_stanza_and_the_same_each_time);
    ADD("answers-come-from-the-cases-own-address-where-that-is-set", "answer-from = case",
        answers_come_from_the_cases_own_address_where_that_is_set);
    ADD("what-is-too-long-for-a-stanza-is-told-to-its-writer", "", what_is_too_long_for_a_stanza_is_told_to_its_writer);
    ADD("typed-addresses-become-the-canonical-uri", "", typed_addresses_become_the_canonical_uri);
    ADD("an-address-of-our-own-is-never-written-to", "", an_address_of_our_own_is_never_written_to);
    return g_test_run();
}
