/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/releasing/noticing.h: a mail to who may decide, when something comes to wait for her.
 *
 * Whoever makes something wait calls noticing_call() in the same transaction. A durable job then finds out for whom it
 * waits and who of them has given an address; each gets one mail with all that is new, at most one every
 * NOTICING_PAUSE. The mail says how many there are, of what kind, since when, with links: never a title or a word of
 * what is to be decided, since mail is read on many devices and a publication may be under embargo.
 *
 * The mail leaves through the channel that writes to such addresses, at least once: a crash between sending and its
 * record can double it. What is refused for good is said on her page, and not tried again until something new waits. */
#pragma once
#include "mediation/mediation.h"
#include "store/notice-store.h"

#define WORK_NOTICE    "notice"
#define NOTICING_PAUSE (15 * CLOCK_MINUTE)
#define NOTICING_LINES 20 /* in one mail; of more it says how many */
#define NOTICING_TRIES 20

/* Before work_start(). */
void noticing_register(Mediation *mediation);

/* Inside a transaction: something waits for somebody. */
gboolean noticing_call(DbSession *session, GError **error);

/* Her own. Block. @address as typed, "" for none: TRIBUNE_ERROR_INVALID when no channel can write to it. */
StaffNotice *noticing_load(Mediation *mediation, const Actor *actor, GError **error);
gboolean noticing_set(Mediation *mediation, const Actor *actor, const char *address, gboolean off, GError **error);
