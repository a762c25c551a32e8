/* SPDX-License-Identifier: Apache-2.0 */
/* An answer to who has no other address: it stands on the page of their case. That page reads what was released, so to
 * send is no more than to say that it is there. */
#include <string.h>

#include "base/id.h"
#include "channels/web/web-private.h"
#include "wire/markdown.h"

Rendering *
web_render_page(gpointer channel, const Outgoing *outgoing, GError **error)
{
    Rendering *rendering = g_new0(Rendering, 1);
    char id[ID_TEXT_SIZE];

    (void)channel;
    (void)error;
    id_format(outgoing->release.value, id);
    rendering->external_id = g_strconcat("web-", id, NULL);
    rendering->headline = g_strdup_printf("From: %s\nSubject: %s", outgoing->endpoint_name, outgoing->subject);
    rendering->text = markdown_to_text(outgoing->text);
    rendering->html = markdown_to_html(outgoing->text);
    rendering->payload = g_bytes_new(outgoing->text, strlen(outgoing->text));
    rendering->units = 1;
    return rendering;
}

void
web_render_send(gpointer channel, const Outgoing *outgoing, const Rendering *rendering, gint64 deadline, Attempt *ret)
{
    Web *web = channel;

    (void)outgoing;
    (void)rendering;
    (void)deadline;
    atomic_fetch_add(&web->sent, 1);
    ret->outcome = OUTCOME_ACCEPTED;
    ret->code = g_strdup("shown");
    ret->reason = g_strdup("");
    ret->remote = g_strdup("");
}
