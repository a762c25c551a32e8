/* SPDX-License-Identifier: Apache-2.0 */
/* http/template-private.h: the compiled form, shared by the compiler and the renderer. */
#pragma once
#include "http/template.h"

typedef enum {
    NODE_TEXT,
    NODE_VARIABLE, /* escaped */
    NODE_RAW,
    NODE_SECTION,
    NODE_INVERTED,
    NODE_PARTIAL,
    NODE_PARENT, /* {{<name}}: children that are blocks fill that template's blocks */
    NODE_BLOCK,
    NODE_FUNCTION,
} NodeKind;

typedef struct {
    TemplateFunction function;
    gpointer data;
} TemplateHook;

typedef struct Node {
    NodeKind kind;
    gboolean starts_line; /* where a partial's indentation goes */
    const char *text;     /* NODE_TEXT, NODE_FUNCTION: a span of the template's source */
    gsize length;
    char *name;
    char **path;         /* @name at its dots; NULL for the implicit iterator */
    char *indent;        /* NODE_PARTIAL, NODE_PARENT alone on their line: the blanks before them, or NULL */
    GPtrArray *children; /* of Node, or NULL */
    const TemplateHook *hook;
} Node;

typedef struct {
    char *name;
    char *source;
    GPtrArray *nodes;
} Template;

struct TemplateSet {
    GHashTable *templates; /* name → Template */
    GHashTable *hooks;     /* name → TemplateHook */
};

/* Compile @source, which must outlive the nodes. @name is for messages. NULL on error. */
GPtrArray *template_compile(const TemplateSet *set, const char *name, const char *source, gsize length, GError **error);
