/* SPDX-License-Identifier: Apache-2.0 */
/* One file from where its writer's program put it, behind the guard of net/fetch.h. */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/log.h"
#include "channels/xmpp/xmpp-private.h"
#include "wire/filename.h"

void
xmpp_fetched_clear(XmppFetched *fetched)
{
    g_clear_pointer(&fetched->response, fetch_response_free);
}

/* ---- what came of it ---- */

static const struct {
    guint first, last; /* status */
    gboolean later;
    const char *because;
} ANSWERS[] = {
    { 404, 404, FALSE, SAY_NOOP("its server does not have it") },
    { 410, 410, FALSE, SAY_NOOP("its server does not have it any more") },
    { 408, 408, TRUE, SAY_NOOP("its server was too busy for an hour") },
    { 425, 429, TRUE, SAY_NOOP("its server was too busy for an hour") },
    { 500, 599, TRUE, SAY_NOOP("its server was out of order for an hour") },
    { 0, 999, FALSE, SAY_NOOP("its server does not give it to us") },
};

static const struct {
    TribuneError code;
    gboolean later;
    const char *because;
} TROUBLES[] = {
    { TRIBUNE_ERROR_LIMIT, FALSE, SAY_NOOP("it is larger than we take, or its server sends us around in circles") },
    { TRIBUNE_ERROR_FORBIDDEN, FALSE, SAY_NOOP("it is in a network that files are not fetched from") },
    { TRIBUNE_ERROR_INVALID, FALSE, SAY_NOOP("the link is no address on the web") },
    { TRIBUNE_ERROR_TEMPORARY, TRUE, SAY_NOOP("its server took too long for an hour") },
    { TRIBUNE_ERROR_UNAVAILABLE, TRUE, SAY_NOOP("its server could not be reached for an hour") },
};

static void
judge_answer(guint status, XmppFetched *ret)
{
    for (guint i = 0; i < G_N_ELEMENTS(ANSWERS) && ret->because == NULL; i++)
        if (status >= ANSWERS[i].first && status <= ANSWERS[i].last)
            *ret = (XmppFetched){ .because = ANSWERS[i].because, .later = ANSWERS[i].later };
}

static void
judge_trouble(const GError *error, XmppFetched *ret)
{
    *ret = (XmppFetched){ .because = TROUBLES[G_N_ELEMENTS(TROUBLES) - 1].because, .later = TRUE };
    for (guint i = 0; i < G_N_ELEMENTS(TROUBLES); i++)
        if (g_error_matches(error, TRIBUNE_ERROR, (gint)TROUBLES[i].code))
            *ret = (XmppFetched){ .because = TROUBLES[i].because, .later = TROUBLES[i].later };
}

void
xmpp_file_fetch(Xmpp *xmpp, const char *url, gint64 deadline, XmppFetched *ret)
{
    FetchRequest request = { .url = url };
    g_autoptr(GError) error = NULL;
    g_autoptr(FetchResponse) response = NULL;

    *ret = (XmppFetched){ 0 };
    if (!fetch_perform(xmpp->fetch, &request, deadline, &response, &error)) {
        log_event(LOG_INFO, "xmpp.file", "channel", xmpp->host->name, "error", error->message, NULL);
        judge_trouble(error, ret);
    } else if (response->status != 200) {
        judge_answer(response->status, ret);
    } else {
        ret->response = g_steal_pointer(&response);
    }
}

/* ---- what it is ---- */

char *
xmpp_file_type(const char *said, const FetchResponse *response)
{
    const char *header = fetch_response_header(response, "content-type");
    const char *whole = header != NULL ? header : *said != '\0' ? said : "application/octet-stream";
    g_autofree char *type = g_strndup(whole, strcspn(whole, "; \t"));

    return g_ascii_strdown(type, -1);
}

/* The last part of the path, without what asks. */
static char *
name_in_url(const char *url)
{
    const char *scheme = strstr(url, "://"), *path = scheme != NULL ? scheme + 3 : url, *slash;
    g_autofree char *whole = g_strndup(path, strcspn(path, "?#"));

    slash = strrchr(whole, '/');
    return slash != NULL ? g_uri_unescape_string(slash + 1, NULL) : NULL;
}

char *
xmpp_file_name(const char *said, const char *url, const char *type)
{
    g_autofree char *in_url = name_in_url(url);

    return filename_clean(*said != '\0' ? said : in_url, type);
}
