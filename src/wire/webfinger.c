/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/webfinger.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "wire/activity.h"

#define LINKS_MAX 64

/* ---- accounts ---- */

void
webfinger_account_free(WebfingerAccount *account)
{
    if (account == NULL)
        return;
    g_free(account->name);
    g_free(account->host);
    g_free(account);
}

static gboolean
is_made_of(const char *text, gsize length, const char *others)
{
    for (gsize i = 0; i < length; i++)
        if (!g_ascii_isalnum(text[i]) && strchr(others, text[i]) == NULL)
            return FALSE;
    return length > 0 && length <= WEBFINGER_NAME_MAX;
}

WebfingerAccount *
webfinger_account_parse(const char *text, GError **error)
{
    g_autofree char *trimmed = g_strstrip(g_strdup(text));
    const char *name = trimmed, *at;
    WebfingerAccount *account;

    if (g_ascii_strncasecmp(name, "acct:", 5) == 0)
        name += 5;
    if (*name == '@')
        name++;
    at = strchr(name, '@');
    if (at == NULL || !is_made_of(name, (gsize)(at - name), "._-~!$&'()*+,;=%") ||
        !is_made_of(at + 1, strlen(at + 1), ".-:[]")) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                            "that is not an account; write it like @name@example.org");
        return NULL;
    }
    account = g_new0(WebfingerAccount, 1);
    account->name = g_strndup(name, (gsize)(at - name));
    account->host = g_ascii_strdown(at + 1, -1);
    return account;
}

char *
webfinger_account_uri(const WebfingerAccount *account)
{
    g_autofree char *name = g_ascii_strdown(account->name, -1);

    return g_strdup_printf("acct:%s@%s", name, account->host);
}

/* ---- documents ---- */

void
webfinger_answer_free(WebfingerAnswer *answer)
{
    if (answer == NULL)
        return;
    g_free(answer->subject);
    g_free(answer->actor);
    g_free(answer);
}

static const char *
actor_of(const json_t *link)
{
    const char *rel = json_string_value(json_object_get(link, "rel"));
    const char *type = json_string_value(json_object_get(link, "type"));
    const char *href = json_string_value(json_object_get(link, "href"));

    return g_strcmp0(rel, "self") == 0 && type != NULL && activity_is_type(type) && href != NULL && activity_is_id(href)
               ? href
               : NULL;
}

static WebfingerAnswer *
read_answer(const json_t *root)
{
    const char *subject = json_string_value(json_object_get(root, "subject")), *actor = NULL;
    const json_t *links = json_object_get(root, "links");
    WebfingerAnswer *answer;

    for (gsize i = 0; actor == NULL && i < MIN(json_array_size(links), LINKS_MAX); i++)
        actor = actor_of(json_array_get(links, i));
    if (actor == NULL)
        return NULL;
    answer = g_new0(WebfingerAnswer, 1);
    answer->actor = g_strdup(actor);
    answer->subject = subject != NULL ? text_one_line(subject, strlen(subject), 2 * WEBFINGER_NAME_MAX) : g_strdup("");
    return answer;
}

WebfingerAnswer *
webfinger_answer_parse(const char *bytes, gsize length, GError **error)
{
    WebfingerAnswer *answer;
    json_t *root;

    if (length > WEBFINGER_SIZE_MAX) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "what is said of an account is over 64 KiB");
        return NULL;
    }
    root = json_loadb(bytes, length, 0, NULL);
    answer = read_answer(root);
    json_decref(root);
    if (answer == NULL)
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "what is said of an account names no actor");
    return answer;
}

json_t *
webfinger_answer_make(const char *subject, const char *actor, const char *page)
{
    return json_pack("{s:s, s:[s, s], s:[{s:s, s:s, s:s}, {s:s, s:s, s:s}]}", "subject", subject, "aliases", page,
                     actor, "links", "rel", "http://webfinger.net/rel/profile-page", "type", "text/html", "href", page,
                     "rel", "self", "type", ACTIVITY_TYPE, "href", actor);
}

json_t *
webfinger_answer_make_server(const char *url, const char *actor)
{
    return json_pack("{s:s, s:[{s:s, s:s, s:s}]}", "subject", url, "links", "rel", ACTIVITY_CONTEXT "#Service", "type",
                     ACTIVITY_TYPE, "href", actor);
}
