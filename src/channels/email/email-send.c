/* SPDX-License-Identifier: Apache-2.0 */
/* SMTP out: one message to the relay of the house, or a file in the outbox. */
#include <string.h>

#include "base/clock.h"
#include "base/id.h"
#include "base/locale.h"
#include "channels/email/email-private.h"

/* What the relay's answer means for the delivery. Lost after the whole message was sent: the relay may have it, but
 * sending it again under the same Message-ID is better than not at all. */
static const struct {
    Outcome outcome;
    const char *code; /* NULL: the relay's own */
    const char *reason;
} MEANING[] = {
    [SMTP_ACCEPTED] = { OUTCOME_ACCEPTED, NULL, SAY_NOOP("The mail server took the message.") },
    [SMTP_TEMPORARY] = { OUTCOME_RETRY, NULL, SAY_NOOP("The mail server cannot take it now.") },
    [SMTP_PERMANENT] = { OUTCOME_REFUSED, NULL, SAY_NOOP("The mail server refuses it for good.") },
    [SMTP_UNREACHABLE] = { OUTCOME_RETRY, "connect", SAY_NOOP("The mail server cannot be reached.") },
    [SMTP_UNKNOWN] = { OUTCOME_RETRY, "lost", SAY_NOOP("The connection broke before the mail server answered.") },
};

static void
send_by_smtp(Email *email, const char *from, const char *to, GBytes *payload, gint64 deadline, Attempt *ret)
{
    g_auto(SmtpOutcome) outcome = { 0 };
    g_autofree char *code = NULL;

    smtp_send(email->smtp, from, to, payload, deadline, &outcome);
    code = MEANING[outcome.result].code != NULL ? g_strdup(MEANING[outcome.result].code)
                                                : g_strdup_printf("%u %s", outcome.code, outcome.enhanced);
    g_strchomp(code);
    attempt_set(ret, MEANING[outcome.result].outcome, code, MEANING[outcome.result].reason, outcome.words);
    atomic_store(&email->unreachable_since, outcome.result == SMTP_UNREACHABLE ? clock_now() : 0);
}

static void
send_to_outbox(const Email *email, const Outgoing *outgoing, GBytes *payload, Attempt *ret)
{
    g_autoptr(GError) error = NULL;
    char id[ID_TEXT_SIZE];
    g_autofree char *name = NULL, *path = NULL;
    gsize length;
    const char *bytes = g_bytes_get_data(payload, &length);

    id_format(outgoing->delivery.value, id);
    name = g_strconcat(id, ".eml", NULL);
    path = g_build_filename(email->outbox, name, NULL);
    if (g_mkdir_with_parents(email->outbox, 0700) == 0 &&
        g_file_set_contents_full(path, bytes, (gssize)length, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error))
        attempt_set(ret, OUTCOME_ACCEPTED, "file", SAY_NOOP("The message was written to the outbox folder."), name);
    else
        attempt_set(ret, OUTCOME_RETRY, "file", SAY_NOOP("The outbox folder cannot be written."),
                    error != NULL ? error->message : "");
}

static void
count(Email *email, const Attempt *attempt)
{
    if (attempt->outcome == OUTCOME_ACCEPTED)
        atomic_fetch_add(&email->sent, 1);
    else if (attempt->outcome != OUTCOME_RETRY)
        atomic_fetch_add(&email->failed, 1);
}

void
email_send_mail(gpointer channel, const Outgoing *outgoing, const Rendering *rendering, gint64 deadline, Attempt *ret)
{
    Email *email = channel;
    g_autoptr(Address) to = address_parse_uri(outgoing->recipient, NULL),
                       endpoint = address_parse_uri(outgoing->endpoint, NULL);
    g_autofree char *from = NULL, *recipient = NULL;

    if (to == NULL || endpoint == NULL) {
        attempt_set(ret, OUTCOME_REFUSED, "address", SAY_NOOP("This is not a mail address."), "");
    } else if (email->host->is_endpoint(email->host, outgoing->recipient)) {
        attempt_set(ret, OUTCOME_LOOPED, "loop", SAY_NOOP("This is an address of our own."), "");
    } else if (email->outbox != NULL) {
        send_to_outbox(email, outgoing, rendering->payload, ret);
    } else {
        from = email_token_address(email->host->secret, endpoint, EMAIL_TOKEN_DELIVERY, outgoing->delivery.value);
        recipient = address_to_text(to);
        send_by_smtp(email, from, recipient, rendering->payload, deadline, ret);
    }
    count(email, ret);
}

char *
email_send_host(gpointer channel, const char *recipient)
{
    g_autoptr(Address) address = address_parse_uri(recipient, NULL);

    (void)channel;
    return g_strdup(address != NULL ? address->domain : "");
}
