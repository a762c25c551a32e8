/* SPDX-License-Identifier: Apache-2.0 */
/* views/case-view.h: one case, whole, as one actor may see it. Blocks on a read. */
#pragma once
#include "mediation/mediation.h"
#include "model/actor.h"
#include "model/case.h"
#include "model/delivery.h"
#include "model/pause.h"
#include "model/person.h"
#include "store/event-store.h"
#include "store/side-store.h"
#include "store/store.h"
#include "store/verdict-store.h"

#define CASE_VIEW_MESSAGES 300 /* the newest; older ones are in the trail */
#define CASE_VIEW_EVENTS   2000

typedef struct {
    Message *message;
    char *author; /* name of the staff member who wrote it, or of the sender */
    GPtrArray
        *parts; /* MessagePart *: text, html and attachments, large ones without bytes; empty when not to be shown */
    GPtrArray *verdicts; /* const StoredVerdict *, borrowed from the view */
    gboolean hidden;     /* held, and this actor may not look, or malware: subject and preview are empty then */
    gboolean malware;
    gboolean erased;     /* its content was destroyed */
    gboolean unverified; /* in, to an address that only participants know, from somebody who is none */
    gboolean parked;     /* in, and went in circles before */
    gboolean program;    /* in, and written by a program */
    DeliveryId delivery; /* out: the delivery; 0 none */
    DeliveryState delivery_state;
    gint64 delivery_changed;
    char *delivery_code, *delivery_reason, *delivery_remote; /* of the last attempt, or of the report that it failed
                                                                after all; NULL: none */
} CaseMessage;

typedef struct {
    Case *a_case;
    char *assignee;          /* name; "" nobody */
    Person *person;          /* NULL: nobody we can name */
    GPtrArray *identities;   /* Identity * */
    GPtrArray *person_cases; /* Case *: the person's others, newest first */
    GPtrArray *links;        /* Case * */
    GPtrArray *sides;        /* Side *: internal consultations, oldest first */
    GPtrArray *messages;     /* CaseMessage *, oldest first; those of consultations too, marked by message->side */
    GPtrArray *events;       /* Event *, oldest first */
    GPtrArray *verdicts;     /* StoredVerdict * */
    GPtrArray *pauses;       /* Pause *: channels by which nothing leaves now */
    guint leaves;            /* journal entries of the case */
    gint64 last_leaf;
    char *to;              /* canonical URI that a reply goes to; NULL: nobody */
    char *to_channel;      /* of the conversation that it goes into; NULL likewise */
    gboolean asked;        /* she wants it there */
    char *wanted_language; /* in which she wants it; NULL: it does not matter */
    char *subject;         /* of a reply */
} CaseView;
void case_view_free(CaseView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CaseView, case_view_free)

/* By its reference. TRIBUNE_ERROR_NOT_FOUND, also for a case that @actor may not read. */
CaseView *case_view_load(const Mediation *mediation, const Actor *actor, const char *reference, GError **error);

/* The case alone. TRIBUNE_ERROR_NOT_FOUND likewise. */
Case *case_view_find(Store *store, const Actor *actor, const char *reference, GError **error);

/* One part of a message of a case that @actor may read: an attachment, the HTML, the raw bytes. Never malware; held
 * ones only for who decides on them. */
MessagePart *case_view_part(Store *store, const Actor *actor, MessageId message, const char *name, GError **error);
/* The attachments of a message by their content id, for inline images: all parts. */
GPtrArray *case_view_parts(Store *store, const Actor *actor, MessageId message, GError **error);
