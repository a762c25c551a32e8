/* SPDX-License-Identifier: Apache-2.0 */
/* base/thread.h: locks, conditions, threads and bounded pools over pthreads, so that ThreadSanitizer
 * understands them. Everything here is thread-safe by purpose; what blocks says so. */
#pragma once
#include <glib.h>
#include <pthread.h>
#include <semaphore.h>

typedef struct {
    pthread_mutex_t handle;
} Mutex;

typedef struct {
    pthread_cond_t handle;
} Condition;

void mutex_init(Mutex *mutex);
void mutex_clear(Mutex *mutex);
void mutex_lock(Mutex *mutex);
void mutex_unlock(Mutex *mutex);

/* Holds @mutex until the end of the enclosing block. */
#define MUTEX_HELD(mutex)                                                                                              \
    __attribute__((cleanup(mutex_release_held), unused)) Mutex *G_PASTE(held_, __LINE__) = mutex_hold(mutex)
Mutex *mutex_hold(Mutex *mutex);
void mutex_release_held(Mutex **mutex);

void condition_init(Condition *condition);
void condition_clear(Condition *condition);
void condition_signal(Condition *condition);
void condition_broadcast(Condition *condition);
void condition_wait(Condition *condition, Mutex *mutex);
/* Until clock_monotonic() reaches @deadline. FALSE when it did. */
gboolean condition_wait_until(Condition *condition, Mutex *mutex, gint64 deadline);

/* ---- a latch: one thread waits, no lock held, until another has opened it, once ---- */

typedef struct {
    sem_t handle;
} Latch;

void latch_init(Latch *latch);
/* By who waited; who opened it does not look at it again. */
void latch_clear(Latch *latch);
void latch_open(Latch *latch);
void latch_wait(Latch *latch);

/* ---- threads ---- */

typedef struct Thread Thread;
typedef void (*ThreadFunction)(gpointer data);

/* @name shows in ps and gdb, at most 15 characters. Aborts when the system gives no thread. */
Thread *thread_start(const char *name, ThreadFunction function, gpointer data);
/* Blocks until it has ended, and frees it. */
void thread_join(Thread *thread);

/* ---- a bounded pool: some threads, one function, one queue: first in, first out ---- */

typedef struct Pool Pool;
typedef void (*PoolFunction)(gpointer item, gpointer data);

Pool *pool_new(const char *name, guint threads, guint limit, PoolFunction function, gpointer data);
/* FALSE at once when @limit items wait: the caller keeps @item. */
gboolean pool_try_push(Pool *pool, gpointer item);
/* Finishes what waits, joins the threads, frees the pool. Blocks. */
void pool_stop(Pool *pool);
