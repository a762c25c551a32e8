/* SPDX-License-Identifier: Apache-2.0 */
/* channels/xmpp/xmpp-component.h: a line to an XMPP server, as its external component (XEP-0114).
 *
 * Messages and subscriptions that come in are kept; other presence and queries pass by, and a query that nobody is
 * there to answer is refused. What a node could not read when it is written anew (XMPP_KEPT_MAX and the limits of
 * wire/xmppstream.h) is refused too: nothing that was kept is ever dropped there. Of presence its type and addresses
 * are kept, and types that nobody heeds are dropped. What the spool has no room for is refused too, and so is what
 * comes too often, so that its sender knows. Typing notices are dropped.
 *
 * What goes out is sent in order. The protocol confirms nothing, so after a batch the component asks itself through the
 * server (XEP-0199): servers handle a stream in order, so the echo says that all before it was taken. It is let go when
 * the stream has lived on for a second more; whatever was not goes again, the same, after a reconnect. What may so come
 * twice has the same id, and an element <again xmlns="urn:tribune:relay"/>.
 *
 * A question that does not come back within a minute is asked again, once: a server may have lost it. When that does
 * not come back either, the stream is made anew, whatever else comes in meanwhile.
 *
 * A stream that breaks is made anew after 1 s, then after twice as long each time up to 30 s; after a refusal (wrong
 * secret, another component there) after 30 s. */
#pragma once
#include "base/netaddress.h"
#include "relay/line.h"

typedef struct {
    const char *name; /* of the line */
    const NetAddress *server;
    const char *domain; /* ours, on that server */
    const char *secret;
    gsize max_stanza; /* bytes */
    guint rate;       /* messages a minute of one person, 0 to PACE_RATE_MAX; see xmpp-pace.h; 0: no bound */
    gint64 quiet;     /* how long nothing may come, or not the answer to our question; 0: a minute */
} ComponentSettings;

/* @settings are copied; the spools are taken over. */
RelayLine *xmpp_component_new(const ComponentSettings *settings, Spool *in, Spool *out);
