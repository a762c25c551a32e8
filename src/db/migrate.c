/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/clock.h"
#include "base/digest.h"
#include "base/error.h"
#include "db/db-private.h"

const char DB_MIGRATION_LEDGER[] =
    "CREATE TABLE IF NOT EXISTS migrations (number @int NOT NULL PRIMARY KEY, name @text NOT NULL,"
    " checksum @text NOT NULL, applied @int NOT NULL) @strict";

DB_STATEMENT(list_migrations, "SELECT number, name, checksum FROM migrations ORDER BY number");
DB_STATEMENT(record_migration, "INSERT INTO migrations (number, name, checksum, applied) VALUES ($1, $2, $3, $4)");

static const DbToken POSTGRESQL_TOKENS[] = {
    { "@int", "bigint" }, { "@bytes", "bytea" }, { "@text", "text" },
    { "@strict", "" },    { "@clustered", "" },  { NULL, NULL },
};

static char *
replace_tokens(const DbToken *tokens, const char *sql)
{
    GString *text = g_string_new(sql);

    for (; tokens->token != NULL; tokens++)
        g_string_replace(text, tokens->token, tokens->text, 0);
    return g_string_free(text, FALSE);
}

char *
db_migration_text(const DbDriver *driver, const char *sql)
{
    return replace_tokens(driver->tokens, sql);
}

char *
db_migration_text_postgresql(const char *sql)
{
    return replace_tokens(POSTGRESQL_TOKENS, sql);
}

typedef struct {
    const DbMigration *migrations;
    gsize count;
} Plan;

static char *
checksum_of(const DbMigration *migration)
{
    Digest digest = digest_sha256(migration->sql, strlen(migration->sql));

    return digest_to_hex(&digest);
}

static gboolean
check_applied(const Plan *plan, gint64 number, const char *name, const char *checksum, GError **error)
{
    g_autofree char *expected = NULL;

    if (number < 1 || (guint64)number > plan->count) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG,
                    "the database is newer than this program: it has migration %d (%s), the program knows %d; "
                    "install the newer program",
                    (int)number, name, (int)plan->count);
        return FALSE;
    }
    expected = checksum_of(&plan->migrations[number - 1]);
    if (strcmp(expected, checksum) != 0) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT,
                    "migration %d (%s) was applied with another text than this program's; this database belongs to "
                    "another build",
                    (int)number, name);
        return FALSE;
    }
    return TRUE;
}

/* How many of the plan are applied, and that they are the plan's. */
static gboolean
count_applied(DbSession *session, const Plan *plan, gsize *ret_applied, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &list_migrations);

    *ret_applied = 0;
    while (db_step(query)) {
        if (!check_applied(plan, db_int(query, 0), db_text(query, 1), db_text(query, 2), error))
            return FALSE;
        ++*ret_applied;
    }
    return db_finish(query, error);
}

static gboolean
apply(DbSession *session, const DbMigration *migration, GError **error)
{
    g_autofree char *checksum = checksum_of(migration);
    g_autoptr(DbQuery) query = NULL;

    if (!db_execute_migration(session, migration->sql, error))
        return FALSE;
    query = db_query(session, &record_migration);
    db_bind_int(query, migration->number);
    db_bind_text(query, migration->name);
    db_bind_text(query, checksum);
    db_bind_int(query, clock_now());
    return db_run(query, error);
}

static gboolean
apply_rest(DbSession *session, gpointer data, GError **error)
{
    const Plan *plan = data;
    gsize applied;

    if (!db_execute_migration(session, DB_MIGRATION_LEDGER, error) || !count_applied(session, plan, &applied, error))
        return FALSE;
    for (gsize i = applied; i < plan->count; i++) {
        const DbMigration *migration = &plan->migrations[i];

        if (apply(session, migration, error))
            continue;
        g_prefix_error(error, "migration %d (%s): ", migration->number, migration->name);
        return FALSE;
    }
    return TRUE;
}

gboolean
db_migrate(Db *db, const DbMigration *migrations, gsize count, GError **error)
{
    Plan plan = { .migrations = migrations, .count = count };

    return db_write(db, apply_rest, &plan, error);
}
