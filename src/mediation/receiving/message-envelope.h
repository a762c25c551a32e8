/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/receiving/message-envelope.h: how a message came, read from its record (mediation/receiving/envelope.h). */
#pragma once
#include "mediation/mediation.h"
#include "model/message.h"

/* NULL in @ret: its content was destroyed. The draft has neither parts nor subject. */
gboolean message_envelope_load(const Mediation *mediation, DbSession *session, const Message *message,
                               MessageDraft **ret, GError **error);
