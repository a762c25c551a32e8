/* SPDX-License-Identifier: Apache-2.0 */
/* channels/email: mail by LMTP in and SMTP out.
 *
 * The mail server of the house (Postfix, OpenSMTPD, Exim) hands every message for our addresses to us by LMTP, and
 * takes ours by SMTP. It speaks to the world, checks senders and signs; see docs/channels/email.md. */
#include "base/clock.h"
#include "base/error.h"
#include "base/locale.h"
#include "base/secret.h"
#include "channels/email/email-private.h"

#define TLS_WORDS "off try required"

static const ConfigKey SETTINGS[] = {
    { "listen", CONFIG_ADDRESS, NULL,
      .help = "Where the mail server delivers by LMTP: 127.0.0.1:2424, or unix:/run/tribune-lmtp/socket with the mail "
              "server's user in the group tribune. Unset: no mail comes in." },
    { "hostname", CONFIG_TEXT, NULL, .help = "Our name in the LMTP greeting and in EHLO; default: the body's domain." },
    { "connections", CONFIG_INTEGER, "64", .min = 1, .max = 10000,
      .help = "LMTP connections at once; more are told to come again." },
    { "per-client", CONFIG_INTEGER, "0", .min = 0, .max = 10000,
      .help = "LMTP connections at once from one address; 0: no such limit." },
    { "max-recipients", CONFIG_INTEGER, "100", .min = 100, .max = 10000, .help = "Recipients of one message." },
    { "max-line", CONFIG_SIZE, "1M", .min = 1000, .max = 256 * 1024 * 1024, .help = "Longest line of a message." },
    { "memory", CONFIG_SIZE, "256M", .min = 1024 * 1024, .max = G_GINT64_CONSTANT(64) * 1024 * 1024 * 1024,
      .help =
          "Memory for all messages that are coming in at once, at least six times max-size; past it senders are told "
          "to come again." },
    { "idle", CONFIG_DURATION, "5m", .min = CLOCK_SECOND, .max = CLOCK_HOUR,
      .help = "How long a silent LMTP client is waited for." },
    { "authserv-id", CONFIG_TEXT, NULL,
      .help =
          "The name by which your mail server signs its Authentication-Results, and it must remove copies that come "
          "from outside. What it finds then counts for a sender's address. Unset: nobody's word counts." },
    { "relay", CONFIG_ADDRESS, "127.0.0.1:25", .help = "The mail server that takes our messages by SMTP." },
    { "tls", CONFIG_CHOICE, "try", .choices = TLS_WORDS, .help = "STARTTLS to the relay." },
    { "ca-file", CONFIG_PATH, NULL, .help = "Certificates to trust for tls = required; default: the system's." },
    { "user", CONFIG_TEXT, NULL, .help = "Sign-in at the relay." },
    { "password-file", CONFIG_PATH, NULL, .help = "File with the relay's password on its first line." },
    { "outbox", CONFIG_PATH, NULL, .help = "Write messages to this folder as .eml files instead of sending them." },
    {},
};

static gboolean
open_relay(Email *email, const Config *config, const char *group, GError **error)
{
    char *password;

    email->outbox = config_text(config, group, "outbox");
    if (email->outbox != NULL)
        return TRUE;
    if (!config_secret(config, group, "password-file", &password, error))
        return FALSE;
    email->smtp = smtp_new(&(SmtpSettings){
        .relay = config_address(config, group, "relay"),
        .hello = email->hostname,
        .tls = (SmtpTls)config_choice(config, group, "tls"),
        .ca_file = config_text(config, group, "ca-file"),
        .user = config_text(config, group, "user"),
        .password = password,
        .connect_timeout = 30 * CLOCK_SECOND,
    });
    config_secret_free(password);
    return TRUE;
}

static void
email_close(gpointer channel)
{
    Email *email = channel;

    g_clear_pointer(&email->smtp, smtp_free);
    g_free(email->hostname);
    g_free(email);
}

static gpointer
email_open(const ChannelHost *host, const Config *config, const char *group, GError **error)
{
    Email *email = g_new0(Email, 1);
    const char *hostname = config_text(config, group, "hostname");

    email->host = host;
    email->listen = config_address(config, group, "listen");
    email->hostname = g_strdup(hostname != NULL ? hostname : host->domain);
    email->authserv_id = config_text(config, group, "authserv-id");
    email->connections = (guint)config_integer(config, group, "connections");
    email->per_client = (guint)config_integer(config, group, "per-client");
    email->max_recipients = (guint)config_integer(config, group, "max-recipients");
    email->max_line = (gsize)config_integer(config, group, "max-line");
    email->memory = MAX((gsize)config_integer(config, group, "memory"), EMAIL_TAKING_IN * host->max_size);
    email->idle = config_integer(config, group, "idle");
    if (open_relay(email, config, group, error))
        return email;
    email_close(email);
    return NULL;
}

static gboolean
email_start(gpointer channel, GError **error)
{
    Email *email = channel;

    return email->listen == NULL || email_server_start(email, error);
}

static void
email_stop(gpointer channel, gint64 grace)
{
    email_server_stop(channel, grace);
}

static void
email_health(gpointer channel, ChannelHealth *ret)
{
    Email *email = channel;
    gboolean away = atomic_load(&email->unreachable_since) != 0;

    *ret = (ChannelHealth){
        .state = away ? HEALTH_DEGRADED : HEALTH_UP,
        .words =
            away ? g_strdup(SAY_NOOP("The mail server does not answer. Messages wait and are sent when it is back."))
                 : NULL,
        .received = atomic_load(&email->received),
        .refused = atomic_load(&email->refused),
        .sent = atomic_load(&email->sent),
        .failed = atomic_load(&email->failed),
        .connections = atomic_load(&email->open),
    };
}

static char *
email_resolve(gpointer channel, const char *text, GError **error)
{
    const Email *email = channel;
    g_autoptr(Address) address = NULL;
    g_autofree char *trimmed = g_strstrip(g_strdup(text)), *ours = NULL;

    address = g_str_has_prefix(trimmed, "mailto:") ? address_parse_uri(trimmed, NULL)
                                                   : address_parse(trimmed, strlen(trimmed), NULL);
    if (address == NULL) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                    "that is not a mail address; write it like name@example.org");
        return NULL;
    }
    /* What stands behind the delimiter is ours to leave out in our own addresses alone. */
    ours = email_parse_endpoint(address, NULL);
    if (g_ascii_strcasecmp(address->domain, email->host->domain) == 0 || email->host->is_endpoint(email->host, ours))
        return g_steal_pointer(&ours);
    return email_parse_identity(address);
}

/* clang-format off */
static const ChannelProtocol PROTOCOLS[] = {
    { "LMTP", "RFC 2033", PROTOCOL_STABLE, NULL, "https://www.rfc-editor.org/rfc/rfc2033",
      "server: PIPELINING, ENHANCEDSTATUSCODES, 8BITMIME, SMTPUTF8, SIZE. One reply per recipient after the data" },
    { "SMTP", "RFC 5321", PROTOCOL_STABLE, NULL, "https://www.rfc-editor.org/rfc/rfc5321",
      "client, to one relay: STARTTLS (`off`, `try`, `required`), AUTH by libcurl, 7-bit messages" },
    { "Internet Message Format", "RFC 5322", PROTOCOL_STABLE, NULL, "https://www.rfc-editor.org/rfc/rfc5322",
      "read leniently, written strictly" },
    { "MIME", "RFC 2045-2047, 2231, 3676", PROTOCOL_STABLE, NULL, "https://www.rfc-editor.org/rfc/rfc2045",
      "read leniently, written strictly" },
    { "Automatic Responses", "RFC 3834", PROTOCOL_STABLE, NULL, "https://www.rfc-editor.org/rfc/rfc3834",
      "nothing automatic opens a case or is answered; ours say `Auto-Submitted`, `X-Auto-Response-Suppress`, `X-Loop`, `X-Tribune-Hop`" },
    { "Delivery Status Notifications", "RFC 3464, 6533, 3463", PROTOCOL_STABLE, NULL, "https://www.rfc-editor.org/rfc/rfc3464",
      "up to 200 recipients of a report; `Action`, `Status`, `Diagnostic-Code`, both recipients. Old bounces (qmail’s QSBMF; Exim, Sendmail, Exchange) by their words, codes and `X-Failed-Recipients`" },
    { "Feedback Reports", "RFC 5965", PROTOCOL_STABLE, NULL, "https://www.rfc-editor.org/rfc/rfc5965",
      "`abuse` and its like are complaints; `not-spam` and `auth-failure` are told apart" },
    { "Disposition Notifications", "RFC 8098", PROTOCOL_STABLE, NULL, "https://www.rfc-editor.org/rfc/rfc8098",
      "`displayed` is read; `deleted`, `dispatched`, `processed` only arrived. None is ever asked for" },
    { "List-Unsubscribe one-click", "RFC 8058", PROTOCOL_STABLE, NULL, "https://www.rfc-editor.org/rfc/rfc8058",
      "in copies of newsletters" },
    { "Authentication-Results", "RFC 8601", PROTOCOL_STABLE, NULL, "https://www.rfc-editor.org/rfc/rfc8601",
      "of one configured server: see below" },
    { "ARC", "RFC 8617", PROTOCOL_PROPOSED, NULL, "https://www.rfc-editor.org/rfc/rfc8617",
      "instance and state of the last seal, as a remark; seals are not checked" },
    { NULL },
};
/* clang-format on */

static const char *const PEERS[] = { "Postfix 3.7", "Dovecot 2.3", "nodemailer 10", "mailparser 3", "swaks", NULL };

const struct channel_driver email_channel = {
    .contract = CHANNEL_CONTRACT,
    .name = "email",
    .summary = SAY_NOOP("Mail: in by LMTP from your mail server, out by SMTP to it."),
    .label = SAY_NOOP("mail"),
    .protocols = PROTOCOLS,
    .capabilities = { .abilities = CHANNEL_RECEIVES | CHANNEL_SENDS | CHANNEL_PRIVATE | CHANNEL_RICH_TEXT |
                                   CHANNEL_ATTACHMENTS | CHANNEL_CIRCULARS | CHANNEL_KNOWS_COPIES,
                      .longest_text = 1024 * 1024,
                      .concurrency = 8,
                      .per_host = 4,
                      .assurance = 1,
                      .scheme = "mailto" },
    .peers = PEERS,
    .settings = SETTINGS,
    .open = email_open,
    .start = email_start,
    .stop = email_stop,
    .close = email_close,
    .health = email_health,
    .parse = email_parse_mail,
    .render = email_render_mail,
    .send = email_send_mail,
    .render_circular = email_circular_render,
    .send_circular = email_copies_send,
    .host_of = email_send_host,
    .resolve = email_resolve,
};
