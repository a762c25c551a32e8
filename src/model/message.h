/* SPDX-License-Identifier: Apache-2.0 */
/* model/message.h: one utterance: as a channel hands it in (draft), its parts, and as it is stored. */
#pragma once
#include "base/digest.h"
#include "model/access.h"
#include "model/ids.h"
#include "model/keyword.h"

/* ---- parts: the bytes of a message, sealed and committed to one by one ---- */

#define PART_RAW  "raw"  /* exactly as received */
#define PART_ENV  "env"  /* the envelope: lines "sender URI", "recipient URI" */
#define PART_TEXT "body" /* normalised plain text */
#define PART_HTML "html" /* as sent, UTF-8; shown only rebuilt from the allow-list */
/* attachments: "att-01" … "att-40" */

#define MESSAGE_ATTACHMENTS_MAX 40 /* as parts; what is beyond stays in the raw bytes */

typedef struct {
    char *name;
    char *filename;   /* of an attachment, cleaned; else NULL */
    char *type;       /* media type, lower case; else NULL */
    char *content_id; /* of an inline image, without brackets; else NULL */
    GBytes *bytes;
    gsize size; /* of the bytes, also when they were not loaded */
} MessagePart;

MessagePart *message_part_new(const char *name, const char *type, const char *filename, GBytes *bytes);
void message_part_free(MessagePart *part);
/* An array that frees its parts. */
GPtrArray *message_parts_new(void);
/* Borrowed; NULL when there is none. */
const MessagePart *message_parts_find(const GPtrArray *parts, const char *name);
gboolean message_part_is_attachment(const MessagePart *part);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MessagePart, message_part_free)

/* ---- what wrote it ---- */

typedef enum {
    AUTOMATIC_NO,     /* a person, as far as can be told */
    AUTOMATIC_REPLY,  /* out of office and the like */
    AUTOMATIC_REPORT, /* bounce, delivery or read report, feedback */
    AUTOMATIC_LIST,   /* list or bulk mail */
    AUTOMATIC_OTHER,
    AUTOMATIC_LOOP,    /* went in circles: shown to people, never answered by us */
    AUTOMATIC_PROGRAM, /* an account that a program keeps, but to us alone: the same */
} Automatic;

const char *automatic_name(Automatic automatic);
gboolean automatic_parse(const char *name, Automatic *ret);
/* Whether people are to see it as they see what a person writes: it has a case, and a place among what waits. */
gboolean automatic_is_seen(Automatic automatic);

/* ---- a report inside a message: what came of an earlier delivery ---- */

typedef enum {
    REPORT_DELIVERED,
    REPORT_READ,
    REPORT_DELAYED,
    REPORT_FAILED,
    REPORT_COMPLAINT,
    REPORT_AWAY,    /* somebody's machine says that nobody reads it now */
    REPORT_FULL,    /* failed: no room */
    REPORT_POLICY,  /* failed: they do not take mail from us, whoever it is for */
    REPORT_GONE,    /* failed: there is no such address any more */
    REPORT_STOPPED, /* failed: who reads there told the network that she wants nothing from us */
    REPORT_COUNT
} ReportKind;

const char *report_kind_name(ReportKind kind);
gboolean report_kind_parse(const char *name, ReportKind *ret);
gboolean report_kind_is_failure(ReportKind kind);

typedef struct {
    DeliveryId delivery; /* proven by a token of ours; 0: */
    MessageId message;   /* … or our message that it is about, proven likewise */
    ReportKind kind;
    char *code;  /* "5.1.1" */
    char *words; /* the remote's own */
} Report;

/* ---- what its writer does to a message later; what we have stays as it is ---- */

typedef enum { AMENDMENT_EDITED, AMENDMENT_RETRACTED } Amendment;

typedef struct {
    Amendment amendment;
    const char *sender;      /* who does it, canonical URI */
    const char *external_id; /* of what she had sent */
    const char *told_by;     /* names what tells of it: the same again is the same amendment */
} AmendmentDraft;

/* ---- draft: what a channel's parse makes and intake records ---- */

typedef struct {
    char *endpoint;     /* our address, canonical URI: "mailto:hello@northam.example" */
    char *external_id;  /* how the other side names it; "" when it has no name */
    Digest fingerprint; /* equal for two submissions of the same utterance to the same endpoint */
    char *sender;       /* identity as a canonical URI; "" when there is none */
    char *sender_name;  /* as shown, one line; may be "" */
    int assurance;      /* 0-3, and why */
    char *evidence;
    char *subject;  /* one line, may be "" */
    char *language; /* BCP 47, "" unknown */
    char *service;  /* code of what the writer chose from our list, "" nothing; it may not be there any more */
    Automatic automatic;
    char *automatic_reason;      /* which header or rule said so */
    gint64 sent;                 /* by the sender's clock; 0 unknown */
    ConversationId conversation; /* proven by a token of ours; 0: none */
    DeliveryId delivery;         /* the same: what it came back from; 0: none */
    gint64 copy;                 /* the same: the subscriber to whose copy of a circular it belongs; it is no message */
    ReportKind copy_report;      /* … what it says of that copy, */
    gboolean ends_copies;        /* or that she wants no more */
    gboolean quiet;              /* perhaps a person, but never answered by a machine */
    guint hops;                  /* how many machines of our kind had answered each other before */
    GPtrArray *references;       /* char *: external ids that it answers, nearest first */
    GPtrArray *parts;            /* MessagePart *, PART_RAW first */
    Report *report;              /* or NULL */
    Keyword keyword;             /* it is one word, which tells us how to treat its writer */
    char *wanted;                /* … and what stands behind START; "" nothing */
    gboolean appeal;             /* its writer asks for a review of our last answer to her */
    gboolean has_access;         /* its writer was given what opens her case: */
    AccessSeed access;           /* … made of this; not in a draft that was read back from its envelope */
} MessageDraft;

MessageDraft *message_draft_new(void); /* every text "", arrays empty */
void message_draft_free(MessageDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MessageDraft, message_draft_free)

/* ---- stored ---- */

typedef enum { DIRECTION_IN, DIRECTION_OUT, DIRECTION_NOTE } Direction;
const char *direction_name(Direction direction);
gboolean direction_parse(const char *name, Direction *ret);

/* How it came to where it is. */
typedef enum {
    FILED_NOWHERE,
    FILED_NEW,      /* opened its case */
    FILED_MEMBER,   /* from somebody who takes part */
    FILED_STRANGER, /* to an address that only participants know, from somebody else: unverified */
    FILED_RELATED,  /* opened its case, answering another */
    FILED_AUTOMATIC,
    FILED_REPORT,
    FILED_PARKED,  /* went in circles */
    FILED_PROGRAM, /* a program wrote it: seen, and no more */
} Filed;
const char *filed_name(Filed filed);
gboolean filed_parse(const char *name, Filed *ret);

typedef enum { SCREENING_WAITING, SCREENING_CLEAR, SCREENING_LABELLED, SCREENING_HELD, SCREENING_RELEASED } Screening;
const char *screening_name(Screening screening);
gboolean screening_parse(const char *name, Screening *ret);

/* Where content's secret and its leaf are; see store/content-store.h. */
typedef struct {
    guint8 record[16]; /* random, its name in the journal */
    gint64 secret_key;
    gint64 leaf; /* year << 40 | index */
} RecordRef;

typedef struct {
    MessageId id;
    Direction direction;
    char *channel;
    EndpointId endpoint;
    char *external_id;
    char *sender, *sender_name;
    StaffId author;
    char *subject, *preview, *language;
    Automatic automatic;
    Filed filed;
    Screening screening;
    gint64 size;
    guint attachments;
    gint64 sent, received;
    PersonId person;
    ConversationId conversation;
    gboolean side; /* of an internal consultation: never for citizens */
    CaseId case_id;
    RecordRef ref;
} Message;

void message_free(Message *message);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Message, message_free)
