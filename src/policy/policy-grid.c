/* SPDX-License-Identifier: Apache-2.0 */
#include "policy/policy-grid-private.h"

#include <string.h>

static const PolicyCell *
cell_of(const PolicyGrid *grid, guint rule, guint column)
{
    return policy_table_cell(g_ptr_array_index(grid->table->rules, rule), grid->columns[column].input);
}

static PolicyGridBits *
new_bits(PolicyGrid *grid, const PolicyGridColumn *column)
{
    PolicyGridBits *bits = g_new0(PolicyGridBits, column->words);

    g_ptr_array_add(grid->all_bits, bits);
    return bits;
}

static void
set_bit(PolicyGridBits *bits, guint number)
{
    bits[number / 64] |= G_GUINT64_CONSTANT(1) << (number % 64);
}

/* ---- classes ---- */

static int
by_number(gconstpointer a, gconstpointer b)
{
    gint64 first = *(const gint64 *)a, second = *(const gint64 *)b;

    return (first > second) - (first < second);
}

/* Where a test begins or ends to hold a class begins. */
static void
classify_numbers(PolicyGrid *grid, PolicyGridColumn *column, guint at)
{
    const PolicyInputInfo *info = policy_input_info(column->input);
    g_autoptr(GArray) starts = g_array_new(FALSE, FALSE, sizeof(gint64));

    g_array_append_val(starts, info->min);
    for (guint i = 0; i < grid->table->rules->len; i++) {
        const PolicyCell *cell = cell_of(grid, i, at);

        for (guint j = 0; cell != NULL && j < cell->tests->len; j++) {
            const PolicyTest *test = g_ptr_array_index(cell->tests, j);
            gint64 after = test->high < info->max ? test->high + 1 : info->min;

            if (test->low > info->min && test->low <= info->max)
                g_array_append_val(starts, test->low);
            if (after > info->min)
                g_array_append_val(starts, after);
        }
    }
    g_array_sort(starts, by_number);
    column->starts = g_new(gint64, starts->len);
    for (guint i = 0; i < starts->len; i++) {
        gint64 start = g_array_index(starts, gint64, i);

        if (column->count == 0 || column->starts[column->count - 1] != start)
            column->starts[column->count++] = start;
    }
}

static guint
find_text(const PolicyGridColumn *column, const char *text)
{
    guint found = 0;

    return g_ptr_array_find_with_equal_func(column->texts, text, g_str_equal, &found) ? found : G_MAXUINT;
}

/* Each text that is named is a class; of a set, a word. */
static void
classify_texts(PolicyGrid *grid, PolicyGridColumn *column, guint at)
{
    column->texts = g_ptr_array_new();
    for (guint i = 0; i < grid->table->rules->len; i++) {
        const PolicyCell *cell = cell_of(grid, i, at);

        for (guint j = 0; cell != NULL && j < cell->tests->len; j++) {
            const PolicyTest *test = g_ptr_array_index(cell->tests, j);

            if (find_text(column, test->text) == G_MAXUINT)
                g_ptr_array_add(column->texts, test->text);
        }
    }
    column->count = column->texts->len + !column->set; /* and all other texts */
}

static void
classify(PolicyGrid *grid, guint at)
{
    PolicyGridColumn *column = &grid->columns[at];
    const PolicyInputInfo *info = policy_input_info(column->input);

    column->set = info->type == POLICY_SET;
    if (column->set || info->type == POLICY_TEXT)
        classify_texts(grid, column, at);
    else
        classify_numbers(grid, column, at);
    column->unknown = info->may_be_unknown;
    if (column->unknown)
        column->count++;
    column->words = (column->count + 63) / 64;
}

static gboolean
test_holds_for(const PolicyGridColumn *column, const PolicyTest *test, guint class)
{
    if (column->starts != NULL)
        return column->starts[class] >= test->low && column->starts[class] <= test->high;
    return class < column->texts->len && strcmp(test->text, g_ptr_array_index(column->texts, class)) == 0;
}

static const PolicyGridBits *
bits_of_cell(PolicyGrid *grid, const PolicyGridColumn *column, const PolicyCell *cell)
{
    PolicyGridBits *bits = new_bits(grid, column);
    guint known = column->unknown ? column->count - 1 : column->count;

    for (guint i = 0; i < cell->tests->len; i++) {
        const PolicyTest *test = g_ptr_array_index(cell->tests, i);

        for (guint class = 0; class < known && !column->set; class ++)
            if (test_holds_for(column, test, class))
                set_bit(bits, class);
        if (column->set)
            set_bit(bits, find_text(column, test->text));
    }
    for (guint class = 0; class < known && !column->set && cell->negated; class ++)
        bits[class / 64] ^= G_GUINT64_CONSTANT(1) << (class % 64);
    return bits;
}

static void
read_rule(PolicyGrid *grid, guint rule)
{
    grid->possible[rule] = TRUE;
    for (guint i = 0; i < grid->column_count; i++) {
        const PolicyGridColumn *column = &grid->columns[i];
        const PolicyCell *cell = cell_of(grid, rule, i);
        PolicyGridAsks *asks = &grid->asks[rule * grid->column_count + i];
        gboolean empty = TRUE;

        asks->any = cell == NULL;
        if (cell == NULL)
            continue;
        asks->none = column->set && cell->negated;
        asks->bits = bits_of_cell(grid, column, cell);
        for (guint j = 0; j < column->words; j++)
            empty &= asks->bits[j] == 0;
        grid->possible[rule] &= !empty;
    }
}

PolicyGrid *
policy_grid_new(const PolicyTable *table)
{
    PolicyGrid *grid = g_new0(PolicyGrid, 1);

    grid->table = table;
    grid->column_count = table->columns->len;
    grid->all_bits = g_ptr_array_new_with_free_func(g_free);
    grid->asks = g_new0(PolicyGridAsks, (gsize)table->rules->len * grid->column_count + 1);
    grid->possible = g_new0(gboolean, table->rules->len + 1);
    for (guint i = 0; i < grid->column_count; i++) {
        grid->columns[i].input = g_array_index(table->columns, PolicyInput, i);
        classify(grid, i);
    }
    for (guint i = 0; i < table->rules->len; i++)
        read_rule(grid, i);
    return grid;
}

void
policy_grid_free(PolicyGrid *grid)
{
    for (guint i = 0; i < grid->column_count; i++) {
        g_free(grid->columns[i].starts);
        g_clear_pointer(&grid->columns[i].texts, g_ptr_array_unref);
    }
    g_ptr_array_unref(grid->all_bits);
    g_free(grid->asks);
    g_free(grid->possible);
    g_free(grid);
}

gboolean
policy_grid_is_possible(const PolicyGrid *grid, guint number)
{
    return grid->possible[number];
}
