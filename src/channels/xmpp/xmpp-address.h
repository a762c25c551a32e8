/* SPDX-License-Identifier: Apache-2.0 */
/* channels/xmpp/xmpp-address.h: what we put into our addresses and message ids so that answers find home. Pure.
 *
 *     desk@im.northam.example                                  a desk: an endpoint
 *     desk+c0123456789abc.mmmmmmmmmmmmmmmm@im.northam.example  the desk, about one conversation of a case
 *     m.0123456789abc.mmmmmmmmmmmmmmmm                         the id of a message of ours: its release
 *
 * m is a proof that we made it (base/mactext.h). Whatever stands behind a plus without one belongs to nobody: such an
 * address is the desk's. @secret is 32 bytes. */
#pragma once
#include "model/ids.h"
#include "wire/jid.h"

/* Our address about @conversation, as text. */
char *xmpp_address_of_case(const guint8 *secret, const Jid *desk, ConversationId conversation);
/* The desk of @address, as a canonical URI, and the conversation that it names; 0: none. */
char *xmpp_address_desk(const guint8 *secret, const Jid *address, ConversationId *ret);

/* What speaks for @bare, one of ours: programs expect that messages and presence come from a resource. */
char *xmpp_address_speaker(const char *bare);

char *xmpp_address_message_id(const guint8 *secret, ReleaseId release);
/* FALSE when @id is not one of ours. */
gboolean xmpp_address_find_release(const guint8 *secret, const char *id, ReleaseId *ret);
