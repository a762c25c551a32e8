/* SPDX-License-Identifier: Apache-2.0 */
/* What the gateway posts: messages of people, and what became of ours. */
#include <string.h>

#include "base/error.h"
#include "base/id.h"
#include "base/log.h"
#include "base/mactext.h"
#include "base/text.h"
#include "channels/sms/sms-private.h"

/* ---- messages ---- */

static void
set_text(char **field, char *text)
{
    g_free(*field);
    *field = text;
}

static Digest
fingerprint_of(const SmsMessage *message)
{
    gsize length;
    const void *bytes = g_bytes_get_data(message->bytes, &length);
    DigestSpan spans[] = {
        { message->sender, strlen(message->sender) + 1 },
        { message->recipient, strlen(message->recipient) + 1 },
        { message->named, strlen(message->named) + 1 },
        { bytes, length },
    };

    return digest_sha256_spans(spans, G_N_ELEMENTS(spans));
}

/* A sender of letters is a machine's, and cannot be answered. */
static void
name_sender(const Sms *sms, const char *sender, MessageDraft *draft)
{
    char *uri = telephone_parse(sender, &sms->network, NULL);

    if (uri != NULL) {
        set_text(&draft->sender, uri);
        draft->assurance = 1;
        set_text(&draft->evidence, g_strdup("number as the network says"));
        return;
    }
    set_text(&draft->sender_name, text_one_line(sender, strlen(sender), 100));
    set_text(&draft->evidence, g_strdup("a name instead of a number, not checked"));
    draft->automatic = AUTOMATIC_OTHER;
    set_text(&draft->automatic_reason, g_strdup("sent from a name, not from a number"));
}

MessageDraft *
sms_make_draft(const Sms *sms, const SmsMessage *message, GError **error)
{
    g_autofree char *endpoint = telephone_parse(message->recipient, &sms->network, error);
    const char *words = message->text != NULL ? message->text : "";
    g_autofree char *clean = text_clean(words, strlen(words));
    g_autoptr(GBytes) text = g_bytes_new(clean, strlen(clean));
    MessageDraft *draft;

    if (endpoint == NULL)
        return NULL;
    draft = message_draft_new();
    set_text(&draft->endpoint, g_steal_pointer(&endpoint));
    set_text(&draft->external_id, g_strdup(message->id));
    draft->sent = message->sent;
    draft->fingerprint = fingerprint_of(message);
    name_sender(sms, message->sender, draft);
    g_ptr_array_add(draft->parts, message_part_new(PART_RAW, message->type, NULL, message->raw));
    g_ptr_array_add(draft->parts, message_part_new(PART_TEXT, "text/plain", NULL, text));
    if (message->text == NULL)
        g_ptr_array_add(draft->parts,
                        message_part_new("att-01", "application/octet-stream", "message.bin", message->bytes));
    return draft;
}

/* What cannot be taken in now may not be said to have been: the gateway keeps it and comes again. */
static gboolean
answer(Sms *sms, HttpResponse *response, const char *event, const GError *trouble)
{
    atomic_fetch_add(&sms->refused, 1);
    log_event(LOG_WARNING, event, "channel", sms->host->name, "error", trouble->message, NULL);
    http_response_set_status(response, 503);
    return http_response_text(response, "not now\n");
}

gboolean
sms_take_in(Sms *sms, HttpResponse *response, MessageDraft *draft, GError **error)
{
    g_autoptr(MessageDraft) taken = draft;
    g_autoptr(GError) trouble = NULL;
    Actor actor = { .kind = ACTOR_CHANNEL, .name = sms->host->name };
    IntakeResult result;
    MessageId id;

    (void)error;
    if (!intake_submit(sms->host->intake, &actor, sms->host->name, taken, &result, &id, &trouble))
        return answer(sms, response, "sms.refused", trouble);
    atomic_fetch_add(&sms->received, 1);
    return http_response_text(response, "");
}

/* ---- reports ---- */

char *
sms_report_token(const Sms *sms, DeliveryId delivery)
{
    char id[ID_TEXT_SIZE], mac[MACTEXT_LENGTH + 1];

    id_format(delivery.value, id);
    mactext_make(sms->host->secret, id, mac);
    return g_strdup_printf("%s.%s", id, mac);
}

gboolean
sms_report_read(const Sms *sms, const char *token, DeliveryId *ret)
{
    g_auto(GStrv) parts = g_strsplit(token, ".", 3);

    return g_strv_length(parts) == 2 && mactext_matches(sms->host->secret, parts[0], parts[1]) &&
           id_parse(parts[0], &ret->value);
}

gboolean
sms_report(Sms *sms, HttpResponse *response, const Report *report, GError **error)
{
    g_autoptr(GError) trouble = NULL;

    (void)error;
    if (!sms->host->report(sms->host, report, &trouble) &&
        !g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND))
        return answer(sms, response, "sms.report-refused", trouble);
    return http_response_text(response, "");
}
