/* SPDX-License-Identifier: Apache-2.0 */
/* channels/xmpp/xmpp-private.h: what the files of this folder share. */
#pragma once
#include <stdatomic.h>

#include "base/thread.h"
#include "channels/xmpp/xmpp-address.h"
#include "channels/xmpp/xmpp-contacts.h"
#include "channels/xmpp/xmpp-take.h"
#include "mediation/channel-avatar.h"
#include "mediation/channel.h"
#include "mediation/rate-limit.h"
#include "net/fetch.h"
#include "wire/stanza.h"
#include "wire/xmppstream.h"

#define XMPP_STANZA_MAX (256 * 1024) /* bytes */
#define XMPP_TEXT_MAX   (32 * 1024)  /* bytes of what we send: servers end a stream over a stanza of 64 to 256 KiB */
#define XMPP_KEPT_MAX   (2 * XMPP_STANZA_MAX) /* … of what the relay got and wrote anew, which may have grown by it */

/* The relay's note on what came in: when, and a number that tells two equal ones apart. */
#define XMPP_NS_RELAY "urn:tribune:relay"

struct Xmpp {
    const ChannelHost *host;
    char *domain;
    gboolean from_case; /* answers come from the case's own address */
    gsize max_file;
    Fetch *fetch;
    RelayClient *client;
    ChannelAvatar avatar;

    Mutex mutex;
    Condition changed;
    Thread *minder;
    gboolean stopping;
    struct Roster *roster; /* xmpp-contacts.c */
    Mutex noting;          /* … changes both it and the ledger; taken before .mutex */
    gboolean loaded;       /* … from the ledger; .noting's */
    GPtrArray *fetching;   /* xmpp-file-errand.c */
    RateLimit *told;       /* xmpp-told.c */
    gint64 tidied;         /* the minder's */

    _Atomic int up; /* the server: 1, 0, -1: the relay is away */
    _Atomic guint waiting;
    _Atomic guint64 received, refused, sent, failed;
};

/* xmpp-take.c */
/* Answers inside of that. @keep: durable; FALSE: not now, and the taking is not either. @node is taken over. */
gboolean xmpp_take_reply(RelayTaker *taker, gboolean keep, XmppNode *node);
/* @endpoint: canonical URI of the desk that @to is of, new; NULL when it is none of ours. */
char *xmpp_take_desk(const Xmpp *xmpp, const Jid *to, ConversationId *ret);
/* The words for who speaks @language ("": the body's own). */
const Locale *xmpp_take_locale(const Xmpp *xmpp, const char *language);

/* xmpp-message.c. Whether @message says anything at all, to people or to us: typing notices do not. */
gboolean xmpp_message_matters(const StanzaMessage *message);
/* … and nothing but what became of something of ours. */
gboolean xmpp_message_only_confirms(const StanzaMessage *message);
/* TRUE: done with. */
gboolean xmpp_message_take(Xmpp *xmpp, RelayTaker *taker, const XmppNode *node, const Stanza *stanza, GBytes *raw);
/* Records @draft, made of @stanza (NULL: of none); FALSE: try again later. What is wrong with it is told to its writer,
 * unless @taker is NULL. */
gboolean xmpp_message_submit(Xmpp *xmpp, RelayTaker *taker, const XmppNode *stanza, const MessageDraft *draft,
                             gboolean *ret_recorded, MessageId *ret_id);

/* xmpp-file.c: puts down that what @message, recorded as @id from @draft, links to is fetched. Blocks until durable;
 * what was put down before is not put down again. */
gboolean xmpp_file_plan(Xmpp *xmpp, const Jid *to, const StanzaMessage *message, const MessageDraft *draft,
                        MessageId id, GError **error);
/* Forgets what was put down long ago, and whom we told what a day ago. */
void xmpp_file_tidy(Xmpp *xmpp);
/* The errand "lost": says in the case that there is no file. */
char *xmpp_file_write_loss(const char *message, guint number, const char *because);
extern const char *const xmpp_file_too_many; /* one that is not fetched because of the others */
/* xmpp-file-errand.c: see channel.h. */
void xmpp_file_errand(gpointer channel, const char *kind, const char *text, gint64 deadline, Attempt *ret);

/* xmpp-file-fetch.c: what came of one try. */
typedef struct {
    FetchResponse *response; /* NULL: */
    const char *because;     /* … why not, behind a colon: a catalogue's msgid */
    gboolean later;          /* … for now */
} XmppFetched;
void xmpp_fetched_clear(XmppFetched *fetched);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(XmppFetched, xmpp_fetched_clear)
void xmpp_file_fetch(Xmpp *xmpp, const char *url, gint64 deadline, XmppFetched *ret);
/* What to call it, and what it is: as its server or its writer (@said, may be "") says. */
char *xmpp_file_type(const char *said, const FetchResponse *response);
char *xmpp_file_name(const char *said, const char *url, const char *type);

/* xmpp-presence.c */
void xmpp_presence_take(Xmpp *xmpp, RelayTaker *taker, const XmppNode *node, const Stanza *stanza);
/* Whoever sent @stanza does not see any desk of ours any more. */
void xmpp_presence_end_all(Xmpp *xmpp, RelayTaker *taker, const Stanza *stanza);
/* … not the one that she sent it to. */
void xmpp_presence_end(Xmpp *xmpp, RelayTaker *taker, const Stanza *stanza);
/* Tells those who know a desk when it opens or closes, while the server is there. */
void xmpp_presence_refresh(Xmpp *xmpp);

/* xmpp-mind.c: looks after all of that every 15 s; the minder's. @channel is an Xmpp. */
void xmpp_mind_run(gpointer channel);
/* Whether the server is there: asks the relay. */
gboolean xmpp_mind_is_up(Xmpp *xmpp);
gboolean xmpp_mind_is_stopping(Xmpp *xmpp);

/* xmpp-query.c */
void xmpp_query_take(Xmpp *xmpp, RelayTaker *taker, const XmppNode *node, const Stanza *stanza);
/* The endpoint with canonical URI @uri, new; NULL. */
Endpoint *xmpp_query_endpoint(const Xmpp *xmpp, const char *uri);
/* xmpp-protocols.c: what of XMPP is spoken. */
extern const ChannelProtocol xmpp_protocols[];

/* The short name of what the desk @uri understands (XEP-0115), new; the same for all that understand the same. */
#define XMPP_CAPS_NODE "urn:tribune:desk"
char *xmpp_query_caps(const Xmpp *xmpp, const char *uri);

/* xmpp-parse.c: @message of @stanza, both read from @node, which was read from @raw, as a draft. */
MessageDraft *xmpp_parse_message(const Xmpp *xmpp, const XmppNode *node, const Stanza *stanza,
                                 const StanzaMessage *message, GBytes *raw, const char *sender, const Jid *to);
/* A file that a message of hers linked to, as a further message. */
typedef struct {
    const Jid *to;
    const char *sender, *called, *language;
    const char *answers; /* the id of the message that linked to it, "" */
    const char *url;
    Digest fingerprint;
} XmppLinked;
MessageDraft *xmpp_parse_linked(const Xmpp *xmpp, const XmppLinked *linked, const char *type, const char *name,
                                GBytes *bytes);
/* What fingerprint @draft, made of @node, would have had when it came XMPP_SAME earlier; FALSE: never another one. */
#define XMPP_SAME CLOCK_HOUR
gboolean xmpp_parse_earlier(const XmppNode *node, const MessageDraft *draft, Digest *ret);
/* xmpp-parse.c, xmpp-render.c: see channel.h */
MessageDraft *xmpp_parse(gpointer channel, GBytes *raw, const char *sender, const char *recipient, GError **error);
Rendering *xmpp_render(gpointer channel, const Outgoing *outgoing, GError **error);
