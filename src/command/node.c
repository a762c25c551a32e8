/* SPDX-License-Identifier: Apache-2.0 */
#include "command/node.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/log.h"
#include "command/share-folder.h"
#include "journal/checkpoint.h"
#include "mediation/cases/clocks.h"
#include "mediation/cases/seen.h"
#include "mediation/cases/snoozing.h"
#include "mediation/channel-host.h"
#include "mediation/commenting/commenting.h"
#include "mediation/delivering/delivery.h"
#include "mediation/delivering/errands.h"
#include "mediation/delivering/pausing.h"
#include "mediation/filter-host.h"
#include "mediation/indexing.h"
#include "mediation/people/citizen-access.h"
#include "mediation/publishing/announcing.h"
#include "mediation/publishing/publishing.h"
#include "mediation/receiving/screening.h"
#include "mediation/releasing/acknowledgement.h"
#include "mediation/releasing/emergency.h"
#include "mediation/releasing/noticing.h"
#include "mediation/releasing/proposing.h"
#include "mediation/subscribing/heeding.h"
#include "mediation/subscribing/newsletter.h"
#include "mediation/subscribing/subscribing.h"
#include "mediation/tables/policy.h"

#define CHECKPOINT_INTERVAL (10 * CLOCK_SECOND)

/* Added to the node's number for the ids that a visitor makes, so that they differ from those made beside it. */
#define VISITOR_IDS 512

struct Node {
    const Config *config;
    NodeMode mode;
    char *data;
    int lock;
    Secret *secret;
    JournalKey *journal_key;
    Store *store;
    Locales *locales;
    Intake *intake;
    Delivering *delivering;
    Errands *errands;
    char *portal_url, *console_url;
    Indexing *indexing;
    WebhookCarrier *webhooks;
    Mediation mediation;
    gboolean started;
};

/* ---- the data folder ---- */

static gboolean
take_lock(Node *node, GError **error)
{
    g_autofree char *path = g_build_filename(node->data, "lock", NULL);

    if (node->mode != NODE_SERVE)
        return TRUE;
    node->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (node->lock < 0) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG, "opening %s: %s", path, g_strerror(errno));
        return FALSE;
    }
    if (flock(node->lock, LOCK_EX | LOCK_NB) == 0)
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY,
                "another process serves the data folder %s; stop it first, or give this node a folder of its own",
                node->data);
    return FALSE;
}

static gboolean
prepare_folder(Node *node, GError **error)
{
    if (node->mode == NODE_SERVE && g_mkdir_with_parents(node->data, 0700) != 0) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG, "making the data folder %s: %s", node->data,
                    g_strerror(errno));
        return FALSE;
    }
    return take_lock(node, error);
}

static gboolean
open_keys(Node *node, GError **error)
{
    g_autofree char *secret = g_build_filename(node->data, "secret.key", NULL);
    g_autofree char *journal = g_build_filename(node->data, "journal.key", NULL);
    const char *domain = config_text(node->config, "node", "domain"),
               *instance = config_text(node->config, "node", "instance");
    gboolean create = node->mode == NODE_SERVE;

    node->secret = create ? secret_open_or_create(secret, error) : secret_open(secret, error);
    if (node->secret == NULL)
        return FALSE;
    node->journal_key = create ? journal_key_open_or_create(journal, domain, instance, error)
                               : journal_key_open(journal, domain, instance, error);
    return node->journal_key != NULL;
}

static gboolean
open_store(Node *node, GError **error)
{
    static const KeyStoreMode MODES[] = { KEY_STORE_OWNER, KEY_STORE_VISITOR, KEY_STORE_READER };
    guint8 master[RECORD_SECRET_SIZE];

    secret_derive(node->secret, "record keys", master, sizeof master);
    node->store =
        store_open(&(StoreOptions){ .folder = node->data, .master = master, .mode = MODES[node->mode] }, error);
    return node->store != NULL;
}

/* ---- the citizens' door ---- */

static void
open_access(Node *node)
{
    guint8 secret[DIGEST_SIZE];

    secret_derive(node->secret, "citizen access", secret, sizeof secret);
    node->portal_url = node_config_url(node->config, "portal");
    node->mediation.portal_url = node->portal_url;
    node->mediation.telephone = config_text(node->config, "portal", "telephone");
    node->console_url = node_config_url(node->config, "console");
    node->mediation.console_url = node->console_url;
    node->mediation.access = citizen_access_new(&node->mediation, secret);
}

static void
open_subscribing(Node *node)
{
    SubscribingSettings settings = {
        .from = config_text(node->config, "newsletter", "from"),
        .connections = (guint)config_integer(node->config, "newsletter", "connections"),
        .digest_hour = (guint)config_integer(node->config, "newsletter", "digest-hour"),
    };

    secret_derive(node->secret, "subscriptions", settings.secret, sizeof settings.secret);
    node->mediation.subscribing = subscribing_new(&node->mediation, &settings);
}

static gboolean
open_channels(Node *node, GError **error)
{
    guint8 master[DIGEST_SIZE];
    ChannelHost host = channel_host_make(&node->mediation, node->intake);

    secret_derive(node->secret, "channels", master, sizeof master);
    node->mediation.channels = channels_open(node->config, CHANNEL_DRIVERS, &host, master, error);
    return node->mediation.channels != NULL;
}

static gboolean
open_mediation(Node *node, GError **error)
{
    Mediation *mediation = &node->mediation;
    g_autofree char *locale = share_folder_find(config_text(node->config, "node", "share"), "locale");

    node->locales = locales_load(locale, error);
    if (node->locales == NULL)
        return FALSE;
    mediation->store = node->store;
    mediation->locales = node->locales;
    mediation->authority = config_text(node->config, "node", "authority");
    mediation->domain = config_text(node->config, "node", "domain");
    mediation->case_prefix = config_text(node->config, "node", "case-prefix");
    mediation->language = config_text(node->config, "node", "language");
    mediation->timezone = config_text(node->config, "node", "timezone");
    mediation->directory = directory_open(node->store, error);
    if (mediation->directory == NULL)
        return FALSE;
    mediation->routing = routing_open(node->store, mediation->directory, error);
    if (mediation->routing == NULL)
        return FALSE;
    mediation->policy = policy_open(node->store, error);
    if (mediation->policy == NULL)
        return FALSE;
    mediation->work = work_new(node->store);
    mediation->publishing = publishing_new(mediation);
    mediation->approvals = (guint)config_integer(node->config, "publishing", "approvals");
    mediation->review_hours = (guint)config_integer(node->config, "publishing", "after-review");
    open_access(node);
    open_subscribing(node);
    node->intake = intake_new(mediation);
    mediation->lexicon = lexicon_open(node->store, error);
    if (mediation->lexicon == NULL)
        return FALSE;
    filter_host_init(mediation);
    mediation->filters = filters_open(node->config, FILTER_DRIVERS, &mediation->filter_host, error);
    return mediation->filters != NULL && open_channels(node, error);
}

/* ---- checkpoints ---- */

typedef struct {
    Node *node;
    guint signed_now;
} Signing;

static gboolean
sign_due(DbSession *session, gpointer data, GError **error)
{
    Signing *signing = data;

    return journal_checkpoint_sign_due(session, signing->node->journal_key, &signing->signed_now, error);
}

gboolean
node_sign_checkpoint(Node *node, GError **error)
{
    Signing signing = { node, 0 };

    return store_write_background(node->store, sign_due, &signing, error);
}

static void
tick_checkpoint(gpointer data)
{
    g_autoptr(GError) error = NULL;

    if (!node_sign_checkpoint(data, &error))
        log_failure("journal.checkpoint-failed", error);
}

/* ---- the whole ---- */

static gboolean
register_work(Node *node, GError **error)
{
    screening_register(&node->mediation);
    clocks_register(&node->mediation);
    snoozing_register(&node->mediation);
    seen_register(&node->mediation);
    proposing_register(&node->mediation);
    publishing_register(&node->mediation);
    acknowledgement_register(&node->mediation);
    announcing_register(&node->mediation);
    pausing_register(&node->mediation);
    node->errands = errands_register(&node->mediation);
    emergency_register(&node->mediation);
    noticing_register(&node->mediation);
    commenting_register(&node->mediation);
    subscribing_register(&node->mediation);
    heeding_register(&node->mediation);
    newsletter_register(&node->mediation);
    node->delivering = delivery_register(&node->mediation);
    node->indexing = indexing_register(&node->mediation);
    work_every(node->mediation.work, "checkpoint", CHECKPOINT_INTERVAL, tick_checkpoint, node);
    node->webhooks = webhook_carrier_open(node->config, &node->mediation, error);
    return node->webhooks != NULL;
}

Node *
node_open(const Config *config, NodeMode mode, GError **error)
{
    Node *node = g_new0(Node, 1);

    node->config = config;
    node->mode = mode;
    node->lock = -1;
    node->data = g_strdup(config_text(config, "node", "data"));
    log_set_level((LogLevel)config_choice(config, "node", "log-level"));
    id_set_node((guint)config_integer(config, "node", "node") + (mode == NODE_VISIT ? VISITOR_IDS : 0));
    if (prepare_folder(node, error) && open_keys(node, error) && open_store(node, error) &&
        open_mediation(node, error) && register_work(node, error))
        return node;
    node_close(node);
    return NULL;
}

gboolean
node_start(Node *node, GError **error)
{
    node->started = TRUE;
    return newsletter_prepare(&node->mediation, error) && work_start(node->mediation.work, error) &&
           channels_start(node->mediation.channels, error);
}

void
node_stop(Node *node, gint64 grace)
{
    if (!node->started)
        return;
    channels_stop(node->mediation.channels, grace);
    work_stop(node->mediation.work);
    node->started = FALSE;
}

void
node_close(Node *node)
{
    Mediation *mediation = &node->mediation;

    node_stop(node, 0);
    g_clear_pointer(&mediation->channels, channels_close);
    g_clear_pointer(&mediation->filters, filters_close);
    g_clear_pointer(&node->webhooks, webhook_carrier_close);
    g_clear_pointer(&mediation->lexicon, lexicon_close);
    g_clear_pointer(&node->delivering, delivery_unregister);
    g_clear_pointer(&node->errands, errands_unregister);
    g_clear_pointer(&node->indexing, indexing_free);
    g_clear_pointer(&node->intake, intake_free);
    g_clear_pointer(&mediation->access, citizen_access_free);
    g_clear_pointer(&mediation->subscribing, subscribing_free);
    g_clear_pointer(&mediation->publishing, publishing_free);
    g_clear_pointer(&mediation->work, work_free);
    g_clear_pointer(&mediation->policy, policy_close);
    g_clear_pointer(&mediation->routing, routing_close);
    g_clear_pointer(&mediation->directory, directory_close);
    g_clear_pointer(&node->locales, locales_free);
    g_clear_pointer(&node->store, store_close);
    g_clear_pointer(&node->journal_key, journal_key_free);
    g_clear_pointer(&node->secret, secret_free);
    if (node->lock >= 0)
        close(node->lock);
    g_free(node->portal_url);
    g_free(node->console_url);
    g_free(node->data);
    g_free(node);
}

const Config *
node_config(const Node *node)
{
    return node->config;
}

Mediation *
node_mediation(Node *node)
{
    return &node->mediation;
}

Store *
node_store(Node *node)
{
    return node->store;
}

const JournalKey *
node_journal_key(const Node *node)
{
    return node->journal_key;
}

Delivering *
node_delivering(Node *node)
{
    return node->delivering;
}

Webhooks *
node_webhooks(Node *node)
{
    return webhook_carrier_webhooks(node->webhooks);
}

const Secret *
node_secret(const Node *node)
{
    return node->secret;
}

const char *
node_data(const Node *node)
{
    return node->data;
}
