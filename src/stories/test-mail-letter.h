/* SPDX-License-Identifier: Apache-2.0 */
/* stories/test-mail-letter.h: mails as the programs of citizens and the servers between write them. Every format is
 * chosen by the caller's generator, so that the same seed makes the same bytes. */
#pragma once
#include <glib.h>
#include <string.h>

#include "base/clock.h"

typedef enum {
    STYLE_PLAIN,       /* only what must be, LF */
    STYLE_THUNDERBIRD, /* format=flowed, folded References */
    STYLE_OUTLOOK,     /* multipart/alternative, Thread-Index, field after field folded */
    STYLE_GMAIL,       /* multipart/alternative, quoted-printable */
    STYLE_APPLE,       /* base64 */
    STYLE_OLD,         /* Latin-1, In-Reply-To in words */
    STYLE_HTML,        /* nothing but HTML */
    STYLE_COUNT
} Style;

typedef struct {
    const char *from, *name, *to, *subject, *id;
    const char *in_reply_to, *references; /* ids, without and with brackets; NULL: none */
    const char *more;                     /* further fields, each with its line end; or NULL */
    const char *text;
    Style style;
    gboolean attachment;
    gint64 sent;
} Letter;

static inline void
letter_add_threads(GString *mail, const Letter *letter)
{
    if (letter->in_reply_to != NULL && letter->style == STYLE_OLD)
        g_string_append_printf(mail, "In-Reply-To: Your letter of last week <%s>\r\n", letter->in_reply_to);
    else if (letter->in_reply_to != NULL)
        g_string_append_printf(mail,
                               letter->style == STYLE_OUTLOOK ? "In-Reply-To:\r\n <%s>\r\n" : "In-Reply-To: <%s>\r\n",
                               letter->in_reply_to);
    if (letter->references != NULL) {
        g_auto(GStrv) ids = g_strsplit(letter->references, " ", -1);
        g_autofree char *folded = g_strjoinv(letter->style == STYLE_PLAIN ? " " : "\r\n\t", ids);

        g_string_append_printf(mail, "References: %s\r\n", folded);
    }
}

static inline char *
letter_subject(const Letter *letter)
{
    g_autofree char *coded = NULL;

    if (letter->style == STYLE_PLAIN || g_str_is_ascii(letter->subject))
        return g_strdup(letter->subject);
    coded = g_base64_encode((const guchar *)letter->subject, strlen(letter->subject));
    return g_strdup_printf("=?UTF-8?B?%s?=", coded);
}

static inline void
letter_add_head(GString *mail, const Letter *letter)
{
    static const char *const PROGRAMS[STYLE_COUNT] = {
        [STYLE_PLAIN] = "",
        [STYLE_THUNDERBIRD] = "User-Agent: Mozilla Thunderbird\r\nContent-Language: en-GB\r\n",
        [STYLE_OUTLOOK] = ("Thread-Index: AdxFSameForAllOfThem==\r\nX-MS-Has-Attach:\r\nAccept-Language: en-GB\r\n"
                           "X-Originating-IP: [192.0.2.7]\r\n"),
        [STYLE_GMAIL] = "X-Gm-Message-State: AOJu0YyQ\r\n",
        [STYLE_APPLE] = "X-Mailer: Apple Mail (2.3774)\r\n",
        [STYLE_OLD] = "X-Mailer: Pegasus\r\n",
        [STYLE_HTML] = "X-Mailer: Webmail\r\n",
    };
    g_autoptr(GDateTime) when = g_date_time_new_from_unix_utc(letter->sent / CLOCK_SECOND);
    g_autofree char *date = g_date_time_format(when, "%a, %d %b %Y %H:%M:%S +0000");
    g_autofree char *subject = letter_subject(letter);

    g_string_append_printf(mail, "Received: from relay.example by mx.northam.example; %s\r\n", date);
    g_string_append_printf(mail, "From: \"%s\" <%s>\r\nTo: %s\r\n", letter->name, letter->from, letter->to);
    g_string_append_printf(mail, "Subject: %s\r\nDate: %s\r\n", subject, date);
    if (letter->id != NULL)
        g_string_append_printf(mail, "Message-I%c: <%s>\r\n", letter->style == STYLE_GMAIL ? 'd' : 'D', letter->id);
    letter_add_threads(mail, letter);
    g_string_append(mail, PROGRAMS[letter->style]);
    if (letter->more != NULL)
        g_string_append(mail, letter->more);
    g_string_append(mail, "MIME-Version: 1.0\r\n");
}

/* Safe, not short. */
static inline char *
letter_quoted_printable(const char *text)
{
    GString *coded = g_string_new(NULL);

    for (gsize i = 0; text[i] != '\0'; i++) {
        guchar byte = (guchar)text[i];

        if (byte == '\n')
            g_string_append(coded, "\r\n");
        else if (byte >= 0x80 || byte == '=')
            g_string_append_printf(coded, "=%02X", byte);
        else
            g_string_append_c(coded, text[i]);
        if (i % 60 == 59)
            g_string_append(coded, "=\r\n");
    }
    return g_string_free(coded, FALSE);
}

static inline void
letter_add_alternative(GString *mail, const Letter *letter)
{
    g_autofree char *plain = letter_quoted_printable(letter->text), *escaped = g_markup_escape_text(letter->text, -1);
    g_autofree char *html = g_strdup_printf("<html><body><div>%s</div></body></html>", escaped);
    g_autofree char *coded = letter_quoted_printable(html);

    g_string_append_printf(mail,
                           "Content-Type: multipart/alternative; boundary=\"alt\"\r\n\r\n"
                           "--alt\r\nContent-Type: text/plain; charset=\"UTF-8\"\r\n"
                           "Content-Transfer-Encoding: quoted-printable\r\n\r\n%s\r\n"
                           "--alt\r\nContent-Type: text/html; charset=\"UTF-8\"\r\n"
                           "Content-Transfer-Encoding: quoted-printable\r\n\r\n%s\r\n--alt--\r\n",
                           plain, coded);
}

/* The body as one entity: its fields, an empty line, its content. */
static inline void
letter_add_body(GString *mail, const Letter *letter)
{
    g_autofree char *coded = NULL, *latin = NULL, *escaped = NULL;

    if (letter->style == STYLE_OUTLOOK || letter->style == STYLE_GMAIL) {
        letter_add_alternative(mail, letter);
    } else if (letter->style == STYLE_APPLE) {
        coded = g_base64_encode((const guchar *)letter->text, strlen(letter->text));
        g_string_append_printf(mail,
                               "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n"
                               "\r\n%s\r\n",
                               coded);
    } else if (letter->style == STYLE_OLD) {
        latin = g_convert_with_fallback(letter->text, -1, "ISO-8859-1", "UTF-8", "?", NULL, NULL, NULL);
        coded = letter_quoted_printable(latin);
        g_string_append_printf(mail,
                               "Content-Type: text/plain; charset=ISO-8859-1\r\n"
                               "Content-Transfer-Encoding: quoted-printable\r\n\r\n%s\r\n",
                               coded);
    } else if (letter->style == STYLE_HTML) {
        escaped = g_markup_escape_text(letter->text, -1);
        g_string_append_printf(mail, "Content-Type: text/html; charset=utf-8\r\n\r\n<p>%s</p>\r\n", escaped);
    } else {
        g_string_append_printf(mail, "Content-Type: text/plain; charset=utf-8%s\r\n\r\n%s\r\n",
                               letter->style == STYLE_THUNDERBIRD ? "; format=flowed" : "", letter->text);
    }
}

/* New text. */
static inline char *
letter_format(const Letter *letter)
{
    GString *mail = g_string_new(NULL);

    letter_add_head(mail, letter);
    if (letter->attachment)
        g_string_append(mail, "Content-Type: multipart/mixed; boundary=mix\r\n\r\n--mix\r\n");
    letter_add_body(mail, letter);
    if (letter->attachment)
        g_string_append(mail, "--mix\r\nContent-Type: application/pdf; name=plan.pdf\r\n"
                              "Content-Disposition: attachment; filename=plan.pdf\r\n"
                              "Content-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQKJSVFT0YK\r\n--mix--\r\n");
    if (letter->style == STYLE_PLAIN) {
        g_autofree char *all = g_string_free(mail, FALSE);
        g_auto(GStrv) lines = g_strsplit(all, "\r\n", -1);

        return g_strjoinv("\n", lines);
    }
    return g_string_free(mail, FALSE);
}

/* ---- what machines write ---- */

/* A status notification about the message @id of ours to @about: @action "failed" or "delayed". */
static inline char *
letter_bounce(const char *own_id, const char *about, const char *id, const char *action, const char *status)
{
    return g_strdup_printf("From: Mail Delivery System <MAILER-DAEMON@mx.example>\nTo: hello@northam.example\n"
                           "Subject: Undelivered Mail Returned to Sender\nMessage-ID: <%s>\n"
                           "Auto-Submitted: auto-replied\nMIME-Version: 1.0\n"
                           "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
                           "--b\n\nI am sorry to have to inform you.\n--b\nContent-Type: message/delivery-status\n\n"
                           "Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; %s\nAction: %s\nStatus: %s\n\n"
                           "--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <%s>\n\n--b--\n",
                           own_id, about, action, status, id);
}

static inline char *
letter_complaint(const char *own_id)
{
    return g_strdup_printf("From: fbl@isp.example\nTo: hello@northam.example\nSubject: Abuse report\n"
                           "Message-ID: <%s>\nMIME-Version: 1.0\n"
                           "Content-Type: multipart/report; report-type=feedback-report; boundary=b\n\n--b\n\nx\n"
                           "--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nVersion: 1\n\n--b--\n",
                           own_id);
}

static inline char *
letter_displayed(const char *own_id, const char *from, const char *id)
{
    return g_strdup_printf("From: %s\nTo: hello@northam.example\nSubject: Read: your letter\nMessage-ID: <%s>\n"
                           "MIME-Version: 1.0\n"
                           "Content-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n"
                           "--b\n\nIt was displayed.\n--b\nContent-Type: message/disposition-notification\n\n"
                           "Original-Message-ID: <%s>\nDisposition: manual-action/MDN-sent-manually; displayed\n\n"
                           "--b--\n",
                           from, own_id, id);
}
