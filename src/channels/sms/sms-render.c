/* SPDX-License-Identifier: Apache-2.0 */
/* Exactly what leaves: plain signs, as few parts as they take, and what they cost. Pure. */
#include <string.h>

#include "base/error.h"
#include "channels/sms/sms-private.h"
#include "wire/markdown.h"

/* The case's number below an answer, so that who has two cases can tell; not when the text has it. */
static char *
compose_text(const Outgoing *outgoing)
{
    g_autofree char *text = markdown_to_text(outgoing->text), *whole = NULL;
    gboolean named = outgoing->kind == RELEASE_ACKNOWLEDGEMENT || *outgoing->case_reference == '\0' ||
                     strstr(text, outgoing->case_reference) != NULL;

    g_strstrip(text);
    whole = named ? g_strdup(text) : g_strdup_printf("%s\n%s", text, outgoing->case_reference);
    return segment_plain(whole);
}

static gboolean
check_parts(const Sms *sms, const SegmentPlan *plan, GError **error)
{
    if (plan->count <= sms->max_parts)
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                "the text takes %u text messages, and at most %u go out at once; shorten it, or answer by another "
                "channel",
                plan->count, sms->max_parts);
    return FALSE;
}

/* What the reviewer sees above the text. */
static char *
describe(const Sms *sms, const SegmentPlan *plan, const char *endpoint, const char *recipient)
{
    g_autofree char *from = telephone_dial(endpoint), *to = recipient == NULL ? NULL : telephone_dial(recipient),
                    *cost = sms_price_of(&sms->price, plan->count);
    g_autoptr(GString) out = g_string_new(NULL);

    g_string_append_printf(out, "From: %s\n", from != NULL ? from : "");
    if (recipient != NULL)
        g_string_append_printf(out, "To: %s\n", to != NULL ? to : "");
    g_string_append_printf(out, "Parts: %u (%s, room for %u more)", plan->count, segment_alphabet_name(plan->alphabet),
                           plan->left);
    if (cost != NULL)
        g_string_append_printf(out, "\n%s: %s", recipient != NULL ? "Cost" : "Cost of each copy", cost);
    return g_strdup(out->str);
}

Rendering *
sms_render_text(const Sms *sms, char *text, const char *endpoint, const char *recipient, GError **error)
{
    g_autofree char *owned = text;
    g_autoptr(SegmentPlan) plan = segment_plan(text);
    Rendering *rendering;

    if (!check_parts(sms, plan, error))
        return NULL;
    rendering = g_new0(Rendering, 1);
    rendering->external_id = g_strdup("");
    rendering->headline = describe(sms, plan, endpoint, recipient);
    rendering->payload = g_bytes_new(text, strlen(text));
    rendering->text = g_steal_pointer(&owned);
    rendering->units = plan->count;
    return rendering;
}

Rendering *
sms_render(gpointer channel, const Outgoing *outgoing, GError **error)
{
    if (outgoing->attachments->len > 0) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                            "a text message carries no files; take the files out, or answer by another channel");
        return NULL;
    }
    return sms_render_text(channel, compose_text(outgoing), outgoing->endpoint, outgoing->recipient, error);
}
