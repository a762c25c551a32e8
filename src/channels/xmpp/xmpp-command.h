/* SPDX-License-Identifier: Apache-2.0 */
/* channels/xmpp/xmpp-command.h: what a desk offers in the menus of programs (XEP-0050): report a problem, status of my
 * case, unsubscribe. Each is one form at most, so nothing is kept between its steps. */
#pragma once
#include "channels/xmpp/xmpp-private.h"

/* The answer to @iq, which holds a command for @desk. */
XmppNode *xmpp_command_answer(Xmpp *xmpp, RelayTaker *taker, const XmppNode *iq, const Stanza *stanza,
                              const Endpoint *desk);
/* Into the results of disco#items and disco#info. FALSE: @node is no command. */
void xmpp_command_list(const Locale *locale, XmppNode *query, const Endpoint *desk);
gboolean xmpp_command_describe(const Locale *locale, XmppNode *query, const char *node);

/* What the form in @iq says, "" what it leaves out; FALSE: @iq is no form of ours. Pure. */
gboolean xmpp_command_read_form(const XmppNode *iq, char **ret_text, char **ret_service);
