/* SPDX-License-Identifier: Apache-2.0 */
#include "policy/policy-facts.h"

#include <string.h>

#include "base/canonical.h"
#include "base/error.h"
#include "base/locale.h"
#include "base/number.h"
#include "base/text.h"

PolicyFacts *
policy_facts_new(void)
{
    PolicyFacts *facts = g_new0(PolicyFacts, 1);

    for (guint i = 0; i < POLICY_INPUT_COUNT; i++) {
        if (policy_input_info((PolicyInput)i)->type != POLICY_SET)
            continue;
        facts->values[i].known = TRUE;
        facts->values[i].set = g_new0(char *, 1);
    }
    return facts;
}

PolicyFacts *
policy_facts_copy(const PolicyFacts *facts)
{
    PolicyFacts *copy = g_new0(PolicyFacts, 1);

    for (guint i = 0; i < POLICY_INPUT_COUNT; i++) {
        const PolicyValue *value = &facts->values[i];

        copy->values[i] =
            (PolicyValue){ value->known, value->number, g_strdup(value->text), g_strdupv((char **)value->set) };
    }
    return copy;
}

void
policy_facts_free(PolicyFacts *facts)
{
    for (guint i = 0; i < POLICY_INPUT_COUNT; i++) {
        g_free(facts->values[i].text);
        g_strfreev(facts->values[i].set);
    }
    g_free(facts);
}

/* ---- values ---- */

void
policy_facts_set_word(PolicyFacts *facts, PolicyInput input, const char *word)
{
    gint64 place = word == NULL ? -1 : policy_input_find_word(input, word);

    facts->values[input].known = place >= 0;
    facts->values[input].number = MAX(place, 0);
}

void
policy_facts_set_number(PolicyFacts *facts, PolicyInput input, gint64 number)
{
    const PolicyInputInfo *info = policy_input_info(input);

    facts->values[input].known = TRUE;
    facts->values[input].number = CLAMP(number, info->min, info->max);
}

void
policy_facts_set_text(PolicyFacts *facts, PolicyInput input, const char *text)
{
    PolicyValue *value = &facts->values[input];

    value->known = text != NULL && *text != '\0';
    g_free(value->text);
    value->text = value->known ? g_strdup(text) : NULL;
}

void
policy_facts_add(PolicyFacts *facts, PolicyInput input, const char *member)
{
    PolicyValue *value = &facts->values[input];
    guint count = g_strv_length(value->set), at = 0;

    while (at < count && strcmp(value->set[at], member) < 0)
        at++;
    if (at < count && strcmp(value->set[at], member) == 0)
        return;
    value->set = g_renew(char *, value->set, count + 2);
    memmove(value->set + at + 1, value->set + at, (count + 1 - at) * sizeof *value->set);
    value->set[at] = g_strdup(member);
}

gboolean
policy_facts_has(const PolicyFacts *facts, PolicyInput input, const char *member)
{
    return g_strv_contains((const char *const *)facts->values[input].set, member);
}

gboolean
policy_facts_equal(const PolicyFacts *a, const PolicyFacts *b)
{
    g_autofree char *first = policy_facts_format(a), *second = policy_facts_format(b);

    return strcmp(first, second) == 0;
}

/* ---- as people type them ---- */

static gboolean
fail(PolicyInput input, const char *words, GError **error)
{
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "input %s: %s", policy_input_name(input), words);
    return FALSE;
}

static gboolean
check_open(PolicyInput input, const char *text, GError **error)
{
    gsize length = strlen(text);

    if (length > 0 && length <= POLICY_TEXT_MAX && text_is_valid(text, length) && strpbrk(text, "\n\r\t") == NULL)
        return TRUE;
    return fail(input, "a word of 1 to 64 bytes is wanted", error);
}

static gboolean
set_minute(PolicyFacts *facts, PolicyInput input, const char *typed, GError **error)
{
    gint64 hour, minute;

    if (strlen(typed) != 5 || typed[2] != ':' || !number_parse_span(typed, 2, 0, 23, &hour, NULL) ||
        !number_parse_span(typed + 3, 2, 0, 59, &minute, NULL))
        return fail(input, "a time like 08:30 is wanted", error);
    policy_facts_set_number(facts, input, hour * 60 + minute);
    return TRUE;
}

static gboolean
set_members(PolicyFacts *facts, PolicyInput input, const char *typed, GError **error)
{
    g_auto(GStrv) members = g_strsplit(typed, ",", POLICY_SET_MAX + 1);

    if (g_strv_length(members) > POLICY_SET_MAX)
        return fail(input, "more than 100 words", error);
    for (guint i = 0; members[i] != NULL; i++) {
        if (*g_strstrip(members[i]) == '\0')
            continue;
        if (!check_open(input, members[i], error))
            return FALSE;
        policy_facts_add(facts, input, members[i]);
    }
    return TRUE;
}

static gboolean
set_number(PolicyFacts *facts, PolicyInput input, const char *typed, GError **error)
{
    const PolicyInputInfo *info = policy_input_info(input);
    gint64 number;

    if (!number_parse_int64(typed, info->min, info->max, &number, error)) {
        g_prefix_error(error, "input %s: ", info->name);
        return FALSE;
    }
    policy_facts_set_number(facts, input, number);
    return TRUE;
}

gboolean
policy_facts_set_typed(PolicyFacts *facts, PolicyInput input, const char *typed, GError **error)
{
    g_autofree char *text = g_strstrip(g_strdup(typed));

    if (*text == '\0')
        return TRUE;
    switch (policy_input_info(input)->type) {
    case POLICY_NUMBER:
        return set_number(facts, input, text, error);
    case POLICY_TIME:
        return set_minute(facts, input, text, error);
    case POLICY_SET:
        return set_members(facts, input, text, error);
    case POLICY_TEXT:
        if (!check_open(input, text, error))
            return FALSE;
        policy_facts_set_text(facts, input, text);
        return TRUE;
    case POLICY_WORD:
    case POLICY_FLAG:
        break;
    }
    policy_facts_set_word(facts, input, text);
    return facts->values[input].known || fail(input, "no such word", error);
}

char *
policy_facts_get_typed(const PolicyFacts *facts, PolicyInput input)
{
    const PolicyValue *value = &facts->values[input];
    const PolicyInputInfo *info = policy_input_info(input);

    if (!value->known)
        return NULL;
    switch (info->type) {
    case POLICY_NUMBER:
        return g_strdup_printf("%" G_GINT64_FORMAT, value->number);
    case POLICY_TIME:
        return g_strdup_printf("%02d:%02d", (int)(value->number / 60), (int)(value->number % 60));
    case POLICY_SET:
        return value->set == NULL || value->set[0] == NULL ? NULL : g_strjoinv(", ", value->set);
    case POLICY_TEXT:
        return g_strdup(value->text);
    case POLICY_WORD:
    case POLICY_FLAG:
        break;
    }
    return g_strdup(info->words[value->number]);
}

/* ---- JSON ---- */

static gboolean
read_set(PolicyFacts *facts, PolicyInput input, json_t *value, GError **error)
{
    size_t index;
    json_t *item;

    if (!json_is_array(value) || json_array_size(value) > POLICY_SET_MAX)
        return fail(input, "a list of at most 100 words is wanted", error);
    json_array_foreach(value, index, item)
    {
        if (!json_is_string(item))
            return fail(input, "a list of words is wanted", error);
        if (!check_open(input, json_string_value(item), error))
            return FALSE;
        policy_facts_add(facts, input, json_string_value(item));
    }
    return TRUE;
}

static gboolean
read_value(PolicyFacts *facts, PolicyInput input, json_t *value, GError **error)
{
    const PolicyInputInfo *info = policy_input_info(input);

    if (info->type == POLICY_SET)
        return read_set(facts, input, value, error);
    if (info->type == POLICY_FLAG) {
        if (!json_is_boolean(value))
            return fail(input, "true or false is wanted", error);
        policy_facts_set_number(facts, input, json_is_true(value));
        return TRUE;
    }
    if (info->type == POLICY_NUMBER) {
        json_int_t number = json_integer_value(value);

        if (!json_is_integer(value) || number < info->min || number > info->max)
            return fail(input, "a whole number within its bounds is wanted", error);
        policy_facts_set_number(facts, input, number);
        return TRUE;
    }
    if (!json_is_string(value) || *json_string_value(value) == '\0')
        return fail(input, "a text is wanted", error);
    return policy_facts_set_typed(facts, input, json_string_value(value), error);
}

PolicyFacts *
policy_facts_read(json_t *object, GError **error)
{
    g_autoptr(PolicyFacts) facts = policy_facts_new();
    const char *key;
    json_t *value;

    if (!json_is_object(object)) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "inputs are an object, like {\"purpose\": \"reply\"}");
        return NULL;
    }
    json_object_foreach(object, key, value)
    {
        PolicyInput input;

        if (!policy_input_parse(key, &input)) {
            g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "there is no input of this name; leave it out");
            return NULL;
        }
        if (!read_value(facts, input, value, error))
            return NULL;
    }
    return g_steal_pointer(&facts);
}

static json_t *
write_value(const PolicyFacts *facts, PolicyInput input)
{
    const PolicyValue *value = &facts->values[input];
    PolicyType type = policy_input_info(input)->type;
    g_autofree char *typed = NULL;
    json_t *list;

    if (type == POLICY_NUMBER)
        return json_integer(value->number);
    if (type == POLICY_FLAG)
        return json_boolean(value->number);
    if (type == POLICY_SET) {
        list = json_array();
        for (guint i = 0; value->set != NULL && value->set[i] != NULL; i++)
            json_array_append_new(list, json_string(value->set[i]));
        return list;
    }
    typed = policy_facts_get_typed(facts, input);
    return json_string(typed);
}

json_t *
policy_facts_write(const PolicyFacts *facts)
{
    json_t *object = json_object();

    for (guint i = 0; i < POLICY_INPUT_COUNT; i++) {
        const PolicyValue *value = &facts->values[i];

        if (value->known && (value->set == NULL || value->set[0] != NULL))
            json_object_set_new(object, policy_input_name((PolicyInput)i), write_value(facts, (PolicyInput)i));
    }
    return object;
}

PolicyFacts *
policy_facts_parse(const char *json, gsize length, GError **error)
{
    json_t *object = length > POLICY_FACTS_SIZE_MAX ? NULL : json_loadb(json, length, JSON_REJECT_DUPLICATES, NULL);
    PolicyFacts *facts;

    if (object == NULL) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "inputs are no JSON, or more than %d KiB",
                    POLICY_FACTS_SIZE_MAX / 1024);
        return NULL;
    }
    facts = policy_facts_read(object, error);
    json_decref(object);
    return facts;
}

char *
policy_facts_format(const PolicyFacts *facts)
{
    return canonical_json_take(policy_facts_write(facts));
}
