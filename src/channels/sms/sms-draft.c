/* SPDX-License-Identifier: Apache-2.0 */
/* What the gateway's posts say: messages of people, and what a report is about. Pure. */
#include <string.h>

#include "base/id.h"
#include "base/mactext.h"
#include "base/text.h"
#include "channels/sms/sms-private.h"

#define COPY   'c' /* before the id of a subscriber */
#define NOTICE 'n' /* … of a notice */

void
sms_item_clear(SmsItem *item)
{
    g_clear_pointer(&item->draft, message_draft_free);
    g_clear_pointer(&item->code, g_free);
    g_clear_pointer(&item->words, g_free);
}

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

/* STOP and the like, in the languages that the body speaks. */
static void
read_keyword(const Sms *sms, const char *text, MessageDraft *draft)
{
    guint count = sms->host->locales != NULL ? locales_count(sms->host->locales) : 0;
    g_autofree const char **languages = g_new0(const char *, count + 1);
    const char *language;
    char *wanted;

    for (guint i = 0; i < count; i++)
        languages[i] = locale_tag(locales_at(sms->host->locales, i));
    draft->keyword = keyword_read(text, languages, &wanted, &language);
    set_text(&draft->wanted, wanted);
    if (*language != '\0')
        set_text(&draft->language, g_strdup(language));
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
    read_keyword(sms, clean, draft);
    g_ptr_array_add(draft->parts, message_part_new(PART_RAW, message->type, NULL, message->raw));
    g_ptr_array_add(draft->parts, message_part_new(PART_TEXT, "text/plain", NULL, text));
    if (message->text == NULL)
        g_ptr_array_add(draft->parts,
                        message_part_new("att-01", "application/octet-stream", "message.bin", message->bytes));
    return draft;
}

MessageDraft *
sms_make_unread(const char *endpoint, GBytes *raw)
{
    MessageDraft *draft = message_draft_new();
    g_autoptr(GBytes) nothing = g_bytes_new_static("", 0);
    gsize length;
    const void *bytes = g_bytes_get_data(raw, &length);

    set_text(&draft->endpoint, g_strdup(endpoint));
    draft->fingerprint = digest_sha256(bytes, length);
    set_text(&draft->evidence, g_strdup("what the gateway posted cannot be read"));
    draft->automatic = AUTOMATIC_OTHER;
    set_text(&draft->automatic_reason, g_strdup("what the gateway posted cannot be read"));
    g_ptr_array_add(draft->parts, message_part_new(PART_RAW, "application/octet-stream", NULL, raw));
    g_ptr_array_add(draft->parts, message_part_new(PART_TEXT, "text/plain", NULL, nothing));
    g_ptr_array_add(draft->parts, message_part_new("att-01", "application/octet-stream", "message.bin", raw));
    return draft;
}

/* ---- what a report is about ---- */

char *
sms_report_token(const Sms *sms, const SmsAbout *about)
{
    gint64 other = about->subscriber != 0 ? about->subscriber : about->notice;
    char id[ID_TEXT_SIZE], mac[MACTEXT_LENGTH + 1];
    g_autofree char *name = NULL;

    id_format(other != 0 ? other : about->delivery.value, id);
    name = other == 0 ? g_strdup(id) : g_strdup_printf("%c%s", about->subscriber != 0 ? COPY : NOTICE, id);
    mactext_make(sms->host->secret, name, mac);
    return g_strdup_printf("%s.%s", name, mac);
}

gboolean
sms_report_read(const Sms *sms, const char *token, SmsAbout *ret)
{
    g_auto(GStrv) parts = g_strsplit(token, ".", 3);
    gboolean lettered = strlen(token) == ID_TEXT_SIZE + 1 + MACTEXT_LENGTH;
    char letter = lettered ? *token : '\0';
    gint64 id;

    if (g_strv_length(parts) != 2 || !mactext_matches(sms->host->secret, parts[0], parts[1]) ||
        !id_parse(parts[0] + (lettered ? 1 : 0), &id))
        return FALSE;
    *ret = (SmsAbout){ .delivery = { lettered ? 0 : id },
                       .subscriber = letter == COPY ? id : 0,
                       .notice = letter == NOTICE ? id : 0 };
    return TRUE;
}

gboolean
sms_report_stops(const Sms *sms, const char *code)
{
    for (guint i = 0; code != NULL && *code != '\0' && sms->stop_codes != NULL && sms->stop_codes[i] != NULL; i++)
        if (g_ascii_strcasecmp(sms->stop_codes[i], code) == 0)
            return TRUE;
    return FALSE;
}
