/* SPDX-License-Identifier: Apache-2.0 */
/* How others find us: WebFinger, host-meta, NodeInfo. */
#include <string.h>

#include "base/error.h"
#include "channels/fediverse/fediverse-private.h"
#include "views/public-view.h"

static const Actor READER = { .kind = ACTOR_CITIZEN, .name = "fediverse" };

gboolean
fediverse_not_found(GError **error)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "there is nobody and nothing of that name");
    return FALSE;
}

gboolean
fediverse_answer(HttpResponse *response, const char *type, json_t *json)
{
    char *text = json_dumps(json, JSON_COMPACT);

    json_decref(json);
    http_response_set_header(response, "Vary", "Accept, Signature");
    http_response_set_header(response, "Access-Control-Allow-Origin", "*");
    http_response_set_header(response, "Cross-Origin-Resource-Policy", "cross-origin");
    return http_response_bytes(response, type, g_bytes_new_take(text, strlen(text)));
}

/* ---- WebFinger (RFC 7033) ---- */

/* The server itself is an account too: some call it by our domain, who know its property "webfinger", and others by the
 * host of its id. */
static gboolean
is_ours(const Fediverse *fediverse, const char *host)
{
    return g_ascii_strcasecmp(host, fediverse->host->domain) == 0 || strcmp(host, fediverse->authority) == 0;
}

/* The desk that an account or an id of an actor or page means; "" the instance; NULL: none of ours. */
static char *
find_name(const Fediverse *fediverse, const char *resource)
{
    g_autoptr(WebfingerAccount) account = webfinger_account_parse(resource, NULL);
    g_autofree char *instance = fediverse_name_actor(fediverse, ""), *pages = fediverse_name_page(fediverse, "");
    gsize length = strlen(pages);

    if (account != NULL) {
        if (!is_ours(fediverse, account->host))
            return NULL;
        return g_strdup(is_ours(fediverse, account->name) ? "" : account->name);
    }
    if (strcmp(resource, instance) == 0)
        return g_strdup("");
    if (strncmp(resource, pages, length) == 0 && resource[length] == '/')
        return g_strdup(resource + length + 1);
    return fediverse_name_read_actor(fediverse, resource);
}

static json_t *
describe(const Fediverse *fediverse, const char *name)
{
    g_autoptr(GPtrArray) desks = fediverse_name_desks(fediverse);
    const Endpoint *desk = *name != '\0' ? fediverse_name_find(desks, name) : NULL;
    g_autofree char *own = desk != NULL ? fediverse_name_of(desk) : g_strdup("");
    g_autofree char *actor = fediverse_name_actor(fediverse, own), *page = fediverse_name_page(fediverse, own);
    g_autofree char *subject = g_strdup_printf("acct:%s@%s", fediverse->host->domain, fediverse->host->domain);

    if (*name != '\0' && desk == NULL)
        return NULL;
    return webfinger_answer_make(desk != NULL ? desk->uri : subject, actor, page);
}

/* "https://city.example/": our domain, and where we are. */
static gboolean
is_server(const Fediverse *fediverse, const char *resource)
{
    g_autofree char *url = g_strndup(resource, strlen(resource) - (g_str_has_suffix(resource, "/") ? 1 : 0));
    g_autofree char *domain = g_strconcat("https://", fediverse->host->domain, NULL);

    return strcmp(url, domain) == 0 || strcmp(url, fediverse->base) == 0;
}

static json_t *
answer_to(const Fediverse *fediverse, const char *resource)
{
    g_autofree char *name = NULL, *actor = fediverse_name_actor(fediverse, "");

    if (is_server(fediverse, resource))
        return webfinger_answer_make_server(resource, actor);
    name = find_name(fediverse, resource);
    return name != NULL ? describe(fediverse, name) : NULL;
}

gboolean
fediverse_discovery_webfinger(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const Fediverse *fediverse = data;
    const char *resource = http_request_query(request, "resource");
    json_t *answer = resource != NULL ? answer_to(fediverse, resource) : NULL;

    if (resource == NULL) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "say whom: ?resource=acct:name@host");
        return FALSE;
    }
    http_response_set_cache(response, "public, max-age=300");
    return answer != NULL ? fediverse_answer(response, WEBFINGER_TYPE, answer) : fediverse_not_found(error);
}

gboolean
fediverse_discovery_host_meta(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const Fediverse *fediverse = data;
    g_autofree char *base = html_escape(fediverse->base);
    char *text = g_strdup_printf("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                 "<XRD xmlns=\"http://docs.oasis-open.org/ns/xri/xrd-1.0\">\n"
                                 "  <Link rel=\"lrdd\" template=\"%s/.well-known/webfinger?resource={uri}\"/>\n"
                                 "</XRD>\n",
                                 base);

    (void)request;
    (void)error;
    http_response_set_cache(response, "public, max-age=86400");
    http_response_set_header(response, "Access-Control-Allow-Origin", "*");
    return http_response_bytes(response, "application/xrd+xml", g_bytes_new_take(text, strlen(text)));
}

/* ---- NodeInfo ---- */

gboolean
fediverse_discovery_nodeinfo_links(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const Fediverse *fediverse = data;
    g_autofree char *href = g_strconcat(fediverse->base, "/nodeinfo/2.0", NULL);

    (void)request;
    (void)error;
    http_response_set_cache(response, "public, max-age=86400");
    return fediverse_answer(
        response, "application/json",
        json_pack("{s:[{s:s, s:s}]}", "links", "rel", "http://nodeinfo.diaspora.software/ns/schema/2.0", "href", href));
}

gboolean
fediverse_discovery_nodeinfo(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const Fediverse *fediverse = data;
    const Publishing *publishing = fediverse->host->publishing;
    g_autoptr(GPtrArray) desks = fediverse_name_desks(fediverse);
    g_autoptr(PublicList) list = public_view_list(
        publishing, &READER,
        &(PublicQuestion){ .place = PLACE_ALL, .language = publishing_mediation(publishing)->language, .page = 1 },
        error);

    (void)request;
    if (list == NULL)
        return FALSE;
    http_response_set_cache(response, "public, max-age=3600");
    return fediverse_answer(
        response, "application/json; profile=\"http://nodeinfo.diaspora.software/ns/schema/2.0#\"",
        json_pack("{s:s, s:{s:s, s:s}, s:[s], s:{s:[], s:[]}, s:b, s:{s:{s:i, s:i, s:i}, s:i}, s:{}}", "version", "2.0",
                  "software", "name", "tribune", "version", TRIBUNE_VERSION, "protocols", "activitypub", "services",
                  "inbound", "outbound", "openRegistrations", FALSE, "usage", "users", "total", (int)desks->len,
                  "activeMonth", (int)desks->len, "activeHalfyear", (int)desks->len, "localPosts", (int)list->total,
                  "metadata"));
}
