/* SPDX-License-Identifier: Apache-2.0 */
#include "command/node-config.h"

#include <pthread.h>

#include "base/netaddress.h"
#include "mediation/channel.h"
#include "mediation/filter.h"
#include "mediation/subscribing/newsletter.h"

static const ConfigKey NODE_KEYS[] = {
    { "authority", CONFIG_TEXT, NULL, .required = TRUE, .help = "The body's name, as citizens read it." },
    { "domain", CONFIG_TEXT, NULL, .required = TRUE,
      .help = "The body's domain name: in message ids and in the journal's name." },
    { "case-prefix", CONFIG_TEXT, "C", .help = "What case references begin with: NB-2026-000123." },
    { "language", CONFIG_TEXT, "en", .help = "The body's own language: en or de." },
    { "timezone", CONFIG_TEXT, "UTC", .help = "Where the clocks on pages are: Europe/London." },
    { "instance", CONFIG_TEXT, "main", .help = "Tells several installations of one body apart in the journal's name." },
    { "data", CONFIG_PATH, "data", .help = "The folder of the databases, large content and keys." },
    { "share", CONFIG_PATH, NULL,
      .help = "The folder of templates, assets and locale; default: where they were installed." },
    { "node", CONFIG_INTEGER, "0", .min = 0, .max = 511, .help = "This node's number, when several share a database." },
    { "log-level", CONFIG_CHOICE, "info", .choices = "debug info warning error",
      .help = "The least important line that is logged." },
    {},
};
static const ConfigTable NODE_TABLE = { "node", .help = "The body and this node.", .keys = NODE_KEYS };

static const ConfigKey CONSOLE_KEYS[] = {
    { "listen", CONFIG_ADDRESS, "127.0.0.1:8080",
      .help = "Where the officers' pages answer. Put a TLS proxy in front of anything but loopback." },
    { "public-url", CONFIG_TEXT, NULL,
      .help = "The address in browsers, https://tribune.example; default: the one listened on." },
    { "trust-proxy", CONFIG_BOOLEAN, "false",
      .help = "Believe X-Forwarded-For and X-Forwarded-Proto of a proxy on this machine." },
    { "require-second-factor", CONFIG_BOOLEAN, "false",
      .help = "Nobody of the staff gets further without a second factor." },
    { "threads", CONFIG_INTEGER, "2", .min = 1, .max = 64, .help = "Threads that share all connections." },
    { "workers", CONFIG_INTEGER, "8", .min = 1, .max = 256, .help = "Changes that may wait for the disk at once." },
    { "connections", CONFIG_INTEGER, "1000", .min = 1, .max = 100000, .help = "Connections at once." },
    { "metrics-token", CONFIG_TEXT, NULL,
      .help = "Who shows this bearer token may read /metrics from elsewhere than this machine." },
    {},
};
static const ConfigTable CONSOLE_TABLE = { "console", .help = "The officers' pages.", .keys = CONSOLE_KEYS };

static const ConfigKey API_KEYS[] = {
    { "rate", CONFIG_INTEGER, "600", .min = 1, .max = 100000, .help = "Requests that one token may make in a minute." },
    {},
};
static const ConfigTable API_TABLE = { "api", .help = "The interface for programs, /api/v1.", .keys = API_KEYS };

static const ConfigKey WEBHOOK_KEYS[] = {
    { "networks", CONFIG_LIST, "", .help = "Networks to which webhooks may go beside the public ones: 10.1.0.0/16." },
    { "http", CONFIG_BOOLEAN, "false",
      .help = "Also take addresses that begin with http://; for a network of one's own." },
    {},
};
static const ConfigTable WEBHOOK_TABLE = { "webhooks", .help = "News of cases for other systems.",
                                           .keys = WEBHOOK_KEYS };
static const ConfigKey PORTAL_KEYS[] = {
    { "listen", CONFIG_ADDRESS, NULL,
      .help = "Where the citizens' pages answer: an address of their own, with a host name of its own in the proxy. "
              "Unset: there are none." },
    { "public-url", CONFIG_TEXT, NULL,
      .help = "Their address in browsers, https://contact.northam.example: it stands in letters. Default: the one "
              "listened on." },
    { "trust-proxy", CONFIG_BOOLEAN, "false",
      .help = "Believe X-Forwarded-For and X-Forwarded-Proto of a proxy on this machine." },
    { "threads", CONFIG_INTEGER, "2", .min = 1, .max = 64, .help = "Threads that share all connections." },
    { "workers", CONFIG_INTEGER, "8", .min = 1, .max = 256, .help = "Messages that may be taken in at once." },
    { "connections", CONFIG_INTEGER, "1000", .min = 1, .max = 100000, .help = "Connections at once." },
    { "hours", CONFIG_TEXT, NULL,
      .help = "When people are there, as citizens read it: Monday to Friday, 8:00 to 16:00." },
    { "telephone", CONFIG_TEXT, NULL, .help = "Another way to reach the body." },
    { "mail", CONFIG_TEXT, NULL, .help = "Another one: a mail address." },
    { "visit", CONFIG_TEXT, NULL, .help = "Another one: where the counter is." },
    { "answer-days", CONFIG_INTEGER, "0", .min = 0, .max = 365,
      .help = "How many working days an answer takes at most, as citizens are told; 0: nothing is said." },
    { "privacy-contact", CONFIG_TEXT, NULL, .help = "Who answers questions about personal data; default: the body." },
    { "complaints", CONFIG_TEXT, NULL,
      .help = "To whom people turn who cannot use these pages and get no good answer: name and address." },
    {},
};
static const ConfigTable PORTAL_TABLE = { "portal", .help = "The citizens' pages.", .keys = PORTAL_KEYS };

static const ConfigKey PUBLISHING_KEYS[] = {
    { "approvals", CONFIG_INTEGER, "1", .min = 1, .max = 3,
      .help = "How many others must approve news, notices and alerts before they leave." },
    { "after-review", CONFIG_INTEGER, "8", .min = 1, .max = 80,
      .help = "Within how many working hours two others must have looked at what left without review." },
    {},
};
static const ConfigTable PUBLISHING_TABLE = { "publishing", .help = "What the body says to everybody.",
                                              .keys = PUBLISHING_KEYS };

static const ConfigKey RELAY_KEYS[] = {
    { "listen", CONFIG_ADDRESS, "unix:/run/tribune/relay",
      .help = "Where `tribune relay` waits for the node; channels that go through it name the same as their relay." },
    { "spool", CONFIG_PATH, NULL,
      .help =
          "The folder of what is on its way between the node and the other side, for one relay alone; default: spool "
          "in the data folder." },
    { "max-spool", CONFIG_SIZE, "64M", .min = 8 * 1024 * 1024, .max = G_GINT64_CONSTANT(4) * 1024 * 1024 * 1024,
      .help =
          "What waits in one direction of one channel, on disk and in memory, an eighth of it from one person and a "
          "third from one domain; past it senders are refused." },
    {},
};
static const ConfigTable RELAY_TABLE = { "relay", .help = "The process that holds connections while the node restarts.",
                                         .keys = RELAY_KEYS };

static const ConfigKey NEWSLETTER_KEYS[] = {
    { "from", CONFIG_TEXT, NULL,
      .help = "The addresses that newsletters come from, parted by commas: those of units, one for mail, one for text "
              "messages. Default: the first mail address; nothing by text message." },
    { "connections", CONFIG_INTEGER, "4", .min = 1, .max = NEWSLETTER_CONNECTED,
      .help = "Connections to the mail server for a newsletter, beside those for letters." },
    { "digest-hour", CONFIG_INTEGER, "7", .min = 0, .max = 23,
      .help = "When daily digests leave, and weekly ones on Monday: the hour in the body's time zone." },
    {},
};
static const ConfigTable NEWSLETTER_TABLE = { "newsletter", .help = "News by mail to those who asked for it.",
                                              .keys = NEWSLETTER_KEYS };

static const ConfigKey CHANNEL_KEYS[] = {
    { "max-size", CONFIG_SIZE, "25M", .min = 64 * 1024, .max = 256 * 1024 * 1024,
      .help = "Largest message that is taken in." },
    { "legacy", CONFIG_DATE, NULL,
      .help =
          "The day on which this channel goes, because another replaces it: 2027-06-30. Pages and the log say so." },
    {},
};
static const ConfigTable CHANNEL_TABLE = { "channel", .driver = "*", .help = "A connection to a tool.",
                                           .keys = CHANNEL_KEYS };

static const ConfigKey NO_KEYS[] = { {} };

static GPtrArray *tables;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void
add_driver(const char *group, const char *name, const char *help, const ConfigKey *keys)
{
    ConfigTable *table = g_new0(ConfigTable, 1);

    table->group = group;
    table->driver = name;
    table->help = help;
    table->keys = keys != NULL ? keys : NO_KEYS;
    g_ptr_array_add(tables, table);
}

static void
gather(void)
{
    tables = g_ptr_array_new();
    g_ptr_array_add(tables, (gpointer)&NODE_TABLE);
    g_ptr_array_add(tables, (gpointer)&CONSOLE_TABLE);
    g_ptr_array_add(tables, (gpointer)&API_TABLE);
    g_ptr_array_add(tables, (gpointer)&WEBHOOK_TABLE);
    g_ptr_array_add(tables, (gpointer)&PORTAL_TABLE);
    g_ptr_array_add(tables, (gpointer)&PUBLISHING_TABLE);
    g_ptr_array_add(tables, (gpointer)&RELAY_TABLE);
    g_ptr_array_add(tables, (gpointer)&NEWSLETTER_TABLE);
    g_ptr_array_add(tables, (gpointer)&CHANNEL_TABLE);
    for (const struct channel_driver *const *driver = CHANNEL_DRIVERS; *driver != NULL; driver++)
        add_driver("channel", (*driver)->name, (*driver)->summary, (*driver)->settings);
    for (const struct filter_driver *const *driver = FILTER_DRIVERS; *driver != NULL; driver++)
        add_driver("filter", (*driver)->name, (*driver)->summary, (*driver)->settings);
    g_ptr_array_add(tables, NULL);
}

const ConfigTable *const *
node_config_tables(void)
{
    pthread_once(&once, gather);
    return (const ConfigTable *const *)tables->pdata;
}

Config *
node_config_load(const char *path, GError **error)
{
    return config_load(path, node_config_tables(), error);
}

char *
node_config_url(const Config *config, const char *group)
{
    const char *public_url = config_text(config, group, "public-url");
    const NetAddress *listen = config_address(config, group, "listen");
    g_autofree char *at =
        listen != NULL && listen->kind == NETADDRESS_TCP && listen->port != 0 ? netaddress_format(listen) : NULL;
    char *url = public_url != NULL ? g_strdup(public_url) : at != NULL ? g_strconcat("http://", at, NULL) : NULL;
    gsize length = url != NULL ? strlen(url) : 0;

    if (length > 0 && url[length - 1] == '/')
        url[length - 1] = '\0';
    return url;
}
