/* SPDX-License-Identifier: Apache-2.0 */
/* channels/xmpp/xmpp-contacts.h: who is told when a desk opens or closes: XMPP_CONTACTS_MAX people, of one domain half
 * as many (xmpp-roster.h), in memory and in the ledger, so that a restart forgets nobody. Thread-safe but for init and
 * clear; what changes something blocks until it is durable, one change after the other. */
#pragma once
#include "channels/xmpp/xmpp-roster.h"
#include "channels/xmpp/xmpp-take.h"

#define XMPP_CONTACTS_MAX  10000
#define XMPP_CONTACTS_TURN 500

void xmpp_contacts_init(Xmpp *xmpp);
void xmpp_contacts_clear(Xmpp *xmpp);
/* What was known before the start; does it once. Whatever changes somebody does it first. */
void xmpp_contacts_load(Xmpp *xmpp);

/* @to was told @what by @from, our address, of @desk (canonical URI). */
void xmpp_contacts_keep(Xmpp *xmpp, const char *desk, const char *from, const char *to, RosterTold what);
void xmpp_contacts_drop(Xmpp *xmpp, const char *from, const char *to);
/* char *: the addresses of ours that @to knows. */
GPtrArray *xmpp_contacts_of(Xmpp *xmpp, const char *to);

/* One whose desk has opened or closed since she was told. */
typedef struct {
    char *key;
    char *desk, *from, *to;
    gint64 closed_until; /* 0: open */
} XmppTurned;
/* XmppTurned *: some of them, XMPP_CONTACTS_TURN at most. */
GPtrArray *xmpp_contacts_turned(Xmpp *xmpp);
/* The first @count of @turned were told now. Who has gone meanwhile stays gone. */
void xmpp_contacts_told(Xmpp *xmpp, const GPtrArray *turned, guint count);
