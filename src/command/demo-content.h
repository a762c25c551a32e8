/* SPDX-License-Identifier: Apache-2.0 */
/* command/demo-content.h: the invented council of `tribune demo`: who works there, who wrote, what happened.
 *
 * Reads demo/northam.json and its attachments (the shape is told in demo/README.md), checks it, and gives everything
 * that happened in order of time. Inbound items are composed as true mails, to be handed to intake like any other.
 * Nothing here touches the store. A DemoContent is immutable and thread-safe; everything it returns is borrowed and
 * lives as long as it does. */
#pragma once
#include "model/actor.h"
#include "model/calendar.h"
#include "model/case.h"
#include "model/publication.h"

typedef struct {
    const char *name, *domain, *prefix, *timezone, *language, *telephone;
} DemoBody;

typedef struct {
    const char *key, *name, *mail;
} DemoUnit;

typedef struct {
    const char *key, *name, *basis;
    const char *unit;                /* its key; NULL: any */
    gint64 first_answer, resolution; /* working minutes; 0: nothing promised */
    Sensitivity sensitivity;
} DemoService;

/* The body's own when its key is "body". */
typedef struct {
    const char *key;
    Calendar *calendar;
    GPtrArray *units; /* keys of the units that work by it */
} DemoCalendar;

typedef struct {
    Role role;
    const char *unit; /* its key; NULL: everywhere */
} DemoGrant;

typedef struct {
    const char *key, *sign_in, *name;
    GArray *grants; /* of DemoGrant */
} DemoStaff;

/* One line of correspondence and what must be true of it in the end. */
typedef struct {
    const char *key;
    const char *name, *mail, *language; /* of the citizen */
    const char *to;                     /* our address */
    const char *service;                /* its key; NULL: none */
    CasePriority priority;
    const char *subject;
    const char *then_unit, *then_assignee; /* keys; assignee NULL: nobody */
    CaseState then_state;
    guint then_held; /* messages that wait for review */
} DemoCase;

typedef enum {
    DEMO_IN,    /* the citizen writes: demo_content_compose() */
    DEMO_REPLY, /* an answer leaves: by, text, state */
    DEMO_NOTE,  /* by, text */
    DEMO_TAKE,  /* by */
    DEMO_GIVE,  /* by, to (staff) */
    DEMO_MOVE,  /* by, to (unit), text (the reason) */
    DEMO_STATE, /* by, state, text (the reason) */
} DemoKind;

typedef struct DemoMail DemoMail;

typedef struct {
    DemoKind kind;
    gint64 time;
    const DemoCase *of; /* NULL: a mail that opens no case */
    const char *by;     /* key of staff; NULL for DEMO_IN */
    const char *to;     /* key of staff or unit */
    const char *text;   /* Markdown, or a reason */
    CaseState state;    /* CASE_NEW: not changed */
    DemoMail *mail;     /* DEMO_IN */
} DemoEvent;

/* Something that the council says to everybody. */
typedef struct {
    const char *key;
    PublicationKind kind;
    PublicationContent *content;
    const char *picture_name; /* NULL: it has none; its texts name it so */
    GBytes *picture;          /* the file */
} DemoPublication;

typedef enum {
    DEMO_NEWS_WRITE,
    DEMO_NEWS_SUBMIT,
    DEMO_NEWS_APPROVE,
    DEMO_NEWS_RELEASE,
    DEMO_NEWS_CORRECT,  /* reason, and texts in place of those that there are */
    DEMO_NEWS_WITHDRAW, /* reason */
} DemoNewsKind;

typedef struct {
    DemoNewsKind kind;
    gint64 time;
    DemoPublication *of;
    const char *by, *reason;     /* reason: of approval a comment; NULL: none */
    PublicationContent *content; /* only its texts; NULL: they stay */
} DemoNews;

typedef struct DemoContent DemoContent;

/* @folder holds northam.json and the attachments; times are counted back from @now. TRIBUNE_ERROR_INVALID or
 * TRIBUNE_ERROR_NOT_FOUND name the place in the file. */
DemoContent *demo_content_load(const char *folder, gint64 now, GError **error);
void demo_content_free(DemoContent *content);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DemoContent, demo_content_free)

const DemoBody *demo_content_body(const DemoContent *content);
const GPtrArray *demo_content_units(const DemoContent *content);     /* of DemoUnit */
const GPtrArray *demo_content_services(const DemoContent *content);  /* of DemoService */
const GPtrArray *demo_content_calendars(const DemoContent *content); /* of DemoCalendar */
const GPtrArray *demo_content_staff(const DemoContent *content);     /* of DemoStaff */
const GPtrArray *demo_content_cases(const DemoContent *content);     /* of DemoCase */
const GPtrArray *demo_content_events(const DemoContent *content);    /* of DemoEvent, oldest first */

const GPtrArray *demo_content_topics(const DemoContent *content); /* of TopicRow */
const GPtrArray *demo_content_news(const DemoContent *content);   /* of DemoNews, oldest first */

/* The rules of routing as policy/routing-list.h has them, as JSON; NULL: there are none. */
const char *demo_content_routing(const DemoContent *content);

/* What a mail answers: our last one in the conversation. */
typedef struct {
    const char *to;         /* where it asks answers to go: the signed address of the conversation */
    const char *message_id; /* without brackets */
    const char *author;     /* as shown */
    gint64 time;
    const char *text;
} DemoThread;

/* The mail of a DEMO_IN as it arrives: headers, text, HTML, attachments, CRLF line ends. @thread is NULL for a first
 * mail and for one to which nobody has answered; it then goes to the case's own address. The same input gives the same
 * bytes. */
GBytes *demo_content_compose(const DemoContent *content, const DemoEvent *event, const DemoThread *thread);
/* Its envelope sender: an address, "" for what must not be answered. */
const char *demo_content_sender(const DemoEvent *event);
/* Its envelope recipient, as demo_content_compose() addresses it. */
const char *demo_content_recipient(const DemoEvent *event, const DemoThread *thread);
