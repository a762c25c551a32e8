/* SPDX-License-Identifier: Apache-2.0 */
/* channels/xmpp/xmpp-take.h: what the relay gives to the channel, one stanza at a time. */
#pragma once
#include "relay/relayclient.h"

typedef struct Xmpp Xmpp; /* an open channel */

/* See relay/relayclient.h; @channel is an Xmpp. FALSE: not now, it is to be given again. */
gboolean xmpp_take(gpointer channel, RelayTaker *taker, const guint8 *bytes, gsize length, gboolean kept);
