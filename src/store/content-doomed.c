/* SPDX-License-Identifier: Apache-2.0 */
#include "store/content-doomed.h"

#include <string.h>
#include <unistd.h>

#include "base/clock.h"

DB_STATEMENT(doom_file, "INSERT INTO doomed_files (name, at) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING");
DB_STATEMENT(list_doomed_files, "SELECT name FROM doomed_files WHERE at < $1 ORDER BY name");
DB_STATEMENT(forget_doomed_files, "DELETE FROM doomed_files WHERE at < $1");

gboolean
content_doomed_add(DbSession *session, const GPtrArray *paths, guint first, GError **error)
{
    for (guint i = first; i < paths->len; i++) {
        g_autoptr(DbQuery) query = db_query(session, &doom_file);
        g_autofree char *name = g_path_get_basename(g_ptr_array_index(paths, i));

        db_bind_text(query, name);
        db_bind_int(query, clock_now());
        if (!db_run(query, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
remove_file(const ContentStore *store, const char *name)
{
    g_autofree char *shard = g_strndup(name, 2), *path = g_build_filename(store->folder, shard, name, NULL);

    return unlink(path) == 0;
}

gboolean
content_doomed_collect(const ContentStore *store, DbSession *session, gint64 before, guint *ret_files, GError **error)
{
    g_autoptr(DbQuery) list = db_query(session, &list_doomed_files), forget = db_query(session, &forget_doomed_files);

    *ret_files = 0;
    db_bind_int(list, before);
    while (db_step(list))
        *ret_files += remove_file(store, db_text(list, 0)) ? 1 : 0;
    db_bind_int(forget, before);
    return db_finish(list, error) && db_run(forget, error);
}
