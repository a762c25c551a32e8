/* SPDX-License-Identifier: Apache-2.0 */
/* The relay's end: listens for the gateway in the node's place, and answers 200 when what it posted is on disk.
 *
 * Handlers run on the server's threads. Each hands its post to the relay's own thread, which alone touches the spool,
 * and sleeps until that says that it is synced, or that there is no room, or for PATIENCE. Proofs are checked here,
 * since a signature is good for minutes only and the spool is not for everybody; the node believes what comes out of
 * the spool, for that is sealed. */
#include <errno.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/log.h"
#include "base/thread.h"
#include "channels/sms/sms-private.h"

#define PATIENCE (20 * CLOCK_SECOND)

typedef enum { POST_HANDED, POST_APPENDED, POST_KEPT, POST_REFUSED } PostState;

/* Lives on its handler's stack, and in the queue until it is kept or refused. */
typedef struct {
    const char *sender;
    GBytes *item;
    PostState state;
    guint64 number;
} Post;

typedef struct {
    RelayLine line;
    char *name, *key;
    SmsInlet inlet;
    HttpServer *server;
    int bell; /* rings when there is a post */
    Mutex mutex;
    Condition changed;
    GQueue posts; /* Post * */
    gboolean over;
} SmsLine;

/* ---- on the server's threads ---- */

static void
hand_over(SmsLine *line, Post *post)
{
    gint64 deadline = clock_monotonic() + PATIENCE;
    guint64 one = 1;

    MUTEX_HELD(&line->mutex);
    g_queue_push_tail(&line->posts, post);
    if (write(line->bell, &one, sizeof one) < 0 && errno != EAGAIN)
        log_event(LOG_WARNING, "relay.bell", "error", g_strerror(errno), NULL);
    while (!line->over && post->state < POST_KEPT && clock_monotonic() < deadline)
        condition_wait_until(&line->changed, &line->mutex, deadline);
    g_queue_remove(&line->posts, post);
}

static gboolean
keep(gpointer data, const char *sender, GBytes *item, HttpResponse *response, GError **error)
{
    Post post = { .sender = sender, .item = item };

    (void)error;
    hand_over(data, &post);
    if (post.state == POST_KEPT)
        return http_response_text(response, "");
    http_response_set_status(response, 503);
    return http_response_text(response, "not now\n");
}

/* ---- on the relay's ---- */

/* What was appended before the last sync is on disk. */
static void
prepare(RelayLine *base, struct pollfd *ret, gint64 *deadline)
{
    SmsLine *line = (SmsLine *)base;

    (void)deadline;
    *ret = (struct pollfd){ .fd = line->bell, .events = POLLIN };
    MUTEX_HELD(&line->mutex);
    for (GList *link = line->posts.head; link != NULL; link = link->next) {
        Post *post = link->data;

        if (post->state == POST_APPENDED && post->number <= spool_synced(line->line.in))
            post->state = POST_KEPT;
    }
    condition_broadcast(&line->changed);
}

static void
turn(RelayLine *base, short happened)
{
    SmsLine *line = (SmsLine *)base;
    guint64 rings;

    if (happened == 0 || read(line->bell, &rings, sizeof rings) < 0)
        return;
    MUTEX_HELD(&line->mutex);
    for (GList *link = line->posts.head; link != NULL; link = link->next) {
        Post *post = link->data;
        g_autoptr(GError) trouble = NULL;

        if (post->state != POST_HANDED)
            continue;
        post->state = spool_append(line->line.in, post->sender, post->item, &post->number, &trouble) ? POST_APPENDED
                                                                                                     : POST_REFUSED;
        if (trouble != NULL)
            log_event(LOG_WARNING, "relay.full", "line", line->name, "error", trouble->message, NULL);
    }
}

static GBytes *
check(RelayLine *line, const guint8 *bytes, gsize length, GError **error)
{
    (void)line;
    (void)bytes;
    (void)length;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "nothing goes out by this line");
    return NULL;
}

static void
pass(RelayLine *line, GBytes *bytes)
{
    (void)line;
    (void)bytes;
}

/* The gateway comes to us. */
static gboolean
is_up(const RelayLine *line)
{
    (void)line;
    return TRUE;
}

static void
line_free(RelayLine *base)
{
    SmsLine *line = (SmsLine *)base;

    mutex_lock(&line->mutex);
    line->over = TRUE;
    condition_broadcast(&line->changed);
    mutex_unlock(&line->mutex);
    g_clear_pointer(&line->server, http_server_stop);
    g_clear_pointer(&line->line.in, spool_close);
    g_clear_pointer(&line->line.out, spool_close);
    close(line->bell);
    condition_clear(&line->changed);
    mutex_clear(&line->mutex);
    config_secret_free(line->key);
    g_free(line->name);
    g_free(line);
}

static const RelayLineMethods METHODS = {
    .prepare = prepare, .turn = turn, .check = check, .pass = pass, .is_up = is_up, .free = line_free
};

static gboolean
listen_for_gateway(SmsLine *line, const SmsGateway *gateway, const NetAddress *listen, GError **error)
{
    g_autofree char *address = netaddress_format(listen);
    HttpServerSettings settings = {
        .listen = address, .connections = SMS_POSTS_MAX, .waiting = SMS_POSTS_MAX, .threads = 1
    };
    HttpFace face = { .routes = gateway->routes, .route_count = gateway->route_count, .data = &line->inlet };

    line->server = http_server_new(&settings, error);
    if (line->server == NULL)
        return FALSE;
    http_server_add(line->server, &face);
    return http_server_start(line->server, error);
}

RelayLine *
sms_line_new(const SmsGateway *gateway, const Config *config, const char *group, char *key, Spool *in, Spool *out,
             GError **error)
{
    const NetAddress *listen = config_address(config, group, "listen");
    SmsLine *line;

    if (config_address(config, group, "relay") == NULL || listen == NULL || key == NULL) {
        config_secret_free(key);
        return NULL;
    }
    line = g_new0(SmsLine, 1);
    line->name = g_strdup(strchr(group, '.') + 1);
    line->key = key;
    line->inlet = (SmsInlet){ .key = key, .strict = TRUE, .keep = keep, .data = line };
    line->line = (RelayLine){ .methods = &METHODS, .name = line->name, .in = in, .out = out };
    mutex_init(&line->mutex);
    condition_init(&line->changed);
    g_queue_init(&line->posts);
    line->bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (listen_for_gateway(line, gateway, listen, error))
        return &line->line;
    line->line.in = line->line.out = NULL; /* the caller's still */
    line_free(&line->line);
    return NULL;
}
