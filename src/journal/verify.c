/* SPDX-License-Identifier: Apache-2.0 */
#include "journal/verify.h"

#include <string.h>

#include "base/error.h"
#include "base/number.h"
#include "journal/journal-private.h"
#include "wire/checkpoint.h"

DB_STATEMENT(verify_list_states, "SELECT year, size, root, frontier FROM log_states ORDER BY year");
DB_STATEMENT(verify_list_leaves, "SELECT idx, entry, hash FROM log_leaves WHERE year = $1 ORDER BY idx");
DB_STATEMENT(verify_list_nodes, "SELECT idx, hash FROM log_nodes WHERE year = $1 AND level = $2 ORDER BY idx");
DB_STATEMENT(verify_list_checkpoints, "SELECT size, note FROM log_checkpoints WHERE year = $1 ORDER BY size");
DB_STATEMENT(verify_find_strays,
             "SELECT min(t.year) FROM (SELECT year FROM log_leaves WHERE year NOT IN (SELECT year FROM log_states)"
             " UNION ALL SELECT year FROM log_nodes WHERE year NOT IN (SELECT year FROM log_states)"
             " UNION ALL SELECT year FROM log_checkpoints WHERE year NOT IN (SELECT year FROM log_states)) AS t");
DB_STATEMENT(verify_count_nodes, "SELECT count(*) FROM log_nodes WHERE year = $1");

#define NO_CHECKPOINT G_MAXUINT64

/* One year, as far as it was checked. */
typedef struct {
    DbSession *session;
    const JournalVerification *verification;
    GArray *done;               /* JournalState of the years before, ascending */
    const JournalState *stored; /* what log_states says of this year */
    TlogFrontier frontier;
    DbQuery *nodes[TLOG_LEVELS]; /* opened when the first node of the level is complete */
    guint64 node_count;
    DbQuery *checkpoints;
    guint64 next_checkpoint; /* the size of the row at hand, NO_CHECKPOINT when there are no more */
    guint64 checkpoint_count;
    GArray *verifiers; /* NoteVerifier: none or one */
    Leaf leaf;
} Year;

static gboolean
fault(const Year *year, guint64 index, GError **error, const char *what)
{
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT, "journal %d, leaf %" G_GUINT64_FORMAT ": %s",
                year->stored->year, index, what);
    return FALSE;
}

/* ---- nodes ---- */

static gboolean
check_node(Year *year, const TlogNode *node, guint64 index, GError **error)
{
    DbQuery **query = &year->nodes[node->level];
    Digest hash;

    if (*query == NULL) {
        *query = db_query(year->session, &verify_list_nodes);
        db_bind_int(*query, year->stored->year);
        db_bind_int(*query, node->level);
    }
    year->node_count++;
    if (!db_step(*query))
        return db_finish(*query, error) && fault(year, index, error, "a node above it is missing");
    if (db_int(*query, 0) != (gint64)node->index)
        return fault(year, index, error, "a node above it is missing or too many");
    if (!journal_column_digest(*query, 1, &hash) || !digest_equal(&hash, &node->hash))
        return fault(year, index, error, "a node above it has another hash");
    return TRUE;
}

static gboolean
check_node_count(const Year *year, GError **error)
{
    g_autoptr(DbQuery) query = db_query(year->session, &verify_count_nodes);
    guint64 count;

    db_bind_int(query, year->stored->year);
    if (!db_step_one(query, "count", error))
        return FALSE;
    count = (guint64)db_int(query, 0);
    return db_finish(query, error) &&
           (count == year->node_count || fault(year, year->frontier.size, error, "there are nodes over no leaf"));
}

/* ---- checkpoints ---- */

static gboolean
check_checkpoint(Year *year, guint64 size, const char *text, GError **error)
{
    g_autoptr(Note) note = note_parse(text, strlen(text), NULL);
    Digest root = tlog_root(&year->frontier);
    Checkpoint checkpoint;

    if (note == NULL || !checkpoint_parse(note->text, note->length, &checkpoint, NULL) || checkpoint.size != size)
        return fault(year, size, error, "the checkpoint before it is malformed");
    if (!digest_equal(&checkpoint.root, &root))
        return fault(year, size, error, "the checkpoint before it has another root");
    year->checkpoint_count++;
    if (year->verifiers->len == 0)
        return TRUE;
    if (!note_verify(note, (const NoteVerifier *)(gpointer)year->verifiers->data, 1, NULL))
        return fault(year, size, error, "the checkpoint before it is not signed by the year's key");
    if (strcmp(checkpoint.origin, g_array_index(year->verifiers, NoteVerifier, 0).name) != 0)
        return fault(year, size, error, "the checkpoint before it has another origin");
    return TRUE;
}

static void
next_checkpoint(Year *year)
{
    year->next_checkpoint = db_step(year->checkpoints) ? (guint64)db_int(year->checkpoints, 0) : NO_CHECKPOINT;
}

/* Those of the size reached. A failed query counts as no more here; check_end() finds it. */
static gboolean
check_checkpoints(Year *year, GError **error)
{
    for (; year->next_checkpoint <= year->frontier.size; next_checkpoint(year)) {
        if (year->next_checkpoint < year->frontier.size)
            return fault(year, year->next_checkpoint, error, "the checkpoint before it has an impossible size");
        if (!check_checkpoint(year, year->frontier.size, db_text(year->checkpoints, 1), error))
            return FALSE;
    }
    return TRUE;
}

/* ---- leaves ---- */

static gboolean
attr_is_number(const Leaf *leaf, const char *name, guint64 expected)
{
    const char *text = leaf_find_attr(leaf, name);
    gint64 value;

    return text != NULL && number_parse_int64(text, 0, G_MAXINT64, &value, NULL) && (guint64)value == expected;
}

/* A year begins with a shard leaf exactly when there is a year before it. */
static gboolean
check_shard(const Year *year, guint64 index, GError **error)
{
    const JournalState *before;
    g_autofree char *root = NULL;
    gboolean is_shard = year->leaf.type == LEAF_SHARD;

    if (index > 0)
        return !is_shard || fault(year, index, error, "a shard leaf inside a year");
    if (year->done->len == 0)
        return !is_shard || fault(year, index, error, "the year before it is missing");
    before = &g_array_index(year->done, JournalState, year->done->len - 1);
    root = digest_to_hex(&before->root);
    if (!is_shard || !attr_is_number(&year->leaf, "prev-year", (guint64)before->year) ||
        !attr_is_number(&year->leaf, "prev-size", before->size) ||
        g_strcmp0(leaf_find_attr(&year->leaf, "prev-root"), root) != 0)
        return fault(year, index, error, "it does not close the year before");
    return TRUE;
}

static gboolean
is_earlier(const Year *year, gint64 ref, guint64 index)
{
    int ref_year = JOURNAL_YEAR(ref);

    if (ref_year == 0)
        return (guint64)ref < index;
    for (guint i = 0; i < year->done->len; i++) {
        const JournalState *done = &g_array_index(year->done, JournalState, i);

        if (done->year == ref_year)
            return (guint64)JOURNAL_INDEX(ref) < done->size;
    }
    return FALSE;
}

static gboolean
check_entry(Year *year, guint64 index, const void *entry, gsize length, GError **error)
{
    g_autoptr(GError) wrong = NULL;
    gint64 place = JOURNAL_PLACE(year->stored->year, index);

    if (!leaf_decode(entry, length, &year->leaf, &wrong))
        return fault(year, index, error, wrong->message);
    if (!check_shard(year, index, error))
        return FALSE;
    for (guint i = 0; i < year->leaf.ref_count; i++)
        if (!is_earlier(year, year->leaf.refs[i], index))
            return fault(year, index, error, "it refers to a leaf that is not earlier");
    if (year->verification->visit == NULL ||
        year->verification->visit(year->verification->data, place, &year->leaf, error))
        return TRUE;
    g_prefix_error(error, "journal %d, leaf %" G_GUINT64_FORMAT ": ", year->stored->year, index);
    return FALSE;
}

static gboolean
check_leaf(Year *year, DbQuery *row, GError **error)
{
    guint64 index = year->frontier.size;
    gsize length;
    const void *entry = db_bytes(row, 1, &length);
    Digest hash = tlog_leaf_hash(entry, length), stored;
    TlogNode nodes[TLOG_LEVELS];
    guint count;

    if (db_int(row, 0) != (gint64)index)
        return fault(year, index, error, "it is missing");
    if (!journal_column_digest(row, 2, &stored) || !digest_equal(&stored, &hash))
        return fault(year, index, error, "its entry is not what was hashed");
    if (!check_entry(year, index, entry, length, error))
        return FALSE;
    count = tlog_append(&year->frontier, &hash, nodes);
    for (guint i = JOURNAL_NODE_LEVEL; i < count; i++)
        if (!check_node(year, &nodes[i], index, error))
            return FALSE;
    return check_checkpoints(year, error);
}

/* ---- years ---- */

static gboolean
check_end(Year *year, GBytes *frontier, GError **error)
{
    guint8 bytes[TLOG_LEVELS * DIGEST_SIZE];
    gsize length = tlog_frontier_save(&year->frontier, bytes), stored_length;
    const void *stored = g_bytes_get_data(frontier, &stored_length);
    Digest root = tlog_root(&year->frontier);
    guint64 end = year->frontier.size;

    if (year->stored->size != end || end == 0)
        return fault(year, end, error, "the state tells another size");
    if (!digest_equal(&year->stored->root, &root) || length != stored_length || memcmp(bytes, stored, length) != 0)
        return fault(year, end, error, "the state before it has another root");
    if (year->next_checkpoint != NO_CHECKPOINT)
        return fault(year, end, error, "it is missing, a checkpoint covers more");
    return db_finish(year->checkpoints, error) && check_node_count(year, error);
}

static gboolean
check_leaves(Year *year, GBytes *frontier, GError **error)
{
    g_autoptr(DbQuery) leaves = db_query(year->session, &verify_list_leaves);

    year->checkpoints = db_query(year->session, &verify_list_checkpoints);
    db_bind_int(leaves, year->stored->year);
    db_bind_int(year->checkpoints, year->stored->year);
    next_checkpoint(year);
    while (db_step(leaves))
        if (!check_leaf(year, leaves, error))
            return FALSE;
    return db_finish(leaves, error) && check_end(year, frontier, error);
}

static void
year_free(Year *year)
{
    for (guint level = 0; level < TLOG_LEVELS; level++)
        g_clear_pointer(&year->nodes[level], db_query_free);
    g_clear_pointer(&year->checkpoints, db_query_free);
    g_array_unref(year->verifiers);
    g_free(year);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Year, year_free)

static gboolean
check_year(DbSession *session, const JournalVerification *verification, GArray *done, const JournalState *stored,
           GBytes *frontier, JournalCounts *counts, GError **error)
{
    g_autoptr(Year) year = g_new0(Year, 1);

    year->session = session;
    year->verification = verification;
    year->done = done;
    year->stored = stored;
    year->verifiers = g_array_new(FALSE, FALSE, sizeof(NoteVerifier));
    if (verification->key != NULL) {
        g_autoptr(NoteSigner) signer = journal_key_signer(verification->key, stored->year);

        g_array_append_vals(year->verifiers, note_signer_verifier(signer), 1);
    }
    if (!check_leaves(year, frontier, error))
        return FALSE;
    counts->years++;
    counts->leaves += year->frontier.size;
    counts->checkpoints += year->checkpoint_count;
    return TRUE;
}

/* Rows of a year that has no state would not be looked at. */
static gboolean
check_strays(DbSession *session, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &verify_find_strays);
    int stray;

    if (!db_step_one(query, "year", error))
        return FALSE;
    stray = (int)db_int(query, 0);
    if (!db_finish(query, error))
        return FALSE;
    if (stray == 0)
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT, "journal %d, leaf 0: the year has no state", stray);
    return FALSE;
}

gboolean
journal_verify(DbSession *session, const JournalVerification *verification, JournalCounts *ret_counts, GError **error)
{
    g_autoptr(DbQuery) states = NULL;
    g_autoptr(GArray) done = g_array_new(FALSE, FALSE, sizeof(JournalState));
    JournalCounts counts = { 0 };

    if (!check_strays(session, error))
        return FALSE;
    states = db_query(session, &verify_list_states);
    while (db_step(states)) {
        JournalState state = { .year = (int)db_int(states, 0), .size = (guint64)db_int(states, 1) };
        gsize length;
        const void *bytes = db_bytes(states, 3, &length);
        g_autoptr(GBytes) frontier = g_bytes_new(bytes, length);

        if (state.year < 1 || state.year > 9999 || !journal_column_digest(states, 2, &state.root)) {
            g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT, "journal %d, leaf 0: malformed state", state.year);
            return FALSE;
        }
        if (!check_year(session, verification, done, &state, frontier, &counts, error))
            return FALSE;
        g_array_append_val(done, state);
    }
    if (!db_finish(states, error))
        return FALSE;
    *ret_counts = counts;
    return TRUE;
}
