/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/threading.h: which conversation a message belongs to. Calls run inside the caller's transaction.
 *
 * Evidence in falling strength: a token of ours in the address it was sent to; an id of ours or hers that it answers,
 * from somebody who takes part; the same from a stranger, who gets a case of her own linked to that one. Subjects are
 * never evidence. */
#pragma once
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
const char *threading_kind_name(ThreadingKind kind);

typedef struct {
    ThreadingKind kind;
    Conversation *conversation; /* NULL for THREADING_NEW */
} Threading;
void threading_clear(Threading *threading);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Threading, threading_clear)

/* Where @draft from @sender (NULL: nobody we can name) belongs. */
gboolean threading_find(DbSession *session, const char *channel, const MessageDraft *draft, const Identity *sender,
                        Threading *ret, GError **error);
