/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/digest.h"
#include "command/demo-content-private.h"

#include <gmime/gmime.h>
#include <string.h>

const char *
demo_content_sender(const DemoEvent *event)
{
    return event->mail->automatic == AUTOMATIC_REPLY ? "" : event->mail->from;
}

const char *
demo_content_recipient(const DemoEvent *event, const DemoThread *thread)
{
    return thread != NULL ? thread->to : event->mail->to;
}

static GDateTime *
to_date(gint64 time)
{
    return g_date_time_new_from_unix_utc(time / CLOCK_SECOND);
}

/* ---- texts ---- */

static void
append_quote(GString *text, const DemoThread *thread)
{
    g_autoptr(GDateTime) date = to_date(thread->time);
    g_autofree char *day = g_date_time_format(date, "%d/%m/%Y %H:%M");
    g_auto(GStrv) lines = g_strsplit(thread->text, "\n", -1);

    g_string_append_printf(text, "\n\nOn %s, %s wrote:\n", day, thread->author);
    for (char **line = lines; *line != NULL; line++)
        g_string_append_printf(text, **line != '\0' ? "> %s\n" : ">%s\n", *line);
}

static char *
plain_text(const DemoEvent *event, const DemoThread *thread)
{
    GString *text = g_string_new(event->text);

    if (event->mail->signature != NULL)
        g_string_append_printf(text, "\n\n-- \n%s", event->mail->signature);
    if (event->mail->quote && thread != NULL)
        append_quote(text, thread);
    g_string_append_c(text, '\n');
    return g_string_free(text, FALSE);
}

static void
append_escaped(GString *html, const char *text)
{
    g_autofree char *escaped = g_markup_escape_text(text, -1);
    g_auto(GStrv) lines = g_strsplit(escaped, "\n", -1);
    g_autofree char *joined = g_strjoinv("<br>\n", lines);

    g_string_append(html, joined);
}

static char *
html_text(const DemoEvent *event, const DemoThread *thread)
{
    const DemoMail *mail = event->mail;
    g_auto(GStrv) paragraphs = g_strsplit(event->text, "\n\n", -1);
    GString *html = g_string_new(NULL);

    g_string_append_printf(
        html, "<html lang=\"%s\"><head><meta charset=\"utf-8\"></head><body style=\"font-family:sans-serif\">\n",
        mail->language);
    for (char **paragraph = paragraphs; *paragraph != NULL; paragraph++) {
        g_string_append(html, "<p>");
        append_escaped(html, *paragraph);
        g_string_append(html, "</p>\n");
    }
    if (mail->signature != NULL) {
        g_string_append(html, "<div style=\"color:#666\">-- <br>\n");
        append_escaped(html, mail->signature);
        g_string_append(html, "</div>\n");
    }
    if (mail->quote && thread != NULL) {
        g_string_append(html, "<blockquote type=\"cite\">");
        append_escaped(html, thread->text);
        g_string_append(html, "</blockquote>\n");
    }
    g_string_append(html, "</body></html>\n");
    return g_string_free(html, FALSE);
}

/* ---- parts ---- */

static void
set_content(GMimePart *part, const char *bytes, gsize length)
{
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes, length);
    GMimeDataWrapper *content = g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);

    g_mime_part_set_content(part, content);
    g_object_unref(content);
    g_object_unref(stream);
}

/* Not g_mime_text_part_set_text(): it chooses the character set itself. */
static GMimeObject *
text_part(const char *subtype, const char *charset, const char *text)
{
    GMimeTextPart *part = g_mime_text_part_new_with_subtype(subtype);
    gsize length;
    g_autofree char *encoded = g_convert(text, -1, charset, "utf-8", NULL, &length, NULL);

    g_mime_text_part_set_charset(part, encoded != NULL ? charset : "utf-8");
    set_content(GMIME_PART(part), encoded != NULL ? encoded : text, encoded != NULL ? length : strlen(text));
    return GMIME_OBJECT(part);
}

static GMimeObject *
attachment_part(const MessagePart *attachment)
{
    g_auto(GStrv) type = g_strsplit(attachment->type, "/", 2);
    GMimePart *part = g_mime_part_new_with_type(type[0], type[1]);

    set_content(part, g_bytes_get_data(attachment->bytes, NULL), g_bytes_get_size(attachment->bytes));
    g_mime_part_set_content_encoding(part, GMIME_CONTENT_ENCODING_BASE64);
    g_mime_part_set_filename(part, attachment->filename);
    g_mime_object_set_disposition(GMIME_OBJECT(part), GMIME_DISPOSITION_ATTACHMENT);
    return GMIME_OBJECT(part);
}

/* Takes @child. @boundary is ours, so that the same mail always has the same bytes. */
static void
add_part(GMimeMultipart *multipart, GMimeObject *child)
{
    g_mime_multipart_add(multipart, child);
    g_object_unref(child);
}

static GMimeMultipart *
new_multipart(const char *subtype, const char *id)
{
    GMimeMultipart *multipart = g_mime_multipart_new_with_subtype(subtype);
    g_autofree char *boundary = g_strdup_printf("=_%s_%s", subtype, id);

    g_mime_multipart_set_boundary(multipart, boundary);
    return multipart;
}

static GMimeObject *
body_part(const DemoEvent *event, const DemoThread *thread, const char *id)
{
    g_autofree char *text = plain_text(event, thread), *html = NULL;
    GMimeMultipart *alternative;

    if (!event->mail->html)
        return text_part("plain", event->mail->charset, text);
    html = html_text(event, thread);
    alternative = new_multipart("alternative", id);
    add_part(alternative, text_part("plain", event->mail->charset, text));
    add_part(alternative, text_part("html", "utf-8", html));
    return GMIME_OBJECT(alternative);
}

static GMimeObject *
whole_part(const DemoEvent *event, const DemoThread *thread, const char *id)
{
    const GPtrArray *attachments = event->mail->attachments;
    GMimeMultipart *mixed;

    if (attachments->len == 0)
        return body_part(event, thread, id);
    mixed = new_multipart("mixed", id);
    add_part(mixed, body_part(event, thread, id));
    for (guint i = 0; i < attachments->len; i++)
        add_part(mixed, attachment_part(g_ptr_array_index(attachments, i)));
    return GMIME_OBJECT(mixed);
}

/* ---- headers ---- */

/* Sixteen hexadecimal digits that are this mail's own. */
static char *
mail_id(const DemoEvent *event)
{
    g_autofree char *whole = g_strdup_printf("%s %" G_GINT64_FORMAT " %s", event->mail->from, event->time, event->text);
    g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, whole, -1);

    return g_strndup(sum, 16);
}

static void
set_header(GMimeMessage *message, const char *name, const char *value)
{
    if (value != NULL)
        g_mime_object_set_header(GMIME_OBJECT(message), name, value, "utf-8");
}

static void
set_automatic(GMimeMessage *message, const DemoMail *mail)
{
    const char *domain = strchr(mail->from, '@') + 1;
    g_autofree char *list = g_strdup_printf("<weekly.%s>", domain);
    g_autofree char *leave = g_strdup_printf("<mailto:leave@%s>", domain);

    if (mail->automatic == AUTOMATIC_REPLY)
        set_header(message, "Auto-Submitted", "auto-replied");
    if (mail->automatic == AUTOMATIC_LIST) {
        set_header(message, "Precedence", "bulk");
        set_header(message, "List-Id", list);
        set_header(message, "List-Unsubscribe", leave);
    }
}

static void
set_thread(GMimeMessage *message, const DemoThread *thread)
{
    g_autofree char *id = g_strdup_printf("<%s>", thread->message_id);

    set_header(message, "In-Reply-To", id);
    set_header(message, "References", id);
}

static char *
subject_of(const DemoMail *mail, const DemoThread *thread)
{
    gboolean answers = thread != NULL && mail->automatic == AUTOMATIC_NO;

    return g_strconcat(answers ? "Re: " : "", mail->subject, NULL);
}

static GBytes *
to_bytes(GMimeMessage *message)
{
    GMimeFormatOptions *options = g_mime_format_options_new();
    GMimeStream *stream = g_mime_stream_mem_new();
    GBytes *bytes;

    g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS);
    g_mime_object_write_to_stream(GMIME_OBJECT(message), options, stream);
    {
        const GByteArray *array = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));

        bytes = g_bytes_new(array->data, array->len);
    }
    g_object_unref(stream);
    g_mime_format_options_free(options);
    return bytes;
}

GBytes *
demo_content_compose(const DemoContent *content, const DemoEvent *event, const DemoThread *thread)
{
    const DemoMail *mail = event->mail;
    const char *name = demo_content_body(content)->name;
    g_autofree char *id = mail_id(event), *subject = subject_of(mail, thread);
    g_autofree char *message_id = g_strdup_printf("%s@%s", id, strchr(mail->from, '@') + 1);
    g_autoptr(GDateTime) date = to_date(event->time);
    GMimeMessage *message;
    GMimeObject *whole;
    GBytes *bytes;

    g_mime_init();
    message = g_mime_message_new(TRUE);
    g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_FROM, mail->from_name, mail->from);
    g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_TO, name, demo_content_recipient(event, thread));
    g_mime_message_set_subject(message, subject, "utf-8");
    g_mime_message_set_date(message, date);
    g_mime_message_set_message_id(message, message_id);
    if (thread != NULL)
        set_thread(message, thread);
    set_header(message, "Content-Language", mail->language);
    set_header(message, "User-Agent", mail->mailer);
    set_automatic(message, mail);
    whole = whole_part(event, thread, id);
    g_mime_message_set_mime_part(message, whole);
    g_object_unref(whole);
    g_mime_object_encode(GMIME_OBJECT(message), GMIME_ENCODING_CONSTRAINT_7BIT);
    bytes = to_bytes(message);
    g_object_unref(message);
    return bytes;
}
