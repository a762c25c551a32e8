/* SPDX-License-Identifier: Apache-2.0 */
/* http/exchange-private.h: what the HTTP library calls for each request, between http_server_start() and
 * http_server_stop(). */
#pragma once
#include <microhttpd.h>
#include <stdatomic.h>

#include "base/netaddress.h"
#include "base/thread.h"
#include "http/request-private.h"
#include "http/server.h"
#include "net/acceptor.h"

struct HttpServer {
    HttpServerSettings settings;
    NetAddress *address;
    HttpSite site;
    Dispatch *dispatch;
    EventsHub *events;
    Pool *readers; /* for slow requests that only read */
    Pool *workers; /* for the others */
    struct MHD_Daemon *daemon;
    Acceptor *acceptor;
    guint16 port;
    char *url;

    Mutex lock; /* guards what follows, up to the counts */
    Condition idle;
    gboolean stopping;
    guint under_way;

    atomic_uint connections; /* now */
    atomic_ullong requests;
    atomic_ullong refused;
    atomic_ullong failed;
};

/* MHD_OPTION_URI_LOG_CALLBACK: a request line has come; what it returns is the request's context. */
void *exchange_on_target(void *server, const char *target, struct MHD_Connection *connection);

/* The access handler: called for the head, for each piece of the body, for its end, and again after a suspension. */
enum MHD_Result exchange_on_request(void *server, struct MHD_Connection *connection, const char *url,
                                    const char *method, const char *version, const char *bytes, size_t *length,
                                    void **context);

/* MHD_OPTION_NOTIFY_COMPLETED: the answer is sent, or the client is gone. */
void exchange_on_completed(void *server, struct MHD_Connection *connection, void **context,
                           enum MHD_RequestTerminationCode code);

/* The workers' pool function: run the handler of a slow route, then wake its connection. */
void exchange_run(gpointer exchange, gpointer server);
