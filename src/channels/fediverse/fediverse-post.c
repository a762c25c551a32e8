/* SPDX-License-Identifier: Apache-2.0 */
/* What is told of one post of ours, in which order. Servers that are away get things later, and several at once: so
 * what was put down last of a post is remembered, and what leaves is held against it. An earlier text never follows a
 * later one, and nothing follows the withdrawal. */
#include <string.h>

#include "channels/fediverse/fediverse-private.h"

/* ---- what was put down last ---- */

gboolean
fediverse_post_put(Fediverse *fediverse, const char *slug, const json_t *newest, gboolean made, GError **error)
{
    g_autoptr(Json) value = json_pack("{s:b, s:O}", "made", made, "newest", newest);
    g_autofree char *text = json_dumps(value, JSON_COMPACT);

    return channel_ledger_change(fediverse->host, &(LedgerChange){ LEDGER_PUT, "post", slug, text }, 1, NULL, error);
}

gboolean
fediverse_post_find(const Fediverse *fediverse, const char *slug, json_t **ret_newest, gboolean *ret_made,
                    GError **error)
{
    g_autoptr(LedgerRecord) record = NULL;
    g_autoptr(Json) value = NULL;

    *ret_newest = NULL;
    *ret_made = FALSE;
    if (!channel_ledger_find(fediverse->host, "post", slug, &record, error))
        return FALSE;
    value = record != NULL ? json_loads(record->value, 0, NULL) : NULL;
    *ret_newest = json_incref(json_object_get(value, "newest"));
    *ret_made = json_is_true(json_object_get(value, "made"));
    return TRUE;
}

/* ---- what leaves ---- */

static gboolean
is(const json_t *activity, const char *type)
{
    return g_strcmp0(json_string_value(json_object_get(activity, "type")), type) == 0;
}

static gboolean
is_same(const json_t *one, const json_t *other)
{
    return json_equal(json_object_get(one, "id"), json_object_get(other, "id"));
}

char *
fediverse_post_of(const Fediverse *fediverse, const json_t *activity)
{
    const char *id = activity_id_of(json_object_get(activity, "object"));

    return id != NULL ? fediverse_name_read_post(fediverse, id) : NULL;
}

/* A server that has not got the post gets it as it is by now; the Update that comes beside it does no harm, and is what
 * mends the text where the post has arrived already. */
gboolean
fediverse_post_now(const Fediverse *fediverse, const char *slug, const json_t *activity, json_t **ret, GError **error)
{
    g_autoptr(Json) newest = NULL;
    gboolean made;

    *ret = NULL;
    if (!fediverse_post_find(fediverse, slug, &newest, &made, error))
        return FALSE;
    if (newest == NULL || is_same(newest, activity) || is(activity, "Delete"))
        *ret = json_incref((json_t *)activity);
    else if (is(activity, "Create") && !is(newest, "Delete")) {
        *ret = json_copy((json_t *)activity);
        json_object_set(*ret, "object", json_object_get(newest, "object"));
    }
    return TRUE;
}

gboolean
fediverse_post_is_first(const json_t *activity)
{
    return is(activity, "Create");
}

/* "…#update-2" → "…#create-2": an id that was never used. */
json_t *
fediverse_post_as_new(const json_t *update)
{
    const char *id = json_string_value(json_object_get(update, "id")), *mark = id != NULL ? strrchr(id, '-') : NULL;
    const char *object = activity_id_of(json_object_get(update, "object"));
    json_t *create;

    if (!is(update, "Update") || mark == NULL || object == NULL)
        return NULL;
    create = json_copy((json_t *)update);
    json_object_set_new(create, "type", json_string("Create"));
    json_object_set_new(create, "id", json_sprintf("%s#create%s", object, mark));
    return create;
}

/* ---- one at a time ---- */

static char *
turn_of(const char *inbox, const char *slug)
{
    return g_strconcat(inbox, " ", slug, NULL);
}

gboolean
fediverse_post_begin(Fediverse *fediverse, const char *inbox, const char *slug)
{
    MUTEX_HELD(&fediverse->mutex);
    return g_hash_table_add(fediverse->telling, turn_of(inbox, slug));
}

void
fediverse_post_end(Fediverse *fediverse, const char *inbox, const char *slug)
{
    g_autofree char *turn = turn_of(inbox, slug);

    MUTEX_HELD(&fediverse->mutex);
    g_hash_table_remove(fediverse->telling, turn);
}
