/* SPDX-License-Identifier: Apache-2.0 */
#include "journal/checkpoint.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/number.h"
#include "base/random.h"
#include "journal/journal-private.h"
#include "journal/memory.h"
#include "wire/checkpoint.h"

DB_STATEMENT(checkpoint_find_newest, "SELECT note FROM log_checkpoints WHERE year = $1 ORDER BY size DESC LIMIT 1");
DB_STATEMENT(checkpoint_find_newest_of_all, "SELECT note FROM log_checkpoints ORDER BY year DESC, size DESC LIMIT 1");
DB_STATEMENT(checkpoint_add, "INSERT INTO log_checkpoints (year, size, note, at) VALUES ($1, $2, $3, $4)");
DB_STATEMENT(checkpoint_list_due,
             "SELECT s.year FROM log_states s WHERE s.size >"
             " (SELECT coalesce(max(c.size), 0) FROM log_checkpoints c WHERE c.year = s.year) ORDER BY s.year");

DB_STATEMENT(checkpoint_list_years, "SELECT year FROM log_states ORDER BY year");

gboolean
journal_checkpoint_find(DbSession *session, int year, char **ret_note, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, year == 0 ? &checkpoint_find_newest_of_all : &checkpoint_find_newest);
    g_autofree char *note = NULL;

    if (year != 0)
        db_bind_int(query, year);
    if (!db_step_one(query, "journal checkpoint", error))
        return FALSE;
    note = db_dup_text(query, 0);
    if (!db_finish(query, error))
        return FALSE;
    *ret_note = g_steal_pointer(&note);
    return TRUE;
}

static gboolean
refuse(GError **error, const JournalState *state, const char *why)
{
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN,
                "journal %d is not signed at size %" G_GUINT64_FORMAT ": %s; run `tribune journal verify`", state->year,
                state->size, why);
    return FALSE;
}

/* ---- the checkpoint before ---- */

/* That the log as it stands continues the one of @note. */
static gboolean
check_continues(DbSession *session, const NoteSigner *signer, const char *note, const JournalState *state,
                Checkpoint *ret_earlier, GError **error)
{
    JournalTree tree = { session, state->year };
    const NoteVerifier *verifier = note_signer_verifier(signer);
    Checkpoint earlier;
    TlogProof proof;

    if (!checkpoint_open(note, strlen(note), verifier, 1, &earlier, NULL) ||
        strcmp(earlier.origin, verifier->name) != 0)
        return refuse(error, state, "the earlier checkpoint is not by this key");
    if (earlier.size > state->size)
        return refuse(error, state, "an earlier checkpoint covers more");
    if (!tlog_prove_consistency(journal_read_node, &tree, earlier.size, state->size, &proof, error))
        return FALSE;
    if (!tlog_verify_consistency(earlier.size, state->size, &earlier.root, &state->root, &proof))
        return refuse(error, state, "it does not continue the earlier checkpoint");
    *ret_earlier = earlier;
    return TRUE;
}

/* ---- the signer's memory ---- */

/* Whether the log as it stands continues what the signer remembers of it, @ret_remembered. */
static gboolean
compare_memory(DbSession *session, const JournalKey *key, const JournalState *state, gboolean *ret_continues,
               JournalState *ret_remembered, GError **error)
{
    JournalTree tree = { session, state->year };
    JournalState remembered = { .year = state->year };
    gboolean found;
    TlogProof proof;

    if (!journal_memory_find(key, state->year, &found, &remembered.size, &remembered.root, error))
        return FALSE;
    *ret_remembered = remembered;
    *ret_continues = !found;
    if (!found || remembered.size > state->size)
        return TRUE;
    if (!tlog_prove_consistency(journal_read_node, &tree, remembered.size, state->size, &proof, error))
        return FALSE;
    *ret_continues = tlog_verify_consistency(remembered.size, state->size, &remembered.root, &state->root, &proof);
    return TRUE;
}

static gboolean
check_memory(DbSession *session, const JournalKey *key, const JournalState *state, GError **error)
{
    JournalState remembered;
    gboolean continues;

    if (!compare_memory(session, key, state, &continues, &remembered, error))
        return FALSE;
    if (continues)
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN,
                "journal %d is not signed at size %" G_GUINT64_FORMAT ": it was signed at size %" G_GUINT64_FORMAT
                " before and does not continue that; if the database was put back from a backup, run `tribune journal"
                " checkpoint --admit-loss`, else look who changed it",
                state->year, state->size, remembered.size);
    return FALSE;
}

static gboolean
append_loss(DbSession *session, const JournalState *lost, GError **error)
{
    g_autofree Leaf *leaf = g_new(Leaf, 1);
    g_autofree char *root = digest_to_hex(&lost->root);
    guint8 record[LEAF_RECORD_SIZE];

    random_bytes(record, sizeof record);
    leaf_init(leaf, LEAF_KEY, record);
    leaf->time = clock_now() / CLOCK_SECOND;
    leaf_add_attr_int(leaf, "lost-year", lost->year);
    leaf_add_attr_int(leaf, "lost-size", (gint64)lost->size);
    leaf_add_attr(leaf, "lost-root", root);
    return journal_append(session, leaf, NULL, error);
}

static gboolean
list_years(DbSession *session, const DbStatement *statement, GArray *years, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, statement);

    while (db_step(query)) {
        int year = (int)db_int(query, 0);

        g_array_append_val(years, year);
    }
    return db_finish(query, error);
}

gboolean
journal_checkpoint_admit_loss(DbSession *session, const JournalKey *key, GArray *ret_lost, GError **error)
{
    g_autoptr(GArray) years = g_array_new(FALSE, FALSE, sizeof(int));

    if (!list_years(session, &checkpoint_list_years, years, error))
        return FALSE;
    g_array_set_size(ret_lost, 0);
    for (guint i = 0; i < years->len; i++) {
        JournalState state, remembered;
        gboolean continues;

        if (!journal_read_state(session, g_array_index(years, int, i), &state, error) ||
            !compare_memory(session, key, &state, &continues, &remembered, error))
            return FALSE;
        if (continues)
            continue;
        if (!append_loss(session, &remembered, error))
            return FALSE;
        g_array_append_val(ret_lost, remembered);
    }
    return TRUE;
}

gboolean
journal_checkpoint_forget_lost(const JournalKey *key, const GArray *lost, GError **error)
{
    for (guint i = 0; i < lost->len; i++)
        if (!journal_memory_forget(key, g_array_index(lost, JournalState, i).year, error))
            return FALSE;
    return TRUE;
}

/* ---- signing ---- */

static gboolean
sign_and_store(DbSession *session, const JournalKey *key, const NoteSigner *signer, const JournalState *state,
               char **ret_note, GError **error)
{
    Checkpoint checkpoint = { .size = state->size, .root = state->root };
    g_autofree char *text = NULL;
    g_autofree char *note = NULL;
    g_autoptr(DbQuery) query = NULL;

    g_strlcpy(checkpoint.origin, note_signer_verifier(signer)->name, sizeof checkpoint.origin);
    text = checkpoint_format(&checkpoint);
    note = note_sign(text, signer, error);
    /* Remembered before it can be seen by anybody. Should the commit fail, the log still stands at this size. */
    if (note == NULL || !journal_memory_keep(key, state->year, state->size, &state->root, error))
        return FALSE;
    query = db_query(session, &checkpoint_add);
    db_bind_int(query, state->year);
    db_bind_int(query, (gint64)state->size);
    db_bind_text(query, note);
    db_bind_int(query, clock_now());
    if (!db_run(query, error))
        return FALSE;
    *ret_note = g_steal_pointer(&note);
    return TRUE;
}

gboolean
journal_checkpoint_sign(DbSession *session, const JournalKey *key, int year, char **ret_note, GError **error)
{
    JournalTree tree = { .session = session };
    JournalState state;
    Digest root;
    g_autoptr(NoteSigner) signer = NULL;
    g_autofree char *note = NULL;
    g_autoptr(GError) missing = NULL;
    Checkpoint earlier;

    if (!journal_read_state(session, year, &state, error))
        return FALSE;
    tree.year = state.year;
    if (!tlog_read_root(journal_read_node, &tree, state.size, &root, error))
        return FALSE;
    if (!digest_equal(&root, &state.root))
        return refuse(error, &state, "its root is not that of its leaves");
    if (!check_memory(session, key, &state, error))
        return FALSE;
    signer = journal_key_signer(key, state.year);
    if (!journal_checkpoint_find(session, state.year, &note, &missing)) {
        if (g_error_matches(missing, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND))
            return sign_and_store(session, key, signer, &state, ret_note, error);
        g_propagate_error(error, g_steal_pointer(&missing));
        return FALSE;
    }
    if (!check_continues(session, signer, note, &state, &earlier, error))
        return FALSE;
    if (earlier.size < state.size)
        return sign_and_store(session, key, signer, &state, ret_note, error);
    *ret_note = g_steal_pointer(&note);
    return TRUE;
}

gboolean
journal_checkpoint_sign_due(DbSession *session, const JournalKey *key, guint *ret_count, GError **error)
{
    g_autoptr(GArray) years = g_array_new(FALSE, FALSE, sizeof(int));

    if (!list_years(session, &checkpoint_list_due, years, error))
        return FALSE;
    for (guint i = 0; i < years->len; i++) {
        g_autofree char *note = NULL;

        if (!journal_checkpoint_sign(session, key, g_array_index(years, int, i), &note, error))
            return FALSE;
    }
    *ret_count = years->len;
    return TRUE;
}

/* ---- a checkpoint kept elsewhere ---- */

/* The year behind the last slash of the origin; 0: none. */
static int
year_of(const char *note)
{
    g_autofree char *origin = g_strndup(note, strcspn(note, "\n"));
    const char *slash = strrchr(origin, '/');
    gint64 year = 0;

    if (slash == NULL || !number_parse_int64(slash + 1, 1, 9999, &year, NULL))
        return 0;
    return (int)year;
}

static gboolean
open_kept(const JournalKey *key, const char *note, int year, Checkpoint *ret, GError **error)
{
    g_autoptr(NoteSigner) signer = year == 0 ? NULL : journal_key_signer(key, year);
    const NoteVerifier *verifier = signer == NULL ? NULL : note_signer_verifier(signer);

    if (signer != NULL && checkpoint_open(note, strlen(note), verifier, 1, ret, NULL) &&
        strcmp(ret->origin, verifier->name) == 0)
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                "the checkpoint kept elsewhere is none that this journal's key signed");
    return FALSE;
}

gboolean
journal_checkpoint_compare(DbSession *session, const JournalKey *key, const char *note, JournalState *ret_then,
                           GError **error)
{
    JournalTree tree = { session, year_of(note) };
    JournalState state = { 0 };
    Checkpoint kept;
    TlogProof proof;

    if (!open_kept(key, note, tree.year, &kept, error) || !journal_read_state(session, tree.year, &state, error))
        return FALSE;
    if (kept.size <= state.size &&
        !tlog_prove_consistency(journal_read_node, &tree, kept.size, state.size, &proof, error))
        return FALSE;
    *ret_then = (JournalState){ tree.year, kept.size, kept.root };
    if (kept.size <= state.size && tlog_verify_consistency(kept.size, state.size, &kept.root, &state.root, &proof))
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT,
                "journal %d: at size %" G_GUINT64_FORMAT
                " it does not continue the checkpoint kept elsewhere, of size %" G_GUINT64_FORMAT,
                tree.year, state.size, kept.size);
    return FALSE;
}
