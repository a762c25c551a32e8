/* SPDX-License-Identifier: Apache-2.0 */
#include "command/faces.h"

#include <sodium.h>

#include "api/api.h"
#include "base/error.h"
#include "base/log.h"
#include "command/share-folder.h"
#include "console/console.h"
#include "mediation/releasing/drafting.h"
#include "portal/portal.h"
#include "store/content-doomed.h"

/* From check-proof.sh. */
extern const char CHECK_PROOF[];

struct Faces {
    Node *node;
    Monitor *monitor;
    PasswordHasher *hasher;
    SignIn *sign_in;
    SecondFactor *second_factor;
    CountsView *counts;
    Console *console;
    Requests *requests;
    guint8 api_secret[DIGEST_SIZE];
    Api *api;
    Portal *portal;
};

static void
add_monitor(Faces *faces, HttpServer *server)
{
    Node *node = faces->node;
    HttpFace face;

    faces->monitor =
        monitor_new(&(MonitorSettings){ .mediation = node_mediation(node),
                                        .delivering = node_delivering(node),
                                        .server = server,
                                        .token = config_text(node_config(node), "console", "metrics-token"),
                                        .version = TRIBUNE_VERSION });
    face = monitor_face(faces->monitor);
    http_server_add(server, &face);
}

/* ---- the console ---- */

static char *
make_vkey(gpointer data, int year)
{
    return journal_key_vkey(node_journal_key(data), year);
}

static void
tick_purge(gpointer data)
{
    g_autoptr(GError) error = NULL;

    if (!sign_in_purge(data, &error))
        log_failure("session.purge-failed", error);
}

static SecondFactor *
make_second_factor(Node *node)
{
    guint8 key[32];
    SecondFactor *factor;

    secret_derive(node_secret(node), "second factors", key, sizeof key);
    factor = second_factor_new(node_mediation(node)->store, key, node_mediation(node)->authority);
    sodium_memzero(key, sizeof key);
    return factor;
}

static gboolean
add_console(Faces *faces, HttpServer *server, GError **error)
{
    Mediation *mediation = node_mediation(faces->node);
    const char *share = config_text(node_config(faces->node), "node", "share");
    g_autofree char *templates = share_folder_find(share, "templates"), *assets = share_folder_find(share, "assets");

    faces->hasher = password_hasher_new();
    faces->sign_in = sign_in_new(mediation->store, faces->hasher);
    faces->second_factor = make_second_factor(faces->node);
    faces->counts = counts_view_new(mediation->store);
    faces->console = console_new(&(ConsoleSettings){ .mediation = mediation,
                                                     .sign_in = faces->sign_in,
                                                     .hasher = faces->hasher,
                                                     .second_factor = faces->second_factor,
                                                     .require_second_factor = config_boolean(
                                                         node_config(faces->node), "console", "require-second-factor"),
                                                     .webhooks = node_webhooks(faces->node),
                                                     .counts = faces->counts,
                                                     .events = http_server_events(server),
                                                     .templates = templates,
                                                     .assets = assets,
                                                     .vkey = make_vkey,
                                                     .vkey_data = faces->node },
                                 error);
    if (faces->console == NULL)
        return FALSE;
    http_server_add(server, console_face(faces->console));
    mediation->on_change = console_publish;
    mediation->on_change_data = faces->console;
    work_every(mediation->work, "drafts", CONTENT_DOOMED_INTERVAL, drafting_tick, mediation);
    work_every(mediation->work, "sessions", CLOCK_HOUR, tick_purge, faces->sign_in);
    return TRUE;
}

/* ---- programs ---- */

static void
tick_requests(gpointer data)
{
    g_autoptr(GError) error = NULL;

    if (!requests_purge(data, &error))
        log_failure("api.purge-failed", error);
}

/* After the console, whose page says that something is not there. */
static void
add_api(Faces *faces, HttpServer *server)
{
    Mediation *mediation = node_mediation(faces->node);

    secret_derive(node_secret(faces->node), "api cursors", faces->api_secret, sizeof faces->api_secret);
    faces->requests = requests_new(mediation->store);
    faces->api = api_new(&(ApiSettings){ .mediation = mediation,
                                         .requests = faces->requests,
                                         .webhooks = node_webhooks(faces->node),
                                         .rate = (guint)config_integer(node_config(faces->node), "api", "rate"),
                                         .secret = faces->api_secret });
    http_server_add(server, api_face(faces->api));
    work_every(mediation->work, "requests", CLOCK_HOUR, tick_requests, faces->requests);
}

/* ---- the citizens' pages ---- */

/* Pages have one address each. */
static gboolean
check_alone(const Channels *channels, guint index, GError **error)
{
    const Channel *channel = channels_at(channels, index);

    for (guint i = 0; channel->driver->routes != NULL && i < index; i++) {
        if (channels_at(channels, i)->driver != channel->driver)
            continue;
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG,
                    "[channel.%s] and [channel.%s] have the same pages; a driver with pages can be there once",
                    channels_at(channels, i)->name, channel->name);
        return FALSE;
    }
    return TRUE;
}

static gboolean
add_portal(Faces *faces, HttpServer *server, GError **error)
{
    const Config *config = node_config(faces->node);
    const char *share = config_text(config, "node", "share");
    const Channels *channels = node_mediation(faces->node)->channels;
    g_autofree char *templates = share_folder_find(share, "templates"), *assets = share_folder_find(share, "assets");

    faces->portal = portal_new(&(PortalSettings){ .mediation = node_mediation(faces->node),
                                                  .templates = templates,
                                                  .assets = assets,
                                                  .hours = config_text(config, "portal", "hours"),
                                                  .telephone = config_text(config, "portal", "telephone"),
                                                  .mail = config_text(config, "portal", "mail"),
                                                  .visit = config_text(config, "portal", "visit"),
                                                  .answer_days = (guint)config_integer(config, "portal", "answer-days"),
                                                  .privacy_contact = config_text(config, "portal", "privacy-contact"),
                                                  .complaints = config_text(config, "portal", "complaints"),
                                                  .vkey = make_vkey,
                                                  .vkey_data = faces->node,
                                                  .check_proof = CHECK_PROOF },
                               error);
    if (faces->portal == NULL)
        return FALSE;
    http_server_add(server, portal_face(faces->portal));
    for (guint i = 0; i < channels_count(channels); i++) {
        const Channel *channel = channels_at(channels, i);
        HttpFace face;

        if (!check_alone(channels, i, error))
            return FALSE;
        face = portal_channel_face(faces->portal, channel->driver, channel->handle);
        if (face.route_count > 0)
            http_server_add(server, &face);
    }
    return TRUE;
}

Faces *
faces_new(Node *node, HttpServer *server, HttpServer *portal, GError **error)
{
    g_autoptr(Faces) faces = g_new0(Faces, 1);

    faces->node = node;
    add_monitor(faces, server);
    if (!add_console(faces, server, error))
        return NULL;
    add_api(faces, server);
    if (portal != NULL && !add_portal(faces, portal, error))
        return NULL;
    return g_steal_pointer(&faces);
}

void
faces_free(Faces *faces)
{
    g_clear_pointer(&faces->api, api_free);
    g_clear_pointer(&faces->requests, requests_free);
    g_clear_pointer(&faces->portal, portal_free);
    g_clear_pointer(&faces->console, console_free);
    g_clear_pointer(&faces->counts, counts_view_free);
    g_clear_pointer(&faces->second_factor, second_factor_free);
    g_clear_pointer(&faces->sign_in, sign_in_free);
    g_clear_pointer(&faces->hasher, password_hasher_free);
    g_clear_pointer(&faces->monitor, monitor_free);
    g_free(faces);
}

void
faces_set_state(Faces *faces, MonitorState state)
{
    monitor_set_state(faces->monitor, state);
}
