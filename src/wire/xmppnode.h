/* SPDX-License-Identifier: Apache-2.0 */
/* wire/xmppnode.h: an element of XMPP as a tree: built, looked into, written.
 *
 * Names and namespaces are whole: a node knows its namespace, however it was declared. Text and children are kept
 * apart, for nothing in XMPP that we speak mixes them: an element's text is all its text, joined. Attributes have no
 * namespace but xml:lang, which is called that.
 *
 * Written text is escaped by construction: values may be anything; what is not UTF-8 becomes U+FFFD, and what XML
 * cannot carry is left out. Pure; a tree belongs to one thread at a time. */
#pragma once
#include <glib.h>

typedef struct {
    char *name, *value;
} XmppAttribute;

typedef struct XmppNode XmppNode;
struct XmppNode {
    char *name, *ns;
    GArray *attributes;  /* XmppAttribute */
    GPtrArray *children; /* XmppNode * */
    GString *text;
    gboolean too_large; /* read from a stream, over a limit: its name and attributes alone */
};

XmppNode *xmppnode_new(const char *name, const char *ns);
void xmppnode_free(XmppNode *node);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(XmppNode, xmppnode_free)

/* ---- building ---- */

/* Replaces what was there; NULL takes it away. */
void xmppnode_set(XmppNode *node, const char *attribute, const char *value);
/* A new last child, owned by @parent; @ns NULL: the parent's. */
XmppNode *xmppnode_add(XmppNode *parent, const char *name, const char *ns);
/* The same with text in it. */
XmppNode *xmppnode_add_text(XmppNode *parent, const char *name, const char *ns, const char *text);
void xmppnode_append_text(XmppNode *node, const char *text);
/* @child is taken over. */
void xmppnode_adopt(XmppNode *parent, XmppNode *child);

/* ---- looking; all borrowed ---- */

gboolean xmppnode_is(const XmppNode *node, const char *name, const char *ns);
/* "" when there is none. */
const char *xmppnode_get(const XmppNode *node, const char *attribute);
/* The first child of that name; @ns NULL: the parent's. NULL: none. */
const XmppNode *xmppnode_find(const XmppNode *node, const char *name, const char *ns);
/* Its text; "" when there is no such child. */
const char *xmppnode_find_text(const XmppNode *node, const char *name, const char *ns);

/* ---- writing ---- */

/* Where @default_ns holds already: "" or the stream's. */
char *xmppnode_write(const XmppNode *node, const char *default_ns);
/* @text as it stands between tags or quotation marks. */
void xmppnode_escape(GString *out, const char *text);
