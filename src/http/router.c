/* SPDX-License-Identifier: Apache-2.0 */
#include "http/router.h"

#include <string.h>

#include "base/text.h"

#define METHOD_COUNT 7

/* Patterns as a tree: one level a segment. */
typedef struct Branch {
    GHashTable *literals; /* segment → Branch */
    struct Branch *one;   /* {name} */
    struct Branch *rest;  /* {name*} */
    const HttpRoute *routes[METHOD_COUNT];
    gpointer data[METHOD_COUNT];
    char **names[METHOD_COUNT]; /* of the parameters, in order */
    guint methods;
} Branch;

struct Router {
    Branch *root;
};

static const char *const method_names[METHOD_COUNT] = { "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" };

HttpMethod
router_method_parse(const char *name)
{
    for (guint i = 0; i < METHOD_COUNT; i++)
        if (strcmp(name, method_names[i]) == 0)
            return (HttpMethod)(1 << i);
    return 0;
}

static guint
method_index(HttpMethod method)
{
    return (guint)g_bit_nth_lsf((gulong)method, -1);
}

const char *
router_method_name(HttpMethod method)
{
    return method_names[method_index(method)];
}

char *
router_allow(guint methods)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < METHOD_COUNT; i++)
        if ((methods & 1u << i) != 0)
            g_string_append_printf(out, "%s%s", out->len > 0 ? ", " : "", method_names[i]);
    return g_string_free(out, FALSE);
}

/* ---- building ---- */

static void
branch_free(gpointer data)
{
    Branch *branch = data;

    if (branch == NULL)
        return;
    if (branch->literals != NULL)
        g_hash_table_unref(branch->literals);
    branch_free(branch->one);
    branch_free(branch->rest);
    for (guint i = 0; i < METHOD_COUNT; i++)
        g_strfreev(branch->names[i]);
    g_free(branch);
}

Router *
router_new(void)
{
    Router *router = g_new0(Router, 1);

    router->root = g_new0(Branch, 1);
    return router;
}

void
router_free(Router *router)
{
    if (router == NULL)
        return;
    branch_free(router->root);
    g_free(router);
}

static Branch *
grow_literal(Branch *branch, const char *segment)
{
    Branch *next;

    if (branch->literals == NULL)
        branch->literals = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, branch_free);
    next = g_hash_table_lookup(branch->literals, segment);
    if (next == NULL) {
        next = g_new0(Branch, 1);
        g_hash_table_insert(branch->literals, g_strdup(segment), next);
    }
    return next;
}

/* Descend by one pattern segment, and note its parameter. */
static Branch *
grow(Branch *branch, const char *segment, GPtrArray *names, const char *pattern)
{
    gsize length = strlen(segment);
    Branch **next;

    if (*segment != '{')
        return grow_literal(branch, segment);
    if (length < 3 || segment[length - 1] != '}' || names->len == ROUTER_PARAMETER_LIMIT)
        g_error("route %s: {name} or {name*}, at most %d of them", pattern, ROUTER_PARAMETER_LIMIT);
    next = segment[length - 2] == '*' ? &branch->rest : &branch->one;
    g_ptr_array_add(names, g_strndup(segment + 1, length - (next == &branch->rest ? 3 : 2)));
    if (*next == NULL)
        *next = g_new0(Branch, 1);
    return *next;
}

static void
add_route(Router *router, const HttpRoute *route, gpointer data)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    g_auto(GStrv) segments = NULL;
    Branch *branch = router->root;
    guint method = method_index(route->method);

    if (*route->pattern != '/' || route->handler == NULL)
        g_error("route %s: a path and a handler are needed", route->pattern);
    segments = g_strsplit(route->pattern + 1, "/", -1);
    if (segments[0] == NULL) /* "/" is one empty segment, as router_match() splits it */
        branch = grow_literal(branch, "");
    for (guint i = 0; segments[i] != NULL; i++) {
        branch = grow(branch, segments[i], names, route->pattern);
        if (g_str_has_suffix(segments[i], "*}") && segments[i + 1] != NULL)
            g_error("route %s: {name*} must be last", route->pattern);
    }
    if (branch->routes[method] != NULL)
        g_error("route %s %s is there twice", method_names[method], route->pattern);
    g_ptr_array_add(names, NULL);
    branch->routes[method] = route;
    branch->data[method] = data;
    branch->names[method] = (char **)g_ptr_array_steal(names, NULL);
    branch->methods |= route->method | HTTP_OPTIONS | (route->method == HTTP_GET ? HTTP_HEAD : 0);
}

void
router_add(Router *router, const HttpRoute *routes, gsize count, gpointer data)
{
    for (gsize i = 0; i < count; i++)
        add_route(router, &routes[i], data);
}

/* ---- matching ---- */

typedef struct {
    char *segments[ROUTER_SEGMENT_LIMIT];
    guint count;
    const char *values[ROUTER_PARAMETER_LIMIT]; /* taken on the way down */
    guint depth;
    HttpMethod method;
    RouterMatch *match;
} Walk;

/* Decode @segment in place. */
static gboolean
decode_segment(char *segment)
{
    char *to = segment;

    for (const char *p = segment; *p != '\0'; p++) {
        char c = *p;

        if (c == '%') {
            if (!g_ascii_isxdigit(p[1]) || !g_ascii_isxdigit(p[2]))
                return FALSE;
            c = (char)(g_ascii_xdigit_value(p[1]) << 4 | g_ascii_xdigit_value(p[2]));
            p += 2;
        }
        if (g_ascii_iscntrl(c))
            return FALSE;
        *to++ = c;
    }
    *to = '\0';
    return g_utf8_validate(segment, -1, NULL);
}

static void
found(Walk *walk, const Branch *branch)
{
    guint method = method_index(walk->method == HTTP_HEAD ? HTTP_GET : walk->method);
    RouterMatch *match = walk->match;

    match->allowed |= branch->methods;
    if (match->route != NULL || branch->routes[method] == NULL)
        return;
    match->route = branch->routes[method];
    match->data = branch->data[method];
    for (guint i = 0; i < walk->depth; i++) {
        match->parameters[i].name = branch->names[method][i];
        match->parameters[i].value = g_strdup(walk->values[i]);
    }
    match->parameter_count = walk->depth;
}

static void
walk_rest(Walk *walk, const Branch *branch, guint at)
{
    g_autoptr(GString) rest = g_string_new(NULL);

    for (guint i = at; i < walk->count; i++)
        g_string_append_printf(rest, "%s%s", i > at ? "/" : "", walk->segments[i]);
    walk->values[walk->depth++] = rest->str;
    found(walk, branch->rest);
    walk->depth--;
}

static void
walk_branch(Walk *walk, const Branch *branch, guint at)
{
    const Branch *next;

    if (at == walk->count) {
        found(walk, branch);
        return;
    }
    next = branch->literals != NULL ? g_hash_table_lookup(branch->literals, walk->segments[at]) : NULL;
    if (next != NULL)
        walk_branch(walk, next, at + 1);
    if (walk->match->route == NULL && branch->one != NULL && *walk->segments[at] != '\0') {
        walk->values[walk->depth++] = walk->segments[at];
        walk_branch(walk, branch->one, at + 1);
        walk->depth--;
    }
    if (walk->match->route == NULL && branch->rest != NULL)
        walk_rest(walk, branch, at);
}

gboolean
router_match(const Router *router, HttpMethod method, const char *path, RouterMatch *ret_match)
{
    Walk walk = { .method = method, .match = ret_match };
    g_autofree char *copy = NULL;
    char *next;

    if (*path != '/' || strlen(path) > ROUTER_PATH_LIMIT)
        return FALSE;
    copy = g_strdup(path + 1);
    next = copy;
    while (next != NULL) {
        char *slash = strchr(next, '/');

        if (slash != NULL)
            *slash = '\0';
        if (walk.count == ROUTER_SEGMENT_LIMIT || !decode_segment(next))
            return FALSE;
        walk.segments[walk.count++] = next;
        next = slash != NULL ? slash + 1 : NULL;
    }
    memset(ret_match, 0, sizeof *ret_match);
    walk_branch(&walk, router->root, 0);
    return TRUE;
}

void
router_match_clear(RouterMatch *match)
{
    for (guint i = 0; i < match->parameter_count; i++)
        g_clear_pointer(&match->parameters[i].value, g_free);
    match->parameter_count = 0;
}

const char *
router_match_parameter(const RouterMatch *match, const char *name)
{
    for (guint i = 0; i < match->parameter_count; i++)
        if (strcmp(match->parameters[i].name, name) == 0)
            return match->parameters[i].value;
    return NULL;
}
