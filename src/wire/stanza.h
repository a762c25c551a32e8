/* SPDX-License-Identifier: Apache-2.0 */
/* wire/stanza.h: what a stanza of XMPP says, by the extensions that we know; and the stanzas that we make.
 *
 * Messages: XEP-0184 receipts, 0333 markers, 0308 corrections, 0424 retractions, 0461 replies with their 0428 fallback
 * taken out, 0066 and 0447 files, 0380 and its forerunners for what is encrypted, 0203 delays, 0359 ids, 0085 states,
 * 0045 and 0249 invitations into rooms. Ids and texts are cleaned and cut: an id has at most STANZA_ID_MAX bytes,
 * longer ones are as good as none. Whatever is not understood is left out. Pure and thread-safe. */
#pragma once
#include "wire/jid.h"
#include "wire/xmppnode.h"

#define STANZA_NS_CAPS       "http://jabber.org/protocol/caps"
#define STANZA_NS_CHATSTATES "http://jabber.org/protocol/chatstates"
#define STANZA_NS_COMMANDS   "http://jabber.org/protocol/commands"
#define STANZA_NS_CONFERENCE "jabber:x:conference"
#define STANZA_NS_CORRECT    "urn:xmpp:message-correct:0"
#define STANZA_NS_DATA       "jabber:x:data"
#define STANZA_NS_DELAY      "urn:xmpp:delay"
#define STANZA_NS_ERRORS     "urn:ietf:params:xml:ns:xmpp-stanzas"
#define STANZA_NS_FALLBACK   "urn:xmpp:fallback:0"
#define STANZA_NS_HINTS      "urn:xmpp:hints"
#define STANZA_NS_INFO       "http://jabber.org/protocol/disco#info"
#define STANZA_NS_ITEMS      "http://jabber.org/protocol/disco#items"
#define STANZA_NS_MARKERS    "urn:xmpp:chat-markers:0"
#define STANZA_NS_NICK       "http://jabber.org/protocol/nick"
#define STANZA_NS_OOB        "jabber:x:oob"
#define STANZA_NS_PING       "urn:xmpp:ping"
#define STANZA_NS_RECEIPTS   "urn:xmpp:receipts"
#define STANZA_NS_REPLY      "urn:xmpp:reply:0"
#define STANZA_NS_RETRACT    "urn:xmpp:message-retract:1"
#define STANZA_NS_RETRACT_0  "urn:xmpp:message-retract:0"
#define STANZA_NS_ROOM       "http://jabber.org/protocol/muc#user"
#define STANZA_NS_SFS        "urn:xmpp:sfs:0"
#define STANZA_NS_SID        "urn:xmpp:sid:0"
#define STANZA_NS_TIME       "urn:xmpp:time"
#define STANZA_NS_VCARD      "vcard-temp"
#define STANZA_NS_AVATAR     "vcard-temp:x:update"
#define STANZA_NS_VERSION    "jabber:iq:version"

#define STANZA_ID_MAX    1024 /* bytes */
#define STANZA_FILES_MAX 10
#define STANZA_URL_MAX   4096

typedef enum { STANZA_MESSAGE, STANZA_PRESENCE, STANZA_IQ, STANZA_OTHER } StanzaKind;

/* What every stanza has. */
typedef struct {
    StanzaKind kind;
    Jid *from, *to; /* NULL when it is none */
    char *type;     /* "" when it has none */
    char *id;       /* "" */
    char *language; /* xml:lang, "" */
} Stanza;
void stanza_free(Stanza *stanza);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Stanza, stanza_free)
Stanza *stanza_read(const XmppNode *node);

typedef struct {
    char *url;         /* http or https, at most STANZA_URL_MAX bytes */
    char *name, *type; /* as told, cleaned; "" */
    gint64 size;       /* as told; 0 unknown */
} StanzaFile;

typedef struct {
    char *body;       /* without what only repeats what it answers; "" */
    char *subject;    /* one line, "" */
    char *thread;     /* "" */
    char *receipt;    /* the id that she got of ours, "" */
    char *seen;       /* the id of ours that she has read, "" */
    char *replaces;   /* the id of her message that this one corrects, "" */
    char *retracts;   /* … that she takes back, "" */
    char *answers;    /* the id that it is a reply to, "" */
    char *origin;     /* the id that her program gave it, "" */
    gboolean invites; /* into a room: */
    char *inviter;    /* … the room says that this one does; "" she does so herself */
    char *encrypted;  /* how, "OMEMO"; "" it is not */
    char *condition;  /* of an error: "remote-server-timeout"; "" it is none */
    char *words;      /* … the other side's own, one line */
    gboolean lasting; /* … trying again does not help */
    gboolean wants_receipt, wants_marker;
    gboolean is_error, is_room; /* type='error', type='groupchat' */
    gint64 delayed;             /* when it was sent, of one that waited; 0 */
    GPtrArray *files;           /* StanzaFile * */
} StanzaMessage;
void stanza_message_free(StanzaMessage *message);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StanzaMessage, stanza_message_free)
/* Of a STANZA_MESSAGE. */
StanzaMessage *stanza_read_message(const XmppNode *node);

/* ---- made by us ---- */

/* @name "message", "presence" or "iq"; NULL leaves an attribute out. */
XmppNode *stanza_new(const char *name, const char *type, const char *from, const char *to, const char *id);
/* The answer to an iq: addresses turned around. */
XmppNode *stanza_new_result(const XmppNode *iq);
/* The refusal of any stanza: @kind "cancel", "wait", "modify"; @words may be NULL. */
XmppNode *stanza_new_error(const XmppNode *stanza, const char *kind, const char *condition, const char *words);
