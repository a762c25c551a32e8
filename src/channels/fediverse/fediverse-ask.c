/* SPDX-License-Identifier: Apache-2.0 */
/* Requests of ours to their servers. */
#include <string.h>

#include "base/error.h"
#include "base/locale.h"
#include "channels/fediverse/fediverse-private.h"
#include "wire/http-date.h"

/* First the older one, which every server takes; Mastodon does so too. */
#define FIRST_SCHEME SIGNATURE_CAVAGE

#define HOSTS_MAX 10000 /* whose scheme is kept in memory; then it begins anew */

typedef struct {
    Fediverse *fediverse;
    const FediverseQuestion *question;
    const Keypair *pair;
    char *key_id, *host, *origin;
    const char *target;
    gint64 deadline;
} Asking;

static void
asking_clear(Asking *asking)
{
    g_free(asking->key_id);
    g_free(asking->host);
    g_free(asking->origin);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Asking, asking_clear)

/* ---- which scheme a host takes ---- */

static void
keep_in_mind(const Asking *asking, SignatureScheme scheme)
{
    GHashTable *speak = asking->fediverse->speak;

    MUTEX_HELD(&asking->fediverse->mutex);
    if (g_hash_table_size(speak) >= HOSTS_MAX)
        g_hash_table_remove_all(speak);
    g_hash_table_insert(speak, g_strdup(asking->host), GUINT_TO_POINTER(scheme + 1));
}

static gboolean
recall(const Asking *asking, SignatureScheme *ret)
{
    guint found;

    MUTEX_HELD(&asking->fediverse->mutex);
    found = GPOINTER_TO_UINT(g_hash_table_lookup(asking->fediverse->speak, asking->host));
    if (found != 0)
        *ret = (SignatureScheme)(found - 1);
    return found != 0;
}

static SignatureScheme
scheme_of(const Asking *asking)
{
    g_autoptr(LedgerRecord) record = NULL;
    SignatureScheme scheme = FIRST_SCHEME;

    if (recall(asking, &scheme))
        return scheme;
    if (!channel_ledger_find(asking->fediverse->host, "speaks", asking->host, &record, NULL) || record == NULL ||
        !signature_scheme_parse(record->value, &scheme))
        scheme = FIRST_SCHEME;
    keep_in_mind(asking, scheme);
    return scheme;
}

/* Nothing is lost when it is not remembered. */
static void
remember(const Asking *asking, SignatureScheme scheme)
{
    keep_in_mind(asking, scheme);
    channel_ledger_change(asking->fediverse->host,
                          &(LedgerChange){ LEDGER_PUT, "speaks", asking->host, signature_scheme_name(scheme) }, 1, NULL,
                          NULL);
}

/* ---- one knock ---- */

static gboolean
knock(const Asking *asking, SignatureScheme scheme, FetchResponse **ret, GError **error)
{
    const FediverseQuestion *question = asking->question;
    g_autofree char *type = g_strconcat("Content-Type: ", question->type != NULL ? question->type : "", NULL);
    g_autoptr(GPtrArray) headers = g_ptr_array_new();
    gsize length = 0;
    const void *body = question->body != NULL ? g_bytes_get_data(question->body, &length) : NULL;
    const SignedRequest request = { .method = question->method,
                                    .origin = asking->origin,
                                    .host = asking->host,
                                    .target = asking->target,
                                    .body = body,
                                    .length = length };
    g_auto(GStrv) lines = http_signature_write(scheme, &request, asking->key_id, asking->pair, clock_now());

    for (guint i = 0; lines[i] != NULL; i++)
        g_ptr_array_add(headers, lines[i]);
    g_ptr_array_add(headers, (gpointer) "Accept: " ACTIVITY_ACCEPT);
    if (question->body != NULL)
        g_ptr_array_add(headers, type);
    g_ptr_array_add(headers, NULL);
    atomic_fetch_add(&asking->fediverse->fetched, 1);
    return fetch_perform(asking->fediverse->fetch,
                         &(FetchRequest){ .method = question->method,
                                          .url = question->url,
                                          .headers = (const char *const *)headers->pdata,
                                          .body = question->body },
                         asking->deadline, ret, error);
}

/* Answers by which a server says that it does not understand the signature. */
static gboolean
is_refused(const FetchResponse *response)
{
    return response->status == 400 || response->status == 401 || response->status == 403;
}

static gboolean
is_taken(const FetchResponse *response)
{
    return response->status >= 200 && response->status < 300;
}

/* Whether others for it need not try now. */
static gboolean
is_away(guint status)
{
    return status == 429 || (status >= 500 && status != 501);
}

/* Answers that say nothing for good. */
static gboolean
is_not_now(const FetchResponse *response)
{
    return response->status == 408 || is_away(response->status);
}

/* What comes of the second knock counts when it may still be taken that way: the first answer was to a signature that
 * this server perhaps does not read, and would be a final word. */
static gboolean
knock_again(const Asking *asking, SignatureScheme scheme, FetchResponse **first, FetchResponse **ret, GError **error)
{
    g_autoptr(FetchResponse) second = NULL;
    g_autoptr(GError) trouble = NULL;

    if (!knock(asking, scheme, &second, &trouble) && tribune_error_is_temporary(trouble)) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    if (second != NULL && is_taken(second))
        remember(asking, scheme);
    *ret =
        second != NULL && (is_taken(second) || is_not_now(second)) ? g_steal_pointer(&second) : g_steal_pointer(first);
    return TRUE;
}

static gboolean
ask(const Asking *asking, FetchResponse **ret, GError **error)
{
    SignatureScheme scheme = scheme_of(asking);
    SignatureScheme other = scheme == SIGNATURE_CAVAGE ? SIGNATURE_RFC9421 : SIGNATURE_CAVAGE;
    g_autoptr(FetchResponse) first = NULL;

    if (!knock(asking, scheme, &first, error))
        return FALSE;
    if (is_refused(first))
        return knock_again(asking, other, &first, ret, error);
    *ret = g_steal_pointer(&first);
    return TRUE;
}

gboolean
fediverse_ask(Fediverse *fediverse, const FediverseQuestion *question, gint64 deadline, FetchResponse **ret,
              GError **error)
{
    g_autofree char *actor = fediverse_name_actor(fediverse, question->signer);
    g_auto(Asking) asking = { .fediverse = fediverse, .question = question, .deadline = deadline };
    gboolean secure = g_str_has_prefix(question->url, "https://");

    asking.host = activity_host(question->url);
    if (asking.host == NULL || (!secure && g_str_has_prefix(fediverse->base, "https://"))) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "this is no address of a server");
        return FALSE;
    }
    asking.pair = fediverse_key_own(fediverse, question->signer, error);
    if (asking.pair == NULL)
        return FALSE;
    asking.key_id = g_strconcat(actor, "#main-key", NULL);
    asking.origin = g_strconcat(secure ? "https://" : "http://", asking.host, NULL);
    asking.target = strchr(question->url + strlen(secure ? "https://" : "http://"), '/');
    if (asking.target == NULL)
        asking.target = "/";
    return ask(&asking, ret, error);
}

/* ---- what came of it ---- */

/* As Mastodon: what a server cannot do (501) and what it refuses is for good, but for 401, 408 and 429. */
static Outcome
outcome_of(guint status)
{
    if (status >= 200 && status < 300)
        return OUTCOME_ACCEPTED;
    if (status == 401 || status == 408 || status == 429 || (status >= 500 && status != 501))
        return OUTCOME_RETRY;
    return OUTCOME_REFUSED;
}

void
fediverse_ask_classify(const FetchResponse *response, const GError *trouble, Attempt *ret)
{
    g_autofree char *code = NULL;
    const char *wait;
    Outcome outcome;

    if (response == NULL) {
        outcome = tribune_error_is_temporary(trouble) ? OUTCOME_RETRY : OUTCOME_REFUSED;
        attempt_set(ret, outcome, "connect",
                    outcome == OUTCOME_RETRY
                        ? SAY_NOOP("The other server cannot be reached at the moment.")
                        : SAY_NOOP("The address of the other server is not one that we may connect to."),
                    "");
        ret->away = outcome == OUTCOME_RETRY;
        return;
    }
    code = g_strdup_printf("%u", response->status);
    outcome = outcome_of(response->status);
    attempt_set(ret, outcome, code,
                outcome == OUTCOME_ACCEPTED ? ""
                : outcome == OUTCOME_RETRY  ? SAY_NOOP("The other server does not take it now.")
                                            : SAY_NOOP("The other server refuses it."),
                "");
    wait = fetch_response_header(response, "retry-after");
    ret->away = is_away(response->status);
    ret->wait = ret->away && wait != NULL ? http_date_wait(wait, clock_now()) : 0;
}
