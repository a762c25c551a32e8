/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/test-fixture.h: a real store in a folder of its own, for the tests of this folder. */
#pragma once
#include <glib/gstdio.h>

#include "store/event-store.h"
#include "store/store.h"
#include "store/test-template.h"

static const guint8 TEST_MASTER[32] = { 4, 5, 6 };

static inline char *
test_folder_new(void)
{
    g_autoptr(GError) error = NULL;
    char *folder = g_dir_make_tmp("tribune-mediation-XXXXXX", &error);

    g_assert_no_error(error);
    return folder;
}

static inline Store *
test_store_open(const char *folder)
{
    g_autoptr(GError) error = NULL;
    Store *store;

    test_template_put(folder);
    store = store_open(&(StoreOptions){ .folder = folder, .master = TEST_MASTER }, &error);
    g_assert_no_error(error);
    return store;
}

static inline void
test_folder_remove(const char *path)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    const char *name;

    while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *child = g_build_filename(path, name, NULL);

        if (g_file_test(child, G_FILE_TEST_IS_DIR))
            test_folder_remove(child);
        else
            g_unlink(child);
    }
    g_rmdir(path);
}

DB_STATEMENT(test_count_events, "SELECT count(*) FROM events WHERE kind = $1");

typedef struct {
    const char *kind;
    gint64 count;
} TestCount;

static inline gboolean
test_count(DbSession *session, gpointer data, GError **error)
{
    TestCount *count = data;
    g_autoptr(DbQuery) query = db_query(session, &test_count_events);

    db_bind_text(query, count->kind);
    if (!db_step_one(query, "count", error))
        return FALSE;
    count->count = db_int(query, 0);
    return db_finish(query, error);
}

/* How many events of @kind are in the trail. */
static inline gint64
test_events(Store *store, EventKind kind)
{
    TestCount count = { event_kind_name(kind), -1 };
    g_autoptr(GError) error = NULL;

    store_read(store, test_count, &count, &error);
    g_assert_no_error(error);
    return count.count;
}
