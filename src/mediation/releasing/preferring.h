/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/releasing/preferring.h: how a person wants to be written to, where a case leaves a choice.
 *
 * What she said for the purpose counts, else what she said for all: for answers, for receipts (acknowledgement.h), and
 * for notices, which tell her how it goes on without answering: that the case was handed over (hand-over.h).
 *
 * Her channel is taken when she takes part in a conversation of the case on it, or when an address of hers there was
 * proven (mediation/people/proving.h): a wish never brings a case to an address that has had no part in it and no
 * proof; nor to one that wrote STOP (mediation/subscribing/heeding.h): there goes only what answers something that was
 * written from there. Inside the caller's transaction. */
#pragma once
#include "mediation/mediation.h"
#include "model/case.h"
#include "model/person.h"
#include "store/case-store.h"

/* Whom what is written for @purpose in @a_case goes to, and in which conversation: both are in and out, and replaced
 * when she wants another one that the case has, or a fresh one to an address that was proven. @ret_asked: what comes
 * out is as she asked for. */
gboolean preferring_way(const Mediation *mediation, DbSession *session, const Case *a_case, PersonPurpose purpose,
                        Conversation **conversation, Identity **to, gboolean *ret_asked, GError **error);

/* By which channel @person wants it, new; "": as it comes. */
gboolean preferring_channel(DbSession *session, PersonId person, PersonPurpose purpose, char **ret, GError **error);

/* A conversation of @a_case with @identity on @channel: hers there, else a fresh one, about what @like is about (NULL:
 * nothing). The caller knows that it may begin. */
Conversation *preferring_conversation(DbSession *session, const Case *a_case, const Identity *identity,
                                      const char *channel, const Conversation *like, GError **error);

/* Replaces *@language by the one that @person wants for @purpose; it stays when she wants none. */
gboolean preferring_language(DbSession *session, PersonId person, PersonPurpose purpose, char **language,
                             GError **error);
