/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/receiving/envelope.h"

#include <jansson.h>
#include <string.h>

#include "base/canonical.h"
#include "base/error.h"
#include "base/text.h"

/* A channel's words are UTF-8; whatever is not becomes so, so that no message is lost for it. */
static json_t *
text(const char *words)
{
    json_t *string = json_string(words);
    g_autofree char *valid = string == NULL ? g_utf8_make_valid(words, -1) : NULL;

    return string != NULL ? string : json_string(valid);
}

static json_t *
format_references(const GPtrArray *references)
{
    json_t *array = json_array();

    for (guint i = 0; i < references->len; i++)
        json_array_append_new(array, text(g_ptr_array_index(references, i)));
    return array;
}

static json_t *
format_report(const Report *report)
{
    if (report == NULL)
        return json_null();
    return json_pack("{s:I, s:I, s:i, s:o, s:o}", "delivery", (json_int_t)report->delivery.value, "message",
                     (json_int_t)report->message.value, "kind", (int)report->kind, "code", text(report->code), "words",
                     text(report->words));
}

GBytes *
envelope_format(const MessageDraft *draft)
{
    g_autofree char *subject = text_one_line(draft->subject, strlen(draft->subject), ENVELOPE_SUBJECT_MAX);
    json_t *root =
        json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:i, s:o, s:o, s:i, s:s, s:I, s:I, s:I, s:i, s:b, s:o, s:o}",
                  "subject", text(subject), "endpoint", text(draft->endpoint), "external-id", text(draft->external_id),
                  "sender", text(draft->sender), "name", text(draft->sender_name), "language", text(draft->language),
                  "assurance", draft->assurance, "evidence", text(draft->evidence), "because",
                  text(draft->automatic_reason), "automatic", (int)draft->automatic, "version", "1", "sent",
                  (json_int_t)draft->sent, "conversation", (json_int_t)draft->conversation.value, "delivery",
                  (json_int_t)draft->delivery.value, "hops", (int)draft->hops, "quiet", draft->quiet, "references",
                  format_references(draft->references), "report", format_report(draft->report));
    char *whole;

    if (draft->has_access)
        json_object_set_new(root, "access", json_true());
    if (draft->appeal)
        json_object_set_new(root, "appeal", json_true());
    if (*draft->service != '\0')
        json_object_set_new(root, "service", text(draft->service));
    if (draft->keyword != KEYWORD_NONE)
        json_object_set_new(root, "keyword", json_string(keyword_name(draft->keyword)));
    if (*draft->wanted != '\0')
        json_object_set_new(root, "wanted", text(draft->wanted));
    whole = canonical_json_take(root);
    return g_bytes_new_take(whole, strlen(whole));
}

static void
take_text(char **field, const char *text)
{
    g_free(*field);
    *field = g_strdup(text);
}

static void
parse_references(MessageDraft *draft, json_t *references)
{
    json_t *reference;
    gsize i;

    json_array_foreach(references, i, reference)
    {
        if (json_is_string(reference))
            g_ptr_array_add(draft->references, g_strdup(json_string_value(reference)));
    }
}

static void
parse_report(MessageDraft *draft, json_t *report)
{
    json_int_t delivery, message = 0;
    const char *code, *words;
    int kind;

    if (json_unpack(report, "{s:I, s?I, s:i, s:s, s:s}", "delivery", &delivery, "message", &message, "kind", &kind,
                    "code", &code, "words", &words) != 0 ||
        kind < 0 || kind >= REPORT_COUNT)
        return;
    draft->report = g_new0(Report, 1);
    draft->report->delivery.value = delivery;
    draft->report->message.value = message;
    draft->report->kind = (ReportKind)kind;
    draft->report->code = g_strdup(code);
    draft->report->words = g_strdup(words);
}

MessageDraft *
envelope_parse(GBytes *bytes, GError **error)
{
    json_t *root = json_loadb(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), 0, NULL), *references, *report;
    MessageDraft *draft = NULL;
    const char *endpoint, *external_id, *sender, *name, *language, *evidence, *because;
    json_int_t sent, conversation, delivery = 0;
    int assurance, automatic, hops = 0, quiet;

    if (json_unpack(root, "{s:s, s:s, s:s, s:s, s:s, s:i, s:s, s:s, s:i, s:I, s:I, s?I, s?i, s:b, s:o, s:o}",
                    "endpoint", &endpoint, "external-id", &external_id, "sender", &sender, "name", &name, "language",
                    &language, "assurance", &assurance, "evidence", &evidence, "because", &because, "automatic",
                    &automatic, "sent", &sent, "conversation", &conversation, "delivery", &delivery, "hops", &hops,
                    "quiet", &quiet, "references", &references, "report", &report) == 0) {
        draft = message_draft_new();
        take_text(&draft->endpoint, endpoint);
        take_text(&draft->external_id, external_id);
        take_text(&draft->sender, sender);
        take_text(&draft->sender_name, name);
        take_text(&draft->language, language);
        take_text(&draft->evidence, evidence);
        take_text(&draft->automatic_reason, because);
        draft->assurance = assurance;
        draft->automatic = (Automatic)CLAMP(automatic, AUTOMATIC_NO, AUTOMATIC_PROGRAM);
        draft->sent = sent;
        draft->conversation.value = conversation;
        draft->delivery.value = delivery;
        draft->hops = (guint)MAX(hops, 0);
        draft->quiet = quiet != 0;
        draft->has_access = json_is_true(json_object_get(root, "access"));
        draft->appeal = json_is_true(json_object_get(root, "appeal"));
        if (json_is_string(json_object_get(root, "service")))
            take_text(&draft->service, json_string_value(json_object_get(root, "service")));
        if (json_is_string(json_object_get(root, "keyword")))
            keyword_parse(json_string_value(json_object_get(root, "keyword")), &draft->keyword);
        if (json_is_string(json_object_get(root, "wanted")))
            take_text(&draft->wanted, json_string_value(json_object_get(root, "wanted")));
        parse_references(draft, references);
        parse_report(draft, report);
    } else {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT, "a message's envelope cannot be read");
    }
    json_decref(root);
    return draft;
}
