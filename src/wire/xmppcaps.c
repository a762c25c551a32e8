/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/xmppcaps.h"

#include <string.h>

#include "base/encode.h"

static int
compare(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Each with "<" behind it, in the order of their bytes. */
static void
add_sorted(GString *out, GPtrArray *texts)
{
    g_ptr_array_sort(texts, compare);
    for (guint i = 0; i < texts->len; i++)
        g_string_append_printf(out, "%s<", (const char *)g_ptr_array_index(texts, i));
}

static void
add_children(GString *out, const XmppNode *query, const char *name, char *(*write)(const XmppNode *child))
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < query->children->len; i++) {
        const XmppNode *child = g_ptr_array_index(query->children, i);

        if (strcmp(child->name, name) == 0)
            g_ptr_array_add(texts, write(child));
    }
    add_sorted(out, texts);
}

static char *
write_identity(const XmppNode *identity)
{
    return g_strdup_printf("%s/%s/%s/%s", xmppnode_get(identity, "category"), xmppnode_get(identity, "type"),
                           xmppnode_get(identity, "xml:lang"), xmppnode_get(identity, "name"));
}

static char *
write_feature(const XmppNode *feature)
{
    return g_strdup(xmppnode_get(feature, "var"));
}

static char *
write_value(const XmppNode *value)
{
    return g_strdup(value->text->str);
}

static gboolean
is_form_type(const XmppNode *field)
{
    return strcmp(xmppnode_get(field, "var"), "FORM_TYPE") == 0;
}

/* Its name and values, without the last "<", which add_sorted() puts there. */
static char *
write_field(const XmppNode *field)
{
    GString *out = g_string_new(NULL);

    g_string_append_printf(out, "%s<", xmppnode_get(field, "var"));
    add_children(out, field, "value", write_value);
    g_string_truncate(out, out->len - 1);
    return g_string_free(out, FALSE);
}

/* What kind of form it is comes before its other fields. */
static char *
write_form(const XmppNode *form)
{
    GString *out = g_string_new(NULL);
    g_autoptr(GPtrArray) fields = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < form->children->len; i++) {
        const XmppNode *field = g_ptr_array_index(form->children, i);

        if (strcmp(field->name, "field") != 0)
            continue;
        if (is_form_type(field))
            g_string_append_printf(out, "%s<", xmppnode_find_text(field, "value", NULL));
        else
            g_ptr_array_add(fields, write_field(field));
    }
    add_sorted(out, fields);
    if (out->len > 0)
        g_string_truncate(out, out->len - 1);
    return g_string_free(out, FALSE);
}

char *
xmppcaps_name(const XmppNode *query)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA1);
    guint8 digest[20];
    gsize length = sizeof digest;

    add_children(text, query, "identity", write_identity);
    add_children(text, query, "feature", write_feature);
    add_children(text, query, "x", write_form);
    g_checksum_update(checksum, (const guchar *)text->str, (gssize)text->len);
    g_checksum_get_digest(checksum, digest, &length);
    return encode_base64(digest, length);
}
