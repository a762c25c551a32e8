/* SPDX-License-Identifier: Apache-2.0 */
/* A form as a draft. Pure; its files are added by who has them. */
#include <jansson.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "channels/web/web-private.h"
#include "model/code.h"

static void
set_text(char **field, const char *text)
{
    g_free(*field);
    *field = g_strdup(text);
}

static const char *
text_of(const json_t *root, const char *name)
{
    const char *text = json_string_value(json_object_get(root, name));

    return text != NULL ? text : "";
}

static gboolean
refuse(GError **error)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "these are not the bytes of a form");
    return FALSE;
}

/* What the form was about, when that was a service: a code; else an address, which is the recipient. */
static const char *
service_of(const json_t *root)
{
    const char *topic = text_of(root, "topic");

    return code_is_valid(topic) ? topic : "";
}

/* The same form sent again is the same message; its own random number keeps two that say the same apart. */
static void
fill_draft(MessageDraft *draft, const json_t *root, GBytes *raw, const char *sender, const char *recipient)
{
    const char *text = text_of(root, "text"), *subject = text_of(root, "subject"), *name = text_of(root, "name");
    g_autofree char *clean = text_clean(text, strlen(text));
    g_autoptr(GBytes) body = g_bytes_new(clean, strlen(clean));
    gsize length;
    const void *bytes = g_bytes_get_data(raw, &length);

    set_text(&draft->endpoint, recipient);
    set_text(&draft->sender, sender);
    set_text(&draft->evidence, g_str_has_prefix(sender, "mailto:") ? "typed into a form, not checked" : "no address");
    set_text(&draft->language, text_of(root, "language"));
    set_text(&draft->service, service_of(root));
    g_free(draft->subject);
    draft->subject = text_one_line(subject, strlen(subject), WEB_LINE_MAX);
    g_free(draft->sender_name);
    draft->sender_name = text_one_line(name, strlen(name), WEB_LINE_MAX);
    draft->appeal = json_is_true(json_object_get(root, "review"));
    draft->fingerprint = digest_sha256(bytes, length);
    g_ptr_array_add(draft->parts, message_part_new(PART_RAW, "application/json", NULL, raw));
    g_ptr_array_add(draft->parts, message_part_new(PART_TEXT, "text/plain", NULL, body));
}

MessageDraft *
web_parse_form(gpointer channel, GBytes *raw, const char *sender, const char *recipient, GError **error)
{
    gsize length;
    const char *bytes = g_bytes_get_data(raw, &length);
    json_t *root = NULL;
    MessageDraft *draft = NULL;

    (void)channel;
    if (length > WEB_RAW_MAX) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "the form is larger than 8 MiB");
        return NULL;
    }
    root = json_loadb(bytes, length, JSON_REJECT_DUPLICATES, NULL);
    if (json_is_object(root)) {
        draft = message_draft_new();
        fill_draft(draft, root, raw, sender, recipient);
    } else {
        refuse(error);
    }
    json_decref(root);
    return draft;
}
