/* SPDX-License-Identifier: Apache-2.0 */
#include "policy/routing-list.h"

#include <string.h>

#include "base/canonical.h"
#include "base/error.h"
#include "model/code.h"

RoutingList *
routing_list_new(void)
{
    RoutingList *list = g_new0(RoutingList, 1);

    list->rules = g_ptr_array_new_with_free_func((GDestroyNotify)routing_rule_free);
    return list;
}

RoutingList *
routing_list_copy(const RoutingList *list)
{
    RoutingList *copy = routing_list_new();

    for (guint i = 0; i < list->rules->len; i++)
        g_ptr_array_add(copy->rules, routing_rule_copy(g_ptr_array_index(list->rules, i)));
    return copy;
}

void
routing_list_free(RoutingList *list)
{
    g_ptr_array_unref(list->rules);
    g_free(list);
}

/* ---- reading ---- */

/* Where in the JSON something is wrong. */
typedef struct {
    guint number; /* from 1 */
    const char *name;
} Spot;

static gboolean
fail(const Spot *spot, const char *member, const char *what, GError **error)
{
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "rule %u “%s”, %s: %s", spot->number, spot->name, member,
                what);
    return FALSE;
}

static gboolean
read_texts(const Spot *spot, const char *member, json_t *value, GPtrArray *into, GError **error)
{
    size_t index;
    json_t *item;

    if (value == NULL)
        return TRUE;
    if (!json_is_array(value))
        return fail(spot, member, "a list of texts is wanted", error);
    json_array_foreach(value, index, item)
    {
        if (!json_is_string(item))
            return fail(spot, member, "a list of texts is wanted", error);
        g_ptr_array_add(into, g_strdup(json_string_value(item)));
    }
    return TRUE;
}

static gboolean
read_text(const Spot *spot, const char *member, json_t *value, char **into, GError **error)
{
    if (value == NULL)
        return TRUE;
    if (!json_is_string(value))
        return fail(spot, member, "a text is wanted", error);
    g_free(*into);
    *into = g_strdup(json_string_value(value));
    return TRUE;
}

/* A word out of few; @parse is that of an enum. */
#define READ_WORD(spot, member, value, parse, into, error)                                                             \
    ((value) == NULL || (parse)(json_string_value(value), into) || fail(spot, member, "unknown word", error))

static gboolean
check_members(const Spot *spot, const char *where, json_t *object, const char *const *known, GError **error)
{
    const char *key;
    json_t *value;

    if (!json_is_object(object))
        return fail(spot, where, "an object is wanted", error);
    json_object_foreach(object, key, value)
    {
        if (!g_strv_contains(known, key))
            return fail(spot, key, "no such member", error);
    }
    return TRUE;
}

static gboolean
read_when(const Spot *spot, json_t *when, RoutingRule *rule, GError **error)
{
    static const char *const KNOWN[] = { "any_words", "all_words", "no_words", "place",   "endpoints",
                                         "languages", "labels",    "services", "senders", "sender",
                                         "way",       "hours",     NULL };
    const struct {
        const char *member;
        GPtrArray *into;
    } LISTS[] = { { "any_words", rule->any_words }, { "all_words", rule->all_words }, { "no_words", rule->no_words },
                  { "endpoints", rule->endpoints }, { "languages", rule->languages }, { "labels", rule->labels },
                  { "services", rule->services },   { "senders", rule->senders } };

    if (when == NULL)
        return TRUE;
    if (!check_members(spot, "when", when, KNOWN, error))
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(LISTS); i++)
        if (!read_texts(spot, LISTS[i].member, json_object_get(when, LISTS[i].member), LISTS[i].into, error))
            return FALSE;
    return READ_WORD(spot, "place", json_object_get(when, "place"), routing_rule_place_parse, &rule->place, error) &&
           READ_WORD(spot, "sender", json_object_get(when, "sender"), routing_rule_sender_parse, &rule->sender,
                     error) &&
           READ_WORD(spot, "way", json_object_get(when, "way"), routing_rule_way_parse, &rule->way, error) &&
           READ_WORD(spot, "hours", json_object_get(when, "hours"), routing_rule_hours_parse, &rule->hours, error);
}

static gboolean
read_priority(const Spot *spot, json_t *value, int *into, GError **error)
{
    CasePriority priority;

    if (value == NULL)
        return TRUE;
    if (!case_priority_parse(json_string_value(value), &priority))
        return fail(spot, "priority", "normal, high or urgent is wanted", error);
    *into = (int)priority;
    return TRUE;
}

static gboolean
read_then(const Spot *spot, json_t *then, RoutingRule *rule, GError **error)
{
    static const char *const KNOWN[] = { "unit", "service", "priority", "template", "tags", NULL };

    return check_members(spot, "then", then, KNOWN, error) &&
           read_text(spot, "unit", json_object_get(then, "unit"), &rule->unit, error) &&
           read_text(spot, "service", json_object_get(then, "service"), &rule->service, error) &&
           read_priority(spot, json_object_get(then, "priority"), &rule->priority, error) &&
           read_text(spot, "template", json_object_get(then, "template"), &rule->template, error) &&
           read_texts(spot, "tags", json_object_get(then, "tags"), rule->tags, error);
}

static RoutingRule *
read_rule(Spot *spot, json_t *value, GError **error)
{
    static const char *const KNOWN[] = { "id", "name", "off", "when", "then", NULL };
    g_autoptr(RoutingRule) rule = routing_rule_new();
    json_t *off = json_object_get(value, "off");

    if (!check_members(spot, "rule", value, KNOWN, error) ||
        !read_text(spot, "name", json_object_get(value, "name"), &rule->name, error))
        return NULL;
    spot->name = rule->name;
    if (off != NULL && !json_is_boolean(off))
        fail(spot, "off", "true or false is wanted", error);
    else if (read_text(spot, "id", json_object_get(value, "id"), &rule->id, error) &&
             read_when(spot, json_object_get(value, "when"), rule, error) &&
             read_then(spot, json_object_get(value, "then"), rule, error)) {
        rule->off = json_is_true(off);
        return g_steal_pointer(&rule);
    }
    return NULL;
}

static gboolean
read_rules(json_t *root, RoutingList *list, GError **error)
{
    json_t *rules = json_object_get(root, "rules"), *value;
    size_t index;

    if (!json_is_array(rules) || json_object_size(root) != 1) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                    "routing rules are an object with one member, \"rules\", a list");
        return FALSE;
    }
    json_array_foreach(rules, index, value)
    {
        Spot spot = { (guint)index + 1, "" };
        RoutingRule *rule = index < ROUTING_RULES_MAX ? read_rule(&spot, value, error) : routing_rule_new();

        if (rule == NULL)
            return FALSE;
        g_ptr_array_add(list->rules, rule);
        if (index >= ROUTING_RULES_MAX)
            break; /* one too many, which the check says */
    }
    return routing_list_check(list, error);
}

RoutingList *
routing_list_parse(const char *json, gsize length, GError **error)
{
    g_autoptr(RoutingList) list = routing_list_new();
    json_error_t problem;
    json_t *root;
    gboolean done;

    if (length > ROUTING_LIST_SIZE_MAX) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "routing rules of more than %d KiB; shorten them",
                    ROUTING_LIST_SIZE_MAX / 1024);
        return NULL;
    }
    root = json_loadb(json, length, JSON_REJECT_DUPLICATES, &problem);
    if (root == NULL) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "routing rules, line %d: no JSON", problem.line);
        return NULL;
    }
    done = read_rules(root, list, error);
    json_decref(root);
    return done ? g_steal_pointer(&list) : NULL;
}

/* ---- checking ---- */

static gboolean
check_rule(const RoutingList *list, guint index, GError **error)
{
    const RoutingRule *rule = g_ptr_array_index(list->rules, index);
    const Spot spot = { index + 1, rule->name };
    g_autoptr(GError) trouble = NULL;
    const char *member;
    guint first;

    if (!routing_rule_check(rule, &member, &trouble))
        return fail(&spot, member, trouble->message, error);
    routing_list_find(list, rule->id, &first);
    return first == index || fail(&spot, "id", "another rule has this id already", error);
}

gboolean
routing_list_check(const RoutingList *list, GError **error)
{
    g_autofree char *text = NULL;

    if (list->rules->len > ROUTING_RULES_MAX) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "more than %d rules; put some together",
                    ROUTING_RULES_MAX);
        return FALSE;
    }
    for (guint i = 0; i < list->rules->len; i++)
        if (!check_rule(list, i, error))
            return FALSE;
    text = routing_list_format(list);
    if (strlen(text) <= ROUTING_LIST_SIZE_MAX)
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "routing rules of more than %d KiB; shorten them",
                ROUTING_LIST_SIZE_MAX / 1024);
    return FALSE;
}

/* ---- writing ---- */

static void
put_text(json_t *object, const char *member, const char *text)
{
    if (*text != '\0')
        json_object_set_new(object, member, json_string(text));
}

static void
put_texts(json_t *object, const char *member, const GPtrArray *list)
{
    json_t *array = json_array();

    for (guint i = 0; i < list->len; i++)
        json_array_append_new(array, json_string(g_ptr_array_index(list, i)));
    if (list->len > 0)
        json_object_set_new(object, member, array);
    else
        json_decref(array);
}

static json_t *
write_when(const RoutingRule *rule)
{
    json_t *when = json_object();

    put_texts(when, "any_words", rule->any_words);
    put_texts(when, "all_words", rule->all_words);
    put_texts(when, "no_words", rule->no_words);
    put_text(when, "place", rule->place == ROUTING_IN_BOTH ? "" : routing_rule_place_name(rule->place));
    put_texts(when, "endpoints", rule->endpoints);
    put_texts(when, "languages", rule->languages);
    put_texts(when, "labels", rule->labels);
    put_texts(when, "services", rule->services);
    put_texts(when, "senders", rule->senders);
    put_text(when, "sender", rule->sender == ROUTING_ANY_SENDER ? "" : routing_rule_sender_name(rule->sender));
    put_text(when, "way", rule->way == ROUTING_ANY_WAY ? "" : routing_rule_way_name(rule->way));
    put_text(when, "hours", rule->hours == ROUTING_ANY_TIME ? "" : routing_rule_hours_name(rule->hours));
    return when;
}

static json_t *
write_then(const RoutingRule *rule)
{
    json_t *then = json_object();

    put_text(then, "unit", rule->unit);
    put_text(then, "service", rule->service);
    if (rule->priority != ROUTING_NO_PRIORITY)
        put_text(then, "priority", case_priority_name((CasePriority)rule->priority));
    put_text(then, "template", rule->template);
    put_texts(then, "tags", rule->tags);
    return then;
}

static json_t *
write_rule(const RoutingRule *rule)
{
    json_t *object = json_pack("{s:s, s:s, s:o, s:o}", "id", rule->id, "name", rule->name, "when", write_when(rule),
                               "then", write_then(rule));

    if (rule->off)
        json_object_set_new(object, "off", json_true());
    return object;
}

char *
routing_list_format(const RoutingList *list)
{
    json_t *rules = json_array();

    for (guint i = 0; i < list->rules->len; i++)
        json_array_append_new(rules, write_rule(g_ptr_array_index(list->rules, i)));
    return canonical_json_take(json_pack("{s:o}", "rules", rules));
}

/* ---- changing ---- */

RoutingRule *
routing_list_find(const RoutingList *list, const char *id, guint *ret_index)
{
    for (guint i = 0; i < list->rules->len; i++) {
        RoutingRule *rule = g_ptr_array_index(list->rules, i);

        if (strcmp(rule->id, id) != 0)
            continue;
        if (ret_index != NULL)
            *ret_index = i;
        return rule;
    }
    return NULL;
}

char *
routing_list_free_id(const RoutingList *list, const char *name)
{
    for (guint number = 1;; number++) {
        g_autofree char *id = code_make(name, "rule", number);

        if (routing_list_find(list, id, NULL) == NULL)
            return g_steal_pointer(&id);
    }
}

void
routing_list_move(RoutingList *list, guint index, int by)
{
    gint64 to = (gint64)index + by;
    gpointer rule;

    if (to < 0 || to >= list->rules->len)
        return;
    rule = g_ptr_array_steal_index(list->rules, index);
    g_ptr_array_insert(list->rules, (int)to, rule);
}

/* ---- as a whole ---- */

guint
routing_list_shadow(const RoutingList *list, guint index)
{
    const RoutingRule *rule = g_ptr_array_index(list->rules, index);
    g_autofree char *when = rule->off ? NULL : canonical_json_take(write_when(rule));

    for (guint i = 0; i < index && !rule->off; i++) {
        const RoutingRule *earlier = g_ptr_array_index(list->rules, i);
        g_autofree char *asks = earlier->off ? NULL : canonical_json_take(write_when(earlier));

        if (asks != NULL && (routing_rule_is_always(earlier) || strcmp(asks, when) == 0))
            return i;
    }
    return G_MAXUINT;
}

static void
add(GPtrArray *differences, RoutingDifferenceKind kind, const RoutingList *old, guint from, const RoutingList *now,
    guint to)
{
    RoutingDifference *difference = g_new0(RoutingDifference, 1);

    difference->kind = kind;
    difference->from = from;
    difference->to = to;
    difference->old = from == G_MAXUINT ? NULL : g_ptr_array_index(old->rules, from);
    difference->now = to == G_MAXUINT ? NULL : g_ptr_array_index(now->rules, to);
    g_ptr_array_add(differences, difference);
}

static gboolean
same_rule(const RoutingRule *a, const RoutingRule *b)
{
    g_autofree char *first = canonical_json_take(write_rule(a)), *second = canonical_json_take(write_rule(b));

    return strcmp(first, second) == 0;
}

/* Marks in @stays which places of @now keep their order: a longest rising run of @from (G_MAXUINT: not in the old
 * list). */
static void
find_staying(const guint *from, guint count, gboolean *stays)
{
    g_autofree guint *length = g_new0(guint, count + 1), *before = g_new0(guint, count + 1);
    guint best = G_MAXUINT;

    for (guint i = 0; i < count; i++) {
        before[i] = G_MAXUINT;
        length[i] = from[i] == G_MAXUINT ? 0 : 1;
        for (guint j = 0; j < i && length[i] > 0; j++) {
            if (length[j] > 0 && from[j] < from[i] && length[j] + 1 > length[i]) {
                length[i] = length[j] + 1;
                before[i] = j;
            }
        }
        if (length[i] > 0 && (best == G_MAXUINT || length[i] > length[best]))
            best = i;
    }
    for (; best != G_MAXUINT; best = before[best])
        stays[best] = TRUE;
}

GPtrArray *
routing_list_compare(const RoutingList *old, const RoutingList *now)
{
    GPtrArray *differences = g_ptr_array_new_with_free_func(g_free);
    guint count = now->rules->len;
    g_autofree guint *from = g_new0(guint, count + 1);
    g_autofree gboolean *stays = g_new0(gboolean, count + 1);

    for (guint i = 0; i < count; i++) {
        const RoutingRule *rule = g_ptr_array_index(now->rules, i);

        if (routing_list_find(old, rule->id, &from[i]) == NULL)
            from[i] = G_MAXUINT;
    }
    find_staying(from, count, stays);
    for (guint i = 0; i < count; i++) {
        if (from[i] == G_MAXUINT) {
            add(differences, ROUTING_RULE_ADDED, old, G_MAXUINT, now, i);
            continue;
        }
        if (!same_rule(g_ptr_array_index(old->rules, from[i]), g_ptr_array_index(now->rules, i)))
            add(differences, ROUTING_RULE_CHANGED, old, from[i], now, i);
        if (!stays[i])
            add(differences, ROUTING_RULE_MOVED, old, from[i], now, i);
    }
    for (guint i = 0; i < old->rules->len; i++) {
        const RoutingRule *rule = g_ptr_array_index(old->rules, i);

        if (routing_list_find(now, rule->id, NULL) == NULL)
            add(differences, ROUTING_RULE_REMOVED, old, i, now, G_MAXUINT);
    }
    return differences;
}
