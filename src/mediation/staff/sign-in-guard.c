/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/staff/sign-in-guard.h"

#include <string.h>

#include "base/digest.h"
#include "base/error.h"
#include "base/locale.h"
#include "base/thread.h"
#include "mediation/rate-limit.h"

static const RateLimitRule BY_LOGIN = {
    .tries = SIGN_IN_LOGIN_TRIES,
    .window = SIGN_IN_WINDOW,
    .at_once = 3,
    .first_pause = CLOCK_SECOND,
    .longest_pause = CLOCK_MINUTE,
    .keys = SIGN_IN_GUARD_KEYS,
};
static const RateLimitRule BY_ADDRESS = {
    .tries = SIGN_IN_ADDRESS_TRIES,
    .window = SIGN_IN_WINDOW,
    .at_once = SIGN_IN_ADDRESS_TRIES,
    .keys = SIGN_IN_GUARD_KEYS,
};

struct SignInGuard {
    RateLimit *by_login, *by_address;
    Mutex mutex;          /* guards what follows */
    GHashTable *familiar; /* pair_key(): where a login got in before → its link in order */
    GQueue order;         /* the same texts, the earliest first; owned by the table */
};

/* As text of a fixed length, whatever somebody typed. */
static char *
pair_key(const char *login, const char *address)
{
    g_autofree char *network = rate_limit_network(address);
    DigestSpan spans[] = { { login, strlen(login) + 1 }, { network, strlen(network) } };
    Digest digest = digest_sha256_spans(spans, G_N_ELEMENTS(spans));

    return digest_to_hex(&digest);
}

static char *
login_key(SignInGuard *guard, const char *login, const char *address)
{
    g_autofree char *pair = pair_key(login, address);
    Digest digest = digest_sha256(login, strlen(login));

    MUTEX_HELD(&guard->mutex);
    return g_hash_table_contains(guard->familiar, pair) ? g_steal_pointer(&pair) : digest_to_hex(&digest);
}

static gboolean
too_many(GError **error)
{
    g_set_error_literal(
        error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY,
        SAY_NOOP("there were too many tries to sign in; wait a moment, at most 15 minutes, and try again"));
    return FALSE;
}

gboolean
sign_in_guard_enter(SignInGuard *guard, const char *login, const char *address, gint64 now, GError **error)
{
    g_autofree char *network = rate_limit_network(address), *key = login_key(guard, login, address);

    if (!rate_limit_take(guard->by_address, network, now, NULL))
        return too_many(error);
    if (rate_limit_take(guard->by_login, key, now, NULL))
        return TRUE;
    rate_limit_give_back(guard->by_address, network);
    return too_many(error);
}

void
sign_in_guard_excuse(SignInGuard *guard, const char *login, const char *address)
{
    g_autofree char *network = rate_limit_network(address), *key = login_key(guard, login, address);

    rate_limit_give_back(guard->by_address, network);
    rate_limit_give_back(guard->by_login, key);
}

void
sign_in_guard_welcome(SignInGuard *guard, const char *login, const char *address)
{
    g_autofree char *network = rate_limit_network(address), *key = login_key(guard, login, address),
                    *pair = pair_key(login, address);
    GList *link;

    rate_limit_give_back(guard->by_address, network);
    rate_limit_forget(guard->by_login, key);
    MUTEX_HELD(&guard->mutex);
    link = g_hash_table_lookup(guard->familiar, pair);
    if (link != NULL) {
        g_queue_unlink(&guard->order, link);
        g_queue_push_tail_link(&guard->order, link);
        return;
    }
    if (guard->order.length >= SIGN_IN_GUARD_KEYS)
        g_hash_table_remove(guard->familiar, g_queue_pop_head(&guard->order));
    g_queue_push_tail(&guard->order, pair);
    g_hash_table_insert(guard->familiar, g_steal_pointer(&pair), guard->order.tail);
}

SignInGuard *
sign_in_guard_new(void)
{
    SignInGuard *guard = g_new0(SignInGuard, 1);

    guard->by_login = rate_limit_new(&BY_LOGIN);
    guard->by_address = rate_limit_new(&BY_ADDRESS);
    mutex_init(&guard->mutex);
    guard->familiar = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_queue_init(&guard->order);
    return guard;
}

void
sign_in_guard_free(SignInGuard *guard)
{
    rate_limit_free(guard->by_login);
    rate_limit_free(guard->by_address);
    g_queue_clear(&guard->order);
    g_hash_table_unref(guard->familiar);
    mutex_clear(&guard->mutex);
    g_free(guard);
}
