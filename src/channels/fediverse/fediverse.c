/* SPDX-License-Identifier: Apache-2.0 */
/* channels/fediverse: the social network of many servers (Mastodon and its kin), by ActivityPub.
 *
 * Each desk is an actor that people can find, follow and write to. What names a desk or is addressed to it is a
 * message; answers go to its writer alone; what is released goes to all who follow. It needs the citizens' pages: its
 * addresses are below theirs. See docs/channels/fediverse.md. */
#include <string.h>

#include "base/error.h"
#include "base/locale.h"
#include "channels/fediverse/fediverse-private.h"

#define TYPES         "Organization Person Service Group Application"
#define USER_AGENT    "Tribune/" TRIBUNE_VERSION
#define RATE_KEYS     20000
#define CONNECT_TIME  (5 * CLOCK_SECOND)
#define FINDER_HOPS   3    /* from a domain to where its accounts are */
#define FAREWELL_RATE 1000 /* a minute and network: news of accounts that we never had to do with */
#define STRANGER_RATE 60   /* a minute and network: activities whose signer's key must be fetched */
#define STRANGE_TYPES 10   /* a day and server: kinds of activities that we do not know, in the log */
#define REFUSAL_RATE  600  /* a minute and network: signatures that are wrong */
#define AVATAR_MAX    (1024 * 1024)

static const ConfigKey SETTINGS[] = {
    { "url", CONFIG_TEXT, NULL,
      .help = "Where we are for other servers, https://contact.example; default: the address of the citizens' pages. "
              "It is in every post for ever: choose it once." },
    { "actor-type", CONFIG_CHOICE, "Organization", .choices = TYPES,
      .help = "As what other servers show our desks; the last three are shown as automated or as groups." },
    { "publisher", CONFIG_TEXT, NULL,
      .help = "The desk whose followers get what is released; default: the one with the shortest name. What another "
              "desk has posted before stays that one's." },
    { "topics", CONFIG_LIST, "",
      .help = "Desks that share with who follows them what is published on a topic: parks:green;streets:roads" },
    { "avatar", CONFIG_PATH, NULL,
      .help = "A square PNG or JPEG of at most 1 MiB that other servers show beside our desks." },
    { "post-length", CONFIG_INTEGER, "500", .min = 200, .max = 5000,
      .help = "Characters of a post; what is longer is cut, with a link to the whole." },
    { "per-server", CONFIG_INTEGER, "300", .min = 10, .max = 1000,
      .help = "Activities that one server may send in a minute; more are told to come again." },
    { "followers-per-server", CONFIG_INTEGER, "50000", .min = 1, .max = 10000000,
      .help = "Followers that one server may have at one desk; more are refused." },
    { "block", CONFIG_LIST, NULL, .help = "Servers from which nothing is taken: bad.example;worse.example" },
    { "allow", CONFIG_LIST, NULL,
      .help = "Networks of your own that may be connected to, 10.1.0.0/16: for tests. Others' links lead to public "
              "addresses only." },
    { "ca-file", CONFIG_PATH, NULL, .help = "Certificates to trust; default: the system's." },
    {},
};

static RateLimit *
limit_new(guint tries, gint64 window)
{
    return rate_limit_new(&(RateLimitRule){ .tries = tries,
                                            .window = window,
                                            .at_once = tries,
                                            .first_pause = CLOCK_SECOND,
                                            .longest_pause = CLOCK_SECOND,
                                            .keys = RATE_KEYS });
}

static void
fediverse_close(gpointer channel)
{
    Fediverse *fediverse = channel;

    g_clear_pointer(&fediverse->fetch, fetch_free);
    g_clear_pointer(&fediverse->finder, fetch_free);
    g_clear_pointer(&fediverse->renewals, rate_limit_free);
    g_clear_pointer(&fediverse->farewells, rate_limit_free);
    g_clear_pointer(&fediverse->refusals, rate_limit_free);
    g_clear_pointer(&fediverse->strange_types, rate_limit_free);
    g_clear_pointer(&fediverse->strange_hosts, rate_limit_free);
    g_clear_pointer(&fediverse->peers, rate_limit_free);
    g_clear_pointer(&fediverse->strangers, rate_limit_free);
    g_hash_table_unref(fediverse->pairs);
    g_hash_table_unref(fediverse->keys);
    g_hash_table_unref(fediverse->speak);
    fediverse_post_clear(&fediverse->told);
    channel_avatar_clear(&fediverse->avatar);
    g_hash_table_unref(fediverse->telling);
    g_hash_table_unref(fediverse->doubts);
    mutex_clear(&fediverse->mutex);
    g_free(fediverse->base);
    g_free(fediverse->authority);
    g_free(fediverse->type);
    g_free(fediverse);
}

static gboolean
open_address(Fediverse *fediverse, const Config *config, const char *group, GError **error)
{
    const char *url = config_text(config, group, "url");
    gsize length;

    if (url == NULL)
        url = fediverse->host->portal_url;
    fediverse->authority = url != NULL ? activity_host(url) : NULL;
    length = fediverse->authority != NULL ? strcspn(strstr(url, "//") + 2, "/") : 0;
    if (length == 0 || strlen(strstr(url, "//") + 2 + length) > 1) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG,
                            "set url, or the address of the citizens' pages: https://HOST without anything behind it");
        return FALSE;
    }
    fediverse->base =
        g_strconcat(g_str_has_prefix(url, "https://") ? "https://" : "http://", fediverse->authority, NULL);
    return TRUE;
}

static Fetch *
open_fetch(const Config *config, const char *group, gsize size, guint redirects, GError **error)
{
    return fetch_new(&(FetchSettings){ .allowed = config_list(config, group, "allow"),
                                       .user_agent = USER_AGENT,
                                       .max_size = size,
                                       .max_redirects = redirects,
                                       .connect_timeout = CONNECT_TIME,
                                       .ca_file = config_text(config, group, "ca-file") },
                     error);
}

static gpointer
fediverse_open(const ChannelHost *host, const Config *config, const char *group, GError **error)
{
    Fediverse *fediverse = g_new0(Fediverse, 1);

    fediverse->host = host;
    mutex_init(&fediverse->mutex);
    fediverse->pairs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)keypair_free);
    fediverse->keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)fediverse_key_unref);
    fediverse->speak = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    fediverse->telling = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    fediverse->doubts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    fediverse->peers = limit_new((guint)config_integer(config, group, "per-server"), CLOCK_MINUTE);
    fediverse->strangers = limit_new(STRANGER_RATE, CLOCK_MINUTE);
    fediverse->renewals = limit_new(1, FEDIVERSE_KEY_PAUSE);
    fediverse->farewells = limit_new(FAREWELL_RATE, CLOCK_MINUTE);
    fediverse->refusals = limit_new(REFUSAL_RATE, CLOCK_MINUTE);
    fediverse->strange_types = limit_new(1, CLOCK_DAY);
    fediverse->strange_hosts = limit_new(STRANGE_TYPES, CLOCK_DAY);
    fediverse->type = g_strdup(config_text(config, group, "actor-type"));
    fediverse->publisher = config_text(config, group, "publisher");
    fediverse->topics = config_list(config, group, "topics");
    fediverse->post_length = (guint)config_integer(config, group, "post-length");
    fediverse->followers_per_server = (guint)config_integer(config, group, "followers-per-server");
    fediverse->blocked = config_list(config, group, "block");
    fediverse->fetch = open_fetch(config, group, ACTIVITY_SIZE_MAX, 0, error);
    fediverse->finder =
        fediverse->fetch != NULL ? open_fetch(config, group, WEBFINGER_SIZE_MAX, FINDER_HOPS, error) : NULL;
    if (fediverse->finder != NULL && open_address(fediverse, config, group, error) &&
        fediverse_share_check(fediverse->topics, error) &&
        channel_avatar_load(config_text(config, group, "avatar"), AVATAR_MAX, &fediverse->avatar, error))
        return fediverse;
    fediverse_close(fediverse);
    return NULL;
}

static gboolean
fediverse_start(gpointer channel, GError **error)
{
    Fediverse *fediverse = channel;
    gint64 waiting;

    if (!channel_ledger_waiting(fediverse->host, "verify", &waiting, error))
        return FALSE;
    atomic_store(&fediverse->waiting, waiting);
    return fediverse_key_own(fediverse, "", error) != NULL;
}

static void
fediverse_stop(gpointer channel, gint64 grace)
{
    (void)channel;
    (void)grace;
}

static void
fediverse_health(gpointer channel, ChannelHealth *ret)
{
    Fediverse *fediverse = channel;
    gboolean full = atomic_load(&fediverse->waiting) >= FEDIVERSE_STRANGERS_MAX;

    *ret = (ChannelHealth){
        .state = full ? HEALTH_DEGRADED : HEALTH_UP,
        .words = full ? g_strdup(SAY_NOOP("Too many activities wait for the keys of their servers. New servers are "
                                          "told to come again."))
                      : NULL,
        .received = atomic_load(&fediverse->received),
        .refused = atomic_load(&fediverse->refused),
        .sent = atomic_load(&fediverse->sent),
        .failed = atomic_load(&fediverse->failed),
    };
}

/* Of a desk of ours the name alone is enough. */
static char *
fediverse_resolve(gpointer channel, const char *text, GError **error)
{
    const Fediverse *fediverse = channel;
    g_autofree char *typed = g_strstrip(g_strdup(text));
    g_autofree char *whole =
        strchr(typed, '@') == NULL ? g_strconcat(typed, "@", fediverse->host->domain, NULL) : g_strdup(typed);
    g_autoptr(WebfingerAccount) account = webfinger_account_parse(whole, error);

    return account != NULL ? webfinger_account_uri(account) : NULL;
}

#define PROGRAM (HTTP_ROUTE_SLOW | HTTP_ROUTE_OPEN_POST)

static const HttpRoute ROUTES[] = {
    { HTTP_GET, "/desks", fediverse_page_list, HTTP_ROUTE_SLOW, 0 },
    { HTTP_GET, "/desks/{name}", fediverse_page_show, HTTP_ROUTE_SLOW, 0 },
    { HTTP_GET, "/.well-known/webfinger", fediverse_discovery_webfinger, 0, 0 },
    { HTTP_GET, "/.well-known/host-meta", fediverse_discovery_host_meta, 0, 0 },
    { HTTP_GET, "/.well-known/nodeinfo", fediverse_discovery_nodeinfo_links, 0, 0 },
    { HTTP_GET, "/nodeinfo/2.0", fediverse_discovery_nodeinfo, HTTP_ROUTE_SLOW, 0 },
    { HTTP_GET, "/ap/actor", fediverse_actor_instance, HTTP_ROUTE_SLOW, 0 },
    { HTTP_GET, "/ap/actor/outbox", fediverse_actor_instance_outbox, 0, 0 },
    { HTTP_GET, "/ap/avatar", fediverse_actor_picture, 0, 0 },
    { HTTP_GET, "/ap/desks/{name}", fediverse_actor_show, HTTP_ROUTE_SLOW, 0 },
    { HTTP_GET, "/ap/desks/{name}/{member}", fediverse_actor_collection, HTTP_ROUTE_SLOW, 0 },
    { HTTP_GET, "/ap/posts/{slug}", fediverse_actor_post, HTTP_ROUTE_SLOW, 0 },
    { HTTP_POST, "/ap/inbox", fediverse_inbox_take, PROGRAM, ACTIVITY_SIZE_MAX },
    { HTTP_POST, "/ap/desks/{name}/inbox", fediverse_inbox_take, PROGRAM, ACTIVITY_SIZE_MAX },
    {},
};

static const ChannelProtocol PROTOCOLS[] = {
    { "ActivityPub", "W3C 2018-01-23", PROTOCOL_STABLE, NULL, "https://www.w3.org/TR/activitypub/",
      "server to server; plain JSON, no JSON-LD processor" },
    { "HTTP Message Signatures", "RFC 9421", PROTOCOL_STABLE, NULL, "https://www.rfc-editor.org/rfc/rfc9421",
      "in and out; `@method @target-uri content-digest`, RSA and Ed25519 in, RSA out" },
    { "HTTP Signatures", "draft-cavage-12", PROTOCOL_LEGACY, "2028-12-31",
      "https://datatracker.ietf.org/doc/html/draft-cavage-http-signatures-12",
      "in and out; `(request-target) host date digest`" },
    { "Digest Fields", "RFC 9530", PROTOCOL_STABLE, NULL, "https://www.rfc-editor.org/rfc/rfc9530",
      "`Content-Digest: sha-256=:…:`" },
    { "WebFinger", "RFC 7033", PROTOCOL_STABLE, NULL, "https://www.rfc-editor.org/rfc/rfc7033",
      "at `/.well-known/webfinger`; accounts, ids of actors, pages; of `https://DOMAIN/` and where we are, the actor "
      "of the server itself (FEP-d556)" },
    { "NodeInfo", "2.0", PROTOCOL_STABLE, NULL, "https://nodeinfo.diaspora.software/protocol",
      "`/.well-known/nodeinfo`" },
    { NULL },
};

static const char *const PEERS[] = { "Fedify 2.3", NULL };

const struct channel_driver fediverse_channel = {
    .contract = CHANNEL_CONTRACT,
    .name = "fediverse",
    .summary = SAY_NOOP("The social network of many servers: people follow our desks and write to them."),
    .label = SAY_NOOP("social network"),
    .protocols = PROTOCOLS,
    .capabilities = { .abilities = CHANNEL_RECEIVES | CHANNEL_SENDS | CHANNEL_EDITS | CHANNEL_DELETES | CHANNEL_PUBLIC |
                                   CHANNEL_PRIVATE | CHANNEL_RICH_TEXT | CHANNEL_IN_ORDER,
                      .longest_text = FEDIVERSE_ANSWER_LENGTH,
                      .concurrency = 8,
                      .per_host = 4,
                      .assurance = 1,
                      .scheme = "acct",
                      .other_scheme = "https" },
    .peers = PEERS,
    .settings = SETTINGS,
    .routes = ROUTES,
    .pages = fediverse_name_pages,
    .open = fediverse_open,
    .start = fediverse_start,
    .stop = fediverse_stop,
    .close = fediverse_close,
    .health = fediverse_health,
    .parse = fediverse_note_parse,
    .render = fediverse_render_answer,
    .send = fediverse_send_answer,
    .render_public = fediverse_render_publication,
    .announce = fediverse_send_announce,
    .errand = fediverse_errand_run,
    .give_up = fediverse_tell_give_up,
    .host_of = fediverse_send_host,
    .resolve = fediverse_resolve,
};
