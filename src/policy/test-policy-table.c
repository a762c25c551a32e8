/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/error.h"
#include "policy/policy-compare.h"
#include "policy/policy-engine.h"
#include "policy/policy-output.h"
#include "policy/policy-words.h"

static const char CHANNELS[] =
    "{\"kind\": \"channel\", \"columns\": [\"purpose\", \"sensitivity\", \"legal_effect\", \"citizen_verified\","
    " \"channel_up\"], \"rules\": ["
    "{\"id\": \"legal\", \"when\": {\"purpose\": \"\\\"decision\\\"\", \"legal_effect\": \"true\"},"
    " \"then\": [\"post+web\", \"counter\"], \"note\": \"so that it is served\"},"
    "{\"id\": \"weak\", \"when\": {\"purpose\": \"\\\"reply\\\"\", \"sensitivity\": \"\\\"special\\\"\","
    " \"citizen_verified\": \"< 2\"}, \"then\": [\"web\", \"same\"]},"
    "{\"id\": \"strong\", \"when\": {\"purpose\": \"\\\"reply\\\"\", \"sensitivity\": \"\\\"special\\\"\","
    " \"citizen_verified\": \">= 2\", \"channel_up\": \"has(\\\"email\\\")\"}, \"then\": [\"email\", \"web\"]},"
    "{\"id\": \"plain\", \"when\": {\"purpose\": \"\\\"reply\\\"\", \"sensitivity\": \"not(\\\"special\\\")\"},"
    " \"then\": [\"same\", \"any\"]},"
    "{\"id\": \"loose\", \"when\": {\"purpose\": \"\\\"reply\\\"\", \"sensitivity\": \"\\\"public\\\"\","
    " \"legal_effect\": \"true\"}, \"then\": [\"web\", \"any\"]}],"
    "\"examples\": [{\"name\": \"a doctor’s letter\", \"given\": {\"purpose\": \"reply\", \"sensitivity\": \"special\","
    " \"citizen_verified\": 1}, \"expect\": [\"web\", \"same\"]}]}";

static PolicyTable *
parse(const char *json)
{
    g_autoptr(GError) error = NULL;
    PolicyTable *table = policy_table_parse(json, strlen(json), &error);

    g_assert_no_error(error);
    return table;
}

/* "web, any (plain)", "no-rule", "policy-error (plain, loose)" */
static char *
decide(const char *json, const char *given)
{
    g_autoptr(PolicyTable) table = parse(json);
    g_autoptr(PolicyEngine) engine = policy_engine_new(table);
    g_autoptr(PolicyFacts) facts = policy_facts_parse(given, strlen(given), NULL);
    g_autoptr(PolicyOutcome) outcome = policy_engine_decide(engine, facts);
    GString *said = g_string_new(NULL);

    if (outcome->result != POLICY_DECIDED)
        g_string_append(said, policy_engine_result_name(outcome->result));
    for (guint i = 0; i < outcome->outputs->len; i++)
        g_string_append_printf(said, "%s%s", i > 0 ? ", " : "", (char *)g_ptr_array_index(outcome->outputs, i));
    for (guint i = 0; i < outcome->rules->len; i++)
        g_string_append_printf(
            said, "%s%s%s", i > 0 ? ", " : " (",
            ((PolicyRule *)g_ptr_array_index(table->rules, g_array_index(outcome->rules, guint, i)))->id,
            i + 1 == outcome->rules->len ? ")" : "");
    return g_string_free(said, FALSE);
}

#define ASSERT_SAID(expected, expression)                                                                              \
    do {                                                                                                               \
        g_autofree char *said = (expression);                                                                          \
        g_assert_cmpstr(said, ==, expected);                                                                           \
    } while (0)

/* ---- deciding ---- */

static void
the_one_rule_that_holds_decides(void)
{
    ASSERT_SAID("post+web, counter (legal)", decide(CHANNELS, "{\"purpose\":\"decision\",\"legal_effect\":true}"));
    ASSERT_SAID("web, same (weak)",
                decide(CHANNELS, "{\"purpose\":\"reply\",\"sensitivity\":\"special\",\"citizen_verified\":1}"));
    ASSERT_SAID("email, web (strong)",
                decide(CHANNELS, "{\"purpose\":\"reply\",\"sensitivity\":\"special\",\"citizen_verified\":2,"
                                 "\"channel_up\":[\"email\"]}"));
    ASSERT_SAID("same, any (plain)", decide(CHANNELS, "{\"purpose\":\"reply\",\"sensitivity\":\"personal\"}"));
}

static void
no_rule_and_two_rules_decide_nothing(void)
{
    ASSERT_SAID("no-rule", decide(CHANNELS, "{\"purpose\":\"notice\",\"sensitivity\":\"public\"}"));
    ASSERT_SAID("no-rule", decide(CHANNELS, "{\"purpose\":\"reply\",\"sensitivity\":\"special\"}"));
    ASSERT_SAID("no-rule", decide(CHANNELS, "{}"));
    ASSERT_SAID("policy-error (plain, loose)",
                decide(CHANNELS, "{\"purpose\":\"reply\",\"sensitivity\":\"public\",\"legal_effect\":true}"));
}

static const char DUTIES[] =
    "{\"kind\": \"duty\", \"columns\": [\"legal_effect\", \"audience\"], \"rules\": ["
    "{\"id\": \"legal\", \"when\": {\"legal_effect\": \"true\"}, \"then\": [\"review:legal\", \"four-eyes\"]},"
    "{\"id\": \"public\", \"when\": {\"audience\": \"\\\"public\\\"\"}, \"then\": [\"four-eyes\", \"translate\"]}]}";

static void
where_all_rules_count_their_outputs_are_collected(void)
{
    ASSERT_SAID("four-eyes, review:legal, translate (legal, public)",
                decide(DUTIES, "{\"legal_effect\":true,\"audience\":\"public\"}"));
    ASSERT_SAID("four-eyes, translate (public)", decide(DUTIES, "{\"legal_effect\":false,\"audience\":\"public\"}"));
    ASSERT_SAID("", decide(DUTIES, "{\"legal_effect\":false,\"audience\":\"person\"}"));
}

static void
an_engine_says_which_cells_hold(void)
{
    g_autoptr(PolicyTable) table = parse(CHANNELS);
    g_autoptr(PolicyEngine) engine = policy_engine_new(table);
    g_autoptr(PolicyFacts) facts = policy_facts_new();

    policy_facts_set_word(facts, POLICY_PURPOSE, "reply");
    policy_facts_set_word(facts, POLICY_SENSITIVITY, "public");
    g_assert_cmpint(policy_engine_ask(engine, 1, POLICY_PURPOSE, facts), ==, POLICY_TRUE);
    g_assert_cmpint(policy_engine_ask(engine, 1, POLICY_SENSITIVITY, facts), ==, POLICY_FALSE);
    g_assert_cmpint(policy_engine_ask(engine, 1, POLICY_CITIZEN_VERIFIED, facts), ==, POLICY_UNKNOWN);
    g_assert_cmpint(policy_engine_ask(engine, 1, POLICY_CHANNEL_UP, facts), ==, POLICY_TRUE);
}

/* ---- JSON ---- */

static void
equal_tables_are_equal_bytes(void)
{
    g_autoptr(PolicyTable) table = parse(CHANNELS), again = NULL, copy = NULL;
    g_autofree char *written = policy_table_format(table), *other = NULL, *third = NULL;
    Digest first = policy_table_digest(table), second;

    again = parse(written);
    other = policy_table_format(again);
    g_assert_cmpstr(written, ==, other);
    copy = policy_table_copy(again);
    third = policy_table_format(copy);
    g_assert_cmpstr(written, ==, third);
    second = policy_table_digest(copy);
    g_assert_true(digest_equal(&first, &second));
    g_assert_nonnull(strstr(written, "\"when\":{\"citizen_verified\":\"< 2\",\"purpose\":\"\\\"reply\\\"\""));
}

static void
what_is_wrong_names_rule_and_column(void)
{
    static const struct {
        const char *json, *words;
    } FAULTS[] = {
        { "{", "no JSON" },
        { "[]", "kind" },
        { "{\"kind\": \"colour\"}", "kind" },
        { "{\"kind\": \"duty\", \"extra\": 1}", "leave out" },
        { "{\"kind\": \"duty\", \"columns\": [\"colour\"]}", "column 1" },
        { "{\"kind\": \"duty\", \"columns\": [\"urgency\", \"urgency\"]}", "column 2" },
        { "{\"kind\": \"duty\", \"rules\": {}}", "\"rules\" is a list" },
        { "{\"kind\": \"duty\", \"rules\": [{\"id\": \"a\", \"then\": [\"fly\"]}]}", "rule 1 “a”, then" },
        { "{\"kind\": \"duty\", \"rules\": [{\"id\": \"a\", \"then\": []}]}", "rule 1 “a”, then" },
        { "{\"kind\": \"duty\", \"rules\": [{\"id\": \"a\", \"then\": [\"review\"]}]}", "rule 1 “a”, then" },
        { "{\"kind\": \"duty\", \"rules\": [{\"id\": \"a\", \"then\": [\"answer-within:x\"]}]}", "rule 1 “a”, then" },
        { "{\"kind\": \"duty\", \"rules\": [{\"id\": \"A\", \"then\": [\"four-eyes\"]}]}", "rule 1 “A”, id" },
        { "{\"kind\": \"duty\", \"rules\": [{\"id\": \"a\", \"then\": [\"four-eyes\"]},"
          "{\"id\": \"a\", \"then\": [\"four-eyes\"]}]}",
          "rule 2 “a”, id" },
        { "{\"kind\": \"duty\", \"rules\": [{\"id\": \"a\", \"colour\": 1, \"then\": [\"four-eyes\"]}]}",
          "rule 1 “a”, colour" },
        { "{\"kind\": \"duty\", \"rules\": [{\"id\": \"a\", \"when\": {\"urgency\": \"1\"},"
          " \"then\": [\"four-eyes\"]}]}",
          "rule 1 “a”, urgency" },
        { "{\"kind\": \"duty\", \"columns\": [\"urgency\"], \"rules\": [{\"id\": \"a\","
          " \"when\": {\"urgency\": \"low\"}, \"then\": [\"four-eyes\"]}]}",
          "rule 1 “a”, urgency: a word stands in quotes" },
        { "{\"kind\": \"duty\", \"columns\": [\"urgency\"], \"rules\": [{\"id\": \"a\", \"when\": {\"urgency\": 1},"
          " \"then\": [\"four-eyes\"]}]}",
          "a cell is a text" },
        { "{\"kind\": \"channel\", \"rules\": [{\"id\": \"a\", \"then\": [\"web\"]}]}", "fall back" },
        { "{\"kind\": \"channel\", \"rules\": [{\"id\": \"a\", \"then\": [\"\", \"web\"]}]}", "rule 1 “a”, then" },
        { "{\"kind\": \"channel\", \"rules\": [{\"id\": \"a\", \"then\": [\"web+web\", \"same\"]}]}", "then" },
        { "{\"kind\": \"hold\", \"rules\": [{\"id\": \"a\", \"then\": [\"label\"]}]}", "then" },
        { "{\"kind\": \"hold\", \"examples\": [{\"name\": \"x\", \"given\": {\"urgency\": 9}, \"expect\": []}]}",
          "example 1 “x”, given: input urgency" },
        { "{\"kind\": \"hold\", \"examples\": [{\"name\": \"\", \"given\": {}, \"expect\": []}]}",
          "example 1 “”, name" },
        { "{\"kind\": \"hold\", \"examples\": [{\"name\": \"x\", \"given\": {}}]}", "example 1 “x”, expect" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(FAULTS); i++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(policy_table_parse(FAULTS[i].json, strlen(FAULTS[i].json), &error));
        g_assert_nonnull(error);
        if (strstr(error->message, FAULTS[i].words) == NULL)
            g_error("“%s” does not say “%s”", error->message, FAULTS[i].words);
    }
}

static void
a_table_has_its_limits(void)
{
    g_autoptr(PolicyTable) table = policy_table_new(POLICY_DUTY);
    g_autoptr(GError) error = NULL;

    for (guint i = 0; i < POLICY_RULES_MAX + 1; i++) {
        PolicyRule *rule = policy_table_rule_new();

        g_free(rule->id);
        rule->id = policy_table_free_id(table);
        g_ptr_array_add(rule->outputs, g_strdup("four-eyes"));
        g_ptr_array_add(table->rules, rule);
        if (i == POLICY_RULES_MAX - 1)
            g_assert_true(policy_table_check(table, NULL));
    }
    g_assert_false(policy_table_check(table, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT);
}

/* ---- differences ---- */

static void
differences_are_told_rule_by_rule_whatever_their_order(void)
{
    g_autoptr(PolicyTable) old = parse(CHANNELS), now = parse(CHANNELS);
    g_autoptr(GPtrArray) differences = NULL;
    const PolicyDifference *changed, *removed;
    PolicyRule *weak;

    g_ptr_array_insert(now->rules, 0, g_ptr_array_steal_index(now->rules, 3));
    differences = policy_compare(old, now);
    g_assert_cmpuint(differences->len, ==, 0);
    g_clear_pointer(&differences, g_ptr_array_unref);
    weak = policy_table_find(now, "weak", NULL);
    policy_cell_free(weak->cells[POLICY_CITIZEN_VERIFIED]);
    weak->cells[POLICY_CITIZEN_VERIFIED] = policy_cell_parse(POLICY_CITIZEN_VERIFIED, "< 3", 3, NULL);
    g_ptr_array_remove(now->rules, policy_table_find(now, "loose", NULL));
    differences = policy_compare(old, now);
    g_assert_cmpuint(differences->len, ==, 2);
    changed = g_ptr_array_index(differences, 0);
    removed = g_ptr_array_index(differences, 1);
    g_assert_cmpint(changed->kind, ==, POLICY_CHANGED);
    g_assert_cmpstr(changed->now->id, ==, "weak");
    g_assert_cmpint(removed->kind, ==, POLICY_REMOVED);
    g_assert_cmpstr(removed->old->id, ==, "loose");
}

/* ---- words ---- */

static const Locale *
english(void)
{
    static Locales *locales;

    if (locales == NULL)
        locales = locales_load(NULL, NULL);
    return locales_find(locales, "en");
}

static char *
channel_name(gpointer data, const char *code)
{
    (void)data;
    return strcmp(code, "email") == 0 ? g_strdup("mail") : NULL;
}

static void
a_rule_reads_as_a_sentence(void)
{
    static const PolicyNames NAMES = { .channel = channel_name };
    g_autoptr(PolicyTable) table = parse(CHANNELS);
    static const char *const SAID[] = {
        "When it is a decision and it has legal effect: it goes by post and web, else by counter.",
        "When it is a reply, the content is specially protected and the level of proof of identity is less than 2: it "
        "goes by web, else by the same channel as asked.",
        "When it is a reply, the content is specially protected, the level of proof of identity is at least 2 and one "
        "can "
        "send by mail now: it goes by mail, else by web.",
        "When it is a reply and the content is not specially protected: it goes by the same channel as asked, else by "
        "any "
        "channel that reaches the citizen.",
    };

    for (guint i = 0; i < G_N_ELEMENTS(SAID); i++)
        ASSERT_SAID(SAID[i], policy_words_rule(english(), table, g_ptr_array_index(table->rules, i), &NAMES));
}

static char *
say_cell(PolicyInput input, const char *text)
{
    g_autoptr(PolicyCell) cell = policy_cell_parse(input, text, strlen(text), NULL);

    return policy_words_cell(english(), input, cell, NULL);
}

static void
cells_are_said_as_people_say_them(void)
{
    ASSERT_SAID("the urgency is 0, 1 or at least 3", say_cell(POLICY_URGENCY, "0, 1, >= 3"));
    ASSERT_SAID("the urgency is not from 1 to 2", say_cell(POLICY_URGENCY, "not([1..3))"));
    ASSERT_SAID("the time is before 08:30", say_cell(POLICY_LOCAL_TIME, "< time(\"08:30:00\")"));
    ASSERT_SAID("the time is from 08:00 to 17:59",
                say_cell(POLICY_LOCAL_TIME, "[time(\"08:00:00\")..time(\"18:00:00\"))"));
    ASSERT_SAID("the language is German or English", say_cell(POLICY_LANGUAGE, "\"de\", \"en\""));
    ASSERT_SAID("no filter says “spam” or “flood”",
                say_cell(POLICY_FILTER_LABELS, "not(has(\"spam\"), has(\"flood\"))"));
    ASSERT_SAID("it has files", say_cell(POLICY_ATTACHMENTS, "true"));
    ASSERT_SAID("the day is Saturday or Sunday", say_cell(POLICY_WEEKDAY, "\"saturday\", \"sunday\""));
}

static void
outputs_and_decisions_are_said(void)
{
    g_autoptr(PolicyTable) table = parse(DUTIES);
    g_autoptr(PolicyEngine) engine = policy_engine_new(table);
    g_autoptr(PolicyFacts) facts = policy_facts_new();
    g_autoptr(PolicyOutcome) none = policy_engine_decide(engine, facts), one = NULL;

    ASSERT_SAID("No rule of the policy asks for anything: nothing else is asked.",
                policy_words_decision(english(), table, none, NULL));
    policy_facts_set_number(facts, POLICY_LEGAL_EFFECT, 1);
    one = policy_engine_decide(engine, facts);
    ASSERT_SAID("Rule “legal” of the policy: somebody else than the author must agree and legal must agree.",
                policy_words_decision(english(), table, one, NULL));
}

static void
every_output_has_words(void)
{
    static const char *const DUTY[] = { "four-eyes",       "review:legal",    "record-class:complaint",
                                        "add-notice:data", "no-public-reply", "offer-appeal",
                                        "translate",       "answer-within:2" };
    static const char *const HOLD[] = { "pass", "label:spam", "hold:spam" };

    for (guint i = 0; i < G_N_ELEMENTS(DUTY) + G_N_ELEMENTS(HOLD); i++) {
        PolicyKind kind = i < G_N_ELEMENTS(DUTY) ? POLICY_DUTY : POLICY_HOLD;
        const char *output = i < G_N_ELEMENTS(DUTY) ? DUTY[i] : HOLD[i - G_N_ELEMENTS(DUTY)];
        g_autoptr(GPtrArray) outputs = g_ptr_array_new();
        g_autofree char *said = NULL;

        g_assert_true(policy_output_is_valid(kind, output));
        g_ptr_array_add(outputs, (gpointer)output);
        said = policy_words_outputs(english(), kind, outputs, NULL);
        g_assert_cmpstr(said, !=, output);
    }
}

static void
each_word_of_an_input_has_a_name_for_people(void)
{
    for (guint i = 0; i < POLICY_INPUT_COUNT; i++) {
        const PolicyInputInfo *info = policy_input_info((PolicyInput)i);

        for (guint w = 0; info->words != NULL && info->words[w] != NULL; w++) {
            const char *said = policy_words_word(english(), (PolicyInput)i, w);

            if (said == NULL || *said == '\0')
                g_error("%s of %s has no name in policy-words.c", info->words[w], info->name);
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define TEST(name) g_test_add_func("/policy/table/" #name, name)
    TEST(each_word_of_an_input_has_a_name_for_people);
    TEST(the_one_rule_that_holds_decides);
    TEST(no_rule_and_two_rules_decide_nothing);
    TEST(where_all_rules_count_their_outputs_are_collected);
    TEST(an_engine_says_which_cells_hold);
    TEST(equal_tables_are_equal_bytes);
    TEST(what_is_wrong_names_rule_and_column);
    TEST(a_table_has_its_limits);
    TEST(differences_are_told_rule_by_rule_whatever_their_order);
    TEST(a_rule_reads_as_a_sentence);
    TEST(cells_are_said_as_people_say_them);
    TEST(outputs_and_decisions_are_said);
    TEST(every_output_has_words);
    return g_test_run();
}
