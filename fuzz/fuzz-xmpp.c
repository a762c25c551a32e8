/* SPDX-License-Identifier: Apache-2.0 */
/* The other server may say anything in any pieces: what comes of it must not depend on the pieces, what is read is
 * written as XML that reads the same, and no typed view trips over it. */
#include <stdint.h>
#include <string.h>

#include "wire/stanza.h"
#include "wire/xmppcaps.h"
#include "wire/xmppstream.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

#define MAX_STANZA 4096

static void
look_at(const XmppNode *node, GString *seen)
{
    g_autofree char *written = xmppnode_write(node, ""), *caps = xmppcaps_name(node), *again = NULL;
    g_autoptr(XmppNode) back = xmppstream_parse_element(written, strlen(written), 100 * MAX_STANZA, NULL);
    g_autoptr(Stanza) stanza = stanza_read(node);
    g_autoptr(StanzaMessage) message = stanza_read_message(node);

    g_assert_nonnull(back);
    again = xmppnode_write(back, "");
    g_assert_cmpstr(again, ==, written);
    g_assert_cmpuint(strlen(caps), ==, 28);
    g_assert(g_utf8_validate(message->body, -1, NULL) && message->files->len <= STANZA_FILES_MAX);
    g_string_append_printf(seen, "%s %d %s\n", written, (int)stanza->kind, message->body);
}

/* Only whole stanzas are compared: where a stream breaks may be told a piece earlier or later. */
static char *
read_pieces(const uint8_t *bytes, size_t length, size_t piece)
{
    g_autoptr(XmppStream) stream = xmppstream_new(MAX_STANZA);
    GString *seen = g_string_new(NULL);

    for (size_t at = 0; at < length; at += piece) {
        XmppNode *node = NULL;
        XmppStreamEvent event;

        xmppstream_feed(stream, bytes + at, MIN(piece, length - at));
        while ((event = xmppstream_next(stream, &node)) == XMPPSTREAM_OPENED || event == XMPPSTREAM_ELEMENT) {
            if (event == XMPPSTREAM_OPENED)
                continue;
            if (node->too_large)
                g_string_append(seen, "too large\n");
            else
                look_at(node, seen);
            xmppnode_free(node);
        }
        if (event != XMPPSTREAM_NEED_INPUT)
            break;
    }
    return g_string_free(seen, FALSE);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static const char HEADER[] = "<stream:stream xmlns='jabber:component:accept' "
                                 "xmlns:stream='http://etherx.jabber.org/streams' id='1'>";
    g_autoptr(GByteArray) whole = g_byte_array_new();
    g_autofree char *large = NULL, *single = NULL, *pieces = NULL;
    g_autoptr(XmppNode) alone = NULL;

    if (length > 16384)
        return 0;
    alone = xmppstream_parse_element((const char *)bytes, length, MAX_STANZA, NULL);
    /* Most inputs are stanzas: they get their stream around them. */
    if (length < 14 || memcmp(bytes, "<stream:stream", 14) != 0)
        g_byte_array_append(whole, (const guint8 *)HEADER, sizeof HEADER - 1);
    g_byte_array_append(whole, bytes, (guint)length);
    large = read_pieces(whole->data, whole->len, whole->len);
    single = read_pieces(whole->data, whole->len, 1);
    pieces = read_pieces(whole->data, whole->len, 7);
    g_assert_cmpstr(large, ==, single);
    g_assert_cmpstr(large, ==, pieces);
    return 0;
}
