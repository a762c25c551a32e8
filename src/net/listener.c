/* SPDX-License-Identifier: Apache-2.0 */
#include "net/listener.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/thread.h"
#include "net/acceptor.h"

#define REFUSAL_TIME (200 * 1000)

typedef struct {
    Stream *stream;
    char *client;
    char *counted; /* what per_client counts; NULL: nothing */
} Connection;

struct Listener {
    ListenerSettings settings;
    int stop; /* readable when the streams shall end */
    Acceptor *acceptor;

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
take_connection(int fd, const struct sockaddr_storage *peer, socklen_t length, gpointer data)
{
    Listener *listener = data;
    Connection *connection = g_new0(Connection, 1);
    ListenerRefusal why;

    (void)length;
    connection->stream = stream_new_socket(fd);
    stream_set_timeout(connection->stream, listener->settings.timeout);
    stream_set_interrupt(connection->stream, listener->stop);
    name_client(peer, &connection->client, &connection->counted);
    if (!admit(listener, connection, &why))
        refuse(listener, connection, why);
}

/* ---- public ---- */

static void
free_listener(Listener *listener)
{
    g_clear_pointer(&listener->acceptor, acceptor_free);
    close(listener->stop);
    g_hash_table_unref(listener->clients);
    g_ptr_array_unref(listener->served);
    g_ptr_array_unref(listener->threads);
    condition_clear(&listener->arrived);
    condition_clear(&listener->ended);
    mutex_clear(&listener->mutex);
    g_free((char *)listener->settings.name);
    g_free(listener);
}

Listener *
listener_start(const ListenerSettings *settings, GError **error)
{
    Listener *listener = g_new0(Listener, 1);

    g_assert(settings->connections > 0);
    listener->settings = *settings;
    listener->settings.address = NULL;
    listener->settings.name = g_strdup(settings->name);
    listener->stop = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (listener->stop < 0)
        g_error("making an event descriptor: %s", g_strerror(errno));
    mutex_init(&listener->mutex);
    condition_init(&listener->arrived);
    condition_init(&listener->ended);
    g_queue_init(&listener->waiting);
    listener->served = g_ptr_array_new();
    listener->threads = g_ptr_array_new();
    listener->clients = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    listener->acceptor = acceptor_new(&(AcceptorSettings){ .name = settings->name,
                                                           .address = settings->address,
                                                           .mode = settings->mode,
                                                           .take = take_connection,
                                                           .data = listener },
                                      error);
    if (listener->acceptor == NULL) {
        free_listener(listener);
        return NULL;
    }
    acceptor_start(listener->acceptor);
    return listener;
}

guint16
listener_port(const Listener *listener)
{
    return acceptor_port(listener->acceptor);
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

void
listener_stop(Listener *listener, gint64 grace)
{
    gint64 deadline = clock_monotonic() + grace;

    acceptor_stop(listener->acceptor);
    eventfd_write(listener->stop, 1);
    end_connections(listener, deadline);
    for (guint i = 0; i < listener->threads->len; i++)
        thread_join(listener->threads->pdata[i]);
    free_listener(listener);
}
