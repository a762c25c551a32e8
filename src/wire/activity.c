/* SPDX-License-Identifier: Apache-2.0 */
/* The JSON itself, and activities. */
#include <string.h>

#include "base/error.h"
#include "base/instant.h"
#include "base/text.h"
#include "wire/activity-private.h"

gboolean
activity_refuse(GError **error, const char *what)
{
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "activity: %s", what);
    return FALSE;
}

/* ---- JSON ---- */

/* How deep brackets nest outside of strings; counted before anything is built. */
static guint
depth_of(const char *bytes, gsize length)
{
    guint depth = 0, deepest = 0;
    gboolean quoted = FALSE;

    for (gsize i = 0; i < length; i++) {
        char c = bytes[i];

        if (quoted && c == '\\')
            i++;
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == '{' || c == '['))
            depth++;
        else if (!quoted && (c == '}' || c == ']') && depth > 0)
            depth--;
        deepest = MAX(deepest, depth);
    }
    return deepest;
}

static gboolean
has_context(const json_t *root)
{
    const json_t *context = json_object_get(root, "@context");
    const char *text = json_string_value(json_is_array(context) ? NULL : context);
    gsize i;
    json_t *item;

    if (text != NULL)
        return strcmp(text, ACTIVITY_CONTEXT) == 0;
    json_array_foreach(context, i, item) if (g_strcmp0(json_string_value(item), ACTIVITY_CONTEXT) == 0) return TRUE;
    return FALSE;
}

json_t *
activity_read(const char *bytes, gsize length, GError **error)
{
    static const char *const FOREIGN[] = { "@graph", "@included", "@reverse" };
    g_autoptr(Json) root = NULL;

    if (length > ACTIVITY_SIZE_MAX || depth_of(bytes, length) > ACTIVITY_DEPTH_MAX) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "activity: over 1 MiB or 32 levels");
        return NULL;
    }
    root = json_loadb(bytes, length, JSON_REJECT_DUPLICATES, NULL);
    if (!json_is_object(root)) {
        activity_refuse(error, "this is not a JSON object");
        return NULL;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(FOREIGN); i++) {
        if (json_object_get(root, FOREIGN[i]) != NULL) {
            activity_refuse(error, "it needs a JSON-LD processor");
            return NULL;
        }
    }
    if (!has_context(root)) {
        activity_refuse(error, "its @context does not name the ActivityStreams namespace");
        return NULL;
    }
    return g_steal_pointer(&root);
}

gboolean
activity_is_type(const char *content_type)
{
    g_autofree char *lower = g_ascii_strdown(content_type, -1);
    gsize length = strcspn(lower, "; ");

    if (strncmp(lower, ACTIVITY_TYPE, length) == 0 && length == strlen(ACTIVITY_TYPE))
        return TRUE;
    return strncmp(lower, "application/ld+json", length) == 0 && length == strlen("application/ld+json") &&
           strstr(lower, ACTIVITY_CONTEXT) != NULL;
}

/* ---- ids ---- */

/* One server is called in one way: no port that goes without saying, no dot at the end of its name. */
static gboolean
is_plain_host(const char *host, gsize length)
{
    const char *bracket = memrchr(host, ']', length), *from = bracket != NULL ? bracket : host;
    const char *colon = memchr(from, ':', length - (gsize)(from - host));
    gsize name = colon != NULL ? (gsize)(colon - host) : length;
    g_autofree char *port = colon != NULL ? g_strndup(colon + 1, length - name - 1) : NULL;

    if (name == 0 || host[name - 1] == '.')
        return FALSE;
    return port == NULL || (*port >= '1' && *port <= '9' && strspn(port, "0123456789") == strlen(port) &&
                            strcmp(port, "443") != 0 && strcmp(port, "80") != 0);
}

char *
activity_host(const char *id)
{
    gsize prefix = g_str_has_prefix(id, "https://") ? 8 : g_str_has_prefix(id, "http://") ? 7 : 0;
    gsize length = strcspn(id + prefix, "/?#");

    if (prefix == 0 || length == 0)
        return NULL;
    for (gsize i = 0; i < length; i++)
        if (!g_ascii_isalnum(id[prefix + i]) && strchr(".-:[]", id[prefix + i]) == NULL)
            return NULL;
    return is_plain_host(id + prefix, length) ? g_ascii_strdown(id + prefix, (gssize)length) : NULL;
}

gboolean
activity_is_id(const char *text)
{
    gsize length = strlen(text);
    g_autofree char *host = length <= ACTIVITY_ID_MAX ? activity_host(text) : NULL;

    for (gsize i = 0; host != NULL && i < length; i++)
        if (text[i] <= ' ' || text[i] == 0x7f || strchr("\"<>\\^`{|}", text[i]) != NULL)
            return FALSE;
    return host != NULL;
}

/* ---- members ---- */

char *
activity_dup_text(const json_t *object, const char *name)
{
    const json_t *value = json_object_get(object, name);

    return json_is_string(value) ? text_clean(json_string_value(value), json_string_length(value)) : g_strdup("");
}

json_t *
activity_first(const json_t *object, const char *name)
{
    json_t *value = json_object_get(object, name);

    return json_is_array(value) ? json_array_get(value, 0) : value;
}

const char *
activity_id_of(const json_t *value)
{
    const char *id = json_is_object(value) ? json_string_value(json_object_get(value, "id")) : json_string_value(value);

    return id != NULL && activity_is_id(id) ? id : NULL;
}

char *
activity_dup_id(const json_t *object, const char *name)
{
    const char *id = activity_id_of(activity_first(object, name));

    return g_strdup(id != NULL ? id : "");
}

/* An id, with the public audience in its whole form. */
static void
add_id(GPtrArray *ids, const json_t *value, guint max)
{
    const char *text = json_string_value(value), *id = activity_id_of(value);

    if (g_strcmp0(text, "as:Public") == 0 || g_strcmp0(text, "Public") == 0)
        id = ACTIVITY_PUBLIC;
    if (id != NULL && ids->len < max)
        g_ptr_array_add(ids, g_strdup(id));
}

void
activity_add_ids(const json_t *object, const char *name, GPtrArray *ids, guint max)
{
    const json_t *value = json_object_get(object, name);
    json_t *item;
    gsize i;

    if (!json_is_array(value))
        add_id(ids, value, max);
    else
        json_array_foreach(value, i, item) add_id(ids, item, max);
}

gint64
activity_time(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    gint64 time;

    return text != NULL && instant_parse(text, &time) ? time : 0;
}

/* ---- activities ---- */

static const char *const TYPES[ACTIVITY_KINDS] = {
    [ACTIVITY_ACCEPT_FOLLOW] = "Accept",
    [ACTIVITY_REJECT_FOLLOW] = "Reject",
    [ACTIVITY_ANNOUNCE] = "Announce",
    [ACTIVITY_BLOCK] = "Block",
    [ACTIVITY_CREATE] = "Create",
    [ACTIVITY_DELETE] = "Delete",
    [ACTIVITY_EMOJI_REACT] = "EmojiReact",
    [ACTIVITY_FLAG] = "Flag",
    [ACTIVITY_FOLLOW] = "Follow",
    [ACTIVITY_LIKE] = "Like",
    [ACTIVITY_MOVE] = "Move",
    [ACTIVITY_UNDO] = "Undo",
    [ACTIVITY_UPDATE] = "Update",
};

static ActivityKind
kind_of(const char *type)
{
    for (guint i = 0; i < ACTIVITY_KINDS; i++)
        if (TYPES[i] != NULL && strcmp(TYPES[i], type) == 0)
            return (ActivityKind)i;
    return ACTIVITY_UNKNOWN;
}

static char *
dup_type(const json_t *object)
{
    const char *type = json_string_value(activity_first(object, "type"));

    return g_strdup(type != NULL && strlen(type) <= 100 ? type : "");
}

static void
read_object(Activity *activity)
{
    json_t *object = activity_first(activity->root, "object");

    activity_add_ids(activity->root, "object", activity->objects, ACTIVITY_RECIPIENTS_MAX);
    activity->object = json_is_object(object) ? object : NULL;
    activity->object_type = activity->object != NULL ? dup_type(object) : g_strdup("");
}

Activity *
activity_take(json_t *root, GError **error)
{
    g_autoptr(Activity) activity = g_new0(Activity, 1);

    activity->root = json_incref(root);
    activity->type = dup_type(root);
    activity->kind = kind_of(activity->type);
    activity->id = activity_dup_id(root, "id");
    activity->actor = activity_dup_id(root, "actor");
    activity->target = activity_dup_id(root, "target");
    activity->content = activity_dup_text(root, "content");
    activity->objects = g_ptr_array_new_with_free_func(g_free);
    activity->to = g_ptr_array_new_with_free_func(g_free);
    activity_add_ids(root, "to", activity->to, ACTIVITY_RECIPIENTS_MAX);
    activity_add_ids(root, "cc", activity->to, ACTIVITY_RECIPIENTS_MAX);
    read_object(activity);
    if (*activity->type == '\0' || *activity->actor == '\0' ||
        (json_object_get(root, "id") != NULL && *activity->id == '\0')) {
        activity_refuse(error, "it has no type, no actor, or an id that is no URL");
        return NULL;
    }
    return g_steal_pointer(&activity);
}

void
activity_free(Activity *activity)
{
    if (activity == NULL)
        return;
    g_free(activity->type);
    g_free(activity->id);
    g_free(activity->actor);
    g_free(activity->target);
    g_free(activity->content);
    g_free(activity->object_type);
    g_ptr_array_unref(activity->objects);
    g_ptr_array_unref(activity->to);
    json_decref(activity->root);
    g_free(activity);
}

const char *
activity_first_object(const Activity *activity)
{
    return activity->objects->len > 0 ? g_ptr_array_index(activity->objects, 0) : "";
}
