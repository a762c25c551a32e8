/* SPDX-License-Identifier: Apache-2.0 */
/* wire/mailreport-private.h: what the two files of mailreport share. */
#pragma once
#include "wire/mailreport.h"

/* NULL when there are too many. Texts are copied; @words is put on one line. */
MailReportEntry *mailreport_add(MailReport *report, MailReportKind kind, const char *recipient, const char *status,
                                const char *words);
/* The ids of @value, a Message-ID's or the like. */
void mailreport_add_about(MailReport *report, const char *value);
/* A code such as "5.1.1" that stands alone in @text; or NULL. New string. */
char *mailreport_find_status(const char *text);

/* mailreport-old.c: bounces that only say it in words. FALSE: this is no QSBMF. */
gboolean mailreport_read_qsbmf(MailReport *report, const Mail *mail);
void mailreport_read_words(MailReport *report, const Mail *mail);
