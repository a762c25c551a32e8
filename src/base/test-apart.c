/* SPDX-License-Identifier: Apache-2.0 */
#include "base/apart.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"

#define PATIENCE (60 * CLOCK_SECOND)

static int
turn_round(const void *bytes, gsize length, guint8 *out, gsize size, gsize *ret_length)
{
    const guint8 *in = bytes;

    for (gsize i = 0; i < MIN(length, size); i++)
        out[i] = in[length - 1 - i];
    *ret_length = MIN(length, size);
    return 7;
}

static int
crash(const void *bytes, gsize length, guint8 *out, gsize size, gsize *ret_length)
{
    (void)bytes, (void)length, (void)out, (void)size, (void)ret_length;
    signal(SIGILL, SIG_DFL);
    __builtin_trap();
}

static int
go_on_for_ever(const void *bytes, gsize length, guint8 *out, gsize size, gsize *ret_length)
{
    (void)bytes, (void)length, (void)size, (void)ret_length;
    for (volatile guint8 *at = out; *at < 200;)
        *at = (guint8)((*at + 1) % 100);
    return 0;
}

/* 1: it could open a file or make a socket's like. */
static int
look_around(const void *bytes, gsize length, guint8 *out, gsize size, gsize *ret_length)
{
    (void)bytes, (void)length, (void)out, (void)size, (void)ret_length;
    return open("/etc/passwd", O_RDONLY) >= 0 || dup(0) >= 0;
}

static int
lie_about_length(const void *bytes, gsize length, guint8 *out, gsize size, gsize *ret_length)
{
    (void)bytes, (void)length, (void)out, (void)size;
    *ret_length = G_MAXSIZE;
    return 0;
}

static void
what_it_finds_comes_back(void)
{
    g_autoptr(GBytes) out = NULL;
    g_autoptr(GError) error = NULL;
    int code = -1;

    apart_run(turn_round, "abc", 3, 10, PATIENCE, &code, &out, &error);
    g_assert_no_error(error);
    g_assert_cmpint(code, ==, 7);
    g_assert_cmpmem(g_bytes_get_data(out, NULL), g_bytes_get_size(out), "cba", 3);
}

static void
a_crash_is_an_error_and_no_more(void)
{
    g_autoptr(GBytes) out = NULL;
    g_autoptr(GError) error = NULL;
    int code;

    g_assert_false(apart_run(crash, "", 0, 10, PATIENCE, &code, &out, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
}

static void
what_does_not_end_is_ended(void)
{
    g_autoptr(GBytes) out = NULL;
    g_autoptr(GError) error = NULL;
    int code;

    g_assert_false(apart_run(go_on_for_ever, "", 0, 10, CLOCK_SECOND / 5, &code, &out, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT);
}

static void
it_reaches_no_file(void)
{
    g_autoptr(GBytes) out = NULL;
    g_autoptr(GError) error = NULL;
    int code = -1;

    apart_run(look_around, "", 0, 10, PATIENCE, &code, &out, &error);
    g_assert_no_error(error);
    g_assert_cmpint(code, ==, 0);
}

static void
it_is_not_believed_how_much_it_wrote(void)
{
    g_autoptr(GBytes) out = NULL;
    g_autoptr(GError) error = NULL;
    int code = -1;

    apart_run(lie_about_length, "", 0, 10, PATIENCE, &code, &out, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(g_bytes_get_size(out), ==, 10);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name) g_test_add_func("/apart/" #name, name)
    ADD(what_it_finds_comes_back);
    ADD(a_crash_is_an_error_and_no_more);
    ADD(what_does_not_end_is_ended);
    ADD(it_reaches_no_file);
    ADD(it_is_not_believed_how_much_it_wrote);
    return g_test_run();
}
