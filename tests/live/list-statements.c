/* SPDX-License-Identifier: Apache-2.0 */
/* Prints what Tribune says to its databases as it would say it to PostgreSQL: one JSON object per line.
 *
 *     {"set": "store", "number": 1, "name": "foundation", "sql": "CREATE TABLE …"}    a migration, in order
 *     {"name": "find_unit", "sql": "SELECT …"}                                        a statement
 *
 * The folders' libraries are linked whole, so every DB_STATEMENT is here. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "db/migrations.h"

static void
print(json_t *object)
{
    char *text = json_dumps(object, JSON_COMPACT);

    puts(text);
    free(text);
    json_decref(object);
}

static void
print_migrations(const char *set, const DbMigration *migrations, gsize count)
{
    g_autofree char *ledger = db_migration_text_postgresql(DB_MIGRATION_LEDGER);

    print(json_pack("{s:s, s:i, s:s, s:s}", "set", set, "number", 0, "name", "ledger", "sql", ledger));
    for (gsize i = 0; i < count; i++) {
        g_autofree char *sql = db_migration_text_postgresql(migrations[i].sql);

        print(json_pack("{s:s, s:i, s:s, s:s}", "set", set, "number", migrations[i].number, "name", migrations[i].name,
                        "sql", sql));
    }
}

static void
print_statement(const DbStatement *statement, gpointer data)
{
    (void)data;
    print(json_pack("{s:s, s:s}", "name", statement->name, "sql", statement->sql));
}

int
main(void)
{
    print_migrations("store", STORE_MIGRATIONS, STORE_MIGRATIONS_COUNT);
    print_migrations("keys", KEY_MIGRATIONS, KEY_MIGRATIONS_COUNT);
    db_statements_each(print_statement, NULL);
    return 0;
}
