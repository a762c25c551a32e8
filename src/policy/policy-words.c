/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "policy/policy-words-private.h"

char *
policy_words_join(const Locale *locale, const GPtrArray *items, gboolean and)
{
    g_autoptr(GString) most = g_string_new(NULL);
    const char *last = items->len == 0 ? "" : g_ptr_array_index(items, items->len - 1);

    for (guint i = 0; i + 1 < items->len; i++)
        g_string_append_printf(most, "%s%s", i > 0 ? ", " : "", (const char *)g_ptr_array_index(items, i));
    if (items->len < 2)
        return g_strdup(last);
    return and? locale_fill(locale, SAY("{list} and {last}"), "list", most->str, "last", last, NULL)
              : locale_fill(locale, SAY("{list} or {last}"), "list", most->str, "last", last, NULL);
}

/* ---- words of inputs ---- */

#define WORDS_MAX 16

static const char *const WORDS[POLICY_INPUT_COUNT][WORDS_MAX] = {
    [POLICY_PURPOSE] = { SAY_NOOP("something that came in"), SAY_NOOP("a reply"), SAY_NOOP("an acknowledgement"),
                         SAY_NOOP("a decision"), SAY_NOOP("a notice"), SAY_NOOP("news"), SAY_NOOP("an alert"),
                         SAY_NOOP("an answer of public interest"), SAY_NOOP("a comment"), SAY_NOOP("a consultation"),
                         SAY_NOOP("a letter that hands a case over") },
    [POLICY_AUDIENCE] = { SAY_NOOP("one person"), SAY_NOOP("a group"), SAY_NOOP("everybody") },
    [POLICY_SENSITIVITY] = { SAY_NOOP("public"), SAY_NOOP("personal"), SAY_NOOP("specially protected") },
    [POLICY_LEGAL_EFFECT] = { SAY_NOOP("it has no legal effect"), SAY_NOOP("it has legal effect") },
    [POLICY_ATTACHMENTS] = { SAY_NOOP("it has no files"), SAY_NOOP("it has files") },
    [POLICY_WEEKDAY] = { SAY_NOOP("Monday"), SAY_NOOP("Tuesday"), SAY_NOOP("Wednesday"), SAY_NOOP("Thursday"),
                         SAY_NOOP("Friday"), SAY_NOOP("Saturday"), SAY_NOOP("Sunday") },
    [POLICY_OFFICER_ROLE] = { SAY_NOOP("officer"), SAY_NOOP("lead"), SAY_NOOP("records"), SAY_NOOP("auditor"),
                              SAY_NOOP("policy"), SAY_NOOP("administrator") },
};

const char *
policy_words_word(const Locale *locale, PolicyInput input, gint64 place)
{
    const char *word = place < WORDS_MAX ? WORDS[input][place] : NULL;

    return word != NULL ? locale_say(locale, word) : NULL;
}

/* [input][negated]; what a set has altogether is said with "and". */
static const struct {
    const char *is, *is_not, *none;
} SAYINGS[POLICY_INPUT_COUNT] = {
    [POLICY_PURPOSE] = { SAY_NOOP("it is {list}"), SAY_NOOP("it is not {list}"), NULL },
    [POLICY_AUDIENCE] = { SAY_NOOP("it is for {list}"), SAY_NOOP("it is not for {list}"), NULL },
    [POLICY_SENSITIVITY] = { SAY_NOOP("the content is {list}"), SAY_NOOP("the content is not {list}"), NULL },
    [POLICY_URGENCY] = { SAY_NOOP("the urgency is {list}"), SAY_NOOP("the urgency is not {list}"), NULL },
    [POLICY_LEGAL_EFFECT] = { "{list}", SAY_NOOP("it is not so that {list}"), NULL },
    [POLICY_CITIZEN_CHANNEL_PREF] = { SAY_NOOP("the citizen prefers {list}"),
                                      SAY_NOOP("the citizen does not prefer {list}"), NULL },
    [POLICY_CITIZEN_VERIFIED] = { SAY_NOOP("the level of proof of identity is {list}"),
                                  SAY_NOOP("the level of proof of identity is not {list}"), NULL },
    [POLICY_CONSENT_CHANNELS] = { SAY_NOOP("the citizen agreed to {list}"),
                                  SAY_NOOP("the citizen did not agree to {list}"),
                                  SAY_NOOP("the citizen agreed to none of these channels") },
    [POLICY_LANGUAGE] = { SAY_NOOP("the language is {list}"), SAY_NOOP("the language is not {list}"), NULL },
    [POLICY_LENGTH] = { SAY_NOOP("the length is {list} characters"), SAY_NOOP("the length is not {list} characters"),
                        NULL },
    [POLICY_ATTACHMENTS] = { "{list}", SAY_NOOP("it is not so that {list}"), NULL },
    [POLICY_LOCAL_TIME] = { SAY_NOOP("the time is {list}"), SAY_NOOP("the time is not {list}"), NULL },
    [POLICY_WEEKDAY] = { SAY_NOOP("the day is {list}"), SAY_NOOP("the day is not {list}"), NULL },
    [POLICY_OFFICER_ROLE] = { SAY_NOOP("the officer’s role is {list}"), SAY_NOOP("the officer’s role is not {list}"),
                              NULL },
    [POLICY_CHANNEL_UP] = { SAY_NOOP("one can send by {list} now"), SAY_NOOP("one cannot send by {list} now"),
                            SAY_NOOP("one can send by none of these channels now") },
    [POLICY_FILTER_LABELS] = { SAY_NOOP("filters say {list}"), SAY_NOOP("no filter says {list}"),
                               SAY_NOOP("filters say nothing of this") },
};

/* ---- values ---- */

static char *
say_number(const Locale *locale, PolicyType type, gint64 number)
{
    if (type == POLICY_TIME)
        return g_strdup_printf("%02d:%02d", (int)(number / 60), (int)(number % 60));
    return locale_number(locale, number);
}

static char *
say_text(const Locale *locale, PolicyInput input, const char *text, const PolicyNames *names)
{
    if (input == POLICY_LANGUAGE)
        return locale_language(locale, text);
    if (input == POLICY_FILTER_LABELS)
        return locale_fill(locale, SAY("“{word}”"), "word", text, NULL);
    return policy_words_channel(locale, text, names);
}

static const char *const COMPARED[][2] = {
    [POLICY_IS] = { "{n}", "{n}" },
    [POLICY_LESS] = { SAY_NOOP("less than {n}"), SAY_NOOP("before {n}") },
    [POLICY_AT_MOST] = { SAY_NOOP("at most {n}"), SAY_NOOP("{n} or earlier") },
    [POLICY_MORE] = { SAY_NOOP("more than {n}"), SAY_NOOP("after {n}") },
    [POLICY_AT_LEAST] = { SAY_NOOP("at least {n}"), SAY_NOOP("{n} or later") },
    [POLICY_BETWEEN] = { SAY_NOOP("from {n} to {m}"), SAY_NOOP("from {n} to {m}") },
};

/* As it was written, but for what lies between two values: there the first and the last that count. */
static char *
say_test(const Locale *locale, PolicyInput input, const PolicyTest *test, const PolicyNames *names)
{
    PolicyType type = policy_input_info(input)->type;
    g_autofree char *from = NULL, *to = NULL;

    if (type == POLICY_TEXT || type == POLICY_SET)
        return say_text(locale, input, test->text, names);
    if (type == POLICY_WORD || type == POLICY_FLAG)
        return g_strdup(policy_words_word(locale, input, test->low));
    if (test->low > test->high) /* 1.5, or [3..2]: nothing */
        return g_strdup(test->text);
    if (test->how == POLICY_BETWEEN) {
        from = say_number(locale, type, test->low);
        to = say_number(locale, type, test->high);
    } else if (type == POLICY_TIME) {
        from = g_strndup(test->text, g_str_has_suffix(test->text, ":00") ? 5 : 8);
    }
    return locale_fill(locale, COMPARED[test->how][type == POLICY_TIME], "n", from != NULL ? from : test->text, "m",
                       to != NULL ? to : "", NULL);
}

char *
policy_words_cell(const Locale *locale, PolicyInput input, const PolicyCell *cell, const PolicyNames *names)
{
    g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *list = NULL;

    for (guint i = 0; i < cell->tests->len; i++)
        g_ptr_array_add(items, say_test(locale, input, g_ptr_array_index(cell->tests, i), names));
    list = policy_words_join(locale, items, FALSE);
    return locale_fill(locale, cell->negated ? SAYINGS[input].is_not : SAYINGS[input].is, "list", list, NULL);
}

/* ---- facts ---- */

static char *
say_set(const Locale *locale, PolicyInput input, const PolicyValue *value, const PolicyNames *names)
{
    g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *list = NULL;

    if (value->set[0] == NULL)
        return g_strdup(locale_say(locale, SAYINGS[input].none));
    for (guint i = 0; value->set[i] != NULL; i++)
        g_ptr_array_add(items, say_text(locale, input, value->set[i], names));
    list = policy_words_join(locale, items, TRUE);
    return locale_fill(locale, SAYINGS[input].is, "list", list, NULL);
}

static char *
say_fact(const Locale *locale, PolicyInput input, const PolicyValue *value, const PolicyNames *names)
{
    PolicyType type = policy_input_info(input)->type;
    g_autofree char *said = NULL;

    if (!value->known)
        return locale_fill(locale, SAY("nobody knows this: {column}"), "column",
                           locale_say(locale, policy_input_info(input)->title), NULL);
    if (type == POLICY_SET)
        return say_set(locale, input, value, names);
    if (type == POLICY_TEXT)
        said = say_text(locale, input, value->text, names);
    else if (type == POLICY_WORD || type == POLICY_FLAG)
        said = g_strdup(policy_words_word(locale, input, value->number));
    else
        said = say_number(locale, type, value->number);
    return locale_fill(locale, SAYINGS[input].is, "list", said, NULL);
}

char *
policy_words_facts(const Locale *locale, const PolicyTable *table, const PolicyFacts *facts, const PolicyNames *names)
{
    g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < table->columns->len; i++) {
        PolicyInput input = g_array_index(table->columns, PolicyInput, i);

        g_ptr_array_add(items, say_fact(locale, input, &facts->values[input], names));
    }
    if (items->len == 0)
        g_ptr_array_add(items, g_strdup(locale_say(locale, SAY("anything"))));
    return policy_words_join(locale, items, TRUE);
}

/* ---- what may be written ---- */

char *
policy_words_hint(const Locale *locale, PolicyInput input)
{
    const PolicyInputInfo *info = policy_input_info(input);
    g_autoptr(GString) words = g_string_new(NULL);

    if (info->type != POLICY_WORD)
        return locale_fill(locale, SAY("- for anything, or like this: {example}"), "example", info->example, NULL);
    for (guint i = 0; info->words[i] != NULL; i++)
        g_string_append_printf(words, "%s\"%s\"", i > 0 ? ", " : "", info->words[i]);
    return locale_fill(locale, SAY("- for anything, or some of these: {words}"), "words", words->str, NULL);
}
