/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/error.h"
#include "http/template-private.h"

#define DELIMITER_SIZE 16

typedef struct {
    const TemplateSet *set;
    const char *name;
    const char *source;
    const char *end;
    const char *at;
    char open[DELIMITER_SIZE];
    char close[DELIMITER_SIZE];
    guint depth;
} Compiler;

/* One tag as it stands in the source. */
typedef struct {
    const char *start; /* its opening delimiter */
    const char *after; /* behind its closing delimiter */
    char kind;         /* one of #^/!>&{=<$ or 0 for a plain variable */
    const char *text;
    gsize length;
} Tag;

static gboolean compile_nodes(Compiler *compiler, GPtrArray *nodes, const Tag *open, const char **ret_inner_end,
                              GError **error);

static void
node_free(gpointer data)
{
    Node *node = data;

    g_free(node->name);
    g_strfreev(node->path);
    g_free(node->indent);
    g_clear_pointer(&node->children, g_ptr_array_unref);
    g_free(node);
}

static gboolean
fail(const Compiler *compiler, const char *where, const char *what, GError **error)
{
    guint line = 1;

    for (const char *p = compiler->source; p < where; p++)
        line += *p == '\n';
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "%s line %u: %s", compiler->name, line, what);
    return FALSE;
}

static const char *
find(const char *from, const char *end, const char *needle)
{
    return memmem(from, (gsize)(end - from), needle, strlen(needle));
}

static gboolean
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void
trim(const char **text, gsize *length)
{
    while (*length > 0 && is_blank(**text))
        (*text)++, (*length)--;
    while (*length > 0 && is_blank((*text)[*length - 1]))
        (*length)--;
}

static gboolean
starts_line(const Compiler *compiler, const char *at)
{
    return at == compiler->source || at[-1] == '\n';
}

static Node *
add_node(const Compiler *compiler, GPtrArray *nodes, NodeKind kind, const char *at)
{
    Node *node = g_new0(Node, 1);

    node->kind = kind;
    node->starts_line = starts_line(compiler, at);
    g_ptr_array_add(nodes, node);
    return node;
}

static void
add_text(const Compiler *compiler, GPtrArray *nodes, const char *from, const char *to)
{
    if (from >= to)
        return;
    Node *node = add_node(compiler, nodes, NODE_TEXT, from);
    node->text = from;
    node->length = (gsize)(to - from);
}

static gboolean
read_tag(Compiler *compiler, const char *start, Tag *tag, GError **error)
{
    const char *inner = start + strlen(compiler->open);
    char close[DELIMITER_SIZE + 1];
    const char *stop;

    tag->start = start;
    tag->kind = inner < compiler->end && strchr("#^/!>&{=<$", *inner) != NULL ? *inner : 0;
    if (tag->kind != 0)
        inner++;
    g_snprintf(close, sizeof close, "%s%s", tag->kind == '{' ? "}" : tag->kind == '=' ? "=" : "", compiler->close);
    stop = find(inner, compiler->end, close);
    if (stop == NULL)
        return fail(compiler, start, "a tag is not closed", error);
    tag->after = stop + strlen(close);
    tag->text = inner;
    tag->length = (gsize)(stop - inner);
    trim(&tag->text, &tag->length);
    if (tag->kind != '!' && tag->length == 0)
        return fail(compiler, start, "a tag has no name", error);
    if (tag->kind != '!' && (tag->length > 128 || memchr(tag->text, '\0', tag->length) != NULL))
        return fail(compiler, start, "the name in a tag is longer than 128 bytes or holds a NUL", error);
    return TRUE;
}

/* A tag that makes no output and stands alone on its line takes the whole line; the blanks before it are @ret_indent.
 */
static gboolean
is_standalone(const Compiler *compiler, const Tag *tag, const char **ret_line, const char **ret_next)
{
    const char *line = tag->start, *next = tag->after;

    if (tag->kind == 0 || tag->kind == '{' || tag->kind == '&')
        return FALSE;
    while (line > compiler->source && (line[-1] == ' ' || line[-1] == '\t'))
        line--;
    if (!starts_line(compiler, line))
        return FALSE;
    while (next < compiler->end && (*next == ' ' || *next == '\t'))
        next++;
    if (next < compiler->end && *next == '\r')
        next++;
    if (next < compiler->end && *next != '\n')
        return FALSE;
    *ret_line = line;
    *ret_next = next < compiler->end ? next + 1 : next;
    return TRUE;
}

static gboolean
set_delimiters(Compiler *compiler, const Tag *tag, GError **error)
{
    g_autofree char *text = g_strndup(tag->text, tag->length);
    g_auto(GStrv) parts = g_strsplit_set(text, " \t\r\n", -1);
    const char *found[2] = { NULL, NULL };
    guint count = 0;

    for (guint i = 0; parts[i] != NULL; i++) {
        if (parts[i][0] == '\0')
            continue;
        if (count == 2 || strlen(parts[i]) >= DELIMITER_SIZE || strchr(parts[i], '=') != NULL)
            return fail(compiler, tag->start, "delimiters are two words of at most 15 bytes without '='", error);
        found[count++] = parts[i];
    }
    if (count != 2)
        return fail(compiler, tag->start, "delimiters are two words", error);
    g_strlcpy(compiler->open, found[0], DELIMITER_SIZE);
    g_strlcpy(compiler->close, found[1], DELIMITER_SIZE);
    return TRUE;
}

static void
set_name(Node *node, const Tag *tag)
{
    node->name = g_strndup(tag->text, tag->length);
    if (strcmp(node->name, ".") != 0)
        node->path = g_strsplit(node->name, ".", -1);
}

static NodeKind
kind_of(char sign)
{
    static const struct {
        char sign;
        NodeKind kind;
    } kinds[] = {
        { 0, NODE_VARIABLE },   { '{', NODE_RAW },     { '&', NODE_RAW },    { '#', NODE_SECTION },
        { '^', NODE_INVERTED }, { '>', NODE_PARTIAL }, { '<', NODE_PARENT }, { '$', NODE_BLOCK },
    };

    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (kinds[i].sign == sign)
            return kinds[i].kind;
    g_assert_not_reached();
}

static gboolean
compile_section(Compiler *compiler, Node *node, const Tag *tag, GError **error)
{
    const char *inner = compiler->at, *inner_end = inner;

    if (++compiler->depth > TEMPLATE_DEPTH_LIMIT) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "%s: sections are nested deeper than %d", compiler->name,
                    TEMPLATE_DEPTH_LIMIT);
        return FALSE;
    }
    node->children = g_ptr_array_new_with_free_func(node_free);
    if (!compile_nodes(compiler, node->children, tag, &inner_end, error))
        return FALSE;
    compiler->depth--;
    if (node->kind == NODE_SECTION)
        node->hook = g_hash_table_lookup(compiler->set->hooks, node->name);
    if (node->hook != NULL) {
        node->kind = NODE_FUNCTION;
        node->text = inner;
        node->length = (gsize)(inner_end - inner);
        g_clear_pointer(&node->children, g_ptr_array_unref);
    }
    return TRUE;
}

static gboolean
compile_tag(Compiler *compiler, GPtrArray *nodes, const Tag *tag, const char *indent, gsize indent_length,
            GError **error)
{
    if (tag->kind == '!')
        return TRUE;
    if (tag->kind == '=')
        return set_delimiters(compiler, tag, error);

    Node *node = add_node(compiler, nodes, kind_of(tag->kind), tag->start);
    set_name(node, tag);
    if (indent != NULL)
        node->starts_line = FALSE; /* its line is gone */
    if (indent != NULL && (node->kind == NODE_PARTIAL || node->kind == NODE_PARENT))
        node->indent = g_strndup(indent, indent_length);
    if (strchr("#^<$", tag->kind) != NULL && tag->kind != 0)
        return compile_section(compiler, node, tag, error);
    return TRUE;
}

/* Compile up to the end, or to the closing tag of @open. */
static gboolean
compile_nodes(Compiler *compiler, GPtrArray *nodes, const Tag *open, const char **ret_inner_end, GError **error)
{
    while (TRUE) {
        const char *from = compiler->at, *line, *next;
        const char *start = find(from, compiler->end, compiler->open);
        gboolean alone;
        Tag tag;

        if (start == NULL) {
            add_text(compiler, nodes, from, compiler->end);
            compiler->at = compiler->end;
            return open == NULL || fail(compiler, open->start, "a section is not closed", error);
        }
        if (!read_tag(compiler, start, &tag, error))
            return FALSE;
        alone = is_standalone(compiler, &tag, &line, &next) && line >= from;
        add_text(compiler, nodes, from, alone ? line : start);
        compiler->at = alone ? next : tag.after;
        if (tag.kind == '/') {
            if (open == NULL || open->length != tag.length || memcmp(open->text, tag.text, tag.length) != 0)
                return fail(compiler, start, "this closes a section that is not the one open", error);
            *ret_inner_end = start;
            return TRUE;
        }
        if (!compile_tag(compiler, nodes, &tag, alone ? line : NULL, (gsize)(alone ? start - line : 0), error))
            return FALSE;
    }
}

GPtrArray *
template_compile(const TemplateSet *set, const char *name, const char *source, gsize length, GError **error)
{
    Compiler compiler = { .set = set, .name = name, .source = source, .end = source + length, .at = source };
    g_autoptr(GPtrArray) nodes = g_ptr_array_new_with_free_func(node_free);

    if (length > TEMPLATE_SOURCE_LIMIT) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "%s: larger than %d bytes", name, TEMPLATE_SOURCE_LIMIT);
        return NULL;
    }
    g_strlcpy(compiler.open, "{{", DELIMITER_SIZE);
    g_strlcpy(compiler.close, "}}", DELIMITER_SIZE);
    if (!compile_nodes(&compiler, nodes, NULL, NULL, error))
        return NULL;
    return g_steal_pointer(&nodes);
}
