/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/xmppnode.h"

#include <string.h>

static void
clear_attribute(gpointer data)
{
    XmppAttribute *attribute = data;

    g_free(attribute->name);
    g_free(attribute->value);
}

XmppNode *
xmppnode_new(const char *name, const char *ns)
{
    XmppNode *node = g_new0(XmppNode, 1);

    node->name = g_strdup(name);
    node->ns = g_strdup(ns);
    node->attributes = g_array_new(FALSE, FALSE, sizeof(XmppAttribute));
    g_array_set_clear_func(node->attributes, clear_attribute);
    node->children = g_ptr_array_new_with_free_func((GDestroyNotify)xmppnode_free);
    node->text = g_string_new(NULL);
    return node;
}

void
xmppnode_free(XmppNode *node)
{
    if (node == NULL)
        return;
    g_free(node->name);
    g_free(node->ns);
    g_array_unref(node->attributes);
    g_ptr_array_unref(node->children);
    g_string_free(node->text, TRUE);
    g_free(node);
}

/* ---- building ---- */

void
xmppnode_set(XmppNode *node, const char *attribute, const char *value)
{
    for (guint i = 0; i < node->attributes->len; i++) {
        if (strcmp(g_array_index(node->attributes, XmppAttribute, i).name, attribute) == 0) {
            g_array_remove_index(node->attributes, i);
            break;
        }
    }
    if (value != NULL) {
        XmppAttribute added = { g_strdup(attribute), g_strdup(value) };

        g_array_append_val(node->attributes, added);
    }
}

void
xmppnode_adopt(XmppNode *parent, XmppNode *child)
{
    g_ptr_array_add(parent->children, child);
}

XmppNode *
xmppnode_add(XmppNode *parent, const char *name, const char *ns)
{
    XmppNode *child = xmppnode_new(name, ns != NULL ? ns : parent->ns);

    xmppnode_adopt(parent, child);
    return child;
}

void
xmppnode_append_text(XmppNode *node, const char *text)
{
    g_string_append(node->text, text);
}

XmppNode *
xmppnode_add_text(XmppNode *parent, const char *name, const char *ns, const char *text)
{
    XmppNode *child = xmppnode_add(parent, name, ns);

    xmppnode_append_text(child, text);
    return child;
}

/* ---- looking ---- */

gboolean
xmppnode_is(const XmppNode *node, const char *name, const char *ns)
{
    return strcmp(node->name, name) == 0 && strcmp(node->ns, ns) == 0;
}

const char *
xmppnode_get(const XmppNode *node, const char *attribute)
{
    for (guint i = 0; i < node->attributes->len; i++)
        if (strcmp(g_array_index(node->attributes, XmppAttribute, i).name, attribute) == 0)
            return g_array_index(node->attributes, XmppAttribute, i).value;
    return "";
}

const XmppNode *
xmppnode_find(const XmppNode *node, const char *name, const char *ns)
{
    for (guint i = 0; i < node->children->len; i++)
        if (xmppnode_is(g_ptr_array_index(node->children, i), name, ns != NULL ? ns : node->ns))
            return g_ptr_array_index(node->children, i);
    return NULL;
}

const char *
xmppnode_find_text(const XmppNode *node, const char *name, const char *ns)
{
    const XmppNode *child = xmppnode_find(node, name, ns);

    return child != NULL ? child->text->str : "";
}

/* ---- writing ---- */

/* What XML 1.0 calls a Char. */
static gboolean
is_xml_character(gunichar c)
{
    return c == '\t' || c == '\n' || (c >= 0x20 && c <= 0xd7ff) || (c >= 0xe000 && c <= 0xfffd) ||
           (c >= 0x10000 && c <= 0x10ffff);
}

static const char *
entity_of(gunichar c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&apos;";
    default:
        return NULL;
    }
}

void
xmppnode_escape(GString *out, const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);

    for (const char *at = valid; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);

        if (entity_of(c) != NULL)
            g_string_append(out, entity_of(c));
        else if (is_xml_character(c))
            g_string_append_unichar(out, c);
    }
}

static void
write_attribute(GString *out, const char *name, const char *value)
{
    g_string_append_printf(out, " %s='", name);
    xmppnode_escape(out, value);
    g_string_append_c(out, '\'');
}

static void
write_node(GString *out, const XmppNode *node, const char *around)
{
    g_string_append_printf(out, "<%s", node->name);
    if (strcmp(node->ns, around) != 0)
        write_attribute(out, "xmlns", node->ns);
    for (guint i = 0; i < node->attributes->len; i++) {
        const XmppAttribute *attribute = &g_array_index(node->attributes, XmppAttribute, i);

        write_attribute(out, attribute->name, attribute->value);
    }
    if (node->children->len == 0 && node->text->len == 0) {
        g_string_append(out, "/>");
        return;
    }
    g_string_append_c(out, '>');
    xmppnode_escape(out, node->text->str);
    for (guint i = 0; i < node->children->len; i++)
        write_node(out, g_ptr_array_index(node->children, i), node->ns);
    g_string_append_printf(out, "</%s>", node->name);
}

char *
xmppnode_write(const XmppNode *node, const char *default_ns)
{
    GString *out = g_string_new(NULL);

    write_node(out, node, default_ns);
    return g_string_free(out, FALSE);
}
