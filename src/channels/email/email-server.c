/* SPDX-License-Identifier: Apache-2.0 */
/* LMTP in: a thread per connection, one engine each (wire/lmtp.h). 250 is said only after intake_submit() returned. */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/log.h"
#include "channels/email/email-private.h"
#include "wire/lmtp.h"

#define READ_SIZE 16384

typedef struct {
    Email *email;
    Stream *stream;
    Lmtp *lmtp;
    gsize counted; /* of email->held */
} Session;

/* Counts @wanted bytes for this connection from now on. FALSE: so many are not to be had, and nothing has changed. */
static gboolean
count_memory(Session *session, gsize wanted)
{
    Email *email = session->email;
    gsize more = wanted > session->counted ? wanted - session->counted : 0;

    if (more > 0 && atomic_fetch_add(&email->held, more) + more > email->memory) {
        atomic_fetch_sub(&email->held, more);
        return FALSE;
    }
    if (wanted < session->counted)
        atomic_fetch_sub(&email->held, session->counted - wanted);
    session->counted = wanted;
    return TRUE;
}

static gboolean
send_output(Session *session)
{
    gsize length;
    const char *output = lmtp_output(session->lmtp, &length);

    if (length == 0)
        return TRUE;
    if (!stream_write_all(session->stream, output, length, NULL))
        return FALSE;
    lmtp_output_sent(session->lmtp, length);
    return TRUE;
}

/* FALSE: the conversation is over. */
static gboolean
receive_input(Session *session)
{
    g_autoptr(GError) error = NULL;
    guint8 buffer[READ_SIZE];
    gssize got;

    if (!count_memory(session, EMAIL_RECEIVING * lmtp_held(session->lmtp)))
        lmtp_give_up(session->lmtp);
    if (!send_output(session))
        return FALSE;
    switch (lmtp_is_idle(session->lmtp) ? stream_wait(session->stream, &error) : STREAM_READY) {
    case STREAM_INTERRUPTED:
        lmtp_end(session->lmtp, &LMTP_SHUTTING_DOWN);
        return TRUE;
    case STREAM_FAILED:
        if (!g_error_matches(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY))
            return FALSE;
        lmtp_end(session->lmtp, &LMTP_IDLE);
        return TRUE;
    case STREAM_READY:
        break;
    }
    got = stream_read_some(session->stream, buffer, sizeof buffer, &error);
    if (got > 0)
        lmtp_feed(session->lmtp, buffer, (gsize)got);
    return got > 0;
}

static void
check_recipient(Session *session)
{
    const Email *email = session->email;
    g_autofree char *endpoint = email_parse_endpoint(lmtp_recipient(session->lmtp), NULL);

    lmtp_answer_recipient(session->lmtp, email->host->is_endpoint(email->host, endpoint) ? &LMTP_RECIPIENT_OK
                                                                                         : &LMTP_RECIPIENT_UNKNOWN);
}

static const LmtpReply *
reply_for(const GError *error)
{
    static const LmtpReply refused = { 554, "5.6.0", "This message cannot be taken in." };

    if (g_error_matches(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND))
        return &LMTP_RECIPIENT_UNKNOWN;
    if (g_error_matches(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FULL))
        return &LMTP_FULL;
    if (g_error_matches(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT))
        return &LMTP_TOO_LARGE;
    return g_error_matches(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID) ? &refused : &LMTP_TROUBLE;
}

static gboolean
take_in(const Email *email, GBytes *raw, const char *sender, const Address *recipient, GError **error)
{
    Actor actor = { .kind = ACTOR_CHANNEL, .name = email->host->name };
    g_autofree char *to = address_to_uri(recipient);
    g_autoptr(MessageDraft) draft = email_parse_mail((gpointer)email, raw, sender, to, error);
    IntakeResult result;
    MessageId id;

    if (draft != NULL && draft->copy != 0)
        return draft->ends_copies ? email->host->end_copies(email->host, draft->copy, error)
                                  : email->host->report_copy(email->host, draft->copy, draft->copy_report, error);
    return draft != NULL && intake_submit(email->host->intake, &actor, email->host->name, draft, &result, &id, error);
}

static void
take_in_all(Session *session)
{
    Email *email = session->email;
    const LmtpMessage *message = lmtp_message(session->lmtp);
    g_autoptr(GBytes) raw = g_bytes_new(message->bytes, message->length);
    g_autofree char *sender = message->sender != NULL ? address_to_uri(message->sender) : g_strdup("");

    for (guint i = 0; i < message->recipients->len; i++) {
        g_autoptr(GError) error = NULL;

        if (take_in(email, raw, sender, g_ptr_array_index(message->recipients, i), &error)) {
            atomic_fetch_add(&email->received, 1);
            lmtp_answer_delivery(session->lmtp, i, &LMTP_DELIVERED);
            continue;
        }
        atomic_fetch_add(&email->refused, 1);
        log_event(LOG_WARNING, "email.refused", "channel", email->host->name, "error", error->message, NULL);
        lmtp_answer_delivery(session->lmtp, i, reply_for(error));
    }
}

static void
deliver(Session *session)
{
    const LmtpMessage *message = lmtp_message(session->lmtp);
    guint recipients = message->recipients->len;

    if (count_memory(session, EMAIL_TAKING_IN * message->length)) {
        take_in_all(session);
        return;
    }
    for (guint i = 0; i < recipients; i++)
        lmtp_answer_delivery(session->lmtp, i, &LMTP_BUSY);
}

static void
converse(Stream *stream, Email *email)
{
    LmtpLimits limits = { email->hostname, email->host->max_size, email->max_line, email->max_recipients };
    g_autoptr(Lmtp) lmtp = lmtp_new(&limits);
    Session session = { email, stream, lmtp, 0 };

    lmtp_greet(lmtp);
    for (;;) {
        switch (lmtp_next(lmtp)) {
        case LMTP_NEED_INPUT:
            if (!receive_input(&session)) {
                count_memory(&session, 0);
                return;
            }
            break;
        case LMTP_CHECK_RECIPIENT:
            check_recipient(&session);
            break;
        case LMTP_DELIVER:
            deliver(&session);
            break;
        case LMTP_CLOSE:
            send_output(&session);
            count_memory(&session, 0);
            return;
        }
    }
}

static void
serve(Stream *stream, const char *client, gpointer data)
{
    Email *email = data;

    (void)client;
    atomic_fetch_add(&email->open, 1);
    converse(stream, email);
    atomic_fetch_sub(&email->open, 1);
}

static void
refuse(Stream *stream, ListenerRefusal why, gpointer data)
{
    g_autofree char *line =
        g_strdup_printf("%u %s %s\r\n", LMTP_TOO_MANY.code, LMTP_TOO_MANY.enhanced, LMTP_TOO_MANY.text);

    (void)why;
    (void)data;
    stream_write_all(stream, line, strlen(line), NULL);
}

gboolean
email_server_start(Email *email, GError **error)
{
    email->listener = listener_start(&(ListenerSettings){ .name = "lmtp",
                                                          .address = email->listen,
                                                          .mode = 0660,
                                                          .connections = email->connections,
                                                          .per_client = email->per_client,
                                                          .timeout = email->idle,
                                                          .serve = serve,
                                                          .refuse = refuse,
                                                          .data = email },
                                     error);
    return email->listener != NULL;
}

void
email_server_stop(Email *email, gint64 grace)
{
    if (email->listener != NULL)
        listener_stop(g_steal_pointer(&email->listener), grace);
}
