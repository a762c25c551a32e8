/* SPDX-License-Identifier: Apache-2.0 */
/* channels/xmpp/test-xmpp-exchange.h: the relay between a server of XMPP and nodes, both played by the test over real
 * sockets. */
#pragma once
#include <glib/gstdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/thread.h"
#include "channels/xmpp/xmpp-component.h"
#include "net/listener-socket.h"
#include "net/stream.h"
#include "relay/relay.h"
#include "wire/relayframe.h"

#define DOMAIN "im.northam.example"
#define ADA    "<message from='ada@citizen.example/p' to='desk@" DOMAIN "' id='1'><body>Hello</body></message>"
#define BOB    "<message from='bob@citizen.example' to='desk@" DOMAIN "'><body>Hello</body></message>"

static const guint8 SECRET[32] = { 9 };

typedef struct {
    char *folder;
    int server_fd, stop_fd;
    NetAddress *server, *local;
    Relay *relay;
    Thread *thread;
    Stream *peer; /* the server's end */
    guint rate;
    gint64 quiet;
} Exchange;

static inline void
run(gpointer data)
{
    Exchange *exchange = data;

    relay_run(exchange->relay, exchange->stop_fd);
}

static inline void
start_relay(Exchange *exchange, gsize limit)
{
    g_autoptr(GError) error = NULL;
    Spool *in = spool_open(exchange->folder, "im-in", SECRET, limit, &error);
    Spool *out = spool_open(exchange->folder, "im-out", SECRET, limit, &error);

    g_assert_no_error(error);
    exchange->relay = relay_new(exchange->local, &error);
    g_assert_no_error(error);
    relay_add(exchange->relay, xmpp_component_new(&(ComponentSettings){ "im", exchange->server, DOMAIN, "sesame",
                                                                        100000, exchange->rate, exchange->quiet },
                                                  in, out));
    exchange->stop_fd = eventfd(0, EFD_CLOEXEC);
    exchange->thread = thread_start("relay", run, exchange);
}

static inline void
stop_relay(Exchange *exchange)
{
    g_assert_cmpint(write(exchange->stop_fd, &(guint64){ 1 }, 8), ==, 8);
    thread_join(exchange->thread);
    relay_free(exchange->relay);
    close(exchange->stop_fd);
}

static inline Exchange *
exchange_that_is(gsize limit, guint rate, gint64 quiet)
{
    Exchange *exchange = g_new0(Exchange, 1);
    g_autofree char *text = NULL, *path = NULL;
    g_autoptr(NetAddress) any = netaddress_parse("127.0.0.1:0", NULL);

    exchange->rate = rate;
    exchange->quiet = quiet;
    exchange->folder = g_dir_make_tmp("tribune-relay-XXXXXX", NULL);
    exchange->server_fd = listener_open_socket(any, 0, NULL);
    g_assert_cmpint(exchange->server_fd, >=, 0);
    text = g_strdup_printf("127.0.0.1:%u", listener_port_of(exchange->server_fd));
    path = g_strdup_printf("unix:%s/relay", exchange->folder);
    exchange->server = netaddress_parse(text, NULL);
    exchange->local = netaddress_parse(path, NULL);
    start_relay(exchange, limit);
    return exchange;
}

static inline Exchange *
exchange_with(gsize limit, guint rate)
{
    return exchange_that_is(limit, rate, 0);
}

static inline Exchange *
exchange_new(gsize limit)
{
    return exchange_with(limit, 0);
}

static inline void
exchange_free(Exchange *exchange)
{
    g_autoptr(GDir) dir = NULL;
    const char *name;

    stop_relay(exchange);
    stream_close(exchange->peer);
    close(exchange->server_fd);
    dir = g_dir_open(exchange->folder, 0, NULL);
    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(exchange->folder, name, NULL);

        g_unlink(path);
    }
    g_rmdir(exchange->folder);
    netaddress_free(exchange->server);
    netaddress_free(exchange->local);
    g_free(exchange->folder);
    g_free(exchange);
}

/* ---- the server's end ---- */

/* Reads until @end has come; gives all of it. */
static inline char *
hear(Exchange *exchange, const char *end)
{
    GString *heard = g_string_new(NULL);
    char buffer[4096];

    while (strstr(heard->str, end) == NULL) {
        g_autoptr(GError) error = NULL;
        gssize got = stream_read_some(exchange->peer, buffer, sizeof buffer, &error);

        g_assert_no_error(error);
        g_assert_cmpint(got, >, 0);
        g_string_append_len(heard, buffer, got);
    }
    return g_string_free(heard, FALSE);
}

static inline void
say(Exchange *exchange, const char *text)
{
    g_assert_true(stream_write_all(exchange->peer, text, (gssize)strlen(text), NULL));
}

static inline void
welcome_component(Exchange *exchange)
{
    int fd;
    g_autofree char *header = NULL, *proof = NULL;

    while ((fd = accept(exchange->server_fd, NULL, NULL)) < 0)
        g_usleep(10000); /* the listening socket does not block */
    stream_close(exchange->peer);
    exchange->peer = stream_new_socket(fd);
    stream_set_timeout(exchange->peer, 30 * CLOCK_SECOND);
    header = hear(exchange, "'>");
    g_assert_nonnull(strstr(header, "to='" DOMAIN "'"));
    say(exchange, "<?xml version='1.0'?><stream:stream xmlns='jabber:component:accept' "
                  "xmlns:stream='http://etherx.jabber.org/streams' id='s1' from='" DOMAIN "'>");
    proof = hear(exchange, "</handshake>");
    g_assert_cmpstr(proof, ==, "<handshake>35436b8050136d6e6d41ffb478b03c698b105896</handshake>");
    say(exchange, "<handshake/>");
}

/* The question that the relay asks itself through us goes back to it. */
static inline void
echo(Exchange *exchange, const char *heard)
{
    const char *iq = strstr(heard, "<iq ");

    g_assert_nonnull(iq);
    say(exchange, iq);
}

/* ---- a node's end ---- */

static inline void
put(Stream *node, RelayFrameKind kind, guint64 number, const char *text)
{
    g_autoptr(GByteArray) out = g_byte_array_new();

    relayframe_write(out, kind, number, text, strlen(text));
    g_assert_true(stream_write_all(node, out->data, out->len, NULL));
}

/* The next frame's bytes. */
static inline char *
get(Stream *node, RelayFrameKind kind, guint64 *ret_number)
{
    g_autoptr(GByteArray) in = g_byte_array_new();
    RelayFrame frame;
    gsize used;
    guint8 byte;

    while (relayframe_read(in->data, in->len, &frame, &used) != RELAYFRAME_WHOLE) {
        g_assert_cmpint(stream_read_some(node, &byte, 1, NULL), ==, 1);
        g_byte_array_append(in, &byte, 1);
    }
    g_assert_cmpint(frame.kind, ==, kind);
    *ret_number = frame.number;
    return g_strndup((const char *)frame.bytes, frame.length);
}

static inline Stream *
join(Exchange *exchange)
{
    g_autoptr(GError) error = NULL;
    Stream *node = stream_connect(exchange->local, clock_monotonic() + 30 * CLOCK_SECOND, &error);
    guint64 number;

    g_assert_no_error(error);
    stream_set_timeout(node, 30 * CLOCK_SECOND);
    put(node, RELAYFRAME_HELLO, RELAYFRAME_VERSION, "im");
    g_free(get(node, RELAYFRAME_WELCOME, &number));
    return node;
}

static inline void
assert_item(Stream *node, guint64 expected, const char *part)
{
    guint64 number;
    g_autofree char *item = get(node, RELAYFRAME_ITEM, &number);

    g_assert_cmpuint(number, ==, expected);
    g_assert_nonnull(strstr(item, part));
}
