/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/routing/routing-gifts.h"

#include <string.h>

#include "base/error.h"
#include "base/locale.h"
#include "mediation/routing/routing-private.h"
#include "model/rights.h"

void
routing_gifts_free(RoutingGifts *gifts)
{
    g_clear_pointer(&gifts->tags, g_ptr_array_unref);
    g_clear_pointer(&gifts->templates, g_ptr_array_unref);
    g_free(gifts);
}

const TemplateRow *
routing_gifts_find_template(const RoutingGifts *gifts, const char *code)
{
    for (guint i = 0; i < gifts->templates->len; i++) {
        const TemplateRow *row = g_ptr_array_index(gifts->templates, i);

        if (strcmp(row->code, code) == 0)
            return row;
    }
    return NULL;
}

static void
take_templates(RoutingGifts *gifts, GPtrArray *rows)
{
    while (rows->len > 0) {
        TemplateRow *row = g_ptr_array_steal_index(rows, 0);

        if (row->closed || routing_gifts_find_template(gifts, row->code) != NULL)
            template_row_free(row);
        else
            g_ptr_array_add(gifts->templates, row);
    }
}

static gboolean
load(DbSession *session, gpointer data, GError **error)
{
    RoutingGifts *gifts = data;
    g_autoptr(GPtrArray) rows = template_store_list(session, error);

    if (rows == NULL)
        return FALSE;
    g_clear_pointer(&gifts->tags, g_ptr_array_unref);
    g_ptr_array_set_size(gifts->templates, 0);
    take_templates(gifts, rows);
    gifts->tags = tag_store_list(session, error);
    return gifts->tags != NULL;
}

RoutingGifts *
routing_gifts_load(Routing *routing, const Actor *actor, GError **error)
{
    g_autoptr(RoutingGifts) gifts = g_new0(RoutingGifts, 1);

    gifts->templates = g_ptr_array_new_with_free_func((GDestroyNotify)template_row_free);
    return rights_check_anywhere(actor, ACTION_SEE_RULES, error) && store_read(routing->store, load, gifts, error)
               ? g_steal_pointer(&gifts)
               : NULL;
}

const Tag *
routing_gifts_find_tag(const RoutingGifts *gifts, const char *name)
{
    for (guint i = 0; i < gifts->tags->len; i++) {
        const Tag *tag = g_ptr_array_index(gifts->tags, i);

        if (g_ascii_strcasecmp(tag->name, name) == 0)
            return tag;
    }
    return NULL;
}

gboolean
routing_gifts_check(const RoutingGifts *gifts, const RoutingRule *rule, const char **ret_field, GError **error)
{
    *ret_field = "template";
    if (*rule->template != '\0' && routing_gifts_find_template(gifts, rule->template) == NULL) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                            SAY_NOOP("that template is not there any more; choose another"));
        return FALSE;
    }
    *ret_field = "tags";
    for (guint i = 0; i < rule->tags->len; i++) {
        const Tag *tag = routing_gifts_find_tag(gifts, g_ptr_array_index(rule->tags, i));

        if (tag != NULL && !tag->closed)
            continue;
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                            SAY_NOOP("one of these tags is closed or not there; leave it out, or make it first"));
        return FALSE;
    }
    return TRUE;
}

/* ---- giving ---- */

/* Id 0: it is not there, or closed. */
static gboolean
find_open_tag(DbSession *session, const char *name, TagId *ret, GError **error)
{
    g_autoptr(Tag) tag = NULL;

    if (!tag_store_find(session, name, ret, error))
        return FALSE;
    if (ret->value == 0)
        return TRUE;
    tag = tag_store_load(session, *ret, error);
    if (tag != NULL && tag->closed)
        ret->value = 0;
    return tag != NULL;
}

GArray *
routing_gifts_tags(DbSession *session, const RoutingRule *rule, GError **error)
{
    g_autoptr(GArray) tags = g_array_new(FALSE, FALSE, sizeof(TagId));

    for (guint i = 0; i < rule->tags->len; i++) {
        TagId tag;

        if (!find_open_tag(session, g_ptr_array_index(rule->tags, i), &tag, error))
            return NULL;
        if (tag.value != 0)
            g_array_append_val(tags, tag);
    }
    return g_steal_pointer(&tags);
}

const TemplateRow *
routing_gifts_suggest(const GPtrArray *templates, const char *code, const char *language)
{
    const TemplateRow *best = NULL;
    guint most = 0;

    for (guint i = 0; i < templates->len; i++) {
        const TemplateRow *row = g_ptr_array_index(templates, i);
        guint fits = 1U + (strcmp(row->language, language) == 0 ? 2U : 0U) + (row->unit.value != 0 ? 1U : 0U);

        if (strcmp(row->code, code) != 0 || fits <= most)
            continue;
        best = row;
        most = fits;
    }
    return best;
}
