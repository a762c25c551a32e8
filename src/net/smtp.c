/* SPDX-License-Identifier: Apache-2.0 */
#include "net/smtp.h"

#include <string.h>

#include "base/text.h"
#include "net/smtp-private.h"
#include "wire/smtpreply.h"

#define ADDRESS_LIMIT 320
#define KEPT          8 /* connections: the relay bounds how many we have */

/* How far a session has come, by the last command that was sent. */
typedef enum { STAGE_SESSION, STAGE_SENDER, STAGE_RECIPIENT, STAGE_DATA } Stage;

typedef struct {
    const guint8 *bytes;
    gsize length, sent;
    Stage stage;
    SmtpReply reply;   /* the last one */
    gboolean answered; /* the relay has answered to the whole message */
    char trouble[CURL_ERROR_SIZE];
} Transfer;

/* ---- what libcurl tells us ---- */

static size_t
on_read(char *buffer, size_t size, size_t count, void *data)
{
    Transfer *transfer = data;
    gsize piece = MIN(size * count, transfer->length - transfer->sent);

    memcpy(buffer, transfer->bytes + transfer->sent, piece);
    transfer->sent += piece;
    return piece;
}

static size_t
on_reply_line(char *line, size_t size, size_t count, void *data)
{
    Transfer *transfer = data;

    smtpreply_add(&transfer->reply, line, size * count);
    if (transfer->sent == transfer->length && transfer->stage == STAGE_DATA && transfer->reply.complete &&
        transfer->reply.code != 354)
        transfer->answered = TRUE;
    return size * count;
}

static size_t
on_body(char *bytes, size_t size, size_t count, void *data)
{
    (void)bytes;
    (void)data;
    return size * count;
}

/* Commands go by here; nothing is printed. */
static int
on_debug(CURL *easy, curl_infotype type, char *bytes, size_t length, void *data)
{
    static const struct {
        const char *command;
        Stage stage;
    } COMMANDS[] = { { "MAIL FROM:", STAGE_SENDER }, { "RCPT TO:", STAGE_RECIPIENT }, { "DATA\r\n", STAGE_DATA } };
    Transfer *transfer = data;

    (void)easy;
    for (gsize i = 0; type == CURLINFO_HEADER_OUT && i < G_N_ELEMENTS(COMMANDS); i++) {
        gsize size = strlen(COMMANDS[i].command);

        if (length >= size && memcmp(bytes, COMMANDS[i].command, size) == 0)
            transfer->stage = COMMANDS[i].stage;
    }
    return 0;
}

/* ---- what may be sent ---- */

gboolean
smtp_is_sendable(const char *address)
{
    gboolean quoted = FALSE;

    if (strlen(address) > ADDRESS_LIMIT)
        return FALSE;
    for (; *address != '\0'; address++) {
        if (g_ascii_iscntrl(*address) || *address == '<' || *address == '>' || (*address == ' ' && !quoted))
            return FALSE;
        if (*address == '"')
            quoted = !quoted;
        if (*address == '\\' && address[1] != '\0')
            address++;
    }
    return !quoted;
}

/* A lone CR or LF is a line end to some relays and not to others: an end of message could be smuggled behind it. */
static gboolean
has_only_crlf(const guint8 *bytes, gsize length)
{
    for (gsize i = 0; i < length; i++) {
        if (bytes[i] == '\n' && (i == 0 || bytes[i - 1] != '\r'))
            return FALSE;
        if (bytes[i] == '\r' && (i + 1 == length || bytes[i + 1] != '\n'))
            return FALSE;
    }
    return length >= 2 && bytes[length - 1] == '\n';
}

/* ---- one transfer ---- */

void
smtp_set_relay(const Smtp *smtp, CURL *easy)
{
    EASY_SET(easy, CURLOPT_URL, smtp->url);
    EASY_SET(easy, CURLOPT_PROTOCOLS_STR, "smtp");
    EASY_SET(easy, CURLOPT_UNIX_SOCKET_PATH, smtp->unix_path);
    EASY_SET(easy, CURLOPT_USERNAME, smtp->user);
    EASY_SET(easy, CURLOPT_PASSWORD, smtp->password);
    if (smtp->tls == SMTP_TLS_OFF)
        return;
    EASY_SET(easy, CURLOPT_USE_SSL, (long)(smtp->tls == SMTP_TLS_TRY ? CURLUSESSL_TRY : CURLUSESSL_ALL));
    EASY_SET(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (smtp->ca_file != NULL)
        EASY_SET(easy, CURLOPT_CAINFO, smtp->ca_file);
    if (smtp->tls == SMTP_TLS_TRY) { /* RFC 7435: without verification it still beats no encryption */
        EASY_SET(easy, CURLOPT_SSL_VERIFYPEER, 0L);
        EASY_SET(easy, CURLOPT_SSL_VERIFYHOST, 0L);
    }
}

static void
set_transfer(CURL *easy, Transfer *transfer)
{
    EASY_SET(easy, CURLOPT_UPLOAD, 1L);
    EASY_SET(easy, CURLOPT_INFILESIZE_LARGE, (curl_off_t)transfer->length);
    EASY_SET(easy, CURLOPT_READFUNCTION, on_read);
    EASY_SET(easy, CURLOPT_READDATA, transfer);
    EASY_SET(easy, CURLOPT_HEADERFUNCTION, on_reply_line);
    EASY_SET(easy, CURLOPT_HEADERDATA, transfer);
    EASY_SET(easy, CURLOPT_WRITEFUNCTION, on_body);
    EASY_SET(easy, CURLOPT_DEBUGFUNCTION, on_debug);
    EASY_SET(easy, CURLOPT_DEBUGDATA, transfer);
    EASY_SET(easy, CURLOPT_VERBOSE, 1L);
    EASY_SET(easy, CURLOPT_ERRORBUFFER, transfer->trouble);
}

/* Whether a kept connection turned out to be dead, or the relay was just ending it, before it heard of this message. */
static gboolean
was_stale(CURL *easy, CURLcode result, const Transfer *transfer)
{
    long connects = 1;

    curl_easy_getinfo(easy, CURLINFO_NUM_CONNECTS, &connects);
    return result != CURLE_OK && connects == 0 && transfer->stage <= STAGE_SENDER &&
           result != CURLE_OPERATION_TIMEDOUT && (transfer->reply.code == 0 || transfer->reply.code == 421);
}

static CURLcode
perform(CURL *easy, Transfer *transfer, gint64 deadline, gint64 connect_timeout)
{
    smtpreply_clear(&transfer->reply);
    transfer->sent = 0;
    transfer->stage = STAGE_SESSION;
    transfer->answered = FALSE;
    transfer->trouble[0] = '\0';
    EASY_SET(easy, CURLOPT_TIMEOUT_MS, easy_milliseconds(deadline, 0));
    EASY_SET(easy, CURLOPT_SERVER_RESPONSE_TIMEOUT, easy_milliseconds(deadline, 0) / 1000 + 1);
    EASY_SET(easy, CURLOPT_CONNECTTIMEOUT_MS, easy_milliseconds(deadline, connect_timeout));
    return curl_easy_perform(easy);
}

/* The relay wants encryption or a sign-in first (RFC 4954 section 6): that is about us, not about the message. */
static gboolean
wants_other_session(const SmtpReply *reply)
{
    return reply->complete && (reply->code == 530 || reply->code == 534 || reply->code == 535 || reply->code == 538);
}

static SmtpResult
judge(CURLcode result, const Transfer *transfer)
{
    guint class = transfer->reply.complete ? transfer->reply.code / 100 : 0;

    if (result == CURLE_OK || (transfer->answered && class == 2))
        return SMTP_ACCEPTED;
    if (transfer->stage == STAGE_SESSION || wants_other_session(&transfer->reply))
        return SMTP_UNREACHABLE;
    if (class == 5)
        return SMTP_PERMANENT;
    if (class == 4)
        return SMTP_TEMPORARY;
    return transfer->stage == STAGE_DATA && transfer->sent == transfer->length ? SMTP_UNKNOWN : SMTP_TEMPORARY;
}

/* Plain words where libcurl speaks of its insides. */
static const char *
words_of(CURLcode result, const char *trouble)
{
    if (result == CURLE_RECV_ERROR || result == CURLE_SEND_ERROR || result == CURLE_GOT_NOTHING)
        return "the connection broke";
    if (result == CURLE_OPERATION_TIMEDOUT)
        return "the relay took too long";
    return *trouble != '\0' ? trouble : curl_easy_strerror(result);
}

static void
tell(CURLcode result, const Transfer *transfer, SmtpOutcome *ret)
{
    const SmtpReply *reply = &transfer->reply;
    const char *trouble = words_of(result, transfer->trouble);

    ret->result = judge(result, transfer);
    if (reply->complete && (ret->result == SMTP_ACCEPTED || reply->code >= 400)) {
        ret->code = reply->code;
        g_strlcpy(ret->enhanced, reply->enhanced, sizeof ret->enhanced);
        ret->words = g_strdup(reply->words);
    } else {
        ret->words = text_one_line(trouble, strlen(trouble), SMTPREPLY_WORDS_LIMIT);
    }
}

/* ---- public ---- */

void
smtp_outcome_clear(SmtpOutcome *outcome)
{
    g_clear_pointer(&outcome->words, g_free);
}

Smtp *
smtp_new(const SmtpSettings *settings)
{
    Smtp *smtp = g_new0(Smtp, 1);
    const NetAddress *relay = settings->relay;
    g_autofree char *place = relay->kind == NETADDRESS_TCP ? netaddress_format(relay) : g_strdup("localhost");
    g_autofree char *hello = g_uri_escape_string(settings->hello, NULL, FALSE);

    g_assert(relay->kind != NETADDRESS_SYSTEMD);
    smtp->url = g_strdup_printf("smtp://%s/%s", place, hello);
    smtp->unix_path = relay->kind == NETADDRESS_UNIX ? g_strdup(relay->path) : NULL;
    smtp->ca_file = g_strdup(settings->ca_file);
    smtp->user = g_strdup(settings->user);
    smtp->password = g_strdup(settings->password);
    smtp->tls = settings->tls;
    smtp->connect_timeout = settings->connect_timeout;
    smtp->pool = easy_pool_new(KEPT);
    return smtp;
}

void
smtp_free(Smtp *smtp)
{
    if (smtp == NULL)
        return;
    easy_pool_free(smtp->pool);
    g_free(smtp->url);
    g_free(smtp->unix_path);
    g_free(smtp->ca_file);
    g_free(smtp->user);
    g_free(smtp->password);
    g_free(smtp);
}

void
smtp_send(Smtp *smtp, const char *from, const char *to, GBytes *message, gint64 deadline, SmtpOutcome *ret)
{
    struct curl_slist *recipients = NULL;
    Transfer transfer = { 0 };
    CURLcode result;
    CURL *easy;

    *ret = (SmtpOutcome){ .result = SMTP_PERMANENT };
    transfer.bytes = g_bytes_get_data(message, &transfer.length);
    if (!smtp_is_sendable(from) || !smtp_is_sendable(to) || *to == '\0') {
        ret->words = g_strdup("the address cannot be used");
        return;
    }
    if (!has_only_crlf(transfer.bytes, transfer.length)) {
        ret->words = g_strdup("the message has a line that does not end in CRLF");
        return;
    }
    easy = easy_pool_take(smtp->pool, smtp->url);
    smtp_set_relay(smtp, easy);
    set_transfer(easy, &transfer);
    recipients = curl_slist_append(NULL, to);
    EASY_SET(easy, CURLOPT_MAIL_FROM, from);
    EASY_SET(easy, CURLOPT_MAIL_RCPT, recipients);
    result = perform(easy, &transfer, deadline, smtp->connect_timeout);
    if (was_stale(easy, result, &transfer)) {
        EASY_SET(easy, CURLOPT_FRESH_CONNECT, 1L);
        result = perform(easy, &transfer, deadline, smtp->connect_timeout);
    }
    tell(result, &transfer, ret);
    easy_pool_give(smtp->pool, easy, smtp->url);
    curl_slist_free_all(recipients);
    smtpreply_clear(&transfer.reply);
}
