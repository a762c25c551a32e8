/* SPDX-License-Identifier: Apache-2.0 */
/* channels/xmpp/xmpp-contacts.h: who is told when a desk opens or closes: XMPP_CONTACTS_MAX people, in memory and in
 * the ledger, so that a restart forgets nobody. Thread-safe but for init and clear; what changes something blocks until
 * it is durable. */
#pragma once
#include "channels/xmpp/xmpp-take.h"

#define XMPP_CONTACTS_MAX 10000

void xmpp_contacts_init(Xmpp *xmpp);
void xmpp_contacts_clear(Xmpp *xmpp);
/* What was known before the start; does it once. Whatever changes somebody does it first. */
void xmpp_contacts_load(Xmpp *xmpp);

/* @to was told by @from, our address, whether @desk (canonical URI) is open. Over the limit nobody new is kept. */
void xmpp_contacts_keep(Xmpp *xmpp, const char *desk, const char *from, const char *to, gboolean open);
void xmpp_contacts_drop(Xmpp *xmpp, const char *from, const char *to);

/* What @tell writes for each whose desk has opened or closed (@closed_until 0: open) since she was told: char *, new.
 */
typedef char *(*XmppTell)(const Xmpp *xmpp, const char *desk, const char *from, const char *to, gint64 closed_until);
GPtrArray *xmpp_contacts_turn(Xmpp *xmpp, XmppTell tell);
