/* SPDX-License-Identifier: Apache-2.0 */
#include "policy/routing-rule.h"

#include <string.h>

#include "base/error.h"
#include "base/locale.h"
#include "base/text.h"
#include "model/code.h"
#include "model/name-table.h"
#include "policy/word-index.h"

static const char *const PLACES[] = { "both", "subject", "text", NULL };
static const char *const WAYS[] = { "any", "public", "private", NULL };
static const char *const SENDERS[] = { "any", "known", "new", NULL };
static const char *const HOURS[] = { "any", "inside", "outside", NULL };

NAME_TABLE(RoutingPlace, routing_rule_place, PLACES)
NAME_TABLE(RoutingWay, routing_rule_way, WAYS)
NAME_TABLE(RoutingSender, routing_rule_sender, SENDERS)
NAME_TABLE(RoutingHours, routing_rule_hours, HOURS)

/* ---- making ---- */

static GPtrArray *
list_new(void)
{
    return g_ptr_array_new_with_free_func(g_free);
}

RoutingRule *
routing_rule_new(void)
{
    RoutingRule *rule = g_new0(RoutingRule, 1);

    rule->id = g_strdup("");
    rule->name = g_strdup("");
    rule->any_words = list_new();
    rule->all_words = list_new();
    rule->no_words = list_new();
    rule->endpoints = list_new();
    rule->languages = list_new();
    rule->labels = list_new();
    rule->services = list_new();
    rule->senders = list_new();
    rule->unit = g_strdup("");
    rule->service = g_strdup("");
    rule->priority = ROUTING_NO_PRIORITY;
    rule->template = g_strdup("");
    rule->tags = list_new();
    return rule;
}

static gpointer
copy_text(gconstpointer text, gpointer data)
{
    (void)data;
    return g_strdup(text);
}

static GPtrArray *
list_copy(GPtrArray *list)
{
    GPtrArray *copy = g_ptr_array_copy(list, (GCopyFunc)copy_text, NULL);

    g_ptr_array_set_free_func(copy, g_free);
    return copy;
}

RoutingRule *
routing_rule_copy(const RoutingRule *rule)
{
    RoutingRule *copy = g_new0(RoutingRule, 1);

    *copy = *rule;
    copy->id = g_strdup(rule->id);
    copy->name = g_strdup(rule->name);
    copy->any_words = list_copy(rule->any_words);
    copy->all_words = list_copy(rule->all_words);
    copy->no_words = list_copy(rule->no_words);
    copy->endpoints = list_copy(rule->endpoints);
    copy->languages = list_copy(rule->languages);
    copy->labels = list_copy(rule->labels);
    copy->services = list_copy(rule->services);
    copy->senders = list_copy(rule->senders);
    copy->unit = g_strdup(rule->unit);
    copy->service = g_strdup(rule->service);
    copy->template = g_strdup(rule->template);
    copy->tags = list_copy(rule->tags);
    return copy;
}

void
routing_rule_free(RoutingRule *rule)
{
    g_free(rule->id);
    g_free(rule->name);
    g_ptr_array_unref(rule->any_words);
    g_ptr_array_unref(rule->all_words);
    g_ptr_array_unref(rule->no_words);
    g_ptr_array_unref(rule->endpoints);
    g_ptr_array_unref(rule->languages);
    g_ptr_array_unref(rule->labels);
    g_ptr_array_unref(rule->services);
    g_ptr_array_unref(rule->senders);
    g_free(rule->unit);
    g_free(rule->service);
    g_free(rule->template);
    g_ptr_array_unref(rule->tags);
    g_free(rule);
}

gboolean
routing_rule_is_always(const RoutingRule *rule)
{
    return rule->any_words->len == 0 && rule->all_words->len == 0 && rule->no_words->len == 0 &&
           rule->endpoints->len == 0 && rule->languages->len == 0 && rule->labels->len == 0 &&
           rule->services->len == 0 && rule->senders->len == 0 && rule->sender == ROUTING_ANY_SENDER &&
           rule->way == ROUTING_ANY_WAY && rule->hours == ROUTING_ANY_TIME;
}

void
routing_rule_add_lines(GPtrArray *list, const char *text)
{
    g_autofree char *clean = text_clean(text, strlen(text));
    g_auto(GStrv) lines = g_strsplit(clean, "\n", -1);

    for (guint i = 0; lines[i] != NULL; i++) {
        char *line = g_strstrip(lines[i]);

        if (*line != '\0' && !g_ptr_array_find_with_equal_func(list, line, g_str_equal, NULL))
            g_ptr_array_add(list, g_strdup(line));
    }
}

/* ---- checking ---- */

static gboolean
invalid(const char *words, GError **error)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, words);
    return FALSE;
}

static gboolean
over(const char *words, GError **error)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, words);
    return FALSE;
}

/* One line of text without control characters. */
static gboolean
is_line(const char *text)
{
    g_autofree char *clean = NULL;

    if (!text_is_valid(text, strlen(text)))
        return FALSE;
    clean = text_clean(text, strlen(text));
    return strcmp(clean, text) == 0 && strpbrk(text, "\n\t") == NULL;
}

static gboolean
check_name(const RoutingRule *rule, GError **error)
{
    if (*rule->name == '\0' || !is_line(rule->name))
        return invalid(SAY_NOOP("give the rule a name of one line, so that cases can say which rule it was"), error);
    return g_utf8_strlen(rule->name, -1) <= ROUTING_NAME_MAX ||
           over(SAY_NOOP("the name is longer than 80 characters; shorten it"), error);
}
G_STATIC_ASSERT(ROUTING_NAME_MAX == 80);

static gboolean
check_words(const GPtrArray *words, GError **error)
{
    if (words->len > ROUTING_WORDS_MAX)
        return over(SAY_NOOP("these are more than 100 words; make two rules of them"), error);
    for (guint i = 0; i < words->len; i++) {
        const char *word = g_ptr_array_index(words, i);
        WordPhrase *phrase;

        if (!is_line(word) || g_utf8_strlen(word, -1) > ROUTING_WORD_MAX)
            return over(SAY_NOOP("write words and phrases of at most 80 characters, one on each line"), error);
        phrase = word_index_phrase_new(word);
        if (phrase == NULL)
            return invalid(SAY_NOOP("each line needs a letter or a digit, and at most 8 words"), error);
        word_index_phrase_free(phrase);
    }
    return TRUE;
}
G_STATIC_ASSERT(ROUTING_WORDS_MAX == 100 && ROUTING_WORD_MAX == 80 && WORD_PHRASE_WORDS == 8);

static gboolean
is_entry(const char *text)
{
    return *text != '\0' && strlen(text) <= ROUTING_ENTRY_MAX && is_line(text) && strchr(text, ' ') == NULL;
}

static gboolean
check_entries(const GPtrArray *list, gboolean (*holds)(const char *entry), const char *words, GError **error)
{
    if (list->len > ROUTING_ENTRIES_MAX)
        return over(SAY_NOOP("these are more than 50; make two rules of them"), error);
    for (guint i = 0; i < list->len; i++)
        if (!holds(g_ptr_array_index(list, i)))
            return invalid(words, error);
    return TRUE;
}
G_STATIC_ASSERT(ROUTING_ENTRIES_MAX == 50);

static gboolean
is_language(const char *tag)
{
    gsize first = strspn(tag, "abcdefghijklmnopqrstuvwxyz");

    return first >= 2 && first <= 3 && strlen(tag) <= 35 && (tag[first] == '\0' || tag[first] == '-') &&
           tag[strspn(tag, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")] == '\0';
}

/* An address, or a domain with at least one dot. */
static gboolean
is_sender(const char *text)
{
    const char *at = strrchr(text, '@');

    if (!is_entry(text) || strcspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != strlen(text))
        return FALSE;
    return at != NULL ? at != text && at[1] != '\0' : strchr(text, '.') != NULL || *text == '+';
}

static gboolean
is_code_or_empty(const char *code)
{
    return *code == '\0' || code_is_valid(code);
}

/* As mediation/cases/templating.h has them. */
static gboolean
is_template_or_empty(const char *code)
{
    gsize length = strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789-");

    return length <= ROUTING_TEMPLATE_MAX && code[length] == '\0';
}

static gboolean
check_outcome(const RoutingRule *rule, GError **error)
{
    if (!is_code_or_empty(rule->unit) || !is_code_or_empty(rule->service) || !is_template_or_empty(rule->template) ||
        rule->priority < ROUTING_NO_PRIORITY || rule->priority >= (int)CASE_PRIORITY_COUNT)
        return invalid(SAY_NOOP("choose what is in the list"), error);
    return *rule->unit != '\0' || *rule->service != '\0' || rule->priority != ROUTING_NO_PRIORITY ||
           *rule->template != '\0' || rule->tags->len > 0 ||
           invalid(SAY_NOOP("say what the rule does: choose a unit, a service or a priority"), error);
}

/* A name that people gave it, on one line. */
static gboolean
is_tag(const char *name)
{
    return *name != '\0' && is_line(name) && g_utf8_strlen(name, -1) <= ROUTING_TAG_MAX;
}

static gboolean
check_tags(const RoutingRule *rule, GError **error)
{
    if (rule->tags->len > ROUTING_TAGS_MAX)
        return over(SAY_NOOP("these are more than 10 tags; leave some out"), error);
    return check_entries(rule->tags, is_tag, SAY_NOOP("the name of a tag has 1 to 40 characters"), error);
}
G_STATIC_ASSERT(ROUTING_TAGS_MAX == 10 && ROUTING_TAG_MAX == 40);

gboolean
routing_rule_check(const RoutingRule *rule, const char **ret_field, GError **error)
{
    *ret_field = "id";
    if (!code_is_valid(rule->id))
        return invalid(SAY_NOOP("a rule's id is 1 to 32 small letters, digits and hyphens"), error);
    *ret_field = "name";
    if (!check_name(rule, error))
        return FALSE;
    *ret_field = "any_words";
    if (!check_words(rule->any_words, error))
        return FALSE;
    *ret_field = "all_words";
    if (!check_words(rule->all_words, error))
        return FALSE;
    *ret_field = "no_words";
    if (!check_words(rule->no_words, error))
        return FALSE;
    *ret_field = "endpoints";
    if (!check_entries(rule->endpoints, is_entry, SAY_NOOP("choose what is in the list"), error))
        return FALSE;
    *ret_field = "languages";
    if (!check_entries(rule->languages, is_language, SAY_NOOP("write languages as de, en-GB or pl"), error))
        return FALSE;
    *ret_field = "labels";
    if (!check_entries(rule->labels, is_entry, SAY_NOOP("write labels as the filters do, without blanks"), error))
        return FALSE;
    *ret_field = "services";
    if (!check_entries(rule->services, code_is_valid, SAY_NOOP("choose what is in the list"), error))
        return FALSE;
    *ret_field = "senders";
    if (!check_entries(
            rule->senders, is_sender,
            SAY_NOOP("write addresses or domains in small letters, as ada@citizen.example or school.example"), error))
        return FALSE;
    *ret_field = "tags";
    if (!check_tags(rule, error))
        return FALSE;
    *ret_field = "unit";
    return check_outcome(rule, error);
}
