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
check(const Sms *sms, const Outgoing *outgoing, const SegmentPlan *plan, GError **error)
{
    if (outgoing->attachments->len > 0) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                            "a text message carries no files; take the files out, or answer by another channel");
        return FALSE;
    }
    if (plan->count > sms->max_parts) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                    "the text takes %u text messages, and at most %u go out at once; shorten it, or answer by another "
                    "channel",
                    plan->count, sms->max_parts);
        return FALSE;
    }
    return TRUE;
}

/* What the reviewer sees above the text. */
static char *
describe(const Sms *sms, const Outgoing *outgoing, const SegmentPlan *plan)
{
    g_autofree char *from = telephone_dial(outgoing->endpoint), *to = telephone_dial(outgoing->recipient),
                    *cost = sms_price_of(&sms->price, plan->count);

    return g_strdup_printf("From: %s\nTo: %s\nParts: %u (%s, room for %u more)%s%s", from != NULL ? from : "",
                           to != NULL ? to : "", plan->count, segment_alphabet_name(plan->alphabet), plan->left,
                           cost != NULL ? "\nCost: " : "", cost != NULL ? cost : "");
}

Rendering *
sms_render(gpointer channel, const Outgoing *outgoing, GError **error)
{
    const Sms *sms = channel;
    g_autofree char *text = compose_text(outgoing);
    g_autoptr(SegmentPlan) plan = segment_plan(text);
    Rendering *rendering;

    if (!check(sms, outgoing, plan, error))
        return NULL;
    rendering = g_new0(Rendering, 1);
    rendering->external_id = g_strdup("");
    rendering->headline = describe(sms, outgoing, plan);
    rendering->payload = g_bytes_new(text, strlen(text));
    rendering->text = g_steal_pointer(&text);
    rendering->units = plan->count;
    return rendering;
}
