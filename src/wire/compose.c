/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/compose.h"

#include <string.h>

#include "base/clock.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/text.h"
#include "wire/filename.h"
#include "wire/html.h"
#include "wire/transfer.h"
#include "wire/words.h"

#define FOLD_AT             76
#define NAME_MAX_CHARACTERS 100
#define FIELD_MAX           900
#define ID_MAX              250
#define LANGUAGE_MAX        35
#define PARAMETER_PIECE     60

/* ---- checks ---- */

gboolean
compose_is_id(const char *text)
{
    const char *sign = strchr(text, '@');

    for (const char *c = text; *c != '\0'; c++)
        if (!g_ascii_isgraph(*c) || *c == '<' || *c == '>')
            return FALSE;
    return sign != NULL && sign > text && sign[1] != '\0' && strlen(text) <= ID_MAX;
}

static gboolean
is_address(const Address *address)
{
    g_autofree char *text = address == NULL ? NULL : address_to_text(address);
    g_autoptr(Address) again = text == NULL ? NULL : address_parse_loose(text, strlen(text), NULL);

    return again != NULL;
}

static gboolean
is_token(const char *text, const char *more)
{
    for (const char *c = text; *c != '\0'; c++)
        if (!g_ascii_isalnum(*c) && strchr(more, *c) == NULL)
            return FALSE;
    return *text != '\0';
}

static const char *
find_mistake(const ComposeMail *mail)
{
    if (!is_address(mail->from.address) || (mail->reply_to != NULL && !is_address(mail->reply_to->address)))
        return "the sender's address is missing or malformed";
    if (mail->to_count == 0)
        return "the mail has no recipient";
    for (gsize i = 0; i < mail->to_count; i++)
        if (!is_address(mail->to[i].address))
            return "a recipient's address is malformed";
    if (mail->message_id == NULL || !compose_is_id(mail->message_id))
        return "the message id is missing or malformed";
    if (mail->language != NULL && (!is_token(mail->language, "-") || strlen(mail->language) > LANGUAGE_MAX))
        return "the language tag is malformed";
    for (gsize i = 0; i < mail->field_count; i++)
        if (!is_token(mail->fields[i].name, "-") || strlen(mail->fields[i].name) > 70)
            return "the name of a header field is malformed";
    return NULL;
}

static gboolean
is_too_large(const ComposeMail *mail)
{
    gsize size = strlen(mail->text) + (mail->html == NULL ? 0 : strlen(mail->html));

    if (mail->to_count > COMPOSE_RECIPIENTS_MAX || mail->attachment_count > COMPOSE_ATTACHMENTS_MAX)
        return TRUE;
    for (gsize i = 0; i < mail->attachment_count; i++) {
        gsize more = g_bytes_get_size(mail->attachments[i].bytes);

        if (more > COMPOSE_SIZE_MAX - MIN(size, COMPOSE_SIZE_MAX))
            return TRUE;
        size += more;
    }
    return size > COMPOSE_SIZE_MAX;
}

/* ---- header ---- */

/* Append @words, folded between them. */
static void
append_field(GString *out, const char *name, const GPtrArray *words)
{
    gsize column = strlen(name) + 1;

    g_string_append_printf(out, "%s:", name);
    for (guint i = 0; i < words->len; i++) {
        const char *word = g_ptr_array_index(words, i);
        gsize length = strlen(word);

        if (i > 0 && column + 1 + length > FOLD_AT) {
            g_string_append(out, "\r\n");
            column = 0;
        }
        g_string_append_printf(out, " %s", word);
        column += 1 + length;
    }
    g_string_append(out, "\r\n");
}

static void
append_text_field(GString *out, const char *name, const char *text, gsize characters)
{
    g_autofree char *line = text_one_line(text, strlen(text), characters);
    g_autofree char *encoded = words_encode(line);
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    g_auto(GStrv) split = g_strsplit(encoded, " ", -1);

    for (guint i = 0; split[i] != NULL; i++)
        g_ptr_array_add(words, split[i]);
    append_field(out, name, words);
}

/* A display name as RFC 5322 allows it: atoms, a quoted string, or encoded words. */
static char *
phrase(const char *name)
{
    g_autofree char *line = text_one_line(name, strlen(name), NAME_MAX_CHARACTERS);
    char *encoded = words_encode(line);
    GString *quoted;

    if (!g_str_equal(encoded, line) || *line == '\0' || is_token(line, " !#$%&'*+-/=?^_`{|}~"))
        return encoded;
    g_free(encoded);
    quoted = g_string_new("\"");
    for (const char *c = line; *c != '\0'; c++) {
        if (*c == '"' || *c == '\\')
            g_string_append_c(quoted, '\\');
        g_string_append_c(quoted, *c);
    }
    g_string_append_c(quoted, '"');
    return g_string_free(quoted, FALSE);
}

/* Encoded words may stand on lines of their own. */
static void
add_name(GPtrArray *words, const char *shown)
{
    g_auto(GStrv) split = g_strsplit(shown, " ", -1);

    if (!g_str_has_prefix(shown, "=?")) {
        g_ptr_array_add(words, g_strdup(shown));
        return;
    }
    for (guint i = 0; split[i] != NULL; i++)
        g_ptr_array_add(words, g_strdup(split[i]));
}

static void
append_mailboxes(GString *out, const char *name, const ComposeMailbox *list, gsize count)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);

    for (gsize i = 0; i < count; i++) {
        g_autofree char *address = address_to_text(list[i].address);
        g_autofree char *shown = phrase(list[i].name == NULL ? "" : list[i].name);
        const char *comma = i + 1 < count ? "," : "";

        if (*shown == '\0') {
            g_ptr_array_add(words, g_strdup_printf("%s%s", address, comma));
            continue;
        }
        add_name(words, shown);
        g_ptr_array_add(words, g_strdup_printf("<%s>%s", address, comma));
    }
    append_field(out, name, words);
}

static void
append_date(GString *out, gint64 date)
{
    static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
    static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
    g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(date / CLOCK_SECOND);

    g_string_append_printf(out, "Date: %s, %d %s %d %02d:%02d:%02d +0000\r\n",
                           days[g_date_time_get_day_of_week(utc) - 1], g_date_time_get_day_of_month(utc),
                           months[g_date_time_get_month(utc) - 1], g_date_time_get_year(utc), g_date_time_get_hour(utc),
                           g_date_time_get_minute(utc), g_date_time_get_second(utc));
}

static void
add_reference(GPtrArray *list, const char *id)
{
    g_autofree char *word = compose_is_id(id) ? g_strdup_printf("<%s>", id) : NULL;

    if (word == NULL || g_ptr_array_find_with_equal_func(list, word, g_str_equal, NULL))
        return;
    if (list->len >= COMPOSE_REFERENCES_MAX)
        g_ptr_array_remove_index(list, 1); /* the first is the root of the thread */
    g_ptr_array_add(list, g_steal_pointer(&word));
}

static void
append_thread(GString *out, const ComposeMail *mail)
{
    g_autoptr(GPtrArray) references = g_ptr_array_new_with_free_func(g_free);

    g_string_append_printf(out, "Message-ID: <%s>\r\n", mail->message_id);
    for (gsize i = 0; mail->references != NULL && mail->references[i] != NULL; i++)
        if (mail->in_reply_to == NULL || !g_str_equal(mail->references[i], mail->in_reply_to))
            add_reference(references, mail->references[i]);
    if (mail->in_reply_to != NULL && compose_is_id(mail->in_reply_to)) {
        g_string_append_printf(out, "In-Reply-To: <%s>\r\n", mail->in_reply_to);
        add_reference(references, mail->in_reply_to);
    }
    if (references->len > 0)
        append_field(out, "References", references);
}

static void
append_header(GString *out, const ComposeMail *mail)
{
    append_date(out, mail->date);
    append_mailboxes(out, "From", &mail->from, 1);
    append_mailboxes(out, "To", mail->to, mail->to_count);
    if (mail->reply_to != NULL)
        append_mailboxes(out, "Reply-To", mail->reply_to, 1);
    append_text_field(out, "Subject", mail->subject, COMPOSE_SUBJECT_MAX);
    append_thread(out, mail);
    if (mail->kind != COMPOSE_PERSON)
        g_string_append_printf(out, "Auto-Submitted: %s\r\nX-Auto-Response-Suppress: All\r\n",
                               mail->kind == COMPOSE_REPLIED ? "auto-replied" : "auto-generated");
    for (gsize i = 0; i < mail->field_count; i++)
        append_text_field(out, mail->fields[i].name, mail->fields[i].value, FIELD_MAX);
    if (mail->language != NULL)
        g_string_append_printf(out, "Content-Language: %s\r\n", mail->language);
    g_string_append(out, "MIME-Version: 1.0\r\n");
}

/* ---- parts ---- */

/* "=_" stands in no quoted-printable and "_" in no base64, so this is in no part. */
static char *
boundary(const ComposeMail *mail, const char *which)
{
    g_autofree char *seed =
        g_strdup_printf("tribune mail boundary %s %s", which, mail->seed == NULL ? mail->message_id : mail->seed);
    Digest digest = digest_sha256(seed, strlen(seed));
    g_autofree char *hex = digest_to_hex(&digest);

    return g_strdup_printf("=_%.24s", hex);
}

static void
append_text_part(GString *out, const char *type, const char *text)
{
    g_autofree char *clean = text_clean(text, strlen(text));

    g_string_append_printf(
        out, "Content-Type: %s; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n", type);
    transfer_append_quoted(out, clean);
}

static void
append_html_part(GString *out, const ComposeMail *mail)
{
    g_autofree char *language = mail->language == NULL ? g_strdup("") : g_strdup_printf(" lang=\"%s\"", mail->language);
    g_autofree char *page =
        g_strdup_printf("<!DOCTYPE html>\n<html%s>\n<head><meta charset=\"utf-8\"></head>\n<body>\n%s\n</body>\n"
                        "</html>\n",
                        language, mail->html);

    append_text_part(out, "text/html", page);
}

static void
append_body(GString *out, const ComposeMail *mail)
{
    g_autofree char *between = NULL;

    if (mail->html == NULL) {
        append_text_part(out, "text/plain", mail->text);
        return;
    }
    between = boundary(mail, "alternative");
    g_string_append_printf(out, "Content-Type: multipart/alternative; boundary=\"%s\"\r\n\r\n--%s\r\n", between,
                           between);
    append_text_part(out, "text/plain", mail->text);
    g_string_append_printf(out, "\r\n--%s\r\n", between);
    append_html_part(out, mail);
    g_string_append_printf(out, "\r\n--%s--\r\n", between);
}

/* RFC 2231: filename="plain.pdf", or filename*0*=UTF-8''… in pieces. */
static void
append_filename(GString *out, const char *filename)
{
    g_autofree char *escaped = g_uri_escape_string(filename, NULL, FALSE);
    const char *at = escaped;

    if (g_str_is_ascii(filename) && strlen(filename) <= PARAMETER_PIECE) {
        g_string_append_printf(out, ";\r\n filename=\"%s\"", filename);
        return;
    }
    for (guint i = 0; *at != '\0'; i++) {
        gsize length = MIN(strlen(at), PARAMETER_PIECE);

        while (length > 2 && at[length] != '\0' && (at[length - 1] == '%' || at[length - 2] == '%'))
            length--; /* not within %XX */
        g_string_append_printf(out, ";\r\n filename*%u*=%s%.*s", i, i == 0 ? "UTF-8''" : "", (int)length, at);
        at += length;
    }
}

static const char *
sent_type(const char *media_type)
{
    const char *slash = media_type == NULL ? NULL : strchr(media_type, '/');

    if (slash == NULL || slash == media_type || slash[1] == '\0' || strchr(slash + 1, '/') != NULL ||
        strlen(media_type) > 127 || !is_token(media_type, "!#$&^_.+-/") ||
        g_ascii_strncasecmp(media_type, "multipart/", 10) == 0 || g_ascii_strncasecmp(media_type, "message/", 8) == 0)
        return "application/octet-stream";
    return media_type;
}

static void
append_attachment(GString *out, const ComposeAttachment *attachment)
{
    g_autofree char *filename = filename_clean(attachment->filename, attachment->media_type);
    gsize length;
    const void *bytes = g_bytes_get_data(attachment->bytes, &length);

    g_string_append_printf(out, "Content-Type: %s\r\nContent-Disposition: attachment",
                           sent_type(attachment->media_type));
    append_filename(out, filename);
    g_string_append(out, "\r\nContent-Transfer-Encoding: base64\r\n\r\n");
    transfer_append_base64(out, bytes, length);
}

static void
append_parts(GString *out, const ComposeMail *mail)
{
    g_autofree char *between = NULL;

    if (mail->attachment_count == 0) {
        append_body(out, mail);
        return;
    }
    between = boundary(mail, "mixed");
    g_string_append_printf(out, "Content-Type: multipart/mixed; boundary=\"%s\"\r\n\r\n--%s\r\n", between, between);
    append_body(out, mail);
    for (gsize i = 0; i < mail->attachment_count; i++) {
        g_string_append_printf(out, "\r\n--%s\r\n", between);
        append_attachment(out, &mail->attachments[i]);
    }
    g_string_append_printf(out, "\r\n--%s--\r\n", between);
}

GBytes *
compose_render(const ComposeMail *mail, GError **error)
{
    const char *mistake = find_mistake(mail);
    GString *out;

    if (mistake != NULL) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, mistake);
        return NULL;
    }
    if (is_too_large(mail)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT,
                            "the mail has too many recipients or attachments, or is over 25 MiB");
        return NULL;
    }
    out = g_string_new(NULL);
    append_header(out, mail);
    append_parts(out, mail);
    return g_string_free_to_bytes(out);
}
