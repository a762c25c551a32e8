/* SPDX-License-Identifier: Apache-2.0 */
/* The checks against trying every input: small random tables over inputs of which all values can be listed. */
#include <string.h>

#include "policy/policy-check.h"
#include "policy/policy-grid.h"
#include "policy/policy-words.h"

static PolicyTable *
parse(const char *json)
{
    g_autoptr(GError) error = NULL;
    PolicyTable *table = policy_table_parse(json, strlen(json), &error);

    g_assert_no_error(error);
    return table;
}

/* ---- every input of a small table ---- */

static const PolicyInput SMALL[] = { POLICY_URGENCY, POLICY_LEGAL_EFFECT, POLICY_SENSITIVITY, POLICY_LANGUAGE,
                                     POLICY_FILTER_LABELS };
static const char *const LANGUAGES[] = { "de", "en", "xx", NULL }; /* xx: no cell names it */
static const char *const LABELS[] = { "a", "b", "c" };
#define SMALL_COUNT (4 * 2 * 3 * 4 * 8)

/* Input @number of SMALL_COUNT. Only the language may be unknown. */
static PolicyFacts *
small_facts(guint number)
{
    PolicyFacts *facts = policy_facts_new();
    guint labels = number / (4 * 2 * 3 * 4);

    policy_facts_set_number(facts, POLICY_URGENCY, number % 4);
    policy_facts_set_number(facts, POLICY_LEGAL_EFFECT, number / 4 % 2);
    policy_facts_set_number(facts, POLICY_SENSITIVITY, number / 8 % 3);
    policy_facts_set_text(facts, POLICY_LANGUAGE, LANGUAGES[number / 24 % 4]);
    for (guint i = 0; i < G_N_ELEMENTS(LABELS); i++)
        if (labels >> i & 1)
            policy_facts_add(facts, POLICY_FILTER_LABELS, LABELS[i]);
    return facts;
}

static const char *const CELLS[G_N_ELEMENTS(SMALL)][9] = {
    { "-", "-", "0", "< 2", ">= 2", "[1..2]", "not(1)", "(0..3)", "not(0, 3)" },
    { "-", "-", "-", "true", "false", "true, false", "not(true)", "true", "false" },
    { "-", "-", "\"public\"", "not(\"special\")", "\"personal\", \"special\"", "\"special\"", "not(\"public\")",
      "\"personal\"", "-" },
    { "-", "-", "-", "\"de\"", "\"en\"", "\"de\", \"en\"", "not(\"de\")", "not(\"de\", \"en\")", "\"en\"" },
    { "-", "-", "has(\"a\")", "not(has(\"a\"))", "has(\"a\"), has(\"b\")", "not(has(\"b\"), has(\"c\"))", "has(\"c\")",
      "has(\"b\"), has(\"c\")", "not(has(\"a\"), has(\"b\"), has(\"c\"))" },
};

static PolicyTable *
random_table(GRand *rand)
{
    PolicyTable *table = policy_table_new(POLICY_CHANNEL);
    gint32 rules = g_rand_int_range(rand, 0, 9), dashes = g_rand_int_range(rand, 0, 9);

    g_array_append_vals(table->columns, SMALL, G_N_ELEMENTS(SMALL));
    for (gint32 i = 0; i < rules; i++) {
        PolicyRule *rule = policy_table_rule_new();

        g_free(rule->id);
        rule->id = g_strdup_printf("r%d", i);
        g_ptr_array_add(rule->outputs, g_strdup("same"));
        g_ptr_array_add(rule->outputs, g_strdup("any"));
        for (guint j = 0; j < G_N_ELEMENTS(SMALL); j++) {
            const char *cell = g_rand_int_range(rand, 0, 10) < dashes ? "-" : CELLS[j][g_rand_int_range(rand, 0, 9)];

            rule->cells[SMALL[j]] = policy_cell_parse(SMALL[j], cell, strlen(cell), NULL);
            g_assert_nonnull(rule->cells[SMALL[j]]);
        }
        g_ptr_array_add(table->rules, rule);
    }
    g_assert_true(policy_table_check(table, NULL));
    return table;
}

/* What holds where: by rule and by pair of rules, found by trying. */
typedef struct {
    gboolean holds[9], alone[9], both[9][9], gap;
} Tried;

static void
try_all(const PolicyTable *table, const PolicyEngine *engine, PolicyFacts *const *facts, Tried *ret)
{
    *ret = (Tried){ 0 };
    for (guint i = 0; i < SMALL_COUNT; i++) {
        g_autoptr(PolicyOutcome) outcome = policy_engine_decide(engine, facts[i]);

        ret->gap |= outcome->rules->len == 0;
        for (guint j = 0; j < outcome->rules->len; j++) {
            guint a = g_array_index(outcome->rules, guint, j);

            ret->holds[a] = TRUE;
            ret->alone[a] |= outcome->rules->len == 1;
            for (guint k = 0; k < outcome->rules->len; k++)
                ret->both[a][g_array_index(outcome->rules, guint, k)] = TRUE;
        }
    }
    g_assert_cmpuint(table->rules->len, <, G_N_ELEMENTS(ret->holds));
}

static gboolean
rule_holds(const PolicyEngine *engine, guint rule, const PolicyFacts *facts)
{
    g_autoptr(PolicyOutcome) outcome = policy_engine_decide(engine, facts);

    for (guint i = 0; i < outcome->rules->len; i++)
        if (g_array_index(outcome->rules, guint, i) == rule)
            return TRUE;
    return FALSE;
}

static void
compare_pairs(PolicyGrid *grid, const PolicyEngine *engine, guint count, const Tried *tried)
{
    for (guint a = 0; a < count; a++) {
        g_assert_cmpint(policy_grid_is_possible(grid, a), ==, tried->holds[a]);
        for (guint b = 0; b < count; b++) {
            g_autoptr(PolicyFacts) witness = a == b ? NULL : policy_grid_overlap(grid, a, b);

            if (a == b)
                continue;
            g_assert_cmpint(policy_grid_overlaps(grid, a, b), ==, tried->both[a][b]);
            g_assert_cmpint(witness != NULL, ==, tried->both[a][b]);
            g_assert_true(witness == NULL || (rule_holds(engine, a, witness) && rule_holds(engine, b, witness)));
        }
    }
}

static void
compare_alone(PolicyGrid *grid, const PolicyEngine *engine, guint count, const Tried *tried)
{
    for (guint a = 0; a < count; a++) {
        gboolean whole;
        g_autoptr(PolicyFacts) alone = policy_grid_alone(grid, a, &whole);
        g_autoptr(PolicyOutcome) outcome = alone == NULL ? NULL : policy_engine_decide(engine, alone);

        g_assert_true(whole);
        g_assert_cmpint(alone != NULL, ==, tried->alone[a]);
        if (outcome != NULL) {
            g_assert_cmpuint(outcome->rules->len, ==, 1);
            g_assert_cmpuint(g_array_index(outcome->rules, guint, 0), ==, a);
        }
    }
}

static void
compare_gaps(PolicyGrid *grid, const PolicyEngine *engine, const Tried *tried)
{
    gboolean whole;
    g_autoptr(GPtrArray) gaps = policy_grid_gaps(grid, 20, &whole);

    g_assert_true(whole);
    g_assert_cmpint(gaps->len > 0, ==, tried->gap);
    for (guint i = 0; i < gaps->len; i++) {
        g_autoptr(PolicyOutcome) outcome = policy_engine_decide(engine, g_ptr_array_index(gaps, i));

        g_assert_cmpuint(outcome->rules->len, ==, 0);
        for (guint j = 0; j < i; j++)
            g_assert_false(policy_facts_equal(g_ptr_array_index(gaps, i), g_ptr_array_index(gaps, j)));
    }
}

static void
the_checks_find_what_trying_every_input_finds(void)
{
    guint32 seed = (guint32)g_test_rand_int();
    g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
    PolicyFacts *facts[SMALL_COUNT];
    guint full = 0, holes = 0;

    g_test_message("seed %u", seed);
    for (guint i = 0; i < SMALL_COUNT; i++)
        facts[i] = small_facts(i);
    for (guint round = 0; round < 150; round++) {
        g_autoptr(PolicyTable) table = random_table(rand);
        g_autoptr(PolicyEngine) engine = policy_engine_new(table);
        g_autoptr(PolicyGrid) grid = policy_grid_new(table);
        Tried tried;

        try_all(table, engine, facts, &tried);
        compare_pairs(grid, engine, table->rules->len, &tried);
        compare_alone(grid, engine, table->rules->len, &tried);
        compare_gaps(grid, engine, &tried);
        full += !tried.gap;
        holes += tried.gap;
    }
    /* Both answers were asked for. */
    g_assert_cmpuint(full, >, 5);
    g_assert_cmpuint(holes, >, 5);
    for (guint i = 0; i < SMALL_COUNT; i++)
        policy_facts_free(facts[i]);
}

/* ---- what the report says ---- */

static const PolicyChannelInfo LIVE[] = {
    { .name = "email", .sends = TRUE, .private = TRUE, .attachments = TRUE },
    { .name = "sms", .sends = TRUE, .private = TRUE, .longest = 160 },
    { .name = "web", .sends = TRUE, .private = TRUE, .attachments = TRUE },
    { .name = "feed", .sends = TRUE, .public = TRUE, .attachments = TRUE },
    { .name = "counter", .private = TRUE, .attachments = TRUE },
};

static char *
kinds_of(const char *json)
{
    g_autoptr(PolicyTable) table = parse(json);
    g_autoptr(PolicyReport) report = policy_check(table, LIVE, G_N_ELEMENTS(LIVE));
    GString *kinds = g_string_new(NULL);

    for (guint i = 0; i < report->findings->len; i++) {
        const PolicyFinding *finding = g_ptr_array_index(report->findings, i);

        g_string_append_printf(kinds, "%s%s", i > 0 ? " " : "", policy_check_kind_name(finding->kind));
    }
    return g_string_free(kinds, FALSE);
}

#define ASSERT_FOUND(expected, json)                                                                                   \
    do {                                                                                                               \
        g_autofree char *kinds = kinds_of(json);                                                                       \
        g_assert_cmpstr(kinds, ==, expected);                                                                          \
    } while (0)

#define RULE(when, then)        "{\"id\": \"a\", \"when\": " when ", \"then\": " then "}"
#define CHANNEL(columns, rules) "{\"kind\": \"channel\", \"columns\": " columns ", \"rules\": [" rules "]}"

static void
each_fault_is_found(void)
{
    ASSERT_FOUND("", CHANNEL("[]", RULE("{}", "[\"same\", \"any\"]")));
    ASSERT_FOUND("no-fallback", CHANNEL("[]", RULE("{}", "[\"same\", \"\"]")));
    ASSERT_FOUND("same-fallback", CHANNEL("[]", RULE("{}", "[\"same\", \"same\"]")));
    ASSERT_FOUND("no-channel", CHANNEL("[]", RULE("{}", "[\"pigeon\", \"email\"]")));
    ASSERT_FOUND("cannot-send", CHANNEL("[]", RULE("{}", "[\"counter\", \"email\"]")));
    ASSERT_FOUND("not-private", CHANNEL("[]", RULE("{}", "[\"same\", \"feed\"]")));
    ASSERT_FOUND("no-files too-long", CHANNEL("[]", RULE("{}", "[\"sms\", \"email\"]")));
    ASSERT_FOUND("gap", CHANNEL("[\"urgency\"]", RULE("{\"urgency\": \"< 2\"}", "[\"same\", \"any\"]")));
    ASSERT_FOUND("no-question", CHANNEL("[\"urgency\"]", RULE("{}", "[\"same\", \"any\"]")));
    ASSERT_FOUND("impossible gap", CHANNEL("[\"urgency\"]", RULE("{\"urgency\": \"> 3\"}", "[\"same\", \"any\"]")));
}

static void
a_channel_fits_when_the_rule_asks_for_what_it_can(void)
{
    ASSERT_FOUND("gap gap",
                 CHANNEL("[\"attachments\", \"length\"]",
                         RULE("{\"attachments\": \"false\", \"length\": \"<= 160\"}", "[\"sms\", \"email\"]")));
    ASSERT_FOUND("gap",
                 CHANNEL("[\"sensitivity\"]", RULE("{\"sensitivity\": \"\\\"public\\\"\"}", "[\"feed\", \"email\"]")));
    ASSERT_FOUND("not-public gap",
                 CHANNEL("[\"audience\"]", RULE("{\"audience\": \"\\\"public\\\"\"}", "[\"email\", \"any\"]")));
}

static void
overlaps_and_rules_that_never_decide_are_found(void)
{
    g_autofree char *kinds =
        kinds_of("{\"kind\": \"channel\", \"columns\": [\"urgency\"], \"rules\": ["
                 "{\"id\": \"low\", \"when\": {\"urgency\": \"< 2\"}, \"then\": [\"same\", \"any\"]},"
                 "{\"id\": \"high\", \"when\": {\"urgency\": \">= 2\"}, \"then\": [\"same\", \"any\"]},"
                 "{\"id\": \"some\", \"when\": {\"urgency\": \"[1..2]\"}, \"then\": [\"same\", \"any\"]}]}");

    g_assert_cmpstr(kinds, ==, "overlap overlap never-alone");
}

static void
where_all_rules_count_overlaps_and_gaps_are_no_fault(void)
{
    ASSERT_FOUND("", "{\"kind\": \"duty\", \"columns\": [\"urgency\"], \"rules\": ["
                     "{\"id\": \"a\", \"when\": {\"urgency\": \"3\"}, \"then\": [\"four-eyes\"]},"
                     "{\"id\": \"b\", \"when\": {\"urgency\": \"3\"}, \"then\": [\"translate\"]}]}");
}

static void
a_red_example_is_an_error(void)
{
    g_autoptr(PolicyTable) table =
        parse("{\"kind\": \"duty\", \"columns\": [\"urgency\"], \"rules\": ["
              "{\"id\": \"a\", \"when\": {\"urgency\": \"3\"}, \"then\": [\"translate\", \"four-eyes\"]}],"
              "\"examples\": [{\"name\": \"red\", \"given\": {\"urgency\": 3}, \"expect\": [\"translate\"]},"
              "{\"name\": \"green\", \"given\": {\"urgency\": 3}, \"expect\": [\"translate\", \"four-eyes\"]},"
              "{\"name\": \"nothing\", \"given\": {\"urgency\": 2}, \"expect\": []}]}");
    g_autoptr(PolicyReport) report = policy_check(table, NULL, 0);
    const PolicyFinding *finding;

    g_assert_cmpuint(report->errors, ==, 1);
    g_assert_cmpuint(report->findings->len, ==, 1);
    finding = g_ptr_array_index(report->findings, 0);
    g_assert_cmpint(finding->kind, ==, POLICY_FOUND_RED);
    g_assert_cmpuint(finding->rule, ==, 0);
    g_assert_cmpuint(finding->got->outputs->len, ==, 2);
}

static void
a_finding_has_its_witness_in_words(void)
{
    g_autoptr(Locales) locales = locales_load(NULL, NULL);
    const Locale *locale = locales_find(locales, "en");
    g_autoptr(PolicyTable) table = parse(
        "{\"kind\": \"channel\", \"columns\": [\"urgency\", \"filter_labels\"], \"rules\": ["
        "{\"id\": \"low\", \"when\": {\"urgency\": \"< 2\"}, \"then\": [\"same\", \"any\"]},"
        "{\"id\": \"spam\", \"when\": {\"filter_labels\": \"has(\\\"spam\\\")\"}, \"then\": [\"same\", \"any\"]}]}");
    g_autoptr(PolicyReport) report = policy_check(table, NULL, 0);
    g_autofree char *overlap = NULL, *gap = NULL;

    g_assert_cmpuint(report->findings->len, ==, 2);
    overlap = policy_words_finding(locale, table, g_ptr_array_index(report->findings, 0), NULL);
    gap = policy_words_finding(locale, table, g_ptr_array_index(report->findings, 1), NULL);
    g_assert_cmpstr(overlap, ==,
                    "Rules “low” and “spam” both hold when the urgency is 0 and filters say “spam”. Only one may: make "
                    "one of them narrower.");
    g_assert_cmpstr(
        gap, ==,
        "No rule holds when the urgency is 2 and filters say nothing of this. Such a thing will be held; add "
        "a rule for it.");
}

static void
every_finding_has_words(void)
{
    g_autoptr(Locales) locales = locales_load(NULL, NULL);
    g_autoptr(PolicyTable) table = parse(CHANNEL("[\"urgency\"]", RULE("{}", "[\"same\", \"any\"]")));
    g_autoptr(PolicyFacts) facts = policy_facts_new();

    g_ptr_array_add(table->examples, policy_table_example_new("one", facts));
    for (guint kind = 0; kind < POLICY_FOUND_COUNT; kind++) {
        const PolicyFinding finding = { .kind = (PolicyFindingKind)kind, .output = (char *)"web", .witness = facts };
        g_autofree char *said = policy_words_finding(locales_find(locales, "en"), table, &finding, NULL);

        g_assert_null(strchr(said, '{'));
        g_assert_true(g_str_has_suffix(said, "."));
        g_assert_nonnull(policy_check_kind_name((PolicyFindingKind)kind));
    }
}

static void
not_more_than_some_findings_of_a_kind_are_told(void)
{
    g_autoptr(PolicyTable) table = policy_table_new(POLICY_CHANNEL);
    g_autoptr(PolicyReport) report = NULL;

    for (guint i = 0; i < 50; i++) {
        PolicyRule *rule = policy_table_rule_new();

        g_free(rule->id);
        rule->id = g_strdup_printf("r%u", i);
        g_ptr_array_add(rule->outputs, g_strdup("same"));
        g_ptr_array_add(rule->outputs, g_strdup("any"));
        g_ptr_array_add(table->rules, rule);
    }
    report = policy_check(table, NULL, 0);
    g_assert_cmpuint(report->errors, ==, 50 * 49 / 2);
    g_assert_cmpuint(report->findings->len, ==, 2 * POLICY_FINDINGS_MAX); /* overlaps, and never alone */
    g_assert_cmpuint(report->untold, ==, report->errors + report->warnings - report->findings->len);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define TEST(name) g_test_add_func("/policy/check/" #name, name)
    TEST(the_checks_find_what_trying_every_input_finds);
    TEST(each_fault_is_found);
    TEST(a_channel_fits_when_the_rule_asks_for_what_it_can);
    TEST(overlaps_and_rules_that_never_decide_are_found);
    TEST(where_all_rules_count_overlaps_and_gaps_are_no_fault);
    TEST(a_red_example_is_an_error);
    TEST(a_finding_has_its_witness_in_words);
    TEST(every_finding_has_words);
    TEST(not_more_than_some_findings_of_a_kind_are_told);
    return g_test_run();
}
