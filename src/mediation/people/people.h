/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/people/people.h: who somebody is, as far as an address tells. Calls run inside the caller's transaction. */
#pragma once
#include "mediation/mediation.h"
#include "model/person.h"

/* Who is known by the sender of @draft; a new person with this one identity when nobody is. Raises the identity's
 * assurance to what the channel vouches for, and learns a name once. NULL with error. */
Identity *people_recognise(const Mediation *mediation, DbSession *session, const Actor *actor,
                           const MessageDraft *draft, GError **error);

/* The same, without recording anything: NULL in @ret when nobody is known. */
gboolean people_find(DbSession *session, const MessageDraft *draft, Identity **ret, GError **error);
