/* SPDX-License-Identifier: Apache-2.0 */
/* channels/xmpp: instant messages by XMPP, as a component of the house's own server (Prosody, ejabberd), through
 * `tribune relay`, which holds the connection while this process restarts. See docs/channels/xmpp.md. */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "channels/xmpp/xmpp-component.h"
#include "channels/xmpp/xmpp-private.h"
#include "channels/xmpp/xmpp-told.h"

#define TAKERS        16
#define SEEN_PATIENCE (10 * CLOCK_SECOND)
#define AVATAR_MAX    (64 * 1024)
#define CONNECTING    (10 * CLOCK_SECOND)

static const ConfigKey SETTINGS[] = {
    { "domain", CONFIG_TEXT, NULL, .required = TRUE,
      .help = "The component's own domain, under which desks have their addresses: im.northam.example." },
    { "server", CONFIG_ADDRESS, "127.0.0.1:5347",
      .help = "Where the XMPP server takes components. The connection is in the clear: keep it on this machine." },
    { "secret-file", CONFIG_PATH, NULL, .required = TRUE,
      .help = "File whose first line is the secret that the server has for the component." },
    { "rate", CONFIG_INTEGER, "60", .min = 0, .max = 100,
      .help = "Messages that are taken of one person in a minute, and ten times as many of all on one server beside "
              "the first five of each; 0: as many as come." },
    { "relay", CONFIG_ADDRESS, "unix:/run/tribune/relay", .help = "Where `tribune relay` waits: [relay] listen." },
    { "answer-from", CONFIG_CHOICE, "desk", .choices = "desk case",
      .help = "Whether answers come from the desk's address, or each case's from an address of its own." },
    { "max-file", CONFIG_SIZE, "10M", .min = 1024, .max = 256 * 1024 * 1024,
      .help = "Largest file that is fetched from where a writer has put it." },
    { "networks", CONFIG_LIST, "",
      .help = "Networks from which files are fetched beside the public ones: 10.1.0.0/16." },
    { "ca-file", CONFIG_PATH, NULL, .help = "Certificates to trust when files are fetched; default: the system's." },
    { "avatar", CONFIG_PATH, NULL, .help = "A square PNG or JPEG of at most 64 KiB that programs show for us." },
    {},
};

/* ---- opening ---- */

static gboolean
open_fetch(Xmpp *xmpp, const Config *config, const char *group, GError **error)
{
    xmpp->fetch = fetch_new(&(FetchSettings){ .allowed = config_list(config, group, "networks"),
                                              .user_agent = "Tribune",
                                              .max_size = (gsize)config_integer(config, group, "max-file"),
                                              .max_redirects = 3,
                                              .connect_timeout = CONNECTING,
                                              .ca_file = config_text(config, group, "ca-file") },
                            error);
    return xmpp->fetch != NULL;
}

static gboolean
open_domain(Xmpp *xmpp, const char *text, GError **error)
{
    g_autoptr(Jid) jid = jid_parse(text, NULL);

    if (jid == NULL || *jid->local != '\0' || *jid->resource != '\0') {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG, "domain = %s: that is no domain name", text);
        return FALSE;
    }
    xmpp->domain = g_strdup(jid->domain);
    return TRUE;
}

static void
xmpp_close(gpointer channel)
{
    Xmpp *xmpp = channel;

    g_clear_pointer(&xmpp->client, relayclient_free);
    g_clear_pointer(&xmpp->fetch, fetch_free);
    channel_avatar_clear(&xmpp->avatar);
    g_ptr_array_unref(xmpp->fetching);
    xmpp_contacts_clear(xmpp);
    rate_limit_free(xmpp->told);
    condition_clear(&xmpp->changed);
    mutex_clear(&xmpp->mutex);
    g_free(xmpp->domain);
    g_free(xmpp);
}

static gpointer
xmpp_open(const ChannelHost *host, const Config *config, const char *group, GError **error)
{
    Xmpp *xmpp = g_new0(Xmpp, 1);

    xmpp->host = host;
    xmpp->from_case = config_choice(config, group, "answer-from") == 1;
    xmpp->fetching = g_ptr_array_new();
    xmpp->told = xmpp_told_new();
    mutex_init(&xmpp->mutex);
    condition_init(&xmpp->changed);
    xmpp_contacts_init(xmpp);
    atomic_store(&xmpp->up, -1);
    xmpp->client = relayclient_new(&(RelayClientSettings){
        .relay = config_address(config, group, "relay"),
        .line = host->name,
        .takers = TAKERS,
        .take = xmpp_take,
        .data = xmpp,
    });
    if (open_domain(xmpp, config_text(config, group, "domain"), error) && open_fetch(xmpp, config, group, error) &&
        channel_avatar_load(config_text(config, group, "avatar"), AVATAR_MAX, &xmpp->avatar, error))
        return xmpp;
    xmpp_close(xmpp);
    return NULL;
}

/* ---- at work ---- */

static gboolean
xmpp_start(gpointer channel, GError **error)
{
    Xmpp *xmpp = channel;

    (void)error;
    relayclient_start(xmpp->client);
    xmpp->minder = thread_start("xmpp-mind", xmpp_mind_run, xmpp);
    return TRUE;
}

/* What was not finished is the relay's again. */
static void
xmpp_stop(gpointer channel, gint64 grace)
{
    Xmpp *xmpp = channel;

    (void)grace;
    if (xmpp->minder == NULL)
        return;
    mutex_lock(&xmpp->mutex);
    xmpp->stopping = TRUE;
    condition_broadcast(&xmpp->changed);
    mutex_unlock(&xmpp->mutex);
    relayclient_stop(xmpp->client);
    thread_join(g_steal_pointer(&xmpp->minder));
}

static void
xmpp_health(gpointer channel, ChannelHealth *ret)
{
    Xmpp *xmpp = channel;
    int up = atomic_load(&xmpp->up);
    const char *words = up == 1 ? NULL
                        : up == 0
                            ? SAY_NOOP("The instant messaging server does not answer. Messages wait in the relay.")
                            : SAY_NOOP("The relay does not answer: start `tribune relay`. No instant messages come "
                                       "in; answers wait.");

    *ret = (ChannelHealth){
        .state = up == 1   ? HEALTH_UP
                 : up == 0 ? HEALTH_DEGRADED
                           : HEALTH_DOWN,
        .words = g_strdup(words),
        .received = atomic_load(&xmpp->received),
        .refused = atomic_load(&xmpp->refused),
        .sent = atomic_load(&xmpp->sent),
        .failed = atomic_load(&xmpp->failed),
        .connections = relayclient_connections(xmpp->client),
    };
}

/* ---- out ---- */

static void
end_attempt(Xmpp *xmpp, Attempt *ret, Outcome outcome, const char *code, const char *reason, const char *remote)
{
    attempt_set(ret, outcome, code, reason, remote);
    if (outcome == OUTCOME_ACCEPTED)
        atomic_fetch_add(&xmpp->sent, 1);
    else if (outcome != OUTCOME_RETRY)
        atomic_fetch_add(&xmpp->failed, 1);
}

static const struct {
    Outcome outcome;
    const char *code, *reason;
} MEANING[] = {
    [RELAYCLIENT_KEPT] = { OUTCOME_ACCEPTED, "relay", SAY_NOOP("The relay has it on disk and sends it.") },
    [RELAYCLIENT_LATER] = { OUTCOME_RETRY, "connect", SAY_NOOP("The relay cannot take it now.") },
    [RELAYCLIENT_NEVER] = { OUTCOME_REFUSED, "relay", SAY_NOOP("The relay refuses it for good.") },
    [RELAYCLIENT_UNANSWERED] = { OUTCOME_RETRY, ATTEMPT_UNANSWERED,
                                 SAY_NOOP("The relay did not answer: it may have it.") },
};

static void
xmpp_send(gpointer channel, const Outgoing *outgoing, const Rendering *rendering, gint64 deadline, Attempt *ret)
{
    Xmpp *xmpp = channel;
    g_autoptr(GError) error = NULL;
    g_autoptr(Jid) to = jid_parse_uri(outgoing->recipient, NULL);
    gsize length;
    const char *bytes = g_bytes_get_data(rendering->payload, &length);
    g_autofree char *text = g_strndup(bytes, length);
    RelayClientAnswer answer;

    if (to != NULL && strcmp(to->domain, xmpp->domain) == 0) {
        end_attempt(xmpp, ret, OUTCOME_LOOPED, "loop", SAY_NOOP("This is an address of our own."), "");
        return;
    }
    answer = relayclient_send(xmpp->client, text, outgoing->again, deadline, &error);
    end_attempt(xmpp, ret, MEANING[answer].outcome, MEANING[answer].code, MEANING[answer].reason,
                error != NULL ? error->message : "");
}

/* XEP-0333, 5.1: a marker is for a message that asked for one. */
static gboolean
is_markable(GBytes *raw)
{
    gsize length;
    const char *bytes = g_bytes_get_data(raw, &length);
    g_autoptr(XmppNode) node = xmppstream_parse_element(bytes, length, XMPP_KEPT_MAX, NULL);
    g_autoptr(StanzaMessage) message =
        node != NULL && xmppnode_is(node, "message", XMPPSTREAM_NS) ? stanza_read_message(node) : NULL;

    return message != NULL && message->wants_marker;
}

/* XEP-0333. Everything before it is read with it. */
static SeenOutcome
xmpp_seen(gpointer channel, const ChannelSeen *seen)
{
    static const SeenOutcome OUTCOMES[] = { [RELAYCLIENT_KEPT] = SEEN_TOLD,
                                            [RELAYCLIENT_LATER] = SEEN_LATER,
                                            [RELAYCLIENT_NEVER] = SEEN_NEVER,
                                            [RELAYCLIENT_UNANSWERED] = SEEN_LATER };
    Xmpp *xmpp = channel;
    g_autoptr(Jid) desk = jid_parse_uri(seen->endpoint, NULL), writer = jid_parse_uri(seen->writer, NULL);
    g_autofree char *bare = NULL, *from = NULL, *to = NULL, *text = NULL;
    g_autoptr(XmppNode) node = NULL;

    if (desk == NULL || writer == NULL || *seen->external_id == '\0' || !is_markable(seen->raw))
        return SEEN_UNWANTED;
    bare = xmpp->from_case ? xmpp_address_of_case(xmpp->host->secret, desk, seen->conversation) : jid_to_bare(desk);
    from = xmpp_address_speaker(bare);
    to = jid_to_bare(writer);
    node = stanza_new("message", "chat", from, to, NULL);
    xmppnode_set(xmppnode_add(node, "displayed", STANZA_NS_MARKERS), "id", seen->external_id);
    xmppnode_add(node, "store", STANZA_NS_HINTS);
    text = xmppnode_write(node, "");
    return OUTCOMES[relayclient_send(xmpp->client, text, FALSE, clock_monotonic() + SEEN_PATIENCE, NULL)];
}

static char *
xmpp_host_of(gpointer channel, const char *recipient)
{
    g_autoptr(Jid) jid = jid_parse_uri(recipient, NULL);

    (void)channel;
    return g_strdup(jid != NULL ? jid->domain : "");
}

/* ---- addresses ---- */

static char *
xmpp_resolve(gpointer channel, const char *text, GError **error)
{
    const Xmpp *xmpp = channel;
    g_autofree char *trimmed = g_strstrip(g_strdup(text));
    g_autoptr(Jid) jid =
        g_ascii_strncasecmp(trimmed, "xmpp:", 5) == 0 ? jid_parse_uri(trimmed, NULL) : jid_parse(trimmed, NULL);

    if (jid == NULL || *jid->local == '\0') {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                    "that is not an address of an instant messenger; write it like name@example.org");
        return NULL;
    }
    if (strcmp(jid->domain, xmpp->domain) == 0 && strchr(jid->local, '+') != NULL) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                    "an address of ours has no plus in it: what stands behind one names a case");
        return NULL;
    }
    return jid_to_uri(jid);
}

/* ---- the relay's end ---- */

static struct RelayLine *
xmpp_line(const Config *config, const char *group, struct Spool *in, struct Spool *out, GError **error)
{
    struct RelayLine *line;
    char *secret;

    if (!config_secret(config, group, "secret-file", &secret, error))
        return NULL;
    line = xmpp_component_new(&(ComponentSettings){ .name = strchr(group, '.') + 1,
                                                    .server = config_address(config, group, "server"),
                                                    .domain = config_text(config, group, "domain"),
                                                    .secret = secret,
                                                    .rate = (guint)config_integer(config, group, "rate"),
                                                    .max_stanza = XMPP_STANZA_MAX },
                              in, out);
    config_secret_free(secret);
    return line;
}

static const char *const PEERS[] = { "Prosody 0.12", "@xmpp/client 0.14", "Profanity 0.13", NULL };

const struct channel_driver xmpp_channel = {
    .contract = CHANNEL_CONTRACT,
    .name = "xmpp",
    .summary = SAY_NOOP("Instant messages by XMPP, through your server and `tribune relay`."),
    .label = SAY_NOOP("chat"),
    .protocols = xmpp_protocols,
    .capabilities = { .abilities = CHANNEL_RECEIVES | CHANNEL_SENDS | CHANNEL_PRIVATE | CHANNEL_CONFIRMS_DELIVERY |
                                   CHANNEL_CONFIRMS_READING | CHANNEL_TALKS | CHANNEL_IN_ORDER,
                      .longest_text = XMPP_TEXT_MAX,
                      .concurrency = 4,
                      .assurance = 1,
                      .scheme = "xmpp" },
    .peers = PEERS,
    .settings = SETTINGS,
    .open = xmpp_open,
    .start = xmpp_start,
    .stop = xmpp_stop,
    .close = xmpp_close,
    .health = xmpp_health,
    .parse = xmpp_parse,
    .render = xmpp_render,
    .send = xmpp_send,
    .seen = xmpp_seen,
    .errand = xmpp_file_errand,
    .host_of = xmpp_host_of,
    .line = xmpp_line,
    .resolve = xmpp_resolve,
};
