/* SPDX-License-Identifier: Apache-2.0 */
/* Desks that have a topic: what the publishing desk posts on it they share (Announce) with who follows them. The post
 * stays of the desk that wrote it, so what becomes of it later is told by that one, to these followers too. */
#include <string.h>

#include "base/error.h"
#include "channels/fediverse/fediverse-private.h"
#include "model/code.h"

static const Actor READER = { .kind = ACTOR_CITIZEN, .name = "fediverse" };

/* Whether @entry is "desk:topic", and no other of @topics is of that desk. */
static gboolean
is_good(const char *const *topics, guint at)
{
    const char *entry = topics[at], *colon = strchr(entry, ':');

    if (colon == NULL || colon == entry || memchr(entry, ' ', (gsize)(colon - entry)) != NULL ||
        !code_is_valid(colon + 1) || strcmp(colon + 1, PLACE_ALL) == 0 || strcmp(colon + 1, PLACE_ALERTS) == 0)
        return FALSE;
    for (guint i = 0; i < at; i++)
        if (g_ascii_strncasecmp(topics[i], entry, (gsize)(colon + 1 - entry)) == 0)
            return FALSE;
    return TRUE;
}

gboolean
fediverse_share_check(const char *const *topics, GError **error)
{
    for (guint i = 0; topics[i] != NULL; i++) {
        if (is_good(topics, i))
            continue;
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG,
                    "topics: write each as DESK:TOPIC, the topic by its code, each desk once, a semicolon and no blank "
                    "between two; \"%s\" is not so",
                    topics[i]);
        return FALSE;
    }
    return TRUE;
}

const char *
fediverse_share_topic(const Fediverse *fediverse, const char *name)
{
    const gsize length = strlen(name);

    for (guint i = 0; fediverse->topics[i] != NULL; i++)
        if (g_ascii_strncasecmp(fediverse->topics[i], name, length) == 0 && fediverse->topics[i][length] == ':')
            return fediverse->topics[i] + length + 1;
    return NULL;
}

/* Where what it posts or shares stands; NULL: it does neither. */
static const char *
place_of(const Fediverse *fediverse, const char *name)
{
    g_autofree char *publisher = fediverse_name_publisher(fediverse);

    if (publisher == NULL)
        return NULL;
    return strcmp(publisher, name) == 0 ? PLACE_ALL : fediverse_share_topic(fediverse, name);
}

static PublicList *
nothing(void)
{
    PublicList *list = g_new0(PublicList, 1);

    list->items = g_ptr_array_new_with_free_func((GDestroyNotify)publication_item_free);
    list->pages = 1;
    return list;
}

PublicList *
fediverse_share_list(const Fediverse *fediverse, const char *name, const char *language, guint page, GError **error)
{
    const PublicQuestion question = { .place = place_of(fediverse, name), .language = language, .page = page };
    g_autoptr(GError) trouble = NULL;
    PublicList *list;

    if (question.place == NULL)
        return nothing();
    list = public_view_list(fediverse->host->publishing, &READER, &question, &trouble);
    if (list != NULL)
        return list;
    if (page == 1 && g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND))
        return nothing(); /* nobody has made that topic yet */
    g_propagate_error(error, g_steal_pointer(&trouble));
    return NULL;
}

/* Whether the desk @name, which does not publish it itself, has the topic of @item. */
static gboolean
shares(const Fediverse *fediverse, const PublicationItem *item, const char *name, const char *publisher)
{
    const char *topic = fediverse_share_topic(fediverse, name);

    return topic != NULL && g_strcmp0(name, publisher) != 0 &&
           g_ptr_array_find_with_equal_func(item->content->topics, topic, g_str_equal, NULL);
}

char *
fediverse_share_lines(const Fediverse *fediverse, const PublicationItem *item)
{
    g_autofree char *publisher = fediverse_name_publisher(fediverse);
    g_autoptr(GPtrArray) desks = fediverse_name_desks(fediverse);
    GString *lines = g_string_new("");

    for (guint i = 0; i < desks->len; i++) {
        const Endpoint *desk = g_ptr_array_index(desks, i);
        g_autofree char *name = fediverse_name_of(desk);

        if (shares(fediverse, item, name, publisher))
            g_string_append_printf(lines, "\nShared by: @%s", desk->uri + strlen("acct:"));
    }
    return g_string_free(lines, FALSE);
}

json_t *
fediverse_share_render(const Fediverse *fediverse, const PublicationItem *item, const char *name, const char *publisher,
                       gint64 at)
{
    g_autofree char *post = fediverse_name_post(fediverse, item->slug), *actor = fediverse_name_actor(fediverse, name);
    g_autofree char *author = fediverse_name_actor(fediverse, publisher);
    g_autofree char *followers = fediverse_name_part(fediverse, name, "followers");
    g_autofree char *id = g_strdup_printf("%s#announce-%s", post, name);
    g_autofree char *published = clock_format_utc(at - at % CLOCK_SECOND);

    return json_pack("{s:o, s:s, s:s, s:s, s:[s], s:[s, s], s:s, s:s}", "@context", fediverse_render_context(), "id",
                     id, "type", "Announce", "actor", actor, "to", ACTIVITY_PUBLIC, "cc", followers, author,
                     "published", published, "object", post);
}

/* ---- to who follows such a desk ---- */

#define BEGUN     "begun" /* in the ledger: some may have it already, and not all */
#define DESKS_MAX 1000

typedef struct {
    Fediverse *fediverse;
    const PublicationItem *item;
    const char *publisher;
    const json_t *activity; /* what the publisher's followers were told */
} Sharing;

static gboolean
note(const Sharing *sharing, const char *key, const char *how, GError **error)
{
    return channel_ledger_change(sharing->fediverse->host, &(LedgerChange){ LEDGER_PUT, "shared", key, how }, 1, NULL,
                                 error);
}

/* Before any of it leaves: whoever has it hears what becomes of it, whatever happens to us in between. */
static gboolean
begin(const Sharing *sharing, const char *name, GError **error)
{
    g_autofree char *key = g_strconcat(sharing->item->slug, " ", name, NULL);
    g_autoptr(LedgerRecord) shared = NULL;

    if (!shares(sharing->fediverse, sharing->item, name, sharing->publisher))
        return TRUE;
    return channel_ledger_find(sharing->fediverse->host, "shared", key, &shared, error) &&
           (shared != NULL || note(sharing, key, BEGUN, error));
}

static gboolean
begin_all(const Sharing *sharing, GError **error)
{
    g_autoptr(GPtrArray) desks = fediverse_name_desks(sharing->fediverse);

    for (guint i = 0; i < desks->len; i++) {
        g_autofree char *name = fediverse_name_of(g_ptr_array_index(desks, i));

        if (!begin(sharing, name, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
share(const Sharing *sharing, const char *name, const char *key, GError **error)
{
    g_autoptr(Json) announce =
        fediverse_share_render(sharing->fediverse, sharing->item, name, sharing->publisher, sharing->item->updated);

    return fediverse_send_all(sharing->fediverse, name, announce, error) && note(sharing, key, "", error);
}

/* A server that knows the post already does not fetch it for the share: it is told of the correction too. */
static gboolean
go_on(const Sharing *sharing, const LedgerRecord *shared, GError **error)
{
    const char *name = strchr(shared->key, ' ') + 1;
    PublicationAct act = sharing->item->act;

    if (act != ACT_WITHDRAWAL && strcmp(shared->value, BEGUN) == 0 && !share(sharing, name, shared->key, error))
        return FALSE;
    return act == ACT_RELEASE ||
           fediverse_send_through(sharing->fediverse, sharing->publisher, name, sharing->activity, error);
}

gboolean
fediverse_share_tell(Fediverse *fediverse, const PublicationItem *item, const char *publisher, const json_t *activity,
                     GError **error)
{
    const Sharing sharing = { fediverse, item, publisher, activity };
    g_autofree char *prefix = g_strconcat(item->slug, " ", NULL);
    g_autoptr(GPtrArray) all = NULL;

    if (item->act != ACT_WITHDRAWAL && !begin_all(&sharing, error))
        return FALSE;
    all = channel_ledger_list_below(fediverse->host, "shared", prefix, DESKS_MAX, error);
    for (guint i = 0; all != NULL && i < all->len; i++)
        if (!go_on(&sharing, g_ptr_array_index(all, i), error))
            return FALSE;
    return all != NULL;
}
