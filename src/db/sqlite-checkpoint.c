/* SPDX-License-Identifier: Apache-2.0 */
#include "db/sqlite-checkpoint.h"

#include <stdlib.h>

#include "base/log.h"
#include "base/thread.h"

#define LOG_PAGES   4000
#define RETRY_PAGES 1000
#define MOST_PAGES  16000

typedef enum {
    RESTING,
    ASKED, /* the thread moves pages */
    MOVED, /* the writer moves the rest */
    CLOSING,
} State;

struct SqliteCheckpoint {
    char *path;
    int limit; /* pages at which to ask next; the writer's */
    Thread *thread;
    Mutex mutex;
    Condition changed;
    State state;
};

static void
move_pages(sqlite3 *handle)
{
    int result = sqlite3_wal_checkpoint_v2(handle, "main", SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);

    if (result == SQLITE_OK || result == SQLITE_BUSY)
        return;
    if (sqlite3_extended_errcode(handle) == SQLITE_IOERR_FSYNC) {
        log_event(LOG_ERROR, "database.abort", "error", "a sync failed while the log was moved", NULL);
        abort();
    }
    log_event(LOG_WARNING, "database.checkpoint-failed", "error", sqlite3_errmsg(handle), NULL);
}

/* A connection finds the log when it first reads. */
static sqlite3 *
connect_beside(const char *path)
{
    sqlite3 *handle = NULL;

    if (sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK &&
        sqlite3_exec(handle, "PRAGMA synchronous=FULL; SELECT 1 FROM sqlite_schema LIMIT 1", NULL, NULL, NULL) ==
            SQLITE_OK)
        return handle;
    log_event(LOG_WARNING, "database.checkpoint-failed", "error", sqlite3_errmsg(handle), NULL);
    sqlite3_close(handle);
    return NULL;
}

static void
run(gpointer data)
{
    SqliteCheckpoint *checkpoint = data;
    sqlite3 *handle = connect_beside(checkpoint->path);

    mutex_lock(&checkpoint->mutex);
    while (checkpoint->state != CLOSING) {
        if (checkpoint->state != ASKED) {
            condition_wait(&checkpoint->changed, &checkpoint->mutex);
            continue;
        }
        mutex_unlock(&checkpoint->mutex);
        if (handle != NULL)
            move_pages(handle);
        mutex_lock(&checkpoint->mutex);
        if (checkpoint->state == ASKED)
            checkpoint->state = MOVED;
        condition_broadcast(&checkpoint->changed);
    }
    mutex_unlock(&checkpoint->mutex);
    sqlite3_close(handle);
}

/* TRUE: the thread has been; the rest is the writer's. Who writes faster than the thread moves waits for it. */
static gboolean
ask(SqliteCheckpoint *checkpoint, gboolean wait)
{
    MUTEX_HELD(&checkpoint->mutex);
    while (wait && checkpoint->state == ASKED)
        condition_wait(&checkpoint->changed, &checkpoint->mutex);
    if (checkpoint->state == MOVED) {
        checkpoint->state = RESTING;
        return TRUE;
    }
    checkpoint->state = ASKED;
    condition_broadcast(&checkpoint->changed);
    return FALSE;
}

/* After every commit, in the writer's thread. */
static int
on_commit(void *data, sqlite3 *writer, const char *schema, int pages)
{
    SqliteCheckpoint *checkpoint = data;

    (void)schema;
    if (pages < LOG_PAGES)
        checkpoint->limit = LOG_PAGES;
    if (pages < checkpoint->limit)
        return SQLITE_OK;
    if (checkpoint->thread == NULL)
        checkpoint->thread = thread_start("db-checkpoint", run, checkpoint);
    if (ask(checkpoint, pages >= MOST_PAGES)) {
        move_pages(writer);
        checkpoint->limit = pages + RETRY_PAGES;
    }
    return SQLITE_OK;
}

SqliteCheckpoint *
sqlite_checkpoint_new(sqlite3 *writer, const char *path)
{
    SqliteCheckpoint *checkpoint = g_new0(SqliteCheckpoint, 1);

    checkpoint->path = g_strdup(path);
    checkpoint->limit = LOG_PAGES;
    mutex_init(&checkpoint->mutex);
    condition_init(&checkpoint->changed);
    sqlite3_wal_hook(writer, on_commit, checkpoint);
    return checkpoint;
}

void
sqlite_checkpoint_free(SqliteCheckpoint *checkpoint)
{
    if (checkpoint->thread != NULL) {
        mutex_lock(&checkpoint->mutex);
        checkpoint->state = CLOSING;
        condition_broadcast(&checkpoint->changed);
        mutex_unlock(&checkpoint->mutex);
        thread_join(checkpoint->thread);
    }
    condition_clear(&checkpoint->changed);
    mutex_clear(&checkpoint->mutex);
    g_free(checkpoint->path);
    g_free(checkpoint);
}
