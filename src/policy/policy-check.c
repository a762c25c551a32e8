/* SPDX-License-Identifier: Apache-2.0 */
#include "policy/policy-check.h"

#include <string.h>

#include "policy/policy-grid.h"
#include "policy/policy-output.h"

static const char *const NAMES[POLICY_FOUND_COUNT] = {
    [POLICY_FOUND_RED] = "red-example",
    [POLICY_FOUND_IMPOSSIBLE] = "impossible",
    [POLICY_FOUND_OVERLAP] = "overlap",
    [POLICY_FOUND_NO_FALLBACK] = "no-fallback",
    [POLICY_FOUND_SAME_FALLBACK] = "same-fallback",
    [POLICY_FOUND_NO_CHANNEL] = "no-channel",
    [POLICY_FOUND_CANNOT_SEND] = "cannot-send",
    [POLICY_FOUND_NOT_PRIVATE] = "not-private",
    [POLICY_FOUND_NOT_PUBLIC] = "not-public",
    [POLICY_FOUND_GAP] = "gap",
    [POLICY_FOUND_NEVER_ALONE] = "never-alone",
    [POLICY_FOUND_NO_FILES] = "no-files",
    [POLICY_FOUND_TOO_LONG] = "too-long",
    [POLICY_FOUND_NO_QUESTION] = "no-question",
    [POLICY_FOUND_NOT_ALL] = "not-all",
};

const char *
policy_check_kind_name(PolicyFindingKind kind)
{
    return NAMES[kind];
}

gboolean
policy_check_is_error(PolicyFindingKind kind)
{
    return kind < POLICY_FOUND_GAP;
}

static void
finding_free(PolicyFinding *finding)
{
    g_free(finding->output);
    g_clear_pointer(&finding->witness, policy_facts_free);
    g_clear_pointer(&finding->got, policy_engine_outcome_free);
    g_free(finding);
}

void
policy_check_report_free(PolicyReport *report)
{
    g_ptr_array_unref(report->findings);
    g_free(report);
}

/* ---- finding ---- */

typedef struct {
    const PolicyTable *table;
    const PolicyChannelInfo *channels;
    guint channel_count;
    PolicyGrid *grid;
    PolicyReport *report;
    guint counts[POLICY_FOUND_COUNT];
    gboolean *overlaps; /* by rule: with some other */
} Checking;

/* Takes over @witness. NULL when it is one too many of its kind. */
static PolicyFinding *
found(Checking *checking, PolicyFindingKind kind, guint rule, PolicyFacts *witness)
{
    PolicyReport *report = checking->report;
    PolicyFinding *finding;

    if (policy_check_is_error(kind))
        report->errors++;
    else
        report->warnings++;
    if (++checking->counts[kind] > POLICY_FINDINGS_MAX) {
        report->untold++;
        g_clear_pointer(&witness, policy_facts_free);
        return NULL;
    }
    finding = g_new0(PolicyFinding, 1);
    finding->kind = kind;
    finding->rule = rule;
    finding->other = G_MAXUINT;
    finding->witness = witness;
    g_ptr_array_add(report->findings, finding);
    return finding;
}

static void
found_output(Checking *checking, PolicyFindingKind kind, guint rule, const char *output)
{
    PolicyFinding *finding = found(checking, kind, rule, NULL);

    if (finding != NULL)
        finding->output = g_strdup(output);
}

/* ---- examples ---- */

static void
check_examples(Checking *checking)
{
    g_autoptr(PolicyEngine) engine = policy_engine_new(checking->table);

    for (guint i = 0; i < checking->table->examples->len; i++) {
        PolicyOutcome *got;
        PolicyFinding *finding = NULL;

        if (!policy_engine_try(engine, g_ptr_array_index(checking->table->examples, i), &got))
            finding = found(checking, POLICY_FOUND_RED, i, NULL);
        if (finding != NULL)
            finding->got = got;
        else
            policy_engine_outcome_free(got);
    }
}

/* ---- rules together ---- */

static void
check_pair(Checking *checking, guint a, guint b)
{
    PolicyFinding *finding;

    if (!policy_grid_overlaps(checking->grid, a, b))
        return;
    checking->overlaps[a] = checking->overlaps[b] = TRUE;
    finding =
        found(checking, POLICY_FOUND_OVERLAP, a,
              checking->counts[POLICY_FOUND_OVERLAP] < POLICY_FINDINGS_MAX ? policy_grid_overlap(checking->grid, a, b)
                                                                           : NULL);
    if (finding != NULL)
        finding->other = b;
}

static void
check_overlaps(Checking *checking)
{
    for (guint i = 0; i < checking->table->rules->len; i++)
        for (guint j = i + 1; j < checking->table->rules->len; j++)
            check_pair(checking, i, j);
}

/* What can never hold says so by itself; here is looked for what is never the only one. */
static void
check_alone(Checking *checking)
{
    for (guint i = 0; i < checking->table->rules->len; i++) {
        g_autoptr(PolicyFacts) alone = NULL;
        gboolean whole = TRUE;

        if (!checking->overlaps[i] || checking->counts[POLICY_FOUND_NEVER_ALONE] >= POLICY_FINDINGS_MAX)
            continue;
        alone = policy_grid_alone(checking->grid, i, &whole);
        if (alone == NULL && whole)
            found(checking, POLICY_FOUND_NEVER_ALONE, i, NULL);
    }
}

static void
check_gaps(Checking *checking)
{
    gboolean whole;
    g_autoptr(GPtrArray) gaps = policy_grid_gaps(checking->grid, POLICY_FINDINGS_MAX, &whole);

    for (guint i = 0; i < gaps->len; i++)
        found(checking, POLICY_FOUND_GAP, G_MAXUINT, policy_facts_copy(g_ptr_array_index(gaps, i)));
    if (!whole)
        found(checking, POLICY_FOUND_NOT_ALL, G_MAXUINT, NULL);
}

static void
check_possible(Checking *checking)
{
    for (guint i = 0; i < checking->table->rules->len; i++)
        if (!policy_grid_is_possible(checking->grid, i))
            found(checking, POLICY_FOUND_IMPOSSIBLE, i, NULL);
}

static void
check_columns(Checking *checking)
{
    const PolicyTable *table = checking->table;

    for (guint i = 0; i < table->columns->len && table->rules->len > 0; i++) {
        PolicyInput input = g_array_index(table->columns, PolicyInput, i);
        gboolean asked = FALSE;
        PolicyFinding *finding;

        for (guint j = 0; j < table->rules->len; j++)
            asked |= policy_table_cell(g_ptr_array_index(table->rules, j), input) != NULL;
        finding = asked ? NULL : found(checking, POLICY_FOUND_NO_QUESTION, G_MAXUINT, NULL);
        if (finding != NULL)
            finding->input = input;
    }
}

/* ---- channels ---- */

static const PolicyChannelInfo *
find_channel(const Checking *checking, const char *name)
{
    for (guint i = 0; i < checking->channel_count; i++)
        if (strcmp(checking->channels[i].name, name) == 0)
            return &checking->channels[i];
    return NULL;
}

static gboolean
may_be_word(const PolicyRule *rule, PolicyInput input, const char *word)
{
    const PolicyCell *cell = policy_table_cell(rule, input);
    const PolicyValue value = { .known = TRUE, .number = policy_input_find_word(input, word) };

    return cell == NULL || policy_cell_test(input, cell, &value) == POLICY_TRUE;
}

/* Whether @rule holds for some length beyond @longest: right behind it, or where a test begins or ends. */
static gboolean
may_be_longer(const PolicyRule *rule, gsize longest)
{
    const PolicyCell *cell = policy_table_cell(rule, POLICY_LENGTH);
    PolicyValue value = { .known = TRUE, .number = (gint64)MIN(longest, G_MAXINT32) + 1 };
    gboolean longer = cell == NULL || policy_cell_test(POLICY_LENGTH, cell, &value) == POLICY_TRUE;

    for (guint i = 0; cell != NULL && i < cell->tests->len && !longer; i++) {
        const PolicyTest *test = g_ptr_array_index(cell->tests, i);
        const gint64 ENDS[] = { test->low, test->high < G_MAXINT64 ? test->high + 1 : test->high };

        for (guint j = 0; j < G_N_ELEMENTS(ENDS); j++) {
            value.number = ENDS[j];
            longer |= value.number > (gint64)longest && policy_cell_test(POLICY_LENGTH, cell, &value) == POLICY_TRUE;
        }
    }
    return longer;
}

static void
check_channel(Checking *checking, guint number, const char *name)
{
    const PolicyRule *rule = g_ptr_array_index(checking->table->rules, number);
    const PolicyChannelInfo *channel = find_channel(checking, name);

    if (channel == NULL) {
        found_output(checking, POLICY_FOUND_NO_CHANNEL, number, name);
        return;
    }
    if (!channel->sends)
        found_output(checking, POLICY_FOUND_CANNOT_SEND, number, name);
    if (!channel->private &&
        (may_be_word(rule, POLICY_SENSITIVITY, "personal") || may_be_word(rule, POLICY_SENSITIVITY, "special")))
        found_output(checking, POLICY_FOUND_NOT_PRIVATE, number, name);
    if (!channel->public && !may_be_word(rule, POLICY_AUDIENCE, "person") &&
        !may_be_word(rule, POLICY_AUDIENCE, "group"))
        found_output(checking, POLICY_FOUND_NOT_PUBLIC, number, name);
    if (!channel->attachments && may_be_word(rule, POLICY_ATTACHMENTS, "true"))
        found_output(checking, POLICY_FOUND_NO_FILES, number, name);
    if (channel->longest > 0 && may_be_longer(rule, channel->longest))
        found_output(checking, POLICY_FOUND_TOO_LONG, number, name);
}

static gboolean
is_name(const char *output)
{
    static const char *const WORDS[] = { POLICY_SAME, POLICY_PREFERRED, POLICY_ANY, NULL };

    return *output != '\0' && !g_strv_contains(WORDS, output);
}

static void
check_channel_rule(Checking *checking, guint number)
{
    const PolicyRule *rule = g_ptr_array_index(checking->table->rules, number);
    const char *channel = g_ptr_array_index(rule->outputs, 0), *fallback = g_ptr_array_index(rule->outputs, 1);

    if (*fallback == '\0')
        found(checking, POLICY_FOUND_NO_FALLBACK, number, NULL);
    else if (strcmp(channel, fallback) == 0)
        found(checking, POLICY_FOUND_SAME_FALLBACK, number, NULL);
    for (guint i = 0; i < 2 && checking->channels != NULL; i++) {
        g_auto(GStrv) names = g_strsplit(g_ptr_array_index(rule->outputs, i), "+", 0);

        for (guint j = 0; names[j] != NULL; j++)
            if (is_name(names[j]))
                check_channel(checking, number, names[j]);
    }
}

static int
by_kind(gconstpointer a, gconstpointer b)
{
    const PolicyFinding *first = *(const PolicyFinding *const *)a, *second = *(const PolicyFinding *const *)b;

    return first->kind != second->kind ? (int)first->kind - (int)second->kind
                                       : (first->rule > second->rule) - (first->rule < second->rule);
}

PolicyReport *
policy_check(const PolicyTable *table, const PolicyChannelInfo *channels, guint channel_count)
{
    g_autoptr(PolicyGrid) grid = policy_grid_new(table);
    g_autofree gboolean *overlaps = g_new0(gboolean, table->rules->len + 1);
    PolicyReport *report = g_new0(PolicyReport, 1);
    Checking checking = { .table = table, .channels = channels, .channel_count = channel_count };

    report->findings = g_ptr_array_new_with_free_func((GDestroyNotify)finding_free);
    checking.report = report;
    checking.grid = grid;
    checking.overlaps = overlaps;
    check_examples(&checking);
    check_possible(&checking);
    check_columns(&checking);
    if (policy_table_kind_is_unique(table->kind)) {
        check_overlaps(&checking);
        check_gaps(&checking);
        check_alone(&checking);
    }
    for (guint i = 0; i < table->rules->len && table->kind == POLICY_CHANNEL; i++)
        check_channel_rule(&checking, i);
    g_ptr_array_sort(report->findings, by_kind);
    return report;
}
