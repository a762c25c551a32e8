/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "wire/relayframe.h"

static void
a_frame_is_read_as_it_was_written_and_not_before_it_is_whole(void)
{
    g_autoptr(GByteArray) out = g_byte_array_new();
    RelayFrame frame;
    gsize used;

    relayframe_write(out, RELAYFRAME_ITEM, G_GUINT64_CONSTANT(0x1122334455667788), "hello", 5);
    relayframe_write(out, RELAYFRAME_ASK, 0, NULL, 0);
    for (gsize length = 0; length < RELAYFRAME_HEAD + 5; length++)
        g_assert_cmpint(relayframe_read(out->data, length, &frame, &used), ==, RELAYFRAME_MORE);
    g_assert_cmpint(relayframe_read(out->data, out->len, &frame, &used), ==, RELAYFRAME_WHOLE);
    g_assert_cmpuint(used, ==, RELAYFRAME_HEAD + 5);
    g_assert_cmpint(frame.kind, ==, RELAYFRAME_ITEM);
    g_assert_cmphex(frame.number, ==, G_GUINT64_CONSTANT(0x1122334455667788));
    g_assert_cmpmem(frame.bytes, frame.length, "hello", 5);
    g_assert_cmpint(relayframe_read(out->data + used, out->len - used, &frame, &used), ==, RELAYFRAME_WHOLE);
    g_assert_cmpint(frame.kind, ==, RELAYFRAME_ASK);
    g_assert_cmpuint(frame.length, ==, 0);
}

static void
what_is_too_long_too_short_or_unknown_is_wrong_at_once(void)
{
    static const guint8 LONG[] = { 0x00, 0x10, 0x00, 0x0a }, SHORT[] = { 0, 0, 0, 8 }, UNKNOWN[] = { 0, 0, 0, 9, 7 },
                        MOST[] = { 0x00, 0x10, 0x00, 0x09 };
    RelayFrame frame;
    gsize used;

    g_assert_cmpint(relayframe_read(LONG, sizeof LONG, &frame, &used), ==, RELAYFRAME_WRONG);
    g_assert_cmpint(relayframe_read(SHORT, sizeof SHORT, &frame, &used), ==, RELAYFRAME_WRONG);
    g_assert_cmpint(relayframe_read(UNKNOWN, sizeof UNKNOWN, &frame, &used), ==, RELAYFRAME_WRONG);
    g_assert_cmpint(relayframe_read(MOST, sizeof MOST, &frame, &used), ==, RELAYFRAME_MORE);
}

static void
a_state_is_read_as_it_was_written(void)
{
    g_autoptr(GByteArray) out = g_byte_array_new();
    RelayFrameState state;
    RelayFrame frame;
    gsize used;

    relayframe_write_state(out, &(RelayFrameState){ TRUE, 3, 12 });
    g_assert_cmpint(relayframe_read(out->data, out->len, &frame, &used), ==, RELAYFRAME_WHOLE);
    g_assert_true(relayframe_read_state(&frame, &state));
    g_assert_true(state.up);
    g_assert_cmpuint(state.waiting_in, ==, 3);
    g_assert_cmpuint(state.waiting_out, ==, 12);
    frame.length--;
    g_assert_true(relayframe_read_state(&frame, &state));
    frame.length = 5;
    g_assert_false(relayframe_read_state(&frame, &state));
}

static void
a_refusal_says_whether_to_try_again(void)
{
    g_autoptr(GByteArray) out = g_byte_array_new();
    g_autofree char *first = NULL, *second = NULL;
    RelayFrame frame;
    gboolean later;
    gsize used;

    relayframe_write_refusal(out, 7, TRUE, "the spool is full");
    relayframe_write_refusal(out, 8, FALSE, "that is no stanza");
    g_assert_cmpint(relayframe_read(out->data, out->len, &frame, &used), ==, RELAYFRAME_WHOLE);
    first = relayframe_read_refusal(&frame, &later);
    g_assert_cmpstr(first, ==, "the spool is full");
    g_assert_true(later);
    g_assert_cmpint(relayframe_read(out->data + used, out->len - used, &frame, &used), ==, RELAYFRAME_WHOLE);
    second = relayframe_read_refusal(&frame, &later);
    g_assert_cmpstr(second, ==, "that is no stanza");
    g_assert_false(later);
    g_assert_cmpuint(frame.number, ==, 8);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/relayframe/a-frame-is-read-as-it-was-written-and-not-before-it-is-whole",
                    a_frame_is_read_as_it_was_written_and_not_before_it_is_whole);
    g_test_add_func("/relayframe/what-is-too-long-too-short-or-unknown-is-wrong-at-once",
                    what_is_too_long_too_short_or_unknown_is_wrong_at_once);
    g_test_add_func("/relayframe/a-state-is-read-as-it-was-written", a_state_is_read_as_it_was_written);
    g_test_add_func("/relayframe/a-refusal-says-whether-to-try-again", a_refusal_says_whether_to_try_again);
    return g_test_run();
}
