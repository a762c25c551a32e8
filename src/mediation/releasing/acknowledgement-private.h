/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/releasing/acknowledgement-private.h: what the files of the acknowledgement share, and fallback.c sends one
 * again by.
 */
#pragma once
#include "mediation/releasing/acknowledgement.h"
#include "mediation/releasing/release.h"
#include "store/case-store.h"

/* acknowledgement_send(), which may be asked @again about one that waits: then nothing new is recorded while it still
 * does. @ret_waits: no rule lets it go now. */
gboolean acknowledgement_try(const Mediation *mediation, DbSession *session, const Case *a_case,
                             ConversationId conversation, const Message *message, const Identity *to, guint hops,
                             gboolean again, gboolean *ret_sent, gboolean *ret_waits, GError **error);

/* Whether one more may go to @to in this case, which counts as one. Who wrote STOP did not ask for it. */
gboolean acknowledgement_may_reach(const Mediation *mediation, DbSession *session, CaseId id, const Identity *to,
                                   gboolean *ret, GError **error);

/* What it says by @channel in the language of @outgoing, without the link; new. */
char *acknowledgement_words(const Mediation *mediation, const Case *a_case, const Outgoing *outgoing,
                            const Channel *channel);
/* Puts that, with a link for @to, and who sends it into @outgoing. */
gboolean acknowledgement_write(const Mediation *mediation, DbSession *session, const Case *a_case,
                               const Conversation *thread, const Identity *to, const Channel *channel,
                               Outgoing *outgoing, GError **error);
