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

/* ---- queue ---- */

struct Queue {
    Mutex mutex;
    Condition filled, drained;
    GQueue items;
    guint limit;
    gboolean closed;
};

Queue *
queue_new(guint limit)
{
    Queue *queue = g_new0(Queue, 1);

    mutex_init(&queue->mutex);
    condition_init(&queue->filled);
    condition_init(&queue->drained);
    g_queue_init(&queue->items);
    queue->limit = limit;
    return queue;
}

void
queue_free(Queue *queue)
{
    g_assert(g_queue_is_empty(&queue->items));
    condition_clear(&queue->filled);
    condition_clear(&queue->drained);
    mutex_clear(&queue->mutex);
    g_free(queue);
}

static gboolean
push(Queue *queue, gpointer item, gboolean wait)
{
    MUTEX_HELD(&queue->mutex);

    while (wait && !queue->closed && queue->items.length >= queue->limit)
        condition_wait(&queue->drained, &queue->mutex);
    if (queue->closed || queue->items.length >= queue->limit)
        return FALSE;
    g_queue_push_tail(&queue->items, item);
    condition_signal(&queue->filled);
    return TRUE;
}

gboolean
queue_try_push(Queue *queue, gpointer item)
{
    return push(queue, item, FALSE);
}

gboolean
queue_push(Queue *queue, gpointer item)
{
    return push(queue, item, TRUE);
}

gpointer
queue_pop(Queue *queue, gint64 deadline)
{
    gpointer item;

    MUTEX_HELD(&queue->mutex);
    while (g_queue_is_empty(&queue->items) && !queue->closed) {
        if (deadline < 0)
            condition_wait(&queue->filled, &queue->mutex);
        else if (!condition_wait_until(&queue->filled, &queue->mutex, deadline))
            break;
    }
    item = g_queue_pop_head(&queue->items);
    if (item != NULL)
        condition_signal(&queue->drained);
    return item;
}

void
queue_close(Queue *queue)
{
    MUTEX_HELD(&queue->mutex);
    queue->closed = TRUE;
    condition_broadcast(&queue->filled);
    condition_broadcast(&queue->drained);
}

guint
queue_length(Queue *queue)
{
    MUTEX_HELD(&queue->mutex);
    return queue->items.length;
}

/* ---- pool ---- */

struct Pool {
    Queue *queue;
    PoolFunction function;
    gpointer data;
    guint count;
    Thread *threads[];
};

static void
run_pool(gpointer data)
{
    Pool *pool = data;
    gpointer item;

    while ((item = queue_pop(pool->queue, -1)) != NULL)
        pool->function(item, pool->data);
}

Pool *
pool_new(const char *name, guint threads, guint limit, PoolFunction function, gpointer data)
{
    Pool *pool = g_malloc0(sizeof(Pool) + threads * sizeof(Thread *));

    pool->queue = queue_new(limit);
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
    return queue_try_push(pool->queue, item);
}

void
pool_stop(Pool *pool)
{
    queue_close(pool->queue);
    for (guint i = 0; i < pool->count; i++)
        thread_join(pool->threads[i]);
    queue_free(pool->queue);
    g_free(pool);
}
