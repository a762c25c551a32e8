/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/error.h"
#include "wire/xmppstream.h"

#define HEADER                                                                                                         \
    "<?xml version='1.0'?><stream:stream xmlns='jabber:component:accept' "                                             \
    "xmlns:stream='http://etherx.jabber.org/streams' id=\"s1\" from='im.example'>"

/* What came of @text in pieces of @piece bytes, one line an event. */
static char *
read_pieces(const char *text, gsize piece, gsize max)
{
    g_autoptr(XmppStream) stream = xmppstream_new(max);
    GString *seen = g_string_new(NULL);
    gsize length = strlen(text);

    for (gsize at = 0; at < length; at += piece) {
        XmppStreamEvent event;
        XmppNode *node = NULL;

        xmppstream_feed(stream, text + at, MIN(piece, length - at));
        while ((event = xmppstream_next(stream, &node)) != XMPPSTREAM_NEED_INPUT) {
            if (event == XMPPSTREAM_OPENED)
                g_string_append_printf(seen, "open %s\n", xmppstream_id(stream));
            if (event == XMPPSTREAM_ELEMENT) {
                g_autofree char *written = xmppnode_write(node, XMPPSTREAM_NS);

                g_string_append_printf(seen, "%s%s\n", node->too_large ? "large " : "", written);
                xmppnode_free(node);
            }
            if (event == XMPPSTREAM_BROKEN || event == XMPPSTREAM_CLOSED) {
                g_string_append_printf(seen, "end %s\n", xmppstream_trouble(stream));
                return g_string_free(seen, FALSE);
            }
        }
    }
    return g_string_free(seen, FALSE);
}

static void
assert_read(const char *text, const char *expected)
{
    static const gsize PIECES[] = { 1, 7, 60000 };

    for (guint i = 0; i < G_N_ELEMENTS(PIECES); i++) {
        g_autofree char *seen = read_pieces(text, PIECES[i], 4096);

        g_assert_cmpstr(seen, ==, expected);
    }
}

static void
stanzas_come_whole_whatever_pieces_they_came_in(void)
{
    assert_read(HEADER
                "<handshake/> \n<message from='a@b' xml:lang=\"de\"><body>Grüße &amp; &lt;Dank&gt; &#x1F600;</body>"
                "<x:y xmlns:x='urn:x' z='&quot;'/></message></stream:stream>",
                "open s1\n<handshake/>\n"
                "<message from='a@b' xml:lang='de'><body>Grüße &amp; &lt;Dank&gt; 😀</body>"
                "<y xmlns='urn:x' z='&quot;'/></message>\nend \n");
}

static void
a_stanza_says_the_same_namespace_whoever_sent_it(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(XmppNode) node =
        xmppstream_parse_element("<iq xmlns='jabber:client'><ping xmlns='urn:xmpp:ping'/></iq>", 61, 1000, &error);

    g_assert_null(node); /* cut off */
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_clear_error(&error);
    node =
        xmppstream_parse_element("<iq xmlns='jabber:client'><ping xmlns='urn:xmpp:ping'/></iq>",
                                 strlen("<iq xmlns='jabber:client'><ping xmlns='urn:xmpp:ping'/></iq>"), 1000, &error);
    g_assert_no_error(error);
    g_assert_true(xmppnode_is(node, "iq", XMPPSTREAM_NS));
    g_assert_nonnull(xmppnode_find(node, "ping", "urn:xmpp:ping"));
    g_assert_null(xmppnode_find(node, "ping", NULL));
}

static void
what_a_stream_may_not_hold_ends_it(void)
{
    assert_read("<!DOCTYPE x [<!ENTITY a 'b'>]><stream/>", "end a stream may not have a document type\n");
    assert_read(HEADER "<a><!-- b --></a>", "open s1\nend a stream may not have comments\n");
    assert_read(HEADER "<a><?php?></a>", "open s1\nend a stream may not have processing instructions\n");
    assert_read("<html>", "end this is no stream of XMPP\n");
    assert_read(HEADER "<a>&b;</a>", "open s1\nend what came is not XML: undefined entity\n");
    assert_read(HEADER "<a></b>", "open s1\nend what came is not XML: mismatched tag\n");
}

/* Whatever the pieces: what is said is not compared, since a large tag is found out at its end or on the way. */
static void
assert_limit(const char *inside, gboolean fits)
{
    static const gsize PIECES[] = { 1, 999, 60000 };
    g_autofree char *text = g_strconcat(HEADER, inside, NULL);

    for (guint i = 0; i < G_N_ELEMENTS(PIECES); i++) {
        g_autofree char *seen = read_pieces(text, PIECES[i], 8192);

        g_assert_cmpint(strstr(seen, "\nlarge ") == NULL, ==, fits);
    }
}

static char *
repeat(const char *begin, const char *end, guint count)
{
    GString *text = g_string_new("<m>");

    for (guint i = 0; i < count; i++)
        g_string_append(text, begin);
    for (guint i = 0; i < count; i++)
        g_string_append(text, end);
    g_string_append(text, "</m>");
    return g_string_free(text, FALSE);
}

static void
size_depth_and_number_are_limited(void)
{
    g_autofree char *deep = repeat("<a>", "</a>", XMPPSTREAM_DEPTH - 1),
                    *deeper = repeat("<a>", "</a>", XMPPSTREAM_DEPTH);
    g_autofree char *many = repeat("<a/>", "", XMPPSTREAM_ELEMENTS - 1),
                    *more = repeat("<a/>", "", XMPPSTREAM_ELEMENTS);
    g_autofree char *large = repeat("x", "", 8000), *larger = repeat("x", "", 9000);
    GString *wide = g_string_new("<m");

    assert_limit(deep, TRUE);
    assert_limit(deeper, FALSE);
    assert_limit(many, TRUE);
    assert_limit(more, FALSE);
    assert_limit(large, TRUE);
    assert_limit(larger, FALSE);
    for (guint i = 0; i <= XMPPSTREAM_ATTRIBUTES; i++)
        g_string_append_printf(wide, " a%u=''", i);
    g_string_append(wide, "/>");
    assert_limit(wide->str, FALSE);
    g_string_free(wide, TRUE);
}

static void
names_and_namespaces_of_elements_are_limited(void)
{
    g_autofree char *name = g_strnfill(XMPPSTREAM_NAME, 'n'), *longer = g_strnfill(XMPPSTREAM_NAME + 1, 'n');
    g_autofree char *fits = g_strdup_printf("<m><%s xmlns='%s'/></m>", name, name);
    g_autofree char *long_name = g_strdup_printf("<m><%s/></m>", longer);
    g_autofree char *long_space = g_strdup_printf("<m><x xmlns='%s'/></m>", longer);

    assert_limit(fits, TRUE);
    assert_limit(long_name, FALSE);
    assert_limit(long_space, FALSE);
}

static void
a_stanza_over_a_limit_comes_as_its_top_alone_and_the_next_one_whole(void)
{
    g_autofree char *body = g_strnfill(5000, 'x'), *name = g_strnfill(XMPPSTREAM_NAME + 1, 'n');
    g_autofree char *large = g_strdup_printf(HEADER "<m id='1'><b>%s</b>x<c><d/></c></m><m>y</m>", body);
    g_autofree char *named = g_strdup_printf(HEADER "<m id='1'>z<%s><b/></%s></m><m>y</m>", name, name);
    g_autofree char *wide = g_strdup_printf(HEADER "<m id='%s' to='b'/><m>y</m>", body);
    g_autofree char *top = g_strdup_printf(HEADER "<%s>z<b/></%s><m>y</m>", name, name);

    assert_read(large, "open s1\nlarge <m id='1'/>\n<m>y</m>\n");
    assert_read(named, "open s1\nlarge <m id='1'/>\n<m>y</m>\n");
    assert_read(wide, "open s1\nlarge <m to='b'/>\n<m>y</m>\n");
    assert_read(top, "open s1\nlarge < xmlns=''/>\n<m>y</m>\n");
}

static void
a_stanza_that_does_not_stop_ends_the_stream(void)
{
    g_autofree char *body = g_strnfill(4096 * XMPPSTREAM_PATIENCE, 'x');
    g_autofree char *text = g_strdup_printf(HEADER "<m><b>%s</b></m><m>y</m>", body);

    assert_read(text, "open s1\nend a stanza is too large\n");
}

static void
blanks_between_stanzas_count_for_none(void)
{
    g_autoptr(XmppStream) stream = xmppstream_new(1000);
    XmppNode *node = NULL;

    xmppstream_feed(stream, HEADER, strlen(HEADER));
    g_assert_cmpint(xmppstream_next(stream, &node), ==, XMPPSTREAM_OPENED);
    for (guint i = 0; i < 5000; i++)
        xmppstream_feed(stream, " ", 1);
    g_assert_cmpint(xmppstream_next(stream, &node), ==, XMPPSTREAM_NEED_INPUT);
}

static void
what_we_write_is_escaped_and_holds_no_sign_that_xml_cannot_carry(void)
{
    g_autoptr(XmppNode) node = xmppnode_new("message", XMPPSTREAM_NS), back = NULL;
    g_autofree char *written = NULL;

    xmppnode_set(node, "to", "a'b<c>\"&");
    xmppnode_add_text(node, "body", NULL, "</body>\x01\xff ]]> \xef\xbf\xbe");
    written = xmppnode_write(node, "");
    back = xmppstream_parse_element(written, strlen(written), 1000, NULL);
    g_assert_nonnull(back);
    g_assert_cmpstr(xmppnode_get(back, "to"), ==, "a'b<c>\"&");
    g_assert_cmpstr(xmppnode_find_text(back, "body", NULL), ==, "</body>\xef\xbf\xbd ]]> ");
}

static void
the_handshake_is_that_of_xep_0114(void)
{
    g_autofree char *proof = xmppstream_write_handshake("3BF96D32", "test"), *header = xmppstream_write_header("a'b");

    g_assert_cmpstr(proof, ==, "<handshake>aaee83c26aeeafcbabeabfcbcd50df997e0a2a1e</handshake>");
    g_assert_nonnull(strstr(header, " to='a&apos;b'>"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/xmppstream/stanzas-come-whole-whatever-pieces-they-came-in",
                    stanzas_come_whole_whatever_pieces_they_came_in);
    g_test_add_func("/xmppstream/a-stanza-says-the-same-namespace-whoever-sent-it",
                    a_stanza_says_the_same_namespace_whoever_sent_it);
    g_test_add_func("/xmppstream/what-a-stream-may-not-hold-ends-it", what_a_stream_may_not_hold_ends_it);
    g_test_add_func("/xmppstream/size-depth-and-number-are-limited", size_depth_and_number_are_limited);
    g_test_add_func("/xmppstream/names-and-namespaces-of-elements-are-limited",
                    names_and_namespaces_of_elements_are_limited);
    g_test_add_func("/xmppstream/a-stanza-over-a-limit-comes-as-its-top-alone-and-the-next-one-whole",
                    a_stanza_over_a_limit_comes_as_its_top_alone_and_the_next_one_whole);
    g_test_add_func("/xmppstream/a-stanza-that-does-not-stop-ends-the-stream",
                    a_stanza_that_does_not_stop_ends_the_stream);
    g_test_add_func("/xmppstream/blanks-between-stanzas-count-for-none", blanks_between_stanzas_count_for_none);
    g_test_add_func("/xmppstream/what-we-write-is-escaped-and-holds-no-sign-that-xml-cannot-carry",
                    what_we_write_is_escaped_and_holds_no_sign_that_xml_cannot_carry);
    g_test_add_func("/xmppstream/the-handshake-is-that-of-xep-0114", the_handshake_is_that_of_xep_0114);
    return g_test_run();
}
