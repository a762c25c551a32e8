/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "policy/policy-output.h"
#include "policy/policy-words-private.h"

const char *
policy_words_kind(const Locale *locale, PolicyKind kind)
{
    static const char *const KINDS[POLICY_KIND_COUNT] = {
        [POLICY_CHANNEL] = SAY_NOOP("Which channel"),
        [POLICY_DUTY] = SAY_NOOP("What must be done"),
        [POLICY_HOLD] = SAY_NOOP("What is held"),
    };

    return locale_say(locale, KINDS[kind]);
}

/* ---- outputs ---- */

static char *
name_of(char *(*naming)(gpointer data, const char *code), const PolicyNames *names, const char *code)
{
    char *name = naming == NULL ? NULL : naming(names->data, code);

    return name != NULL ? name : g_strdup(code);
}

char *
policy_words_channel(const Locale *locale, const char *output, const PolicyNames *names)
{
    static const struct {
        const char *output, *said;
    } WORDS[] = { { POLICY_SAME, SAY_NOOP("the same channel as asked") },
                  { POLICY_PREFERRED, SAY_NOOP("the channel that the citizen prefers") },
                  { POLICY_ANY, SAY_NOOP("any channel that reaches the citizen") } };
    g_auto(GStrv) codes = g_strsplit(output, "+", 0);
    g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; codes[i] != NULL; i++) {
        const char *said = NULL;

        for (guint j = 0; j < G_N_ELEMENTS(WORDS); j++)
            if (strcmp(WORDS[j].output, codes[i]) == 0)
                said = locale_say(locale, WORDS[j].said);
        g_ptr_array_add(items, said != NULL ? g_strdup(said)
                                            : name_of(names == NULL ? NULL : names->channel, names, codes[i]));
    }
    return policy_words_join(locale, items, TRUE);
}

static char *
say_duty(const Locale *locale, const char *output, const PolicyNames *names)
{
    static const char *const SAID[POLICY_DUTY_COUNT] = {
        [POLICY_FOUR_EYES] = SAY_NOOP("somebody else than the author must agree"),
        [POLICY_REVIEW] = SAY_NOOP("{name} must agree"),
        [POLICY_RECORD_CLASS] = SAY_NOOP("it is kept as “{name}”"),
        [POLICY_ADD_NOTICE] = SAY_NOOP("the notice “{name}” is added"),
        [POLICY_NO_PUBLIC_REPLY] = SAY_NOOP("nothing is answered in public"),
        [POLICY_OFFER_APPEAL] = SAY_NOOP("it says how to object"),
        [POLICY_TRANSLATE] = SAY_NOOP("it is translated"),
    };
    g_autofree char *name = NULL;
    const char *argument;
    PolicyDuty duty;

    if (!policy_output_parse_duty(output, &duty, &argument))
        return g_strdup(output);
    if (duty == POLICY_ANSWER_WITHIN)
        return locale_fill_plural(
            locale, SAY_PLURAL("it is answered within {n} working day", "it is answered within {n} working days"),
            g_ascii_strtoull(argument, NULL, 10), NULL);
    name = name_of(names == NULL || duty != POLICY_REVIEW ? NULL : names->unit, names, argument);
    return locale_fill(locale, SAID[duty], "name", name, NULL);
}

static char *
say_verdict(const Locale *locale, const char *output)
{
    const char *argument;
    PolicyVerdict verdict;

    if (!policy_output_parse_verdict(output, &verdict, &argument))
        return g_strdup(output);
    if (verdict == POLICY_PASS)
        return g_strdup(locale_say(locale, SAY("it passes")));
    return verdict == POLICY_LABEL ? locale_fill(locale, SAY("it is labelled “{name}”"), "name", argument, NULL)
                                   : locale_fill(locale, SAY("it is held as “{name}”"), "name", argument, NULL);
}

static char *
say_channels(const Locale *locale, const GPtrArray *outputs, const PolicyNames *names)
{
    const char *second = g_ptr_array_index(outputs, 1);
    g_autofree char *channel = policy_words_channel(locale, g_ptr_array_index(outputs, 0), names);
    g_autofree char *fallback = policy_words_channel(locale, second, names);

    return *second == '\0' ? locale_fill(locale, SAY("it goes by {channel}"), "channel", channel, NULL)
                           : locale_fill(locale, SAY("it goes by {channel}, else by {fallback}"), "channel", channel,
                                         "fallback", fallback, NULL);
}

char *
policy_words_outputs(const Locale *locale, PolicyKind kind, const GPtrArray *outputs, const PolicyNames *names)
{
    g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func(g_free);

    if (kind == POLICY_CHANNEL && outputs->len == 2)
        return say_channels(locale, outputs, names);
    for (guint i = 0; i < outputs->len; i++) {
        const char *output = g_ptr_array_index(outputs, i);

        g_ptr_array_add(items, kind == POLICY_DUTY ? say_duty(locale, output, names) : say_verdict(locale, output));
    }
    if (items->len == 0)
        g_ptr_array_add(items,
                        g_strdup(kind == POLICY_CHANNEL ? locale_say(locale, SAY("it is held"))
                                 : kind == POLICY_DUTY  ? locale_say(locale, SAY("nothing else is asked"))
                                                        : locale_say(locale, SAY("the filters’ own word stands"))));
    return policy_words_join(locale, items, TRUE);
}

/* ---- sentences ---- */

char *
policy_words_rule(const Locale *locale, const PolicyTable *table, const PolicyRule *rule, const PolicyNames *names)
{
    g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *outputs = policy_words_outputs(locale, table->kind, rule->outputs, names), *conditions = NULL;

    for (guint i = 0; i < table->columns->len; i++) {
        PolicyInput input = g_array_index(table->columns, PolicyInput, i);
        const PolicyCell *cell = policy_table_cell(rule, input);

        if (cell != NULL)
            g_ptr_array_add(items, policy_words_cell(locale, input, cell, names));
    }
    if (items->len == 0)
        return locale_fill(locale, SAY("Always: {outcome}."), "outcome", outputs, NULL);
    conditions = policy_words_join(locale, items, TRUE);
    return locale_fill(locale, SAY("When {conditions}: {outcome}."), "conditions", conditions, "outcome", outputs,
                       NULL);
}

static char *
list_rules(const Locale *locale, const PolicyTable *table, const PolicyOutcome *outcome)
{
    g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < outcome->rules->len; i++) {
        const PolicyRule *rule = g_ptr_array_index(table->rules, g_array_index(outcome->rules, guint, i));

        g_ptr_array_add(items, locale_fill(locale, SAY("“{word}”"), "word", rule->id, NULL));
    }
    return policy_words_join(locale, items, TRUE);
}

char *
policy_words_decision(const Locale *locale, const PolicyTable *table, const PolicyOutcome *outcome,
                      const PolicyNames *names)
{
    g_autofree char *rules = list_rules(locale, table, outcome);
    g_autofree char *outputs = policy_words_outputs(locale, table->kind, outcome->outputs, names);

    if (outcome->result == POLICY_NO_RULE)
        return g_strdup(locale_say(locale, SAY("No rule of the policy says what to do here, so it is held.")));
    if (outcome->result == POLICY_TWO_RULES)
        return locale_fill(locale, SAY("The rules {rules} of the policy contradict each other here, so it is held."),
                           "rules", rules, NULL);
    if (outcome->rules->len == 0)
        return locale_fill(locale, SAY("No rule of the policy asks for anything: {outcome}."), "outcome", outputs,
                           NULL);
    return locale_fill_plural(
        locale, SAY_PLURAL("Rule {rules} of the policy: {outcome}.", "Rules {rules} of the policy: {outcome}."),
        outcome->rules->len, "rules", rules, "outcome", outputs, NULL);
}

/* ---- faults ---- */

static const char *const FOUND[POLICY_FOUND_COUNT] = {
    [POLICY_FOUND_RED] =
        SAY_NOOP("The example “{example}” comes out otherwise: {outcome}. Mend the rules or the example."),
    [POLICY_FOUND_IMPOSSIBLE] = SAY_NOOP("Rule “{rule}” can never hold. Mend its cells or remove it."),
    [POLICY_FOUND_OVERLAP] =
        SAY_NOOP("Rules “{rule}” and “{other}” both hold when {witness}. Only one may: make one of "
                 "them narrower."),
    [POLICY_FOUND_NO_FALLBACK] = SAY_NOOP("Rule “{rule}” does not say what to fall back to. Name another channel."),
    [POLICY_FOUND_SAME_FALLBACK] = SAY_NOOP("Rule “{rule}” falls back to the same channel. Name another one."),
    [POLICY_FOUND_NO_CHANNEL] =
        SAY_NOOP("Rule “{rule}” names {channel}: there is no such channel here. Name one that is "
                 "there."),
    [POLICY_FOUND_CANNOT_SEND] = SAY_NOOP("Rule “{rule}” names {channel}, which cannot send. Name one that can."),
    [POLICY_FOUND_NOT_PRIVATE] = SAY_NOOP("Rule “{rule}” names {channel}, where everybody reads, and it holds for "
                                          "content that is not public. Ask for public content in this rule."),
    [POLICY_FOUND_NOT_PUBLIC] = SAY_NOOP("Rule “{rule}” is for everybody, but {channel} reaches one person at a time. "
                                         "Name a public channel."),
    [POLICY_FOUND_GAP] = SAY_NOOP("No rule holds when {witness}. Such a thing will be held; add a rule for it."),
    [POLICY_FOUND_NEVER_ALONE] = SAY_NOOP("Wherever rule “{rule}” holds, others do too; so it never decides. Make it "
                                          "narrower or remove it."),
    [POLICY_FOUND_NO_FILES] = SAY_NOOP("Rule “{rule}” names {channel}, which carries no files, and it holds with files "
                                       "too. Then the other channel is used."),
    [POLICY_FOUND_TOO_LONG] =
        SAY_NOOP("Rule “{rule}” names {channel}, which carries less text than the rule holds for. "
                 "Then the other channel is used."),
    [POLICY_FOUND_NO_QUESTION] = SAY_NOOP("No rule asks anything in the column “{column}”. It can be removed."),
    [POLICY_FOUND_NOT_ALL] =
        SAY_NOOP("The table is too large to look for every gap; what was looked at is told above."),
};

static const char *
rule_id(const PolicyTable *table, guint number)
{
    return number < table->rules->len ? ((PolicyRule *)g_ptr_array_index(table->rules, number))->id : "";
}

char *
policy_words_finding(const Locale *locale, const PolicyTable *table, const PolicyFinding *finding,
                     const PolicyNames *names)
{
    const PolicyExample *example =
        finding->kind == POLICY_FOUND_RED ? g_ptr_array_index(table->examples, finding->rule) : NULL;
    g_autofree char *witness =
        finding->witness == NULL ? NULL : policy_words_facts(locale, table, finding->witness, names);
    g_autofree char *channel = finding->output == NULL ? NULL : policy_words_channel(locale, finding->output, names);
    g_autofree char *outcome =
        finding->got == NULL ? NULL : policy_words_outputs(locale, table->kind, finding->got->outputs, names);

    return locale_fill(locale, FOUND[finding->kind], "rule", rule_id(table, finding->rule), "other",
                       rule_id(table, finding->other), "example", example != NULL ? example->name : "", "witness",
                       witness != NULL ? witness : "", "channel", channel != NULL ? channel : "", "outcome",
                       outcome != NULL ? outcome : "", "column",
                       locale_say(locale, policy_input_info(finding->input)->title), NULL);
}
