/* SPDX-License-Identifier: Apache-2.0 */
#include "net/fetch.h"

#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/text.h"
#include "net/easy-private.h"
#include "net/guard.h"

#define URL_LIMIT 4096
#define KEPT      64 /* handles, for as many places */

struct Fetch {
    Guard *guard;
    char *user_agent, *ca_file;
    gsize max_size;
    guint max_redirects;
    gint64 connect_timeout;
    EasyPool *pool;
};

typedef struct {
    const Fetch *fetch;
    GHashTable *headers;
    gsize headers_size;
    GByteArray *body;
    gboolean forbidden, too_large;
    char trouble[CURL_ERROR_SIZE];
} Transfer;

/* ---- what libcurl tells and asks us ---- */

/* The one place where connections are made: nothing gets past it. */
static curl_socket_t
on_open_socket(void *data, curlsocktype purpose, struct curl_sockaddr *address)
{
    Transfer *transfer = data;

    if (purpose != CURLSOCKTYPE_IPCXN || !guard_allows(transfer->fetch->guard, &address->addr)) {
        transfer->forbidden = TRUE;
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static void
add_header(GHashTable *headers, const char *line, gsize length)
{
    const char *colon = memchr(line, ':', length);
    g_autofree char *name = NULL;
    g_autofree char *value = NULL;
    const char *before;

    if (colon == NULL || colon == line)
        return;
    name = g_ascii_strdown(line, colon - line);
    value = text_one_line(colon + 1, length - (gsize)(colon + 1 - line), FETCH_HEADERS_LIMIT);
    before = g_hash_table_lookup(headers, name);
    if (before != NULL) {
        char *joined = g_strconcat(before, ", ", value, NULL);

        g_free(value);
        value = joined;
    }
    g_hash_table_insert(headers, g_steal_pointer(&name), g_steal_pointer(&value));
}

static size_t
on_header(char *line, size_t size, size_t count, void *data)
{
    Transfer *transfer = data;
    gsize length = size * count;

    if (length >= 5 && memcmp(line, "HTTP/", 5) == 0) { /* of a redirect or a 100 before: begin anew */
        g_hash_table_remove_all(transfer->headers);
        transfer->headers_size = 0;
    }
    transfer->headers_size += length;
    if (transfer->headers_size > FETCH_HEADERS_LIMIT) {
        transfer->too_large = TRUE;
        return 0;
    }
    add_header(transfer->headers, line, length);
    return length;
}

static size_t
on_body(char *bytes, size_t size, size_t count, void *data)
{
    Transfer *transfer = data;
    gsize length = size * count;

    if (length > transfer->fetch->max_size - transfer->body->len) {
        transfer->too_large = TRUE;
        return 0;
    }
    g_byte_array_append(transfer->body, (guint8 *)bytes, (guint)length);
    return length;
}

/* ---- the request ---- */

static const char *const METHODS[] = { "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", NULL };

static gboolean
is_header(const char *line)
{
    const char *colon = strchr(line, ':');

    for (const char *at = line; at < colon; at++) {
        if (!g_ascii_isalnum(*at) && strchr("!#$%&'*+-.^_`|~", *at) == NULL)
            return FALSE;
    }
    return colon != NULL && colon > line && strpbrk(line, "\r\n") == NULL;
}

static gboolean
check_request(const FetchRequest *request, GError **error)
{
    const char *wrong = NULL;

    if (request->method != NULL && !g_strv_contains(METHODS, request->method))
        wrong = "no such method";
    else if (strlen(request->url) > URL_LIMIT)
        wrong = "the URL is too long";
    else if (g_ascii_strncasecmp(request->url, "http://", 7) != 0 &&
             g_ascii_strncasecmp(request->url, "https://", 8) != 0)
        wrong = "the URL is not http or https";
    for (const char *const *line = request->headers; line != NULL && *line != NULL && wrong == NULL; line++)
        wrong = is_header(*line) ? NULL : "a header is not one";
    if (wrong != NULL)
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, wrong);
    return wrong == NULL;
}

static struct curl_slist *
list_headers(const char *const *headers)
{
    struct curl_slist *list = curl_slist_append(NULL, "Expect:"); /* do not wait for a 100 */

    for (; headers != NULL && *headers != NULL; headers++)
        list = curl_slist_append(list, *headers);
    return list;
}

static void
set_method(CURL *easy, const FetchRequest *request)
{
    const char *method = request->method != NULL ? request->method : "GET";
    gsize length = 0;
    const void *body = request->body != NULL ? g_bytes_get_data(request->body, &length) : NULL;

    if (strcmp(method, "HEAD") == 0) {
        EASY_SET(easy, CURLOPT_NOBODY, 1L);
    } else if (strcmp(method, "GET") != 0) {
        EASY_SET(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)length);
        EASY_SET(easy, CURLOPT_POSTFIELDS, body != NULL ? body : "");
        EASY_SET(easy, CURLOPT_CUSTOMREQUEST, method);
    }
}

static void
set_redirects(const Fetch *fetch, CURL *easy, const FetchRequest *request)
{
    gboolean follows =
        request->method == NULL || strcmp(request->method, "GET") == 0 || strcmp(request->method, "HEAD") == 0;
    gboolean secure = g_ascii_strncasecmp(request->url, "https", 5) == 0;

    EASY_SET(easy, CURLOPT_FOLLOWLOCATION, (long)(follows && fetch->max_redirects > 0));
    EASY_SET(easy, CURLOPT_MAXREDIRS, (long)fetch->max_redirects);
    EASY_SET(easy, CURLOPT_REDIR_PROTOCOLS_STR, secure ? "https" : "http,https");
}

static void
set_transfer(const Fetch *fetch, CURL *easy, Transfer *transfer, gint64 deadline)
{
    EASY_SET(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    EASY_SET(easy, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
    EASY_SET(easy, CURLOPT_USERAGENT, fetch->user_agent);
    EASY_SET(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (fetch->ca_file != NULL)
        EASY_SET(easy, CURLOPT_CAINFO, fetch->ca_file);
    EASY_SET(easy, CURLOPT_OPENSOCKETFUNCTION, on_open_socket);
    EASY_SET(easy, CURLOPT_OPENSOCKETDATA, transfer);
    EASY_SET(easy, CURLOPT_HEADERFUNCTION, on_header);
    EASY_SET(easy, CURLOPT_HEADERDATA, transfer);
    EASY_SET(easy, CURLOPT_WRITEFUNCTION, on_body);
    EASY_SET(easy, CURLOPT_WRITEDATA, transfer);
    EASY_SET(easy, CURLOPT_ERRORBUFFER, transfer->trouble);
    EASY_SET(easy, CURLOPT_TIMEOUT_MS, easy_milliseconds(deadline, 0));
    EASY_SET(easy, CURLOPT_CONNECTTIMEOUT_MS, easy_milliseconds(deadline, fetch->connect_timeout));
}

/* "https://city.example:8443" of what check_request() passed. */
static char *
origin_of(const char *url)
{
    const char *host = strstr(url, "://") + 3;

    return g_ascii_strdown(url, host - url + (gssize)strcspn(host, "/?#"));
}

/* ---- the answer ---- */

static gboolean
fail(CURLcode result, const Transfer *transfer, GError **error)
{
    TribuneError code = TRIBUNE_ERROR_UNAVAILABLE;
    const char *words = curl_easy_strerror(result);

    if (transfer->forbidden && result == CURLE_COULDNT_CONNECT) {
        code = TRIBUNE_ERROR_FORBIDDEN;
        words = "the address is not a public one";
    } else if (transfer->too_large) {
        code = TRIBUNE_ERROR_LIMIT;
        words = "the answer is too large";
    } else if (result == CURLE_TOO_MANY_REDIRECTS) {
        code = TRIBUNE_ERROR_LIMIT;
    } else if (result == CURLE_GOT_NOTHING || result == CURLE_RECV_ERROR || result == CURLE_PARTIAL_FILE) {
        code = TRIBUNE_ERROR_TEMPORARY;
        words = "the server said nothing, or not all of it";
    } else if (result == CURLE_OPERATION_TIMEDOUT) {
        code = TRIBUNE_ERROR_TEMPORARY;
        words = "the server took too long";
    } else if (result == CURLE_URL_MALFORMAT || result == CURLE_UNSUPPORTED_PROTOCOL || result == CURLE_LOGIN_DENIED) {
        code = TRIBUNE_ERROR_INVALID;
    }
    g_set_error(error, TRIBUNE_ERROR, (gint)code, "fetching: %s", words);
    return FALSE;
}

static FetchResponse *
take_response(CURL *easy, Transfer *transfer)
{
    FetchResponse *response = g_new0(FetchResponse, 1);
    const char *url = NULL;
    long status = 0;

    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(easy, CURLINFO_EFFECTIVE_URL, &url);
    response->status = (guint)status;
    response->url = g_strdup(url);
    response->headers = g_hash_table_ref(transfer->headers);
    response->body = g_byte_array_free_to_bytes(g_steal_pointer(&transfer->body));
    return response;
}

/* ---- public ---- */

Fetch *
fetch_new(const FetchSettings *settings, GError **error)
{
    Guard *guard = guard_new(settings->allowed, error);
    Fetch *fetch;

    if (guard == NULL)
        return NULL;
    fetch = g_new0(Fetch, 1);
    fetch->guard = guard;
    fetch->user_agent = g_strdup(settings->user_agent);
    fetch->ca_file = g_strdup(settings->ca_file);
    fetch->max_size = MIN(settings->max_size, G_MAXINT32);
    fetch->max_redirects = settings->max_redirects;
    fetch->connect_timeout = settings->connect_timeout;
    fetch->pool = easy_pool_new(KEPT);
    return fetch;
}

void
fetch_free(Fetch *fetch)
{
    if (fetch == NULL)
        return;
    easy_pool_free(fetch->pool);
    guard_free(fetch->guard);
    g_free(fetch->user_agent);
    g_free(fetch->ca_file);
    g_free(fetch);
}

gboolean
fetch_perform(Fetch *fetch, const FetchRequest *request, gint64 deadline, FetchResponse **ret, GError **error)
{
    g_autoptr(GHashTable) headers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    Transfer transfer = { .fetch = fetch, .headers = headers };
    g_autofree char *origin = NULL;
    struct curl_slist *lines;
    CURLcode result;
    CURL *easy;

    if (!check_request(request, error))
        return FALSE;
    transfer.body = g_byte_array_new();
    lines = list_headers(request->headers);
    origin = origin_of(request->url);
    easy = easy_pool_take(fetch->pool, origin);
    set_transfer(fetch, easy, &transfer, deadline);
    set_redirects(fetch, easy, request);
    set_method(easy, request);
    EASY_SET(easy, CURLOPT_URL, request->url);
    EASY_SET(easy, CURLOPT_HTTPHEADER, lines);
    result = curl_easy_perform(easy);
    if (result == CURLE_OK)
        *ret = take_response(easy, &transfer);
    else
        fail(result, &transfer, error);
    easy_pool_give(fetch->pool, easy, origin);
    curl_slist_free_all(lines);
    g_clear_pointer(&transfer.body, g_byte_array_unref);
    return result == CURLE_OK;
}

void
fetch_response_free(FetchResponse *response)
{
    if (response == NULL)
        return;
    g_free(response->url);
    g_hash_table_unref(response->headers);
    g_bytes_unref(response->body);
    g_free(response);
}

const char *
fetch_response_header(const FetchResponse *response, const char *name)
{
    return g_hash_table_lookup(response->headers, name);
}
