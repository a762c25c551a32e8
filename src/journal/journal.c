/* SPDX-License-Identifier: Apache-2.0 */
#include "journal/journal.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/random.h"
#include "journal/journal-private.h"

#define INDEX_MAX JOURNAL_INDEX(G_MAXINT64)

DB_STATEMENT(journal_find_newest_state, "SELECT year, size, root, frontier FROM log_states ORDER BY year DESC LIMIT 1");
DB_STATEMENT(journal_find_state, "SELECT year, size, root, frontier FROM log_states WHERE year = $1");
DB_STATEMENT(
    journal_save_state,
    "INSERT INTO log_states (year, size, root, frontier) VALUES ($1, $2, $3, $4)"
    " ON CONFLICT (year) DO UPDATE SET size = excluded.size, root = excluded.root, frontier = excluded.frontier");
DB_STATEMENT(journal_add_leaf, "INSERT INTO log_leaves (year, idx, entry, hash) VALUES ($1, $2, $3, $4)");
DB_STATEMENT(journal_add_node, "INSERT INTO log_nodes (year, level, idx, hash) VALUES ($1, $2, $3, $4)");
DB_STATEMENT(journal_find_entry, "SELECT entry FROM log_leaves WHERE year = $1 AND idx = $2");
DB_STATEMENT(journal_find_node, "SELECT hash FROM log_nodes WHERE year = $1 AND level = $2 AND idx = $3");
DB_STATEMENT(journal_list_leaf_hashes,
             "SELECT hash FROM log_leaves WHERE year = $1 AND idx >= $2 AND idx < $3 ORDER BY idx");

gboolean
journal_column_digest(DbQuery *query, int index, Digest *ret)
{
    gsize length;
    const void *bytes = db_bytes(query, index, &length);

    if (length != DIGEST_SIZE)
        return FALSE;
    memcpy(ret->bytes, bytes, DIGEST_SIZE);
    return TRUE;
}

/* ---- the state during a transaction ---- */

/* Kept in the session's memo: all zero until the first append of the transaction. */
typedef struct {
    int year; /* 0: not loaded */
    gboolean changed;
    TlogFrontier frontier;
} Tip;

static gboolean
unusable(GError **error, const char *what, int year)
{
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INTERNAL, "journal %d: %s; run `tribune journal verify`", year,
                what);
    return FALSE;
}

static gboolean
save_tip(DbSession *session, Tip *tip, GError **error)
{
    g_autoptr(DbQuery) query = NULL;
    guint8 frontier[TLOG_LEVELS * DIGEST_SIZE];
    gsize length;
    Digest root;

    if (!tip->changed)
        return TRUE;
    root = tlog_root(&tip->frontier);
    length = tlog_frontier_save(&tip->frontier, frontier);
    query = db_query(session, &journal_save_state);
    db_bind_int(query, tip->year);
    db_bind_int(query, (gint64)tip->frontier.size);
    db_bind_bytes(query, root.bytes, DIGEST_SIZE);
    db_bind_bytes(query, frontier, length);
    tip->changed = FALSE;
    return db_run(query, error);
}

static gboolean
save_before_commit(DbSession *session, gpointer data, GError **error)
{
    (void)data;
    return save_tip(session, db_memo(session, sizeof(Tip)), error);
}

void
journal_attach(Db *db)
{
    db_before_commit(db, save_before_commit, NULL);
}

/* The newest log; when there is none yet, an empty one of @year. */
static gboolean
load_tip(DbSession *session, int year, Tip *tip, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &journal_find_newest_state);

    if (db_step(query)) {
        gsize length;
        const void *frontier = db_bytes(query, 3, &length);
        gint64 size = db_int(query, 1);
        int stored = (int)db_int(query, 0);

        if (size < 0 || stored <= 0 || !tlog_frontier_load((guint64)size, frontier, length, &tip->frontier))
            return unusable(error, "the stored state is malformed", stored);
        tip->year = stored;
        return TRUE;
    }
    if (!db_finish(query, error))
        return FALSE;
    tip->year = year;
    return TRUE;
}

/* ---- appending ---- */

static gboolean
add_node(DbSession *session, int year, const TlogNode *node, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &journal_add_node);

    db_bind_int(query, year);
    db_bind_int(query, node->level);
    db_bind_int(query, (gint64)node->index);
    db_bind_bytes(query, node->hash.bytes, DIGEST_SIZE);
    return db_run(query, error);
}

static gboolean
append_entry(DbSession *session, Tip *tip, const char *entry, gsize length, GError **error)
{
    Digest hash = tlog_leaf_hash(entry, length);
    TlogNode nodes[TLOG_LEVELS];
    g_autoptr(DbQuery) query = NULL;
    guint count;

    if (tip->frontier.size > INDEX_MAX)
        return unusable(error, "the log is full", tip->year);
    query = db_query(session, &journal_add_leaf);
    db_bind_int(query, tip->year);
    db_bind_int(query, (gint64)tip->frontier.size);
    db_bind_bytes(query, entry, length);
    db_bind_bytes(query, hash.bytes, DIGEST_SIZE);
    if (!db_run(query, error))
        return FALSE;
    count = tlog_append(&tip->frontier, &hash, nodes);
    tip->changed = TRUE;
    for (guint i = JOURNAL_NODE_LEVEL; i < count; i++)
        if (!add_node(session, tip->year, &nodes[i], error))
            return FALSE;
    return TRUE;
}

/* Close the tip's log and begin @year's with the leaf that chains them. */
static gboolean
turn_year(DbSession *session, Tip *tip, int year, gint64 seconds, GError **error)
{
    Digest root = tlog_root(&tip->frontier);
    g_autofree char *root_hex = digest_to_hex(&root);
    guint8 record[LEAF_RECORD_SIZE];
    char entry[LEAF_SIZE_MAX + 1];
    gsize length;
    Leaf leaf;

    random_bytes(record, sizeof record);
    leaf_init(&leaf, LEAF_SHARD, record);
    leaf.time = seconds;
    leaf_add_attr_int(&leaf, "prev-year", tip->year);
    leaf_add_attr_int(&leaf, "prev-size", (gint64)tip->frontier.size);
    leaf_add_attr(&leaf, "prev-root", root_hex);
    length = leaf_encode(&leaf, entry, error);
    if (length == 0 || !save_tip(session, tip, error))
        return FALSE;
    memset(tip, 0, sizeof *tip);
    tip->year = year;
    return append_entry(session, tip, entry, length, error);
}

/* Places become what the entry says: plain indexes within the same log. */
static gboolean
settle_refs(Leaf *settled, const Leaf *leaf, const Tip *tip, GError **error)
{
    settled->ref_count = 0;
    for (guint i = 0; i < leaf->ref_count; i++) {
        gint64 place = leaf->refs[i];
        int year = JOURNAL_YEAR(place);

        if (year <= 0 || year > tip->year ||
            (year == tip->year && (guint64)JOURNAL_INDEX(place) >= tip->frontier.size)) {
            g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "journal leaf: a ref is not an earlier leaf");
            return FALSE;
        }
        leaf_add_ref(settled, year == tip->year ? JOURNAL_INDEX(place) : place);
    }
    return TRUE;
}

/* The log that a leaf of @seconds goes into: the newest, or that of a new year. */
static gboolean
open_tip(DbSession *session, Tip *tip, gint64 seconds, GError **error)
{
    int year = clock_year_utc(seconds * CLOCK_SECOND);

    if (tip->year == 0 && !load_tip(session, year, tip, error))
        return FALSE;
    return year <= tip->year || turn_year(session, tip, year, seconds, error);
}

gboolean
journal_append(DbSession *session, const Leaf *leaf, gint64 *ret_place, GError **error)
{
    Tip *tip = db_memo(session, sizeof *tip);
    Leaf settled = *leaf;
    char entry[LEAF_SIZE_MAX + 1];
    gsize length;
    gint64 place;

    g_assert(tip != NULL);
    if (leaf->time < 0 || leaf->time > LEAF_TIME_MAX || leaf->type == LEAF_SHARD) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "journal leaf: a time out of range, or a shard leaf");
        return FALSE;
    }
    if (!open_tip(session, tip, leaf->time, error) || !settle_refs(&settled, leaf, tip, error))
        return FALSE;
    length = leaf_encode(&settled, entry, error);
    if (length == 0)
        return FALSE;
    place = JOURNAL_PLACE(tip->year, tip->frontier.size);
    if (!append_entry(session, tip, entry, length, error))
        return FALSE;
    if (ret_place != NULL)
        *ret_place = place;
    return TRUE;
}

/* ---- reading ---- */

gboolean
journal_read_entry(DbSession *session, gint64 place, GBytes **ret_entry, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &journal_find_entry);
    g_autoptr(GBytes) entry = NULL;
    const void *bytes;
    gsize length;

    db_bind_int(query, JOURNAL_YEAR(place));
    db_bind_int(query, JOURNAL_INDEX(place));
    if (!db_step_one(query, "journal leaf", error))
        return FALSE;
    bytes = db_bytes(query, 0, &length);
    entry = g_bytes_new(bytes, length);
    if (!db_finish(query, error))
        return FALSE;
    *ret_entry = g_steal_pointer(&entry);
    return TRUE;
}

gboolean
journal_read_state(DbSession *session, int year, JournalState *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, year == 0 ? &journal_find_newest_state : &journal_find_state);
    JournalState state;

    if (year != 0)
        db_bind_int(query, year);
    if (!db_step_one(query, "journal", error))
        return FALSE;
    state.year = (int)db_int(query, 0);
    state.size = (guint64)db_int(query, 1);
    if (state.size > INDEX_MAX || !journal_column_digest(query, 2, &state.root))
        return unusable(error, "the stored state is malformed", state.year);
    *ret = state;
    return db_finish(query, error);
}

/* The leaf hashes below node (@level, @index), folded. */
static gboolean
fold_leaves(const JournalTree *tree, guint level, guint64 index, Digest *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(tree->session, &journal_list_leaf_hashes);
    Digest hashes[1 << JOURNAL_NODE_LEVEL];
    guint count = 1u << level, found = 0;

    db_bind_int(query, tree->year);
    db_bind_int(query, (gint64)(index << level));
    db_bind_int(query, (gint64)((index + 1) << level));
    while (found < count && db_step(query) && journal_column_digest(query, 0, &hashes[found]))
        found++;
    if (!db_finish(query, error))
        return FALSE;
    if (found < count)
        return unusable(error, "a leaf is missing", tree->year);
    for (; count > 1; count /= 2)
        for (guint i = 0; i < count / 2; i++)
            hashes[i] = tlog_node_hash(&hashes[2 * i], &hashes[2 * i + 1]);
    *ret = hashes[0];
    return TRUE;
}

gboolean
journal_read_node(gpointer data, guint level, guint64 index, Digest *ret, GError **error)
{
    const JournalTree *tree = data;
    g_autoptr(DbQuery) query = NULL;
    gboolean found;

    if (level < JOURNAL_NODE_LEVEL)
        return fold_leaves(tree, level, index, ret, error);
    query = db_query(tree->session, &journal_find_node);
    db_bind_int(query, tree->year);
    db_bind_int(query, level);
    db_bind_int(query, (gint64)index);
    found = db_step(query) && journal_column_digest(query, 0, ret);
    if (!db_finish(query, error))
        return FALSE;
    return found || unusable(error, "a node is missing", tree->year);
}
