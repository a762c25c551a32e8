/* SPDX-License-Identifier: Apache-2.0 */
/* A disk that fails at any one call of the system, however it fails; and a process that is killed there: what was
 * acknowledged is there afterwards, and nobody goes on after a sync that failed.
 *
 * SQLite finds what writes, truncates and syncs here before it looks in the C library. */
#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "db/db.h"

#define THINGS     3
#define CALLS_MOST 500

DB_STATEMENT(disk_make_table, "CREATE TABLE IF NOT EXISTS things (id INTEGER NOT NULL PRIMARY KEY, name TEXT)");
DB_STATEMENT(disk_add_thing, "INSERT INTO things (id, name) VALUES ($1, $2)");
DB_STATEMENT(disk_find_thing, "SELECT name FROM things WHERE id = $1");

typedef enum { FULL, BROKEN, BROKEN_SYNC, SHORT, KILLED_BEFORE, KILLED_AFTER } Fault;

/* Shared by the process that fails and the one that looks at it. */
typedef struct {
    _Atomic guint calls;
    guint at; /* which of them fails; 0: none */
    Fault fault;
    const char *only; /* the end of the name of the only file that counts, or NULL */
    _Atomic gboolean sync_failed, went_on;
    _Atomic gboolean acknowledged[THINGS];
    guint calls_at_first; /* when the first was acknowledged */
} Disk;

static Disk *disk;

/* ---- the disk ---- */

/* The names by which they are found. */
ssize_t test_disk_write(int fd, const void *bytes, size_t length, off64_t offset) __asm__("pwrite64");
int test_disk_truncate(int fd, off64_t length) __asm__("ftruncate64");
int test_disk_sync_file(int fd) __asm__("fdatasync");
int test_disk_sync_folder(int fd) __asm__("fsync");

static gboolean
counts(int fd)
{
    g_autofree char *link = g_strdup_printf("/proc/self/fd/%d", fd);
    g_autofree char *path = NULL;

    if (disk->only == NULL)
        return TRUE;
    path = g_file_read_link(link, NULL);
    return path != NULL && g_str_has_suffix(path, disk->only);
}

/* TRUE: this call is to fail. A killed process does not come back from here, or from call_ends(). */
static gboolean
call_begins(int fd, gboolean sync)
{
    if (disk == NULL || (disk->fault == BROKEN_SYNC && !sync) || !counts(fd) ||
        atomic_fetch_add(&disk->calls, 1) + 1 != disk->at)
        return FALSE;
    if (disk->fault == KILLED_BEFORE)
        kill(getpid(), SIGKILL);
    return TRUE;
}

static gboolean
fails(gboolean due)
{
    if (due && disk->fault == KILLED_AFTER)
        kill(getpid(), SIGKILL);
    if (!due || disk->fault == SHORT)
        return FALSE;
    errno = disk->fault == FULL ? ENOSPC : EIO;
    return TRUE;
}

ssize_t
test_disk_write(int fd, const void *bytes, size_t length, off64_t offset)
{
    gboolean due = call_begins(fd, FALSE);

    if (due && disk->fault == SHORT)
        return syscall(SYS_pwrite64, fd, bytes, MAX(length / 2, 1), offset);
    if (due && disk->fault == KILLED_AFTER)
        syscall(SYS_pwrite64, fd, bytes, length, offset);
    return fails(due) ? -1 : syscall(SYS_pwrite64, fd, bytes, length, offset);
}

int
test_disk_truncate(int fd, off64_t length)
{
    gboolean due = call_begins(fd, FALSE);

    if (due && disk->fault == KILLED_AFTER)
        syscall(SYS_ftruncate, fd, length);
    return fails(due) ? -1 : (int)syscall(SYS_ftruncate, fd, length);
}

/* SQLite passes over a folder that cannot be synced. */
static gboolean
is_file(int fd)
{
    struct stat status;

    return fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
}

int
test_disk_sync_file(int fd)
{
    if (!is_file(fd) || !fails(call_begins(fd, TRUE)))
        return (int)syscall(SYS_fdatasync, fd);
    atomic_store(&disk->sync_failed, TRUE);
    return -1;
}

/* Of the folder, by Tribune. */
int
test_disk_sync_folder(int fd)
{
    if (!fails(call_begins(fd, TRUE)))
        return (int)syscall(SYS_fsync, fd);
    atomic_store(&disk->sync_failed, TRUE);
    return -1;
}

static void
arm(guint at, Fault fault, const char *only)
{
    memset(disk, 0, sizeof *disk);
    disk->at = at;
    disk->fault = fault;
    disk->only = only;
}

/* ---- who writes on it ---- */

typedef struct {
    gint64 id;
    gsize size;
    gboolean found;
} Thing;

static gboolean
make_table(DbSession *session, gpointer data, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &disk_make_table);

    (void)data;
    return db_run(query, error);
}

static gboolean
add(DbSession *session, gpointer data, GError **error)
{
    const Thing *thing = data;
    g_autofree char *name = g_strnfill(thing->size, 'x');
    g_autoptr(DbQuery) query = db_query(session, &disk_add_thing);

    db_bind_int(query, thing->id);
    db_bind_text(query, name);
    return db_run(query, error);
}

static gboolean
find(DbSession *session, gpointer data, GError **error)
{
    Thing *thing = data;
    g_autoptr(DbQuery) query = db_query(session, &disk_find_thing);

    db_bind_int(query, thing->id);
    thing->found = db_step(query);
    return db_finish(query, error);
}

static Db *
open_db(const char *path, GError **error)
{
    return db_open(&(DbOptions){ .driver = &DB_SQLITE, .location = path }, error);
}

static void
write_things(const char *path, gsize size)
{
    g_autoptr(Db) db = open_db(path, NULL);

    for (guint i = 0; db != NULL && i < THINGS; i++) {
        g_autoptr(GError) error = NULL;

        if (db_write(db, make_table, NULL, &error) &&
            db_write(db, add, &(Thing){ .id = i + 1, .size = i * size }, &error))
            atomic_store(&disk->acknowledged[i], TRUE);
        if (i == 0)
            disk->calls_at_first = atomic_load(&disk->calls);
        if (error != NULL && !g_error_matches(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FULL))
            g_error("neither aborted nor full: %s", error->message);
        if (atomic_load(&disk->sync_failed))
            atomic_store(&disk->went_on, TRUE);
    }
}

/* In a process of its own, which may die of it. Returns how it ended. */
static int
write_apart(const char *path, gsize size)
{
    static const struct rlimit no_core = { 0, 0 };
    pid_t child = fork();
    int status;

    g_assert_cmpint(child, >=, 0);
    if (child == 0) {
        setrlimit(RLIMIT_CORE, &no_core);
        g_assert_nonnull(freopen("/dev/null", "w", stderr)); /* what it logs of its end, hundreds of times */
        write_things(path, size);
        _exit(0);
    }
    g_assert_cmpint(waitpid(child, &status, 0), ==, child);
    return status;
}

/* ---- what is there afterwards ---- */

static void
assert_is_whole(const char *path)
{
    sqlite3 *handle = NULL;
    sqlite3_stmt *check = NULL;

    g_assert_cmpint(sqlite3_open(path, &handle), ==, SQLITE_OK);
    g_assert_cmpint(sqlite3_prepare_v2(handle, "PRAGMA integrity_check", -1, &check, NULL), ==, SQLITE_OK);
    g_assert_cmpint(sqlite3_step(check), ==, SQLITE_ROW);
    g_assert_cmpstr((const char *)sqlite3_column_text(check, 0), ==, "ok");
    sqlite3_finalize(check);
    sqlite3_close(handle);
}

static void
assert_kept(const char *path)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Db) db = NULL;

    assert_is_whole(path);
    db = open_db(path, &error);
    g_assert_no_error(error);
    g_assert_true(db_write(db, make_table, NULL, &error));
    for (guint i = 0; i < THINGS; i++) {
        Thing thing = { .id = i + 1 };

        g_assert_true(db_read(db, find, &thing, &error));
        g_assert_true(thing.found || !atomic_load(&disk->acknowledged[i]));
    }
}

static gboolean
is_acknowledged_whole(void)
{
    gboolean whole = TRUE;

    for (guint i = 0; i < THINGS; i++)
        whole = whole && atomic_load(&disk->acknowledged[i]);
    return whole;
}

/* ---- tests ---- */

static void
set_up(char **folder, gconstpointer data)
{
    (void)data;
    *folder = g_dir_make_tmp("tribune-disk-XXXXXX", NULL);
    disk = mmap(NULL, sizeof *disk, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    g_assert_true(disk != MAP_FAILED);
}

static void
remove_database(const char *path)
{
    static const char *const suffixes[] = { "", "-journal", "-wal", "-shm" };

    for (guint i = 0; i < G_N_ELEMENTS(suffixes); i++) {
        g_autofree char *file = g_strconcat(path, suffixes[i], NULL);

        g_unlink(file);
    }
}

static void
tear_down(char **folder, gconstpointer data)
{
    g_autofree char *path = g_build_filename(*folder, "test.db", NULL);

    (void)data;
    munmap(g_steal_pointer(&disk), sizeof *disk);
    remove_database(path);
    g_assert_cmpint(g_rmdir(*folder), ==, 0);
    g_free(*folder);
}

/* Once without a fault, then with it at the first call, the second, … */
static void
at_every_call_nothing_acknowledged_is_lost(char **folder, gconstpointer data)
{
    g_autofree char *path = g_build_filename(*folder, "test.db", NULL);
    Fault fault = (Fault)GPOINTER_TO_INT(data);
    guint calls = 0, whole = 0, syncs_failed = 0, aborted = 0;

    for (guint at = 0; at <= calls; at++) {
        int status;

        arm(at, fault, NULL);
        status = write_apart(path, 1000);
        if (at == 0)
            calls = atomic_load(&disk->calls);
        if (WIFSIGNALED(status))
            g_assert_cmpint(WTERMSIG(status), ==, fault >= KILLED_BEFORE ? SIGKILL : SIGABRT);
        else
            g_assert_cmpint(WEXITSTATUS(status), ==, 0);
        g_assert_true(fault < KILLED_BEFORE || at == 0 || WIFSIGNALED(status));
        g_assert_false(atomic_load(&disk->went_on));
        syncs_failed += atomic_load(&disk->sync_failed);
        aborted += WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
        whole += is_acknowledged_whole();
        disk->at = 0;
        assert_kept(path);
        remove_database(path);
    }
    g_assert_cmpuint(calls, >, 20);
    g_assert_cmpuint(calls, <, CALLS_MOST);
    g_assert_cmpuint(whole, >, 1); /* without a fault, and at those when the database is closed */
    g_assert_true(fault == SHORT ? whole == calls + 1 : whole < calls);
    g_assert_true(fault == FULL || fault == BROKEN ? syncs_failed > 0 && aborted > 0 : aborted == 0);
}

/* With the second the thread is asked to move the log, with the third the writer waits for it. */
static void
a_sync_that_fails_while_the_log_is_moved_aborts(char **folder, gconstpointer data)
{
    g_autofree char *path = g_build_filename(*folder, "test.db", NULL);
    guint at;
    int status;

    (void)data;
    arm(0, BROKEN_SYNC, "/test.db");
    g_assert_cmpint(write_apart(path, 22 << 20), ==, 0);
    g_assert_true(is_acknowledged_whole());
    at = disk->calls_at_first + 1;
    remove_database(path);
    arm(at, BROKEN_SYNC, "/test.db");
    status = write_apart(path, 22 << 20);
    g_assert_true(WIFSIGNALED(status));
    g_assert_cmpint(WTERMSIG(status), ==, SIGABRT);
    g_assert_true(atomic_load(&disk->sync_failed));
    g_assert_true(atomic_load(&disk->acknowledged[0])); /* so it was not the opening that failed */
    disk->at = 0;
    assert_kept(path);
}

#define ADD_EVERY_CALL(name, fault)                                                                                    \
    g_test_add("/db/disk/" name "-at-every-call-nothing-acknowledged-is-lost", char *, GINT_TO_POINTER(fault), set_up, \
               at_every_call_nothing_acknowledged_is_lost, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD_EVERY_CALL("full", FULL);
    ADD_EVERY_CALL("broken", BROKEN);
    ADD_EVERY_CALL("short-write", SHORT);
    ADD_EVERY_CALL("killed-before", KILLED_BEFORE);
    ADD_EVERY_CALL("killed-after", KILLED_AFTER);
    g_test_add("/db/disk/a-sync-that-fails-while-the-log-is-moved-aborts", char *, NULL, set_up,
               a_sync_that_fails_while_the_log_is_moved_aborts, tear_down);
    return g_test_run();
}
