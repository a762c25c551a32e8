/* SPDX-License-Identifier: Apache-2.0 */
#include "policy/routing-words.h"

#include <string.h>

/* ---- lists ---- */

/* "a", "a or b", "a, b or c"; with @and "a and b". */
static char *
join(const Locale *locale, const char *const *items, gboolean and)
{
    guint count = g_strv_length((char **)items);
    g_autoptr(GString) most = g_string_new(NULL);

    if (count == 0)
        return g_strdup("");
    for (guint i = 0; i + 1 < count; i++)
        g_string_append_printf(most, "%s%s", i > 0 ? ", " : "", items[i]);
    if (count == 1)
        return g_strdup(items[0]);
    return and? locale_fill(locale, SAY("{list} and {last}"), "list", most->str, "last", items[count - 1], NULL)
              : locale_fill(locale, SAY("{list} or {last}"), "list", most->str, "last", items[count - 1], NULL);
}

typedef char *(*Naming)(const Locale *locale, const RoutingNames *names, const char *text);

static char *
name_quoted(const Locale *locale, const RoutingNames *names, const char *text)
{
    (void)names;
    return locale_fill(locale, SAY("“{word}”"), "word", text, NULL);
}

static char *
name_address(const Locale *locale, const RoutingNames *names, const char *text)
{
    const char *colon = strchr(text, ':');

    (void)locale;
    (void)names;
    return g_strdup(colon != NULL ? colon + 1 : text);
}

static char *
name_language(const Locale *locale, const RoutingNames *names, const char *text)
{
    (void)names;
    return locale_language(locale, text);
}

static char *
name_unit(const RoutingNames *names, const char *code)
{
    char *name = names != NULL && names->unit != NULL ? names->unit(names->data, code) : NULL;

    return name != NULL ? name : g_strdup(code);
}

static char *
name_service(const Locale *locale, const RoutingNames *names, const char *code)
{
    char *name = names != NULL && names->service != NULL ? names->service(names->data, code) : NULL;

    (void)locale;
    return name != NULL ? name : g_strdup(code);
}

/* ---- sentences ---- */

/* By what holds, or does not, and how it is said. @words: "the message has", "the subject has", "the text has". */
typedef struct {
    const char *said[3]; /* by RoutingPlace for words, else only the first */
    const char *empty;   /* when there is nothing to name; NULL: cannot be */
    Naming naming;
} Saying;

#define HAS                                                                                                            \
    {                                                                                                                  \
        SAY_NOOP("the message has {list}"), SAY_NOOP("the subject has {list}"), SAY_NOOP("the text has {list}")        \
    }
#define HAS_NOT                                                                                                        \
    {                                                                                                                  \
        SAY_NOOP("the message does not have {list}"), SAY_NOOP("the subject does not have {list}"),                    \
            SAY_NOOP("the text does not have {list}")                                                                  \
    }

/* [condition][holds] */
static const Saying SAYINGS[ROUTING_ASKS_COUNT][2] = {
    [ROUTING_ASKS_ENDPOINT] = { { { SAY_NOOP("it was sent to {list}") }, NULL, name_address },
                                { { SAY_NOOP("it was sent to {list}") }, NULL, name_address } },
    [ROUTING_ASKS_LANGUAGE] = { { { SAY_NOOP("the language is {list}") },
                                  SAY_NOOP("nobody knows the language"),
                                  name_language },
                                { { SAY_NOOP("the language is {list}") }, NULL, name_language } },
    [ROUTING_ASKS_LABEL] = { { { SAY_NOOP("no filter says {list}") }, NULL, name_quoted },
                             { { SAY_NOOP("a filter says {list}") }, NULL, name_quoted } },
    [ROUTING_ASKS_SERVICE] = { { { SAY_NOOP("the citizen chose {list}") },
                                 SAY_NOOP("the citizen chose no service"),
                                 name_service },
                               { { SAY_NOOP("the citizen chose {list}") }, NULL, name_service } },
    [ROUTING_ASKS_ADDRESS] = { { { SAY_NOOP("it is from {list}") },
                                 SAY_NOOP("it does not say who it is from"),
                                 name_address },
                               { { SAY_NOOP("it is from {list}") }, NULL, name_address } },
    [ROUTING_ASKS_ANY_WORDS] = { { HAS_NOT, NULL, name_quoted }, { HAS, NULL, name_quoted } },
    [ROUTING_ASKS_ALL_WORDS] = { { HAS_NOT, NULL, name_quoted }, { HAS, NULL, name_quoted } },
    [ROUTING_ASKS_NO_WORDS] = { { HAS, NULL, name_quoted }, { HAS_NOT, NULL, name_quoted } },
};

/* Conditions that ask for one word out of few: each word is a sentence. */
static const struct {
    RoutingCondition condition;
    const char *word, *said;
} CHOICES[] = {
    { ROUTING_ASKS_WAY, "public", SAY_NOOP("everybody could read it") },
    { ROUTING_ASKS_WAY, "private", SAY_NOOP("only we could read it") },
    { ROUTING_ASKS_SENDER, "known", SAY_NOOP("we know the sender") },
    { ROUTING_ASKS_SENDER, "new", SAY_NOOP("the sender is new here") },
    { ROUTING_ASKS_SENDER, "any", SAY_NOOP("it does not say who it is from") },
    { ROUTING_ASKS_HOURS, "inside", SAY_NOOP("it came within working hours") },
    { ROUTING_ASKS_HOURS, "outside", SAY_NOOP("it came outside working hours") },
    { ROUTING_ASKS_HOURS, "any", SAY_NOOP("nobody knows the working hours") },
};

static char *
say_choice(const Locale *locale, RoutingCondition condition, const char *word)
{
    for (guint i = 0; i < G_N_ELEMENTS(CHOICES); i++)
        if (CHOICES[i].condition == condition && strcmp(CHOICES[i].word, word) == 0)
            return g_strdup(locale_say(locale, CHOICES[i].said));
    return g_strdup(word);
}

static char *
say(const Locale *locale, const RoutingReason *reason, const RoutingNames *names)
{
    const Saying *saying = &SAYINGS[reason->condition][reason->holds];
    const char *said = saying->said[reason->condition >= ROUTING_ASKS_ANY_WORDS ? reason->place : ROUTING_IN_BOTH];
    /* Of words that all are there we say "and"; of anything else one was enough, or one would be. */
    gboolean and = reason->condition == ROUTING_ASKS_ALL_WORDS && reason->holds;
    g_autoptr(GPtrArray) named = NULL;
    g_autofree char *list = NULL;

    if (saying->naming == NULL)
        return say_choice(locale, reason->condition, reason->by[0] != NULL ? reason->by[0] : "any");
    if (reason->by[0] == NULL && saying->empty != NULL)
        return g_strdup(locale_say(locale, saying->empty));
    named = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; reason->by[i] != NULL; i++)
        g_ptr_array_add(named, saying->naming(locale, names, reason->by[i]));
    g_ptr_array_add(named, NULL);
    list = join(locale, (const char *const *)named->pdata, and);
    return locale_fill(locale, said, "list", list, NULL);
}

char *
routing_words_reason(const Locale *locale, const RoutingReason *reason, const RoutingNames *names)
{
    return say(locale, reason, names);
}

/* ---- rules ---- */

/* What a condition asks is said like the reason for which it would hold. */
static void
add_condition(GStrvBuilder *builder, const Locale *locale, const RoutingRule *rule, const RoutingNames *names,
              RoutingCondition condition, const GPtrArray *list)
{
    g_autoptr(GPtrArray) by = g_ptr_array_new();
    RoutingReason reason = { condition, TRUE, rule->place, NULL };
    g_autofree char *said = NULL;

    if (list->len == 0)
        return;
    for (guint i = 0; i < list->len; i++)
        g_ptr_array_add(by, g_ptr_array_index(list, i));
    g_ptr_array_add(by, NULL);
    reason.by = (GStrv)by->pdata;
    said = say(locale, &reason, names);
    g_strv_builder_add(builder, said);
}

static void
add_choice(GStrvBuilder *builder, const Locale *locale, RoutingCondition condition, const char *word)
{
    g_autofree char *said = say_choice(locale, condition, word);

    if (strcmp(word, "any") != 0)
        g_strv_builder_add(builder, said);
}

GStrv
routing_words_conditions(const Locale *locale, const RoutingRule *rule, const RoutingNames *names)
{
    g_autoptr(GStrvBuilder) builder = g_strv_builder_new();

    if (routing_rule_is_always(rule))
        g_strv_builder_add(builder, locale_say(locale, SAY("always")));
    add_condition(builder, locale, rule, names, ROUTING_ASKS_ENDPOINT, rule->endpoints);
    add_choice(builder, locale, ROUTING_ASKS_WAY, routing_rule_way_name(rule->way));
    add_condition(builder, locale, rule, names, ROUTING_ASKS_LANGUAGE, rule->languages);
    add_condition(builder, locale, rule, names, ROUTING_ASKS_LABEL, rule->labels);
    add_condition(builder, locale, rule, names, ROUTING_ASKS_SERVICE, rule->services);
    add_choice(builder, locale, ROUTING_ASKS_SENDER, routing_rule_sender_name(rule->sender));
    add_condition(builder, locale, rule, names, ROUTING_ASKS_ADDRESS, rule->senders);
    add_choice(builder, locale, ROUTING_ASKS_HOURS, routing_rule_hours_name(rule->hours));
    add_condition(builder, locale, rule, names, ROUTING_ASKS_ANY_WORDS, rule->any_words);
    add_condition(builder, locale, rule, names, ROUTING_ASKS_ALL_WORDS, rule->all_words);
    add_condition(builder, locale, rule, names, ROUTING_ASKS_NO_WORDS, rule->no_words);
    return g_strv_builder_end(builder);
}

static void
add_filled(GStrvBuilder *builder, const Locale *locale, const char *msgid, char *name)
{
    g_autofree char *said = locale_fill(locale, msgid, "name", name, NULL);

    g_strv_builder_add(builder, said);
    g_free(name);
}

GStrv
routing_words_outcomes(const Locale *locale, const RoutingRule *rule, const RoutingNames *names)
{
    static const char *const PRIORITIES[CASE_PRIORITY_COUNT] = {
        [CASE_PRIORITY_NORMAL] = SAY_NOOP("normal priority"),
        [CASE_PRIORITY_HIGH] = SAY_NOOP("high priority"),
        [CASE_PRIORITY_URGENT] = SAY_NOOP("urgent"),
    };
    g_autoptr(GStrvBuilder) builder = g_strv_builder_new();

    if (*rule->unit != '\0')
        add_filled(builder, locale, "{name}", name_unit(names, rule->unit));
    if (*rule->service != '\0')
        add_filled(builder, locale, SAY("service {name}"), name_service(locale, names, rule->service));
    if (rule->priority != ROUTING_NO_PRIORITY)
        g_strv_builder_add(builder, locale_say(locale, PRIORITIES[rule->priority]));
    if (*rule->template != '\0')
        add_filled(builder, locale, SAY("template {name}"), g_strdup(rule->template));
    for (guint i = 0; i < rule->tags->len; i++)
        add_filled(builder, locale, SAY("tag {name}"), g_strdup(g_ptr_array_index(rule->tags, i)));
    return g_strv_builder_end(builder);
}
