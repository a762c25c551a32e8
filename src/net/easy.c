/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>
#include <sys/socket.h>

#include "base/clock.h"
#include "base/thread.h"
#include "net/easy-private.h"

typedef struct {
    CURL *easy;
    char *origin;
} Kept;

struct EasyPool {
    guint most;
    Mutex mutex;
    GQueue kept; /* Kept *, who was used last first */
};

static void
start_curl(void)
{
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        g_error("starting libcurl");
}

/* libcurl says QUIT to a kept mail connection and waits two minutes for the answer: it need not. */
static void
end_easy(CURL *easy)
{
    curl_socket_t socket = CURL_SOCKET_BAD;

    if (curl_easy_getinfo(easy, CURLINFO_ACTIVESOCKET, &socket) == CURLE_OK && socket != CURL_SOCKET_BAD)
        shutdown(socket, SHUT_RD);
    curl_easy_cleanup(easy);
}

static void
end_kept(gpointer data)
{
    Kept *kept = data;

    if (kept == NULL)
        return;
    end_easy(kept->easy);
    g_free(kept->origin);
    g_free(kept);
}

EasyPool *
easy_pool_new(guint most)
{
    static pthread_once_t started = PTHREAD_ONCE_INIT;
    EasyPool *pool = g_new0(EasyPool, 1);

    pthread_once(&started, start_curl);
    pool->most = most;
    mutex_init(&pool->mutex);
    g_queue_init(&pool->kept);
    return pool;
}

void
easy_pool_free(EasyPool *pool)
{
    if (pool == NULL)
        return;
    g_queue_clear_full(&pool->kept, end_kept);
    mutex_clear(&pool->mutex);
    g_free(pool);
}

static gint
is_elsewhere(gconstpointer kept, gconstpointer origin)
{
    return strcmp(((const Kept *)kept)->origin, origin);
}

/* Where nothing is kept for @origin and no more may be, what was not used for longest goes there. */
static Kept *
take_kept(EasyPool *pool, const char *origin)
{
    GList *found;
    Kept *kept;

    MUTEX_HELD(&pool->mutex);
    found = g_queue_find_custom(&pool->kept, origin, is_elsewhere);
    if (found == NULL && g_queue_get_length(&pool->kept) >= pool->most)
        found = g_queue_peek_tail_link(&pool->kept);
    if (found == NULL)
        return NULL;
    kept = found->data;
    g_queue_delete_link(&pool->kept, found);
    return kept;
}

CURL *
easy_pool_take(EasyPool *pool, const char *origin)
{
    Kept *kept = take_kept(pool, origin);
    CURL *easy = kept != NULL ? g_steal_pointer(&kept->easy) : curl_easy_init();

    if (easy == NULL)
        g_error("no memory for a transfer");
    if (kept != NULL)
        g_free(kept->origin);
    g_free(kept);
    EASY_SET(easy, CURLOPT_NOSIGNAL, 1L);
    EASY_SET(easy, CURLOPT_PROXY, "");
    EASY_SET(easy, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    return easy;
}

static Kept *
keep(EasyPool *pool, Kept *kept)
{
    MUTEX_HELD(&pool->mutex);
    g_queue_push_head(&pool->kept, kept);
    return g_queue_get_length(&pool->kept) > pool->most ? g_queue_pop_tail(&pool->kept) : NULL;
}

void
easy_pool_give(EasyPool *pool, CURL *easy, const char *origin)
{
    Kept *kept = g_new(Kept, 1);

    curl_easy_reset(easy); /* drops the options, keeps the connections */
    *kept = (Kept){ easy, g_strdup(origin) };
    end_kept(keep(pool, kept));
}

long
easy_milliseconds(gint64 deadline, gint64 limit)
{
    gint64 left = deadline - clock_monotonic();

    if (limit > 0)
        left = MIN(left, limit);
    return (long)CLAMP(left / 1000, 1, G_MAXINT);
}
