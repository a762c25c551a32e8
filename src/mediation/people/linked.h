/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/people/linked.h: what a message does not hold but only links to. It is fetched after the message was
 * recorded, and comes in as a further message of the same writer. That it cannot be had is an event on the message's
 * case. */
#pragma once
#include "mediation/mediation.h"
#include "model/actor.h"

/* @number: which of its files; said twice of one, it stands there once. @because is what stands behind a colon, a
 * catalogue's msgid. @actor is the channel that @message came by. Blocks until durable. TRIBUNE_ERROR_TEMPORARY: the
 * message is not filed yet; _NOT_FOUND: there is none; _FORBIDDEN: it is another's. */
gboolean linked_lost(Mediation *mediation, const Actor *actor, MessageId message, guint number, const char *because,
                     GError **error);
/* Whether @message has its place, so that what follows it finds it there. @ret: TRUE also when there is none. Blocks on
 * a read. */
gboolean linked_is_filed(Mediation *mediation, MessageId message, gboolean *ret, GError **error);
