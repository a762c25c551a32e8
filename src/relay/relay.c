/* SPDX-License-Identifier: Apache-2.0 */
#include "relay/relay.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "net/listener-socket.h"
#include "relay/relay-private.h"

#define PEERS_MAX 64
#define LONGEST   CLOCK_HOUR

Relay *
relay_new(const NetAddress *listen, GError **error)
{
    g_autoptr(Relay) relay = g_new0(Relay, 1);

    relay->listen = netaddress_copy(listen);
    relay->lines = g_ptr_array_new();
    relay->peers = g_ptr_array_new_with_free_func((GDestroyNotify)peer_free);
    relay->fd = listener_open_socket(listen, 0660, error);
    return relay->fd >= 0 ? g_steal_pointer(&relay) : NULL;
}

void
relay_free(Relay *relay)
{
    g_ptr_array_unref(relay->peers);
    for (guint i = 0; i < relay->lines->len; i++) {
        RelayLine *line = g_ptr_array_index(relay->lines, i);

        line->methods->free(line);
    }
    g_ptr_array_unref(relay->lines);
    if (relay->fd >= 0) {
        close(relay->fd);
        if (relay->listen->kind == NETADDRESS_UNIX)
            unlink(relay->listen->path);
    }
    netaddress_free(relay->listen);
    g_free(relay);
}

void
relay_add(Relay *relay, RelayLine *line)
{
    g_ptr_array_add(relay->lines, line);
}

/* ---- nodes ---- */

static void
accept_peers(Relay *relay)
{
    for (;;) {
        int fd = accept4(relay->fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);

        if (fd < 0)
            return;
        if (relay->peers->len < PEERS_MAX)
            g_ptr_array_add(relay->peers, peer_new(fd));
        else
            close(fd);
    }
}

/* TRUE when there were some: what they held is there to be given. */
static gboolean
drop_peers(Relay *relay)
{
    guint before = relay->peers->len;

    for (guint i = relay->peers->len; i-- > 0;)
        if (((Peer *)g_ptr_array_index(relay->peers, i))->over)
            g_ptr_array_remove_index_fast(relay->peers, i);
    return relay->peers->len < before;
}

/* A line is attended while some node takes what comes in. */
static void
look_who_attends(Relay *relay)
{
    for (guint i = 0; i < relay->lines->len; i++)
        ((RelayLine *)g_ptr_array_index(relay->lines, i))->attended = FALSE;
    for (guint i = 0; i < relay->peers->len; i++) {
        const Peer *peer = g_ptr_array_index(relay->peers, i);

        if (peer->line != NULL && peer->attends)
            peer->line->attended = TRUE;
    }
}

/* ---- one round: wait, read everything, sync, tell and hand on ---- */

static int
milliseconds_until(gint64 deadline)
{
    gint64 left = deadline - clock_monotonic();

    return left <= 0 ? 0 : (int)MIN((left + 999) / 1000, G_MAXINT);
}

/* FALSE: told to stop. What happened is in @polled: stop, listener, lines, peers. */
static gboolean
wait_for_something(Relay *relay, int stop_fd, GArray *polled)
{
    gint64 deadline = clock_monotonic() + LONGEST;
    struct pollfd *all;

    g_array_set_size(polled, 2 + relay->lines->len + relay->peers->len);
    all = (struct pollfd *)(void *)polled->data;
    all[0] = (struct pollfd){ .fd = stop_fd, .events = POLLIN };
    all[1] = (struct pollfd){ .fd = relay->fd, .events = POLLIN };
    for (guint i = 0; i < relay->lines->len; i++) {
        RelayLine *line = g_ptr_array_index(relay->lines, i);

        line->methods->prepare(line, &all[2 + i], &deadline);
    }
    for (guint i = 0; i < relay->peers->len; i++) {
        const Peer *peer = g_ptr_array_index(relay->peers, i);

        all[2 + relay->lines->len + i] =
            (struct pollfd){ .fd = peer->fd, .events = (short)(POLLIN | (peer->output->len > 0 ? POLLOUT : 0)) };
    }
    if (poll(all, polled->len, milliseconds_until(deadline)) <= 0)
        for (guint i = 0; i < polled->len; i++)
            all[i].revents = 0;
    return all[0].revents == 0;
}

static void
read_everything(Relay *relay, const struct pollfd *all)
{
    guint lines = relay->lines->len, peers = relay->peers->len;

    for (guint i = 0; i < peers; i++)
        peer_turn(relay, g_ptr_array_index(relay->peers, i), all[2 + lines + i].revents);
    drop_peers(relay);
    look_who_attends(relay);
    for (guint i = 0; i < lines; i++) {
        RelayLine *line = g_ptr_array_index(relay->lines, i);

        line->methods->turn(line, all[2 + i].revents);
    }
    if (all[1].revents != 0)
        accept_peers(relay);
}

static void
sync_lines(Relay *relay)
{
    for (guint i = 0; i < relay->lines->len; i++) {
        RelayLine *line = g_ptr_array_index(relay->lines, i);

        spool_sync(line->in);
        spool_sync(line->out);
    }
}

static void
tell_peers(Relay *relay)
{
    do {
        for (guint i = 0; i < relay->peers->len; i++) {
            Peer *peer = g_ptr_array_index(relay->peers, i);

            peer_settle(peer);
            peer_give(relay, peer);
            peer_write(peer);
        }
    } while (drop_peers(relay));
}

void
relay_run(Relay *relay, int stop_fd)
{
    g_autoptr(GArray) polled = g_array_new(FALSE, TRUE, sizeof(struct pollfd));

    while (wait_for_something(relay, stop_fd, polled)) {
        read_everything(relay, (const struct pollfd *)(const void *)polled->data);
        sync_lines(relay);
        tell_peers(relay);
    }
    sync_lines(relay);
}
