/* SPDX-License-Identifier: Apache-2.0 */
/* Accounts, "@name@host". What an actor calls herself is her word alone: the account is hers when the host of the
 * account names her too (WebFinger), and under that very name. */
#include <string.h>

#include "base/error.h"
#include "channels/fediverse/fediverse-private.h"

static char *
webfinger_url(const Fediverse *fediverse, const WebfingerAccount *account)
{
    g_autofree char *uri = webfinger_account_uri(account), *escaped = g_uri_escape_string(uri, ":@", FALSE);
    gboolean plain = g_str_has_prefix(fediverse->base, "http://");

    return g_strdup_printf("%s://%s/.well-known/webfinger?resource=%s", plain ? "http" : "https", account->host,
                           escaped);
}

/* Unsigned: anybody may ask. A domain may lead to where its accounts are. */
static WebfingerAnswer *
look_up(Fediverse *fediverse, const WebfingerAccount *account, gint64 deadline, GError **error)
{
    static const char *const HEADERS[] = { "Accept: " WEBFINGER_TYPE ", application/json", NULL };
    g_autofree char *url = webfinger_url(fediverse, account);
    g_autoptr(FetchResponse) response = NULL;
    const char *bytes;
    gsize length;

    atomic_fetch_add(&fediverse->fetched, 1);
    if (!fetch_perform(fediverse->finder, &(FetchRequest){ .url = url, .headers = HEADERS }, deadline, &response,
                       error) ||
        !fediverse_peer_check_status(response, error))
        return NULL;
    bytes = g_bytes_get_data(response->body, &length);
    return webfinger_answer_parse(bytes, length, error);
}

/* The account that @text says it is, "acct:…"; NULL: it is none. */
static char *
uri_of(const char *text)
{
    g_autoptr(WebfingerAccount) account = webfinger_account_parse(text, NULL);

    return account != NULL ? webfinger_account_uri(account) : NULL;
}

/* What the host of @claimed says of it, when that is actor @id: the name under which it knows her, "acct:…". NULL: it
 * is not she, or (with @error) nobody can say now. */
static char *
ask_host(Fediverse *fediverse, const char *id, const char *claimed, gint64 deadline, GError **error)
{
    g_autoptr(WebfingerAccount) account = webfinger_account_parse(claimed, NULL);
    g_autoptr(WebfingerAnswer) answer = NULL;
    g_autoptr(GError) trouble = NULL;

    if (account == NULL)
        return NULL;
    answer = look_up(fediverse, account, deadline, &trouble);
    if (answer == NULL && tribune_error_is_temporary(trouble))
        g_propagate_error(error, g_steal_pointer(&trouble));
    if (answer == NULL || strcmp(answer->actor, id) != 0)
        return NULL;
    return *answer->subject != '\0' ? uri_of(answer->subject) : webfinger_account_uri(account);
}

gboolean
fediverse_account_confirm(Fediverse *fediverse, const char *id, const char *claimed, gint64 deadline, char **ret,
                          GError **error)
{
    g_autofree char *asked = uri_of(claimed), *said = NULL, *again = NULL;
    g_autoptr(GError) trouble = NULL;

    *ret = NULL;
    if (asked == NULL)
        return TRUE;
    said = ask_host(fediverse, id, asked, deadline, &trouble);
    if (said != NULL && strcmp(said, asked) != 0) /* it knows her by another name: once more, and no further */
        again = ask_host(fediverse, id, said, deadline, &trouble);
    if (trouble != NULL) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    if (said != NULL && (strcmp(said, asked) == 0 || g_strcmp0(again, said) == 0))
        *ret = g_steal_pointer(&said);
    return TRUE;
}

FediversePeer *
fediverse_account_resolve(Fediverse *fediverse, const char *uri, gint64 deadline, GError **error)
{
    g_autoptr(WebfingerAccount) account = NULL;
    g_autoptr(WebfingerAnswer) answer = NULL;
    g_autoptr(LedgerRecord) record = NULL;
    g_autofree char *whole = NULL;

    if (activity_is_id(uri))
        return fediverse_peer_load(fediverse, uri, FALSE, deadline, error);
    account = webfinger_account_parse(uri, error);
    whole = account != NULL ? webfinger_account_uri(account) : NULL;
    if (whole == NULL || !channel_ledger_find(fediverse->host, "account", whole, &record, error))
        return NULL;
    if (record != NULL)
        return fediverse_peer_load(fediverse, record->value, FALSE, deadline, error);
    answer = look_up(fediverse, account, deadline, error);
    return answer != NULL ? fediverse_peer_load(fediverse, answer->actor, FALSE, deadline, error) : NULL;
}
