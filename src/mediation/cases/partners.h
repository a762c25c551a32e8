/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/cases/partners.h: the directory of other bodies: who is asked, and who cases are handed over to.
 *
 * Kept by who may manage partners; to be chosen by whoever answers citizens. Every change is an event. Calls block. */
#pragma once
#include "mediation/mediation.h"
#include "store/partner-store.h"

#define PARTNER_CONTACT_MAX 500 /* characters */

/* Partner *, by name, closed ones too. TRIBUNE_ERROR_FORBIDDEN. */
GPtrArray *partners_list(Mediation *mediation, const Actor *actor, GError **error);

/* The canonical identity of what was typed as an address of somebody else, new. TRIBUNE_ERROR_INVALID: no channel can
 * write to it, or it is one of ours. Pure but for the directory in memory. */
char *partners_resolve(const Mediation *mediation, const char *typed, GError **error);

/* @address as typed; @contact on one line. TRIBUNE_ERROR_INVALID with a sentence, TRIBUNE_ERROR_CONFLICT (the name is
 * taken). */
gboolean partners_add(Mediation *mediation, const Actor *actor, const char *name, const char *address,
                      const char *contact, PartnerId *ret, GError **error);
/* @version: that was seen. A closed one is not to be chosen any more. */
gboolean partners_change(Mediation *mediation, const Actor *actor, PartnerId id, gint64 version, const char *name,
                         const char *address, const char *contact, gboolean closed, GError **error);
