/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/receiving/threading.h: which conversation a message belongs to. Calls run inside the caller's transaction.
 *
 * Evidence in falling strength: a token of ours in the address it was sent to; an id of ours or hers that it answers,
 * from somebody who takes part; an id that another message answers too, though nobody sent us that one; a case's number
 * in the subject, from somebody who takes part in that case, and from nobody else: a form with a link of its own is no
 * such evidence, nor is what a program hands in, for there anybody may type any address. On channels where people talk
 * and nothing names what it answers, a message goes on where its writer last wrote to that address of ours. Who answers
 * a message without having a part in it gets a case of her own, linked to that one. */
#pragma once
#include "base/clock.h"
#include "mediation/mediation.h"
#include "model/person.h"
#include "store/case-store.h"

typedef enum {
    THREADING_NEW,      /* nothing of ours: a new case */
    THREADING_MEMBER,   /* a participant writes: goes into the conversation */
    THREADING_STRANGER, /* has our address but never took part: goes into the conversation as unverified, reopens
                           nothing */
    THREADING_RELATED,  /* answers a message that it has no part in: a new case, linked */
} ThreadingKind;

typedef struct {
    ThreadingKind kind;
    Conversation *conversation; /* NULL for THREADING_NEW */
} Threading;
void threading_clear(Threading *threading);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Threading, threading_clear)

/* For how long after its case was closed a talk goes on there. */
#define THREADING_TALK_REACH (7 * CLOCK_DAY)

/* Where @message, of which @draft was made, from @sender (NULL: nobody we can name) belongs. */
gboolean threading_find(const Mediation *mediation, DbSession *session, const Message *message,
                        const MessageDraft *draft, const Identity *sender, Threading *ret, GError **error);

/* Whether nothing says that she is who is named: where writing brings a link of its own, and where a program says it
 * for her, her address is what somebody typed. */
gboolean threading_is_typed(const Mediation *mediation, const char *channel, const MessageDraft *draft);

/* Remembers what @message answers of which we know nothing, so that others that answer the same find it. */
gboolean threading_remember(DbSession *session, const Message *message, const MessageDraft *draft, GError **error);

/* The first number of a case in @subject, "NB-2026-000123" for the prefix "NB", however it is capitalised; or NULL. */
char *threading_find_reference(const char *subject, const char *prefix);
