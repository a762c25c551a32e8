/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/preferring.h: how a person wants to be written to, where a case leaves a choice.
 *
 * What she said for the purpose counts, else what she said for all. Her channel is taken when she takes part in a
 * conversation of the case on it: a wish never brings a case to an address that has had no part in it. Inside the
 * caller's transaction. */
#pragma once
#include "model/case.h"
#include "model/person.h"
#include "store/case-store.h"

/* Whom an answer in @a_case goes to, and in which conversation: both are in and out, and replaced when she wants
 * another one that the case has. @ret_asked: what comes out is as she asked for. */
gboolean preferring_answer(DbSession *session, const Case *a_case, Conversation **conversation, Identity **to,
                           gboolean *ret_asked, GError **error);

/* Replaces *@language by the one that @person wants for @purpose; it stays when she wants none. */
gboolean preferring_language(DbSession *session, PersonId person, PersonPurpose purpose, char **language,
                             GError **error);
