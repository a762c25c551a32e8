/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "policy/policy-grid-private.h"

static const PolicyGridAsks *
asks_of(const PolicyGrid *grid, guint rule, guint column)
{
    return &grid->asks[rule * grid->column_count + column];
}

static gboolean
has_bit(const PolicyGridBits *bits, guint number)
{
    return (bits[number / 64] >> (number % 64) & 1) != 0;
}

static void
set_bit(PolicyGridBits *bits, guint number)
{
    bits[number / 64] |= G_GUINT64_CONSTANT(1) << (number % 64);
}

/* ---- regions: what is left of the inputs while boxes are taken away ---- */

/* Of one column: the classes that are left; of a set, the words that it must not have, and groups of words of each of
 * which it must have one. */
typedef struct {
    PolicyGridBits *bits;
    GPtrArray *groups; /* const PolicyGridBits *, borrowed */
} PolicyGridLeft;

typedef struct {
    PolicyGrid *grid;
    PolicyGridLeft left[POLICY_INPUT_COUNT];
    guint limit;
    GPtrArray *found; /* PolicyFacts * */
} Region;

static void
region_init(Region *region, PolicyGrid *grid, guint limit)
{
    *region = (Region){ .grid = grid, .limit = limit };
    region->found = g_ptr_array_new_with_free_func((GDestroyNotify)policy_facts_free);
    for (guint i = 0; i < grid->column_count; i++) {
        const PolicyGridColumn *column = &grid->columns[i];

        region->left[i].bits = g_new0(PolicyGridBits, column->words + 1);
        region->left[i].groups = g_ptr_array_new();
        for (guint j = 0; j < column->count && !column->set; j++)
            set_bit(region->left[i].bits, j);
    }
}

static void
region_clear(Region *region)
{
    for (guint i = 0; region->grid != NULL && i < region->grid->column_count; i++) {
        g_free(region->left[i].bits);
        g_ptr_array_unref(region->left[i].groups);
    }
    g_clear_pointer(&region->found, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Region, region_clear)

/* Whether some word of @group is neither in @without nor in @also (may be NULL). */
static gboolean
has_other(const PolicyGridColumn *column, const PolicyGridBits *group, const PolicyGridBits *without,
          const PolicyGridBits *also)
{
    for (guint i = 0; i < column->words; i++)
        if ((group[i] & ~(without[i] | (also != NULL ? also[i] : 0))) != 0)
            return TRUE;
    return FALSE;
}

/* Whether a set that is left can do without @words. */
static gboolean
can_do_without(const PolicyGridColumn *column, const PolicyGridLeft *left, const PolicyGridBits *words)
{
    for (guint i = 0; i < left->groups->len; i++)
        if (!has_other(column, g_ptr_array_index(left->groups, i), left->bits, words))
            return FALSE;
    return TRUE;
}

/* Whether something of what is left is within what is asked (@within), or outside of it. */
static gboolean
has_part(const PolicyGridColumn *column, const PolicyGridLeft *left, const PolicyGridAsks *asks, gboolean within)
{
    if (asks->any)
        return within;
    if (column->set)
        return asks->none == within ? can_do_without(column, left, asks->bits)
                                    : has_other(column, asks->bits, left->bits, NULL);
    for (guint i = 0; i < column->words; i++)
        if ((left->bits[i] & (within ? asks->bits[i] : ~asks->bits[i])) != 0)
            return TRUE;
    return FALSE;
}

/* Leaves only that part. @saved gets the bits as they were. */
static void
keep_part(const PolicyGridColumn *column, PolicyGridLeft *left, const PolicyGridAsks *asks, gboolean within,
          PolicyGridBits *saved)
{
    memcpy(saved, left->bits, column->words * sizeof(PolicyGridBits));
    if (column->set && asks->none != within)
        g_ptr_array_add(left->groups, (gpointer)asks->bits);
    for (guint i = 0; i < column->words; i++) {
        if (!column->set)
            left->bits[i] &= within ? asks->bits[i] : ~asks->bits[i];
        else if (asks->none == within)
            left->bits[i] |= asks->bits[i];
    }
}

static void
restore(const PolicyGridColumn *column, PolicyGridLeft *left, const PolicyGridAsks *asks, gboolean within,
        const PolicyGridBits *saved)
{
    memcpy(left->bits, saved, column->words * sizeof(PolicyGridBits));
    if (column->set && asks->none != within)
        g_ptr_array_set_size(left->groups, (int)left->groups->len - 1);
}

/* ---- witnesses ---- */

/* A text that no cell names. */
static void
set_other_text(const PolicyGridColumn *column, PolicyFacts *facts)
{
    g_autoptr(GString) text = g_string_new("other");

    while (g_ptr_array_find_with_equal_func(column->texts, text->str, g_str_equal, NULL))
        g_string_append_c(text, 'x');
    policy_facts_set_text(facts, column->input, text->str);
}

static void
set_class(const PolicyGridColumn *column, guint class, PolicyFacts *facts)
{
    if (column->unknown && class == column->count - 1)
        return;
    if (column->starts != NULL)
        policy_facts_set_number(facts, column->input, column->starts[class]);
    else if (class < column->texts->len)
        policy_facts_set_text(facts, column->input, g_ptr_array_index(column->texts, class));
    else
        set_other_text(column, facts);
}

/* A word of each group that has none yet. */
static void
add_words(const PolicyGridColumn *column, const PolicyGridLeft *left, PolicyFacts *facts)
{
    for (guint i = 0; i < left->groups->len; i++) {
        const PolicyGridBits *group = g_ptr_array_index(left->groups, i);
        guint chosen = G_MAXUINT;

        for (guint word = column->count; word-- > 0;) {
            if (!has_bit(group, word) || has_bit(left->bits, word))
                continue;
            chosen = word;
            if (policy_facts_has(facts, column->input, g_ptr_array_index(column->texts, word)))
                break;
        }
        if (chosen != G_MAXUINT)
            policy_facts_add(facts, column->input, g_ptr_array_index(column->texts, chosen));
    }
}

static PolicyFacts *
witness(const Region *region)
{
    PolicyFacts *facts = policy_facts_new();

    for (guint i = 0; i < region->grid->column_count; i++) {
        const PolicyGridColumn *column = &region->grid->columns[i];
        const PolicyGridLeft *left = &region->left[i];
        guint class = 0;

        if (column->set) {
            add_words(column, left, facts);
            continue;
        }
        while (class + 1 < column->count && !has_bit(left->bits, class))
            class ++;
        set_class(column, class, facts);
    }
    return facts;
}

/* ---- taking rules away ---- */

static gboolean
meets(Region *region, guint rule)
{
    region->grid->steps++;
    for (guint i = 0; i < region->grid->column_count; i++)
        if (!has_part(&region->grid->columns[i], &region->left[i], asks_of(region->grid, rule, i), TRUE))
            return FALSE;
    return TRUE;
}

/* In how many columns something of what is left is outside of @rule; 0: the rule holds for all of it. */
static guint
count_outside(const Region *region, guint rule)
{
    guint count = 0;

    for (guint i = 0; i < region->grid->column_count; i++)
        if (has_part(&region->grid->columns[i], &region->left[i], asks_of(region->grid, rule, i), FALSE))
            count++;
    return count;
}

static gboolean
is_over(const Region *region)
{
    return region->found->len >= region->limit || region->grid->steps > POLICY_GRID_STEPS;
}

/* The rules of @from that meet what is left, the one with the fewest sides first; NULL when one holds for all of it. */
static GArray *
find_meeting(Region *region, const GArray *from)
{
    GArray *meeting = g_array_new(FALSE, FALSE, sizeof(guint));
    guint fewest = G_MAXUINT;

    for (guint i = 0; i < from->len; i++) {
        guint rule = g_array_index(from, guint, i), outside;

        if (!meets(region, rule))
            continue;
        outside = count_outside(region, rule);
        if (outside == 0) {
            g_array_unref(meeting);
            return NULL;
        }
        g_array_append_val(meeting, rule);
        if (outside < fewest) {
            guint first = g_array_index(meeting, guint, 0);

            fewest = outside;
            g_array_index(meeting, guint, 0) = rule;
            g_array_index(meeting, guint, meeting->len - 1) = first;
        }
    }
    return meeting;
}

static void walk(Region *region, const GArray *from);

/* Looks at what is left outside of the first of @meeting, in parts that do not overlap: column after column what is
 * outside there and within in the columns before. */
static void
take_away(Region *region, GArray *meeting, guint column_number)
{
    const PolicyGridColumn *column;
    const PolicyGridAsks *asks;
    PolicyGridLeft *left;
    g_autofree PolicyGridBits *saved = NULL;

    if (column_number == region->grid->column_count || is_over(region))
        return;
    column = &region->grid->columns[column_number];
    left = &region->left[column_number];
    asks = asks_of(region->grid, g_array_index(meeting, guint, 0), column_number);
    saved = g_new(PolicyGridBits, column->words + 1);
    if (has_part(column, left, asks, FALSE)) {
        keep_part(column, left, asks, FALSE, saved);
        walk(region, meeting);
        restore(column, left, asks, FALSE, saved);
    }
    if (asks->any) {
        take_away(region, meeting, column_number + 1);
        return;
    }
    keep_part(column, left, asks, TRUE, saved);
    take_away(region, meeting, column_number + 1);
    restore(column, left, asks, TRUE, saved);
}

/* Every call takes one rule away, so there are at most as many within each other as there are rules. */
static void
walk(Region *region, const GArray *from)
{
    g_autoptr(GArray) meeting = is_over(region) ? NULL : find_meeting(region, from);

    if (meeting == NULL)
        return;
    if (meeting->len == 0)
        g_ptr_array_add(region->found, witness(region));
    else
        take_away(region, meeting, 0);
}

/* Two questions after the same set have a set in common unless one wants a word and the other none of its words. */
static gboolean
share(const PolicyGridColumn *column, const PolicyGridAsks *a, const PolicyGridAsks *b)
{
    if (a->any || b->any || (column->set && a->none == b->none))
        return TRUE;
    for (guint i = 0; i < column->words; i++) {
        PolicyGridBits both = !column->set ? a->bits[i] & b->bits[i]
                              : a->none    ? b->bits[i] & ~a->bits[i]
                                           : a->bits[i] & ~b->bits[i];

        if (both != 0)
            return TRUE;
    }
    return FALSE;
}

static GArray *
possible_rules(const PolicyGrid *grid, guint without)
{
    GArray *rules = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint i = 0; i < grid->table->rules->len; i++)
        if (grid->possible[i] && i != without)
            g_array_append_val(rules, i);
    return rules;
}

GPtrArray *
policy_grid_gaps(PolicyGrid *grid, guint limit, gboolean *ret_whole)
{
    g_autoptr(GArray) rules = possible_rules(grid, G_MAXUINT);
    g_auto(Region) region = { 0 };

    region_init(&region, grid, limit);
    walk(&region, rules);
    *ret_whole = grid->steps <= POLICY_GRID_STEPS;
    return g_steal_pointer(&region.found);
}

/* Leaves only what rule @number holds for, and for good. */
static void
keep_rule(Region *region, guint number)
{
    for (guint i = 0; i < region->grid->column_count; i++) {
        const PolicyGridColumn *column = &region->grid->columns[i];
        g_autofree PolicyGridBits *saved = g_new(PolicyGridBits, column->words + 1);
        const PolicyGridAsks *asks = asks_of(region->grid, number, i);

        if (!asks->any)
            keep_part(column, &region->left[i], asks, TRUE, saved);
    }
}

PolicyFacts *
policy_grid_alone(PolicyGrid *grid, guint number, gboolean *ret_whole)
{
    g_autoptr(GArray) others = possible_rules(grid, number);
    g_auto(Region) region = { 0 };

    *ret_whole = TRUE;
    if (!grid->possible[number])
        return NULL;
    region_init(&region, grid, 1);
    keep_rule(&region, number);
    walk(&region, others);
    *ret_whole = region.found->len > 0 || grid->steps <= POLICY_GRID_STEPS;
    return region.found->len > 0 ? g_ptr_array_steal_index(region.found, 0) : NULL;
}

gboolean
policy_grid_overlaps(const PolicyGrid *grid, guint a, guint b)
{
    if (!grid->possible[a] || !grid->possible[b])
        return FALSE;
    for (guint i = 0; i < grid->column_count; i++)
        if (!share(&grid->columns[i], asks_of(grid, a, i), asks_of(grid, b, i)))
            return FALSE;
    return TRUE;
}

PolicyFacts *
policy_grid_overlap(PolicyGrid *grid, guint a, guint b)
{
    g_auto(Region) region = { 0 };

    if (!policy_grid_overlaps(grid, a, b))
        return NULL;
    region_init(&region, grid, 1);
    keep_rule(&region, a);
    keep_rule(&region, b);
    return witness(&region);
}
