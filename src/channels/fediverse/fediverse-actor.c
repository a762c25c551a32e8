/* SPDX-License-Identifier: Apache-2.0 */
/* Our actors, their collections, and what they posted, for programs. All of it is public: it needs no signature. What
 * was written to one person is given to nobody here. */
#include <string.h>

#include "base/error.h"
#include "base/locale.h"
#include "base/number.h"
#include "channels/fediverse/fediverse-private.h"
#include "views/public-view.h"
#include "wire/html.h"

static const Actor READER = { .kind = ACTOR_CITIZEN, .name = "fediverse" };

/* ---- documents ---- */

static json_t *
context(void)
{
    return json_pack("[s, s, {s:s, s:s, s:{s:s, s:s}, s:s, s:s, s:s, s:s, s:s}]", ACTIVITY_CONTEXT,
                     "https://w3id.org/security/v1", "manuallyApprovesFollowers", "as:manuallyApprovesFollowers",
                     "toot", "http://joinmastodon.org/ns#", "featured", "@id", "toot:featured", "@type", "@id",
                     "discoverable", "toot:discoverable", "indexable", "toot:indexable", "schema", "http://schema.org#",
                     "PropertyValue", "schema:PropertyValue", "value", "schema:value");
}

static json_t *
public_key(const char *actor, const Keypair *pair)
{
    g_autofree char *id = g_strconcat(actor, "#main-key", NULL), *pem = keypair_public(pair);

    return json_pack("{s:s, s:s, s:s}", "id", id, "owner", actor, "publicKeyPem", pem);
}

/* Our home page, which links back by rel="me": the only proof of identity that this network knows. */
static json_t *
proof(const Fediverse *fediverse)
{
    g_autofree char *url = html_escape(fediverse->base);
    g_autofree char *value = g_strdup_printf("<a href=\"%s\" rel=\"me nofollow noopener noreferrer\">%s</a>", url, url);

    return json_pack("[{s:s, s:s, s:s}]", "type", "PropertyValue", "name", "Web", "value", value);
}

static void
set_address(const Fediverse *fediverse, json_t *actor, const char *name, const char *member)
{
    g_autofree char *url = fediverse_name_part(fediverse, name, member);

    json_object_set_new(actor, member, json_string(url));
}

/* Of a desk that posts nothing itself: which one does, in the body's language. */
static char *
pointer_of(const Fediverse *fediverse, const char *name)
{
    const ChannelHost *host = fediverse->host;
    const Locale *locale = locales_find(host->locales, host->language);
    g_autofree char *publisher = fediverse_name_publisher(fediverse), *page = NULL, *url = NULL;
    const char *said =
        fediverse_share_topic(fediverse, name) != NULL
            ? SAY("This account answers, and shares what we publish on its topic. To get everything, follow:")
            : SAY("This account answers, and posts nothing itself. To get what we publish, follow:");
    g_autofree char *words = html_escape(locale_say(locale, said)), *domain = html_escape(host->domain);

    if (publisher == NULL || strcmp(publisher, name) == 0)
        return g_strdup("");
    page = fediverse_name_page(fediverse, publisher);
    url = html_escape(page);
    return g_strdup_printf("<p>%s <a href=\"%s\">@%s@%s</a></p>", words, url, publisher, domain);
}

static char *
summary_of(const Fediverse *fediverse, const char *name)
{
    g_autofree char *authority = html_escape(fediverse->host->authority), *pointer = pointer_of(fediverse, name);

    return g_strdup_printf("<p>%s</p>%s", authority, pointer);
}

/* An account is there since its key is. */
static gboolean
set_published(const Fediverse *fediverse, json_t *actor, const char *name, GError **error)
{
    g_autoptr(LedgerRecord) record = NULL;
    g_autofree char *text = NULL;

    if (!channel_ledger_find(fediverse->host, "pair", name, &record, error))
        return FALSE;
    text = record != NULL ? clock_format_utc(record->at - record->at % CLOCK_SECOND) : NULL;
    if (text != NULL)
        json_object_set_new(actor, "published", json_string(text));
    return TRUE;
}

/* Servers keep a copy, and fetch it again when its address is another one. */
static void
set_picture(const Fediverse *fediverse, json_t *actor)
{
    const ChannelAvatar *avatar = &fediverse->avatar;
    g_autofree char *url = NULL;

    if (avatar->bytes == NULL)
        return;
    url = g_strdup_printf("%s/ap/avatar?is=%.8s", fediverse->base, avatar->sha1);
    json_object_set_new(actor, "icon",
                        json_pack("{s:s, s:s, s:s}", "type", "Image", "mediaType", avatar->type, "url", url));
}

static json_t *
describe_desk(const Fediverse *fediverse, const Endpoint *desk, const Keypair *pair)
{
    static const char *const MEMBERS[] = { "inbox", "outbox", "followers", "following", "featured" };
    g_autofree char *name = fediverse_name_of(desk), *id = fediverse_name_actor(fediverse, name);
    g_autofree char *page = fediverse_name_page(fediverse, name), *shared = fediverse_name_shared_inbox(fediverse);
    g_autofree char *summary = summary_of(fediverse, name);
    json_t *actor = json_pack(
        "{s:o, s:s, s:s, s:s, s:s, s:s, s:s, s:{s:s}, s:b, s:b, s:b, s:s, s:o, s:o}", "@context", context(), "id", id,
        "type", fediverse->type, "preferredUsername", name, "name", desk->name, "summary", summary, "url", page,
        "endpoints", "sharedInbox", shared, "manuallyApprovesFollowers", FALSE, "discoverable", TRUE, "indexable", TRUE,
        "webfinger", desk->uri + strlen("acct:"), "attachment", proof(fediverse), "publicKey", public_key(id, pair));

    for (gsize i = 0; i < G_N_ELEMENTS(MEMBERS); i++)
        set_address(fediverse, actor, name, MEMBERS[i]);
    set_picture(fediverse, actor);
    return actor;
}

static json_t *
describe_instance(const Fediverse *fediverse, const Keypair *pair)
{
    g_autofree char *id = fediverse_name_actor(fediverse, ""), *inbox = fediverse_name_shared_inbox(fediverse);
    g_autofree char *page = fediverse_name_page(fediverse, ""), *outbox = g_strconcat(id, "/outbox", NULL);
    const char *domain = fediverse->host->domain;

    return json_pack("{s:o, s:s, s:s, s:s, s:s, s:s++, s:s, s:s, s:s, s:b, s:o}", "@context", context(), "id", id,
                     "type", "Application", "preferredUsername", domain, "name", fediverse->host->authority,
                     "webfinger", domain, "@", domain, "url", page, "inbox", inbox, "outbox", outbox,
                     "manuallyApprovesFollowers", TRUE, "publicKey", public_key(id, pair));
}

/* ---- actors ---- */

json_t *
fediverse_actor_describe(Fediverse *fediverse, const Endpoint *desk, GError **error)
{
    g_autofree char *name = fediverse_name_of(desk);
    const Keypair *pair = fediverse_key_own(fediverse, name, error);
    g_autoptr(Json) actor = pair != NULL ? describe_desk(fediverse, desk, pair) : NULL;

    return actor != NULL && set_published(fediverse, actor, name, error) ? g_steal_pointer(&actor) : NULL;
}

gboolean
fediverse_actor_instance(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    Fediverse *fediverse = data;
    const Keypair *pair = fediverse_key_own(fediverse, "", error);

    (void)request;
    http_response_set_cache(response, "public, max-age=300");
    return pair != NULL && fediverse_answer(response, ACTIVITY_TYPE, describe_instance(fediverse, pair));
}

gboolean
fediverse_actor_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_autoptr(GPtrArray) desks = fediverse_name_desks(data);
    const Endpoint *desk = fediverse_name_find(desks, http_request_parameter(request, "name"));
    json_t *actor;

    if (desk == NULL)
        return fediverse_not_found(error);
    actor = fediverse_actor_describe(data, desk, error);
    http_response_set_cache(response, "public, max-age=300");
    return actor != NULL && fediverse_answer(response, ACTIVITY_TYPE, actor);
}

gboolean
fediverse_actor_picture(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const Fediverse *fediverse = data;

    (void)request;
    if (fediverse->avatar.bytes == NULL)
        return fediverse_not_found(error);
    http_response_set_cache(response, "public, max-age=86400");
    http_response_set_header(response, "Cross-Origin-Resource-Policy", "cross-origin");
    return http_response_bytes(response, fediverse->avatar.type, g_bytes_ref(fediverse->avatar.bytes));
}

/* ---- collections ---- */

typedef struct {
    Fediverse *fediverse;
    const char *name, *member;
    char *id;
    guint page; /* 0: the collection itself */
} Asked;

static json_t *
collection(const Asked *asked, gint64 total, gboolean pages)
{
    json_t *object = json_pack("{s:s, s:s, s:s, s:I}", "@context", ACTIVITY_CONTEXT, "id", asked->id, "type",
                               "OrderedCollection", "totalItems", (json_int_t)total);
    g_autofree char *first = g_strconcat(asked->id, "?page=1", NULL);

    if (pages)
        json_object_set_new(object, "first", json_string(first));
    return object;
}

/* Who follows is nobody's business: the number alone. */
static json_t *
list_followers(const Asked *asked, GError **error)
{
    g_autofree char *kind = g_strconcat("follow.", asked->name, NULL);
    gint64 count;

    return channel_ledger_count(asked->fediverse->host, kind, "", &count, error) ? collection(asked, count, FALSE)
                                                                                 : NULL;
}

static json_t *
list_nothing(const Asked *asked, GError **error)
{
    json_t *object = collection(asked, 0, FALSE);

    (void)error;
    json_object_set_new(object, "orderedItems", json_array());
    return object;
}

/* Whether the post of @item is the desk's own. @ret_author, new: whose it is; NULL: nobody's, or nobody can say now. */
static gboolean
is_own(const Asked *asked, const PublicationItem *item, char **ret_author)
{
    *ret_author = NULL;
    return fediverse_post_author(asked->fediverse, item->slug, ret_author, NULL) &&
           g_strcmp0(*ret_author, asked->name) == 0;
}

/* One desk posts, others share. NULL: nothing. */
static json_t *
activity_of(const Asked *asked, const PublicationItem *item)
{
    g_autofree char *author = NULL;
    gboolean own = is_own(asked, item, &author);

    if (item->act == ACT_WITHDRAWAL || author == NULL)
        return NULL;
    return own ? fediverse_render_activity(asked->fediverse, item, asked->name, NULL)
               : fediverse_share_render(asked->fediverse, item, asked->name, author, item->published);
}

static json_t *
page_of(const Asked *asked, const PublicList *list)
{
    g_autofree char *id = g_strdup_printf("%s?page=%u", asked->id, asked->page);
    g_autofree char *next = g_strdup_printf("%s?page=%u", asked->id, asked->page + 1);
    json_t *items = json_array();
    json_t *page = json_pack("{s:o, s:s, s:s, s:s, s:o}", "@context", fediverse_render_context(), "id", id, "type",
                             "OrderedCollectionPage", "partOf", asked->id, "orderedItems", items);

    for (guint i = 0; i < list->items->len; i++) {
        const PublicationItem *item = g_ptr_array_index(list->items, i);
        json_t *activity = activity_of(asked, item);

        if (activity == NULL)
            continue;
        json_object_del(activity, "@context");
        json_array_append_new(items, activity);
    }
    if (asked->page < list->pages)
        json_object_set_new(page, "next", json_string(next));
    return page;
}

/* Pinned is what is urgent: alerts, as long as they last. */
static json_t *
list_alerts(const Asked *asked, GError **error)
{
    const Publishing *publishing = asked->fediverse->host->publishing;
    const PublicQuestion question = { .place = PLACE_ALERTS,
                                      .language = publishing_mediation(publishing)->language,
                                      .page = 1 };
    g_autoptr(PublicList) list = NULL;
    json_t *items, *object;

    list = public_view_list(publishing, &READER, &question, error);
    if (list == NULL)
        return NULL;
    items = json_array();
    for (guint i = 0; i < list->items->len; i++) {
        const PublicationItem *item = g_ptr_array_index(list->items, i);
        gint64 expires = item->content->expires;
        g_autofree char *author = NULL;

        if (item->act != ACT_WITHDRAWAL && is_own(asked, item, &author) && (expires == 0 || expires > clock_now()))
            json_array_append_new(items, fediverse_render_note(asked->fediverse, item, asked->name, NULL));
    }
    object = collection(asked, (gint64)json_array_size(items), FALSE);
    json_object_set_new(object, "orderedItems", items);
    return object;
}

/* What the body publishes is of the one desk that speaks for it; others may share what is on their topic. */
static json_t *
list_posts(const Asked *asked, GError **error)
{
    const Fediverse *fediverse = asked->fediverse;
    g_autoptr(PublicList) list =
        fediverse_share_list(fediverse, asked->name, fediverse->host->language, MAX(asked->page, 1), error);

    if (list == NULL)
        return NULL;
    return asked->page == 0 ? collection(asked, list->total, TRUE) : page_of(asked, list);
}

static const struct {
    const char *member;
    json_t *(*list)(const Asked *asked, GError **error);
} COLLECTIONS[] = {
    { "followers", list_followers },
    { "following", list_nothing },
    { "featured", list_alerts },
    { "outbox", list_posts },
};

/* The server itself posts nothing. */
gboolean
fediverse_actor_instance_outbox(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_autofree char *actor = fediverse_name_actor(data, ""), *id = g_strconcat(actor, "/outbox", NULL);
    const Asked asked = { .fediverse = data, .name = "", .member = "outbox", .id = id };

    (void)request;
    http_response_set_cache(response, "public, max-age=300");
    return fediverse_answer(response, ACTIVITY_TYPE, list_nothing(&asked, error));
}

gboolean
fediverse_actor_collection(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const char *member = http_request_parameter(request, "member"), *page = http_request_query(request, "page");
    g_autoptr(GPtrArray) desks = fediverse_name_desks(data);
    const Endpoint *desk = fediverse_name_find(desks, http_request_parameter(request, "name"));
    g_autofree char *name = desk != NULL ? fediverse_name_of(desk) : NULL, *id = NULL;
    Asked asked = { .fediverse = data, .name = name, .member = member };
    json_t *found = NULL;
    gint64 number = 0;

    if (desk == NULL || (page != NULL && !number_parse_int64(page, 1, PUBLIC_PAGES_MAX, &number, NULL)))
        return fediverse_not_found(error);
    asked.id = id = fediverse_name_part(data, name, member);
    asked.page = (guint)number;
    for (gsize i = 0; i < G_N_ELEMENTS(COLLECTIONS); i++) {
        if (strcmp(COLLECTIONS[i].member, member) == 0) {
            found = COLLECTIONS[i].list(&asked, error);
            return found != NULL && fediverse_answer(response, ACTIVITY_TYPE, found);
        }
    }
    return fediverse_not_found(error);
}

/* ---- posts ---- */

gboolean
fediverse_actor_post(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const Fediverse *fediverse = data;
    g_autoptr(PublicationItem) item =
        public_view_item(fediverse->host->publishing, &READER, http_request_parameter(request, "slug"), error);
    g_autofree char *author = NULL;
    json_t *note;

    if (item == NULL || !fediverse_post_author(fediverse, item->slug, &author, error))
        return FALSE;
    if (author == NULL)
        return fediverse_not_found(error);
    note = fediverse_render_note(fediverse, item, author, error);
    if (note == NULL)
        return FALSE;
    json_object_set_new(note, "@context", fediverse_render_context());
    if (item->act == ACT_WITHDRAWAL)
        http_response_set_status(response, 410);
    return fediverse_answer(response, ACTIVITY_TYPE, note);
}
