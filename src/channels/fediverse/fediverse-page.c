/* SPDX-License-Identifier: Apache-2.0 */
/* Our desks on the social network, for people: a page that anybody can read without an account, and by which other
 * servers see that the account is ours (rel="me"). */
#include <string.h>

#include "base/error.h"
#include "channels/fediverse/fediverse-private.h"
#include "http/value.h"
#include "wire/html.h"

typedef struct {
    Fediverse *fediverse;
    HttpRequest *request;
    const Locale *locale;
} Shown;

/* @path in the language that the address asks for. */
static const char *
url_of(const Shown *shown, const char *path)
{
    gboolean asked = http_request_query(shown->request, "lang") != NULL;

    return asked ? http_request_format(shown->request, "%s?lang=%s", path, locale_tag(shown->locale)) : path;
}

static const char *
page_of(const Shown *shown, const char *name)
{
    return url_of(shown, http_request_format(shown->request, "/desks/%s", name));
}

/* ---- all of them ---- */

static json_t *
describe_desk(const Shown *shown, const Endpoint *desk)
{
    g_autofree char *name = fediverse_name_of(desk);

    return json_pack("{s:o, s:s, s:s+}", "desk_name", value_text(desk->name), "url", page_of(shown, name), "handle",
                     "@", desk->uri + strlen("acct:"));
}

gboolean
fediverse_page_list(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const Shown shown = { data, request, http_response_locale(response) };
    g_autoptr(GPtrArray) desks = fediverse_name_desks(data);
    json_t *list = json_array();

    for (guint i = 0; i < desks->len; i++)
        value_add(list, describe_desk(&shown, g_ptr_array_index(desks, i)));
    http_response_set_cache(response, "public, max-age=60");
    return http_response_show(response, "fediverse/desks", json_pack("{s:o}", "desks", value_list(list)), error);
}

/* ---- one of them ---- */

static gboolean
count(const Shown *shown, const char *kind, const char *prefix, char **ret, GError **error)
{
    gint64 number;

    if (!channel_ledger_count(shown->fediverse->host, kind, prefix, &number, error))
        return FALSE;
    *ret = number > 0 ? locale_number(shown->locale, number) : NULL;
    return TRUE;
}

static json_t *
describe_post(const Shown *shown, const PublicationItem *item, GError **error)
{
    const PublicationText *text = publication_content_any(item->content, locale_tag(shown->locale));
    const char *zone = publishing_mediation(shown->fediverse->host->publishing)->timezone;
    g_autofree char *prefix = g_strconcat(item->slug, " ", NULL), *likes = NULL, *shares = NULL;

    if (!count(shown, "like", prefix, &likes, error) || !count(shown, "share", prefix, &shares, error))
        return NULL;
    return json_pack("{s:o, s:s, s:o, s:o, s:b, s:o, s:o}", "headline", value_text(text->title), "url",
                     url_of(shown, http_request_format(shown->request, "/news/%s", item->slug)), "summary",
                     value_text(*text->summary != '\0' ? text->summary : NULL), "when",
                     value_day(shown->locale, item->published, zone), "corrected", item->act == ACT_CORRECTION, "likes",
                     value_text(likes), "shares", value_text(shares));
}

static json_t *
describe_posts(const Shown *shown, const PublicList *list, GError **error)
{
    g_autoptr(Json) posts = json_array();

    for (guint i = 0; i < list->items->len; i++) {
        const PublicationItem *item = g_ptr_array_index(list->items, i);
        json_t *post = item->act != ACT_WITHDRAWAL ? describe_post(shown, item, error) : json_null();

        if (post == NULL)
            return NULL;
        if (json_is_object(post))
            value_add(posts, post);
    }
    return value_list(json_incref(posts));
}

/* Who follows a desk that posts nothing itself is told which one does. */
static json_t *
describe_publisher(const Shown *shown, const GPtrArray *desks, const char *name)
{
    g_autofree char *publisher = fediverse_name_publisher(shown->fediverse);
    const Endpoint *desk = publisher != NULL ? fediverse_name_find(desks, publisher) : NULL;

    if (desk == NULL || strcmp(publisher, name) == 0)
        return json_null();
    return json_pack("{s:s+, s:s, s:b}", "publisher", "@", desk->uri + strlen("acct:"), "publisher_url",
                     page_of(shown, publisher), "shares_topic", fediverse_share_topic(shown->fediverse, name) != NULL);
}

gboolean
fediverse_page_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const Shown shown = { data, request, http_response_locale(response) };
    g_autoptr(GPtrArray) desks = fediverse_name_desks(data);
    const Endpoint *desk = fediverse_name_find(desks, http_request_parameter(request, "name"));
    g_autofree char *name = desk != NULL ? fediverse_name_of(desk) : NULL, *kind = NULL, *page = NULL;
    g_autofree char *number = NULL;
    g_autoptr(PublicList) list = NULL;
    json_t *posts;
    gint64 followers;

    if (desk == NULL)
        return fediverse_not_found(error);
    kind = g_strconcat("follow.", name, NULL);
    list = fediverse_share_list(data, name, locale_tag(shown.locale), 1, error);
    posts = list != NULL ? describe_posts(&shown, list, error) : NULL;
    if (posts == NULL || !channel_ledger_count(shown.fediverse->host, kind, "", &followers, error))
        return FALSE;
    page = fediverse_name_page(data, name);
    number = locale_number(shown.locale, followers);
    http_response_set_cache(response, "public, max-age=60");
    return http_response_show(response, "fediverse/desk",
                              json_pack("{s:{s:o, s:s+, s:s, s:I, s:s, s:o, s:o, s:s}}", "desk", "desk_name",
                                        value_text(desk->name), "handle", "@", desk->uri + strlen("acct:"), "me", page,
                                        "followers", (json_int_t)followers, "shown", number, "posts", posts,
                                        "elsewhere", describe_publisher(&shown, desks, name), "all_desks",
                                        url_of(&shown, "/desks")),
                              error);
}
