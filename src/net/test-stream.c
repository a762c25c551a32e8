/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/thread.h"
#include "net/stream-fake.h"
#include "net/stream.h"

static void
make_pair(Stream **ret_ours, int *ret_theirs)
{
    int fds[2];

    g_assert_cmpint(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds), ==, 0);
    *ret_ours = stream_new_socket(fds[0]);
    *ret_theirs = fds[1];
}

/* ---- sockets ---- */

static void
a_read_gives_what_is_there_and_then_the_end(void)
{
    g_autoptr(Stream) stream = NULL;
    char buffer[16];
    int peer;

    make_pair(&stream, &peer);
    g_assert_cmpint(write(peer, "abc", 3), ==, 3);
    close(peer);
    g_assert_cmpint(stream_read_some(stream, buffer, sizeof buffer, NULL), ==, 3);
    g_assert_cmpmem(buffer, 3, "abc", 3);
    g_assert_cmpint(stream_read_some(stream, buffer, sizeof buffer, NULL), ==, 0);
}

static void
a_silent_peer_ends_at_the_timeout(void)
{
    g_autoptr(Stream) stream = NULL;
    g_autoptr(GError) error = NULL;
    gint64 start = clock_monotonic();
    char buffer[4];
    int peer;

    make_pair(&stream, &peer);
    stream_set_timeout(stream, 30 * 1000);
    g_assert_cmpint(stream_read_some(stream, buffer, sizeof buffer, &error), ==, -1);
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY);
    g_assert_cmpint(clock_monotonic() - start, >=, 30 * 1000);
    close(peer);
}

static void
the_deadline_holds_for_all_operations_together(void)
{
    g_autoptr(Stream) stream = NULL;
    g_autoptr(GError) error = NULL;
    char buffer[4];
    int peer;

    make_pair(&stream, &peer);
    stream_set_timeout(stream, 60 * CLOCK_SECOND);
    stream_set_deadline(stream, clock_monotonic() + 30 * 1000);
    g_assert_cmpint(stream_read_some(stream, buffer, sizeof buffer, &error), ==, -1);
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY);
    close(peer);
}

static void
a_peer_that_does_not_read_ends_a_write_at_the_timeout(void)
{
    g_autoptr(Stream) stream = NULL;
    g_autoptr(GError) error = NULL;
    g_autofree char *much = g_malloc0(8 << 20);
    int peer;

    make_pair(&stream, &peer);
    stream_set_timeout(stream, 30 * 1000);
    g_assert_false(stream_write_all(stream, much, 8 << 20, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY);
    close(peer);
}

static void
writing_to_a_gone_peer_is_an_error_and_no_signal(void)
{
    g_autoptr(Stream) stream = NULL;
    g_autoptr(GError) error = NULL;
    int peer;

    make_pair(&stream, &peer);
    close(peer);
    g_assert_false(stream_write_all(stream, "x", 1, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_UNAVAILABLE);
}

static void
slow_read_all(gpointer data)
{
    int fd = GPOINTER_TO_INT(data);
    char buffer[65536];

    while (read(fd, buffer, sizeof buffer) > 0)
        ;
    close(fd);
}

static void
a_large_write_arrives_in_pieces(void)
{
    g_autoptr(Stream) stream = NULL;
    g_autofree char *much = g_malloc0(8 << 20);
    Thread *reader;
    int peer;

    make_pair(&stream, &peer);
    reader = thread_start("reader", slow_read_all, GINT_TO_POINTER(peer));
    g_assert_true(stream_write_all(stream, much, 8 << 20, NULL));
    g_clear_pointer(&stream, stream_close);
    thread_join(reader);
}

static void
shut_down_soon(gpointer data)
{
    g_usleep(20 * 1000);
    stream_shutdown(data);
}

static void
shutdown_from_another_thread_ends_a_blocked_read(void)
{
    g_autoptr(Stream) stream = NULL;
    char buffer[4];
    Thread *thread;
    int peer;

    make_pair(&stream, &peer);
    thread = thread_start("shutdown", shut_down_soon, stream);
    g_assert_cmpint(stream_read_some(stream, buffer, sizeof buffer, NULL), <=, 0);
    thread_join(thread);
    close(peer);
}

static void
waiting_prefers_bytes_to_an_interrupt(void)
{
    g_autoptr(Stream) stream = NULL;
    int interrupt = eventfd(1, EFD_CLOEXEC);
    int peer;

    make_pair(&stream, &peer);
    stream_set_interrupt(stream, interrupt);
    g_assert_cmpint(stream_wait(stream, NULL), ==, STREAM_INTERRUPTED);
    g_assert_cmpint(write(peer, "x", 1), ==, 1);
    g_assert_cmpint(stream_wait(stream, NULL), ==, STREAM_READY);
    close(peer);
    close(interrupt);
}

static void
an_unreachable_peer_is_unavailable(void)
{
    g_autoptr(NetAddress) closed = netaddress_parse("127.0.0.1:1", NULL);
    g_autoptr(NetAddress) absent = netaddress_parse("unix:/nonexistent/socket", NULL);
    const NetAddress *addresses[] = { closed, absent };

    for (gsize i = 0; i < G_N_ELEMENTS(addresses); i++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(stream_connect(addresses[i], clock_monotonic() + CLOCK_SECOND, &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_UNAVAILABLE);
    }
}

/* ---- scripts ---- */

static void
a_script_plays_both_sides(void)
{
    g_autoptr(Stream) stream =
        stream_new_fake("# greeting\n< 220 ready\n> LHLO a\n> QUIT\n<< 2\\x32\n< 1 bye\n! close\n", 5);
    g_autoptr(GError) error = NULL;
    GString *heard = g_string_new(NULL);
    char buffer[64];
    gssize got;

    g_assert_true(stream_write_all(stream, "220 ready\r\n", 11, &error));
    while (heard->len < 14 && (got = stream_read_some(stream, buffer, sizeof buffer, &error)) > 0) {
        g_assert_cmpint(got, <=, 5);
        g_string_append_len(heard, buffer, got);
    }
    g_assert_no_error(error);
    g_assert_cmpstr(heard->str, ==, "LHLO a\r\nQUIT\r\n");
    g_assert_false(stream_fake_finished(stream, NULL));
    g_assert_true(stream_write_all(stream, "221 bye\r\n", 9, &error));
    g_assert_cmpint(stream_read_some(stream, buffer, sizeof buffer, &error), ==, 0);
    g_assert_true(stream_fake_finished(stream, &error));
    g_string_free(heard, TRUE);
}

static void
other_words_than_the_script_expects_are_shown(void)
{
    g_autoptr(Stream) stream = stream_new_fake("< 250 good\n", 0);
    g_autoptr(GError) error = NULL;

    g_assert_false(stream_write_all(stream, "550 no\r\n", 8, NULL));
    g_assert_false(stream_fake_finished(stream, &error));
    g_assert_cmpstr(error->message, ==, "script line 1: wrote \"550 no\\r\\n\", expected \"250 good\\r\\n\"");
}

static void
reading_out_of_turn_is_an_error_and_not_a_hang(void)
{
    g_autoptr(Stream) stream = stream_new_fake("< 250 good\n", 0);
    g_autoptr(GError) error = NULL;
    char buffer[4];

    g_assert_cmpint(stream_read_some(stream, buffer, sizeof buffer, &error), ==, -1);
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
}

static void
a_script_can_break_time_out_and_interrupt(void)
{
    g_autoptr(Stream) broken = stream_new_fake("! break\n", 0);
    g_autoptr(Stream) late = stream_new_fake("! timeout\n", 0);
    g_autoptr(Stream) stopped = stream_new_fake("! interrupt\n< 421 bye\n", 0);
    g_autoptr(GError) broke = NULL;
    g_autoptr(GError) timed_out = NULL;
    char buffer[4];

    g_assert_cmpint(stream_read_some(broken, buffer, sizeof buffer, &broke), ==, -1);
    g_assert_error(broke, TRIBUNE_ERROR, TRIBUNE_ERROR_UNAVAILABLE);
    g_assert_true(stream_fake_finished(broken, NULL));
    g_assert_cmpint(stream_wait(late, &timed_out), ==, STREAM_FAILED);
    g_assert_error(timed_out, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY);
    g_assert_cmpint(stream_wait(stopped, NULL), ==, STREAM_INTERRUPTED);
    g_assert_true(stream_write_all(stopped, "421 bye\r\n", 9, NULL));
    g_assert_true(stream_fake_finished(stopped, NULL));
}

static void
the_failing_twin_fails_at_the_nth_call_and_after(void)
{
    g_autoptr(Stream) stream = stream_new_failing(stream_new_fake("> a\n< b\n> c\n", 0), 3);
    g_autoptr(GError) error = NULL;
    char buffer[4];

    g_assert_cmpint(stream_read_some(stream, buffer, sizeof buffer, NULL), ==, 3);
    g_assert_true(stream_write_all(stream, "b\r\n", 3, NULL));
    g_assert_cmpint(stream_read_some(stream, buffer, sizeof buffer, &error), ==, -1);
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_UNAVAILABLE);
    g_assert_false(stream_write_all(stream, "d", 1, NULL));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/stream/a-read-gives-what-is-there-and-then-the-end", a_read_gives_what_is_there_and_then_the_end);
    g_test_add_func("/stream/a-silent-peer-ends-at-the-timeout", a_silent_peer_ends_at_the_timeout);
    g_test_add_func("/stream/the-deadline-holds-for-all-operations-together",
                    the_deadline_holds_for_all_operations_together);
    g_test_add_func("/stream/a-peer-that-does-not-read-ends-a-write-at-the-timeout",
                    a_peer_that_does_not_read_ends_a_write_at_the_timeout);
    g_test_add_func("/stream/writing-to-a-gone-peer-is-an-error-and-no-signal",
                    writing_to_a_gone_peer_is_an_error_and_no_signal);
    g_test_add_func("/stream/a-large-write-arrives-in-pieces", a_large_write_arrives_in_pieces);
    g_test_add_func("/stream/shutdown-from-another-thread-ends-a-blocked-read",
                    shutdown_from_another_thread_ends_a_blocked_read);
    g_test_add_func("/stream/waiting-prefers-bytes-to-an-interrupt", waiting_prefers_bytes_to_an_interrupt);
    g_test_add_func("/stream/an-unreachable-peer-is-unavailable", an_unreachable_peer_is_unavailable);
    g_test_add_func("/stream/a-script-plays-both-sides", a_script_plays_both_sides);
    g_test_add_func("/stream/other-words-than-the-script-expects-are-shown",
                    other_words_than_the_script_expects_are_shown);
    g_test_add_func("/stream/reading-out-of-turn-is-an-error-and-not-a-hang",
                    reading_out_of_turn_is_an_error_and_not_a_hang);
    g_test_add_func("/stream/a-script-can-break-time-out-and-interrupt", a_script_can_break_time_out_and_interrupt);
    g_test_add_func("/stream/the-failing-twin-fails-at-the-nth-call-and-after",
                    the_failing_twin_fails_at_the_nth_call_and_after);
    return g_test_run();
}
