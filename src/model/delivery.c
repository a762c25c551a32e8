/* SPDX-License-Identifier: Apache-2.0 */
#include "model/delivery.h"

#include "model/name-table.h"

static const char *const STATE_NAMES[] = { "waiting", "leased", "sent",      "confirmed",
                                           "failed",  "missed", "withdrawn", NULL };
static const char *const OUTCOME_NAMES[] = { "accepted", "retry", "refused", "looped", NULL };
static const char *const RELEASE_KIND_NAMES[] = { "reply", "acknowledgement", "side", "notice", "code", NULL };

NAME_TABLE(DeliveryState, delivery_state, STATE_NAMES)
NAME_TABLE(ReleaseKind, release_kind, RELEASE_KIND_NAMES)

const char *
outcome_name(Outcome outcome)
{
    return OUTCOME_NAMES[outcome];
}

void
attempt_clear(Attempt *attempt)
{
    g_clear_pointer(&attempt->code, g_free);
    g_clear_pointer(&attempt->reason, g_free);
    g_clear_pointer(&attempt->remote, g_free);
}

void
attempt_set(Attempt *attempt, Outcome outcome, const char *code, const char *reason, const char *remote)
{
    attempt_clear(attempt);
    attempt->outcome = outcome;
    attempt->code = g_strdup(code);
    attempt->reason = g_strdup(reason);
    attempt->remote = g_strdup(remote);
}

Outgoing *
outgoing_new(void)
{
    Outgoing *outgoing = g_new0(Outgoing, 1);

    outgoing->case_reference = g_strdup("");
    outgoing->endpoint = g_strdup("");
    outgoing->endpoint_name = g_strdup("");
    outgoing->recipient = g_strdup("");
    outgoing->recipient_name = g_strdup("");
    outgoing->subject = g_strdup("");
    outgoing->text = g_strdup("");
    outgoing->language = g_strdup("");
    outgoing->in_reply_to = g_strdup("");
    outgoing->channel = g_strdup("");
    outgoing->references = g_ptr_array_new_with_free_func(g_free);
    outgoing->attachments = message_parts_new();
    return outgoing;
}

void
outgoing_free(Outgoing *outgoing)
{
    g_free(outgoing->case_reference);
    g_free(outgoing->endpoint);
    g_free(outgoing->endpoint_name);
    g_free(outgoing->recipient);
    g_free(outgoing->recipient_name);
    g_free(outgoing->subject);
    g_free(outgoing->text);
    g_free(outgoing->language);
    g_free(outgoing->in_reply_to);
    g_free(outgoing->channel);
    g_ptr_array_unref(outgoing->references);
    g_ptr_array_unref(outgoing->attachments);
    g_free(outgoing);
}

void
rendering_free(Rendering *rendering)
{
    g_clear_pointer(&rendering->payload, g_bytes_unref);
    g_free(rendering->external_id);
    g_free(rendering->headline);
    g_free(rendering->text);
    g_free(rendering->html);
    g_free(rendering);
}
