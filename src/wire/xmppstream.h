/* SPDX-License-Identifier: Apache-2.0 */
/* wire/xmppstream.h: reads a stream of XMPP (RFC 6120) as a component gets it (XEP-0114), in any pieces, over expat.
 *
 * What a stream may not hold ends it: document types and with them entities, processing instructions, comments, and
 * what is not well formed. Nothing is kept of a stanza that is not whole. One that is over a limit is read to its end
 * and comes as its outermost element alone, marked too_large, so that who wrote it can be told and others are not
 * bothered; attributes over XMPPSTREAM_VALUE are left out, and all and the name when these are over a limit. At
 * XMPPSTREAM_PATIENCE times the limit it ends the stream.
 *
 * Stanzas come with their namespace as XMPPSTREAM_NS, whether the other side says client, server or component. Pure; a
 * reader belongs to one thread at a time. */
#pragma once
#include "wire/xmppnode.h"

#define XMPPSTREAM_NS         "jabber:component:accept"
#define XMPPSTREAM_NS_STREAM  "http://etherx.jabber.org/streams"
#define XMPPSTREAM_NS_ERRORS  "urn:ietf:params:xml:ns:xmpp-streams"
#define XMPPSTREAM_DEPTH      24   /* elements in each other, the stanza itself counted */
#define XMPPSTREAM_ELEMENTS   2000 /* of one stanza */
#define XMPPSTREAM_ATTRIBUTES 64   /* of one element */
#define XMPPSTREAM_PATIENCE   16   /* times the limit */
#define XMPPSTREAM_VALUE      4096 /* bytes of an attribute of a stanza that is too large */
#define XMPPSTREAM_NAME       1024 /* bytes of an element's name, and of its namespace */

typedef struct XmppStream XmppStream;

typedef enum {
    XMPPSTREAM_NEED_INPUT,
    XMPPSTREAM_OPENED,  /* the header came: xmppstream_id() */
    XMPPSTREAM_ELEMENT, /* a whole stanza, handshake or error */
    XMPPSTREAM_CLOSED,  /* the other side said goodbye */
    XMPPSTREAM_BROKEN,  /* it goes no further: xmppstream_trouble() */
} XmppStreamEvent;

/* @max_stanza: bytes of one, as they came. */
XmppStream *xmppstream_new(gsize max_stanza);
void xmppstream_free(XmppStream *stream);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(XmppStream, xmppstream_free)

/* At most 64 KiB a call. */
void xmppstream_feed(XmppStream *stream, const void *bytes, gsize length);
/* What came, in order, until it says XMPPSTREAM_NEED_INPUT. @ret is set, and the caller's, for an element alone. */
XmppStreamEvent xmppstream_next(XmppStream *stream, XmppNode **ret);

/* The stream's id, "" before it was opened. */
const char *xmppstream_id(const XmppStream *stream);
/* What was wrong, one line in English; "" when nothing. */
const char *xmppstream_trouble(const XmppStream *stream);

/* One element that stands alone, under the same limits. NULL with TRIBUNE_ERROR_INVALID or _LIMIT. */
XmppNode *xmppstream_parse_element(const char *bytes, gsize length, gsize max_stanza, GError **error);

/* What we say: the header of a component's stream to @domain, and the proof that we know @secret (lower-case hex of
 * SHA-1 over id and secret; the protocol knows no other). */
char *xmppstream_write_header(const char *domain);
char *xmppstream_write_handshake(const char *id, const char *secret);
