/* SPDX-License-Identifier: Apache-2.0 */
#include "base/thread.h"

#include <errno.h>
#include <string.h>

#include "base/clock.h"

static void
must(int result, const char *what)
{
    if (result != 0)
        g_error("%s: %s", what, g_strerror(result));
}

void
mutex_init(Mutex *mutex)
{
    must(pthread_mutex_init(&mutex->handle, NULL), "making a lock");
}

void
mutex_clear(Mutex *mutex)
{
    must(pthread_mutex_destroy(&mutex->handle), "removing a lock");
}

void
mutex_lock(Mutex *mutex)
{
    must(pthread_mutex_lock(&mutex->handle), "locking");
}

void
mutex_unlock(Mutex *mutex)
{
    must(pthread_mutex_unlock(&mutex->handle), "unlocking");
}

Mutex *
mutex_hold(Mutex *mutex)
{
    mutex_lock(mutex);
    return mutex;
}

void
mutex_release_held(Mutex **mutex)
{
    mutex_unlock(*mutex);
}

void
condition_init(Condition *condition)
{
    pthread_condattr_t attributes;

    must(pthread_condattr_init(&attributes), "making a condition");
    must(pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC), "making a condition");
    must(pthread_cond_init(&condition->handle, &attributes), "making a condition");
    pthread_condattr_destroy(&attributes);
}

void
condition_clear(Condition *condition)
{
    must(pthread_cond_destroy(&condition->handle), "removing a condition");
}

void
condition_signal(Condition *condition)
{
    pthread_cond_signal(&condition->handle);
}

void
condition_broadcast(Condition *condition)
{
    pthread_cond_broadcast(&condition->handle);
}

void
condition_wait(Condition *condition, Mutex *mutex)
{
    must(pthread_cond_wait(&condition->handle, &mutex->handle), "waiting");
}

gboolean
condition_wait_until(Condition *condition, Mutex *mutex, gint64 deadline)
{
    struct timespec until = { .tv_sec = deadline / CLOCK_SECOND, .tv_nsec = (deadline % CLOCK_SECOND) * 1000 };
    int result = pthread_cond_timedwait(&condition->handle, &mutex->handle, &until);

    if (result == ETIMEDOUT)
        return FALSE;
    must(result, "waiting");
    return TRUE;
}

/* ---- latch ---- */

void
latch_init(Latch *latch)
{
    must(sem_init(&latch->handle, 0, 0) == 0 ? 0 : errno, "making a latch");
}

void
latch_clear(Latch *latch)
{
    must(sem_destroy(&latch->handle) == 0 ? 0 : errno, "removing a latch");
}

void
latch_open(Latch *latch)
{
    must(sem_post(&latch->handle) == 0 ? 0 : errno, "opening a latch");
}

void
latch_wait(Latch *latch)
{
    while (sem_wait(&latch->handle) != 0)
        must(errno == EINTR ? 0 : errno, "waiting");
}

/* ---- threads ---- */

struct Thread {
    pthread_t handle;
    char name[16];
    ThreadFunction function;
    gpointer data;
};

static void *
run_thread(void *data)
{
    Thread *thread = data;

    pthread_setname_np(pthread_self(), thread->name);
    thread->function(thread->data);
    return NULL;
}

Thread *
thread_start(const char *name, ThreadFunction function, gpointer data)
{
    Thread *thread = g_new0(Thread, 1);

    g_strlcpy(thread->name, name, sizeof thread->name);
    thread->function = function;
    thread->data = data;
    must(pthread_create(&thread->handle, NULL, run_thread, thread), "starting a thread");
    return thread;
}

void
thread_join(Thread *thread)
{
    must(pthread_join(thread->handle, NULL), "joining a thread");
    g_free(thread);
}

/* ---- pool ---- */

struct Pool {
    Mutex mutex;
    Condition filled;
    GQueue items;
    guint limit;
    gboolean stopped;
    PoolFunction function;
    gpointer data;
    guint count;
    Thread *threads[];
};

/* Blocks until there is one; NULL when it was stopped and nothing is left. */
static gpointer
take_item(Pool *pool)
{
    MUTEX_HELD(&pool->mutex);

    while (g_queue_is_empty(&pool->items) && !pool->stopped)
        condition_wait(&pool->filled, &pool->mutex);
    return g_queue_pop_head(&pool->items);
}

static void
run_pool(gpointer data)
{
    Pool *pool = data;
    gpointer item;

    while ((item = take_item(pool)) != NULL)
        pool->function(item, pool->data);
}

Pool *
pool_new(const char *name, guint threads, guint limit, PoolFunction function, gpointer data)
{
    Pool *pool = g_malloc0(sizeof(Pool) + threads * sizeof(Thread *));

    mutex_init(&pool->mutex);
    condition_init(&pool->filled);
    g_queue_init(&pool->items);
    pool->limit = limit;
    pool->function = function;
    pool->data = data;
    pool->count = threads;
    for (guint i = 0; i < threads; i++)
        pool->threads[i] = thread_start(name, run_pool, pool);
    return pool;
}

gboolean
pool_try_push(Pool *pool, gpointer item)
{
    MUTEX_HELD(&pool->mutex);

    if (pool->stopped || pool->items.length >= pool->limit)
        return FALSE;
    g_queue_push_tail(&pool->items, item);
    condition_signal(&pool->filled);
    return TRUE;
}

void
pool_stop(Pool *pool)
{
    mutex_lock(&pool->mutex);
    pool->stopped = TRUE;
    condition_broadcast(&pool->filled);
    mutex_unlock(&pool->mutex);
    for (guint i = 0; i < pool->count; i++)
        thread_join(pool->threads[i]);
    condition_clear(&pool->filled);
    mutex_clear(&pool->mutex);
    g_free(pool);
}
