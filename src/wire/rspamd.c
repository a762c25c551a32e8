/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/rspamd.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

#include "base/error.h"

#define SYMBOL_LIMIT 64 /* bytes of a name */

static const char *const ACTIONS[RSPAMD_ACTIONS] = { "no action",   "greylist", "add header", "rewrite subject",
                                                     "soft reject", "reject",   "discard",    "quarantine" };

const char *
rspamd_action_name(RspamdAction action)
{
    return ACTIONS[action];
}

gboolean
rspamd_action_parse(const char *name, RspamdAction *ret)
{
    for (guint i = 0; i < RSPAMD_ACTIONS; i++) {
        if (strcmp(name, ACTIONS[i]) != 0)
            continue;
        *ret = (RspamdAction)i;
        return TRUE;
    }
    return FALSE;
}

/* ---- symbols ---- */

typedef struct {
    const char *name;
    double weight; /* of either sign */
} Symbol;

static gboolean
is_symbol(const char *name)
{
    gsize length = strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.");

    return length > 0 && length <= SYMBOL_LIMIT && name[length] == '\0';
}

static int
by_weight(gconstpointer a, gconstpointer b)
{
    const Symbol *first = a, *second = b;

    if (first->weight != second->weight)
        return first->weight > second->weight ? -1 : 1;
    return strcmp(first->name, second->name);
}

/* Symbols that weigh nothing only inform; they are named when no other are, as for GTUBE, which decides without a
 * weight. */
static char *
name_symbols(json_t *symbols)
{
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(Symbol));
    GString *names = g_string_new(NULL);
    const char *name;
    json_t *value;

    json_object_foreach(symbols, name, value)
    {
        Symbol symbol = { name, fabs(json_number_value(json_object_get(value, "score"))) };

        if (is_symbol(name))
            g_array_append_val(all, symbol);
    }
    g_array_sort(all, by_weight);
    for (guint i = 0; i < MIN(all->len, RSPAMD_SYMBOLS_MAX); i++) {
        const Symbol *symbol = &g_array_index(all, Symbol, i);

        if (symbol->weight > 0 || g_array_index(all, Symbol, 0).weight <= 0)
            g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", symbol->name);
    }
    return g_string_free(names, FALSE);
}

/* ---- the answer ---- */

static gboolean
refuse(GError **error, const char *words)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, words);
    return FALSE;
}

static gboolean
read_answer(json_t *root, RspamdAnswer *ret, GError **error)
{
    const char *action = json_string_value(json_object_get(root, "action"));
    json_t *score = json_object_get(root, "score"), *required = json_object_get(root, "required_score");
    RspamdAnswer answer = { 0 };

    if (action == NULL)
        return refuse(error, "rspamd answered without an action");
    if (!rspamd_action_parse(action, &answer.action))
        return refuse(error, "rspamd answered with an action that is not known");
    /* With another action something did decide, before the rules were asked. */
    answer.skipped = json_is_true(json_object_get(root, "is_skipped")) && answer.action == RSPAMD_NO_ACTION;
    if (!json_is_number(score) && !answer.skipped)
        return refuse(error, "rspamd answered without a score");
    answer.score = json_number_value(score);
    answer.required = json_number_value(required);
    answer.symbols = name_symbols(json_object_get(root, "symbols"));
    *ret = answer;
    return TRUE;
}

gboolean
rspamd_parse_answer(const char *bytes, gsize length, RspamdAnswer *ret, GError **error)
{
    json_t *root = length <= RSPAMD_ANSWER_LIMIT ? json_loadb(bytes, length, JSON_REJECT_DUPLICATES, NULL) : NULL;
    gboolean good = json_is_object(root) ? read_answer(root, ret, error)
                                         : refuse(error, "rspamd answered something that is not a JSON object");

    json_decref(root);
    return good;
}

void
rspamd_answer_clear(RspamdAnswer *answer)
{
    g_clear_pointer(&answer->symbols, g_free);
}

char *
rspamd_header(const char *name, const char *value)
{
    g_autofree char *clean = g_strndup(value, RSPAMD_HEADER_LIMIT);

    for (char *at = clean; *at != '\0'; at++)
        if (*at < 0x20 || *at >= 0x7f)
            *at = '?';
    g_strstrip(clean);
    return *clean != '\0' ? g_strdup_printf("%s: %s", name, clean) : NULL;
}
