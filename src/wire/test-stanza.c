/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "wire/stanza.h"
#include "wire/xmppstream.h"

static XmppNode *
parse(const char *text)
{
    g_autoptr(GError) error = NULL;
    XmppNode *node = xmppstream_parse_element(text, strlen(text), 100000, &error);

    g_assert_no_error(error);
    return node;
}

/* The inside of a message from Ada. */
static StanzaMessage *
message_of(const char *inside)
{
    g_autofree char *text =
        g_strdup_printf("<message xmlns='jabber:component:accept' type='chat'>%s</message>", inside);
    g_autoptr(XmppNode) node = parse(text);

    return stanza_read_message(node);
}

static void
every_stanza_has_its_addresses_in_their_one_form(void)
{
    g_autoptr(XmppNode) node = parse("<presence xmlns='jabber:client' from='Ada@Example.org/Phone' to='nonsense@' "
                                     "type='subscribe' id='1' xml:lang='de'/>");
    g_autoptr(Stanza) stanza = stanza_read(node);

    g_assert_cmpint(stanza->kind, ==, STANZA_PRESENCE);
    g_assert_cmpstr(stanza->from->local, ==, "ada");
    g_assert_null(stanza->to);
    g_assert_cmpstr(stanza->type, ==, "subscribe");
    g_assert_cmpstr(stanza->language, ==, "de");
}

static void
a_chat_message_says_what_its_extensions_say(void)
{
    g_autoptr(StanzaMessage) message =
        message_of("<body xml:lang='en'>Hello</body><body>Grüß Gott</body><thread>t1</thread>"
                   "<request xmlns='urn:xmpp:receipts'/><markable xmlns='urn:xmpp:chat-markers:0'/>"
                   "<origin-id xmlns='urn:xmpp:sid:0' id='o1'/><replace xmlns='urn:xmpp:message-correct:0' id='m0'/>"
                   "<delay xmlns='urn:xmpp:delay' stamp='2026-11-22T20:14:00Z'/>"
                   "<displayed xmlns='urn:xmpp:chat-markers:0' id='r1'/><received xmlns='urn:xmpp:receipts' id='r2'/>");

    g_assert_cmpstr(message->body, ==, "Grüß Gott");
    g_assert_cmpstr(message->thread, ==, "t1");
    g_assert_true(message->wants_receipt && message->wants_marker);
    g_assert_cmpstr(message->origin, ==, "o1");
    g_assert_cmpstr(message->replaces, ==, "m0");
    g_assert_cmpstr(message->seen, ==, "r1");
    g_assert_cmpstr(message->receipt, ==, "r2");
    g_assert_cmpint(message->delayed, ==, G_GINT64_CONSTANT(1795378440000000));
    g_assert_false(message->is_error);
}

static void
what_is_taken_back_is_known_in_both_ways_of_saying_so(void)
{
    g_autoptr(StanzaMessage) now = message_of("<retract xmlns='urn:xmpp:message-retract:1' id='m1'/>");
    g_autoptr(StanzaMessage) before = message_of("<apply-to xmlns='urn:xmpp:fasten:0' id='m2'>"
                                                 "<retract xmlns='urn:xmpp:message-retract:0'/></apply-to>");
    g_autoptr(StanzaMessage) other =
        message_of("<apply-to xmlns='urn:xmpp:fasten:0' id='m3'><x xmlns='y'/></apply-to>");

    g_assert_cmpstr(now->retracts, ==, "m1");
    g_assert_cmpstr(before->retracts, ==, "m2");
    g_assert_cmpstr(other->retracts, ==, "");
}

static void
an_invitation_into_a_room_is_known_whoever_brings_it(void)
{
    g_autoptr(StanzaMessage) mediated =
        message_of("<x xmlns='http://jabber.org/protocol/muc#user'><invite from='ada@citizen.example'/></x>");
    g_autoptr(StanzaMessage) direct = message_of("<x xmlns='jabber:x:conference' jid='hall@rooms.example'/>");
    g_autoptr(StanzaMessage) none = message_of("<body>Hello</body><x xmlns='http://jabber.org/protocol/muc#user'/>");

    g_assert_true(mediated->invites && direct->invites && !none->invites);
    g_assert_cmpstr(mediated->inviter, ==, "ada@citizen.example");
    g_assert_cmpstr(direct->inviter, ==, "");
}

static void
a_copy_of_what_was_said_to_others_says_nothing(void)
{
    g_autoptr(StanzaMessage) message =
        message_of("<received xmlns='urn:xmpp:carbons:2'><forwarded xmlns='urn:xmpp:forward:0'><message "
                   "xmlns='jabber:client' from='bob@citizen.example/x'><body>Not to you</body></message></forwarded>"
                   "</received>");

    g_assert_cmpstr(message->body, ==, "");
    g_assert_cmpstr(message->receipt, ==, "");
}

static void
a_reply_is_without_what_it_repeats(void)
{
    g_autoptr(StanzaMessage) message = message_of(
        "<body>&gt; Straße?\nYes, there.</body><reply xmlns='urn:xmpp:reply:0' id='r1' to='desk@im.example'/>"
        "<fallback xmlns='urn:xmpp:fallback:0' for='urn:xmpp:reply:0'><body start='0' end='10'/></fallback>");
    g_autoptr(StanzaMessage) wrong =
        message_of("<body>short</body><fallback xmlns='urn:xmpp:fallback:0' for='urn:xmpp:reply:0'><body start='0' "
                   "end='10'/></fallback>");

    g_assert_cmpstr(message->answers, ==, "r1");
    g_assert_cmpstr(wrong->body, ==, "short");
    g_assert_cmpstr(message->body, ==, "Yes, there.");
}

static void
files_are_told_once_and_from_the_web_alone(void)
{
    g_autoptr(StanzaMessage) message = message_of(
        "<body>https://up.example/1.jpg</body><x xmlns='jabber:x:oob'><url>https://up.example/1.jpg</url></x>"
        "<x xmlns='jabber:x:oob'><url>file:///etc/passwd</url></x>"
        "<file-sharing xmlns='urn:xmpp:sfs:0'><file xmlns='urn:xmpp:file:metadata:0'><name>hole.jpg</name>"
        "<media-type>image/jpeg</media-type><size>1234</size></file><sources><url-data "
        "xmlns='http://jabber.org/protocol/url-data' target='https://up.example/1.jpg'/></sources></file-sharing>");
    const StanzaFile *file;

    g_assert_cmpuint(message->files->len, ==, 1);
    file = g_ptr_array_index(message->files, 0);
    g_assert_cmpstr(file->name, ==, "hole.jpg");
    g_assert_cmpstr(file->type, ==, "image/jpeg");
    g_assert_cmpint(file->size, ==, 1234);
}

static void
what_is_encrypted_is_known_as_such(void)
{
    g_autoptr(StanzaMessage) omemo =
        message_of("<encrypted xmlns='eu.siacs.conversations.axolotl'/><body>I sent you an OMEMO message</body>");
    g_autoptr(StanzaMessage) other = message_of("<encryption xmlns='urn:xmpp:eme:0' namespace='urn:new' name='New'/>");
    g_autoptr(StanzaMessage) otr = message_of("<body>?OTRv23?</body>"), plain = message_of("<body>What?</body>");

    g_assert_cmpstr(omemo->encrypted, ==, "OMEMO");
    g_assert_cmpstr(other->encrypted, ==, "New");
    g_assert_cmpstr(otr->encrypted, ==, "OTR");
    g_assert_cmpstr(plain->encrypted, ==, "");
}

static void
an_error_says_its_condition_and_whether_it_lasts(void)
{
    g_autoptr(XmppNode) node = parse(
        "<message xmlns='jabber:component:accept' type='error'><error type='wait'><remote-server-timeout "
        "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/><text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>No\nway</text>"
        "</error></message>");
    g_autoptr(StanzaMessage) message = stanza_read_message(node);

    g_assert_true(message->is_error);
    g_assert_false(message->lasting);
    g_assert_cmpstr(message->condition, ==, "remote-server-timeout");
    g_assert_cmpstr(message->words, ==, "No way");
}

static void
an_id_that_is_too_long_is_none(void)
{
    g_autofree char *id = g_strnfill(STANZA_ID_MAX + 1, 'x');
    g_autofree char *inside = g_strdup_printf("<replace xmlns='urn:xmpp:message-correct:0' id='%s'/>", id);
    g_autoptr(StanzaMessage) message = message_of(inside);

    g_assert_cmpstr(message->replaces, ==, "");
}

static void
an_answer_goes_back_to_where_the_question_came_from(void)
{
    g_autoptr(XmppNode) node = parse("<iq xmlns='jabber:client' type='get' id='7' from='a@b/c' to='d@e'/>");
    g_autoptr(XmppNode) result = stanza_new_result(node), error = NULL;
    g_autofree char *written = xmppnode_write(result, XMPPSTREAM_NS), *refused = NULL;

    g_assert_cmpstr(written, ==, "<iq type='result' from='d@e' to='a@b/c' id='7'/>");
    error = stanza_new_error(node, "cancel", "service-unavailable", NULL);
    refused = xmppnode_write(error, XMPPSTREAM_NS);
    g_assert_cmpstr(refused, ==,
                    "<iq type='error' from='d@e' to='a@b/c' id='7'><error type='cancel'><service-unavailable "
                    "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/stanza/every-stanza-has-its-addresses-in-their-one-form",
                    every_stanza_has_its_addresses_in_their_one_form);
    g_test_add_func("/stanza/a-chat-message-says-what-its-extensions-say", a_chat_message_says_what_its_extensions_say);
    g_test_add_func("/stanza/what-is-taken-back-is-known-in-both-ways-of-saying-so",
                    what_is_taken_back_is_known_in_both_ways_of_saying_so);
    g_test_add_func("/stanza/an-invitation-into-a-room-is-known-whoever-brings-it",
                    an_invitation_into_a_room_is_known_whoever_brings_it);
    g_test_add_func("/stanza/a-copy-of-what-was-said-to-others-says-nothing",
                    a_copy_of_what_was_said_to_others_says_nothing);
    g_test_add_func("/stanza/a-reply-is-without-what-it-repeats", a_reply_is_without_what_it_repeats);
    g_test_add_func("/stanza/files-are-told-once-and-from-the-web-alone", files_are_told_once_and_from_the_web_alone);
    g_test_add_func("/stanza/what-is-encrypted-is-known-as-such", what_is_encrypted_is_known_as_such);
    g_test_add_func("/stanza/an-error-says-its-condition-and-whether-it-lasts",
                    an_error_says_its_condition_and_whether_it_lasts);
    g_test_add_func("/stanza/an-id-that-is-too-long-is-none", an_id_that_is_too_long_is_none);
    g_test_add_func("/stanza/an-answer-goes-back-to-where-the-question-came-from",
                    an_answer_goes_back_to_where_the_question_came_from);
    return g_test_run();
}
