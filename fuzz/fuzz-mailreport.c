/* SPDX-License-Identifier: Apache-2.0 */
/* Whatever the bytes, a report has at least one clean entry, or there is none. */
#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "wire/mailreport.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void
check_line(const char *text)
{
    g_assert(text_is_valid(text, strlen(text)) && strpbrk(text, "\r\n") == NULL);
}

static void
check(const Mail *mail, gboolean returned)
{
    g_autoptr(MailReport) report = mailreport_parse(mail, returned);

    if (report == NULL)
        return;
    g_assert(report->entries->len >= 1 && report->entries->len <= MAILREPORT_RECIPIENTS_MAX);
    g_assert(report->about->len <= MAILREPORT_ABOUT_MAX);
    for (guint i = 0; i < report->entries->len; i++) {
        const MailReportEntry *entry = g_ptr_array_index(report->entries, i);

        check_line(entry->recipient);
        check_line(entry->original);
        check_line(entry->words);
        g_assert(strlen(entry->status) <= 9);
    }
    g_assert(mailreport_weightiest(report) != NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    g_autoptr(GBytes) raw = g_bytes_new_static(bytes, length);
    g_autoptr(Mail) mail = mail_parse(raw, 0, NULL);

    check(mail, FALSE);
    check(mail, TRUE);
    return 0;
}
