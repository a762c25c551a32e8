/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/error.h"
#include "policy/routing-engine.h"
#include "policy/routing-words.h"

static const char THREE[] =
    "{\"rules\": ["
    "{\"id\": \"potholes\", \"name\": \"Potholes\","
    " \"when\": {\"any_words\": [\"pothole*\", \"hole in the road\"], \"languages\": [\"en\"]},"
    " \"then\": {\"unit\": \"highways\", \"service\": \"potholes\", \"priority\": \"high\"}},"
    "{\"id\": \"bins\", \"name\": \"Bins\", \"when\": {\"all_words\": [\"bin\", \"missed\"], \"no_words\": [\"order\"],"
    " \"place\": \"text\"}, \"then\": {\"unit\": \"waste\"}},"
    "{\"id\": \"schools\", \"name\": \"Schools\", \"when\": {\"senders\": [\"school.example\"]},"
    " \"then\": {\"priority\": \"urgent\", \"tags\": [\"School gates\"]}}]}";

static RoutingList *
parse(const char *json)
{
    g_autoptr(GError) error = NULL;
    RoutingList *list = routing_list_parse(json, strlen(json), &error);

    g_assert_no_error(error);
    return list;
}

typedef struct {
    WordIndex *subject, *text;
    RoutingFacts facts;
} Letter;

static Letter
letter(const char *subject, const char *text)
{
    Letter letter = { word_index_new(subject, strlen(subject)), word_index_new(text, strlen(text)), { 0 } };

    letter.facts = (RoutingFacts){ .endpoint = "mailto:hello@northam.example",
                                   .language = "en",
                                   .service = "",
                                   .sender = "ada@citizen.example",
                                   .subject = letter.subject,
                                   .text = letter.text };
    return letter;
}

static void
letter_clear(Letter *letter)
{
    word_index_free(letter->subject);
    word_index_free(letter->text);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Letter, letter_clear)

static guint
decide(const char *json, const RoutingFacts *facts)
{
    g_autoptr(RoutingList) list = parse(json);
    g_autoptr(RoutingEngine) engine = routing_engine_new(list);

    return routing_engine_decide(engine, facts);
}

/* ---- deciding ---- */

static void
the_first_rule_of_which_all_holds_decides(void)
{
    g_auto(Letter) road = letter("Mill Lane", "There are Potholes again"), bin = letter("x", "you missed my bin");
    g_auto(Letter) order = letter("x", "you missed my bin order"), none = letter("Hello", "Hello");

    g_assert_cmpuint(decide(THREE, &road.facts), ==, 0);
    road.facts.language = "de";
    g_assert_cmpuint(decide(THREE, &road.facts), ==, G_MAXUINT);
    g_assert_cmpuint(decide(THREE, &bin.facts), ==, 1);
    g_assert_cmpuint(decide(THREE, &order.facts), ==, G_MAXUINT);
    g_assert_cmpuint(decide(THREE, &none.facts), ==, G_MAXUINT);
    none.facts.sender = "head@mill.school.example";
    g_assert_cmpuint(decide(THREE, &none.facts), ==, 2);
    none.facts.sender = "head@millschool.example";
    g_assert_cmpuint(decide(THREE, &none.facts), ==, G_MAXUINT);
}

static void
a_rule_that_is_off_decides_nothing(void)
{
    g_auto(Letter) any = letter("", "");

    g_assert_cmpuint(decide("{\"rules\": [{\"id\": \"a\", \"name\": \"A\", \"off\": true, \"then\": {\"unit\": \"a\"}},"
                            "{\"id\": \"b\", \"name\": \"B\", \"then\": {\"unit\": \"b\"}}]}",
                            &any.facts),
                     ==, 1);
}

/* One rule with @when over what @facts say. */
static gboolean
holds(const char *when, const RoutingFacts *facts)
{
    g_autofree char *json = g_strdup_printf(
        "{\"rules\": [{\"id\": \"a\", \"name\": \"A\", \"when\": %s, \"then\": {\"unit\": \"a\"}}]}", when);

    return decide(json, facts) == 0;
}

static void
each_condition_holds_for_what_it_names_and_for_nothing_else(void)
{
    static const char *const LABELS[] = { "flood", "spam", NULL };
    g_auto(Letter) it = letter("Lamp out", "It is dark");
    RoutingFacts facts = it.facts;

    g_assert_true(holds("{}", &facts));
    g_assert_true(holds("{\"endpoints\": [\"x:y\", \"mailto:hello@northam.example\"]}", &facts));
    g_assert_false(holds("{\"endpoints\": [\"mailto:hello@northam.exampl\"]}", &facts));
    g_assert_true(holds("{\"way\": \"private\"}", &facts));
    g_assert_false(holds("{\"way\": \"public\"}", &facts));
    facts.public = TRUE;
    g_assert_true(holds("{\"way\": \"public\"}", &facts));
    facts.language = "de-AT";
    g_assert_true(holds("{\"languages\": [\"en\", \"de\"]}", &facts));
    g_assert_false(holds("{\"languages\": [\"de-CH\"]}", &facts));
    facts.language = "";
    g_assert_false(holds("{\"languages\": [\"de\"]}", &facts));
    g_assert_false(holds("{\"labels\": [\"spam\"]}", &facts));
    facts.labels = LABELS;
    g_assert_true(holds("{\"labels\": [\"spam\"]}", &facts));
    g_assert_false(holds("{\"labels\": [\"spa\"]}", &facts));
    g_assert_false(holds("{\"services\": [\"lamps\"]}", &facts));
    facts.service = "lamps";
    g_assert_true(holds("{\"services\": [\"lamps\"]}", &facts));
    g_assert_false(holds("{\"sender\": \"known\"}", &facts));
    g_assert_false(holds("{\"sender\": \"new\"}", &facts));
    facts.sender_is = ROUTING_NEW_SENDER;
    g_assert_true(holds("{\"sender\": \"new\"}", &facts));
    g_assert_true(holds("{\"senders\": [\"ada@citizen.example\"]}", &facts));
    g_assert_false(holds("{\"senders\": [\"da@citizen.example\"]}", &facts));
    g_assert_false(holds("{\"hours\": \"inside\"}", &facts));
    g_assert_false(holds("{\"hours\": \"outside\"}", &facts));
    facts.hours = ROUTING_OUTSIDE_HOURS;
    g_assert_true(holds("{\"hours\": \"outside\"}", &facts));
    g_assert_true(holds("{\"any_words\": [\"lamp\"]}", &facts));
    g_assert_true(holds("{\"any_words\": [\"lamp\"], \"place\": \"subject\"}", &facts));
    g_assert_false(holds("{\"any_words\": [\"lamp\"], \"place\": \"text\"}", &facts));
    g_assert_true(holds("{\"all_words\": [\"lamp\", \"dark\"]}", &facts));
    g_assert_false(holds("{\"all_words\": [\"lamp\", \"light\"]}", &facts));
    g_assert_false(holds("{\"no_words\": [\"light\", \"dark\"]}", &facts));
    g_assert_true(holds("{\"no_words\": [\"dark\"], \"place\": \"subject\"}", &facts));
    facts.subject = facts.text = NULL;
    g_assert_false(holds("{\"any_words\": [\"lamp\"]}", &facts));
    g_assert_true(holds("{\"no_words\": [\"lamp\"]}", &facts));
}

/* ---- words ---- */

static char *
unit_name(gpointer data, const char *code)
{
    (void)data;
    return strcmp(code, "highways") == 0 ? g_strdup("Highways") : NULL;
}

static char *
first_reasons(guint rule, const RoutingFacts *facts)
{
    g_autoptr(Locales) locales = locales_load(NULL, NULL);
    g_autoptr(RoutingList) list = parse(THREE);
    g_autoptr(RoutingEngine) engine = routing_engine_new(list);
    g_autoptr(GPtrArray) reasons = routing_engine_explain(engine, rule, facts);
    GString *said = g_string_new(NULL);

    for (guint i = 0; i < reasons->len; i++) {
        const RoutingReason *reason = g_ptr_array_index(reasons, i);
        g_autofree char *words = routing_words_reason(locales_find(locales, "en"), reason, NULL);

        g_string_append_printf(said, "%s%s: %s", i > 0 ? "; " : "", reason->holds ? "yes" : "no", words);
    }
    return g_string_free(said, FALSE);
}

#define ASSERT_SAID(expected, actual)                                                                                  \
    do {                                                                                                               \
        g_autofree char *said = (actual);                                                                              \
        g_assert_cmpstr(said, ==, expected);                                                                           \
    } while (0)

static void
a_reason_names_the_word_and_where_it_is(void)
{
    g_auto(Letter) road = letter("A pothole", "x"), bin = letter("bin missed", "my bin was missed, and my order");

    ASSERT_SAID("yes: the language is English; yes: the subject has “pothole*”", first_reasons(0, &road.facts));
    ASSERT_SAID("no: the text does not have “bin”", first_reasons(1, &road.facts));
    ASSERT_SAID("no: it is from ada@citizen.example", first_reasons(2, &road.facts));
    ASSERT_SAID("yes: the language is English; no: the message does not have “pothole*” or “hole in the road”",
                first_reasons(0, &bin.facts));
    ASSERT_SAID("yes: the text has “bin” and “missed”; no: the text has “order”", first_reasons(1, &bin.facts));
    road.facts.language = "de";
    ASSERT_SAID("no: the language is German", first_reasons(0, &road.facts));
    road.facts.language = "";
    ASSERT_SAID("no: nobody knows the language", first_reasons(0, &road.facts));
}

static void
a_rule_reads_as_a_sentence(void)
{
    static const RoutingNames NAMES = { .unit = unit_name };
    g_autoptr(Locales) locales = locales_load(NULL, NULL);
    g_autoptr(RoutingList) list = parse(THREE);
    const RoutingRule *rule = g_ptr_array_index(list->rules, 0);
    g_auto(GStrv) when = routing_words_conditions(locales_find(locales, "en"), rule, &NAMES);
    g_auto(GStrv) then = routing_words_outcomes(locales_find(locales, "en"), rule, &NAMES);

    ASSERT_SAID("the language is English and the message has “pothole*” or “hole in the road”",
                g_strjoinv(" and ", when));
    ASSERT_SAID("Highways, service potholes, high priority", g_strjoinv(", ", then));
}

/* ---- JSON ---- */

static void
the_written_form_is_the_same_for_equal_lists(void)
{
    g_autoptr(RoutingList) list = parse(THREE), again = NULL;
    g_autofree char *text = routing_list_format(list), *other = NULL;

    again = parse(text);
    other = routing_list_format(again);
    g_assert_cmpstr(text, ==, other);
    g_assert_null(strchr(text, '\n'));
    g_assert_nonnull(strstr(text, "{\"id\":\"potholes\",\"name\":\"Potholes\",\"then\":{\"priority\":\"high\""));
}

static void
what_is_wrong_names_rule_and_member(void)
{
    static const struct {
        const char *json, *words;
    } WRONG[] = {
        { "", "line" },
        { "[]", "one member" },
        { "{\"rules\": {}}", "one member" },
        { "{\"rules\": [], \"more\": 1}", "one member" },
        { "{\"rules\": [1]}", "rule 1 “”, rule: an object" },
        { "{\"rules\": [{\"id\": \"a\", \"name\": \"A\", \"then\": {\"unit\": \"u\"}, \"x\": 1}]}",
          "x: no such member" },
        { "{\"rules\": [{\"id\": \"a\", \"name\": \"A\"}]}", "rule 1 “A”, then: an object" },
        { "{\"rules\": [{\"id\": \"a\", \"name\": \"A\", \"then\": {}}]}", "rule 1 “A”, unit: say what the rule does" },
        { "{\"rules\": [{\"id\": \"A\", \"name\": \"A\", \"then\": {\"unit\": \"u\"}}]}", "id: a rule's id" },
        { "{\"rules\": [{\"id\": \"a\", \"name\": \"\", \"then\": {\"unit\": \"u\"}}]}", "name: give the rule a name" },
        { "{\"rules\": [{\"id\": \"a\", \"name\": \"a\\nb\", \"then\": {\"unit\": \"u\"}}]}", "name: give the rule" },
        { "{\"rules\": [{\"id\": \"a\", \"name\": \"A\", \"off\": 0, \"then\": {\"unit\": \"u\"}}]}", "off: true or" },
        { "{\"rules\": [{\"id\": \"a\", \"name\": \"A\", \"then\": {\"unit\": 1}}]}", "unit: a text" },
        { "{\"rules\": [{\"id\": \"a\", \"name\": \"A\", \"then\": {\"priority\": \"low\"}}]}", "priority: normal" },
        { "{\"rules\": [{\"id\": \"a\", \"name\": \"A\", \"when\": {\"any_words\": \"x\"}, \"then\": {\"unit\": "
          "\"u\"}}]}",
          "any_words: a list" },
        { "{\"rules\": [{\"id\": \"a\", \"name\": \"A\", \"when\": {\"any_words\": [\"--\"]}, \"then\": {\"unit\": "
          "\"u\"}}]}",
          "any_words: each line needs a letter" },
        { "{\"rules\": [{\"id\": \"a\", \"name\": \"A\", \"when\": {\"place\": \"top\"}, \"then\": {\"unit\": "
          "\"u\"}}]}",
          "place: unknown word" },
        { "{\"rules\": [{\"id\": \"a\", \"name\": \"A\", \"when\": {\"languages\": [\"German\"]},"
          " \"then\": {\"unit\": \"u\"}}]}",
          "languages: write languages" },
        { "{\"rules\": [{\"id\": \"a\", \"name\": \"A\", \"when\": {\"senders\": [\"citizen\"]},"
          " \"then\": {\"unit\": \"u\"}}]}",
          "senders: write addresses" },
        { "{\"rules\": [{\"id\": \"a\", \"name\": \"A\", \"then\": {\"unit\": \"u\"}},"
          " {\"id\": \"a\", \"name\": \"B\", \"then\": {\"unit\": \"u\"}}]}",
          "rule 2 “B”, id: another rule" },
        { "{\"rules\": [], \"rules\": []}", "no JSON" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(routing_list_parse(WRONG[i].json, strlen(WRONG[i].json), &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
        if (strstr(error->message, WRONG[i].words) == NULL)
            g_error("%s\nis refused with: %s", WRONG[i].json, error->message);
    }
}

static void
limits_are_kept(void)
{
    g_autoptr(RoutingList) list = routing_list_new();
    g_autoptr(GError) error = NULL, words = NULL, size = NULL;
    g_autofree char *large = g_malloc0(ROUTING_LIST_SIZE_MAX + 1), *text = NULL;
    g_autoptr(RoutingRule) rule = NULL;
    const char *field;

    for (guint i = 0; i < ROUTING_RULES_MAX; i++) {
        RoutingRule *one = routing_rule_new();

        one->name = (g_free(one->name), g_strdup("N"));
        one->id = (g_free(one->id), routing_list_free_id(list, "N"));
        one->unit = (g_free(one->unit), g_strdup("u"));
        g_ptr_array_add(list->rules, one);
    }
    g_assert_true(routing_list_check(list, &error));
    rule = routing_rule_copy(g_ptr_array_index(list->rules, 0));
    g_ptr_array_add(list->rules, routing_rule_copy(rule));
    text = routing_list_format(list);
    g_assert_null(routing_list_parse(text, strlen(text), &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT);
    g_assert_null(routing_list_parse(large, ROUTING_LIST_SIZE_MAX + 1, &size));
    g_assert_error(size, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT);

    for (guint i = 0; i < ROUTING_WORDS_MAX; i++)
        g_ptr_array_add(rule->no_words, g_strdup_printf("w%u", i));
    g_assert_true(routing_rule_check(rule, &field, &words));
    g_ptr_array_add(rule->no_words, g_strdup("one more"));
    g_assert_false(routing_rule_check(rule, &field, &words));
    g_assert_error(words, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT);
    g_assert_cmpstr(field, ==, "no_words");
}

static void
lines_that_people_type_are_cleaned(void)
{
    g_autoptr(RoutingRule) rule = routing_rule_new();

    routing_rule_add_lines(rule->any_words, "  pothole \r\n\r\nhole in the road\npothole\n");
    g_assert_cmpuint(rule->any_words->len, ==, 2);
    g_assert_cmpstr(g_ptr_array_index(rule->any_words, 0), ==, "pothole");
    g_assert_cmpstr(g_ptr_array_index(rule->any_words, 1), ==, "hole in the road");
}

/* ---- lists as a whole ---- */

static char *
compare(const RoutingList *old, const RoutingList *now)
{
    static const char *const KINDS[] = { "added", "removed", "changed", "moved" };
    g_autoptr(GPtrArray) differences = routing_list_compare(old, now);
    GString *said = g_string_new(NULL);

    for (guint i = 0; i < differences->len; i++) {
        const RoutingDifference *difference = g_ptr_array_index(differences, i);

        g_string_append_printf(said, "%s%s %s", i > 0 ? ", " : "", KINDS[difference->kind],
                               (difference->now != NULL ? difference->now : difference->old)->id);
    }
    return g_string_free(said, FALSE);
}

static void
differences_are_as_few_as_explain_them(void)
{
    g_autoptr(RoutingList) old = parse(THREE), now = parse(THREE);
    RoutingRule *bins;

    ASSERT_SAID("", compare(old, now));
    routing_list_move(now, 2, -1);
    routing_list_move(now, 1, -1);
    ASSERT_SAID("moved schools", compare(old, now));
    routing_list_move(now, 0, -1); /* nowhere to go */
    ASSERT_SAID("moved schools", compare(old, now));
    bins = routing_list_find(now, "bins", NULL);
    bins->off = TRUE;
    g_ptr_array_remove_index(now->rules, 1);
    ASSERT_SAID("changed bins, moved bins, removed potholes", compare(old, now));
    ASSERT_SAID("added potholes, changed bins, moved schools", compare(now, old));
}

static void
a_rule_behind_one_that_asks_the_same_is_seen(void)
{
    g_autoptr(RoutingList) list = parse(THREE);
    RoutingRule *copy = routing_rule_copy(g_ptr_array_index(list->rules, 0));
    RoutingRule *always = routing_rule_copy(copy);

    g_ptr_array_add(list->rules, copy);
    g_assert_cmpuint(routing_list_shadow(list, 1), ==, G_MAXUINT);
    g_assert_cmpuint(routing_list_shadow(list, 3), ==, 0);
    g_ptr_array_set_size(always->any_words, 0);
    g_ptr_array_set_size(always->languages, 0);
    g_ptr_array_insert(list->rules, 0, always);
    g_assert_cmpuint(routing_list_shadow(list, 2), ==, 0);
    always->off = TRUE;
    g_assert_cmpuint(routing_list_shadow(list, 2), ==, G_MAXUINT);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/policy/routing/the-first-rule-of-which-all-holds-decides",
                    the_first_rule_of_which_all_holds_decides);
    g_test_add_func("/policy/routing/a-rule-that-is-off-decides-nothing", a_rule_that_is_off_decides_nothing);
    g_test_add_func("/policy/routing/each-condition-holds-for-what-it-names-and-for-nothing-else",
                    each_condition_holds_for_what_it_names_and_for_nothing_else);
    g_test_add_func("/policy/routing/a-reason-names-the-word-and-where-it-is", a_reason_names_the_word_and_where_it_is);
    g_test_add_func("/policy/routing/a-rule-reads-as-a-sentence", a_rule_reads_as_a_sentence);
    g_test_add_func("/policy/routing/the-written-form-is-the-same-for-equal-lists",
                    the_written_form_is_the_same_for_equal_lists);
    g_test_add_func("/policy/routing/what-is-wrong-names-rule-and-member", what_is_wrong_names_rule_and_member);
    g_test_add_func("/policy/routing/limits-are-kept", limits_are_kept);
    g_test_add_func("/policy/routing/lines-that-people-type-are-cleaned", lines_that_people_type_are_cleaned);
    g_test_add_func("/policy/routing/differences-are-as-few-as-explain-them", differences_are_as_few_as_explain_them);
    g_test_add_func("/policy/routing/a-rule-behind-one-that-asks-the-same-is-seen",
                    a_rule_behind_one_that_asks_the_same_is_seen);
    return g_test_run();
}
