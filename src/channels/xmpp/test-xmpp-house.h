/* SPDX-License-Identifier: Apache-2.0 */
/* channels/xmpp/test-xmpp-house.h: the relay between a server of XMPP and nodes, both played by the test over real
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
} House;

static inline void
run(gpointer data)
{
    House *house = data;

    relay_run(house->relay, house->stop_fd);
}

static inline void
start_relay(House *house, gsize limit)
{
    g_autoptr(GError) error = NULL;
    Spool *in = spool_open(house->folder, "im-in", SECRET, limit, &error);
    Spool *out = spool_open(house->folder, "im-out", SECRET, limit, &error);

    g_assert_no_error(error);
    house->relay = relay_new(house->local, &error);
    g_assert_no_error(error);
    relay_add(house->relay, xmpp_component_new(&(ComponentSettings){ "im", house->server, DOMAIN, "sesame", 100000,
                                                                     house->rate, house->quiet },
                                               in, out));
    house->stop_fd = eventfd(0, EFD_CLOEXEC);
    house->thread = thread_start("relay", run, house);
}

static inline void
stop_relay(House *house)
{
    g_assert_cmpint(write(house->stop_fd, &(guint64){ 1 }, 8), ==, 8);
    thread_join(house->thread);
    relay_free(house->relay);
    close(house->stop_fd);
}

static inline House *
house_that_is(gsize limit, guint rate, gint64 quiet)
{
    House *house = g_new0(House, 1);
    g_autofree char *text = NULL, *path = NULL;
    g_autoptr(NetAddress) any = netaddress_parse("127.0.0.1:0", NULL);

    house->rate = rate;
    house->quiet = quiet;
    house->folder = g_dir_make_tmp("tribune-relay-XXXXXX", NULL);
    house->server_fd = listener_open_socket(any, 0, NULL);
    g_assert_cmpint(house->server_fd, >=, 0);
    text = g_strdup_printf("127.0.0.1:%u", listener_port_of(house->server_fd));
    path = g_strdup_printf("unix:%s/relay", house->folder);
    house->server = netaddress_parse(text, NULL);
    house->local = netaddress_parse(path, NULL);
    start_relay(house, limit);
    return house;
}

static inline House *
house_with(gsize limit, guint rate)
{
    return house_that_is(limit, rate, 0);
}

static inline House *
house_new(gsize limit)
{
    return house_with(limit, 0);
}

static inline void
house_free(House *house)
{
    g_autoptr(GDir) dir = NULL;
    const char *name;

    stop_relay(house);
    stream_close(house->peer);
    close(house->server_fd);
    dir = g_dir_open(house->folder, 0, NULL);
    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(house->folder, name, NULL);

        g_unlink(path);
    }
    g_rmdir(house->folder);
    netaddress_free(house->server);
    netaddress_free(house->local);
    g_free(house->folder);
    g_free(house);
}

/* ---- the server's end ---- */

/* Reads until @end has come; gives all of it. */
static inline char *
hear(House *house, const char *end)
{
    GString *heard = g_string_new(NULL);
    char buffer[4096];

    while (strstr(heard->str, end) == NULL) {
        g_autoptr(GError) error = NULL;
        gssize got = stream_read_some(house->peer, buffer, sizeof buffer, &error);

        g_assert_no_error(error);
        g_assert_cmpint(got, >, 0);
        g_string_append_len(heard, buffer, got);
    }
    return g_string_free(heard, FALSE);
}

static inline void
say(House *house, const char *text)
{
    g_assert_true(stream_write_all(house->peer, text, (gssize)strlen(text), NULL));
}

static inline void
welcome_component(House *house)
{
    int fd;
    g_autofree char *header = NULL, *proof = NULL;

    while ((fd = accept(house->server_fd, NULL, NULL)) < 0)
        g_usleep(10000); /* the listening socket does not block */
    stream_close(house->peer);
    house->peer = stream_new_socket(fd);
    stream_set_timeout(house->peer, 30 * CLOCK_SECOND);
    header = hear(house, "'>");
    g_assert_nonnull(strstr(header, "to='" DOMAIN "'"));
    say(house, "<?xml version='1.0'?><stream:stream xmlns='jabber:component:accept' "
               "xmlns:stream='http://etherx.jabber.org/streams' id='s1' from='" DOMAIN "'>");
    proof = hear(house, "</handshake>");
    g_assert_cmpstr(proof, ==, "<handshake>35436b8050136d6e6d41ffb478b03c698b105896</handshake>");
    say(house, "<handshake/>");
}

/* The question that the relay asks itself through us goes back to it. */
static inline void
echo(House *house, const char *heard)
{
    const char *iq = strstr(heard, "<iq ");

    g_assert_nonnull(iq);
    say(house, iq);
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
join(House *house)
{
    g_autoptr(GError) error = NULL;
    Stream *node = stream_connect(house->local, clock_monotonic() + 30 * CLOCK_SECOND, &error);
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
