/* SPDX-License-Identifier: Apache-2.0 */
#include "journal/journal.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/random.h"
#include "wire/tlog.h"

DB_STATEMENT(newest_log_state, "SELECT year, size, frontier FROM log_states ORDER BY year DESC LIMIT 1");
DB_STATEMENT(save_log_state, "INSERT INTO log_states (year, size, root, frontier) VALUES ($1, $2, $3, $4)"
                             " ON CONFLICT (year) DO UPDATE SET size = excluded.size, root = excluded.root,"
                             " frontier = excluded.frontier");
DB_STATEMENT(insert_log_leaf, "INSERT INTO log_leaves (year, idx, entry, hash) VALUES ($1, $2, $3, $4)");
DB_STATEMENT(insert_log_node, "INSERT INTO log_nodes (year, level, idx, hash) VALUES ($1, $2, $3, $4)");

/* The edge of the newest tree while a transaction writes. */
typedef struct {
    gboolean loaded, changed;
    int year; /* 0: there is no log yet */
    TlogFrontier frontier;
} Edge;

static gboolean
load_edge(DbSession *session, Edge *edge, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &newest_log_state);

    if (edge->loaded)
        return TRUE;
    if (db_step(query)) {
        gsize length;
        const guint8 *bytes = db_bytes(query, 2, &length);

        edge->year = (int)db_int(query, 0);
        if (!tlog_frontier_load((guint64)db_int(query, 1), bytes, length, &edge->frontier)) {
            g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT, "the journal's state of %d does not fit its size",
                        edge->year);
            return FALSE;
        }
    }
    edge->loaded = TRUE;
    return db_finish(query, error);
}

static gboolean
save_edge(DbSession *session, Edge *edge, GError **error)
{
    g_autoptr(DbQuery) query = NULL;
    guint8 nodes[TLOG_LEVELS * DIGEST_SIZE];
    Digest root;

    if (!edge->changed)
        return TRUE;
    root = tlog_root(&edge->frontier);
    query = db_query(session, &save_log_state);
    db_bind_int(query, edge->year);
    db_bind_int(query, (gint64)edge->frontier.size);
    db_bind_bytes(query, root.bytes, DIGEST_SIZE);
    db_bind_bytes(query, nodes, tlog_frontier_save(&edge->frontier, nodes));
    edge->changed = FALSE;
    return db_run(query, error);
}

static gboolean
save_before_commit(DbSession *session, gpointer data, GError **error)
{
    (void)data;
    return save_edge(session, db_memo(session, sizeof(Edge)), error);
}

void
journal_attach(Db *db)
{
    db_before_commit(db, save_before_commit, NULL);
}

static gboolean
insert_entry(DbSession *session, const Edge *edge, const char *entry, gsize length, const Digest *hash, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_log_leaf);

    db_bind_int(query, edge->year);
    db_bind_int(query, (gint64)edge->frontier.size);
    db_bind_bytes(query, entry, length);
    db_bind_bytes(query, hash->bytes, DIGEST_SIZE);
    return db_run(query, error);
}

/* Level 0 is in log_leaves. */
static gboolean
insert_nodes(DbSession *session, const Edge *edge, const TlogNode *nodes, guint count, GError **error)
{
    for (guint i = 1; i < count; i++) {
        g_autoptr(DbQuery) query = db_query(session, &insert_log_node);

        db_bind_int(query, edge->year);
        db_bind_int(query, nodes[i].level);
        db_bind_int(query, (gint64)nodes[i].index);
        db_bind_bytes(query, nodes[i].hash.bytes, DIGEST_SIZE);
        if (!db_run(query, error))
            return FALSE;
    }
    return TRUE;
}

/* Refs come as places; inside their own year they are written as plain indexes. */
static void
shorten_refs(Leaf *leaf, int year)
{
    gint64 refs[LEAF_REFS_MAX];
    guint count = leaf->ref_count;

    memcpy(refs, leaf->refs, count * sizeof *refs);
    leaf->ref_count = 0;
    for (guint i = 0; i < count; i++)
        leaf_add_ref(leaf, JOURNAL_YEAR(refs[i]) == year ? JOURNAL_INDEX(refs[i]) : refs[i]);
}

static gboolean
append(DbSession *session, Edge *edge, Leaf *leaf, GError **error)
{
    char entry[LEAF_SIZE_MAX + 1];
    TlogNode nodes[TLOG_LEVELS];
    Digest hash;
    gsize length;

    shorten_refs(leaf, edge->year);
    length = leaf_encode(leaf, entry, error);
    if (length == 0)
        return FALSE;
    hash = tlog_leaf_hash(entry, length);
    if (!insert_entry(session, edge, entry, length, &hash, error))
        return FALSE;
    edge->changed = TRUE;
    return insert_nodes(session, edge, nodes, tlog_append(&edge->frontier, &hash, nodes), error);
}

/* The old year's last word is the new year's first. */
static gboolean
turn_year(DbSession *session, Edge *edge, int year, gint64 time, GError **error)
{
    g_autofree Leaf *shard = g_new(Leaf, 1);
    guint8 record[LEAF_RECORD_SIZE];
    Digest root = tlog_root(&edge->frontier);
    g_autofree char *hex = digest_to_hex(&root);
    int before = edge->year;
    gint64 size = (gint64)edge->frontier.size;

    if (!save_edge(session, edge, error))
        return FALSE;
    memset(&edge->frontier, 0, sizeof edge->frontier);
    edge->year = year;
    if (before == 0)
        return TRUE;
    random_bytes(record, sizeof record);
    leaf_init(shard, LEAF_SHARD, record);
    shard->time = time;
    leaf_add_attr_int(shard, "prev-year", before);
    leaf_add_attr_int(shard, "prev-size", size);
    leaf_add_attr(shard, "prev-root", hex);
    return append(session, edge, shard, error);
}

gboolean
journal_append(DbSession *session, Leaf *leaf, gint64 *ret_place, GError **error)
{
    Edge *edge = db_memo(session, sizeof *edge);
    int year = clock_year_utc(leaf->time * CLOCK_SECOND);
    gint64 place;

    if (!load_edge(session, edge, error))
        return FALSE;
    if (year > edge->year && !turn_year(session, edge, year, leaf->time, error))
        return FALSE;
    place = JOURNAL_PLACE(edge->year, edge->frontier.size);
    if (!append(session, edge, leaf, error))
        return FALSE;
    if (ret_place != NULL)
        *ret_place = place;
    return TRUE;
}
