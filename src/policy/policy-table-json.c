/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/canonical.h"
#include "base/error.h"
#include "base/text.h"
#include "model/code.h"
#include "policy/policy-output.h"

/* ---- reading ---- */

/* Where in the JSON something is wrong. */
typedef struct {
    const char *what; /* "rule", "example" */
    guint number;     /* from 1 */
    const char *name;
} Spot;

static gboolean
fail(const Spot *spot, const char *member, const char *words, GError **error)
{
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "%s %u “%s”, %s: %s", spot->what, spot->number, spot->name,
                member, words);
    return FALSE;
}

static gboolean
check_members(const Spot *spot, json_t *object, const char *const *known, GError **error)
{
    const char *key;
    json_t *value;

    if (!json_is_object(object))
        return fail(spot, "as a whole", "an object is wanted", error);
    json_object_foreach(object, key, value)
    {
        if (!g_strv_contains(known, key))
            return fail(spot, key, "no such member; leave it out", error);
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

static gboolean
read_texts(const Spot *spot, const char *member, json_t *value, GPtrArray *into, GError **error)
{
    size_t index;
    json_t *item;

    if (!json_is_array(value) || json_array_size(value) > 2 * POLICY_OUTPUTS_MAX * POLICY_OUTPUTS_MAX)
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
read_cell(const Spot *spot, const PolicyTable *table, const char *name, json_t *value, PolicyRule *rule, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autoptr(PolicyCell) cell = NULL;
    PolicyInput input;

    if (!policy_input_parse(name, &input) || !policy_table_has_column(table, input))
        return fail(spot, name, "the table has no such column; add it to \"columns\" or leave it out", error);
    if (!json_is_string(value))
        return fail(spot, name, "a cell is a text, like \"< 2\" or \"-\"", error);
    cell = policy_cell_parse(input, json_string_value(value), json_string_length(value), &trouble);
    if (cell == NULL)
        return fail(spot, name, trouble->message, error);
    if (!cell->any)
        rule->cells[input] = g_steal_pointer(&cell);
    return TRUE;
}

static gboolean
read_when(const Spot *spot, const PolicyTable *table, json_t *when, PolicyRule *rule, GError **error)
{
    const char *key;
    json_t *value;

    if (when == NULL)
        return TRUE;
    if (!json_is_object(when))
        return fail(spot, "when", "an object of cells is wanted, like {\"urgency\": \"< 2\"}", error);
    json_object_foreach(when, key, value)
    {
        if (!read_cell(spot, table, key, value, rule, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
read_rule(Spot *spot, PolicyTable *table, json_t *value, GError **error)
{
    static const char *const KNOWN[] = { "id", "when", "then", "note", NULL };
    PolicyRule *rule = policy_table_rule_new();

    g_ptr_array_add(table->rules, rule);
    if (!read_text(spot, "id", json_object_get(value, "id"), &rule->id, error))
        return FALSE;
    spot->name = rule->id;
    return check_members(spot, value, KNOWN, error) &&
           read_text(spot, "note", json_object_get(value, "note"), &rule->note, error) &&
           read_texts(spot, "then", json_object_get(value, "then"), rule->outputs, error) &&
           read_when(spot, table, json_object_get(value, "when"), rule, error);
}

static gboolean
read_example(Spot *spot, PolicyTable *table, json_t *value, GError **error)
{
    static const char *const KNOWN[] = { "name", "given", "expect", NULL };
    const char *name = json_string_value(json_object_get(value, "name"));
    g_autoptr(GError) trouble = NULL;
    g_autoptr(PolicyFacts) given = NULL;
    PolicyExample *example;

    spot->name = name != NULL ? name : "";
    if (!check_members(spot, value, KNOWN, error))
        return FALSE;
    given = policy_facts_read(json_object_get(value, "given"), &trouble);
    if (given == NULL)
        return fail(spot, "given", trouble->message, error);
    example = policy_table_example_new(spot->name, given);
    g_ptr_array_add(table->examples, example);
    return read_texts(spot, "expect", json_object_get(value, "expect"), example->expect, error);
}

static gboolean
read_list(PolicyTable *table, json_t *root, const char *member, guint most,
          gboolean (*read)(Spot *, PolicyTable *, json_t *, GError **), const char *what, GError **error)
{
    json_t *list = json_object_get(root, member), *value;
    size_t index;

    if (list != NULL && (!json_is_array(list) || json_array_size(list) > most)) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "\"%s\" is a list of at most %u", member, most);
        return FALSE;
    }
    json_array_foreach(list, index, value)
    {
        Spot spot = { what, (guint)index + 1, "" };

        if (!read(&spot, table, value, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
read_columns(PolicyTable *table, json_t *columns, GError **error)
{
    size_t index;
    json_t *value;

    json_array_foreach(columns, index, value)
    {
        PolicyInput input;

        if (!policy_input_parse(json_string_value(value), &input) || policy_table_has_column(table, input)) {
            g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                        "column %u: name an input that tables have, each once", (guint)index + 1);
            return FALSE;
        }
        g_array_append_val(table->columns, input);
    }
    return TRUE;
}

static PolicyTable *
read_table(json_t *root, GError **error)
{
    static const char *const KNOWN[] = { "kind", "columns", "rules", "examples", NULL };
    g_autoptr(PolicyTable) table = NULL;
    PolicyKind kind;
    const char *key;
    json_t *value;

    json_object_foreach(root, key, value)
    {
        if (g_strv_contains(KNOWN, key))
            continue;
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                    "a decision table has the members kind, columns, rules and examples; leave out what else is there");
        return NULL;
    }
    if (!policy_table_kind_parse(json_string_value(json_object_get(root, "kind")), &kind)) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                    "a decision table is an object whose \"kind\" is channel, duty or hold");
        return NULL;
    }
    table = policy_table_new(kind);
    if (!read_columns(table, json_object_get(root, "columns"), error) ||
        !read_list(table, root, "rules", POLICY_RULES_MAX, read_rule, "rule", error) ||
        !read_list(table, root, "examples", POLICY_EXAMPLES_MAX, read_example, "example", error) ||
        !policy_table_check(table, error))
        return NULL;
    return g_steal_pointer(&table);
}

PolicyTable *
policy_table_parse(const char *json, gsize length, GError **error)
{
    json_error_t problem;
    PolicyTable *table;
    json_t *root;

    if (length > POLICY_TABLE_SIZE_MAX) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "a decision table of more than %d KiB; shorten it",
                    POLICY_TABLE_SIZE_MAX / 1024);
        return NULL;
    }
    root = json_loadb(json, length, JSON_REJECT_DUPLICATES, &problem);
    if (root == NULL) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "decision table, line %d: no JSON", problem.line);
        return NULL;
    }
    table = read_table(root, error);
    json_decref(root);
    return table;
}

/* ---- checking ---- */

static gboolean
is_line(const char *text)
{
    gsize length = strlen(text);

    return length <= 4 * POLICY_NOTE_MAX && text_is_valid(text, length) && g_utf8_strlen(text, -1) <= POLICY_NOTE_MAX &&
           strpbrk(text, "\n\r\t") == NULL;
}

static gboolean
check_outputs(const Spot *spot, PolicyKind kind, const GPtrArray *outputs, GError **error)
{
    if (outputs->len == 0 || outputs->len > POLICY_OUTPUTS_MAX || (kind == POLICY_CHANNEL && outputs->len != 2))
        return fail(spot, "then",
                    kind == POLICY_CHANNEL ? "a channel and what to fall back to are wanted"
                                           : "1 to 10 outputs are wanted",
                    error);
    for (guint i = 0; i < outputs->len; i++) {
        const char *output = g_ptr_array_index(outputs, i);

        /* A fallback may be missing while somebody writes; the check of the table says so. */
        if (strlen(output) > POLICY_OUTPUT_MAX ||
            (!policy_output_is_valid(kind, output) && !(kind == POLICY_CHANNEL && i == 1 && *output == '\0')))
            return fail(spot, "then", "this output is none that such a table can give; see the list of outputs", error);
    }
    return TRUE;
}

static gboolean
check_rule(const PolicyTable *table, guint index, GError **error)
{
    const PolicyRule *rule = g_ptr_array_index(table->rules, index);
    const Spot spot = { "rule", index + 1, rule->id };
    guint first;

    if (!code_is_valid(rule->id))
        return fail(&spot, "id", "1 to 32 of a-z, 0-9 and - are wanted", error);
    policy_table_find(table, rule->id, &first);
    if (first != index)
        return fail(&spot, "id", "another rule has this id already", error);
    if (!is_line(rule->note))
        return fail(&spot, "note", "one line of at most 300 characters is wanted", error);
    for (guint i = 0; i < POLICY_INPUT_COUNT; i++)
        if (rule->cells[i] != NULL && !policy_table_has_column(table, (PolicyInput)i))
            return fail(&spot, policy_input_name((PolicyInput)i), "the table has no such column", error);
    return check_outputs(&spot, table->kind, rule->outputs, error);
}

static gboolean
check_example(const PolicyTable *table, guint index, GError **error)
{
    const PolicyExample *example = g_ptr_array_index(table->examples, index);
    const Spot spot = { "example", index + 1, example->name };

    if (*example->name == '\0' || !is_line(example->name))
        return fail(&spot, "name", "one line of 1 to 300 characters is wanted", error);
    for (guint i = 0; i < example->expect->len; i++)
        if (strlen(g_ptr_array_index(example->expect, i)) > POLICY_OUTPUT_MAX)
            return fail(&spot, "expect", "an output has at most 64 bytes", error);
    return TRUE;
}

gboolean
policy_table_check(const PolicyTable *table, GError **error)
{
    g_autofree char *text = NULL;

    if (table->rules->len > POLICY_RULES_MAX || table->examples->len > POLICY_EXAMPLES_MAX) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT,
                    "a table has at most %d rules and %d examples; leave some out", POLICY_RULES_MAX,
                    POLICY_EXAMPLES_MAX);
        return FALSE;
    }
    for (guint i = 0; i < table->rules->len; i++)
        if (!check_rule(table, i, error))
            return FALSE;
    for (guint i = 0; i < table->examples->len; i++)
        if (!check_example(table, i, error))
            return FALSE;
    text = policy_table_format(table);
    if (strlen(text) <= POLICY_TABLE_SIZE_MAX)
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "a decision table of more than %d KiB; shorten it",
                POLICY_TABLE_SIZE_MAX / 1024);
    return FALSE;
}

/* ---- writing ---- */

static json_t *
write_texts(const GPtrArray *texts)
{
    json_t *list = json_array();

    for (guint i = 0; i < texts->len; i++)
        json_array_append_new(list, json_string(g_ptr_array_index(texts, i)));
    return list;
}

static json_t *
write_rule(const PolicyRule *rule)
{
    json_t *when = json_object(), *object;

    for (guint i = 0; i < POLICY_INPUT_COUNT; i++) {
        const PolicyCell *cell = policy_table_cell(rule, (PolicyInput)i);
        g_autofree char *text = cell == NULL ? NULL : policy_cell_format((PolicyInput)i, cell);

        if (text != NULL)
            json_object_set_new(when, policy_input_name((PolicyInput)i), json_string(text));
    }
    object = json_pack("{s:s, s:o, s:o}", "id", rule->id, "when", when, "then", write_texts(rule->outputs));
    if (*rule->note != '\0')
        json_object_set_new(object, "note", json_string(rule->note));
    return object;
}

char *
policy_table_format(const PolicyTable *table)
{
    json_t *columns = json_array(), *rules = json_array(), *examples = json_array(), *root;

    for (guint i = 0; i < table->columns->len; i++)
        json_array_append_new(columns, json_string(policy_input_name(g_array_index(table->columns, PolicyInput, i))));
    for (guint i = 0; i < table->rules->len; i++)
        json_array_append_new(rules, write_rule(g_ptr_array_index(table->rules, i)));
    for (guint i = 0; i < table->examples->len; i++) {
        const PolicyExample *example = g_ptr_array_index(table->examples, i);

        json_array_append_new(examples,
                              json_pack("{s:s, s:o, s:o}", "name", example->name, "given",
                                        policy_facts_write(example->given), "expect", write_texts(example->expect)));
    }
    root = json_pack("{s:s, s:o, s:o, s:o}", "kind", policy_table_kind_name(table->kind), "columns", columns, "rules",
                     rules, "examples", examples);
    return canonical_json_take(root);
}

Digest
policy_table_digest(const PolicyTable *table)
{
    g_autofree char *text = policy_table_format(table);

    return digest_sha256(text, strlen(text));
}
