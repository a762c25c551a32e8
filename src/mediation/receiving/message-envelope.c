/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/receiving/message-envelope.h"

#include "base/error.h"
#include "mediation/receiving/envelope.h"

gboolean
message_envelope_load(const Mediation *mediation, DbSession *session, const Message *message, MessageDraft **ret,
                      GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autoptr(MessagePart) part = content_load_part(&mediation->store->content, session, message->id.value,
                                                    message->ref.secret_key, PART_ENV, &trouble);
    MessageDraft *draft;

    if (part == NULL && g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND)) {
        *ret = NULL;
        return TRUE;
    }
    if (part == NULL) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    draft = envelope_parse(part->bytes, error);
    if (draft == NULL)
        return FALSE;
    *ret = draft;
    return TRUE;
}
