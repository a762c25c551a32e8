/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/lmtp.h"

#include <string.h>

#include "wire/lmtp-data.h"
#include "wire/lmtp-path.h"

const LmtpReply LMTP_RECIPIENT_OK = { 250, "2.1.5", "Recipient accepted" };
const LmtpReply LMTP_RECIPIENT_UNKNOWN = { 550, "5.1.1", "No such recipient here" };
const LmtpReply LMTP_DELIVERED = { 250, "2.0.0", "Recorded" };
const LmtpReply LMTP_TROUBLE = { 451, "4.3.0", "Cannot record the message now, try again later" };
const LmtpReply LMTP_FULL = { 452, "4.3.1", "No space left, try again later" };
const LmtpReply LMTP_BUSY = { 452, "4.3.1", "Too much mail at once, try again later" };
const LmtpReply LMTP_TOO_LARGE = { 552, "5.3.4", "The message is larger than accepted here" };
const LmtpReply LMTP_SHUTTING_DOWN = { 421, "4.3.2", "Shutting down, try again later" };
const LmtpReply LMTP_IDLE = { 421, "4.4.2", "Nothing said for too long" };
const LmtpReply LMTP_TOO_MANY = { 421, "4.7.0", "Too many connections, try again later" };

static const LmtpReply OK = { 250, "2.0.0", "OK" };
static const LmtpReply BYE = { 221, "2.0.0", "Bye" };
static const LmtpReply CANNOT_VERIFY = { 252, "2.5.0", "Cannot verify, but will take a message for it" };
static const LmtpReply SENDER_OK = { 250, "2.1.0", "Sender accepted" };
static const LmtpReply START_INPUT = { 354, NULL, "End data with <CR><LF>.<CR><LF>" };
static const LmtpReply LINE_MALFORMED = { 500, "5.5.2", "Lines end with CRLF and hold no control characters" };
static const LmtpReply LINE_TOO_LONG = { 500, "5.5.2", "Line too long" };
static const LmtpReply UNKNOWN_COMMAND = { 500, "5.5.2", "Unknown command" };
static const LmtpReply USE_LHLO = { 500, "5.5.1", "This is LMTP, say LHLO" };
static const LmtpReply BAD_ARGUMENTS = { 501, "5.5.4", "Malformed arguments" };
static const LmtpReply BAD_SENDER = { 501, "5.1.7", "Malformed sender address" };
static const LmtpReply BAD_RECIPIENT = { 501, "5.1.3", "Malformed recipient address" };
static const LmtpReply BAD_PARAMETER = { 555, "5.5.4", "Unknown or malformed parameter" };
static const LmtpReply NEEDS_SMTPUTF8 = { 553, "5.6.7", "The address needs SMTPUTF8" };
static const LmtpReply OUT_OF_ORDER = { 503, "5.5.1", "Command out of order" };
static const LmtpReply NO_RECIPIENTS = { 503, "5.5.1", "No valid recipients" };
static const LmtpReply TOO_MANY_RECIPIENTS = { 452, "4.5.3", "Too many recipients" };
static const LmtpReply TOO_MANY_ERRORS = { 421, "4.7.0", "Too many errors" };
static const LmtpReply DATA_LINE_TOO_LONG = { 554, "5.6.0", "The message has a line longer than accepted here" };

typedef enum { STATE_COMMAND, STATE_CHECKING, STATE_DATA, STATE_DELIVERING, STATE_CLOSED } State;

struct Lmtp {
    char *host;
    LmtpLimits limits;
    State state;
    GByteArray *input;
    gsize used; /* bytes of input that are done with */
    GString *output;
    gboolean skipping; /* the rest of a command line that is too long */
    guint errors;

    char *client; /* from LHLO; NULL before it */
    gboolean in_transaction;
    LmtpSender sender;
    GPtrArray *recipients;
    Address *checking;
    LmtpData *data;
    GPtrArray *answers; /* reply lines, by recipient */
    LmtpMessage message;
};

/* ---- life ---- */

static void
reset_transaction(Lmtp *lmtp)
{
    lmtp->in_transaction = FALSE;
    address_free(lmtp->sender.address);
    lmtp->sender = (LmtpSender){ 0 };
    g_clear_pointer(&lmtp->checking, address_free);
    g_ptr_array_set_size(lmtp->recipients, 0);
    g_ptr_array_set_size(lmtp->answers, 0);
    lmtp_data_reset(lmtp->data);
}

Lmtp *
lmtp_new(const LmtpLimits *limits)
{
    Lmtp *lmtp = g_new0(Lmtp, 1);

    g_assert(limits->max_size > 0 && limits->max_recipients > 0);
    lmtp->host = g_strdup(limits->host);
    lmtp->limits = *limits;
    lmtp->input = g_byte_array_new();
    lmtp->output = g_string_new(NULL);
    lmtp->recipients = g_ptr_array_new_with_free_func((GDestroyNotify)address_free);
    lmtp->answers = g_ptr_array_new_with_free_func(g_free);
    lmtp->data = lmtp_data_new(limits->max_size, limits->max_line);
    return lmtp;
}

void
lmtp_free(Lmtp *lmtp)
{
    if (lmtp == NULL)
        return;
    reset_transaction(lmtp);
    lmtp_data_free(lmtp->data);
    g_ptr_array_unref(lmtp->recipients);
    g_ptr_array_unref(lmtp->answers);
    g_byte_array_unref(lmtp->input);
    g_string_free(lmtp->output, TRUE);
    g_free(lmtp->client);
    g_free(lmtp->host);
    g_free(lmtp);
}

/* ---- replies ---- */

static char *
format_reply(const LmtpReply *reply)
{
    int length = (int)MIN(strcspn(reply->text, "\r\n"), 400);

    if (reply->enhanced == NULL)
        return g_strdup_printf("%u %.*s\r\n", reply->code, length, reply->text);
    return g_strdup_printf("%u %s %.*s\r\n", reply->code, reply->enhanced, length, reply->text);
}

static void
say(Lmtp *lmtp, const LmtpReply *reply)
{
    g_autofree char *line = format_reply(reply);

    g_string_append(lmtp->output, line);
}

void
lmtp_greet(Lmtp *lmtp)
{
    g_string_append_printf(lmtp->output, "220 %s LMTP Tribune\r\n", lmtp->host);
}

void
lmtp_end(Lmtp *lmtp, const LmtpReply *reply)
{
    g_assert(lmtp->state != STATE_CHECKING && lmtp->state != STATE_DELIVERING);
    if (lmtp->state == STATE_CLOSED)
        return;
    say(lmtp, reply);
    lmtp->state = STATE_CLOSED;
}

/* What a correct client may meet again and again on one connection. */
static gboolean
is_blameless(const LmtpReply *reply)
{
    return reply == &LMTP_TOO_LARGE || reply == &NEEDS_SMTPUTF8 || reply == &NO_RECIPIENTS;
}

/* A command cannot be done: say why, and hang up on a client that keeps talking nonsense. */
static void
complain(Lmtp *lmtp, const LmtpReply *reply)
{
    if (!is_blameless(reply))
        lmtp->errors++;
    if (lmtp->errors > LMTP_ERRORS_MAX)
        lmtp_end(lmtp, &TOO_MANY_ERRORS);
    else
        say(lmtp, reply);
}

/* ---- commands ---- */

static gboolean
is_client_name(const char *text)
{
    for (const char *c = text; *c != '\0'; c++)
        if (!g_ascii_isgraph(*c))
            return FALSE;
    return *text != '\0' && strlen(text) <= ADDRESS_DOMAIN_MAX;
}

static void
on_lhlo(Lmtp *lmtp, const char *arguments)
{
    if (!is_client_name(arguments)) {
        complain(lmtp, &BAD_ARGUMENTS);
        return;
    }
    reset_transaction(lmtp);
    g_free(lmtp->client);
    lmtp->client = g_strdup(arguments);
    g_string_append_printf(lmtp->output,
                           "250-%s\r\n250-PIPELINING\r\n250-ENHANCEDSTATUSCODES\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n"
                           "250 SIZE %" G_GSIZE_FORMAT "\r\n",
                           lmtp->host, lmtp->limits.max_size);
}

static void
on_helo(Lmtp *lmtp, const char *arguments)
{
    (void)arguments;
    complain(lmtp, &USE_LHLO);
}

static void
on_mail(Lmtp *lmtp, const char *arguments)
{
    static const LmtpReply *const wrong[] = {
        [LMTP_PATH_SYNTAX] = &BAD_ARGUMENTS,     [LMTP_PATH_ADDRESS] = &BAD_SENDER,
        [LMTP_PATH_PARAMETER] = &BAD_PARAMETER,  [LMTP_PATH_UTF8] = &NEEDS_SMTPUTF8,
        [LMTP_PATH_TOO_LARGE] = &LMTP_TOO_LARGE,
    };
    LmtpPathResult result;

    if (lmtp->client == NULL || lmtp->in_transaction) {
        complain(lmtp, &OUT_OF_ORDER);
        return;
    }
    result = lmtp_path_read_sender(arguments, lmtp->limits.max_size, &lmtp->sender);
    if (result != LMTP_PATH_OK) {
        complain(lmtp, wrong[result]);
        return;
    }
    lmtp->in_transaction = TRUE;
    say(lmtp, &SENDER_OK);
}

static void
on_rcpt(Lmtp *lmtp, const char *arguments)
{
    static const LmtpReply *const wrong[] = {
        [LMTP_PATH_SYNTAX] = &BAD_ARGUMENTS,
        [LMTP_PATH_ADDRESS] = &BAD_RECIPIENT,
        [LMTP_PATH_PARAMETER] = &BAD_PARAMETER,
        [LMTP_PATH_UTF8] = &NEEDS_SMTPUTF8,
    };
    g_autoptr(Address) recipient = NULL;
    LmtpPathResult result;

    if (!lmtp->in_transaction) {
        complain(lmtp, &OUT_OF_ORDER);
        return;
    }
    result = lmtp_path_read_recipient(arguments, lmtp->sender.smtputf8, &recipient);
    if (result != LMTP_PATH_OK) {
        complain(lmtp, wrong[result]);
    } else if (lmtp->recipients->len >= lmtp->limits.max_recipients) {
        say(lmtp, &TOO_MANY_RECIPIENTS);
    } else {
        lmtp->checking = g_steal_pointer(&recipient);
        lmtp->state = STATE_CHECKING;
    }
}

static void
on_data(Lmtp *lmtp, const char *arguments)
{
    if (*arguments != '\0') {
        complain(lmtp, &BAD_ARGUMENTS);
        return;
    }
    if (!lmtp->in_transaction || lmtp->recipients->len == 0) {
        complain(lmtp, lmtp->in_transaction ? &NO_RECIPIENTS : &OUT_OF_ORDER);
        return;
    }
    say(lmtp, &START_INPUT);
    lmtp->state = STATE_DATA;
}

static void
on_rset(Lmtp *lmtp, const char *arguments)
{
    if (*arguments != '\0') {
        complain(lmtp, &BAD_ARGUMENTS);
        return;
    }
    reset_transaction(lmtp);
    say(lmtp, &OK);
}

static void
on_noop(Lmtp *lmtp, const char *arguments)
{
    (void)arguments;
    say(lmtp, &OK);
}

static void
on_vrfy(Lmtp *lmtp, const char *arguments)
{
    if (*arguments == '\0')
        complain(lmtp, &BAD_ARGUMENTS);
    else
        say(lmtp, &CANNOT_VERIFY);
}

static void
on_quit(Lmtp *lmtp, const char *arguments)
{
    (void)arguments;
    lmtp_end(lmtp, &BYE);
}

static const struct {
    const char *verb;
    void (*on)(Lmtp *lmtp, const char *arguments);
} COMMANDS[] = {
    { "LHLO", on_lhlo }, { "MAIL", on_mail }, { "RCPT", on_rcpt }, { "DATA", on_data }, { "RSET", on_rset },
    { "NOOP", on_noop }, { "QUIT", on_quit }, { "VRFY", on_vrfy }, { "HELO", on_helo }, { "EHLO", on_helo },
};

static void
run_command(Lmtp *lmtp, const char *line)
{
    gsize verb_length = strcspn(line, " ");
    g_autofree char *arguments = g_strdup(line + verb_length);

    g_strstrip(arguments);
    for (gsize i = 0; i < G_N_ELEMENTS(COMMANDS); i++) {
        if (verb_length == strlen(COMMANDS[i].verb) && g_ascii_strncasecmp(line, COMMANDS[i].verb, verb_length) == 0) {
            COMMANDS[i].on(lmtp, arguments);
            return;
        }
    }
    complain(lmtp, &UNKNOWN_COMMAND);
}

/* ---- bytes ---- */

static gboolean
is_command_text(const char *line, gsize length)
{
    for (gsize i = 0; i < length; i++)
        if ((guchar)line[i] < 0x20 || line[i] == 0x7f)
            return FALSE;
    return TRUE;
}

/* @length bytes up to and with the LF. */
static void
run_line(Lmtp *lmtp, const char *bytes, gsize length)
{
    g_autofree char *line = NULL;

    if (length > LMTP_COMMAND_MAX || lmtp->skipping) {
        lmtp->skipping = FALSE;
        complain(lmtp, &LINE_TOO_LONG);
        return;
    }
    if (length < 2 || bytes[length - 2] != '\r' || !is_command_text(bytes, length - 2)) {
        complain(lmtp, &LINE_MALFORMED);
        return;
    }
    line = g_strndup(bytes, length - 2);
    run_command(lmtp, line);
}

/* Run one command. FALSE when its line has not come whole. */
static gboolean
step_command(Lmtp *lmtp)
{
    const char *bytes = (const char *)lmtp->input->data + lmtp->used;
    gsize waiting = lmtp->input->len - lmtp->used;
    const char *end = waiting == 0 ? NULL : memchr(bytes, '\n', waiting);

    if (end == NULL && waiting > LMTP_COMMAND_MAX) {
        lmtp->skipping = TRUE;
        lmtp->used = lmtp->input->len;
    }
    if (end == NULL)
        return FALSE;
    lmtp->used += (gsize)(end - bytes) + 1;
    run_line(lmtp, bytes, (gsize)(end - bytes) + 1);
    return TRUE;
}

static void
offer_message(Lmtp *lmtp)
{
    const GByteArray *bytes = lmtp_data_bytes(lmtp->data);

    lmtp->message = (LmtpMessage){
        .sender = lmtp->sender.address,
        .recipients = lmtp->recipients,
        .bytes = bytes->data,
        .length = bytes->len,
        .body = lmtp->sender.body,
        .smtputf8 = lmtp->sender.smtputf8,
        .client = lmtp->client,
    };
    g_ptr_array_set_size(lmtp->answers, (gint)lmtp->recipients->len);
    lmtp->state = STATE_DELIVERING;
}

static const LmtpReply *const REFUSALS[] = {
    [LMTP_DATA_TOO_LARGE] = &LMTP_TOO_LARGE,
    [LMTP_DATA_LINE_TOO_LONG] = &DATA_LINE_TOO_LONG,
    [LMTP_DATA_GIVEN_UP] = &LMTP_BUSY,
};

/* Take what there is of the message. FALSE when its end has not come. */
static gboolean
step_data(Lmtp *lmtp)
{
    const guint8 *bytes = lmtp->input->data + lmtp->used;
    gsize used = 0;
    LmtpDataState state = lmtp_data_read(lmtp->data, bytes, lmtp->input->len - lmtp->used, &used);

    lmtp->used += used;
    if (state == LMTP_DATA_MORE)
        return FALSE;
    if (state == LMTP_DATA_COMPLETE) {
        offer_message(lmtp);
        return TRUE;
    }
    for (guint i = 0; i < lmtp->recipients->len; i++)
        say(lmtp, REFUSALS[state]);
    reset_transaction(lmtp);
    lmtp->state = STATE_COMMAND;
    return TRUE;
}

/* Drop what is done with, once it is all or much. */
static void
compact_input(Lmtp *lmtp)
{
    if (lmtp->used == lmtp->input->len)
        g_byte_array_set_size(lmtp->input, 0);
    else if (lmtp->used >= 65536)
        g_byte_array_remove_range(lmtp->input, 0, (guint)lmtp->used);
    else
        return;
    lmtp->used = 0;
}

void
lmtp_feed(Lmtp *lmtp, const void *bytes, gsize length)
{
    g_assert(length <= G_MAXUINT / 2);
    compact_input(lmtp);
    g_byte_array_append(lmtp->input, bytes, (guint)length);
}

LmtpAction
lmtp_next(Lmtp *lmtp)
{
    gboolean moved = TRUE;

    while (moved && (lmtp->state == STATE_COMMAND || lmtp->state == STATE_DATA))
        moved = lmtp->state == STATE_COMMAND ? step_command(lmtp) : step_data(lmtp);
    switch (lmtp->state) {
    case STATE_CHECKING:
        return LMTP_CHECK_RECIPIENT;
    case STATE_DELIVERING:
        return LMTP_DELIVER;
    case STATE_CLOSED:
        return LMTP_CLOSE;
    default:
        return LMTP_NEED_INPUT;
    }
}

gboolean
lmtp_is_idle(const Lmtp *lmtp)
{
    return lmtp->state == STATE_COMMAND && !lmtp->in_transaction && lmtp->used == lmtp->input->len && !lmtp->skipping;
}

gsize
lmtp_held(const Lmtp *lmtp)
{
    return lmtp_data_bytes(lmtp->data)->len;
}

void
lmtp_give_up(Lmtp *lmtp)
{
    if (lmtp->state == STATE_DATA)
        lmtp_data_give_up(lmtp->data);
}

/* ---- answers ---- */

const Address *
lmtp_recipient(const Lmtp *lmtp)
{
    g_assert(lmtp->state == STATE_CHECKING);
    return lmtp->checking;
}

void
lmtp_answer_recipient(Lmtp *lmtp, const LmtpReply *reply)
{
    g_assert(lmtp->state == STATE_CHECKING);
    if (reply->code < 300)
        g_ptr_array_add(lmtp->recipients, g_steal_pointer(&lmtp->checking));
    g_clear_pointer(&lmtp->checking, address_free);
    say(lmtp, reply);
    lmtp->state = STATE_COMMAND;
}

const LmtpMessage *
lmtp_message(const Lmtp *lmtp)
{
    g_assert(lmtp->state == STATE_DELIVERING);
    return &lmtp->message;
}

void
lmtp_answer_delivery(Lmtp *lmtp, guint recipient, const LmtpReply *reply)
{
    g_assert(lmtp->state == STATE_DELIVERING && recipient < lmtp->answers->len);
    g_assert(g_ptr_array_index(lmtp->answers, recipient) == NULL);
    g_ptr_array_index(lmtp->answers, recipient) = format_reply(reply);
    for (guint i = 0; i < lmtp->answers->len; i++)
        if (g_ptr_array_index(lmtp->answers, i) == NULL)
            return;
    for (guint i = 0; i < lmtp->answers->len; i++)
        g_string_append(lmtp->output, g_ptr_array_index(lmtp->answers, i));
    lmtp->errors = 0;
    reset_transaction(lmtp);
    lmtp->state = STATE_COMMAND;
}

const char *
lmtp_output(const Lmtp *lmtp, gsize *ret_length)
{
    *ret_length = lmtp->output->len;
    return lmtp->output->str;
}

void
lmtp_output_sent(Lmtp *lmtp, gsize length)
{
    g_string_erase(lmtp->output, 0, (gssize)length);
}
