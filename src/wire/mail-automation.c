/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/text.h"
#include "wire/away.h"
#include "wire/mail-private.h"
#include "wire/mailreport.h"

#define REASON_MAX 150

static const char *const NAMES[] = {
    [MAIL_PERSONAL] = "personal",
    [MAIL_BOUNCE] = "bounce",
    [MAIL_RECEIPT] = "receipt",
    [MAIL_COMPLAINT] = "complaint",
    [MAIL_AUTO_REPLY] = "auto-reply",
    [MAIL_GENERATED] = "generated",
    [MAIL_BULK] = "bulk",
    [MAIL_LIST] = "list",
    [MAIL_NO_REPLY] = "no-reply",
    [MAIL_SUPPRESSED] = "suppressed",
};

const char *
mail_automation_name(MailAutomation automation)
{
    return NAMES[automation];
}

/* ---- reports ---- */

/* What the second part of a report is (RFC 3464, 8098, 5965); the parameter report-type says the same. */
static const struct {
    const char *report;
    MailAutomation automation;
} REPORTS[] = {
    { "delivery-status", MAIL_BOUNCE },
    { "disposition-notification", MAIL_RECEIPT },
    { "feedback-report", MAIL_COMPLAINT },
};

static gboolean
has_report(const MimePart *root, const char *report)
{
    const char *parameter = mime_parameter(root, "report-type");

    if (parameter != NULL && text_equal_ascii(parameter, report))
        return TRUE;
    for (guint i = 0; i < root->parts->len; i++) {
        const MimePart *part = g_ptr_array_index(root->parts, i);

        if (mime_is(part, "message") && g_str_equal(part->type + strlen("message/"), report))
            return TRUE;
    }
    return FALSE;
}

static MailAutomation
check_report(const MimePart *root)
{
    for (gsize i = 0; i < G_N_ELEMENTS(REPORTS); i++)
        if (has_report(root, REPORTS[i].report))
            return REPORTS[i].automation;
    return MAIL_GENERATED;
}

/* ---- fields ---- */

/* Whether @value begins with the word @word. */
static gboolean
is_word(const char *value, const char *word)
{
    gsize length = strlen(word);

    return g_ascii_strncasecmp(value, word, length) == 0 && !g_ascii_isalnum(value[length]) && value[length] != '-' &&
           value[length] != '_';
}

static MailAutomation
check_auto_submitted(const char *value)
{
    if (is_word(value, "no"))
        return MAIL_PERSONAL;
    return is_word(value, "auto-replied") ? MAIL_AUTO_REPLY : MAIL_GENERATED;
}

static MailAutomation
check_precedence(const char *value)
{
    if (is_word(value, "bulk") || is_word(value, "junk"))
        return MAIL_BULK;
    if (is_word(value, "list"))
        return MAIL_LIST;
    return is_word(value, "auto_reply") || is_word(value, "auto-reply") ? MAIL_AUTO_REPLY : MAIL_PERSONAL;
}

static MailAutomation
check_auto_reply(const char *value)
{
    return is_word(value, "no") || is_word(value, "false") ? MAIL_PERSONAL : MAIL_AUTO_REPLY;
}

static MailAutomation
check_failed(const char *value)
{
    (void)value;
    return MAIL_BOUNCE;
}

static MailAutomation
check_suppress(const char *value)
{
    g_auto(GStrv) words = g_strsplit_set(value, ", ", 50);

    for (guint i = 0; words[i] != NULL; i++)
        if (text_equal_ascii(words[i], "All") || text_equal_ascii(words[i], "OOF") ||
            text_equal_ascii(words[i], "AutoReply"))
            return MAIL_SUPPRESSED;
    return MAIL_PERSONAL;
}

/* In this order: what says more comes first (RFC 3834 section 2 and common practice). */
static const struct {
    const char *field;
    MailAutomation (*check)(const char *value);
} FIELDS[] = {
    { "X-Failed-Recipients", check_failed },
    { "Auto-Submitted", check_auto_submitted },
    { "X-Autoreply", check_auto_reply },
    { "X-Autorespond", check_auto_reply },
    { "X-Autoresponder", check_auto_reply },
    { "X-Auto-Reply", check_auto_reply },
    { "Precedence", check_precedence },
    { "X-Precedence", check_precedence },
    { "X-Auto-Response-Suppress", check_suppress },
};

/* The first field that mailing lists add (RFC 2369, RFC 2919, RFC 8058), or NULL. */
static const MailField *
find_list_field(const Mail *mail)
{
    for (guint i = 0; i < mail->fields->len; i++) {
        const MailField *field = g_ptr_array_index(mail->fields, i);

        if (g_ascii_strncasecmp(field->name, "List-", strlen("List-")) == 0)
            return field;
    }
    return NULL;
}

/* ---- sender ---- */

static gboolean
is_mailer_daemon(const char *local)
{
    return text_equal_ascii(local, "mailer-daemon") || text_equal_ascii(local, "mail-daemon");
}

static gboolean
is_no_reply(const char *local)
{
    static const char *const names[] = { "postmaster",     "noreply",        "no-reply",     "no_reply",
                                         "donotreply",     "do-not-reply",   "do_not_reply", "nicht-antworten",
                                         "nichtantworten", "ne-pas-repondre" };
    g_autofree char *lower = g_ascii_strdown(local, -1);

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        if (g_str_equal(lower, names[i]))
            return TRUE;
    return g_str_has_prefix(lower, "noreply+") || g_str_has_prefix(lower, "noreply-") ||
           g_str_has_prefix(lower, "no-reply+") || g_str_has_prefix(lower, "owner-") ||
           g_str_has_prefix(lower, "bounce") || g_str_has_suffix(lower, "-request") ||
           g_str_has_suffix(lower, "-bounces");
}

MailAutomation
mail_judge_sender(const Address *address)
{
    if (is_mailer_daemon(address->local))
        return MAIL_BOUNCE;
    return is_no_reply(address->local) ? MAIL_NO_REPLY : MAIL_PERSONAL;
}

/* ---- all together ---- */

static void
conclude(Mail *mail, MailAutomation automation, const char *field, const char *value)
{
    g_autofree char *reason = g_strdup_printf("%s: %s", field, value);

    g_free(mail->automation_reason);
    mail->automation = automation;
    mail->automation_reason = text_one_line(reason, strlen(reason), REASON_MAX);
}

static void
read_fields(Mail *mail)
{
    const MailField *list = find_list_field(mail);

    for (gsize i = 0; i < G_N_ELEMENTS(FIELDS); i++) {
        const char *value = mail_field(mail, FIELDS[i].field);
        MailAutomation automation = value == NULL ? MAIL_PERSONAL : FIELDS[i].check(value);

        if (automation == MAIL_SUPPRESSED && list != NULL)
            break;
        if (automation != MAIL_PERSONAL) {
            conclude(mail, automation, FIELDS[i].field, value);
            return;
        }
    }
    if (list != NULL)
        conclude(mail, MAIL_LIST, list->name, list->value);
}

/* What its words say, of mail that may still be a person's. */
static void
read_words(Mail *mail)
{
    gboolean answers = mail->in_reply_to->len + mail->references->len > 0;
    const char *note = away_recognise(mail->subject, mail->text, answers);

    if (mailreport_is_bounce_in_words(mail))
        conclude(mail, MAIL_BOUNCE, "Subject", mail->subject);
    else if (note != NULL)
        conclude(mail, MAIL_AUTO_REPLY, "Subject", note);
}

static void
read_sender(Mail *mail, const Address *from)
{
    MailAutomation automation = from == NULL ? MAIL_PERSONAL : mail_judge_sender(from);

    if (automation == MAIL_NO_REPLY)
        conclude(mail, automation, "From", from->local);
}

void
mail_read_automation(Mail *mail, const MimePart *root)
{
    const Mailbox *mailbox = mail->from->len == 0 ? NULL : g_ptr_array_index(mail->from, 0);
    const Address *from = mailbox == NULL ? NULL : mailbox->address;

    if (g_str_equal(root->type, "multipart/report")) {
        const char *type = mime_parameter(root, "report-type");

        conclude(mail, check_report(root), "multipart/report", type == NULL ? "-" : type);
        return;
    }
    if (from != NULL && mail_judge_sender(from) == MAIL_BOUNCE) {
        conclude(mail, MAIL_BOUNCE, "From", from->local);
        return;
    }
    read_fields(mail);
    if (mail->automation != MAIL_PERSONAL && mail->automation != MAIL_SUPPRESSED)
        return;
    read_sender(mail, from);
    read_words(mail);
}
