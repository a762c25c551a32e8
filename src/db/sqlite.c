/* SPDX-License-Identifier: Apache-2.0 */
/* The SQLite driver: write-ahead log, synchronous=FULL, one connection per thread at a time. */
#include <errno.h>
#include <sqlite3.h>
#include <string.h>

#include "base/error.h"
#include "base/folder.h"
#include "db/db-private.h"
#include "db/sqlite-checkpoint.h"

#define BUSY_TIMEOUT_MS 5000
/* A connection has made its log when it has read. */
#define WRITABLE " PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; SELECT 1 FROM sqlite_schema LIMIT 1;"

static const char *const FRAMES[] = { "BEGIN", "BEGIN IMMEDIATE", "COMMIT", "ROLLBACK" };

struct DbConnection {
    sqlite3 *handle;
    SqliteCheckpoint *checkpoint; /* of a writing one */
    sqlite3_stmt *frames[G_N_ELEMENTS(FRAMES)];
};

struct DbPrepared {
    DbConnection *connection;
    sqlite3_stmt *handle;
};

static const DbToken TOKENS[] = {
    { "@int", "INTEGER" },
    { "@bytes", "BLOB" },
    { "@text", "TEXT" },
    { "@strict", "STRICT" },
    { "@clustered", "STRICT, WITHOUT ROWID" },
    { NULL, NULL },
};

/* What a caller can do about it. CORRUPT is what db.c answers with abort() while writing. */
static TribuneError
error_code(sqlite3 *handle)
{
    int extended = sqlite3_extended_errcode(handle);

    if (extended == SQLITE_IOERR_SHMSIZE)
        return TRIBUNE_ERROR_FULL; /* the index of the write-ahead log could not grow: before the commit, so nothing is
                                      lost */
    switch (extended & 0xff) {
    case SQLITE_FULL:
        return TRIBUNE_ERROR_FULL;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_NOMEM:
    case SQLITE_INTERRUPT:
        return TRIBUNE_ERROR_TEMPORARY;
    case SQLITE_CONSTRAINT:
        return TRIBUNE_ERROR_CONFLICT;
    case SQLITE_IOERR:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return TRIBUNE_ERROR_CORRUPT;
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return TRIBUNE_ERROR_CONFIG;
    default:
        return TRIBUNE_ERROR_INTERNAL;
    }
}

static void
set_error(GError **error, sqlite3 *handle)
{
    g_set_error(error, TRIBUNE_ERROR, (gint)error_code(handle), "database: %s (%d)", sqlite3_errmsg(handle),
                sqlite3_extended_errcode(handle));
}

/* What stands around each transaction is compiled once for a connection. */
static sqlite3_stmt *
find_frame(DbConnection *connection, const char *sql)
{
    for (guint i = 0; i < G_N_ELEMENTS(FRAMES); i++) {
        sqlite3_stmt **frame = &connection->frames[i];

        if (strcmp(FRAMES[i], sql) != 0)
            continue;
        if (*frame == NULL)
            sqlite3_prepare_v3(connection->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, frame, NULL);
        return *frame;
    }
    return NULL;
}

static gboolean
sqlite_execute(DbConnection *connection, const char *sql, GError **error)
{
    sqlite3_stmt *frame = find_frame(connection, sql);
    gboolean done;

    if (frame == NULL)
        done = sqlite3_exec(connection->handle, sql, NULL, NULL, NULL) == SQLITE_OK;
    else
        done = sqlite3_step(frame) == SQLITE_DONE;
    if (!done)
        set_error(error, connection->handle);
    if (frame != NULL)
        sqlite3_reset(frame);
    return done;
}

static void
sqlite_disconnect(DbConnection *connection)
{
    for (guint i = 0; i < G_N_ELEMENTS(FRAMES); i++)
        sqlite3_finalize(connection->frames[i]);
    g_clear_pointer(&connection->checkpoint, sqlite_checkpoint_free);
    sqlite3_close(connection->handle);
    g_free(connection);
}

/* The library counts the memory it uses under one lock that all threads share, at each allocation; nobody asks it how
 * much that is. Of no effect, and no harm, once the library is in use. */
static void
count_no_memory(void)
{
    static gsize done;

    if (!g_once_init_enter(&done))
        return;
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    g_once_init_leave(&done, 1);
}

/* The library syncs the folder, too, when it first syncs the log, but does not look whether it could. */
static gboolean
sync_name(const char *path, GError **error)
{
    TribuneError code = TRIBUNE_ERROR_CONFIG; /* some networks' file systems cannot do it */

    if (folder_sync_of(path))
        return TRUE;
    if (errno == ENOSPC)
        code = TRIBUNE_ERROR_FULL;
    else if (errno == EIO)
        code = TRIBUNE_ERROR_CORRUPT;
    else if (errno == EMFILE || errno == ENFILE || errno == ENOMEM)
        code = TRIBUNE_ERROR_TEMPORARY;
    g_set_error(error, TRIBUNE_ERROR, (gint)code, "its folder cannot be synced: %s", g_strerror(errno));
    return FALSE;
}

static DbConnection *
sqlite_connect(const DbOptions *options, gboolean writable, GError **error)
{
    DbConnection *connection = g_new0(DbConnection, 1);
    gsize cache = options->cache != 0 ? options->cache : 4 << 20;
    int access = options->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    g_autofree char *settings =
        g_strdup_printf("PRAGMA cache_size=-%" G_GSIZE_FORMAT "; PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=OFF;%s",
                        cache / 1024, writable ? WRITABLE : "");

    count_no_memory();
    if (sqlite3_open_v2(options->location, &connection->handle, access | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK) {
        set_error(error, connection->handle);
        g_prefix_error(error, "opening %s: ", options->location);
        sqlite_disconnect(connection);
        return NULL;
    }
    sqlite3_busy_timeout(connection->handle, BUSY_TIMEOUT_MS);
    if (!sqlite_execute(connection, settings, error) || (writable && !sync_name(options->location, error))) {
        g_prefix_error(error, "opening %s: ", options->location);
        sqlite_disconnect(connection);
        return NULL;
    }
    if (writable)
        connection->checkpoint = sqlite_checkpoint_new(connection->handle, options->location);
    return connection;
}

static gboolean
sqlite_in_transaction(DbConnection *connection)
{
    return !sqlite3_get_autocommit(connection->handle);
}

static gint64
sqlite_changes(DbConnection *connection)
{
    return sqlite3_changes64(connection->handle);
}

static gboolean
sqlite_backup(DbConnection *connection, const char *path, GError **error)
{
    char *sql = sqlite3_mprintf("VACUUM INTO %Q", path);
    gboolean done = sqlite_execute(connection, sql, error);

    sqlite3_free(sql);
    return done;
}

static DbPrepared *
sqlite_prepare(DbConnection *connection, const char *sql, GError **error)
{
    sqlite3_stmt *handle = NULL;
    DbPrepared *prepared;

    if (sqlite3_prepare_v3(connection->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL) != SQLITE_OK) {
        set_error(error, connection->handle);
        return NULL;
    }
    prepared = g_new0(DbPrepared, 1);
    prepared->connection = connection;
    prepared->handle = handle;
    return prepared;
}

static void
sqlite_finalize(DbPrepared *prepared)
{
    sqlite3_finalize(prepared->handle);
    g_free(prepared);
}

static void
sqlite_reset(DbPrepared *prepared)
{
    sqlite3_reset(prepared->handle);
    sqlite3_clear_bindings(prepared->handle);
}

static gboolean
sqlite_bind_int(DbPrepared *prepared, int index, gint64 value)
{
    return sqlite3_bind_int64(prepared->handle, index, value) == SQLITE_OK;
}

static gboolean
sqlite_bind_text(DbPrepared *prepared, int index, const char *text)
{
    return sqlite3_bind_text(prepared->handle, index, text, -1, SQLITE_TRANSIENT) == SQLITE_OK;
}

static gboolean
sqlite_bind_bytes(DbPrepared *prepared, int index, const void *bytes, gsize length)
{
    return sqlite3_bind_blob64(prepared->handle, index, bytes != NULL ? bytes : "", length, SQLITE_TRANSIENT) ==
           SQLITE_OK;
}

static DbStepResult
sqlite_step(DbPrepared *prepared, GError **error)
{
    switch (sqlite3_step(prepared->handle)) {
    case SQLITE_ROW:
        return DB_STEP_ROW;
    case SQLITE_DONE:
        return DB_STEP_DONE;
    default:
        set_error(error, prepared->connection->handle);
        return DB_STEP_ERROR;
    }
}

static gboolean
sqlite_is_null(DbPrepared *prepared, int index)
{
    return sqlite3_column_type(prepared->handle, index) == SQLITE_NULL;
}

static gint64
sqlite_column_int(DbPrepared *prepared, int index)
{
    return sqlite3_column_int64(prepared->handle, index);
}

static const char *
sqlite_column_text(DbPrepared *prepared, int index)
{
    return (const char *)sqlite3_column_text(prepared->handle, index);
}

static const void *
sqlite_column_bytes(DbPrepared *prepared, int index, gsize *ret_length)
{
    const void *bytes = sqlite3_column_blob(prepared->handle, index);

    *ret_length = (gsize)sqlite3_column_bytes(prepared->handle, index);
    return bytes;
}

const DbDriver DB_SQLITE = {
    .name = "sqlite",
    .tokens = TOKENS,
    .connect = sqlite_connect,
    .disconnect = sqlite_disconnect,
    .execute = sqlite_execute,
    .in_transaction = sqlite_in_transaction,
    .changes = sqlite_changes,
    .backup = sqlite_backup,
    .prepare = sqlite_prepare,
    .finalize = sqlite_finalize,
    .reset = sqlite_reset,
    .bind_int = sqlite_bind_int,
    .bind_text = sqlite_bind_text,
    .bind_bytes = sqlite_bind_bytes,
    .step = sqlite_step,
    .is_null = sqlite_is_null,
    .column_int = sqlite_column_int,
    .column_text = sqlite_column_text,
    .column_bytes = sqlite_column_bytes,
};
