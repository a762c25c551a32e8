/* SPDX-License-Identifier: Apache-2.0 */
#include "store/store.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "base/error.h"
#include "base/id.h"
#include "db/migrations.h"
#include "journal/journal.h"

/* Keys are taken in order, so the largest in use is among the newest records. */
#define NEWEST_KEY(table)                                                                                              \
    " coalesce((SELECT max(n.secret_key) FROM (SELECT secret_key FROM " table " ORDER BY id DESC LIMIT 5000) n), 0)"

/* The largest ids in use, so that new ones are larger whatever the clock says, and the largest key taken. */
DB_STATEMENT(
    last_ids,
    "SELECT coalesce((SELECT max(id) FROM messages), 0), coalesce((SELECT max(id) FROM events), 0),"
    " coalesce((SELECT max(id) FROM jobs), 0)," NEWEST_KEY("messages") "," NEWEST_KEY("events") "," NEWEST_KEY(
        "releases") ","
                    " coalesce((SELECT max(secret_key) FROM drafts), 0),"
                    " coalesce((SELECT max(secret_key) FROM draft_files), 0),"
                    " coalesce((SELECT max(secret_key) FROM subscription_requests), 0)," NEWEST_KEY("subscribers"));

#define KEY_CACHE (512 * 1024) /* bytes: each key is one small row, read by its id */

/* Whoever reads the main database may hold a connection to the keys as long (db_read_beside). Some more, so that
 * writers, who ask for one key at a time, never wait for readers to end. */
#define READERS          4
#define MORE_KEY_READERS 2

typedef struct {
    gint64 used_key;
} Start;

static gboolean
read_start(DbSession *session, gpointer data, GError **error)
{
    Start *start = data;
    g_autoptr(DbQuery) query = db_query(session, &last_ids);

    if (!db_step_one(query, "id", error))
        return FALSE;
    for (int i = 0; i < 3; i++)
        id_observe(db_int(query, i));
    for (int i = 3; i < 10; i++)
        start->used_key = MAX(start->used_key, db_int(query, i));
    return db_finish(query, error);
}

static Db *
open_database(const StoreOptions *options, const char *name, guint readers, gsize cache, const DbMigration *migrations,
              gsize count, GError **error)
{
    g_autofree char *path = g_build_filename(options->folder, name, NULL);
    g_autoptr(Db) db = db_open(&(DbOptions){ .driver = options->driver != NULL ? options->driver : &DB_SQLITE,
                                             .location = path,
                                             .readers = readers,
                                             .cache = cache,
                                             .read_only = options->mode == KEY_STORE_READER },
                               error);

    if (db == NULL)
        return NULL;
    if (options->mode != KEY_STORE_READER && !db_migrate(db, migrations, count, error)) {
        g_prefix_error(error, "%s: ", path);
        return NULL;
    }
    return g_steal_pointer(&db);
}

static gboolean
make_folder(const char *path, GError **error)
{
    if (g_mkdir_with_parents(path, 0700) == 0)
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG, "making the folder %s: %s", path, g_strerror(errno));
    return FALSE;
}

static gboolean
open_all(Store *store, const StoreOptions *options, GError **error)
{
    guint readers = options->readers != 0 ? options->readers : READERS;
    Start start = { 0 };
    Db *keys;

    if (!make_folder(store->content.folder, error))
        return FALSE;
    store->db = open_database(options, "tribune.db", readers, 0, STORE_MIGRATIONS, STORE_MIGRATIONS_COUNT, error);
    if (store->db == NULL || !db_read(store->db, read_start, &start, error))
        return FALSE;
    journal_attach(store->db);
    keys = open_database(options, "keys.db", readers + MORE_KEY_READERS, KEY_CACHE, KEY_MIGRATIONS,
                         KEY_MIGRATIONS_COUNT, error);
    if (keys == NULL)
        return FALSE;
    store->content.keys = key_store_open(keys, options->master, start.used_key, options->mode, error);
    return store->content.keys != NULL;
}

Store *
store_open(const StoreOptions *options, GError **error)
{
    Store *store = g_new0(Store, 1);

    store->folder = g_strdup(options->folder);
    digest_hkdf(options->master, RECORD_SECRET_SIZE, "tribune-search/1", store->search_key, SEARCH_KEY_SIZE);
    store->content.folder = g_build_filename(options->folder, "files", NULL);
    if (open_all(store, options, error))
        return store;
    g_prefix_error(error, "opening the store in %s: ", options->folder);
    store_close(store);
    return NULL;
}

void
store_close(Store *store)
{
    g_clear_pointer(&store->db, db_close);
    g_clear_pointer(&store->content.keys, key_store_close);
    g_free(store->content.folder);
    g_free(store->folder);
    g_free(store);
}

gboolean
store_write(Store *store, DbTask task, gpointer data, GError **error)
{
    return db_write(store->db, task, data, error);
}

gboolean
store_write_background(Store *store, DbTask task, gpointer data, GError **error)
{
    return db_write_background(store->db, task, data, error);
}

gboolean
store_read(Store *store, DbTask task, gpointer data, GError **error)
{
    return db_read(store->db, task, data, error);
}

/* ---- backup ---- */

static gboolean
copy_file(const char *from, const char *to, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autofree char *bytes = NULL;
    gsize length;

    /* Content files never change once named, so one that is there already is whole. */
    if (g_file_test(to, G_FILE_TEST_EXISTS))
        return TRUE;
    if (g_file_get_contents(from, &bytes, &length, &trouble) &&
        g_file_set_contents_full(to, bytes, (gssize)length,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &trouble))
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FULL, "copying a content file: %s", trouble->message);
    return FALSE;
}

static gboolean
copy_folder(const char *from, const char *to, GError **error)
{
    g_autoptr(GDir) folder = g_dir_open(from, 0, NULL);
    const char *name;

    if (!make_folder(to, error))
        return FALSE;
    while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *source = g_build_filename(from, name, NULL), *target = g_build_filename(to, name, NULL);
        gboolean is_folder = g_file_test(source, G_FILE_TEST_IS_DIR);

        if (!is_folder && g_str_has_suffix(name, ".part"))
            continue;
        if (!(is_folder ? copy_folder(source, target, error) : copy_file(source, target, error)))
            return FALSE;
    }
    return TRUE;
}

gboolean
store_backup(Store *store, const char *path, GError **error)
{
    g_autofree char *main_path = g_build_filename(path, "tribune.db", NULL);
    g_autofree char *key_path = g_build_filename(path, "keys.db", NULL);
    g_autofree char *files = g_build_filename(path, "files", NULL);

    return make_folder(path, error) && db_backup(store->db, main_path, error) &&
           copy_folder(store->content.folder, files, error) &&
           db_backup(key_store_db(store->content.keys), key_path, error);
}
