/* SPDX-License-Identifier: Apache-2.0 */
/* views/citizen-view.h: a case as its citizen may see it by link: what she wrote, what was written to her, where it
 * stands. Never notes, events, staff's title of it, what others wrote, what was asked internally, nor what filters
 * hold: of hers that is not shown (yet) only the number is told, so that she knows it arrived. Of a case that hers was
 * merged into she sees no more than what she wrote and what was written to her. Blocks on a read. */
#pragma once
#include "mediation/people/citizen-access.h"
#include "model/case.h"
#include "model/delivery.h"

#define CITIZEN_VIEW_MESSAGES 300 /* the newest */

typedef struct {
    MessageId id;
    gboolean ours;
    char *author;     /* ours: the name that it was sent under; hers: "" */
    char *channel;    /* that carried it */
    char *text;       /* ours: Markdown; hers: plain */
    char *language;   /* "" unknown */
    GPtrArray *files; /* MessagePart *, large ones without bytes */
    gint64 at;
    gboolean erased;   /* its content was destroyed */
    DeliveryId unread; /* ours, and she did not confirm that she read it; 0: confirmed, or not to be read here */
} CitizenMessage;

typedef struct {
    char *subject; /* as she knows it; "" when that is not shown */
    CaseState state;
    UnitId unit;
    gint64 opened, changed;
    gint64 answered;     /* the last answer; 0: none yet */
    gboolean asked;      /* she wrote after that */
    GPtrArray *messages; /* CitizenMessage *, newest first */
    guint waiting;       /* of hers that are looked at before they are shown */
    gint64 due;          /* what is promised next; 0: nothing, or its clock stands still */
    gboolean due_answer; /* that is our first answer; else all of it */
    gint64 leaf;         /* of her first message in the journal: year << 40 | index; 0: none */
    MessageId first;     /* that message, when it is shown; 0: it is not, or not yet */
    gboolean may_appeal; /* we answered, and she did not ask for a review of that answer yet */
    gint64 appealed;     /* when she did; 0: not of the last answer */
} CitizenView;
void citizen_view_free(CitizenView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CitizenView, citizen_view_free)

/* TRIBUNE_ERROR_NOT_FOUND while her message is not filed yet, or when the case is not hers. */
CitizenView *citizen_view_load(CitizenAccess *access, const Citizen *citizen, GError **error);

/* One attachment of a message that she may see, with its bytes. TRIBUNE_ERROR_NOT_FOUND. */
MessagePart *citizen_view_file(CitizenAccess *access, const Citizen *citizen, MessageId message, const char *name,
                               GError **error);

/* Whether @message is one that she may see. */
gboolean citizen_view_shows(const Citizen *citizen, const Message *message);

/* What she needs to write into her case: who she is there and which conversation it is. For channels, which act on it.
 * TRIBUNE_ERROR_FORBIDDEN. */
gboolean citizen_view_check_write(const Citizen *citizen, GError **error);

/* Where the message that her access came with stands in the journal, also before it is filed. */
gint64 citizen_view_leaf(CitizenAccess *access, const Citizen *citizen, GError **error);
