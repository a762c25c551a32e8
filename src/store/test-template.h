/* SPDX-License-Identifier: Apache-2.0 */
/* store/test-template.h: databases for a new house, migrated once for the process and then copied: to migrate takes
 * longer than most tests. */
#pragma once
#include <glib/gstdio.h>

#include "db/migrations.h"

/* A database file as it is after its migrations; NULL: not made yet. Kept to the end of the process. */
typedef struct {
    char *bytes;
    gsize length;
} TestTemplate;

static inline void
test_template_make(TestTemplate *form, const DbMigration *migrations, gsize count)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = g_dir_make_tmp("tribune-template-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "template.db", NULL);
    Db *db = db_open(&(DbOptions){ .driver = &DB_SQLITE, .location = path }, &error);

    g_assert_no_error(error);
    db_migrate(db, migrations, count, &error);
    g_assert_no_error(error);
    db_close(db); /* now it is one file */
    g_file_get_contents(path, &form->bytes, &form->length, &error);
    g_assert_no_error(error);
    g_unlink(path);
    g_rmdir(folder);
}

static inline void
test_template_copy(const TestTemplate *form, const char *folder, const char *name)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autoptr(GError) error = NULL;

    if (g_file_test(path, G_FILE_TEST_EXISTS))
        return;
    g_file_set_contents_full(path, form->bytes, (gssize)form->length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
    g_assert_no_error(error);
}

/* Before a store is opened in @folder, which may have one already. */
static inline void
test_template_put(const char *folder)
{
    static TestTemplate store, keys;

    if (store.bytes == NULL)
        test_template_make(&store, STORE_MIGRATIONS, STORE_MIGRATIONS_COUNT);
    if (keys.bytes == NULL)
        test_template_make(&keys, KEY_MIGRATIONS, KEY_MIGRATIONS_COUNT);
    test_template_copy(&store, folder, "tribune.db");
    test_template_copy(&keys, folder, "keys.db");
}
