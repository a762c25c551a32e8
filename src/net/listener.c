/* SPDX-License-Identifier: Apache-2.0 */
#include "net/listener.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/thread.h"
#include "net/listener-socket.h"

#define REFUSAL_TIME (200 * 1000)
#define PAUSE_MS     100

typedef struct {
    Stream *stream;
    char *client;
    char *counted; /* what per_client counts; NULL: nothing */
} Connection;

struct Listener {
    ListenerSettings settings;
    char *path; /* of our unix socket file, to be removed */
    int fd, stop;
    guint16 port;
    Thread *acceptor;

    Mutex mutex;
    Condition arrived, ended;
    gboolean stopping;
    GQueue waiting;    /* connections that no thread has taken yet */
    GPtrArray *served; /* connections that a thread serves */
    GPtrArray *threads;
    guint idle;          /* threads that wait for a connection */
    GHashTable *clients; /* counted → how many */
    guint64 refused;
};

/* ---- who the client is ---- */

/* Its number as text, and what the limit per client counts. */
static void
name_client(const struct sockaddr_storage *address, char **ret_client, char **ret_counted)
{
    const struct sockaddr_in6 *six = (const struct sockaddr_in6 *)address;
    const struct sockaddr_in *four = (const struct sockaddr_in *)address;
    struct in6_addr network;
    char text[INET6_ADDRSTRLEN];

    *ret_counted = NULL;
    if (address->ss_family == AF_INET) {
        inet_ntop(AF_INET, &four->sin_addr, text, sizeof text);
    } else if (address->ss_family == AF_INET6 && IN6_IS_ADDR_V4MAPPED(&six->sin6_addr)) {
        inet_ntop(AF_INET, six->sin6_addr.s6_addr + 12, text, sizeof text);
    } else if (address->ss_family == AF_INET6) {
        network = six->sin6_addr;
        memset(network.s6_addr + 8, 0, 8);
        inet_ntop(AF_INET6, &network, text, sizeof text);
        *ret_counted = g_strdup(text);
        inet_ntop(AF_INET6, &six->sin6_addr, text, sizeof text);
    } else {
        *ret_client = g_strdup("unix");
        return;
    }
    *ret_client = g_strdup(text);
    if (*ret_counted == NULL)
        *ret_counted = g_strdup(text);
}

static guint
count_of(Listener *listener, const char *counted)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(listener->clients, counted));
}

static void
set_count(Listener *listener, const char *counted, guint count)
{
    if (count == 0)
        g_hash_table_remove(listener->clients, counted);
    else
        g_hash_table_insert(listener->clients, g_strdup(counted), GUINT_TO_POINTER(count));
}

/* ---- serving ---- */

static void
connection_free(Connection *connection)
{
    stream_close(connection->stream);
    g_free(connection->client);
    g_free(connection->counted);
    g_free(connection);
}

/* Blocks; NULL when this thread shall end. */
static Connection *
take(Listener *listener)
{
    Connection *connection;

    MUTEX_HELD(&listener->mutex);
    listener->idle++;
    while (g_queue_is_empty(&listener->waiting) && !listener->stopping)
        condition_wait(&listener->arrived, &listener->mutex);
    listener->idle--;
    connection = g_queue_pop_head(&listener->waiting);
    if (connection != NULL)
        g_ptr_array_add(listener->served, connection);
    return connection;
}

static void
give_back(Listener *listener, Connection *connection)
{
    MUTEX_HELD(&listener->mutex);
    g_ptr_array_remove_fast(listener->served, connection);
    if (connection->counted != NULL)
        set_count(listener, connection->counted, count_of(listener, connection->counted) - 1);
    connection_free(connection);
    condition_broadcast(&listener->ended);
}

static void
serve_connections(gpointer data)
{
    Listener *listener = data;
    Connection *connection;

    while ((connection = take(listener)) != NULL) {
        listener->settings.serve(connection->stream, connection->client, listener->settings.data);
        give_back(listener, connection);
    }
}

/* ---- accepting ---- */

static guint
count_held(const Listener *listener)
{
    return listener->served->len + listener->waiting.length;
}

/* TRUE when a thread will serve @connection. */
static gboolean
admit(Listener *listener, Connection *connection, ListenerRefusal *ret_why)
{
    const ListenerSettings *settings = &listener->settings;

    MUTEX_HELD(&listener->mutex);
    if (count_held(listener) >= settings->connections) {
        *ret_why = LISTENER_FULL;
    } else if (settings->per_client > 0 && connection->counted != NULL &&
               count_of(listener, connection->counted) >= settings->per_client) {
        *ret_why = LISTENER_CLIENT_FULL;
    } else {
        if (connection->counted != NULL)
            set_count(listener, connection->counted, count_of(listener, connection->counted) + 1);
        g_queue_push_tail(&listener->waiting, connection);
        if (listener->idle < listener->waiting.length && listener->threads->len < settings->connections)
            g_ptr_array_add(listener->threads, thread_start(settings->name, serve_connections, listener));
        condition_signal(&listener->arrived);
        return TRUE;
    }
    listener->refused++;
    return FALSE;
}

static void
refuse(Listener *listener, Connection *connection, ListenerRefusal why)
{
    if (listener->settings.refuse != NULL) {
        stream_set_deadline(connection->stream, clock_monotonic() + REFUSAL_TIME);
        listener->settings.refuse(connection->stream, why, listener->settings.data);
    }
    connection_free(connection);
}

static void
accept_one(Listener *listener, int fd, const struct sockaddr_storage *address)
{
    Connection *connection = g_new0(Connection, 1);
    ListenerRefusal why;

    connection->stream = stream_new_socket(fd);
    stream_set_timeout(connection->stream, listener->settings.timeout);
    stream_set_interrupt(connection->stream, listener->stop);
    name_client(address, &connection->client, &connection->counted);
    if (!admit(listener, connection, &why))
        refuse(listener, connection, why);
}

/* A connection that was gone before it was accepted is no trouble; having no descriptors or memory left is. */
static gboolean
is_trouble(int problem)
{
    return problem == EMFILE || problem == ENFILE || problem == ENOBUFS || problem == ENOMEM;
}

static void
accept_connections(gpointer data)
{
    Listener *listener = data;
    struct pollfd polled[] = { { .fd = listener->stop, .events = POLLIN }, { .fd = listener->fd, .events = POLLIN } };
    gboolean paused = FALSE;

    for (;;) {
        struct sockaddr_storage address = { 0 };
        socklen_t length = sizeof address;
        int fd;

        if (poll(polled, paused ? 1 : G_N_ELEMENTS(polled), paused ? PAUSE_MS : -1) < 0 && errno != EINTR)
            g_error("waiting for connections: %s", g_strerror(errno));
        if (polled[0].revents != 0)
            return;
        fd = accept4(listener->fd, (struct sockaddr *)&address, &length, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (fd >= 0)
            accept_one(listener, fd, &address);
        else if (is_trouble(errno) && !paused)
            log_event(LOG_WARNING, "listener.paused", "listener", listener->settings.name, "error", g_strerror(errno),
                      NULL);
        paused = fd < 0 && is_trouble(errno);
    }
}

/* ---- public ---- */

Listener *
listener_start(const ListenerSettings *settings, GError **error)
{
    Listener *listener;
    int fd = listener_open_socket(settings->address, settings->mode, error);

    g_assert(settings->connections > 0);
    if (fd < 0)
        return NULL;
    listener = g_new0(Listener, 1);
    listener->settings = *settings;
    listener->settings.address = NULL;
    listener->settings.name = g_strdup(settings->name);
    listener->path = settings->address->kind == NETADDRESS_UNIX ? g_strdup(settings->address->path) : NULL;
    listener->fd = fd;
    listener->stop = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (listener->stop < 0)
        g_error("making an event descriptor: %s", g_strerror(errno));
    listener->port = listener_port_of(fd);
    mutex_init(&listener->mutex);
    condition_init(&listener->arrived);
    condition_init(&listener->ended);
    g_queue_init(&listener->waiting);
    listener->served = g_ptr_array_new();
    listener->threads = g_ptr_array_new();
    listener->clients = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    listener->acceptor = thread_start(settings->name, accept_connections, listener);
    return listener;
}

guint16
listener_port(const Listener *listener)
{
    return listener->port;
}

guint
listener_count(Listener *listener)
{
    MUTEX_HELD(&listener->mutex);
    return count_held(listener);
}

guint64
listener_refused(Listener *listener)
{
    MUTEX_HELD(&listener->mutex);
    return listener->refused;
}

/* Let those that are served end by themselves until @deadline, then cut them off. */
static void
end_connections(Listener *listener, gint64 deadline)
{
    MUTEX_HELD(&listener->mutex);
    while (count_held(listener) > 0 && condition_wait_until(&listener->ended, &listener->mutex, deadline))
        ;
    for (guint i = 0; i < listener->served->len; i++)
        stream_shutdown(((Connection *)listener->served->pdata[i])->stream);
    for (GList *link = listener->waiting.head; link != NULL; link = link->next)
        stream_shutdown(((Connection *)link->data)->stream);
    listener->stopping = TRUE;
    condition_broadcast(&listener->arrived);
}

static void
free_listener(Listener *listener)
{
    close(listener->stop);
    g_hash_table_unref(listener->clients);
    g_ptr_array_unref(listener->served);
    g_ptr_array_unref(listener->threads);
    condition_clear(&listener->arrived);
    condition_clear(&listener->ended);
    mutex_clear(&listener->mutex);
    g_free((char *)listener->settings.name);
    g_free(listener->path);
    g_free(listener);
}

void
listener_stop(Listener *listener, gint64 grace)
{
    gint64 deadline = clock_monotonic() + grace;

    eventfd_write(listener->stop, 1);
    thread_join(listener->acceptor);
    if (listener->path != NULL)
        unlink(listener->path);
    close(listener->fd);
    end_connections(listener, deadline);
    for (guint i = 0; i < listener->threads->len; i++)
        thread_join(listener->threads->pdata[i]);
    free_listener(listener);
}
