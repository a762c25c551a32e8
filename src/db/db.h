/* SPDX-License-Identifier: Apache-2.0 */
/* db/db.h: the database, as little of it as Tribune needs.
 *
 * SQL is written once, in the subset that SQLite 3.40 and PostgreSQL 15 share: parameters $1 $2 … in order of first
 * use, ids from base/id.h, expected conflicts by ON CONFLICT, ORDER BY on what may be NULL states NULLS, booleans are 0
 * and 1, text is UTF-8 without NUL.
 *
 * Writing. db_write() returns when the task's work is durable. One writer thread gathers the tasks that are waiting,
 * runs them in one transaction, commits once and wakes them all. When a task fails, the batch is rolled back and run
 * again, each task in a savepoint of its own: so a task may run twice, and touches only the database and its own
 * result.
 *
 * Reading. db_read() runs a task on a read connection, in one snapshot.
 *
 * Errors. A full disk is TRIBUNE_ERROR_FULL and a busy database TRIBUNE_ERROR_TEMPORARY: nothing was written, try
 * again. A failed fsync, an I/O error or a commit of unknown fate aborts the process: restart recovers. A task that
 * itself finds what is stored damaged fails like any other. */
#pragma once
#include <glib.h>

typedef struct Db Db;               /* thread-safe */
typedef struct DbSession DbSession; /* a connection inside a transaction, lent to one task */
typedef struct DbQuery DbQuery;     /* a statement being run, of one session */

/* ---- statements ----
 * Every statement is a named constant, so that a test can prepare all of them on a real PostgreSQL:
 *
 *     DB_STATEMENT(find_unit, "SELECT name FROM units WHERE id = $1");
 */
typedef struct {
    const char *name;
    const char *sql;
} DbStatement;

#define DB_STATEMENT(identifier, text)                                                                                 \
    static const DbStatement identifier = { #identifier, text };                                                       \
    static const DbStatement *const identifier##_listed __attribute__((section("db_statements"), used)) = &identifier

/* Calls @visit for every DB_STATEMENT linked into the program. */
void db_statements_each(void (*visit)(const DbStatement *statement, gpointer data), gpointer data);

/* ---- opening ---- */

typedef struct DbDriver DbDriver;
extern const DbDriver DB_SQLITE;

typedef struct {
    const DbDriver *driver;
    const char *location; /* SQLite: a file path */
    guint readers;        /* read connections at most; more readers wait. 0: 4 */
    gsize cache;          /* bytes of page cache per connection. 0: 4 MiB */
    gboolean read_only;   /* refuse db_write(); the file must exist */
} DbOptions;

/* Syncs the folder when it opens for writing, since what is not there after a power cut cannot be trusted; NULL when
 * that fails, too. */
Db *db_open(const DbOptions *options, GError **error);
/* Waits for running tasks. Nobody may call in any more. */
void db_close(Db *db);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Db, db_close)

/* ---- transactions ---- */

/* Returns FALSE with @error set to undo everything it did. */
typedef gboolean (*DbTask)(DbSession *session, gpointer data, GError **error);

/* Blocks until durable. */
gboolean db_write(Db *db, DbTask task, gpointer data, GError **error);
/* The same for work that nobody waits for: runs when there was no db_write() for 5 ms, or else has a turn of about 10
 * ms every 50 ms. At most 64 such tasks are in one transaction, and after 10 ms fewer as soon as a db_write() waits. */
gboolean db_write_background(Db *db, DbTask task, gpointer data, GError **error);
/* Blocks while all read connections are taken. */
gboolean db_read(Db *db, DbTask task, gpointer data, GError **error);
/* Runs @task in a snapshot of @beside that is opened by the first such call and kept until the reading @session ends,
 * so that many small questions to a second database cost one transaction there. Just db_read() when @session is NULL,
 * is writing, or has another database beside it. A task of @beside must not read @session's database in turn. */
gboolean db_read_beside(DbSession *session, Db *beside, DbTask task, gpointer data, GError **error);

/* Runs @hook at the end of every writing transaction, just before its commit. One hook at most, set before the first
 * write. */
void db_before_commit(Db *db, DbTask hook, gpointer data);

/* Memory of the writing transaction for the hook's owner: @size <= 4096 bytes, zero at its beginning, put back to what
 * it was when a task is undone. NULL in a reading one. */
gpointer db_memo(DbSession *session, gsize size);

/* ---- queries ----
 *
 *     g_autoptr(DbQuery) query = db_query(session, &find_unit);
 *     db_bind_int(query, id.value);
 *     while (db_step(query))
 *         … db_text(query, 0) …
 *     return db_finish(query, error);
 *
 * The first failure sticks: later calls do nothing and db_finish() reports it. */
DbQuery *db_query(DbSession *session, const DbStatement *statement);
void db_query_free(DbQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DbQuery, db_query_free)

/* Binds the next parameter. Bytes and text are copied. */
void db_bind_int(DbQuery *query, gint64 value);
void db_bind_text(DbQuery *query, const char *text); /* NULL binds NULL */
void db_bind_bytes(DbQuery *query, const void *bytes, gsize length);
void db_bind_null(DbQuery *query);
/* 0 binds NULL: for references to "none". */
void db_bind_reference(DbQuery *query, gint64 id);

/* TRUE: there is a row. */
gboolean db_step(DbQuery *query);
/* FALSE when anything failed since db_query(). */
gboolean db_finish(DbQuery *query, GError **error);
/* For statements without rows: steps to the end and finishes. */
gboolean db_run(DbQuery *query, GError **error);
/* For statements with one row or none: like db_step(), but NULL-row is FALSE with TRIBUNE_ERROR_NOT_FOUND and @what. */
gboolean db_step_one(DbQuery *query, const char *what, GError **error);

/* Column @index of the row, counted from 0. Borrowed until the next db_step(). NULL reads as 0, NULL, empty. */
gint64 db_int(DbQuery *query, int index);
const char *db_text(DbQuery *query, int index);
const void *db_bytes(DbQuery *query, int index, gsize *ret_length);
gboolean db_is_null(DbQuery *query, int index);
char *db_dup_text(DbQuery *query, int index);

/* Rows changed by the last finished statement of @session. */
gint64 db_changes(DbSession *session);

/* ---- migrations ---- */

/* Numbered from 1 without gaps. The text is portable SQL with tokens that the driver replaces:
 * @int @bytes @text @strict @clustered. */
typedef struct {
    int number;
    const char *name;
    const char *sql;
} DbMigration;

/* Brings the database forward to the last of @migrations, all in one transaction or not at all. Refuses with
 * TRIBUNE_ERROR_CONFIG when the database is newer than the program, and with TRIBUNE_ERROR_CORRUPT when an applied
 * migration's text is another one. */
gboolean db_migrate(Db *db, const DbMigration *migrations, gsize count, GError **error);
/* The table in which it keeps what was applied; portable SQL. */
extern const char DB_MIGRATION_LEDGER[];
/* @sql with the tokens as @driver writes them. */
char *db_migration_text(const DbDriver *driver, const char *sql);
/* How PostgreSQL writes them; its driver is for preparing statements so far (tests/live). */
char *db_migration_text_postgresql(const char *sql);

/* A copy of the whole database, consistent, while it is in use. SQLite: a new file at @path. Blocks. */
gboolean db_backup(Db *db, const char *path, GError **error);

/* ---- numbers for /metrics ---- */
typedef struct {
    guint64 commits;  /* transactions committed */
    guint64 tasks;    /* tasks in them */
    guint64 failures; /* tasks that failed */
    gint64 commit_microseconds;
    guint waiting; /* tasks waiting now */
} DbCounters;
void db_counters(Db *db, DbCounters *ret);
