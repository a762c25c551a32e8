/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/mailreport.h"

#include <string.h>

static MailReport *
read_with(const char *text, gboolean returned)
{
    g_autoptr(GBytes) raw = g_bytes_new(text, strlen(text));
    g_autoptr(Mail) mail = mail_parse(raw, 0, NULL);

    g_test_message("%s", mail->subject);
    return mailreport_parse(mail, returned);
}

/* "form: kind recipient status [words]" of each recipient, then what it is about. */
static char *
write_down(const MailReport *report)
{
    GString *out = g_string_new(mailreport_form_name(report->form));

    for (guint i = 0; i < report->entries->len; i++) {
        const MailReportEntry *entry = g_ptr_array_index(report->entries, i);

        g_string_append_printf(out, "\n%s <%s> %s [%s]", mailreport_kind_name(entry->kind), entry->recipient,
                               *entry->status != '\0' ? entry->status : "-", entry->words);
    }
    for (guint i = 0; i < report->about->len; i++)
        g_string_append_printf(out, "\nabout %s", (char *)g_ptr_array_index(report->about, i));
    return g_string_free(out, FALSE);
}

static void
assert_reads(const char *text, gboolean returned, const char *reading)
{
    g_autoptr(MailReport) report = read_with(text, returned);
    g_autofree char *written = report == NULL ? g_strdup("nothing") : write_down(report);

    g_assert_cmpstr(written, ==, reading);
}

/* A status notification whose part says @status. */
static char *
notification(const char *status)
{
    return g_strdup_printf("From: Mail Delivery System <MAILER-DAEMON@mx.example>\nSubject: Undelivered Mail\n"
                           "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
                           "--b\n\nSorry.\n--b\nContent-Type: message/delivery-status\n\n%s\n"
                           "--b\nContent-Type: text/rfc822-headers\n\nFrom: hello@northam.example\n"
                           "Message-ID: <c.1.2.m@northam.example>\n\n--b--\n",
                           status);
}

static void
assert_notifies(const char *status, const char *reading)
{
    g_autofree char *text = notification(status);
    g_autofree char *expected = g_strconcat("status\n", reading, "\nabout c.1.2.m@northam.example", NULL);

    assert_reads(text, FALSE, expected);
}

static void
a_status_tells_each_recipients_fate_in_the_other_sides_words(void)
{
    assert_notifies("Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; ada@x.example\nAction: failed\n"
                    "Status: 5.1.1\nRemote-MTA: dns; x.example\n"
                    "Diagnostic-Code: smtp; 550 5.1.1 <ada@x.example>:\n    no such user",
                    "gone <ada@x.example> 5.1.1 [550 5.1.1 <ada@x.example>: no such user]");
    assert_notifies("Reporting-MTA: dns; mx.example\n\n"
                    "Final-Recipient: rfc822;ada@x.example\nAction: delivered\nStatus: 2.1.5\n\n"
                    "Original-Recipient: rfc822;bob@x.example\nFinal-Recipient: RFC822;<robert@y.example>\n"
                    "Action: Failed (no room)\nStatus: 5.2.2 (mailbox full)\n\n\n"
                    "Final-Recipient: rfc822;cy@x.example\nAction: delayed\nStatus: 4.4.1\n"
                    "Will-Retry-Until: Tue, 6 Jan 2026 10:00:00 +0000",
                    "delivered <ada@x.example> 2.1.5 [Undelivered Mail]\n"
                    "full <robert@y.example> 5.2.2 [Undelivered Mail]\n"
                    "delayed <cy@x.example> 4.4.1 [Undelivered Mail]");
}

static void
careless_status_parts_are_read_too(void)
{
    assert_notifies("\n\nReporting-MTA: dns; mx.example\nFinal-Recipient: rfc822; ada@x.example\naction: FAILED\n"
                    "status: 5.0.0\ndiagnostic-code: x-unix; #<mx.example #5.7.1 smtp; 550 5.7.1 no>",
                    "policy <ada@x.example> 5.7.1 [#<mx.example #5.7.1 smtp; 550 5.7.1 no>]");
    assert_notifies("Final-Recipient: rfc822; ada@x.example\nStatus: 4.4.2",
                    "delayed <ada@x.example> 4.4.2 [Undelivered Mail]");
    assert_notifies("Final-Recipient: rfc822; ada@x.example\nStatus: 2.0.0",
                    "delivered <ada@x.example> 2.0.0 [Undelivered Mail]");
    assert_notifies("Action: failed\nStatus: nonsense", "failed <> - [Undelivered Mail]");
}

static void
a_code_decides_what_a_failure_is_about(void)
{
    static const struct {
        const char *status;
        MailReportKind kind;
    } CODES[] = { { "5.1.1", MAILREPORT_GONE },   { "5.1.10", MAILREPORT_GONE },  { "5.1.8", MAILREPORT_POLICY },
                  { "5.2.1", MAILREPORT_GONE },   { "5.2.2", MAILREPORT_FULL },   { "4.2.2", MAILREPORT_FULL },
                  { "5.2.3", MAILREPORT_FAILED }, { "5.4.4", MAILREPORT_FAILED }, { "5.7.26", MAILREPORT_POLICY },
                  { "4.4.7", MAILREPORT_FAILED }, { "", MAILREPORT_FAILED } };

    for (gsize i = 0; i < G_N_ELEMENTS(CODES); i++)
        g_assert_cmpint(mailreport_kind_of_status(CODES[i].status), ==, CODES[i].kind);
}

static void
of_many_recipients_the_weightiest_speaks(void)
{
    g_autoptr(GString) status = g_string_new("Reporting-MTA: dns; mx.example\n");
    g_autofree char *text = NULL;
    g_autoptr(MailReport) report = NULL;

    for (guint i = 0; i < MAILREPORT_RECIPIENTS_MAX + 50; i++)
        g_string_append_printf(status, "\nFinal-Recipient: rfc822; r%u@x.example\nAction: %s\nStatus: %s\n", i,
                               i == 150 ? "failed" : "delivered", i == 150 ? "5.1.1" : "2.0.0");
    text = notification(status->str);
    report = read_with(text, FALSE);
    g_assert_cmpuint(report->entries->len, ==, MAILREPORT_RECIPIENTS_MAX);
    g_assert_true(report->cut);
    g_assert_cmpstr(mailreport_weightiest(report)->recipient, ==, "r150@x.example");
    g_assert_cmpint(mailreport_weightiest(report)->kind, ==, MAILREPORT_GONE);
}

static void
qmails_bounces_are_read_by_their_paragraphs(void)
{
    assert_reads("From: MAILER-DAEMON@mx.example\nSubject: failure notice\n\n"
                 "Hi. This is the qmail-send program at mx.example.\n"
                 "I'm afraid I wasn't able to deliver your message to the following addresses.\n\n"
                 "<ada@x.example>:\n192.0.2.1 does not like recipient.\nRemote host said: 550 no such user (#5.1.1)\n"
                 "Giving up on 192.0.2.1.\n\n<bob@x.example>:\nmailbox is full (#5.2.2)\n\n"
                 "--- Below this line is a copy of the message.\n\nReturn-Path: <hello@northam.example>\n"
                 "Subject: Re: Lamp\nMessage-ID:\n <c.1.2.m@northam.example>\nTo: ada@x.example\n\nGood day\n",
                 FALSE,
                 "qsbmf\ngone <ada@x.example> 5.1.1 [192.0.2.1 does not like recipient. Remote host said: 550 no such "
                 "user (#5.1.1) Giving up on 192.0.2.1.]\nfull <bob@x.example> 5.2.2 [mailbox is full (#5.2.2)]\n"
                 "about c.1.2.m@northam.example");
    assert_reads("From: ada@x.example\nSubject: Third time\n\nHi. This is the third time that I write.\n", FALSE,
                 "nothing");
}

static void
bounces_in_words_alone_are_read_for_address_and_code(void)
{
    /* Exim */
    assert_reads("From: Mail Delivery System <Mailer-Daemon@mx.example>\nX-Failed-Recipients: ada@x.example\n"
                 "Auto-Submitted: auto-replied\nSubject: Mail delivery failed: returning message to sender\n\n"
                 "A message that you sent could not be delivered.\n\n  ada@x.example\n"
                 "    host x.example [192.0.2.1]\n    SMTP error: 550-5.7.1 blocked\n\n"
                 "------ This is a copy of the message, including all the headers. ------\n\n"
                 "Message-ID: <c.1.2.m@northam.example>\n",
                 FALSE,
                 "words\npolicy <ada@x.example> 5.7.1 [SMTP error: 550-5.7.1 blocked]\n"
                 "about c.1.2.m@northam.example");
    assert_reads("From: Mailer-Daemon@mx.example\nSubject: Warning: message 1abc delayed 24 hours\n\n"
                 "A message that you sent has not yet been delivered to ada@x.example\nafter 24 hours. No action is "
                 "required; it will be retried.\n",
                 FALSE, "words\ndelayed <> - [Warning: message 1abc delayed 24 hours]");
    /* Exchange of old */
    assert_reads("From: System Administrator <postmaster@x.example>\nSubject: Undeliverable: Re: Lamp\n\n"
                 "Your message\n\n  Subject: Re: Lamp\n\ndid not reach the following recipient(s):\n\n"
                 "ada@x.example on Mon, 5 Jan 2026 10:00:00 +0000\n    The recipient name is not recognized\n"
                 "    MSEXCH:IMS:X:Y 0 (000C05A6) Unknown Recipient\n",
                 FALSE, "words\nfailed <ada@x.example> - [Undeliverable: Re: Lamp]");
    /* Sendmail */
    assert_reads("From: MAILER-DAEMON@x.example\nSubject: Returned mail: User unknown\n\n"
                 "   ----- The following addresses had permanent fatal errors -----\n<ada@x.example>\n\n"
                 "   ----- Transcript of session follows -----\n550 <ada@x.example>... User unknown\n",
                 FALSE, "words\nfailed <ada@x.example> - [550 <ada@x.example>... User unknown]");
}

static void
what_a_person_writes_is_a_report_only_if_it_came_back_from_a_delivery(void)
{
    static const char mail[] =
        "From: daemon@x.example\nSubject: Your letter\nIn-Reply-To: <a@b>\n\nNot known here: 550 5.1.1\n";

    assert_reads(mail, FALSE, "nothing");
    assert_reads(mail, TRUE, "words\ngone <> 5.1.1 [Not known here: 550 5.1.1]\nabout a@b");
}

static void
a_delay_that_is_over_is_a_failure(void)
{
    assert_reads(
        "From: Mailer-Daemon@mx.example\nSubject: Mail delivery failed\n\nDelivery to ada@x.example was delayed "
        "for 5 days;\nthe server has given up.\n",
        FALSE, "words\nfailed <> - [Mail delivery failed]");
}

static void
complaints_receipts_and_notes_are_told_apart(void)
{
    assert_reads("From: <fbl@isp.example>\nSubject: FW: News\n"
                 "Content-Type: multipart/report; report-type=feedback-report; boundary=b\n\n--b\n\nAbuse.\n"
                 "--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nUser-Agent: X/1\nVersion: 1\n"
                 "Original-Rcpt-To: <ada@x.example>\n\n--b\nContent-Type: message/rfc822\n\n"
                 "Message-ID: <c.1.2.m@northam.example>\nSubject: News\n\nHello\n--b--\n",
                 FALSE, "feedback\ncomplaint <ada@x.example> - [abuse]\nabout c.1.2.m@northam.example");
    assert_reads("From: ada@x.example\nSubject: Read: Lamp\n"
                 "Content-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n--b\n\nRead.\n"
                 "--b\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822;ada@x.example\n"
                 "Original-Message-ID: <c.1.2.m@northam.example>\n"
                 "Disposition: manual-action/MDN-sent-manually; displayed\n\n--b--\n",
                 FALSE, "disposition\nread <ada@x.example> - [displayed]\nabout c.1.2.m@northam.example");
    assert_reads("From: ada@x.example\nSubject: Not read: Lamp\n"
                 "Content-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n--b\n\nDeleted.\n"
                 "--b\nContent-Type: message/disposition-notification\n\n"
                 "Disposition: automatic-action/MDN-sent-automatically; deleted\n\n--b--\n",
                 FALSE, "disposition\ndelivered <> - [deleted]");
    assert_reads("From: ada@x.example\nSubject: Away\nAuto-Submitted: auto-replied\nIn-Reply-To: <b@y>\n"
                 "References: <a@y> <b@y>\n\nI am away.\n",
                 FALSE, "reply\naway <> - [Away]\nabout b@y\nabout a@y");
    assert_reads("From: ada@x.example\nSubject: Automatische Antwort: Lampe\n\nIch bin nicht im Büro.\n", FALSE,
                 "reply\naway <> - [Automatische Antwort: Lampe]");
    assert_reads("From: news@x.example\nSubject: News\nList-Id: <n.x.example>\n\nNews\n", FALSE, "nothing");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define RULE(function) g_test_add_func("/mailreport/" #function, function)
    RULE(a_status_tells_each_recipients_fate_in_the_other_sides_words);
    RULE(careless_status_parts_are_read_too);
    RULE(a_code_decides_what_a_failure_is_about);
    RULE(of_many_recipients_the_weightiest_speaks);
    RULE(qmails_bounces_are_read_by_their_paragraphs);
    RULE(bounces_in_words_alone_are_read_for_address_and_code);
    RULE(what_a_person_writes_is_a_report_only_if_it_came_back_from_a_delivery);
    RULE(a_delay_that_is_over_is_a_failure);
    RULE(complaints_receipts_and_notes_are_told_apart);
    return g_test_run();
}
