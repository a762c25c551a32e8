/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/subscribing/heeding.h: what STOP, START, YES and HELP do when somebody sends nothing else
 * (model/keyword.h).
 *
 *     STOP         from here on nothing goes to this address that was not asked for: her news end, what she asked for
 *                  and did not confirm is forgotten, no receipts. That is told once, and remembered for ever. What is
 *                  answered in a case still goes, unless the body's policy asks for the channel's consent: a stopped
 *                  address gives none.
 *     START        takes that back. With a topic behind it: asks her to say YES to news of it.
 *     YES, START   to the address of ours that asked her, while that waits for her yes: she gets it.
 *     HELP         says who we are, also to who wrote STOP.
 *
 * Some networks keep STOP to themselves, and their reports and refusals say so: that counts, whatever was sent, and is
 * answered with nothing. Where the law of the body wants it and its channel is set so, who got alerts gets those of
 * danger to life after STOP too, is told, and ends them by a second STOP.
 *
 * What does none of this (YES to an officer's question) is a message like any other. What was heeded opens no case and
 * gets no receipt; of somebody with an open case it is shown there. At most HEEDING_ANSWERS_MAX answers a
 * day go to one address. Thread-safe. */
#pragma once
#include "mediation/mediation.h"
#include "model/message.h"
#include "store/heeding-store.h"
#include "store/release-store.h"
#include "store/subscriber-store.h"
#include "store/subscription-store.h"

#define HEEDING_ANSWERS_MAX 5

typedef struct {
    HeedAnswer answer; /* HEED_NOTHING: a message like any other */
    gboolean silent;   /* it was said before */
    gboolean keeps;    /* HEED_STOPPED: alerts of danger to life come all the same, until she says it again */
    SubscriptionRequest *request; /* HEED_CONFIRMED */
    char *place;                  /* HEED_QUESTION: of what she wants news */
    Digest hash;                  /* of the address */
    char scheme[SUBSCRIBER_SCHEME_SIZE];
} Heeding;
void heeding_clear(Heeding *heeding);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Heeding, heeding_clear)

/* In a transaction: what @draft means now. */
gboolean heeding_read(const Mediation *mediation, DbSession *session, const MessageDraft *draft, Heeding *ret,
                      GError **error);
/* In the same: does it, with its event, and queues the answer. @case_id: where it is shown; 0: nowhere. */
gboolean heeding_take(const Mediation *mediation, DbSession *session, const Actor *actor, const Message *message,
                      const MessageDraft *draft, const Heeding *heeding, CaseId case_id, GError **error);
/* A report says that she told the network. */
typedef struct {
    Digest hash;    /* of the address */
    CaseId case_id; /* where it is shown; 0: nowhere */
    gint64 subject; /* the delivery, or the subscriber */
    gint64 leaf;    /* of the report; 0: it has none */
    gint64 left;    /* when that left what it is about */
} HeedingReport;
/* In a transaction: it counts as STOP, unless she wrote START after @report->left: that is what she said last. */
gboolean heeding_stop_reported(const Mediation *mediation, DbSession *session, const Actor *actor,
                               const HeedingReport *report, GError **error);
/* The same, of who was to get @delivery, which left at @left; @leaf says so. */
gboolean heeding_stop_delivery(const Mediation *mediation, DbSession *session, const Actor *actor,
                               const Delivery *delivery, gint64 leaf, gint64 left, GError **error);
/* What became of a notice (model/circular.h), by its id; one that is forgotten is passed over. For channels. Blocks
 * until durable. */
gboolean heeding_report_notice(Mediation *mediation, const Actor *actor, gint64 id, ReportKind kind, GError **error);
/* In a transaction: whether who is at @uri wants nothing that was not asked for. */
gboolean heeding_is_stopped(const Mediation *mediation, DbSession *session, const char *uri, gboolean *ret,
                            GError **error);
/* Sends the answers. Before work_start(). */
void heeding_register(Mediation *mediation);
