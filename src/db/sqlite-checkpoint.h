/* SPDX-License-Identifier: Apache-2.0 */
/* db/sqlite-checkpoint.h: moves SQLite's write-ahead log into the database file, beside the writer.
 *
 * SQLite does that in the commit that passes the limit, and everybody who writes waits for it. Here a thread with a
 * connection of its own moves what is there once the log holds 4000 pages (16 MB); the writer then moves the few pages
 * that came meanwhile, and the log starts again from its beginning. At 16,000 pages the writer waits for the thread. A
 * long reader only delays that: the log grows, and it is tried again every 1000 pages. A checkpoint that fails is
 * logged, and nothing is lost by it; but when it is a sync that fails, the process aborts: the system tells only once
 * of a page that could not be written. Not so when the connections are closed, after which nobody goes on: the log
 * stays then, and is moved again. The thread starts when it is first needed. */
#pragma once
#include <glib.h>
#include <sqlite3.h>

typedef struct SqliteCheckpoint SqliteCheckpoint;

/* @writer is the one writing connection of the database file @path, in WAL mode; takes its wal_hook. */
SqliteCheckpoint *sqlite_checkpoint_new(sqlite3 *writer, const char *path);
/* Before @writer is closed. Waits for a checkpoint under way. */
void sqlite_checkpoint_free(SqliteCheckpoint *checkpoint);
