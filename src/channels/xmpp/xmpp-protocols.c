/* SPDX-License-Identifier: Apache-2.0 */
/* What of XMPP is spoken, once: the manual and the catalogue say it to people, xmpp-query.c to programs. */
#include "channels/xmpp/xmpp-private.h"

#define XEP(number, standing) "XEP-" #number, standing, NULL, "https://xmpp.org/extensions/xep-" #number ".html"

/* clang-format off */
const ChannelProtocol xmpp_protocols[] = {
    { "XMPP Core", "RFC 6120", PROTOCOL_STABLE, NULL, "https://www.rfc-editor.org/rfc/rfc6120" },
    { "XMPP Instant Messaging", "RFC 6121", PROTOCOL_STABLE, NULL, "https://www.rfc-editor.org/rfc/rfc6121" },
    { "XMPP Addresses", "RFC 7622", PROTOCOL_STABLE, NULL, "https://www.rfc-editor.org/rfc/rfc7622" },
    { "Jabber Component Protocol", "XEP-0114 1.6", PROTOCOL_STABLE, NULL, "https://xmpp.org/extensions/xep-0114.html" },
    { "Service Discovery", XEP(0030, PROTOCOL_STABLE), NULL, STANZA_NS_INFO " " STANZA_NS_ITEMS },
    { "Multi-User Chat", XEP(0045, PROTOCOL_STABLE), "invitations are declined", NULL },
    { "Ad-Hoc Commands", XEP(0050, PROTOCOL_STABLE), "report a problem, status of my case, unsubscribe", STANZA_NS_COMMANDS },
    { "vcard-temp", XEP(0054, PROTOCOL_STABLE), NULL, STANZA_NS_VCARD },
    { "Out of Band Data", XEP(0066, PROTOCOL_STABLE), "in", STANZA_NS_OOB },
    { "Chat State Notifications", XEP(0085, PROTOCOL_STABLE), "taken and forgotten; none are sent", STANZA_NS_CHATSTATES },
    { "Software Version", XEP(0092, PROTOCOL_STABLE), NULL, STANZA_NS_VERSION },
    { "Entity Capabilities", XEP(0115, PROTOCOL_STABLE), NULL, STANZA_NS_CAPS },
    { "vCard-Based Avatars", XEP(0153, PROTOCOL_STABLE), NULL, NULL },
    { "Contact Addresses", XEP(0157, PROTOCOL_STABLE), "the citizens’ pages", NULL },
    { "User Nickname", XEP(0172, PROTOCOL_STABLE), "in", STANZA_NS_NICK },
    { "Delivery Receipts", XEP(0184, PROTOCOL_STABLE), "both ways; ours once a message is recorded", STANZA_NS_RECEIPTS },
    { "XMPP Ping", XEP(0199, PROTOCOL_STABLE), NULL, STANZA_NS_PING },
    { "Direct Invitations", XEP(0249, PROTOCOL_STABLE), "declined", NULL },
    { "Message Correction", XEP(0308, PROTOCOL_STABLE), "in; the first words stay", STANZA_NS_CORRECT },
    { "Chat Markers", XEP(0333, PROTOCOL_STABLE), "read by her; ours when an officer has read what asked for one", STANZA_NS_MARKERS },
    { "Message Processing Hints", XEP(0334, PROTOCOL_PROPOSED), "out", STANZA_NS_HINTS },
    { "Unique and Stable Stanza IDs", XEP(0359, PROTOCOL_PROPOSED), "the id that her program gave", STANZA_NS_SID },
    { "Message Retraction", XEP(0424, PROTOCOL_STABLE), "in; what we have stays", STANZA_NS_RETRACT },
    { "Fallback Indication", XEP(0428, PROTOCOL_PROPOSED), "in: what only repeats is left out", STANZA_NS_FALLBACK },
    { "Stateless File Sharing", XEP(0447, PROTOCOL_PROPOSED), "in", STANZA_NS_SFS },
    { "Message Replies", XEP(0461, PROTOCOL_PROPOSED), NULL, STANZA_NS_REPLY },
    { NULL },
};
/* clang-format on */
