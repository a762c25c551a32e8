/* SPDX-License-Identifier: Apache-2.0 */
/* What is told of one post of ours, in which order. Servers that are away get things later, and several at once: so
 * what was put down last of a post is remembered, and what leaves is held against it. An earlier text never follows a
 * later one, and nothing follows the withdrawal. */
#include <string.h>

#include "channels/fediverse/fediverse-private.h"

#define FRESH CLOCK_SECOND /* then it is read again: another node may have put something down */

/* ---- what was put down last ---- */

gboolean
fediverse_post_put(Fediverse *fediverse, const char *slug, const json_t *newest, gboolean made, GError **error)
{
    g_autoptr(Json) value = json_pack("{s:b, s:O}", "made", made, "newest", newest);
    g_autofree char *text = json_dumps(value, JSON_COMPACT);

    if (!channel_ledger_change(fediverse->host, &(LedgerChange){ LEDGER_PUT, "post", slug, text }, 1, NULL, error))
        return FALSE;
    fediverse_post_changed(fediverse);
    return TRUE;
}

void
fediverse_post_changed(Fediverse *fediverse)
{
    MUTEX_HELD(&fediverse->mutex);
    fediverse->puts++;
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

gboolean
fediverse_post_author(const Fediverse *fediverse, const char *slug, char **ret, GError **error)
{
    g_autoptr(Json) newest = NULL;
    const char *actor;
    gboolean made;

    if (!fediverse_post_find(fediverse, slug, &newest, &made, error))
        return FALSE;
    actor = json_string_value(json_object_get(newest, "actor"));
    *ret = actor != NULL ? fediverse_name_read_actor(fediverse, actor) : NULL;
    if (*ret == NULL)
        *ret = fediverse_name_publisher(fediverse);
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

static char *
read_slug(const Fediverse *fediverse, const char *text)
{
    g_autoptr(Json) activity = json_loads(text, 0, NULL);
    const char *id = activity_id_of(json_object_get(activity, "object"));

    return id != NULL ? fediverse_name_read_post(fediverse, id) : NULL;
}

/* NULL: nothing leaves. A server that has not got the post gets it as it is by now; the Update that comes beside it
 * does no harm, and is what mends the text where the post has arrived already. */
static GBytes *
decide(const json_t *newest, const char *text)
{
    g_autoptr(Json) activity = json_loads(text, 0, NULL);
    char *late;

    if (newest == NULL || is_same(newest, activity) || is(activity, "Delete") ||
        (is(activity, "Announce") && !is(newest, "Delete")))
        return g_bytes_new(text, strlen(text));
    if (!is(activity, "Create") || is(newest, "Delete"))
        return NULL;
    json_object_set(activity, "object", json_object_get(newest, "object"));
    late = json_dumps(activity, JSON_COMPACT);
    return g_bytes_new_with_free_func(late, strlen(late), free, late);
}

gboolean
fediverse_post_is_first(const char *text)
{
    g_autoptr(Json) activity = json_loads(text, 0, NULL);

    return is(activity, "Create");
}

/* For who never got the post: an Update as a Create, "…#update-2" as "…#create-2", an id that was never used. NULL: it
 * is no Update. */
static GBytes *
make_new(const char *text)
{
    g_autoptr(Json) activity = json_loads(text, 0, NULL);
    const char *id = json_string_value(json_object_get(activity, "id")), *mark = id != NULL ? strrchr(id, '-') : NULL;
    const char *object = activity_id_of(json_object_get(activity, "object"));
    g_autofree char *fresh = NULL;
    char *create;

    if (!is(activity, "Update") || mark == NULL || object == NULL)
        return NULL;
    fresh = g_strconcat(object, "#create", mark, NULL);
    json_object_set_new(activity, "id", json_string(fresh));
    json_object_set_new(activity, "type", json_string("Create"));
    create = json_dumps(activity, JSON_COMPACT);
    return g_bytes_new_with_free_func(create, strlen(create), free, create);
}

/* ---- … the same to many inboxes in a row ---- */

void
fediverse_post_leaving_clear(FediverseLeaving *leaving)
{
    g_clear_pointer(&leaving->body, g_bytes_unref);
    g_clear_pointer(&leaving->as_new, g_bytes_unref);
}

static FediverseLeaving
copy_leaving(const FediverseLeaving *leaving)
{
    return (FediverseLeaving){ leaving->body != NULL ? g_bytes_ref(leaving->body) : NULL,
                               leaving->as_new != NULL ? g_bytes_ref(leaving->as_new) : NULL };
}

static gboolean
is_told(const FediverseTold *told, const char *activity)
{
    return told->activity != NULL && strcmp(told->activity, activity) == 0;
}

void
fediverse_post_clear(FediverseTold *told)
{
    g_clear_pointer(&told->activity, g_free);
    g_clear_pointer(&told->slug, g_free);
    fediverse_post_leaving_clear(&told->leaving);
}

/* Whether what leaves of @activity was found out a moment ago. @ret_puts: what had been put down by now. */
static gboolean
recall(Fediverse *fediverse, const char *activity, FediverseLeaving *ret, guint64 *ret_puts)
{
    const FediverseTold *told = &fediverse->told;

    MUTEX_HELD(&fediverse->mutex);
    *ret_puts = fediverse->puts;
    if (!is_told(told, activity) || told->puts != fediverse->puts || clock_monotonic() - told->at >= FRESH)
        return FALSE;
    *ret = copy_leaving(&told->leaving);
    return TRUE;
}

static void
keep_in_mind(Fediverse *fediverse, const char *slug, const char *activity, const FediverseLeaving *leaving,
             guint64 puts)
{
    FediverseTold *told = &fediverse->told;

    MUTEX_HELD(&fediverse->mutex);
    fediverse_post_clear(told);
    *told = (FediverseTold){ .activity = g_strdup(activity),
                             .slug = g_strdup(slug),
                             .leaving = copy_leaving(leaving),
                             .puts = puts,
                             .at = clock_monotonic() };
}

static char *
recall_slug(Fediverse *fediverse, const char *activity)
{
    MUTEX_HELD(&fediverse->mutex);
    return is_told(&fediverse->told, activity) ? g_strdup(fediverse->told.slug) : NULL;
}

char *
fediverse_post_of(Fediverse *fediverse, const char *activity)
{
    char *slug = recall_slug(fediverse, activity);

    return slug != NULL ? slug : read_slug(fediverse, activity);
}

gboolean
fediverse_post_now(Fediverse *fediverse, const char *slug, const char *activity, FediverseLeaving *ret, GError **error)
{
    g_autoptr(Json) newest = NULL;
    gboolean made, missed;
    guint64 puts;

    if (recall(fediverse, activity, ret, &puts))
        return TRUE;
    if (!fediverse_post_find(fediverse, slug, &newest, &made, error) ||
        !fediverse_missed_any(fediverse, slug, &missed, error))
        return FALSE;
    ret->body = decide(newest, activity);
    ret->as_new = ret->body != NULL && missed ? make_new(activity) : NULL;
    keep_in_mind(fediverse, slug, activity, ret, puts);
    return TRUE;
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
