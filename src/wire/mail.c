/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/mail.h"

#include <gmime/gmime.h>
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/text.h"
#include "wire/charset.h"
#include "wire/mail-private.h"
#include "wire/words.h"

#define FIELD_MAX_CHARACTERS 2000
#define DATE_MAX             200
#define LANGUAGE_MAX         35
#define AUTHENTICATION_MAX   20

/* ---- life ---- */

static void
field_free(MailField *field)
{
    g_free(field->name);
    g_free(field->value);
    g_free(field);
}

static void
attachment_free(MailAttachment *attachment)
{
    g_free(attachment->filename);
    g_free(attachment->media_type);
    g_free(attachment->content_id);
    g_bytes_unref(attachment->bytes);
    g_free(attachment);
}

void
mail_free(Mail *mail)
{
    if (mail == NULL)
        return;
    g_ptr_array_unref(mail->from);
    g_ptr_array_unref(mail->sender);
    g_ptr_array_unref(mail->reply_to);
    g_ptr_array_unref(mail->to);
    g_ptr_array_unref(mail->cc);
    g_free(mail->subject);
    g_free(mail->message_id);
    g_ptr_array_unref(mail->in_reply_to);
    g_ptr_array_unref(mail->references);
    g_free(mail->language);
    g_free(mail->text);
    g_clear_pointer(&mail->html, g_bytes_unref);
    g_ptr_array_unref(mail->attachments);
    g_ptr_array_unref(mail->fields);
    g_ptr_array_unref(mail->authentication);
    g_free(mail->automation_reason);
    g_free(mail);
}

/* ---- ids ---- */

static gboolean
is_id(const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++)
        if ((guchar)text[i] <= 0x20 || text[i] == 0x7f || text[i] == '<' || text[i] == '>')
            return FALSE;
    return length > 0 && length <= MAIL_ID_MAX && g_utf8_validate(text, (gssize)length, NULL);
}

static void
add_id(GPtrArray *ids, GHashTable *seen, const char *text, gsize length)
{
    g_autofree char *id = is_id(text, length) ? g_strndup(text, length) : NULL;

    if (id == NULL || g_hash_table_contains(seen, id))
        return;
    g_hash_table_add(seen, id);
    g_ptr_array_add(ids, g_steal_pointer(&id));
}

static void
add_bracketed(GPtrArray *ids, GHashTable *seen, const char *value)
{
    for (const char *at = strchr(value, '<'); at != NULL; at = strchr(at, '<')) {
        gsize length = strcspn(++at, "<>");

        if (at[length] == '>')
            add_id(ids, seen, at, length);
        at += length;
    }
}

static void
add_words(GPtrArray *ids, GHashTable *seen, const char *value)
{
    while (*value != '\0') {
        gsize length = strcspn(value, " \t,;");

        const char *sign = memchr(value, '@', length);

        if (sign != NULL && sign > value && sign + 1 < value + length)
            add_id(ids, seen, value, length);
        value += length;
        value += strspn(value, " \t,;");
    }
}

GPtrArray *
mail_parse_ids(const char *value, guint max)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    GPtrArray *ids = g_ptr_array_new_with_free_func(g_free);

    add_bracketed(ids, seen, value);
    if (ids->len == 0)
        add_words(ids, seen, value);
    g_hash_table_remove_all(seen);
    if (ids->len > max)
        g_ptr_array_remove_range(ids, 0, ids->len - max);
    return ids;
}

/* ---- header ---- */

static GPtrArray *
read_ids(const MimePart *root, const char *name, guint max)
{
    const char *value = mime_field(root, name);

    return mail_parse_ids(value == NULL ? "" : value, max);
}

static GPtrArray *
read_mailboxes(Mail *mail, const MimePart *root, const char *name)
{
    const char *value = mime_field(root, name);
    gboolean cut = FALSE;
    GPtrArray *list = mailbox_parse_list(value == NULL ? "" : value, MAIL_MAILBOXES_MAX, &cut);

    if (cut)
        mail->cut |= MAIL_CUT_MAILBOXES;
    return list;
}

static char *
read_line(const char *value, gsize characters)
{
    g_autofree char *decoded = words_decode(value);

    return text_one_line(decoded, strlen(decoded), characters);
}

/* In UTC, with the year between 1 and 9999, which GMime's dates have anyway; 0 when there is none. */
static gint64
read_date(const MimePart *root)
{
    const char *value = mime_field(root, "Date");
    GDateTime *date = value == NULL || strlen(value) > DATE_MAX ? NULL : g_mime_utils_header_decode_date(value);
    gint64 time = date == NULL ? 0 : g_date_time_to_unix(date) * CLOCK_SECOND;

    g_clear_pointer(&date, g_date_time_unref);
    return time;
}

/* The first tag of "de-AT, de;q=0.9". */
static char *
read_language(const MimePart *root)
{
    const char *value = mime_field(root, "Content-Language");
    gsize length;

    if (value == NULL)
        value = mime_field(root, "Accept-Language");
    if (value == NULL)
        return NULL;
    length = strspn(value, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");
    if (length < 2 || length > LANGUAGE_MAX || !g_ascii_isalpha(*value))
        return NULL;
    return g_strndup(value, length);
}

static void
read_fields(Mail *mail, const MimePart *root)
{
    mail->fields = g_ptr_array_new_with_free_func((GDestroyNotify)field_free);
    for (guint i = 0; i < root->fields->len; i++) {
        const MimeField *raw = g_ptr_array_index(root->fields, i);
        MailField *field = g_new0(MailField, 1);

        field->name = g_strdup(raw->name);
        field->value = read_line(raw->value, FIELD_MAX_CHARACTERS);
        mail->received += text_equal_ascii(raw->name, "Received") ? 1 : 0;
        g_ptr_array_add(mail->fields, field);
    }
}

/* Only those that stand together above all others: what lies lower came with the message. */
static void
read_authentication(Mail *mail, const MimePart *root)
{
    mail->authentication = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < root->fields->len && mail->authentication->len < AUTHENTICATION_MAX; i++) {
        const MimeField *field = g_ptr_array_index(root->fields, i);

        if (text_equal_ascii(field->name, "Authentication-Results"))
            g_ptr_array_add(mail->authentication, charset_to_utf8(NULL, field->value, strlen(field->value)));
        else if (mail->authentication->len > 0)
            return;
    }
}

static void
read_header(Mail *mail, const MimePart *root)
{
    const char *subject = mime_field(root, "Subject");
    GPtrArray *id;

    read_fields(mail, root);
    read_authentication(mail, root);
    mail->from = read_mailboxes(mail, root, "From");
    mail->sender = read_mailboxes(mail, root, "Sender");
    mail->reply_to = read_mailboxes(mail, root, "Reply-To");
    mail->to = read_mailboxes(mail, root, "To");
    mail->cc = read_mailboxes(mail, root, "Cc");
    mail->subject = read_line(subject == NULL ? "" : subject, MAIL_SUBJECT_MAX);
    mail->date = read_date(root);
    id = read_ids(root, "Message-ID", 1);
    mail->message_id = id->len == 0 ? NULL : g_strdup(g_ptr_array_index(id, 0));
    g_ptr_array_unref(id);
    mail->in_reply_to = read_ids(root, "In-Reply-To", MAIL_REFERENCES_MAX);
    mail->references = read_ids(root, "References", MAIL_REFERENCES_MAX);
    mail->language = read_language(root);
}

Mail *
mail_parse(GBytes *raw, gsize max_size, GError **error)
{
    g_autoptr(Mime) mime = NULL;
    Mail *mail;

    if (g_bytes_get_size(raw) > (max_size == 0 ? MAIL_SIZE_MAX : max_size)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "the message is larger than accepted here");
        return NULL;
    }
    mime = mime_parse(raw, MAIL_DEPTH_MAX, MAIL_PARTS_MAX);
    mail = g_new0(Mail, 1);
    mail->attachments = g_ptr_array_new_with_free_func((GDestroyNotify)attachment_free);
    mail->cut |= (mime->header_cut ? MAIL_CUT_HEADER : 0u) | (mime->too_deep ? MAIL_CUT_DEPTH : 0u) |
                 (mime->too_many_parts ? MAIL_CUT_PARTS : 0u);
    read_header(mail, mime->root);
    mail_read_body(mail, mime);
    mail_read_automation(mail, mime->root);
    return mail;
}

const char *
mail_field(const Mail *mail, const char *name)
{
    for (guint i = 0; i < mail->fields->len; i++) {
        const MailField *field = g_ptr_array_index(mail->fields, i);

        if (text_equal_ascii(field->name, name))
            return field->value;
    }
    return NULL;
}
