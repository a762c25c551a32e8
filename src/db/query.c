/* SPDX-License-Identifier: Apache-2.0 */
/* Statements at work: prepared once per connection, lent to one query at a time, their first failure kept. */
#include "base/error.h"
#include "db/db-private.h"

struct DbQuery {
    DbSession *session;
    const DbStatement *statement;
    DbPrepared *prepared;
    int bound;
    GError *error;
};

void
db_note_trouble(DbSession *session, const GError *error)
{
    if (g_error_matches(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT))
        session->broken = TRUE;
}

DbQuery *
db_query(DbSession *session, const DbStatement *statement)
{
    DbQuery *query = g_new0(DbQuery, 1);

    query->session = session;
    query->statement = statement;
    if (!g_hash_table_steal_extended(session->link->prepared, statement, NULL, (gpointer *)&query->prepared))
        query->prepared = session->driver->prepare(session->link->raw, statement->sql, &query->error);
    db_note_trouble(session, query->error);
    return query;
}

/* Gives the statement back for the next db_query(). */
static void
release_prepared(DbQuery *query)
{
    const DbDriver *driver = query->session->driver;
    GHashTable *prepared = query->session->link->prepared;

    if (query->prepared == NULL)
        return;
    driver->reset(query->prepared);
    if (g_hash_table_contains(prepared, query->statement))
        driver->finalize(query->prepared);
    else
        g_hash_table_insert(prepared, (gpointer)query->statement, query->prepared);
    query->prepared = NULL;
}

void
db_query_free(DbQuery *query)
{
    release_prepared(query);
    g_clear_error(&query->error);
    g_free(query);
}

static gboolean
can_bind(DbQuery *query)
{
    return query->prepared != NULL && query->error == NULL;
}

static void
bound(DbQuery *query, gboolean worked)
{
    if (!worked)
        g_set_error(&query->error, TRIBUNE_ERROR, TRIBUNE_ERROR_INTERNAL, "binding parameter %d", query->bound);
}

void
db_bind_int(DbQuery *query, gint64 value)
{
    if (can_bind(query))
        bound(query, query->session->driver->bind_int(query->prepared, ++query->bound, value));
}

void
db_bind_text(DbQuery *query, const char *text)
{
    if (text == NULL)
        db_bind_null(query);
    else if (can_bind(query))
        bound(query, query->session->driver->bind_text(query->prepared, ++query->bound, text));
}

void
db_bind_bytes(DbQuery *query, const void *bytes, gsize length)
{
    if (can_bind(query))
        bound(query, query->session->driver->bind_bytes(query->prepared, ++query->bound, bytes, length));
}

void
db_bind_null(DbQuery *query)
{
    query->bound++; /* what is not bound is NULL */
}

void
db_bind_reference(DbQuery *query, gint64 id)
{
    if (id == 0)
        db_bind_null(query);
    else
        db_bind_int(query, id);
}

gboolean
db_step(DbQuery *query)
{
    DbStepResult result;

    if (!can_bind(query))
        return FALSE;
    result = query->session->driver->step(query->prepared, &query->error);
    db_note_trouble(query->session, query->error);
    return result == DB_STEP_ROW;
}

gboolean
db_finish(DbQuery *query, GError **error)
{
    release_prepared(query);
    if (query->error == NULL)
        return TRUE;
    g_propagate_prefixed_error(error, g_steal_pointer(&query->error), "%s: ", query->statement->name);
    return FALSE;
}

gboolean
db_run(DbQuery *query, GError **error)
{
    while (db_step(query))
        ;
    return db_finish(query, error);
}

gboolean
db_step_one(DbQuery *query, const char *what, GError **error)
{
    if (db_step(query))
        return TRUE;
    if (db_finish(query, error))
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such %s", what);
    return FALSE;
}

gint64
db_int(DbQuery *query, int index)
{
    return query->session->driver->column_int(query->prepared, index);
}

const char *
db_text(DbQuery *query, int index)
{
    return query->session->driver->column_text(query->prepared, index);
}

const void *
db_bytes(DbQuery *query, int index, gsize *ret_length)
{
    return query->session->driver->column_bytes(query->prepared, index, ret_length);
}

gboolean
db_is_null(DbQuery *query, int index)
{
    return query->session->driver->is_null(query->prepared, index);
}

char *
db_dup_text(DbQuery *query, int index)
{
    return g_strdup(db_text(query, index));
}

gint64
db_changes(DbSession *session)
{
    return session->driver->changes(session->link->raw);
}

gboolean
db_execute_migration(DbSession *session, const char *sql, GError **error)
{
    g_autofree char *text = db_migration_text(session->driver, sql);

    return session->driver->execute(session->link->raw, text, error);
}

/* The linker makes these from the section that DB_STATEMENT fills. */
extern const DbStatement *const __start_db_statements[] __attribute__((weak));
extern const DbStatement *const __stop_db_statements[] __attribute__((weak));

void
db_statements_each(void (*visit)(const DbStatement *statement, gpointer data), gpointer data)
{
    for (const DbStatement *const *at = __start_db_statements; at < __stop_db_statements; at++)
        visit(*at, data);
}
