/* SPDX-License-Identifier: Apache-2.0 */
/* What the database alone could do: the rows of one intake, group commit, and nothing else.
 *
 *     bare-commit --like FILE --folder FOLDER [--threads N] [--seconds S]
 *
 * Takes the newest message of the store FILE as the pattern: the same texts and the same lengths of sealed content,
 * journal leaf and job. Makes a new database in FOLDER with the store's own migrations, journal mode and
 * synchronisation. N threads hand in a row set each and wait until it is durable; one writer takes all that wait and
 * commits them together. Nothing is parsed, sealed or hashed; the connection is SQLite's, without the store's layers.
 * Per message: one row each of messages, contents, log_leaves and jobs, the nodes of the journal's tree as they become
 * complete; per commit the tree's state. Prints lines "name value". */
#include <glib.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/thread.h"
#include "db/db.h"
#include "db/migrations.h"

#define THREADS_MAX 64
#define NODE_LEVEL  4
#define COLUMNS_MAX 32

typedef struct {
    char *file, *folder;
    int threads;
    double seconds;
} Options;

static Options options = { .threads = 1, .seconds = 5 };

static const GOptionEntry OPTIONS[] = {
    { "like", 0, 0, G_OPTION_ARG_FILENAME, &options.file, "a store with at least one message", "FILE" },
    { "folder", 0, 0, G_OPTION_ARG_FILENAME, &options.folder, "for the new database", "FOLDER" },
    { "threads", 0, 0, G_OPTION_ARG_INT, &options.threads, "that wait for commits", "N" },
    { "seconds", 0, 0, G_OPTION_ARG_DOUBLE, &options.seconds, "to measure", "S" },
    { NULL },
};

/* A table's rows: the pattern, and which of its columns are new in every row. */
typedef struct {
    const char *pattern;
    const char *id_columns[4]; /* get the next number */
    const char *random_column; /* gets other bytes each time */
    sqlite3_value *values[COLUMNS_MAX];
    int is_id[COLUMNS_MAX], is_random[COLUMNS_MAX];
    int columns;
    sqlite3_stmt *insert;
} Table;

static Table tables[] = {
    { "SELECT * FROM messages ORDER BY id DESC LIMIT 1", { "id", "leaf", "secret_key" }, "fingerprint" },
    { "SELECT * FROM contents WHERE id = (SELECT max(id) FROM messages)", { "id" }, "sealed" },
    { "SELECT * FROM log_leaves WHERE idx = (SELECT leaf & 1099511627775 FROM messages ORDER BY id DESC LIMIT 1)",
      { "idx" },
      "hash" },
    { "SELECT 1 AS id, 'screen' AS kind, 1 AS subject, 1 AS due, 0 AS leased_until, 0 AS attempts, '' AS trouble",
      { "id", "subject", "due" },
      NULL },
};
static const char *const NAMES[] = { "messages", "contents", "log_leaves", "jobs" };

typedef struct {
    Mutex mutex;
    Condition work;
    GQueue waiting; /* Waiter * */
    gboolean over;
    sqlite3 *handle;
    sqlite3_stmt *node, *state;
    gint64 number; /* of the next message, with the time in it */
    guint64 leaves, commits;
} Writer;

typedef struct {
    Writer *writer;
    gboolean done;
    Condition finished;
    guint64 committed;
} Waiter;

static void
check(sqlite3 *handle, gboolean good, const char *what)
{
    if (good)
        return;
    fprintf(stderr, "bare-commit: %s: %s\n", what, sqlite3_errmsg(handle));
    exit(1);
}

/* ---- the pattern ---- */

static void
read_columns(Table *table, sqlite3_stmt *row)
{
    table->columns = sqlite3_column_count(row);
    g_assert(table->columns <= COLUMNS_MAX);
    for (int i = 0; i < table->columns; i++) {
        const char *name = sqlite3_column_name(row, i);

        table->values[i] = sqlite3_value_dup(sqlite3_column_value(row, i));
        table->is_random[i] = g_strcmp0(name, table->random_column) == 0;
        for (guint id = 0; id < G_N_ELEMENTS(table->id_columns); id++)
            table->is_id[i] |= g_strcmp0(name, table->id_columns[id]) == 0;
    }
}

static void
prepare_insert(Table *table, sqlite3 *handle, const char *name, sqlite3_stmt *row)
{
    g_autoptr(GString) sql = g_string_new(NULL);

    g_string_append_printf(sql, "INSERT INTO %s (", name);
    for (int i = 0; i < table->columns; i++)
        g_string_append_printf(sql, "%s%s", i > 0 ? ", " : "", sqlite3_column_name(row, i));
    g_string_append(sql, ") VALUES (?");
    for (int i = 1; i < table->columns; i++)
        g_string_append(sql, ", ?");
    g_string_append(sql, ")");
    check(handle, sqlite3_prepare_v2(handle, sql->str, -1, &table->insert, NULL) == SQLITE_OK, sql->str);
}

static void
read_pattern(sqlite3 *handle)
{
    sqlite3 *like;

    check(NULL, sqlite3_open_v2(options.file, &like, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK, options.file);
    for (guint i = 0; i < G_N_ELEMENTS(tables); i++) {
        sqlite3_stmt *row;

        check(like, sqlite3_prepare_v2(like, tables[i].pattern, -1, &row, NULL) == SQLITE_OK, NAMES[i]);
        check(like, sqlite3_step(row) == SQLITE_ROW, NAMES[i]);
        read_columns(&tables[i], row);
        prepare_insert(&tables[i], handle, NAMES[i], row);
        sqlite3_finalize(row);
    }
    sqlite3_close(like);
}

/* ---- the writer ---- */

static void
step(Writer *writer, sqlite3_stmt *statement)
{
    check(writer->handle, sqlite3_step(statement) == SQLITE_DONE, sqlite3_sql(statement));
    sqlite3_reset(statement);
}

static void
insert_row(Writer *writer, Table *table)
{
    for (int i = 0; i < table->columns; i++) {
        sqlite3_value *value = table->values[i];

        if (table->is_id[i]) {
            sqlite3_bind_int64(table->insert, i + 1, writer->number);
        } else if (table->is_random[i]) {
            static _Thread_local guint8 bytes[1 << 20];
            int length = MIN(sqlite3_value_bytes(value), (int)sizeof bytes);
            guint64 mixed = (guint64)writer->number * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15);

            memcpy(bytes, sqlite3_value_blob(value), (gsize)length);
            memcpy(bytes, &mixed, MIN((gsize)length, sizeof mixed));
            sqlite3_bind_blob(table->insert, i + 1, bytes, length, SQLITE_STATIC);
        } else {
            sqlite3_bind_value(table->insert, i + 1, value);
        }
    }
    step(writer, table->insert);
}

static void
insert_nodes(Writer *writer)
{
    static const guint8 HASH[32] = { 1 };

    writer->leaves++;
    for (int level = NODE_LEVEL; writer->leaves % (G_GUINT64_CONSTANT(1) << level) == 0; level++) {
        sqlite3_bind_int(writer->node, 1, level);
        sqlite3_bind_int64(writer->node, 2, (gint64)(writer->leaves >> level));
        sqlite3_bind_blob(writer->node, 3, HASH, sizeof HASH, SQLITE_STATIC);
        step(writer, writer->node);
    }
}

static void
commit_batch(Writer *writer, GQueue *batch)
{
    static const guint8 FRONTIER[32 * 20] = { 1 };

    check(writer->handle, sqlite3_exec(writer->handle, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK, "begin");
    for (guint i = 0; i < batch->length; i++) {
        writer->number++;
        for (guint table = 0; table < G_N_ELEMENTS(tables); table++)
            insert_row(writer, &tables[table]);
        insert_nodes(writer);
    }
    sqlite3_bind_int64(writer->state, 1, (gint64)writer->leaves);
    sqlite3_bind_blob(writer->state, 2, FRONTIER, 32, SQLITE_STATIC);
    sqlite3_bind_blob(writer->state, 3, FRONTIER, 32 * __builtin_popcountll(writer->leaves), SQLITE_STATIC);
    step(writer, writer->state);
    check(writer->handle, sqlite3_exec(writer->handle, "COMMIT", NULL, NULL, NULL) == SQLITE_OK, "commit");
    writer->commits++;
}

static void
run_writer(gpointer data)
{
    Writer *writer = data;

    for (;;) {
        GQueue batch = G_QUEUE_INIT;
        Waiter *waiter;

        mutex_lock(&writer->mutex);
        while (writer->waiting.length == 0 && !writer->over)
            condition_wait(&writer->work, &writer->mutex);
        batch = writer->waiting;
        g_queue_init(&writer->waiting);
        mutex_unlock(&writer->mutex);
        if (batch.length == 0)
            return;
        commit_batch(writer, &batch);
        mutex_lock(&writer->mutex);
        while ((waiter = g_queue_pop_head(&batch)) != NULL) {
            waiter->done = TRUE;
            condition_signal(&waiter->finished);
        }
        mutex_unlock(&writer->mutex);
    }
}

static void
run_waiter(gpointer data)
{
    Waiter *waiter = data;
    Writer *writer = waiter->writer;

    mutex_lock(&writer->mutex);
    while (!writer->over) {
        waiter->done = FALSE;
        g_queue_push_tail(&writer->waiting, waiter);
        condition_signal(&writer->work);
        while (!waiter->done)
            condition_wait(&waiter->finished, &writer->mutex);
        waiter->committed++;
    }
    mutex_unlock(&writer->mutex);
}

/* ---- the whole ---- */

static void
open_database(Writer *writer)
{
    g_autofree char *path = g_build_filename(options.folder, "bare.db", NULL);
    g_autoptr(GError) error = NULL;
    Db *db = db_open(&(DbOptions){ .driver = &DB_SQLITE, .location = path }, &error);

    if (db == NULL || !db_migrate(db, STORE_MIGRATIONS, STORE_MIGRATIONS_COUNT, &error)) {
        fprintf(stderr, "bare-commit: %s\n", error->message);
        exit(1);
    }
    db_close(db);
    check(NULL, sqlite3_open_v2(path, &writer->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK,
          path);
    check(writer->handle,
          sqlite3_exec(writer->handle, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-4096",
                       NULL, NULL, NULL) == SQLITE_OK,
          "settings");
    sqlite3_wal_autocheckpoint(writer->handle, 4000);
    read_pattern(writer->handle);
    check(writer->handle,
          sqlite3_prepare_v2(writer->handle, "INSERT INTO log_nodes (year, level, idx, hash) VALUES (2026, ?, ?, ?)",
                             -1, &writer->node, NULL) == SQLITE_OK,
          "nodes");
    check(writer->handle,
          sqlite3_prepare_v2(writer->handle,
                             "INSERT INTO log_states (year, size, root, frontier) VALUES (2026, ?, ?, ?)"
                             " ON CONFLICT (year) DO UPDATE SET size = excluded.size, root = excluded.root,"
                             " frontier = excluded.frontier",
                             -1, &writer->state, NULL) == SQLITE_OK,
          "state");
}

static guint64
measure(Writer *writer)
{
    Waiter waiters[THREADS_MAX] = { 0 };
    Thread *threads[THREADS_MAX];
    Thread *thread = thread_start("writer", run_writer, writer);
    guint64 committed = 0;

    for (int i = 0; i < options.threads; i++) {
        waiters[i].writer = writer;
        condition_init(&waiters[i].finished);
        threads[i] = thread_start("waiter", run_waiter, &waiters[i]);
    }
    g_usleep((gulong)(options.seconds * 1e6));
    mutex_lock(&writer->mutex);
    writer->over = TRUE;
    condition_signal(&writer->work);
    mutex_unlock(&writer->mutex);
    for (int i = 0; i < options.threads; i++) {
        thread_join(threads[i]);
        committed += waiters[i].committed;
    }
    thread_join(thread);
    return committed;
}

int
main(int argc, char **argv)
{
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    g_autoptr(GError) error = NULL;
    Writer writer = { .number = clock_now() };
    gint64 start;
    guint64 committed;

    g_option_context_add_main_entries(context, OPTIONS, NULL);
    if (!g_option_context_parse(context, &argc, &argv, &error) || options.file == NULL || options.folder == NULL ||
        options.threads < 1 || options.threads > THREADS_MAX) {
        fprintf(stderr, "bare-commit: %s\n", error != NULL ? error->message : "--like and --folder are needed");
        return 1;
    }
    mutex_init(&writer.mutex);
    condition_init(&writer.work);
    g_queue_init(&writer.waiting);
    open_database(&writer);
    start = clock_monotonic();
    committed = measure(&writer);
    printf("committed %" G_GUINT64_FORMAT "\ncommits %" G_GUINT64_FORMAT "\nseconds %.3f\n", committed, writer.commits,
           (double)(clock_monotonic() - start) / CLOCK_SECOND);
    return 0;
}
