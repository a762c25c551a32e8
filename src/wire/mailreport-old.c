/* SPDX-License-Identifier: Apache-2.0 */
/* Bounces from before RFC 3464, or past it: qmail's own format (cr.yp.to/proto/qsbmf.txt), and what only words tell. */
#include <string.h>

#include "base/text.h"
#include "wire/mailreport-private.h"

#define TEXT_MAX  (32 * 1024)
#define LINES_MAX 1000

static const char QSBMF_BEGINS[] = "Hi. This is the";

/* ---- words ---- */

static gboolean
contains_one(const char *folded, const char *const *words, gsize count)
{
    for (gsize i = 0; i < count; i++)
        if (strstr(folded, words[i]) != NULL)
            return TRUE;
    return FALSE;
}

/* The beginning of the text, on its lines. */
static char **
first_lines(const Mail *mail)
{
    g_autofree char *head = g_strndup(mail->text, TEXT_MAX);

    return g_strsplit(head, "\n", LINES_MAX);
}

/* The address in a line such as "<ada@x>:", "ada@x" or "  ada@x on Monday"; or NULL. */
static char *
address_in(const char *line)
{
    const char *open = strchr(line, '<');
    const char *start = open != NULL ? open + 1 : line + strspn(line, " \t*");
    gsize length = strcspn(start, " \t<>():;,\"'");
    g_autoptr(Address) address = length > ADDRESS_PATH_MAX ? NULL : address_parse_loose(start, length, NULL);

    return address == NULL ? NULL : address_to_text(address);
}

/* Whether an SMTP reply code such as "550" stands in @line. */
static gboolean
has_reply_code(const char *line)
{
    for (const char *at = line; *at != '\0'; at++) {
        gboolean begins = at == line || strchr(" \t:#<([", at[-1]) != NULL;

        if (begins && (*at == '5' || *at == '4') && g_ascii_isdigit(at[1]) && g_ascii_isdigit(at[2]) &&
            (at[3] == ' ' || at[3] == '-' || at[3] == '\0'))
            return TRUE;
    }
    return FALSE;
}

/* From here on stands what we had sent. */
static gboolean
begins_copy(const char *line)
{
    static const char *const MARKS[] = { "below this line is a copy", "this is a copy of the message",
                                         "original message",          "unsent message follows",
                                         "message headers follow",    "message header follows" };
    g_autofree char *folded = g_ascii_strdown(line, -1);

    return *line == '-' && contains_one(folded, MARKS, G_N_ELEMENTS(MARKS));
}

/* The value of Message-ID in the copy, which may be folded. */
static void
read_copied_id(MailReport *report, char **lines)
{
    for (guint i = 0; lines[i] != NULL; i++) {
        const char *line = lines[i] + strspn(lines[i], " \t>");
        gboolean is_id = g_ascii_strncasecmp(line, "Message-ID:", strlen("Message-ID:")) == 0;
        const char *value = is_id ? line + strlen("Message-ID:") : NULL;

        if (is_id) {
            gboolean is_folded = value[strspn(value, " \t")] == '\0' && lines[i + 1] != NULL;

            mailreport_add_about(report, is_folded ? lines[i + 1] : value);
            return;
        }
    }
}

/* ---- qmail ---- */

/* The end of the paragraph at @from: a blank line, or the end. */
static guint
paragraph_end(char **lines, guint from)
{
    while (lines[from] != NULL && lines[from][strspn(lines[from], " \t")] != '\0')
        from++;
    return from;
}

static char *
join_lines(char **lines, guint from, guint to)
{
    GString *out = g_string_new(NULL);

    for (; from < to; from++)
        g_string_append_printf(out, "%s%s", out->len == 0 ? "" : " ", lines[from]);
    return g_string_free(out, FALSE);
}

static void
add_paragraph(MailReport *report, char **lines, guint from, guint to)
{
    g_autofree char *recipient = address_in(lines[from]), *words = join_lines(lines, from + 1, to);
    g_autofree char *status = mailreport_find_status(words);

    mailreport_add(report, mailreport_kind_of_status(status != NULL ? status : ""), recipient != NULL ? recipient : "",
                   status != NULL ? status : "", words);
}

/* The introduction, then a paragraph for each recipient, then a line of dashes and the copy. */
gboolean
mailreport_read_qsbmf(MailReport *report, const Mail *mail)
{
    g_auto(GStrv) lines = NULL;
    guint at;

    if (!g_str_has_prefix(mail->text, QSBMF_BEGINS))
        return FALSE;
    lines = first_lines(mail);
    for (at = paragraph_end(lines, 0); lines[at] != NULL && *lines[at] != '-';) {
        guint end = paragraph_end(lines, at);

        if (*lines[at] == '<' && end > at)
            add_paragraph(report, lines, at, end);
        at = MAX(end, at + 1);
    }
    if (report->entries->len == 0)
        return FALSE;
    report->form = MAILREPORT_QSBMF;
    read_copied_id(report, lines + at);
    return TRUE;
}

/* ---- anything else ---- */

/* What a text of unknown form tells. */
typedef struct {
    char *recipient;
    char *status;
    char *words; /* the line with the code */
} Gathered;

static void
gather_line(Gathered *gathered, const char *line)
{
    if (gathered->recipient == NULL && strchr(line, '@') != NULL)
        gathered->recipient = address_in(line);
    if (gathered->status == NULL) {
        gathered->status = mailreport_find_status(line);
        if (gathered->status != NULL) {
            g_free(gathered->words);
            gathered->words = g_strdup(line);
        }
    }
    if (gathered->words == NULL && has_reply_code(line))
        gathered->words = g_strdup(line);
}

/* Told before it is given up (Exim, Sendmail, Exchange, Postfix in their languages). */
static gboolean
is_delay(const Mail *mail, const char *status)
{
    static const char *const WAITS[] = { "delayed",   "will be retried",      "still being retried",    "still trying",
                                         "warning: ", "warning message only", "not yet been delivered", "verzögert",
                                         "retardé",   "sera retenté" };
    static const char *const OVER[] = { "given up", "giving up", "permanent", "expired", "gave up", "not be retried" };
    g_autofree char *text = g_strndup(mail->text, TEXT_MAX), *all = g_strconcat(mail->subject, "\n", text, NULL);
    g_autofree char *folded = g_ascii_strdown(all, -1);

    return (status == NULL || *status != '5') && contains_one(folded, WAITS, G_N_ELEMENTS(WAITS)) &&
           !contains_one(folded, OVER, G_N_ELEMENTS(OVER));
}

void
mailreport_read_words(MailReport *report, const Mail *mail)
{
    const char *failed = mail_field(mail, "X-Failed-Recipients");
    g_auto(GStrv) lines = first_lines(mail);
    Gathered gathered = { failed == NULL ? NULL : address_in(failed), NULL, NULL };
    guint at;

    for (at = 0; lines[at] != NULL && !begins_copy(lines[at]); at++)
        gather_line(&gathered, lines[at]);
    report->form = MAILREPORT_WORDS;
    mailreport_add(report,
                   is_delay(mail, gathered.status)
                       ? MAILREPORT_DELAYED
                       : mailreport_kind_of_status(gathered.status != NULL ? gathered.status : ""),
                   gathered.recipient != NULL ? gathered.recipient : "", gathered.status != NULL ? gathered.status : "",
                   gathered.words != NULL ? gathered.words : mail->subject);
    read_copied_id(report, lines + at);
    g_free(gathered.recipient);
    g_free(gathered.status);
    g_free(gathered.words);
}

/* ---- is it one at all ---- */

static gboolean
has_bounce_subject(const char *subject)
{
    static const char *const BEGINNINGS[] = { "undeliverable",
                                              "undelivered mail",
                                              "delivery status notification",
                                              "delivery failure",
                                              "mail delivery fail",
                                              "mail delivery system",
                                              "returned mail",
                                              "failure notice",
                                              "delivery notification",
                                              "message delivery fail",
                                              "warning: message",
                                              "warning: could not send",
                                              "delayed mail",
                                              "failed delivery",
                                              "delivery has failed",
                                              "delivery delayed",
                                              "unzustellbar",
                                              "nicht zustellbar",
                                              "non remis",
                                              "échec de la remise",
                                              "no se puede entregar",
                                              "non recapitabile",
                                              "onbestelbaar",
                                              "niedostarcz",
                                              "nachricht konnte nicht",
                                              "zustellung fehlgeschlagen" };
    g_autofree char *folded = g_utf8_casefold(subject, -1);

    for (gsize i = 0; i < G_N_ELEMENTS(BEGINNINGS); i++)
        if (g_str_has_prefix(folded, BEGINNINGS[i]))
            return TRUE;
    return FALSE;
}

/* Others begin their letters like that too, but do not go on so. */
static gboolean
is_qsbmf(const char *text)
{
    const char *recipient = g_str_has_prefix(text, QSBMF_BEGINS) ? strstr(text, "\n\n<") : NULL;
    const char *end = recipient == NULL ? NULL : strchr(recipient + 3, '\n');

    return end != NULL && g_str_has_prefix(end - 2, ">:") && strstr(end, "\n---") != NULL;
}

gboolean
mailreport_is_bounce_in_words(const Mail *mail)
{
    const Mailbox *from = mail->from->len == 0 ? NULL : g_ptr_array_index(mail->from, 0);
    gboolean by_server = from == NULL || from->address == NULL || text_equal_ascii(from->address->local, "postmaster");

    return is_qsbmf(mail->text) || (by_server && has_bounce_subject(mail->subject));
}
