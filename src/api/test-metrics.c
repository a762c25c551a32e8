/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "api/metrics.h"

static void
a_metric_is_told_once_and_its_labels_are_quoted(void)
{
    g_autoptr(GString) out = g_string_new(NULL);

    metrics_begin(out, METRIC_GAUGE, "up", "Whether.");
    metrics_add(out, "up", "channel", "a\"b\\c\nd", 1);
    metrics_add(out, "up", "channel", "e", 0.5);
    g_assert_cmpstr(out->str, ==,
                    "# HELP up Whether.\n# TYPE up gauge\nup{channel=\"a\\\"b\\\\c\\nd\"} 1\nup{channel=\"e\"} 0.5\n");
}

static void
large_counts_are_written_in_full(void)
{
    g_autoptr(GString) out = g_string_new(NULL);

    metrics_one(out, METRIC_COUNTER, "bytes_total", "Bytes.", 123456789012345);
    g_assert_true(g_str_has_suffix(out->str, "# TYPE bytes_total counter\nbytes_total 123456789012345\n"));
}

static void
the_process_tells_its_memory_and_descriptors(void)
{
    g_autoptr(GString) out = g_string_new(NULL);

    metrics_process(out);
    g_assert_nonnull(strstr(out->str, "\nprocess_resident_memory_bytes "));
    g_assert_nonnull(strstr(out->str, "\nprocess_open_fds "));
    g_assert_null(strstr(out->str, "process_resident_memory_bytes 0\n"));
}

#define TEST(function) g_test_add_func("/metrics/" #function, function)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    TEST(a_metric_is_told_once_and_its_labels_are_quoted);
    TEST(large_counts_are_written_in_full);
    TEST(the_process_tells_its_memory_and_descriptors);
    return g_test_run();
}
