/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/programs/requests.h"

#include <string.h>

#include "base/error.h"
#include "base/id.h"

struct Requests {
    Store *store;
    gint64 run; /* of this process: tells its own requests from those of one that is gone */
};

Requests *
requests_new(Store *store)
{
    Requests *requests = g_new0(Requests, 1);

    requests->store = store;
    requests->run = id_next();
    return requests;
}

void
requests_free(Requests *requests)
{
    g_free(requests);
}

/* ---- beginning ---- */

typedef struct {
    const Requests *requests;
    TokenId token;
    const char *key;
    const Digest *digest;
    RequestState state;
    gint64 id;
    ApiRequest *found;
} Beginning;

static gboolean
begin_again(DbSession *session, Beginning *beginning, GError **error)
{
    const ApiRequest *found = beginning->found;

    beginning->id = found->id;
    if (!digest_equal(&found->digest, beginning->digest))
        beginning->state = REQUEST_DIFFERENT;
    else if (found->status != 0)
        beginning->state = REQUEST_DONE;
    else if (found->run == beginning->requests->run)
        beginning->state = REQUEST_RUNNING;
    else if (found->done)
        beginning->state = REQUEST_SILENT;
    else
        beginning->state = REQUEST_NEW;
    return beginning->state != REQUEST_NEW ||
           request_store_take_over(session, found->id, beginning->requests->run, error);
}

static gboolean
begin(DbSession *session, gpointer data, GError **error)
{
    Beginning *beginning = data;
    GError *trouble = NULL;

    g_clear_pointer(&beginning->found, api_request_free);
    beginning->found = request_store_find(session, beginning->token, beginning->key, &trouble);
    if (trouble != NULL) {
        g_propagate_error(error, trouble);
        return FALSE;
    }
    if (beginning->found != NULL)
        return begin_again(session, beginning, error);
    beginning->state = REQUEST_NEW;
    beginning->id = id_next();
    return request_store_insert(session, beginning->id, beginning->token, beginning->key, beginning->digest,
                                beginning->requests->run, clock_now(), error);
}

/* Visible ASCII, so that it is one line everywhere. */
static gboolean
check_key(const char *key, GError **error)
{
    gsize length = strlen(key);
    gboolean good = length >= 1 && length <= REQUESTS_KEY_MAX;

    for (gsize i = 0; i < length; i++)
        good &= g_ascii_isgraph(key[i]) || key[i] == ' ';
    if (good)
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                "the Idempotency-Key must be 1 to %d visible ASCII characters", REQUESTS_KEY_MAX);
    return FALSE;
}

gboolean
requests_begin(Requests *requests, const TokenHolder *holder, const char *key, const Digest *digest,
               RequestState *ret_state, gint64 *ret_id, ApiRequest **ret, GError **error)
{
    Beginning beginning = { .requests = requests, .token = holder->token->id, .key = key, .digest = digest };
    gboolean done = check_key(key, error) && store_write(requests->store, begin, &beginning, error);

    if (done) {
        *ret_state = beginning.state;
        *ret_id = beginning.id;
        *ret = g_steal_pointer(&beginning.found);
    }
    g_clear_pointer(&beginning.found, api_request_free);
    return done;
}

/* ---- ending ---- */

typedef struct {
    gint64 id;
    guint status;
    const char *etag, *location, *answer;
    gint64 before;
} Ending;

static gboolean
answer_request(DbSession *session, gpointer data, GError **error)
{
    const Ending *ending = data;

    return request_store_answer(session, ending->id, ending->status, ending->etag, ending->location, ending->answer,
                                error);
}

/* As if the process that did it were gone. */
static gboolean
leave(DbSession *session, gpointer data, GError **error)
{
    const Ending *ending = data;

    return request_store_take_over(session, ending->id, 0, error);
}

static gboolean
forget(DbSession *session, gpointer data, GError **error)
{
    return request_store_forget(session, ((const Ending *)data)->id, error) && leave(session, data, error);
}

static gboolean
purge(DbSession *session, gpointer data, GError **error)
{
    return request_store_purge(session, ((const Ending *)data)->before, error);
}

gboolean
requests_answer(Requests *requests, gint64 id, guint status, const char *etag, const char *location, const char *answer,
                GError **error)
{
    Ending ending = { .id = id,
                      .status = status,
                      .etag = etag != NULL ? etag : "",
                      .location = location != NULL ? location : "",
                      .answer = answer };

    return store_write(requests->store, answer != NULL ? answer_request : leave, &ending, error);
}

gboolean
requests_fail(Requests *requests, gint64 id, GError **error)
{
    return store_write(requests->store, forget, &(Ending){ .id = id }, error);
}

gboolean
requests_purge(Requests *requests, GError **error)
{
    return store_write_background(requests->store, purge, &(Ending){ .before = clock_now() - REQUESTS_KEPT }, error);
}
