/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/text.h"
#include "wire/mailreport-private.h"
#include "wire/mime.h"

#define WORDS_MAX     300 /* characters */
#define RECIPIENT_MAX 256
#define FIELDS_MAX    50 /* of one group */

static const char *const KINDS[] = { "away",   "delivered", "read",   "delayed", "complaint",
                                     "failed", "full",      "policy", "gone" };
static const char *const FORMS[] = { "status", "qsbmf", "words", "feedback", "disposition", "reply" };

const char *
mailreport_kind_name(MailReportKind kind)
{
    return KINDS[kind];
}

const char *
mailreport_form_name(MailReportForm form)
{
    return FORMS[form];
}

/* ---- life ---- */

static void
entry_free(MailReportEntry *entry)
{
    g_free(entry->recipient);
    g_free(entry->original);
    g_free(entry->status);
    g_free(entry->words);
    g_free(entry);
}

void
mailreport_free(MailReport *report)
{
    g_ptr_array_unref(report->entries);
    g_ptr_array_unref(report->about);
    g_free(report);
}

static MailReport *
report_new(void)
{
    MailReport *report = g_new0(MailReport, 1);

    report->entries = g_ptr_array_new_with_free_func((GDestroyNotify)entry_free);
    report->about = g_ptr_array_new_with_free_func(g_free);
    return report;
}

MailReportEntry *
mailreport_add(MailReport *report, MailReportKind kind, const char *recipient, const char *status, const char *words)
{
    MailReportEntry *entry;

    if (report->entries->len == MAILREPORT_RECIPIENTS_MAX) {
        report->cut = TRUE;
        return NULL;
    }
    entry = g_new0(MailReportEntry, 1);
    entry->kind = kind;
    entry->recipient = text_one_line(recipient, strlen(recipient), RECIPIENT_MAX);
    entry->original = g_strdup("");
    entry->status = g_strdup(status);
    entry->words = text_one_line(words, strlen(words), WORDS_MAX);
    g_ptr_array_add(report->entries, entry);
    return entry;
}

void
mailreport_add_about(MailReport *report, const char *value)
{
    g_autoptr(GPtrArray) ids = value == NULL ? NULL : mail_parse_ids(value, MAILREPORT_ABOUT_MAX);

    for (guint i = ids == NULL ? 0 : ids->len; i-- > 0 && report->about->len < MAILREPORT_ABOUT_MAX;)
        if (!g_ptr_array_find_with_equal_func(report->about, g_ptr_array_index(ids, i), g_str_equal, NULL))
            g_ptr_array_add(report->about, g_strdup(g_ptr_array_index(ids, i)));
}

const MailReportEntry *
mailreport_weightiest(const MailReport *report)
{
    const MailReportEntry *best = g_ptr_array_index(report->entries, 0);

    for (guint i = 1; i < report->entries->len; i++) {
        const MailReportEntry *entry = g_ptr_array_index(report->entries, i);

        if (entry->kind > best->kind)
            best = entry;
    }
    return best;
}

/* ---- status codes (RFC 3463) ---- */

/* The length of "5.1.1" at @text; 0: there is none. */
static gsize
status_length(const char *text)
{
    gsize subject, detail;

    if (strchr("245", *text) == NULL || *text == '\0' || text[1] != '.')
        return 0;
    subject = strspn(text + 2, "0123456789");
    if (subject < 1 || subject > 3 || text[2 + subject] != '.')
        return 0;
    detail = strspn(text + 3 + subject, "0123456789");
    return detail < 1 || detail > 3 ? 0 : 3 + subject + detail;
}

char *
mailreport_find_status(const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        gboolean begins = at == text || !(g_ascii_isalnum(at[-1]) || at[-1] == '.');
        gsize length = begins ? status_length(at) : 0;

        /* More digits or dots make it an address or a version. */
        if (length > 0 && !g_ascii_isalnum(at[length]) && !(at[length] == '.' && g_ascii_isdigit(at[length + 1])))
            return g_strndup(at, length);
    }
    return NULL;
}

/* Codes whose subject says nothing leave it to the words. */
static gboolean
is_vague(const char *status)
{
    return *status == '\0' || g_str_has_suffix(status, ".0.0");
}

MailReportKind
mailreport_kind_of_status(const char *status)
{
    static const struct {
        const char *status; /* or its beginning, when it ends in "." */
        MailReportKind kind;
    } MEANING[] = {
        { "5.1.7", MAILREPORT_POLICY }, /* our own address */
        { "5.1.8", MAILREPORT_POLICY }, { "5.1.", MAILREPORT_GONE },  { "5.2.1", MAILREPORT_GONE },
        { "5.2.2", MAILREPORT_FULL },   { "4.2.2", MAILREPORT_FULL }, { "5.7.", MAILREPORT_POLICY },
        { "4.7.", MAILREPORT_POLICY },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(MEANING); i++)
        if (g_str_has_suffix(MEANING[i].status, ".") ? g_str_has_prefix(status, MEANING[i].status)
                                                     : strcmp(status, MEANING[i].status) == 0)
            return MEANING[i].kind;
    return MAILREPORT_FAILED;
}

/* ---- parts of fields ---- */

/* One group of fields: names in lower case, the first of each. */
static GHashTable *
group_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
}

static void
add_line(GHashTable *group, const char *line, char **last)
{
    const char *colon = strchr(line, ':');
    g_autofree char *name = NULL;

    if ((*line == ' ' || *line == '\t') && *last != NULL) {
        const char *value = g_hash_table_lookup(group, *last);

        if (strlen(value) + strlen(line) < 4 * WORDS_MAX)
            g_hash_table_replace(group, g_strdup(*last), g_strconcat(value, line, NULL));
        return;
    }
    g_clear_pointer(last, g_free);
    if (colon == NULL || colon == line || g_hash_table_size(group) >= FIELDS_MAX)
        return;
    name = g_ascii_strdown(line, colon - line);
    g_strchomp(name);
    if (g_hash_table_contains(group, name))
        return;
    *last = g_strdup(name);
    g_hash_table_insert(group, g_steal_pointer(&name), g_strdup(colon + 1));
}

/* The groups of a status part: a new array of GHashTable. The first is of the message, the others of one recipient
 * each; mail servers are careless with the blank lines between. */
static GPtrArray *
read_groups(GBytes *bytes)
{
    GPtrArray *groups = g_ptr_array_new_with_free_func((GDestroyNotify)g_hash_table_unref);
    gsize length;
    const char *raw = g_bytes_get_data(bytes, &length);
    g_autofree char *text = text_clean(raw == NULL ? "" : raw, MIN(length, MAILREPORT_STATUS_MAX)), *last = NULL;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    GHashTable *group = NULL;

    for (guint i = 0; lines[i] != NULL; i++) {
        if (lines[i][strspn(lines[i], " \t")] == '\0') {
            group = NULL;
            continue;
        }
        if (group == NULL) {
            if (groups->len == MAILREPORT_RECIPIENTS_MAX + 2)
                break;
            group = group_new();
            g_clear_pointer(&last, g_free);
            g_ptr_array_add(groups, group);
        }
        add_line(group, lines[i], &last);
    }
    return groups;
}

/* A field's value on one line; "" when it is not there. */
static char *
field_of(GHashTable *group, const char *name)
{
    const char *value = g_hash_table_lookup(group, name);

    return value == NULL ? g_strdup("") : text_one_line(value, strlen(value), 4 * WORDS_MAX);
}

/* "smtp; 550 no" → "550 no"; "rfc822;<ada@x>" → "ada@x". */
static char *
typed_field(GHashTable *group, const char *name)
{
    g_autofree char *value = field_of(group, name);
    const char *semicolon = strchr(value, ';');
    char *rest = g_strstrip(g_strdup(semicolon != NULL ? semicolon + 1 : value));
    gsize length = strlen(rest);

    if (length >= 2 && *rest == '<' && rest[length - 1] == '>') {
        rest[length - 1] = '\0';
        memmove(rest, rest + 1, length - 1);
    }
    return rest;
}

static const MailAttachment *
find_part(const Mail *mail, const char *type)
{
    for (guint i = 0; i < mail->attachments->len; i++) {
        const MailAttachment *attachment = g_ptr_array_index(mail->attachments, i);

        if (strcmp(attachment->media_type, type) == 0)
            return attachment;
    }
    return NULL;
}

/* ---- delivery status (RFC 3464) ---- */

static MailReportKind
kind_of(const char *action, const char *status)
{
    static const struct {
        const char *action;
        MailReportKind kind;
    } ACTIONS[] = { { "delayed", MAILREPORT_DELAYED },
                    { "delivered", MAILREPORT_DELIVERED },
                    { "relayed", MAILREPORT_DELIVERED },
                    { "expanded", MAILREPORT_DELIVERED } };

    for (gsize i = 0; i < G_N_ELEMENTS(ACTIONS); i++)
        if (g_ascii_strncasecmp(action, ACTIONS[i].action, strlen(ACTIONS[i].action)) == 0)
            return ACTIONS[i].kind;
    if (*action == '\0' && *status == '2')
        return MAILREPORT_DELIVERED;
    return *action == '\0' && *status == '4' ? MAILREPORT_DELAYED : mailreport_kind_of_status(status);
}

static void
read_recipient(MailReport *report, const Mail *mail, GHashTable *group)
{
    g_autofree char *recipient = typed_field(group, "final-recipient"),
                    *original = typed_field(group, "original-recipient");
    g_autofree char *action = field_of(group, "action"), *words = typed_field(group, "diagnostic-code");
    g_autofree char *said = field_of(group, "status"), *status = mailreport_find_status(said);
    g_autofree char *better = status == NULL || is_vague(status) ? mailreport_find_status(words) : NULL;
    const char *code = better != NULL ? better : status != NULL ? status : "";
    MailReportEntry *entry = mailreport_add(report, kind_of(action, code), *recipient != '\0' ? recipient : original,
                                            code, *words != '\0' ? words : mail->subject);

    if (entry != NULL) {
        g_free(entry->original);
        entry->original = text_one_line(original, strlen(original), RECIPIENT_MAX);
    }
}

static gboolean
read_status(MailReport *report, const Mail *mail)
{
    const MailAttachment *part = find_part(mail, "message/delivery-status");
    g_autoptr(GPtrArray) groups = NULL;

    if (part == NULL)
        part = find_part(mail, "message/global-delivery-status");
    if (part == NULL)
        return FALSE;
    report->form = MAILREPORT_STATUS;
    groups = read_groups(part->bytes);
    for (guint i = 0; i < groups->len; i++) {
        GHashTable *group = g_ptr_array_index(groups, i);

        if (g_hash_table_contains(group, "final-recipient") || g_hash_table_contains(group, "original-recipient") ||
            g_hash_table_contains(group, "action"))
            read_recipient(report, mail, group);
    }
    return report->entries->len > 0;
}

/* ---- feedback (RFC 5965) and disposition (RFC 8098) ---- */

/* All groups as one: both have a single one by their specifications. */
static GHashTable *
only_group(GBytes *bytes)
{
    g_autoptr(GPtrArray) groups = read_groups(bytes);

    return groups->len == 0 ? group_new() : g_hash_table_ref(g_ptr_array_index(groups, 0));
}

static gboolean
read_feedback(MailReport *report, const Mail *mail)
{
    const MailAttachment *part = find_part(mail, "message/feedback-report");
    g_autoptr(GHashTable) group = part == NULL ? NULL : only_group(part->bytes);
    g_autofree char *type = NULL, *recipient = NULL, *words = NULL;
    MailReportKind kind = MAILREPORT_COMPLAINT;

    if (group == NULL)
        return FALSE;
    report->form = MAILREPORT_FEEDBACK;
    type = field_of(group, "feedback-type");
    recipient = typed_field(group, "original-rcpt-to");
    if (text_equal_ascii(type, "not-spam"))
        kind = MAILREPORT_DELIVERED;
    else if (text_equal_ascii(type, "auth-failure"))
        kind = MAILREPORT_POLICY;
    words = g_strdup(*type != '\0' ? type : "abuse");
    mailreport_add(report, kind, recipient, "", words);
    return TRUE;
}

static gboolean
read_disposition(MailReport *report, const Mail *mail)
{
    const MailAttachment *part = find_part(mail, "message/disposition-notification");
    g_autoptr(GHashTable) group = part == NULL ? NULL : only_group(part->bytes);
    g_autofree char *mode = NULL, *type = NULL, *recipient = NULL;
    gboolean read;

    if (group == NULL)
        return FALSE;
    report->form = MAILREPORT_DISPOSITION;
    mode = field_of(group, "disposition");
    type = typed_field(group, "disposition");
    recipient = typed_field(group, "final-recipient");
    /* "deleted" without having been shown, "dispatched", "processed" only say that it arrived. */
    read = g_ascii_strncasecmp(type, "displayed", strlen("displayed")) == 0;
    mailreport_add(report, read ? MAILREPORT_READ : MAILREPORT_DELIVERED, recipient, "", *type != '\0' ? type : mode);
    mailreport_add_about(report, g_hash_table_lookup(group, "original-message-id"));
    return TRUE;
}

static void
read_reply(MailReport *report, const Mail *mail)
{
    report->form = MAILREPORT_REPLY;
    mailreport_add(report, MAILREPORT_AWAY, "", "", mail->subject);
}

/* ---- which message it is about ---- */

/* The header that came back, as a message or alone. */
static void
read_returned(MailReport *report, const Mail *mail)
{
    static const char *const TYPES[] = { "message/rfc822", "text/rfc822-headers", "message/rfc822-headers",
                                         "message/global", "message/global-headers" };

    for (gsize i = 0; i < G_N_ELEMENTS(TYPES); i++) {
        const MailAttachment *part = find_part(mail, TYPES[i]);
        g_autoptr(Mime) returned = part == NULL ? NULL : mime_parse(part->bytes, 1, 1);

        if (returned != NULL)
            mailreport_add_about(report, mime_field(returned->root, "Message-ID"));
    }
}

static void
read_references(MailReport *report, const Mail *mail)
{
    for (guint i = 0; i < mail->in_reply_to->len + mail->references->len; i++) {
        guint from_end = mail->in_reply_to->len + mail->references->len - 1 - i;
        const char *id = i < mail->in_reply_to->len ? g_ptr_array_index(mail->in_reply_to, i)
                                                    : g_ptr_array_index(mail->references, from_end);

        if (report->about->len < MAILREPORT_ABOUT_MAX &&
            !g_ptr_array_find_with_equal_func(report->about, id, g_str_equal, NULL))
            g_ptr_array_add(report->about, g_strdup(id));
    }
}

/* ---- all together ---- */

static gboolean
read_bounce(MailReport *report, const Mail *mail)
{
    if (!read_status(report, mail) && !mailreport_read_qsbmf(report, mail))
        mailreport_read_words(report, mail);
    return TRUE;
}

static gboolean
read_by_automation(MailReport *report, const Mail *mail, gboolean returned)
{
    switch (mail->automation) {
    case MAIL_BOUNCE:
        return read_bounce(report, mail);
    case MAIL_COMPLAINT:
        return read_feedback(report, mail) || read_bounce(report, mail);
    case MAIL_RECEIPT:
        if (!read_disposition(report, mail)) {
            report->form = MAILREPORT_DISPOSITION;
            mailreport_add(report, MAILREPORT_READ, "", "", mail->subject);
        }
        return TRUE;
    case MAIL_AUTO_REPLY:
        read_reply(report, mail);
        return TRUE;
    default:
        return returned && read_bounce(report, mail);
    }
}

MailReport *
mailreport_parse(const Mail *mail, gboolean returned)
{
    g_autoptr(MailReport) report = report_new();

    if (!read_by_automation(report, mail, returned))
        return NULL;
    read_returned(report, mail);
    read_references(report, mail);
    return g_steal_pointer(&report);
}
