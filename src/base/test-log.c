/* SPDX-License-Identifier: Apache-2.0 */
#include "base/log.h"

static void
what_somebody_wrote_neither_ends_a_line_nor_speaks_to_a_terminal(void)
{
    if (g_test_subprocess()) {
        log_event(LOG_WARNING, "test", "a", "plain", "b", "\x1b[2J", "c", "x\n2026 error forged", "d", "\x07", NULL);
        return;
    }
    g_test_trap_subprocess(NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
    g_test_trap_assert_passed();
    g_test_trap_assert_stderr("* warning test a=plain b=\"\\x1b[2J\" c=\"x\\x0a2026 error forged\" d=\"\\x07\"\n");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/log/what-somebody-wrote-neither-ends-a-line-nor-speaks-to-a-terminal",
                    what_somebody_wrote_neither_ends_a_line_nor_speaks_to_a_terminal);
    return g_test_run();
}
