/* SPDX-License-Identifier: Apache-2.0 */
#include "policy/routing-engine.h"

#include <string.h>

#include "model/name-table.h"

static const char *const CONDITION_NAMES[] = { "endpoint", "way",   "language",  "label",     "service",  "sender",
                                               "address",  "hours", "any_words", "all_words", "no_words", NULL };
G_STATIC_ASSERT(G_N_ELEMENTS(CONDITION_NAMES) == ROUTING_ASKS_COUNT + 1);

NAME_TABLE(RoutingCondition, routing_engine_condition, CONDITION_NAMES)

/* A rule with its words made ready. */
typedef struct {
    const RoutingRule *rule;
    GPtrArray *any, *all, *none; /* WordPhrase *, as the rule's lists */
} Ready;

struct RoutingEngine {
    RoutingList *list;
    GPtrArray *ready; /* Ready * */
};

/* ---- one condition each: whether it holds, and by what ----
 * @by and @place are set when @explain, by is then a new vector. */

typedef struct {
    const Ready *ready;
    const RoutingFacts *facts;
    RoutingReason *reason; /* NULL: nobody wants to know why */
} Asking;

static void
because(const Asking *asking, const char *what)
{
    const char *by[] = { what, NULL };

    if (asking->reason != NULL)
        asking->reason->by = what == NULL || *what == '\0' ? NULL : g_strdupv((char **)by);
}

static void
because_of_all(const Asking *asking, const GPtrArray *list)
{
    g_autoptr(GStrvBuilder) builder = NULL;

    if (asking->reason == NULL)
        return;
    builder = g_strv_builder_new();
    for (guint i = 0; i < list->len; i++)
        g_strv_builder_add(builder, g_ptr_array_index(list, i));
    asking->reason->by = g_strv_builder_end(builder);
}

static gboolean
is_in(const GPtrArray *list, const char *text)
{
    return g_ptr_array_find_with_equal_func((GPtrArray *)list, text, g_str_equal, NULL);
}

static gboolean
holds_endpoint(const Asking *asking)
{
    because(asking, asking->facts->endpoint);
    return is_in(asking->ready->rule->endpoints, asking->facts->endpoint);
}

static gboolean
holds_way(const Asking *asking)
{
    RoutingWay way = asking->facts->public ? ROUTING_PUBLICLY : ROUTING_PRIVATELY;

    because(asking, routing_rule_way_name(way));
    return way == asking->ready->rule->way;
}

static gboolean
holds_language(const Asking *asking)
{
    const GPtrArray *languages = asking->ready->rule->languages;
    const char *has = asking->facts->language;

    because(asking, has);
    for (guint i = 0; i < languages->len; i++) {
        const char *wanted = g_ptr_array_index(languages, i);
        gsize length = strlen(wanted);

        if (g_ascii_strncasecmp(has, wanted, length) == 0 && (has[length] == '\0' || has[length] == '-'))
            return TRUE;
    }
    return FALSE;
}

static gboolean
holds_label(const Asking *asking)
{
    const char *const *labels = asking->facts->labels;

    for (guint i = 0; labels != NULL && labels[i] != NULL; i++) {
        if (!is_in(asking->ready->rule->labels, labels[i]))
            continue;
        because(asking, labels[i]);
        return TRUE;
    }
    because_of_all(asking, asking->ready->rule->labels);
    return FALSE;
}

static gboolean
holds_service(const Asking *asking)
{
    because(asking, asking->facts->service);
    return is_in(asking->ready->rule->services, asking->facts->service);
}

static gboolean
holds_sender(const Asking *asking)
{
    because(asking, routing_rule_sender_name(asking->facts->sender_is));
    return asking->facts->sender_is == asking->ready->rule->sender;
}

/* @wanted "school.example" holds for "ada@school.example" and "ada@mail.school.example". */
static gboolean
is_from(const char *sender, const char *wanted)
{
    const char *at = strrchr(sender, '@');
    const char *domain = at != NULL ? at + 1 : "";
    gsize length = strlen(domain), size = strlen(wanted);

    if (g_ascii_strcasecmp(sender, wanted) == 0)
        return TRUE;
    if (strchr(wanted, '@') != NULL || length < size || g_ascii_strcasecmp(domain + length - size, wanted) != 0)
        return FALSE;
    return length == size || domain[length - size - 1] == '.';
}

static gboolean
holds_address(const Asking *asking)
{
    const GPtrArray *senders = asking->ready->rule->senders;

    for (guint i = 0; i < senders->len; i++) {
        if (!is_from(asking->facts->sender, g_ptr_array_index(senders, i)))
            continue;
        because(asking, g_ptr_array_index(senders, i));
        return TRUE;
    }
    because(asking, asking->facts->sender);
    return FALSE;
}

static gboolean
holds_hours(const Asking *asking)
{
    because(asking, routing_rule_hours_name(asking->facts->hours));
    return asking->facts->hours == asking->ready->rule->hours;
}

/* Where @phrase is, of where the rule looks. */
static gboolean
find_phrase(const Asking *asking, const WordPhrase *phrase, RoutingPlace *ret)
{
    const RoutingFacts *facts = asking->facts;
    RoutingPlace place = asking->ready->rule->place;

    if (place != ROUTING_IN_TEXT && facts->subject != NULL && word_index_has(facts->subject, phrase)) {
        *ret = ROUTING_IN_SUBJECT;
        return TRUE;
    }
    if (place != ROUTING_IN_SUBJECT && facts->text != NULL && word_index_has(facts->text, phrase)) {
        *ret = ROUTING_IN_TEXT;
        return TRUE;
    }
    *ret = place;
    return FALSE;
}

static void
at_place(const Asking *asking, RoutingPlace place)
{
    if (asking->reason != NULL)
        asking->reason->place = place;
}

/* The first of @phrases that is there (@wanted) or is not; G_MAXUINT: none. */
static guint
find_first(const Asking *asking, const GPtrArray *phrases, gboolean wanted, RoutingPlace *ret)
{
    for (guint i = 0; i < phrases->len; i++)
        if (find_phrase(asking, g_ptr_array_index(phrases, i), ret) == wanted)
            return i;
    *ret = asking->ready->rule->place;
    return G_MAXUINT;
}

static gboolean
holds_any_words(const Asking *asking)
{
    const GPtrArray *words = asking->ready->rule->any_words;
    RoutingPlace place;
    guint found = find_first(asking, asking->ready->any, TRUE, &place);

    at_place(asking, place);
    if (found == G_MAXUINT)
        because_of_all(asking, words);
    else
        because(asking, g_ptr_array_index(words, found));
    return found != G_MAXUINT;
}

static gboolean
holds_all_words(const Asking *asking)
{
    const GPtrArray *words = asking->ready->rule->all_words;
    RoutingPlace place;
    guint missing = find_first(asking, asking->ready->all, FALSE, &place);

    at_place(asking, place);
    if (missing == G_MAXUINT)
        because_of_all(asking, words);
    else
        because(asking, g_ptr_array_index(words, missing));
    return missing == G_MAXUINT;
}

static gboolean
holds_no_words(const Asking *asking)
{
    const GPtrArray *words = asking->ready->rule->no_words;
    RoutingPlace place;
    guint found = find_first(asking, asking->ready->none, TRUE, &place);

    at_place(asking, place);
    if (found == G_MAXUINT)
        because_of_all(asking, words);
    else
        because(asking, g_ptr_array_index(words, found));
    return found == G_MAXUINT;
}

static gboolean (*const HOLDS[ROUTING_ASKS_COUNT])(const Asking *asking) = {
    [ROUTING_ASKS_ENDPOINT] = holds_endpoint,   [ROUTING_ASKS_WAY] = holds_way,
    [ROUTING_ASKS_LANGUAGE] = holds_language,   [ROUTING_ASKS_LABEL] = holds_label,
    [ROUTING_ASKS_SERVICE] = holds_service,     [ROUTING_ASKS_SENDER] = holds_sender,
    [ROUTING_ASKS_ADDRESS] = holds_address,     [ROUTING_ASKS_HOURS] = holds_hours,
    [ROUTING_ASKS_ANY_WORDS] = holds_any_words, [ROUTING_ASKS_ALL_WORDS] = holds_all_words,
    [ROUTING_ASKS_NO_WORDS] = holds_no_words,
};

static gboolean
rule_asks(const RoutingRule *rule, RoutingCondition condition)
{
    const gboolean ASKS[ROUTING_ASKS_COUNT] = {
        [ROUTING_ASKS_ENDPOINT] = rule->endpoints->len > 0,  [ROUTING_ASKS_WAY] = rule->way != ROUTING_ANY_WAY,
        [ROUTING_ASKS_LANGUAGE] = rule->languages->len > 0,  [ROUTING_ASKS_LABEL] = rule->labels->len > 0,
        [ROUTING_ASKS_SERVICE] = rule->services->len > 0,    [ROUTING_ASKS_SENDER] = rule->sender != ROUTING_ANY_SENDER,
        [ROUTING_ASKS_ADDRESS] = rule->senders->len > 0,     [ROUTING_ASKS_HOURS] = rule->hours != ROUTING_ANY_TIME,
        [ROUTING_ASKS_ANY_WORDS] = rule->any_words->len > 0, [ROUTING_ASKS_ALL_WORDS] = rule->all_words->len > 0,
        [ROUTING_ASKS_NO_WORDS] = rule->no_words->len > 0,
    };

    return ASKS[condition];
}

/* ---- making ready ---- */

static GPtrArray *
phrases_of(const GPtrArray *words)
{
    GPtrArray *phrases = g_ptr_array_new_with_free_func((GDestroyNotify)word_index_phrase_free);

    for (guint i = 0; i < words->len; i++)
        g_ptr_array_add(phrases, word_index_phrase_new(g_ptr_array_index(words, i)));
    return phrases;
}

static void
ready_free(Ready *ready)
{
    g_ptr_array_unref(ready->any);
    g_ptr_array_unref(ready->all);
    g_ptr_array_unref(ready->none);
    g_free(ready);
}

RoutingEngine *
routing_engine_new(const RoutingList *list)
{
    RoutingEngine *engine = g_new0(RoutingEngine, 1);

    engine->list = routing_list_copy(list);
    engine->ready = g_ptr_array_new_with_free_func((GDestroyNotify)ready_free);
    for (guint i = 0; i < engine->list->rules->len; i++) {
        Ready *ready = g_new0(Ready, 1);

        ready->rule = g_ptr_array_index(engine->list->rules, i);
        ready->any = phrases_of(ready->rule->any_words);
        ready->all = phrases_of(ready->rule->all_words);
        ready->none = phrases_of(ready->rule->no_words);
        g_ptr_array_add(engine->ready, ready);
    }
    return engine;
}

void
routing_engine_free(RoutingEngine *engine)
{
    g_ptr_array_unref(engine->ready);
    routing_list_free(engine->list);
    g_free(engine);
}

const RoutingList *
routing_engine_list(const RoutingEngine *engine)
{
    return engine->list;
}

/* ---- deciding ---- */

guint
routing_engine_decide(const RoutingEngine *engine, const RoutingFacts *facts)
{
    for (guint i = 0; i < engine->ready->len; i++) {
        const Asking asking = { g_ptr_array_index(engine->ready, i), facts, NULL };
        gboolean holds = !asking.ready->rule->off;

        for (guint j = 0; j < ROUTING_ASKS_COUNT && holds; j++)
            holds = !rule_asks(asking.ready->rule, (RoutingCondition)j) || HOLDS[j](&asking);
        if (holds)
            return i;
    }
    return G_MAXUINT;
}

void
routing_engine_reason_free(RoutingReason *reason)
{
    g_strfreev(reason->by);
    g_free(reason);
}

GPtrArray *
routing_engine_explain(const RoutingEngine *engine, guint number, const RoutingFacts *facts)
{
    GPtrArray *reasons = g_ptr_array_new_with_free_func((GDestroyNotify)routing_engine_reason_free);
    Asking asking = { g_ptr_array_index(engine->ready, number), facts, NULL };

    for (guint j = 0; j < ROUTING_ASKS_COUNT; j++) {
        if (!rule_asks(asking.ready->rule, (RoutingCondition)j))
            continue;
        asking.reason = g_new0(RoutingReason, 1);
        asking.reason->condition = (RoutingCondition)j;
        asking.reason->holds = HOLDS[j](&asking);
        if (asking.reason->by == NULL)
            asking.reason->by = g_new0(char *, 1);
        g_ptr_array_add(reasons, asking.reason);
        if (!asking.reason->holds)
            break;
    }
    return reasons;
}
