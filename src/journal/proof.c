/* SPDX-License-Identifier: Apache-2.0 */
#include "journal/proof.h"

#include <string.h>

#include "base/error.h"
#include "journal/checkpoint.h"
#include "journal/journal-private.h"
#include "wire/proof.h"

/* Reads what the note says; who signed it is for the proof's reader to check. */
static gboolean
read_checkpoint(const char *text, Checkpoint *ret, GError **error)
{
    g_autoptr(Note) note = note_parse(text, strlen(text), error);

    return note != NULL && checkpoint_parse(note->text, note->length, ret, error);
}

static gboolean
fill_path(DbSession *session, gint64 place, Proof *proof, const Checkpoint *checkpoint, GError **error)
{
    JournalTree tree = { session, JOURNAL_YEAR(place) };
    g_autoptr(GBytes) entry = NULL;
    Digest hash;

    if (!journal_read_entry(session, place, &entry, error) ||
        !tlog_prove_inclusion(journal_read_node, &tree, proof->index, checkpoint->size, &proof->path, error))
        return FALSE;
    hash = tlog_leaf_hash(g_bytes_get_data(entry, NULL), g_bytes_get_size(entry));
    if (tlog_verify_inclusion(proof->index, checkpoint->size, &hash, &proof->path, &checkpoint->root))
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INTERNAL,
                "journal %d: the leaf does not lead to the checkpoint; run `tribune journal verify`",
                JOURNAL_YEAR(place));
    return FALSE;
}

gboolean
journal_proof_make(DbSession *session, gint64 place, GBytes *extra, char **ret_proof, GError **error)
{
    g_autoptr(Proof) proof = g_new0(Proof, 1);
    Checkpoint checkpoint;

    proof->index = (guint64)JOURNAL_INDEX(place);
    proof->extra = extra == NULL ? NULL : g_bytes_ref(extra);
    if (!journal_checkpoint_find(session, JOURNAL_YEAR(place), &proof->checkpoint, error) ||
        !read_checkpoint(proof->checkpoint, &checkpoint, error))
        return FALSE;
    if (proof->index >= checkpoint.size) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND,
                    "no checkpoint of the journal covers leaf %" G_GINT64_FORMAT " of %d yet", JOURNAL_INDEX(place),
                    JOURNAL_YEAR(place));
        return FALSE;
    }
    if (!fill_path(session, place, proof, &checkpoint, error))
        return FALSE;
    *ret_proof = proof_format(proof);
    return TRUE;
}
