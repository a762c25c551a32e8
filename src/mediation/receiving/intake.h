/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/receiving/intake.h: take a message in, once, durably.
 *
 * Channels hand every inbound message to intake_submit() and acknowledge it on the wire only when that returns TRUE.
 * Intake records; it does not judge, thread or route: that is screening's and routing's work, started by the job that
 * intake queues. */
#pragma once
#include "model/actor.h"
#include "model/message.h"

typedef struct Intake Intake; /* thread-safe */

/* What became of a submission. */
typedef enum {
    INTAKE_RECORDED,  /* new: the message and its journal leaf are durable */
    INTAKE_DUPLICATE, /* the same channel and fingerprint seen before: nothing changed */
} IntakeResult;

/* Record @draft as an inbound message of @channel. Blocks until durable.
 *
 * @actor is who acts: the channel itself, or a program that hands it in to one of its units. @draft is borrowed; its
 * raw bytes are at most the channel's size limit, its parts at most 100. @ret_id is set to the message's id, also for a
 * duplicate. Returns FALSE with TRIBUNE_ERROR_NOT_FOUND (no such endpoint), TRIBUNE_ERROR_LIMIT, TRIBUNE_ERROR_FULL or
 * TRIBUNE_ERROR_TEMPORARY; the channel then answers with its own "unknown", "too large" or "try again". */
gboolean intake_submit(Intake *intake, const Actor *actor, const char *channel, const MessageDraft *draft,
                       IntakeResult *ret_result, MessageId *ret_id, GError **error);

/* The same, for a channel on whose other side a name is used anew after a while: the draft is also a duplicate when
 * @earlier was seen, the fingerprint that the utterance had before; of @earlier nothing is kept. NULL: there is none.
 */
gboolean intake_submit_unless(Intake *intake, const Actor *actor, const char *channel, const MessageDraft *draft,
                              const Digest *earlier, IntakeResult *ret_result, MessageId *ret_id, GError **error);

struct Mediation;
/* @mediation outlives it. */
Intake *intake_new(struct Mediation *mediation);
void intake_free(Intake *intake);
