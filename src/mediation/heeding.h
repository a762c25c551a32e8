/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/heeding.h: what STOP, START, YES and HELP do when somebody sends nothing else (model/keyword.h).
 *
 *     STOP         from here on nothing goes to this address that was not asked for: her news end, what she asked for
 *                  and did not confirm is forgotten, no receipts. That is told once, and remembered for ever. What is
 *                  answered in a case still goes, unless the body's policy asks for the channel's consent: a stopped
 *                  address gives none.
 *     START        takes that back. With a topic behind it: asks her to say YES to news of it.
 *     YES, START   while something waits for her yes: she gets it.
 *     HELP         says who we are, also to who wrote STOP.
 *
 * What does none of this (YES to an officer's question) is a message like any other. What was heeded opens no case and
 * gets no receipt; STOP and HELP of somebody with an open case are shown there. At most HEEDING_ANSWERS_MAX answers a
 * day go to one address. Thread-safe. */
#pragma once
#include "mediation/mediation.h"
#include "model/message.h"
#include "store/heeding-store.h"
#include "store/subscriber-store.h"
#include "store/subscription-store.h"

#define HEEDING_ANSWERS_MAX 5

typedef struct {
    HeedAnswer answer;            /* HEED_NOTHING: a message like any other */
    gboolean silent;              /* it was said before */
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
/* In a transaction: whether who is at @uri wants nothing that was not asked for. */
gboolean heeding_is_stopped(const Mediation *mediation, DbSession *session, const char *uri, gboolean *ret,
                            GError **error);
/* Sends the answers. Before work_start(). */
void heeding_register(Mediation *mediation);
