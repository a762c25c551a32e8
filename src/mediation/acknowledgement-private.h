/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/acknowledgement-private.h: what the files of the acknowledgement share. */
#pragma once
#include "mediation/acknowledgement.h"

/* acknowledgement_send(), which may be asked @again about one that waits: then nothing new is recorded while it still
 * does. @ret_waits: no rule lets it go now. */
gboolean acknowledgement_try(const Mediation *mediation, DbSession *session, const Case *a_case,
                             ConversationId conversation, const Message *message, const Identity *to, guint hops,
                             gboolean again, gboolean *ret_sent, gboolean *ret_waits, GError **error);
