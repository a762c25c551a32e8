/* SPDX-License-Identifier: Apache-2.0 */
/* What comes back to us: which of our messages it is about, proven by our MAC, and what it says of it. Pure. */
#include <string.h>

#include "channels/email/email-private.h"
#include "wire/mailreport.h"

static ReportKind
kind_of(MailReportKind kind)
{
    static const ReportKind KINDS[] = {
        [MAILREPORT_AWAY] = REPORT_AWAY,           [MAILREPORT_DELIVERED] = REPORT_DELIVERED,
        [MAILREPORT_READ] = REPORT_READ,           [MAILREPORT_DELAYED] = REPORT_DELAYED,
        [MAILREPORT_COMPLAINT] = REPORT_COMPLAINT, [MAILREPORT_FAILED] = REPORT_FAILED,
        [MAILREPORT_FULL] = REPORT_FULL,           [MAILREPORT_POLICY] = REPORT_POLICY,
        [MAILREPORT_GONE] = REPORT_GONE,
    };

    return KINDS[kind];
}

/* The message of ours that one of the ids names; 0: none does. */
static gint64
find_release(const Email *email, const GPtrArray *ids)
{
    gint64 release;

    for (guint i = 0; i < ids->len; i++)
        if (email_token_find_release(email->host->secret, email->host->domain, g_ptr_array_index(ids, i), &release))
            return release;
    return 0;
}

/* The subscriber to whose copy of a newsletter one of the ids belongs; 0: none does. */
static gint64
find_subscriber(const Email *email, const GPtrArray *ids)
{
    gint64 subscriber;

    for (guint i = 0; i < ids->len; i++)
        if (email_token_find_copy(email->host->secret, email->host->domain, g_ptr_array_index(ids, i), &subscriber))
            return subscriber;
    return 0;
}

/* What it says of a copy is all that is kept of it. What says nothing is a message like any other. */
static void
read_copy(const Email *email, const MailReport *read, MessageDraft *draft)
{
    if (draft->copy == 0 && draft->delivery.value == 0 && read != NULL)
        draft->copy = find_subscriber(email, read->about);
    if (draft->copy == 0 || draft->ends_copies)
        return;
    if (read != NULL)
        draft->copy_report = kind_of(mailreport_weightiest(read)->kind);
    else
        draft->copy = 0;
}

/* A reply by a machine is a report of a delivery, or of an answer of ours; anything else by a machine stays what it
 * is. */
static void
add_report(const Email *email, const Mail *mail, MessageDraft *draft, gboolean returned)
{
    gboolean machine = returned || draft->automatic == AUTOMATIC_REPORT || draft->automatic == AUTOMATIC_REPLY;
    g_autoptr(MailReport) read = machine ? mailreport_parse(mail, returned) : NULL;
    gint64 release = read == NULL || draft->delivery.value != 0 ? 0 : find_release(email, read->about);
    const MailReportEntry *entry;

    read_copy(email, read, draft);
    if (read == NULL || (draft->delivery.value == 0 && release == 0))
        return;
    entry = mailreport_weightiest(read);
    draft->report = g_new0(Report, 1);
    draft->report->delivery = draft->delivery;
    draft->report->message.value = release;
    draft->report->kind = kind_of(entry->kind);
    draft->report->code = g_strdup(entry->status);
    draft->report->words = g_strdup(entry->words);
}

void
email_read_return(const Email *email, const Mail *mail, const char *envelope_sender, const char *extension,
                  MessageDraft *draft)
{
    EmailTokenKind kind;
    gint64 id;

    if (extension != NULL && email_token_parse(email->host->secret, extension, &kind, &id)) {
        if (kind == EMAIL_TOKEN_CONVERSATION)
            draft->conversation.value = id;
        else if (kind == EMAIL_TOKEN_DELIVERY)
            draft->delivery.value = id;
        else
            draft->copy = id;
        draft->ends_copies = kind == EMAIL_TOKEN_END;
    }
    add_report(email, mail, draft,
               *envelope_sender == '\0' &&
                   (draft->delivery.value != 0 || draft->copy != 0 || mailreport_is_bounce_in_words(mail)));
}
