/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "http/template-private.h"

/* The blocks that one {{<parent}} fills; the template that names the parent may itself be filled by an outer one. */
typedef struct Frame {
    const struct Frame *outer;
    const GPtrArray *nodes;
} Frame;

struct TemplateScope {
    const TemplateSet *set;
    json_t *values[TEMPLATE_DEPTH_LIMIT + 4];
    guint value_count;
    guint depth;
    guint steps;
    const Frame *frame;
    const char *indent; /* put before every line of the partial under way, or NULL */
    gconstpointer user;
    GString *out;
    GError *error; /* the first limit that was hit; rendering unwinds */
};

static void render_nodes(TemplateScope *scope, const GPtrArray *nodes);

static void
stop(TemplateScope *scope, const char *what)
{
    if (scope->error == NULL)
        scope->error = g_error_new(TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "rendering a template: %s", what);
}

void
template_escape(GString *out, const char *text, gsize length)
{
    const char *from = text, *end = text + length;

    for (const char *p = text; p < end; p++) {
        gsize turn = text_turn_length(p, end);
        const char *entity = turn > 0     ? ""
                             : *p == '&'  ? "&amp;"
                             : *p == '<'  ? "&lt;"
                             : *p == '>'  ? "&gt;"
                             : *p == '"'  ? "&quot;"
                             : *p == '\'' ? "&#39;"
                                          : NULL;
        if (entity == NULL)
            continue;
        g_string_append_len(out, from, p - from);
        g_string_append(out, entity);
        p += turn > 0 ? turn - 1 : 0;
        from = p + 1;
    }
    g_string_append_len(out, from, end - from);
}

/* ---- values ---- */

static gboolean
is_true(const json_t *value)
{
    switch (value == NULL ? JSON_NULL : json_typeof(value)) {
    case JSON_NULL:
    case JSON_FALSE:
        return FALSE;
    case JSON_ARRAY:
        return json_array_size(value) > 0;
    case JSON_STRING:
        return json_string_length(value) > 0;
    case JSON_INTEGER:
        return json_integer_value(value) != 0;
    case JSON_REAL:
        return json_real_value(value) < 0 || json_real_value(value) > 0;
    default:
        return TRUE;
    }
}

static json_t *
lookup(const TemplateScope *scope, char *const *path)
{
    json_t *value = NULL;

    if (path == NULL)
        return scope->value_count > 0 ? scope->values[scope->value_count - 1] : NULL;
    for (guint i = scope->value_count; i > 0 && value == NULL; i--)
        value = json_object_get(scope->values[i - 1], path[0]);
    for (guint i = 1; value != NULL && path[i] != NULL; i++)
        value = json_object_get(value, path[i]);
    return value;
}

/* The shortest digits that read back as the same number. */
static void
append_real(GString *out, double number)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];

    for (int digits = 15; digits <= 17; digits++) {
        char format[8];

        g_snprintf(format, sizeof format, "%%.%dg", digits);
        g_ascii_formatd(text, sizeof text, format, number);
        double back = g_ascii_strtod(text, NULL);
        if (memcmp(&back, &number, sizeof back) == 0)
            break;
    }
    g_string_append(out, text);
}

static void
append_value(GString *out, const json_t *value, gboolean escaped)
{
    switch (value == NULL ? JSON_NULL : json_typeof(value)) {
    case JSON_STRING:
        if (escaped)
            template_escape(out, json_string_value(value), json_string_length(value));
        else
            g_string_append_len(out, json_string_value(value), (gssize)json_string_length(value));
        break;
    case JSON_INTEGER:
        g_string_append_printf(out, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
        break;
    case JSON_REAL:
        append_real(out, json_real_value(value));
        break;
    case JSON_TRUE:
        g_string_append(out, "true");
        break;
    case JSON_FALSE:
        g_string_append(out, "false");
        break;
    default:
        break;
    }
}

/* ---- nodes ---- */

static void
render_text(TemplateScope *scope, const Node *node)
{
    const char *from = node->text, *end = node->text + node->length;

    if (scope->indent == NULL) {
        g_string_append_len(scope->out, from, end - from);
        return;
    }
    while (from < end) {
        const char *line_end = memchr(from, '\n', (gsize)(end - from));
        const char *next = line_end == NULL ? end : line_end + 1;

        g_string_append_len(scope->out, from, next - from);
        if (next < end)
            g_string_append(scope->out, scope->indent);
        from = next;
    }
}

static void
render_with(TemplateScope *scope, json_t *value, const GPtrArray *nodes)
{
    scope->values[scope->value_count++] = value;
    render_nodes(scope, nodes);
    scope->value_count--;
}

static void
render_section(TemplateScope *scope, const Node *node)
{
    json_t *value = lookup(scope, node->path);

    if (!is_true(value))
        return;
    if (!json_is_array(value)) {
        render_with(scope, value, node->children);
        return;
    }
    for (gsize i = 0; i < json_array_size(value) && scope->error == NULL; i++)
        render_with(scope, json_array_get(value, i), node->children);
}

static const char *
join_indent(const char *outer, const char *inner, char **ret_owned)
{
    if (outer == NULL || inner == NULL)
        return inner == NULL || *inner == '\0' ? outer : inner;
    *ret_owned = g_strconcat(outer, inner, NULL);
    return *ret_owned;
}

static void
render_partial(TemplateScope *scope, const Node *node)
{
    const Template *template = g_hash_table_lookup(scope->set->templates, node->name);
    const char *outer = scope->indent;
    g_autofree char *owned = NULL;

    if (template == NULL)
        return;
    /* Inside a line a partial is pasted as it stands; alone on a line it takes that line's indentation. */
    scope->indent = node->indent == NULL ? NULL : join_indent(outer, node->indent, &owned);
    render_nodes(scope, template->nodes);
    scope->indent = outer;
}

static void
render_parent(TemplateScope *scope, const Node *node)
{
    Frame frame = { .outer = scope->frame, .nodes = node->children };

    scope->frame = &frame;
    render_partial(scope, node);
    scope->frame = frame.outer;
}

/* What fills block @name: the outermost frame that has it wins. */
static const Node *
find_block(const Frame *frame, const char *name, const Frame **ret_frame)
{
    const Node *found;

    if (frame == NULL)
        return NULL;
    found = find_block(frame->outer, name, ret_frame);
    for (guint i = 0; found == NULL && i < frame->nodes->len; i++) {
        const Node *node = frame->nodes->pdata[i];

        if (node->kind == NODE_BLOCK && strcmp(node->name, name) == 0) {
            *ret_frame = frame;
            found = node;
        }
    }
    return found;
}

static void
render_block(TemplateScope *scope, const Node *node)
{
    const Frame *here = scope->frame, *from = NULL;
    const Node *filled = find_block(here, node->name, &from);

    if (filled != NULL)
        scope->frame = from->outer;
    render_nodes(scope, filled != NULL ? filled->children : node->children);
    scope->frame = here;
}

static void
render_variable(TemplateScope *scope, const Node *node)
{
    append_value(scope->out, lookup(scope, node->path), node->kind == NODE_VARIABLE);
}

static void
render_inverted(TemplateScope *scope, const Node *node)
{
    if (!is_true(lookup(scope, node->path)))
        render_nodes(scope, node->children);
}

static void
render_function(TemplateScope *scope, const Node *node)
{
    node->hook->function(scope, node->text, node->length, scope->out, node->hook->data);
}

static void (*const renderers[])(TemplateScope *scope, const Node *node) = {
    [NODE_TEXT] = render_text,       [NODE_VARIABLE] = render_variable, [NODE_RAW] = render_variable,
    [NODE_SECTION] = render_section, [NODE_INVERTED] = render_inverted, [NODE_PARTIAL] = render_partial,
    [NODE_PARENT] = render_parent,   [NODE_BLOCK] = render_block,       [NODE_FUNCTION] = render_function,
};

static void
render_nodes(TemplateScope *scope, const GPtrArray *nodes)
{
    if (++scope->depth > TEMPLATE_DEPTH_LIMIT)
        stop(scope, "sections and partials are nested too deeply");
    for (guint i = 0; i < nodes->len && scope->error == NULL; i++) {
        const Node *node = nodes->pdata[i];

        if (++scope->steps > TEMPLATE_STEP_LIMIT)
            stop(scope, "too many steps");
        if (scope->indent != NULL && node->starts_line)
            g_string_append(scope->out, scope->indent);
        renderers[node->kind](scope, node);
        if (scope->out->len > TEMPLATE_OUTPUT_LIMIT)
            stop(scope, "the output is too large");
    }
    scope->depth--;
}

gboolean
template_render(const TemplateSet *set, const char *name, json_t *base, json_t *data, gconstpointer user, GString *out,
                GError **error)
{
    const Template *template = g_hash_table_lookup(set->templates, name);
    TemplateScope scope = { .set = set, .user = user, .out = out };

    if (template == NULL) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "there is no template %s", name);
        return FALSE;
    }
    if (base != NULL)
        scope.values[scope.value_count++] = base;
    if (data != NULL)
        scope.values[scope.value_count++] = data;
    render_nodes(&scope, template->nodes);
    if (scope.error == NULL)
        return TRUE;
    g_propagate_prefixed_error(error, scope.error, "%s: ", name);
    return FALSE;
}

/* ---- for functions ---- */

gconstpointer
template_scope_user(const TemplateScope *scope)
{
    return scope->user;
}

json_t *
template_scope_find(TemplateScope *scope, const char *name)
{
    g_auto(GStrv) path = NULL;

    if (strcmp(name, ".") != 0)
        path = g_strsplit(name, ".", -1);
    return lookup(scope, path);
}

void
template_scope_render(TemplateScope *scope, const char *text, gsize length, GString *out)
{
    GString *outer_out = scope->out;
    const char *indent = scope->indent;

    if (memmem(text, length, "{{", 2) == NULL) { /* most translations */
        g_string_append_len(out, text, (gssize)length);
        return;
    }
    g_autoptr(GPtrArray) nodes = template_compile(scope->set, "text", text, length, NULL);
    if (nodes == NULL) {
        template_escape(out, text, length);
        return;
    }
    scope->out = out;
    scope->indent = NULL;
    render_nodes(scope, nodes);
    scope->indent = indent;
    scope->out = outer_out;
}
