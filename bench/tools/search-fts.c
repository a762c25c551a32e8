/* SPDX-License-Identifier: Apache-2.0 */
/* A yardstick for bench/search: the same plain texts in SQLite's own full-text index.
 *
 *     search-fts --config FILE --index FILE --queries FILE [--connections N] [--seconds S] [--messages N]
 *
 * Opens every message of the node's store (or the newest N), writes its subject, text and writer into FTS5 in a file of
 * its own, in one transaction, and then asks: N connections, each a thread with its own handle, each asks one query
 * after the other, a random line of FILE: a kind, a MATCH, and perhaps a condition on messages m and cases c, with tabs
 * between. Each answer is the newest 20 ids, nothing else: no rights, no cases, no text. Prints lines "name value". */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/thread.h"
#include "command/node.h"
#include "model/person.h"
#include "store/message-store.h"

#define BATCH 2000
#define KINDS 16
#define OPTION(name, kind, place, what)                                                                                \
    {                                                                                                                  \
        name, 0, 0, G_OPTION_ARG_##kind, place, what, "…"                                                            \
    }

static char *config_path, *index_path, *query_path;
static int connections = 8, limit;
static double seconds = 5;
static const GOptionEntry OPTIONS[] = {
    OPTION("config", FILENAME, &config_path, "of the node"),
    OPTION("index", FILENAME, &index_path, "to be made"),
    OPTION("queries", FILENAME, &query_path, "one a line"),
    OPTION("connections", INT, &connections, "at once"),
    OPTION("seconds", DOUBLE, &seconds, "for each kind"),
    OPTION("messages", INT, &limit, "the newest so many"),
    { NULL },
};

DB_STATEMENT(fts_messages, "SELECT id FROM messages WHERE id > $1 ORDER BY id LIMIT $2");
DB_STATEMENT(fts_begin, "SELECT id FROM messages ORDER BY id DESC LIMIT 1 OFFSET $1");

static void
fail(const char *what, const char *detail)
{
    fprintf(stderr, "search-fts: %s: %s\n", what, detail);
    exit(1);
}

static void
execute(sqlite3 *handle, const char *sql)
{
    char *trouble = NULL;

    if (sqlite3_exec(handle, sql, NULL, NULL, &trouble) != SQLITE_OK)
        fail(sql, trouble);
}

static sqlite3 *
open_index(const char *data)
{
    sqlite3 *handle = NULL;
    g_autofree char *attach = g_strdup_printf("ATTACH 'file:%s/tribune.db?mode=ro' AS store", data);

    if (sqlite3_open_v2(index_path, &handle,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI,
                        NULL) != SQLITE_OK)
        fail(index_path, sqlite3_errmsg(handle));
    execute(handle, attach);
    return handle;
}

/* ---- filling it ---- */

typedef struct {
    Node *node;
    sqlite3_stmt *insert;
    gint64 last;
    guint count, in_batch;
} Filling;

static void
insert(Filling *filling, const Message *message, const GPtrArray *parts)
{
    const MessagePart *text = message_parts_find(parts, PART_TEXT);
    gsize length = 0;
    const char *bytes = text == NULL ? "" : g_bytes_get_data(text->bytes, &length);
    g_autofree char *from = g_strconcat(message->sender_name, " ", identity_address(message->sender), NULL);

    sqlite3_bind_int64(filling->insert, 1, message->id.value);
    sqlite3_bind_text(filling->insert, 2, message->subject, -1, SQLITE_STATIC);
    sqlite3_bind_text(filling->insert, 3, bytes, (int)length, SQLITE_STATIC);
    sqlite3_bind_text(filling->insert, 4, from, -1, SQLITE_STATIC);
    if (sqlite3_step(filling->insert) != SQLITE_DONE)
        fail("insert", sqlite3_errmsg(sqlite3_db_handle(filling->insert)));
    sqlite3_reset(filling->insert);
}

static gboolean
copy_batch(DbSession *session, gpointer data, GError **error)
{
    Filling *filling = data;
    Store *store = node_store(filling->node);
    g_autoptr(DbQuery) query = db_query(session, &fts_messages);

    filling->in_batch = 0;
    db_bind_int(query, filling->last);
    db_bind_int(query, BATCH);
    while (db_step(query)) {
        g_autoptr(Message) message = message_store_load(session, (MessageId){ db_int(query, 0) }, error);
        g_autoptr(GPtrArray) parts = message == NULL ? NULL
                                                     : content_load(&store->content, session, message->id.value,
                                                                    message->ref.secret_key, FALSE, error);

        if (parts == NULL)
            return FALSE;
        insert(filling, message, parts);
        filling->last = message->id.value;
        filling->in_batch++;
    }
    filling->count += filling->in_batch;
    return db_finish(query, error);
}

static gboolean
find_begin(DbSession *session, gpointer data, GError **error)
{
    Filling *filling = data;
    g_autoptr(DbQuery) query = db_query(session, &fts_begin);

    db_bind_int(query, limit);
    filling->last = limit > 0 && db_step(query) ? db_int(query, 0) : 0;
    return db_finish(query, error);
}

static void
fill(Node *node, sqlite3 *handle)
{
    Filling filling = { .node = node };
    g_autoptr(GError) error = NULL;

    execute(handle, "PRAGMA main.journal_mode=OFF; PRAGMA main.synchronous=OFF; PRAGMA main.cache_size=-65536; BEGIN;"
                    "CREATE VIRTUAL TABLE texts USING fts5(subject, body, writer, content='',"
                    " tokenize=\"unicode61 remove_diacritics 2\")");
    sqlite3_prepare_v2(handle, "INSERT INTO texts (rowid, subject, body, writer) VALUES (?, ?, ?, ?)", -1,
                       &filling.insert, NULL);
    if (!store_read(node_store(node), find_begin, &filling, &error))
        fail("reading", error->message);
    do {
        if (!store_read(node_store(node), copy_batch, &filling, &error))
            fail("reading", error->message);
    } while (filling.in_batch > 0);
    sqlite3_finalize(filling.insert);
    execute(handle, "COMMIT; INSERT INTO texts (texts) VALUES ('optimize')");
    printf("messages %u\n", filling.count);
}

/* ---- asking ---- */

typedef struct {
    char *data;
    GPtrArray *lines; /* char **: kind, match, condition */
    gint64 deadline;
    GArray *waits; /* double: milliseconds; of this thread */
    Thread *thread;
    guint number;
} Asking;

static sqlite3_stmt *
prepare(sqlite3 *handle, GHashTable *prepared, const char *condition)
{
    sqlite3_stmt *statement = g_hash_table_lookup(prepared, condition);
    g_autofree char *sql = NULL;

    if (statement != NULL)
        return statement;
    sql = *condition == '\0'
              ? g_strdup("SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rowid DESC LIMIT 20")
              : g_strdup_printf("SELECT t.rowid FROM texts t CROSS JOIN store.messages m ON m.id = t.rowid"
                                " CROSS JOIN store.cases c ON c.id = m.case_id WHERE t.texts MATCH ? AND %s"
                                " ORDER BY t.rowid DESC LIMIT 20",
                                condition);
    if (sqlite3_prepare_v2(handle, sql, -1, &statement, NULL) != SQLITE_OK)
        fail(sql, sqlite3_errmsg(handle));
    g_hash_table_insert(prepared, g_strdup(condition), statement);
    return statement;
}

static void
ask_some(gpointer data)
{
    Asking *asking = data;
    sqlite3 *handle = open_index(asking->data);
    g_autoptr(GHashTable) prepared =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)(void (*)(void))sqlite3_finalize);
    g_autoptr(GRand) rand = g_rand_new_with_seed(asking->number);

    execute(handle, "PRAGMA cache_size=-4096");
    while (clock_monotonic() < asking->deadline) {
        char **line = g_ptr_array_index(asking->lines, (guint)g_rand_int_range(rand, 0, (gint32)asking->lines->len));
        gint64 began = clock_monotonic();
        sqlite3_stmt *statement = prepare(handle, prepared, line[2] != NULL ? line[2] : "");
        double wait;
        int result;

        sqlite3_bind_text(statement, 1, line[1], -1, SQLITE_STATIC);
        while ((result = sqlite3_step(statement)) == SQLITE_ROW)
            ;
        if (result != SQLITE_DONE)
            fail(line[1], sqlite3_errmsg(handle));
        sqlite3_reset(statement);
        wait = (double)(clock_monotonic() - began) / 1000;
        g_array_append_val(asking->waits, wait);
    }
    g_hash_table_remove_all(prepared);
    sqlite3_close(handle);
}

static gint
compare_waits(gconstpointer a, gconstpointer b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static void
ask_kind(const char *data, const char *kind, GPtrArray *lines)
{
    g_autofree Asking *askers = g_new0(Asking, (gsize)connections);
    g_autoptr(GArray) waits = g_array_new(FALSE, FALSE, sizeof(double));

    for (int i = 0; i < connections; i++) {
        askers[i] = (Asking){ .data = (char *)data,
                              .lines = lines,
                              .deadline = clock_monotonic() + (gint64)(seconds * CLOCK_SECOND),
                              .waits = g_array_new(FALSE, FALSE, sizeof(double)),
                              .number = (guint)i };
        askers[i].thread = thread_start("ask", ask_some, &askers[i]);
    }
    for (int i = 0; i < connections; i++) {
        thread_join(askers[i].thread);
        g_array_append_vals(waits, askers[i].waits->data, askers[i].waits->len);
        g_array_unref(askers[i].waits);
    }
    g_array_sort(waits, compare_waits);
    printf("%s-p50 %.3f\n%s-p99 %.3f\n%s-count %u\n", kind, g_array_index(waits, double, waits->len / 2), kind,
           g_array_index(waits, double, waits->len * 99 / 100), kind, waits->len);
}

static void
ask_all(const char *data)
{
    g_autofree char *text = NULL;
    g_auto(GStrv) lines = NULL;
    const char *kinds[KINDS] = { NULL };
    g_autoptr(GHashTable) by_kind = g_hash_table_new(g_str_hash, g_str_equal);
    guint count = 0;

    if (!g_file_get_contents(query_path, &text, NULL, NULL))
        fail(query_path, "cannot be read");
    lines = g_strsplit(g_strchomp(text), "\n", -1);
    for (guint i = 0; lines[i] != NULL; i++) {
        char **parts = g_strsplit(lines[i], "\t", 3);
        GPtrArray *list = g_hash_table_lookup(by_kind, parts[0]);

        if (list == NULL && count < KINDS) {
            list = g_ptr_array_new();
            g_hash_table_insert(by_kind, parts[0], list);
            kinds[count++] = parts[0];
        }
        g_ptr_array_add(list, parts);
    }
    for (guint i = 0; i < count; i++)
        ask_kind(data, kinds[i], g_hash_table_lookup(by_kind, kinds[i]));
}

int
main(int argc, char **argv)
{
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    g_autoptr(GError) error = NULL;
    gint64 began = clock_monotonic();
    Config *config;
    Node *node;
    sqlite3 *handle;

    g_option_context_add_main_entries(context, OPTIONS, NULL);
    if (!g_option_context_parse(context, &argc, &argv, &error))
        fail("options", error->message);
    config = node_config_load(config_path, &error);
    node = config != NULL ? node_open(config, NODE_READ, &error) : NULL;
    if (node == NULL)
        fail("opening", error->message);
    handle = open_index(node_data(node));
    fill(node, handle);
    sqlite3_close(handle);
    printf("fill-seconds %.1f\n", (double)(clock_monotonic() - began) / CLOCK_SECOND);
    ask_all(node_data(node));
    node_close(node);
    config_free(config);
    return 0;
}
