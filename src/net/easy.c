/* SPDX-License-Identifier: Apache-2.0 */
#include <sys/socket.h>

#include "base/clock.h"
#include "base/thread.h"
#include "net/easy-private.h"

struct EasyPool {
    Mutex mutex;
    GPtrArray *kept;
};

static void
start_curl(void)
{
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        g_error("starting libcurl");
}

/* libcurl says QUIT to a kept mail connection and waits two minutes for the answer: it need not. */
static void
end_easy(gpointer data)
{
    curl_socket_t socket = CURL_SOCKET_BAD;

    if (data == NULL)
        return;
    if (curl_easy_getinfo(data, CURLINFO_ACTIVESOCKET, &socket) == CURLE_OK && socket != CURL_SOCKET_BAD)
        shutdown(socket, SHUT_RD);
    curl_easy_cleanup(data);
}

EasyPool *
easy_pool_new(void)
{
    static pthread_once_t started = PTHREAD_ONCE_INIT;
    EasyPool *pool = g_new0(EasyPool, 1);

    pthread_once(&started, start_curl);
    mutex_init(&pool->mutex);
    pool->kept = g_ptr_array_new_with_free_func(end_easy);
    return pool;
}

void
easy_pool_free(EasyPool *pool)
{
    if (pool == NULL)
        return;
    g_ptr_array_unref(pool->kept);
    mutex_clear(&pool->mutex);
    g_free(pool);
}

static CURL *
take_kept(EasyPool *pool)
{
    MUTEX_HELD(&pool->mutex);
    return pool->kept->len > 0 ? g_ptr_array_steal_index(pool->kept, pool->kept->len - 1) : NULL;
}

CURL *
easy_pool_take(EasyPool *pool)
{
    CURL *easy = take_kept(pool);

    if (easy == NULL && (easy = curl_easy_init()) == NULL)
        g_error("no memory for a transfer");
    EASY_SET(easy, CURLOPT_NOSIGNAL, 1L);
    EASY_SET(easy, CURLOPT_PROXY, "");
    EASY_SET(easy, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    return easy;
}

void
easy_pool_give(EasyPool *pool, CURL *easy)
{
    curl_easy_reset(easy); /* drops the options, keeps the connections */
    mutex_lock(&pool->mutex);
    if (pool->kept->len < EASY_KEPT)
        g_ptr_array_add(pool->kept, g_steal_pointer(&easy));
    mutex_unlock(&pool->mutex);
    end_easy(easy);
}

long
easy_milliseconds(gint64 deadline, gint64 limit)
{
    gint64 left = deadline - clock_monotonic();

    if (limit > 0)
        left = MIN(left, limit);
    return (long)CLAMP(left / 1000, 1, G_MAXINT);
}
