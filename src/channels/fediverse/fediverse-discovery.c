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

/* The desk that an account or an id of an actor or page means; "" the instance; NULL: none of ours. */
static char *
find_name(const Fediverse *fediverse, const char *resource)
{
    g_autoptr(WebfingerAccount) account = webfinger_account_parse(resource, NULL);
    g_autofree char *instance = fediverse_name_actor(fediverse, ""), *pages = fediverse_name_page(fediverse, "");
    gsize length = strlen(pages);

    if (account != NULL) {
        if (strcmp(account->host, fediverse->host->domain) != 0 && strcmp(account->host, fediverse->authority) != 0)
            return NULL;
        return strcmp(account->name, account->host) == 0 ? g_strdup("") : g_strdup(account->name);
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

gboolean
fediverse_discovery_webfinger(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const Fediverse *fediverse = data;
    const char *resource = http_request_query(request, "resource");
    g_autofree char *name = resource != NULL ? find_name(fediverse, resource) : NULL;
    json_t *answer = name != NULL ? describe(fediverse, name) : NULL;

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
