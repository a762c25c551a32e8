/* SPDX-License-Identifier: Apache-2.0 */
#include "db/db.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/log.h"
#include "base/thread.h"
#include "db/db-private.h"

#define BATCH_LIMIT         256
#define BACKGROUND_PATIENCE (50 * 1000)
#define BACKGROUND_QUIET    (5 * 1000)
#define BACKGROUND_TURN     (10 * 1000) /* of one batch, while a db_write() waits */
#define BACKGROUND_LIMIT    64

/* A task that waits for the writer, on the stack of its caller. */
typedef struct {
    DbTask task;
    gpointer data;
    gint64 since;
    GError *error;
    gboolean background;
    Latch finished;
} Request;

struct Db {
    DbOptions options;
    Mutex mutex;

    Condition work; /* the writer waits here */
    GQueue urgent, background;
    gint64 last_urgent, last_background; /* when one of these last ended, monotonic */
    gboolean closing;
    Thread *writer;
    DbLink *write_link;
    DbTask hook;
    gpointer hook_data;
    DbCounters counters;

    Condition link_free; /* readers wait here */
    GQueue read_links;   /* idle */
    guint read_count;    /* open */
};

/* ---- links ---- */

static DbLink *
link_open(Db *db, gboolean writable, GError **error)
{
    DbConnection *raw = db->options.driver->connect(&db->options, writable, error);
    DbLink *link;

    if (raw == NULL)
        return NULL;
    link = g_new0(DbLink, 1);
    link->raw = raw;
    link->prepared = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)db->options.driver->finalize);
    return link;
}

static void
link_close(Db *db, DbLink *link)
{
    g_hash_table_destroy(link->prepared);
    db->options.driver->disconnect(link->raw);
    g_free(link);
}

static DbLink *
take_read_link(Db *db, GError **error)
{
    DbLink *link;

    mutex_lock(&db->mutex);
    while (db->read_links.length == 0 && db->read_count >= db->options.readers)
        condition_wait(&db->link_free, &db->mutex);
    link = g_queue_pop_tail(&db->read_links);
    db->read_count += link == NULL;
    mutex_unlock(&db->mutex);
    if (link != NULL)
        return link;
    link = link_open(db, FALSE, error);
    if (link == NULL) {
        MUTEX_HELD(&db->mutex);
        db->read_count--;
        condition_signal(&db->link_free); /* somebody else may try */
    }
    return link;
}

static void
give_read_link(Db *db, DbLink *link)
{
    MUTEX_HELD(&db->mutex);
    g_queue_push_tail(&db->read_links, link);
    condition_signal(&db->link_free);
}

/* ---- writing ---- */

/* Going on after a write of unknown fate could acknowledge what is not stored. A task that finds a record damaged, by
 * what the database told it, fails alone. */
static void
abort_when_fatal(const DbSession *session, const GError *error)
{
    if (!session->broken)
        return;
    log_failure("database.abort", error);
    abort();
}

static gboolean
execute(DbSession *session, const char *sql, GError **error)
{
    GError *trouble = NULL;

    if (session->driver->execute(session->link->raw, sql, &trouble))
        return TRUE;
    db_note_trouble(session, trouble);
    g_propagate_error(error, trouble);
    return FALSE;
}

static void
roll_back(DbSession *session)
{
    if (session->driver->in_transaction(session->link->raw))
        execute(session, "ROLLBACK", NULL);
}

static gboolean
commit(DbSession *session, GError **error)
{
    Db *db = session->db;
    gint64 start = clock_monotonic();

    if (db->hook != NULL && !db->hook(session, db->hook_data, error))
        return FALSE;
    if (!execute(session, "COMMIT", error))
        return FALSE;
    MUTEX_HELD(&db->mutex);
    db->counters.commits++;
    db->counters.commit_microseconds += clock_monotonic() - start;
    return TRUE;
}

/* Whether the background, at work since @began, has had its turn: a db_write() waits, for this commit or the next. */
static gboolean
is_turn_over(Db *db, const GPtrArray *batch, gint64 began)
{
    const Request *first = g_ptr_array_index(batch, 0);

    if (clock_monotonic() - began < BACKGROUND_TURN)
        return FALSE;
    MUTEX_HELD(&db->mutex);
    return !first->background || db->urgent.length > 0;
}

/* Those from @first on, all of the background, come again in their order. */
static void
put_back(Db *db, GPtrArray *batch, guint first)
{
    MUTEX_HELD(&db->mutex);
    for (guint i = batch->len; i > first; i--)
        g_queue_push_head(&db->background, g_ptr_array_index(batch, i - 1));
    g_ptr_array_set_size(batch, (gint)first);
}

/* FALSE: the @i-th and those after it are put back, for another transaction; one of the background at least runs. */
static gboolean
take_turn(Db *db, GPtrArray *batch, guint i, gint64 *background_began)
{
    const Request *request = g_ptr_array_index(batch, i);

    if (!request->background)
        return TRUE;
    if (*background_began == 0) {
        *background_began = clock_monotonic();
        return TRUE;
    }
    if (!is_turn_over(db, batch, *background_began))
        return TRUE;
    put_back(db, batch, i);
    return FALSE;
}

/* The usual way: one transaction, no savepoints, all tasks but those whose turn is over. FALSE: some task or the commit
 * failed and all is undone. */
static gboolean
run_together(DbSession *session, GPtrArray *batch, GError **error)
{
    gint64 background_began = 0;

    memset(session->memo->now, 0, DB_MEMO_SIZE);
    if (!execute(session, "BEGIN IMMEDIATE", error))
        return FALSE;
    for (guint i = 0; i < batch->len && take_turn(session->db, batch, i, &background_began); i++) {
        Request *request = g_ptr_array_index(batch, i);

        if (!request->task(session, request->data, error)) {
            roll_back(session);
            return FALSE;
        }
    }
    if (commit(session, error))
        return TRUE;
    roll_back(session);
    return FALSE;
}

/* TRUE: the transaction goes on, with or without the task's work. */
static gboolean
run_in_savepoint(DbSession *session, Request *request, GError **error)
{
    memcpy(session->memo->saved, session->memo->now, DB_MEMO_SIZE);
    if (!execute(session, "SAVEPOINT task", error))
        return FALSE;
    if (request->task(session, request->data, &request->error))
        return execute(session, "RELEASE task", error);
    if (request->error == NULL) /* else it would look like success */
        g_set_error(&request->error, TRIBUNE_ERROR, TRIBUNE_ERROR_INTERNAL, "a task failed without an error");
    abort_when_fatal(session, request->error);
    memcpy(session->memo->now, session->memo->saved, DB_MEMO_SIZE);
    if (!session->driver->in_transaction(session->link->raw)) {
        g_propagate_error(error, g_error_copy(request->error));
        return FALSE;
    }
    return execute(session, "ROLLBACK TO task", error) && execute(session, "RELEASE task", error);
}

/* After a failure: each task by itself inside one transaction, so that the guilty one fails alone. */
static void
run_apart(DbSession *session, GPtrArray *batch)
{
    GError *error = NULL;
    gboolean open;

    memset(session->memo->now, 0, DB_MEMO_SIZE);
    open = execute(session, "BEGIN IMMEDIATE", &error);
    for (guint i = 0; open && i < batch->len; i++)
        open = run_in_savepoint(session, g_ptr_array_index(batch, i), &error);
    if (open && commit(session, &error))
        return;
    abort_when_fatal(session, error);
    roll_back(session);
    for (guint i = 0; i < batch->len; i++) {
        Request *request = g_ptr_array_index(batch, i);

        if (request->error == NULL)
            request->error = g_error_copy(error);
    }
    g_error_free(error);
}

static void
run_batch(DbSession *session, GPtrArray *batch)
{
    GError *error = NULL;

    if (run_together(session, batch, &error))
        return;
    abort_when_fatal(session, error);
    if (batch->len > 1 || error == NULL) {
        g_clear_error(&error);
        run_apart(session, batch);
        return;
    }
    ((Request *)g_ptr_array_index(batch, 0))->error = error;
}

/* When the background has a turn whoever else writes. */
static gint64
background_due(Db *db)
{
    const Request *oldest = g_queue_peek_head(&db->background);

    return oldest == NULL ? G_MAXINT64 : MAX(oldest->since, db->last_background) + BACKGROUND_PATIENCE;
}

/* Clients that write all the time need a moment between two writes; it belongs to them, not to the background. */
static gboolean
wait_for_work(Db *db)
{
    while (db->urgent.length == 0 && !db->closing) {
        gint64 due = MIN(background_due(db), db->last_urgent + BACKGROUND_QUIET);

        if (db->background.length == 0)
            condition_wait(&db->work, &db->mutex);
        else if (due <= clock_monotonic() || !condition_wait_until(&db->work, &db->mutex, due))
            break;
    }
    return db->urgent.length + db->background.length > 0;
}

/* Blocks until there is work; FALSE: closing and nothing left. */
static gboolean
take_batch(Db *db, GPtrArray *batch)
{
    gboolean urgent;
    gint64 now;

    MUTEX_HELD(&db->mutex);
    if (!wait_for_work(db))
        return FALSE;
    while (db->urgent.length > 0 && batch->len < BATCH_LIMIT)
        g_ptr_array_add(batch, g_queue_pop_head(&db->urgent));
    urgent = batch->len > 0;
    now = clock_monotonic();
    for (guint i = 0; i < BACKGROUND_LIMIT && db->background.length > 0; i++) {
        if (urgent && background_due(db) > now)
            break;
        g_ptr_array_add(batch, g_queue_pop_head(&db->background));
    }
    return TRUE;
}

static void
count_batch(Db *db, GPtrArray *batch)
{
    MUTEX_HELD(&db->mutex);
    for (guint i = 0; i < batch->len; i++) {
        Request *request = g_ptr_array_index(batch, i);

        db->counters.tasks++;
        db->counters.failures += request->error != NULL;
        *(request->background ? &db->last_background : &db->last_urgent) = clock_monotonic();
    }
}

/* Tells who waits; with no lock held for which they would wait next. */
static void
tell_batch(GPtrArray *batch)
{
    for (guint i = 0; i < batch->len; i++)
        latch_open(&((Request *)g_ptr_array_index(batch, i))->finished);
}

static void
run_writer(gpointer data)
{
    Db *db = data;
    g_autofree DbMemo *memo = g_new0(DbMemo, 1); /* malloc() aligns to 16 */
    DbSession session = { .db = db, .driver = db->options.driver, .link = db->write_link, .memo = memo };
    g_autoptr(GPtrArray) batch = g_ptr_array_new();

    while (take_batch(db, batch)) {
        run_batch(&session, batch);
        count_batch(db, batch);
        tell_batch(batch);
        g_ptr_array_set_size(batch, 0);
    }
}

static gboolean
submit(Db *db, gboolean background, DbTask task, gpointer data, GError **error)
{
    Request request = { .task = task, .data = data, .since = clock_monotonic(), .background = background };

    if (db->writer == NULL) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN, "the database is open for reading only");
        return FALSE;
    }
    latch_init(&request.finished);
    mutex_lock(&db->mutex);
    g_queue_push_tail(background ? &db->background : &db->urgent, &request);
    mutex_unlock(&db->mutex);
    condition_signal(&db->work);
    latch_wait(&request.finished);
    latch_clear(&request.finished);
    if (request.error == NULL)
        return TRUE;
    g_propagate_error(error, request.error);
    return FALSE;
}

gboolean
db_write(Db *db, DbTask task, gpointer data, GError **error)
{
    return submit(db, FALSE, task, data, error);
}

gboolean
db_write_background(Db *db, DbTask task, gpointer data, GError **error)
{
    return submit(db, TRUE, task, data, error);
}

void
db_before_commit(Db *db, DbTask hook, gpointer data)
{
    MUTEX_HELD(&db->mutex);
    db->hook = hook;
    db->hook_data = data;
}

gpointer
db_memo(DbSession *session, gsize size)
{
    g_assert(size <= DB_MEMO_SIZE);
    return session->memo != NULL ? session->memo->now : NULL;
}

/* ---- reading ---- */

static void
end_reading(DbSession *session)
{
    g_clear_pointer(&session->beside, end_reading);
    roll_back(session);
    give_read_link(session->db, session->link);
    g_free(session);
}

static DbSession *
begin_reading(Db *db, GError **error)
{
    DbLink *link = take_read_link(db, error);
    DbSession *session;

    if (link == NULL)
        return NULL;
    session = g_new0(DbSession, 1);
    session->db = db;
    session->driver = db->options.driver;
    session->link = link;
    if (execute(session, "BEGIN", error))
        return session;
    end_reading(session);
    return NULL;
}

gboolean
db_read(Db *db, DbTask task, gpointer data, GError **error)
{
    DbSession *session = begin_reading(db, error);
    gboolean done = session != NULL && task(session, data, error);

    g_clear_pointer(&session, end_reading);
    return done;
}

gboolean
db_read_beside(DbSession *session, Db *beside, DbTask task, gpointer data, GError **error)
{
    if (session == NULL || session->memo != NULL || (session->beside != NULL && session->beside->db != beside))
        return db_read(beside, task, data, error);
    if (session->beside == NULL)
        session->beside = begin_reading(beside, error);
    return session->beside != NULL && task(session->beside, data, error);
}

/* ---- opening ---- */

Db *
db_open(const DbOptions *options, GError **error)
{
    Db *db = g_new0(Db, 1);

    db->options = *options;
    db->options.location = g_strdup(options->location);
    if (db->options.readers == 0)
        db->options.readers = 4;
    mutex_init(&db->mutex);
    condition_init(&db->work);
    condition_init(&db->link_free);
    g_queue_init(&db->urgent);
    g_queue_init(&db->background);
    g_queue_init(&db->read_links);
    if (!options->read_only) {
        db->write_link = link_open(db, TRUE, error);
        if (db->write_link == NULL) {
            db_close(db);
            return NULL;
        }
        db->writer = thread_start("db-writer", run_writer, db);
    }
    return db;
}

void
db_close(Db *db)
{
    DbLink *link;

    if (db->writer != NULL) {
        mutex_lock(&db->mutex);
        db->closing = TRUE;
        condition_signal(&db->work);
        mutex_unlock(&db->mutex);
        thread_join(db->writer);
    }
    while ((link = g_queue_pop_head(&db->read_links)) != NULL)
        link_close(db, link);
    if (db->write_link != NULL)
        link_close(db, db->write_link);
    condition_clear(&db->work);
    condition_clear(&db->link_free);
    mutex_clear(&db->mutex);
    g_free((char *)db->options.location);
    g_free(db);
}

gboolean
db_backup(Db *db, const char *path, GError **error)
{
    DbLink *link = take_read_link(db, error);
    gboolean done;

    if (link == NULL)
        return FALSE;
    done = db->options.driver->backup(link->raw, path, error);
    give_read_link(db, link);
    return done;
}

void
db_counters(Db *db, DbCounters *ret)
{
    MUTEX_HELD(&db->mutex);
    *ret = db->counters;
    ret->waiting = db->urgent.length + db->background.length;
}
