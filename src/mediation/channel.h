/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/channel.h: the contract of a channel driver, a folder of its own in src/channels.
 *
 * Inward:   bytes from the wire → parse (pure) → intake_submit() → only when that returns does the channel acknowledge.
 * Outward:  the core decides, renders (pure) and calls send on the delivery pool; the channel says once how the attempt
 * ended.
 *
 * A channel never retries, never audits and never reads the store. The core asks for capabilities, never for a name.
 * Two versions of a tool are two drivers in one folder, both live, one marked legacy.
 *
 * Configured as [channel.NAME] with driver = …; NAME is the channel's name in the store and on screens. */
#pragma once
#include "base/config.h"
#include "base/locale.h"
#include "mediation/channel-ledger.h"
#include "mediation/receiving/intake.h"
#include "model/circular.h"
#include "model/delivery.h"
#include "model/endpoint.h"
#include "model/publication.h"
#include "model/service.h"

#define CHANNEL_CONTRACT 1

typedef enum { PROTOCOL_STABLE, PROTOCOL_LEGACY, PROTOCOL_PROPOSED } ProtocolStanding;

typedef struct {
    const char *name;    /* "LMTP" */
    const char *version; /* "RFC 2033" */
    ProtocolStanding standing;
    const char *goes;          /* legacy: the date it ends, "2027-06-30"; else NULL */
    const char *specification; /* a URL */
    const char *what;          /* what of it, for the manual; NULL: all that counts here */
    const char *announced;     /* names by which other programs are told of it, with blanks between; NULL: none */
} ChannelProtocol;

typedef enum {
    CHANNEL_RECEIVES = 1 << 0,
    CHANNEL_SENDS = 1 << 1,
    CHANNEL_CONFIRMS_DELIVERY = 1 << 2,
    CHANNEL_CONFIRMS_READING = 1 << 3,
    CHANNEL_EDITS = 1 << 4,
    CHANNEL_DELETES = 1 << 5,
    CHANNEL_PUBLIC = 1 << 6,  /* can speak to everybody */
    CHANNEL_PRIVATE = 1 << 7, /* can speak to one person */
    CHANNEL_RICH_TEXT = 1 << 8,
    CHANNEL_ATTACHMENTS = 1 << 9,
    CHANNEL_PAGE = 1 << 10, /* what it sends is read on the citizen's page, and she saw her receipt when she wrote */
    CHANNEL_PROGRAMS = 1 << 11,  /* programs hand in by it what people said to them, over /api/v1 */
    CHANNEL_TALKS = 1 << 12,     /* messages are short and follow one another; none names what it answers */
    CHANNEL_CIRCULARS = 1 << 13, /* carries one text to many people, one message to each */
    CHANNEL_IN_ORDER = 1 << 14,  /* what goes to one person leaves in order: mediation/delivering/delivery-order.h */
    /* A copy of a circular that goes again is known over there by its id, or at least has the same */
    CHANNEL_KNOWS_COPIES = 1 << 15,
} ChannelAbility;

typedef struct {
    guint abilities;          /* ChannelAbility, or-ed */
    gsize longest_text;       /* bytes of one message */
    guint concurrency;        /* deliveries at once on this channel */
    guint per_host;           /* … to one remote host; 0: no bound of its own */
    int assurance;            /* the highest that it can vouch for, 0-3 */
    const char *scheme;       /* of its identities: "mailto" */
    const char *other_scheme; /* … of some of them; NULL: all are of that one */
} ChannelCapabilities;

typedef struct CitizenAccess CitizenAccess; /* mediation/people/citizen-access.h */
typedef struct Publishing Publishing;       /* mediation/publishing/publishing.h */

/* What the house gives to a channel; it outlives the channel and is thread-safe. */
typedef struct ChannelHost ChannelHost;
struct ChannelHost {
    const char *name; /* the channel's own: "email" */
    Intake *intake;
    const char *authority; /* "Northam Borough Council" */
    const char *domain;    /* "northam.example" */
    const guint8 *secret;  /* 32 bytes of this channel alone, for MACs in addresses and ids */
    gsize max_size;        /* bytes of one inbound message */
    /* Whether @uri (canonical) is one of our endpoints on this channel; reads memory. */
    gboolean (*is_endpoint)(const ChannelHost *host, const char *uri);
    /* Our endpoints on this channel: Endpoint *, copies; free the array. Reads memory. */
    GPtrArray *(*endpoints)(const ChannelHost *host);
    /* What the public can ask for, by name: Service *, copies, none that is closed; free the array. Reads memory. */
    GPtrArray *(*services)(const ChannelHost *host);
    /* Whether people are there who answer what is written to our endpoint @uri: 0, or when they are there again. Reads
     * memory. */
    gint64 (*closed_until)(const ChannelHost *host, const char *uri);
    /* How far the cases of @uri (canonical) on this channel are: ToldCase * of mediation/telling.h. Blocks on a read.
     */
    GPtrArray *(*cases)(const ChannelHost *host, const char *uri, GError **error);
    /* What became of a delivery of this channel: report_submit(). Blocks until durable. */
    gboolean (*report)(const ChannelHost *host, const Report *report, GError **error);
    /* Somebody changed or took back what she had sent: amending_record(). Blocks until durable. */
    gboolean (*amend)(const ChannelHost *host, const AmendmentDraft *amendment, GError **error);
    /* What @message, which is recorded, links to cannot be had: linked_lost(). Blocks until durable. */
    gboolean (*lost)(const ChannelHost *host, MessageId message, guint number, const char *because, GError **error);
    /* Whether @message has its place: linked_is_filed(). */
    gboolean (*is_filed)(const ChannelHost *host, MessageId message, gboolean *ret, GError **error);
    /* What became of a copy of a circular, that went to @subscriber: no message is kept of it. Blocks until durable. */
    gboolean (*report_copy)(const ChannelHost *host, gint64 subscriber, ReportKind kind, GError **error);
    /* What became of a notice (model/circular.h), by its id. Blocks until durable. */
    gboolean (*report_notice)(const ChannelHost *host, gint64 notice, ReportKind kind, GError **error);
    /* @subscriber wrote that she wants no more. */
    gboolean (*end_copies)(const ChannelHost *host, gint64 subscriber, GError **error);
    /* For channels whose writers come back to a page of ours; NULL: there are no such pages. */
    CitizenAccess *access;
    /* For channels that speak to everybody: views/public-view.h reads what is released. */
    Publishing *publishing;
    const Locales *locales; /* for the channel's own words */
    const char *language;   /* the body's own */
    const char *timezone;   /* the body's own, "Europe/London" */
    const char *portal_url; /* of the citizens' pages, without a slash at its end; NULL: there are none */
    gpointer data;
};

typedef enum { HEALTH_UP, HEALTH_DEGRADED, HEALTH_DOWN } ChannelState;

typedef struct {
    ChannelState state;
    char *words;                             /* what is wrong, for the operator: a catalogue's msgid; NULL when up */
    guint64 received, refused, sent, failed; /* since the start */
    guint connections;                       /* open now */
} ChannelHealth;

/* What an officer has read. */
typedef struct {
    const char *endpoint;    /* ours that it was written to, canonical */
    const char *writer;      /* canonical */
    const char *external_id; /* how the writer's tool names it; "" it does not */
    GBytes *raw;             /* exactly as it came in */
    ConversationId conversation;
} ChannelSeen;

/* What became of telling her so. */
typedef enum {
    SEEN_TOLD,
    SEEN_UNWANTED, /* its writer asks for no mark of this message; one that she wrote before may have one */
    SEEN_LATER,    /* not now: try again */
    SEEN_NEVER,    /* it cannot be told */
} SeenOutcome;

/* A page of a channel for everybody. */
typedef struct {
    char *path; /* "/desks/desk" */
    char *name; /* what people know it by over there, "@desk@city.example"; NULL: nothing */
} ChannelPage;

struct HttpRoute; /* http/router.h */
struct RelayLine; /* relay/line.h */
struct Spool;     /* relay/spool.h */

struct channel_driver {
    int contract;                     /* CHANNEL_CONTRACT */
    const char *name;                 /* "email": what `driver =` says */
    const char *summary;              /* one line: a catalogue's msgid */
    const char *label;                /* on pills: "mail": a catalogue's msgid */
    const ChannelProtocol *protocols; /* ends with a NULL name */
    ChannelCapabilities capabilities;
    const char *const *peers; /* programs that it is tested with: "Postfix 3.7"; ends with NULL; NULL: none */
    const ConfigKey *settings;
    /* On the citizens' pages; ends with a NULL pattern. The first is where a citizen begins: the home page leads there.
     * The handlers' data is the channel; what they show is rendered by http_response_show(), in the portal's layout.
     * NULL: none. */
    const struct HttpRoute *routes;

    /* Those of its pages that everybody may find: ChannelPage *, free the array. Reads memory. NULL function: none. */
    GPtrArray *(*pages)(gpointer channel);

    /* Checks settings and makes the channel; nothing listens yet. @host is borrowed and outlives it. */
    gpointer (*open)(const ChannelHost *host, const Config *config, const char *group, GError **error);
    /* Listens. */
    gboolean (*start)(gpointer channel, GError **error);
    /* Takes no new work, finishes what it is at within @grace microseconds. */
    void (*stop)(gpointer channel, gint64 grace);
    void (*close)(gpointer channel);
    void (*health)(gpointer channel, ChannelHealth *ret);

    /* Raw bytes from @sender to our endpoint @recipient (both canonical URIs as the wire named them, extensions
     * included) as a draft. Pure; never fails on hostile bytes but for TRIBUNE_ERROR_LIMIT. */
    MessageDraft *(*parse)(gpointer channel, GBytes *raw, const char *sender, const char *recipient, GError **error);

    /* Exactly what leaves. Pure: the same input gives the same bytes. TRIBUNE_ERROR_INVALID says what the channel
     * cannot carry. */
    Rendering *(*render)(gpointer channel, const Outgoing *outgoing, GError **error);
    /* Blocks until @deadline (clock_monotonic) at most; says in @ret how the attempt ended. Thread-safe. */
    void (*send)(gpointer channel, const Outgoing *outgoing, const Rendering *rendering, gint64 deadline, Attempt *ret);
    /* An officer has really read @seen: tells its writer. Blocks for a moment. Thread-safe. NULL function: her tool
     * knows no such marks. */
    SeenOutcome (*seen)(gpointer channel, const ChannelSeen *seen);
    /* What everybody gets of @item in @language: for channels that are CHANNEL_PUBLIC; NULL function: it publishes
     * nothing. Pure; the times of release are put in when it leaves. TRIBUNE_ERROR_INVALID says in a sentence for the
     * writer what the channel cannot carry. */
    Rendering *(*render_public)(gpointer channel, const PublicationItem *item, const char *language, GError **error);
    /* @item was released, corrected or withdrawn: those who follow it are told, by errands. Durable when it returns
     * TRUE; asked again, perhaps for the same, until it does. Blocks. NULL function: nobody follows anything. */
    gboolean (*announce)(gpointer channel, const PublicationItem *item, GError **error);
    /* Does what was put down to be done, see mediation/channel-ledger.h; OUTCOME_RETRY: again later, with the code
     * ERRAND_BUSY in a few seconds, since it was not begun: too much is under way. Blocks until
     * @deadline (clock_monotonic) at most. Thread-safe. NULL function: it puts down nothing. */
    void (*errand)(gpointer channel, const char *kind, const char *text, gint64 deadline, Attempt *ret);
    /* An errand is not tried any more: it was for as long as any is. TRUE: what is to be remembered of that is durable;
     * asked again, perhaps for the same, until it is. Blocks. NULL function: nothing is. */
    gboolean (*give_up)(gpointer channel, const char *kind, const char *text, GError **error);
    /* For channels that are CHANNEL_CIRCULARS. One rendering for all: pure, as render is. */
    Rendering *(*render_circular)(gpointer channel, const Circular *circular, GError **error);
    /* Sends it to @count people over as few connections as may be; blocks until @deadline at most, and says in
     * @ret[0 … @count - 1] what became of each. The same copy has the same id each time. Thread-safe. */
    void (*send_circular)(gpointer channel, const Circular *circular, const Rendering *rendering,
                          const CircularCopy *copies, guint count, gint64 deadline, CircularOutcome *ret);
    /* Whether codes and news, which anybody can ask for, may go to @recipient (canonical): where each costs, the house
     * may set a bound. Pure. TRIBUNE_ERROR_INVALID says why not, as a msgid. NULL function: they may. */
    gboolean (*admit)(gpointer channel, const char *recipient, GError **error);
    /* Whether who wrote STOP gets alerts of danger to life all the same, as the law of the house may want it. Reads
     * memory. NULL function: never. */
    gboolean (*keeps_alerts)(gpointer channel);
    /* The host that per_host counts, and that LEDGER_ERRAND names, of @recipient: what goes there waits for one that is
     * away. May block on a read. NULL function: none. New string. */
    char *(*host_of)(gpointer channel, const char *recipient);

    /* For `tribune relay`: the line to the other side that outlives this process. @in and @out are taken over when it
     * is made. TRIBUNE_ERROR_CONFIG. NULL without error: as it is configured it needs none. NULL function: it never
     * does. */
    struct RelayLine *(*line)(const Config *config, const char *group, struct Spool *in, struct Spool *out,
                              GError **error);

    /* What a person typed → canonical URI, or NULL with TRIBUNE_ERROR_INVALID and a reason in plain words. */
    char *(*resolve)(gpointer channel, const char *text, GError **error);
};

/* All drivers, made by src/channels/meson.build; ends with NULL. */
extern const struct channel_driver *const CHANNEL_DRIVERS[];
