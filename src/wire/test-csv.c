/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/csv.h"

static void
test_cells_come_back_as_they_were(void)
{
    const char *cells[] = { "plain", "a,b", "say \"yes\"", "two\nlines", NULL, "é" };
    g_autoptr(GString) text = g_string_new(NULL);

    csv_append(text, cells, G_N_ELEMENTS(cells));
    g_assert_cmpstr(text->str, ==, "plain,\"a,b\",\"say \"\"yes\"\"\",\"two\nlines\",,é\r\n");
}

static void
test_no_cell_is_a_formula(void)
{
    const char *cells[] = { "=1+1", "@x", "-1", "+1", "\tx", "a=b" };
    g_autoptr(GString) text = g_string_new(NULL);

    csv_append(text, cells, G_N_ELEMENTS(cells));
    g_assert_cmpstr(text->str, ==, "\"'=1+1\",\"'@x\",\"'-1\",\"'+1\",\"'\tx\",a=b\r\n");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/csv/cells-come-back-as-they-were", test_cells_come_back_as_they_were);
    g_test_add_func("/csv/no-cell-is-a-formula", test_no_cell_is_a_formula);
    return g_test_run();
}
