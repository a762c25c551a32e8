/* SPDX-License-Identifier: Apache-2.0 */
/* Decision tables: how many decisions a second, and how long the checks of a table take.
 *
 * One table of 20 rules as a body has them, one of 500 rules over 10 columns that leaves no gap and has no overlap (it
 * was made by splitting), and one of 500 random rules over 10 columns. Times are of this thread's processor. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "policy/policy-check.h"

#define AIM_DECISIONS 50000.0
#define AIM_CHECK     100.0 /* milliseconds */
#define FACTS         4096

static const PolicyInput COLUMNS[] = { POLICY_PURPOSE,   POLICY_AUDIENCE,     POLICY_SENSITIVITY,
                                       POLICY_URGENCY,   POLICY_LEGAL_EFFECT, POLICY_CITIZEN_VERIFIED,
                                       POLICY_LENGTH,    POLICY_ATTACHMENTS,  POLICY_LOCAL_TIME,
                                       POLICY_CHANNEL_UP };

static guint32 seed = 7;

static guint
next(guint limit)
{
    seed = seed * 1664525U + 1013904223U;
    return (seed >> 8) % limit;
}

static double
cpu_seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* ---- tables ---- */

static PolicyTable *
new_table(void)
{
    PolicyTable *table = policy_table_new(POLICY_CHANNEL);

    g_array_append_vals(table->columns, COLUMNS, G_N_ELEMENTS(COLUMNS));
    return table;
}

static void
set_cell(PolicyRule *rule, PolicyInput input, const char *text)
{
    g_autoptr(GError) error = NULL;

    g_clear_pointer(&rule->cells[input], policy_cell_free);
    rule->cells[input] = policy_cell_parse(input, text, strlen(text), &error);
    if (error != NULL)
        g_error("%s: %s", text, error->message);
}

static PolicyRule *
new_rule(PolicyTable *table)
{
    PolicyRule *rule = policy_table_rule_new();

    g_free(rule->id);
    rule->id = policy_table_free_id(table);
    g_ptr_array_add(rule->outputs, g_strdup("same"));
    g_ptr_array_add(rule->outputs, g_strdup("any"));
    g_ptr_array_add(table->rules, rule);
    return rule;
}

static char *
random_cell(PolicyInput input)
{
    const PolicyInputInfo *info = policy_input_info(input);
    guint span = (guint)MIN(info->max - info->min + 1, 2000), low, high;

    if (info->type == POLICY_SET)
        return g_strdup_printf(next(2) == 0 ? "has(\"c%u\")" : "not(has(\"c%u\"))", next(5));
    low = next(span);
    high = low + next(span - low);
    if (info->type == POLICY_FLAG)
        return g_strdup(info->words[low]);
    if (info->type == POLICY_WORD)
        return low == high ? g_strdup_printf("\"%s\"", info->words[low])
                           : g_strdup_printf("\"%s\", \"%s\"", info->words[low], info->words[high]);
    if (info->type == POLICY_TIME)
        return g_strdup_printf("[time(\"%02u:%02u\")..time(\"%02u:%02u\")]", low / 60, low % 60, high / 60, high % 60);
    return g_strdup_printf("[%u..%u]", low, high);
}

static PolicyTable *
random_table(guint rules)
{
    PolicyTable *table = new_table();

    for (guint i = 0; i < rules; i++) {
        PolicyRule *rule = new_rule(table);

        for (guint j = 0; j < G_N_ELEMENTS(COLUMNS); j++) {
            g_autofree char *cell = next(2) == 0 ? NULL : random_cell(COLUMNS[j]);

            if (cell != NULL)
                set_cell(rule, COLUMNS[j], cell);
        }
    }
    return table;
}

/* What is still to be split of each column: places of words, numbers; of the set whether it has "c0". */
typedef struct {
    gint64 low[G_N_ELEMENTS(COLUMNS)], high[G_N_ELEMENTS(COLUMNS)];
} Box;

static void
add_box(PolicyTable *table, const Box *box)
{
    PolicyRule *rule = new_rule(table);

    for (guint j = 0; j < G_N_ELEMENTS(COLUMNS); j++) {
        const PolicyInputInfo *info = policy_input_info(COLUMNS[j]);
        g_autoptr(GString) cell = g_string_new(NULL);

        if (box->low[j] == info->min && box->high[j] == (info->type == POLICY_SET ? 1 : info->max))
            continue;
        if (info->type == POLICY_SET)
            g_string_append(cell, box->low[j] == 1 ? "has(\"c0\")" : "not(has(\"c0\"))");
        else if (info->type == POLICY_NUMBER)
            g_string_append_printf(cell, "[%d..%d]", (int)box->low[j], (int)box->high[j]);
        else if (info->type == POLICY_TIME)
            g_string_append_printf(cell, "[time(\"%02d:%02d\")..time(\"%02d:%02d\")]", (int)box->low[j] / 60,
                                   (int)box->low[j] % 60, (int)box->high[j] / 60, (int)box->high[j] % 60);
        for (gint64 i = box->low[j]; info->words != NULL && i <= box->high[j]; i++)
            g_string_append_printf(cell, info->type == POLICY_FLAG ? "%s%s" : "%s\"%s\"", i > box->low[j] ? ", " : "",
                                   info->words[i]);
        set_cell(rule, COLUMNS[j], cell->str);
    }
}

static PolicyTable *
split_table(guint rules)
{
    PolicyTable *table = new_table();
    g_autoptr(GArray) boxes = g_array_new(FALSE, TRUE, sizeof(Box));

    g_array_set_size(boxes, 1);
    for (guint j = 0; j < G_N_ELEMENTS(COLUMNS); j++) {
        const PolicyInputInfo *info = policy_input_info(COLUMNS[j]);

        g_array_index(boxes, Box, 0).low[j] = info->min;
        g_array_index(boxes, Box, 0).high[j] = info->type == POLICY_SET ? 1 : info->max;
    }
    while (boxes->len < rules) {
        guint at = next(boxes->len), j = next(G_N_ELEMENTS(COLUMNS));
        Box half = g_array_index(boxes, Box, at);

        if (half.low[j] == half.high[j])
            continue;
        half.high[j] = half.low[j] + next((guint)(half.high[j] - half.low[j]));
        g_array_index(boxes, Box, at).low[j] = half.high[j] + 1;
        g_array_append_val(boxes, half);
    }
    for (guint i = 0; i < boxes->len; i++)
        add_box(table, &g_array_index(boxes, Box, i));
    return table;
}

static PolicyFacts *
random_facts(void)
{
    PolicyFacts *facts = policy_facts_new();

    for (guint i = 0; i < POLICY_INPUT_COUNT; i++) {
        const PolicyInputInfo *info = policy_input_info((PolicyInput)i);

        if (info->type == POLICY_SET)
            policy_facts_add(facts, (PolicyInput)i, next(2) == 0 ? "c0" : "c1");
        else if (info->type == POLICY_TEXT)
            policy_facts_set_text(facts, (PolicyInput)i, "de");
        else
            policy_facts_set_number(facts, (PolicyInput)i, next((guint)MIN(info->max + 1, 4000)));
    }
    return facts;
}

/* ---- measuring ---- */

static double
measure_decisions(const PolicyTable *table, PolicyFacts *const *facts, double seconds)
{
    g_autoptr(PolicyEngine) engine = policy_engine_new(table);
    double start = cpu_seconds();
    guint64 count = 0;

    do {
        for (guint i = 0; i < 256; i++)
            policy_engine_outcome_free(policy_engine_decide(engine, facts[count++ % FACTS]));
    } while (cpu_seconds() - start < seconds);
    return (double)count / (cpu_seconds() - start);
}

/* The slowest of some runs, in milliseconds. */
static double
measure_check(const char *what, const PolicyTable *table, guint runs)
{
    double slowest = 0;

    for (guint i = 0; i < runs; i++) {
        double start = cpu_seconds();
        g_autoptr(PolicyReport) report = policy_check(table, NULL, 0);

        slowest = MAX(slowest, (cpu_seconds() - start) * 1000);
        if (i == 0)
            printf("%s: %u rules, %u errors, %u warnings\n", what, table->rules->len, report->errors, report->warnings);
    }
    return slowest;
}

int
main(int argc, char **argv)
{
    gboolean quick = argc > 1 && strcmp(argv[1], "--quick") == 0;
    double seconds = quick ? 1 : 5, check, check_random, small_rate, large_rate;
    g_autoptr(PolicyTable) small = split_table(20), large = split_table(500), wild = random_table(500);
    PolicyFacts *facts[FACTS];

    for (guint i = 0; i < FACTS; i++)
        facts[i] = random_facts();
    check = measure_check("split", large, quick ? 3 : 20);
    check_random = measure_check("random", wild, quick ? 3 : 20);
    large_rate = measure_decisions(large, facts, seconds);
    small_rate = measure_decisions(small, facts, seconds);
    for (guint i = 0; i < FACTS; i++)
        policy_facts_free(facts[i]);
    printf("RESULT policy-check-500x10-split %.1f ms %.2f aim-100\n", check, check / AIM_CHECK);
    printf("RESULT policy-check-500x10-random %.1f ms %.2f aim-100\n", check_random, check_random / AIM_CHECK);
    printf("RESULT policy-decisions-500-rules %.0f decisions/s %.2f aim-50000\n", large_rate,
           large_rate / AIM_DECISIONS);
    printf("RESULT policy-decisions-20-rules %.0f decisions/s %.2f aim-50000\n", small_rate,
           small_rate / AIM_DECISIONS);
    return 0;
}
