/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "channels/email/email-private.h"

Rendering *
email_render_mail(gpointer channel, const Outgoing *outgoing, GError **error)
{
    (void)channel;
    (void)outgoing;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "outgoing mail cannot be composed yet");
    return NULL;
}
