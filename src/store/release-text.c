/* SPDX-License-Identifier: Apache-2.0 */
#include "store/release-text.h"

#include <jansson.h>
#include <string.h>

#include "base/canonical.h"
#include "base/error.h"

static void
add_digest(json_t *list, const MessagePart *part)
{
    gsize length;
    const void *bytes = g_bytes_get_data(part->bytes, &length);
    Digest digest = digest_sha256(bytes, length);
    g_autofree char *hex = digest_to_hex(&digest);

    json_array_append_new(list, json_pack("{s:s, s:s, s:s}", "name", part->filename != NULL ? part->filename : "",
                                          "type", part->type != NULL ? part->type : "", "sha256", hex));
}

static json_t *
list_attachments(const Outgoing *outgoing)
{
    json_t *list = json_array();

    for (guint i = 0; i < outgoing->attachments->len; i++)
        add_digest(list, g_ptr_array_index(outgoing->attachments, i));
    return list;
}

static json_t *
list_references(const Outgoing *outgoing)
{
    json_t *list = json_array();

    for (guint i = 0; i < outgoing->references->len; i++)
        json_array_append_new(list, json_string(g_ptr_array_index(outgoing->references, i)));
    return list;
}

/* Everything that decides what the recipient gets, and nothing else. */
static json_t *
canonical(const Outgoing *outgoing)
{
    json_t *root = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:o, s:o}", "kind",
                             release_kind_name(outgoing->kind), "case", outgoing->case_reference, "from",
                             outgoing->endpoint, "from-name", outgoing->endpoint_name, "to", outgoing->recipient,
                             "to-name", outgoing->recipient_name, "subject", outgoing->subject, "text", outgoing->text,
                             "language", outgoing->language, "in-reply-to", outgoing->in_reply_to, "references",
                             list_references(outgoing), "attachments", list_attachments(outgoing));

    if (outgoing->hops > 0)
        json_object_set_new(root, "hops", json_integer(outgoing->hops));
    /* What was recorded before digests named these has neither. */
    if (*outgoing->channel != '\0')
        json_object_set_new(root, "channel", json_string(outgoing->channel));
    if (outgoing->scheduled > 0)
        json_object_set_new(root, "not-before", json_integer(outgoing->scheduled));
    if (outgoing->decision)
        json_object_set_new(root, "decision", json_true());
    return root;
}

Digest
release_digest(const Outgoing *outgoing)
{
    static const char LABEL[] = "tribune-release/1\n";
    g_autofree char *text = canonical_json_take(canonical(outgoing));

    return digest_sha256_spans((DigestSpan[]){ { LABEL, sizeof LABEL - 1 }, { text, strlen(text) } }, 2);
}

GPtrArray *
release_parts(const Outgoing *outgoing)
{
    GPtrArray *parts = message_parts_new();
    json_t *root = canonical(outgoing);
    g_autoptr(GBytes) release = NULL, body = g_bytes_new(outgoing->text, strlen(outgoing->text));
    char *text;

    json_object_set_new(root, "date", json_integer(outgoing->date));
    json_object_set_new(root, "release", json_integer(outgoing->release.value));
    json_object_set_new(root, "delivery", json_integer(outgoing->delivery.value));
    json_object_set_new(root, "conversation", json_integer(outgoing->conversation.value));
    text = canonical_json_take(root);
    release = g_bytes_new_take(text, strlen(text));
    g_ptr_array_add(parts, message_part_new(RELEASE_PART, "application/json", NULL, release));
    g_ptr_array_add(parts, message_part_new(PART_TEXT, "text/markdown", NULL, body));
    for (guint i = 0; i < outgoing->attachments->len; i++) {
        const MessagePart *part = g_ptr_array_index(outgoing->attachments, i);
        g_autofree char *name = g_strdup_printf("att-%02u", i + 1);

        g_ptr_array_add(parts, message_part_new(name, part->type, part->filename, part->bytes));
    }
    return parts;
}

static void
take_text(char **field, const char *text)
{
    g_free(*field);
    *field = g_strdup(text);
}

static gboolean
read_canonical(json_t *root, Outgoing *outgoing)
{
    const char *kind, *reference, *from, *from_name, *to, *to_name, *subject, *text, *language, *in_reply_to;
    json_int_t date, release, delivery, conversation, scheduled = 0;
    const char *channel = "";
    json_t *references, *item;
    int hops = 0, decision = FALSE;
    gsize i;

    if (json_unpack(
            root, "{s?b, s?i, s?s, s?I, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:o, s:I, s:I, s:I, s:I}",
            "decision", &decision, "hops", &hops, "channel", &channel, "not-before", &scheduled, "kind", &kind, "case",
            &reference, "from", &from, "from-name", &from_name, "to", &to, "to-name", &to_name, "subject", &subject,
            "text", &text, "language", &language, "in-reply-to", &in_reply_to, "references", &references, "date", &date,
            "release", &release, "delivery", &delivery, "conversation", &conversation) != 0 ||
        !release_kind_parse(kind, &outgoing->kind))
        return FALSE;
    take_text(&outgoing->case_reference, reference);
    take_text(&outgoing->endpoint, from);
    take_text(&outgoing->endpoint_name, from_name);
    take_text(&outgoing->recipient, to);
    take_text(&outgoing->recipient_name, to_name);
    take_text(&outgoing->subject, subject);
    take_text(&outgoing->text, text);
    take_text(&outgoing->language, language);
    take_text(&outgoing->in_reply_to, in_reply_to);
    take_text(&outgoing->channel, channel);
    outgoing->decision = decision;
    outgoing->scheduled = scheduled;
    outgoing->date = date;
    outgoing->hops = (guint)MAX(hops, 0);
    outgoing->release.value = release;
    outgoing->delivery.value = delivery;
    outgoing->conversation.value = conversation;
    json_array_foreach(references, i, item) g_ptr_array_add(outgoing->references, g_strdup(json_string_value(item)));
    return TRUE;
}

Outgoing *
release_outgoing(const GPtrArray *parts, GError **error)
{
    g_autoptr(Outgoing) outgoing = outgoing_new();
    const MessagePart *release = message_parts_find(parts, RELEASE_PART);
    json_t *root = release == NULL
                       ? NULL
                       : json_loadb(g_bytes_get_data(release->bytes, NULL), g_bytes_get_size(release->bytes), 0, NULL);
    gboolean read = root != NULL && read_canonical(root, outgoing);

    json_decref(root);
    if (!read) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT, "the record of a release cannot be read");
        return NULL;
    }
    for (guint i = 0; i < parts->len; i++) {
        const MessagePart *part = g_ptr_array_index(parts, i);

        if (message_part_is_attachment(part))
            g_ptr_array_add(outgoing->attachments,
                            message_part_new(part->name, part->type, part->filename, part->bytes));
    }
    return g_steal_pointer(&outgoing);
}
