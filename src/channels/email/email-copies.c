/* SPDX-License-Identifier: Apache-2.0 */
/* Copies of a circular: over one connection to the relay of the house, or as files in the outbox. */
#include <string.h>

#include "base/clock.h"
#include "base/id.h"
#include "channels/email/email-circular.h"
#include "net/smtp-session.h"

typedef struct {
    Email *email;
    const EmailCircular *circular;
    const Address *endpoint;
    const CircularCopy *copies;
    const guint *order; /* of those that are sent */
    char **to;          /* of each copy; NULL: it is not sent */
} Sending;

static void
set_outcome(CircularOutcome *ret, Outcome outcome, const char *code)
{
    *ret = (CircularOutcome){ .outcome = outcome };
    g_strlcpy(ret->code, code, sizeof ret->code);
}

/* As text for a command. A server that takes no UTF-8 would refuse all of it: such addresses are not written to. */
static char *
address_of(const Email *email, const CircularCopy *copy, CircularOutcome *ret)
{
    g_autoptr(Address) to = address_parse_uri(copy->recipient, NULL);

    if (to == NULL || address_needs_smtputf8(to)) {
        set_outcome(ret, OUTCOME_REFUSED, "address");
        return NULL;
    }
    if (email->host->is_endpoint(email->host, copy->recipient)) {
        set_outcome(ret, OUTCOME_LOOPED, "loop");
        return NULL;
    }
    return address_to_text(to);
}

/* ---- by SMTP ---- */

static void
write_letter(gpointer data, guint index, SmtpLetter *letter)
{
    const Sending *sending = data;
    guint place = sending->order[index];
    const CircularCopy *copy = &sending->copies[place];
    g_autofree char *from =
        email_token_address(sending->email->host->secret, sending->endpoint, EMAIL_TOKEN_COPY, copy->id);

    g_string_assign(letter->from, from);
    g_string_assign(letter->to, sending->to[place]);
    email_circular_write(sending->circular, copy, sending->to[place], letter->bytes);
}

static const struct {
    Outcome outcome;
    const char *code; /* NULL: the relay's own */
    gboolean unreached;
} MEANING[] = {
    [SMTP_ACCEPTED] = { OUTCOME_ACCEPTED, NULL, FALSE }, [SMTP_TEMPORARY] = { OUTCOME_RETRY, NULL, FALSE },
    [SMTP_PERMANENT] = { OUTCOME_REFUSED, NULL, FALSE }, [SMTP_UNREACHABLE] = { OUTCOME_RETRY, "connect", TRUE },
    [SMTP_UNKNOWN] = { OUTCOME_RETRY, "lost", FALSE },
};

/* No such mailbox, or it is closed (RFC 3463: X.1.1, X.1.2, X.1.3, X.1.6, X.2.1). */
static gboolean
is_gone(const SmtpOutcome *outcome)
{
    static const char *const GONE[] = { "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1", NULL };

    return outcome->result == SMTP_PERMANENT && g_strv_contains(GONE, outcome->enhanced);
}

static void
tell(Email *email, SmtpOutcome *outcome, CircularOutcome *ret)
{
    g_autofree char *code = NULL;

    if (MEANING[outcome->result].code == NULL)
        code = outcome->code == 0 ? g_strdup("lost") : g_strdup_printf("%u %s", outcome->code, outcome->enhanced);
    set_outcome(ret, MEANING[outcome->result].outcome, code != NULL ? g_strchomp(code) : MEANING[outcome->result].code);
    ret->unreached = MEANING[outcome->result].unreached;
    ret->gone = is_gone(outcome);
    if (ret->outcome == OUTCOME_ACCEPTED)
        atomic_fetch_add(&email->sent, 1);
    else if (ret->outcome == OUTCOME_REFUSED)
        atomic_fetch_add(&email->failed, 1);
    smtp_outcome_clear(outcome);
}

static void
send_by_smtp(Sending *sending, guint count, gint64 deadline, CircularOutcome *ret)
{
    Email *email = sending->email;
    g_autofree SmtpOutcome *outcomes = g_new0(SmtpOutcome, count);
    SmtpOutcome trouble = { 0 };
    SmtpSession *session = smtp_session_open(email->smtp, deadline, &trouble);

    atomic_store(&email->unreachable_since, session == NULL ? clock_now() : 0);
    if (session != NULL) {
        smtp_session_send(session, count, write_letter, sending, deadline, outcomes);
        smtp_session_close(session);
    }
    for (guint i = 0; i < count; i++) {
        if (session == NULL)
            outcomes[i].result = SMTP_UNREACHABLE;
        tell(email, &outcomes[i], &ret[sending->order[i]]);
    }
    smtp_outcome_clear(&trouble);
}

/* ---- to the outbox ---- */

/* The wire's doubled dots are single in a file. */
static void
halve_dots(GString *bytes)
{
    for (gsize i = 0; i + 1 < bytes->len; i++)
        if (bytes->str[i] == '.' && bytes->str[i + 1] == '.' && (i == 0 || bytes->str[i - 1] == '\n'))
            g_string_erase(bytes, (gssize)i, 1);
}

static void
send_to_outbox(const Sending *sending, gint64 id, guint count, CircularOutcome *ret)
{
    g_mkdir_with_parents(sending->email->outbox, 0700);
    for (guint i = 0; i < count; i++) {
        const CircularCopy *copy = &sending->copies[sending->order[i]];
        g_autoptr(GString) bytes = g_string_new(NULL);
        char mailing[ID_TEXT_SIZE], subscriber[ID_TEXT_SIZE];
        g_autofree char *name = NULL, *path = NULL;
        gboolean written;

        id_format(id, mailing);
        id_format(copy->id, subscriber);
        name = g_strconcat(mailing, "-", subscriber, ".eml", NULL);
        path = g_build_filename(sending->email->outbox, name, NULL);
        email_circular_write(sending->circular, copy, sending->to[sending->order[i]], bytes);
        halve_dots(bytes);
        written =
            g_file_set_contents_full(path, bytes->str, (gssize)bytes->len, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL);
        set_outcome(&ret[sending->order[i]], written ? OUTCOME_ACCEPTED : OUTCOME_RETRY, "file");
    }
}

void
email_copies_send(gpointer channel, const Circular *circular, const Rendering *rendering, const CircularCopy *copies,
                  guint count, gint64 deadline, CircularOutcome *ret)
{
    Email *email = channel;
    g_autoptr(EmailCircular) opened = email_circular_open(email, circular, rendering, NULL);
    g_autoptr(Address) endpoint = address_parse_uri(circular->endpoint, NULL);
    g_autofree guint *order = g_new0(guint, count);
    g_auto(GStrv) to = g_new0(char *, count + 1);
    Sending sending = { email, opened, endpoint, copies, order, to };
    guint sent = 0;

    for (guint i = 0; i < count; i++) {
        if (opened == NULL)
            set_outcome(&ret[i], OUTCOME_REFUSED, "render");
        else if ((to[i] = address_of(email, &copies[i], &ret[i])) != NULL)
            order[sent++] = i;
    }
    if (sent > 0 && email->outbox != NULL)
        send_to_outbox(&sending, circular->id, sent, ret);
    else if (sent > 0)
        send_by_smtp(&sending, sent, deadline, ret);
    /* Freed here, since those between may be NULL. */
    for (guint i = 0; i < count; i++)
        g_clear_pointer(&to[i], g_free);
}
