/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/error.h"
#include "db/migrations.h"

static const DbMigration OLD[] = { { 1, "one", "CREATE TABLE one (id @int NOT NULL PRIMARY KEY) @strict" } };
static const DbMigration NEW[] = {
    { 1, "one", "CREATE TABLE one (id @int NOT NULL PRIMARY KEY) @strict" },
    { 2, "two", "CREATE TABLE two (id @int NOT NULL, PRIMARY KEY (id)) @clustered" },
};
static const DbMigration WRONG[] = {
    { 1, "one", "CREATE TABLE one (id @int NOT NULL PRIMARY KEY) @strict" },
    { 2, "two", "CREATE TABLE two (id @int NOT NULL, PRIMARY KEY (id)) @clustered" },
    { 3, "three", "CREATE TABLE one (id @int NOT NULL PRIMARY KEY) @strict" },
};
static const DbMigration CHANGED[] = { { 1, "one", "CREATE TABLE one (id @int NOT NULL PRIMARY KEY)" } };

static void
migrations_go_forward_once_and_only_forward(void)
{
    g_autofree char *folder = g_dir_make_tmp("tribune-migrate-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "test.db", NULL);
    g_autoptr(Db) db = db_open(&(DbOptions){ .driver = &DB_SQLITE, .location = path }, NULL);
    g_autoptr(GError) newer = NULL, changed = NULL;

    g_assert_true(db_migrate(db, OLD, 1, NULL));
    g_assert_true(db_migrate(db, NEW, 2, NULL));
    g_assert_true(db_migrate(db, NEW, 2, NULL));
    g_assert_false(db_migrate(db, OLD, 1, &newer));
    g_assert_error(newer, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG);
    g_assert_false(db_migrate(db, CHANGED, 1, &changed));
    g_assert_error(changed, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT);
}

static void
migrations_go_forward_all_or_none(void)
{
    g_autofree char *folder = g_dir_make_tmp("tribune-migrate-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "test.db", NULL);
    g_autoptr(Db) db = db_open(&(DbOptions){ .driver = &DB_SQLITE, .location = path }, NULL);
    g_autoptr(GError) error = NULL;

    g_assert_true(db_migrate(db, OLD, 1, NULL));
    g_assert_false(db_migrate(db, WRONG, 3, &error));
    g_assert_nonnull(strstr(error->message, "migration 3 (three)"));
    g_assert_true(db_migrate(db, OLD, 1, NULL)); /* the program of before can go on */
    g_assert_true(db_migrate(db, NEW, 2, NULL));
}

static void
the_store_and_key_migrations_apply(void)
{
    g_autofree char *folder = g_dir_make_tmp("tribune-migrate-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "store.db", NULL),
                    *keys = g_build_filename(folder, "keys.db", NULL);
    g_autoptr(Db) store = db_open(&(DbOptions){ .driver = &DB_SQLITE, .location = path }, NULL);
    g_autoptr(Db) key = db_open(&(DbOptions){ .driver = &DB_SQLITE, .location = keys }, NULL);
    g_autoptr(GError) error = NULL;

    db_migrate(store, STORE_MIGRATIONS, STORE_MIGRATIONS_COUNT, &error);
    g_assert_no_error(error);
    db_migrate(key, KEY_MIGRATIONS, KEY_MIGRATIONS_COUNT, &error);
    g_assert_no_error(error);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/migrate/forward-once-and-only-forward", migrations_go_forward_once_and_only_forward);
    g_test_add_func("/migrate/forward-all-or-none", migrations_go_forward_all_or_none);
    g_test_add_func("/migrate/the-store-and-key-migrations-apply", the_store_and_key_migrations_apply);
    return g_test_run();
}
