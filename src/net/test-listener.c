/* SPDX-License-Identifier: Apache-2.0 */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/thread.h"
#include "net/listener-socket.h"
#include "net/listener.h"

/* ---- a server that answers each byte with itself, "!" when it is asked to finish ---- */

static void
echo(Stream *stream, const char *client, gpointer data)
{
    char byte;

    (void)client;
    (void)data;
    for (;;) {
        StreamWait waited = stream_wait(stream, NULL);

        if (waited == STREAM_INTERRUPTED)
            stream_write_all(stream, "!", 1, NULL);
        if (waited != STREAM_READY || stream_read_some(stream, &byte, 1, NULL) != 1 ||
            !stream_write_all(stream, &byte, 1, NULL))
            return;
    }
}

/* Pays no heed to stream_wait(). */
static void
deaf(Stream *stream, const char *client, gpointer data)
{
    char byte;

    (void)client;
    (void)data;
    while (stream_read_some(stream, &byte, 1, NULL) == 1)
        ;
}

static void
say_client(Stream *stream, const char *client, gpointer data)
{
    (void)data;
    stream_write_all(stream, client, strlen(client), NULL);
}

static void
say_why(Stream *stream, ListenerRefusal why, gpointer data)
{
    (void)data;
    stream_write_all(stream, why == LISTENER_FULL ? "F" : "C", 1, NULL);
}

static Listener *
start(const char *address, void (*serve)(Stream *, const char *, gpointer), guint connections, guint per_client)
{
    g_autoptr(NetAddress) parsed = netaddress_parse(address, NULL);
    ListenerSettings settings = {
        .name = "test",
        .address = parsed,
        .connections = connections,
        .per_client = per_client,
        .timeout = 10 * CLOCK_SECOND,
        .serve = serve,
        .refuse = say_why,
    };
    g_autoptr(GError) error = NULL;
    Listener *listener = listener_start(&settings, &error);

    g_assert_no_error(error);
    return listener;
}

static Stream *
dial(const char *address)
{
    g_autoptr(NetAddress) parsed = netaddress_parse(address, NULL);
    g_autoptr(GError) error = NULL;
    Stream *stream = stream_connect(parsed, clock_monotonic() + 5 * CLOCK_SECOND, &error);

    g_assert_no_error(error);
    stream_set_timeout(stream, 5 * CLOCK_SECOND);
    return stream;
}

static Stream *
call(const Listener *listener)
{
    g_autofree char *address = g_strdup_printf("127.0.0.1:%u", listener_port(listener));

    return dial(address);
}

/* The next byte, or 0 at the end. */
static char
hear(Stream *stream)
{
    char byte = 0;

    g_assert_cmpint(stream_read_some(stream, &byte, 1, NULL), >=, 0);
    return byte;
}

static char
exchange(Stream *stream, char byte)
{
    g_assert_true(stream_write_all(stream, &byte, 1, NULL));
    return hear(stream);
}

static void
wait_until_free(Listener *listener, guint count)
{
    for (int i = 0; i < 500 && listener_count(listener) > count; i++)
        g_usleep(10 * 1000);
    g_assert_cmpuint(listener_count(listener), <=, count);
}

/* ---- tests ---- */

static void
each_connection_is_served_beside_the_others(void)
{
    Listener *listener = start("127.0.0.1:0", echo, 8, 0);
    Stream *streams[8];

    for (int i = 0; i < 8; i++)
        streams[i] = call(listener);
    for (int i = 7; i >= 0; i--)
        g_assert_cmpint(exchange(streams[i], 'a' + i), ==, 'a' + i);
    g_assert_cmpuint(listener_count(listener), ==, 8);
    for (int i = 0; i < 8; i++)
        stream_close(streams[i]);
    wait_until_free(listener, 0);
    listener_stop(listener, CLOCK_SECOND);
}

static void
a_connection_over_the_limit_is_told_so_and_room_comes_back(void)
{
    Listener *listener = start("127.0.0.1:0", echo, 2, 0);
    Stream *first = call(listener);
    Stream *second = call(listener);
    Stream *third;

    exchange(first, 'a');
    exchange(second, 'b');
    third = call(listener);
    g_assert_cmpint(hear(third), ==, 'F');
    g_assert_cmpint(hear(third), ==, 0);
    g_assert_cmpuint(listener_refused(listener), ==, 1);
    stream_close(third);
    stream_close(first);
    wait_until_free(listener, 1);
    third = call(listener);
    g_assert_cmpint(exchange(third, 'c'), ==, 'c');
    stream_close(second);
    stream_close(third);
    listener_stop(listener, CLOCK_SECOND);
}

static void
one_client_cannot_take_all_connections(void)
{
    Listener *listener = start("127.0.0.1:0", echo, 8, 2);
    Stream *streams[] = { call(listener), call(listener), call(listener) };

    g_assert_cmpint(exchange(streams[0], 'a'), ==, 'a');
    g_assert_cmpint(exchange(streams[1], 'b'), ==, 'b');
    g_assert_cmpint(hear(streams[2]), ==, 'C');
    for (int i = 0; i < 3; i++)
        stream_close(streams[i]);
    wait_until_free(listener, 0);
    streams[0] = call(listener);
    g_assert_cmpint(exchange(streams[0], 'd'), ==, 'd');
    stream_close(streams[0]);
    listener_stop(listener, CLOCK_SECOND);
}

static void
stopping_lets_waiting_connections_say_goodbye(void)
{
    Listener *listener = start("127.0.0.1:0", echo, 4, 0);
    g_autoptr(Stream) stream = call(listener);
    gint64 begin;

    exchange(stream, 'a');
    begin = clock_monotonic();
    listener_stop(listener, 20 * CLOCK_SECOND);
    g_assert_cmpint(clock_monotonic() - begin, <, 10 * CLOCK_SECOND);
    g_assert_cmpint(hear(stream), ==, '!');
    g_assert_cmpint(hear(stream), ==, 0);
}

static void
after_the_grace_time_connections_are_cut_off(void)
{
    Listener *listener = start("127.0.0.1:0", deaf, 4, 0);
    g_autoptr(Stream) stream = call(listener);
    gint64 begin;

    g_assert_true(stream_write_all(stream, "x", 1, NULL));
    for (int i = 0; i < 500 && listener_count(listener) == 0; i++)
        g_usleep(10 * 1000);
    begin = clock_monotonic();
    listener_stop(listener, 50 * 1000);
    g_assert_cmpint(clock_monotonic() - begin, >=, 50 * 1000);
    g_assert_cmpint(clock_monotonic() - begin, <, 5 * CLOCK_SECOND);
}

static void
hammer(gpointer data)
{
    for (int i = 0; i < 50; i++) {
        g_autoptr(Stream) stream = call(data);
        char byte = 0;

        /* One that is refused may also see the connection reset: it spoke before it listened. */
        if (stream_write_all(stream, "x", 1, NULL) && stream_read_some(stream, &byte, 1, NULL) > 0)
            g_assert_true(byte == 'x' || byte == 'F');
    }
}

static void
many_short_connections_from_many_threads_leave_nothing_behind(void)
{
    Listener *listener = start("127.0.0.1:0", echo, 3, 0);
    Thread *threads[6];

    for (int i = 0; i < 6; i++)
        threads[i] = thread_start("hammer", hammer, listener);
    for (int i = 0; i < 6; i++)
        thread_join(threads[i]);
    wait_until_free(listener, 0);
    listener_stop(listener, CLOCK_SECOND);
}

static void
a_client_is_named_by_its_number(void)
{
    Listener *listener = start("*:0", say_client, 4, 0);
    g_autoptr(Stream) stream = call(listener);
    char text[64] = "";

    g_assert_cmpint(stream_read_some(stream, text, sizeof text - 1, NULL), >, 0);
    g_assert_cmpstr(text, ==, "127.0.0.1");
    listener_stop(listener, CLOCK_SECOND);
}

static void
a_port_in_use_is_an_error_that_names_the_address(void)
{
    Listener *listener = start("127.0.0.1:0", echo, 1, 0);
    NetAddress address = { .kind = NETADDRESS_TCP, .host = "127.0.0.1", .port = listener_port(listener) };
    g_autofree char *text = netaddress_format(&address);
    g_autoptr(GError) error = NULL;

    g_assert_cmpint(listener_open_socket(&address, 0, &error), ==, -1);
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG);
    g_assert_nonnull(strstr(error->message, text));
    listener_stop(listener, 0);
}

static void
a_unix_socket_has_its_mode_replaces_a_dead_one_and_is_removed(void)
{
    g_autofree char *folder = g_dir_make_tmp("tribune-listener-XXXXXX", NULL);
    g_autofree char *text = g_strdup_printf("unix:%s/socket", folder);
    g_autoptr(NetAddress) address = netaddress_parse(text, NULL);
    ListenerSettings settings = {
        .name = "test", .address = address, .mode = 0660, .connections = 2, .timeout = -1, .serve = say_client
    };
    g_autoptr(GError) in_use = NULL;
    g_autoptr(Stream) stream = NULL;
    Listener *listener;
    struct stat status;
    char word[8] = "";

    close(listener_open_socket(address, 0, NULL)); /* the file stays, as after a crash */
    listener = listener_start(&settings, NULL);
    g_assert_nonnull(listener);
    g_assert_cmpint(stat(address->path, &status), ==, 0);
    g_assert_cmpuint(status.st_mode & 07777, ==, 0660);
    g_assert_cmpuint(listener_port(listener), ==, 0);

    g_assert_null(listener_start(&settings, &in_use));
    g_assert_error(in_use, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG);

    stream = dial(text);
    g_assert_cmpint(stream_read_some(stream, word, sizeof word - 1, NULL), ==, 4);
    g_assert_cmpstr(word, ==, "unix");
    listener_stop(listener, CLOCK_SECOND);
    g_assert_cmpint(g_rmdir(folder), ==, 0);
}

static void
a_file_that_is_no_socket_is_not_removed(void)
{
    g_autofree char *folder = g_dir_make_tmp("tribune-listener-XXXXXX", NULL);
    NetAddress address = { .kind = NETADDRESS_UNIX, .path = g_build_filename(folder, "precious", NULL) };

    g_assert_true(g_file_set_contents(address.path, "data", -1, NULL));
    g_assert_cmpint(listener_open_socket(&address, 0, NULL), ==, -1);
    g_assert_true(g_file_test(address.path, G_FILE_TEST_IS_REGULAR));
    g_unlink(address.path);
    g_rmdir(folder);
    g_free(address.path);
}

static void
a_socket_of_systemd_is_found_by_its_name(void)
{
    g_autoptr(NetAddress) any = netaddress_parse("127.0.0.1:0", NULL);
    g_autofree char *pid = g_strdup_printf("%d", (int)getpid());
    g_autoptr(NetAddress) wrong = netaddress_parse("systemd:other", NULL);
    g_autoptr(GError) error = NULL;
    int saved = dup(3);
    int fd = listener_open_socket(any, 0, NULL);
    guint16 port = listener_port_of(fd);
    g_autoptr(Stream) stream = NULL;
    Listener *listener;

    g_assert_cmpint(dup2(fd, 3), ==, 3);
    g_setenv("LISTEN_PID", pid, TRUE);
    g_setenv("LISTEN_FDS", "1", TRUE);
    g_setenv("LISTEN_FDNAMES", "lmtp", TRUE);
    g_assert_cmpint(listener_open_socket(wrong, 0, &error), ==, -1);
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG);
    listener = start("systemd:lmtp", echo, 1, 0);
    g_assert_cmpuint(listener_port(listener), ==, port);
    stream = call(listener);
    g_assert_cmpint(exchange(stream, 'x'), ==, 'x');
    listener_stop(listener, CLOCK_SECOND);
    if (fd != 3)
        close(fd);
    if (saved >= 0) {
        dup2(saved, 3);
        close(saved);
    } else {
        close(3);
    }
}

static void
running_out_of_descriptors_pauses_and_does_not_spin(void)
{
    Listener *listener = start("127.0.0.1:0", echo, 4, 0);
    g_autoptr(Stream) stream = NULL;
    struct rlimit before, tight;
    struct rusage start_use, end_use;
    gint64 spent;
    int probe;

    g_assert_cmpint(getrlimit(RLIMIT_NOFILE, &before), ==, 0);
    probe = dup(0);
    close(probe);
    tight = before;
    tight.rlim_cur = (rlim_t)probe + 1; /* the client's own socket takes the last one */
    g_assert_cmpint(setrlimit(RLIMIT_NOFILE, &tight), ==, 0);
    stream = call(listener);
    getrusage(RUSAGE_SELF, &start_use);
    g_usleep(300 * 1000);
    getrusage(RUSAGE_SELF, &end_use);
    spent =
        (end_use.ru_utime.tv_sec - start_use.ru_utime.tv_sec + end_use.ru_stime.tv_sec - start_use.ru_stime.tv_sec) *
            CLOCK_SECOND +
        end_use.ru_utime.tv_usec - start_use.ru_utime.tv_usec + end_use.ru_stime.tv_usec - start_use.ru_stime.tv_usec;
    g_assert_cmpint(spent, <, 100 * 1000);
    g_assert_cmpint(setrlimit(RLIMIT_NOFILE, &before), ==, 0);
    g_assert_cmpint(exchange(stream, 'b'), ==, 'b');
    listener_stop(listener, CLOCK_SECOND);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/listener/each-connection-is-served-beside-the-others",
                    each_connection_is_served_beside_the_others);
    g_test_add_func("/listener/a-connection-over-the-limit-is-told-so-and-room-comes-back",
                    a_connection_over_the_limit_is_told_so_and_room_comes_back);
    g_test_add_func("/listener/one-client-cannot-take-all-connections", one_client_cannot_take_all_connections);
    g_test_add_func("/listener/stopping-lets-waiting-connections-say-goodbye",
                    stopping_lets_waiting_connections_say_goodbye);
    g_test_add_func("/listener/after-the-grace-time-connections-are-cut-off",
                    after_the_grace_time_connections_are_cut_off);
    g_test_add_func("/listener/many-short-connections-from-many-threads-leave-nothing-behind",
                    many_short_connections_from_many_threads_leave_nothing_behind);
    g_test_add_func("/listener/a-client-is-named-by-its-number", a_client_is_named_by_its_number);
    g_test_add_func("/listener/a-port-in-use-is-an-error-that-names-the-address",
                    a_port_in_use_is_an_error_that_names_the_address);
    g_test_add_func("/listener/a-unix-socket-has-its-mode-replaces-a-dead-one-and-is-removed",
                    a_unix_socket_has_its_mode_replaces_a_dead_one_and_is_removed);
    g_test_add_func("/listener/a-file-that-is-no-socket-is-not-removed", a_file_that_is_no_socket_is_not_removed);
    g_test_add_func("/listener/a-socket-of-systemd-is-found-by-its-name", a_socket_of_systemd_is_found_by_its_name);
    g_test_add_func("/listener/running-out-of-descriptors-pauses-and-does-not-spin",
                    running_out_of_descriptors_pauses_and_does_not_spin);
    return g_test_run();
}
