/* SPDX-License-Identifier: Apache-2.0 */
/* db/db-private.h: what a driver gives to db.c. */
#pragma once
#include "db/db.h"

typedef enum { DB_STEP_ROW, DB_STEP_DONE, DB_STEP_ERROR } DbStepResult;

typedef struct {
    const char *token;
    const char *text;
} DbToken;

/* A connection and a prepared statement are the driver's own structs. Only one thread uses a connection at a time. */
typedef struct DbConnection DbConnection;
typedef struct DbPrepared DbPrepared;

struct DbDriver {
    const char *name;
    const DbToken *tokens; /* ended by { NULL, NULL } */

    DbConnection *(*connect)(const DbOptions *options, gboolean writable, GError **error);
    void (*disconnect)(DbConnection *connection);
    /* A script without rows: BEGIN, COMMIT, SAVEPOINT, migrations. */
    gboolean (*execute)(DbConnection *connection, const char *sql, GError **error);
    /* Whether a transaction is still open: an error may have undone it all. */
    gboolean (*in_transaction)(DbConnection *connection);
    gint64 (*changes)(DbConnection *connection);
    gboolean (*backup)(DbConnection *connection, const char *path, GError **error);

    DbPrepared *(*prepare)(DbConnection *connection, const char *sql, GError **error);
    void (*finalize)(DbPrepared *prepared);
    void (*reset)(DbPrepared *prepared); /* bindings are cleared, the statement can run again */
    /* Parameters count from 1. */
    gboolean (*bind_int)(DbPrepared *prepared, int index, gint64 value);
    gboolean (*bind_text)(DbPrepared *prepared, int index, const char *text);
    gboolean (*bind_bytes)(DbPrepared *prepared, int index, const void *bytes, gsize length);
    DbStepResult (*step)(DbPrepared *prepared, GError **error);
    gboolean (*is_null)(DbPrepared *prepared, int index);
    gint64 (*column_int)(DbPrepared *prepared, int index);
    const char *(*column_text)(DbPrepared *prepared, int index);
    const void *(*column_bytes)(DbPrepared *prepared, int index, gsize *ret_length);
};

#define DB_MEMO_SIZE 4096

/* One connection with the statements it has prepared. */
typedef struct {
    DbConnection *raw;
    GHashTable *prepared; /* DbStatement → DbPrepared, those not in use */
} DbLink;

typedef struct {
    guint8 now[DB_MEMO_SIZE] __attribute__((aligned(16)));
    guint8 saved[DB_MEMO_SIZE];
} DbMemo;

struct DbSession {
    Db *db;
    const DbDriver *driver;
    DbLink *link;
    gboolean broken;   /* the driver met an I/O error or a damaged file */
    DbSession *beside; /* a reading one of another database, or NULL */
    DbMemo *memo;      /* of a writing one */
};

/* Notes what @error of the driver says of the database; @error may be NULL. */
void db_note_trouble(DbSession *session, const GError *error);

/* Runs @sql with the driver's tokens replaced, inside the session's transaction. */
gboolean db_execute_migration(DbSession *session, const char *sql, GError **error);
