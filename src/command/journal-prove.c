/* SPDX-License-Identifier: Apache-2.0 */
/* tribune journal prove: everything that is needed to check one entry without Tribune, in a folder. */
#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/id.h"
#include "base/number.h"
#include "command/command-node.h"
#include "command/commands.h"
#include "journal/order.h"
#include "journal/proof.h"
#include "store/disclosure.h"
#include "store/message-store.h"

/* From check-proof.sh. */
extern const char CHECK_PROOF[];

/* Something that the entry follows. */
typedef struct {
    gint64 place;
    GBytes *entry;
    char *proof;
} Before;

static void
before_free(gpointer data)
{
    Before *before = data;

    g_clear_pointer(&before->entry, g_bytes_unref);
    g_free(before->proof);
    g_free(before);
}

typedef struct {
    Store *store;
    const char *what; /* as written: 2026/17, or a message's id */
    gint64 place;
    GBytes *entry;
    GPtrArray *parts, *before; /* Before * */
    char *proof;
} Proving;

static void
proving_clear(Proving *proving)
{
    g_clear_pointer(&proving->entry, g_bytes_unref);
    g_clear_pointer(&proving->parts, g_ptr_array_unref);
    g_clear_pointer(&proving->before, g_ptr_array_unref);
    g_clear_pointer(&proving->proof, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Proving, proving_clear)

/* "2026/17" */
static gboolean
parse_place(const char *text, gint64 *ret)
{
    const char *slash = strchr(text, '/');
    gint64 year, index;

    if (slash == NULL || !number_parse_span(text, (gsize)(slash - text), 1, 9999, &year, NULL) ||
        !number_parse_int64(slash + 1, 0, JOURNAL_INDEX(G_MAXINT64), &index, NULL))
        return FALSE;
    *ret = JOURNAL_PLACE(year, index);
    return TRUE;
}

static gboolean
find_place(DbSession *session, Proving *proving, GError **error)
{
    g_autoptr(Message) message = NULL;
    MessageId id;

    if (parse_place(proving->what, &proving->place))
        return TRUE;
    if (!id_parse(proving->what, &id.value))
        return command_usage(error, "\"%s\" is neither an entry, like 2026/17, nor a message's id", proving->what);
    message = message_store_load(session, id, error);
    if (message == NULL)
        return FALSE;
    proving->place = message->ref.leaf;
    return TRUE;
}

/* What decided on it, approved it or let it go, of the same year: codes alone, nothing that tells of anybody. */
static gboolean
gather_one(DbSession *session, Proving *proving, gint64 place, GError **error)
{
    g_autofree Leaf *leaf = g_new(Leaf, 1);
    Before *before = g_new0(Before, 1);
    gsize length;
    const void *bytes;

    g_ptr_array_add(proving->before, before);
    before->place = place;
    if (!journal_read_entry(session, place, &before->entry, error))
        return FALSE;
    bytes = g_bytes_get_data(before->entry, &length);
    if (!leaf_decode(bytes, length, leaf, error))
        return FALSE;
    if (order_step(leaf) != ORDER_OTHER)
        return journal_proof_make(session, place, NULL, &before->proof, error);
    g_ptr_array_set_size(proving->before, (int)proving->before->len - 1);
    return TRUE;
}

static gboolean
gather_before(DbSession *session, Proving *proving, GError **error)
{
    g_autofree Leaf *leaf = g_new(Leaf, 1);
    gsize length;
    const void *bytes = g_bytes_get_data(proving->entry, &length);

    g_clear_pointer(&proving->before, g_ptr_array_unref);
    proving->before = g_ptr_array_new_with_free_func(before_free);
    if (!leaf_decode(bytes, length, leaf, error))
        return FALSE;
    for (guint i = 0; i < leaf->ref_count; i++)
        if (JOURNAL_YEAR(leaf->refs[i]) == 0 &&
            !gather_one(session, proving, JOURNAL_PLACE(JOURNAL_YEAR(proving->place), leaf->refs[i]), error))
            return FALSE;
    return TRUE;
}

static gboolean
gather(DbSession *session, gpointer data, GError **error)
{
    Proving *proving = data;

    if (!find_place(session, proving, error) || !journal_read_entry(session, proving->place, &proving->entry, error) ||
        !journal_proof_make(session, proving->place, NULL, &proving->proof, error) ||
        !gather_before(session, proving, error))
        return FALSE;
    proving->parts = disclosure_load(proving->store, session, proving->place, error);
    return proving->parts != NULL;
}

/* ---- writing ---- */

static gboolean
write_file(const char *folder, const char *name, int mode, const void *bytes, gsize length, GError **error)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autoptr(GError) trouble = NULL;

    if (g_file_set_contents_full(path, bytes, (gssize)length, G_FILE_SET_CONTENTS_CONSISTENT, mode, &trouble))
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FULL, "writing %s: %s", path, trouble->message);
    return FALSE;
}

static gboolean
write_part(const char *folder, const DisclosedPart *part, GError **error)
{
    g_autofree char *name = g_build_filename("parts", part->name, NULL);
    g_autofree char *salt = g_strconcat(name, ".salt", NULL);
    gsize length;
    const void *bytes = g_bytes_get_data(part->bytes, &length);

    return write_file(folder, name, 0600, bytes, length, error) &&
           write_file(folder, salt, 0600, part->salt, sizeof part->salt, error);
}

static gboolean
make_folder(const char *folder, GError **error)
{
    g_autofree char *parts = g_build_filename(folder, "parts", NULL);

    if (g_mkdir(folder, 0700) == 0 && g_mkdir(parts, 0700) == 0)
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "making the folder %s: %s; name one that is not there yet",
                folder, g_strerror(errno));
    return FALSE;
}

static gboolean
write_before(const char *folder, const Before *before, GError **error)
{
    g_autofree char *place =
        g_strdup_printf("before" G_DIR_SEPARATOR_S "%" G_GINT64_FORMAT, JOURNAL_INDEX(before->place));
    g_autofree char *path = g_build_filename(folder, place, NULL), *name = g_build_filename(place, "entry", NULL);
    g_autofree char *proof = g_strconcat(name, ".tlog-proof", NULL);
    gsize length;
    const void *entry = g_bytes_get_data(before->entry, &length);

    if (g_mkdir_with_parents(path, 0700) != 0) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FULL, "making the folder %s: %s", path, g_strerror(errno));
        return FALSE;
    }
    return write_file(folder, name, 0600, entry, length, error) &&
           write_file(folder, proof, 0600, before->proof, strlen(before->proof), error);
}

static gboolean
write_all(const char *folder, const Proving *proving, const char *vkey, GError **error)
{
    g_autofree char *key_line = g_strconcat(vkey, "\n", NULL);
    gsize length;
    const void *entry = g_bytes_get_data(proving->entry, &length);

    if (!make_folder(folder, error) || !write_file(folder, "entry", 0600, entry, length, error) ||
        !write_file(folder, "entry.tlog-proof", 0600, proving->proof, strlen(proving->proof), error) ||
        !write_file(folder, "key", 0600, key_line, strlen(key_line), error) ||
        !write_file(folder, "check.sh", 0700, CHECK_PROOF, strlen(CHECK_PROOF), error))
        return FALSE;
    for (guint i = 0; i < proving->parts->len; i++)
        if (!write_part(folder, g_ptr_array_index(proving->parts, i), error))
            return FALSE;
    for (guint i = 0; i < proving->before->len; i++)
        if (!write_before(folder, g_ptr_array_index(proving->before, i), error))
            return FALSE;
    return TRUE;
}

static gboolean
run(const CommandLine *line, GError **error)
{
    g_auto(CommandNode) opened = { 0 };
    g_auto(Proving) proving = { .what = command_line_argument(line, 0) };
    const char *folder = command_line_argument(line, 1);
    g_autofree char *vkey = NULL;

    if (!command_node_open(&opened, line, NODE_READ, error))
        return FALSE;
    proving.store = node_store(opened.node);
    if (!store_read(proving.store, gather, &proving, error))
        return FALSE;
    vkey = journal_key_vkey(node_journal_key(opened.node), JOURNAL_YEAR(proving.place));
    if (!write_all(folder, &proving, vkey, error))
        return FALSE;
    printf("entry %d/%" G_GINT64_FORMAT " with %u parts is in %s; sh %s/check.sh checks it\n",
           JOURNAL_YEAR(proving.place), JOURNAL_INDEX(proving.place), proving.parts->len, folder, folder);
    return TRUE;
}

static const CommandOption OPTIONS[] = { COMMAND_OPTION_CONFIG, {} };

const struct command journal_prove_command = {
    .name = "journal prove",
    .summary = "Write what an outsider needs to check one entry of the journal.",
    .details =
        "ENTRY is an entry's place, like 2026/17, or a message's id. FOLDER is made, and gets the entry, the proof "
        "that "
        "it is in the journal (.tlog-proof), the key, and of each part of the record its bytes and its salt. check.sh "
        "there checks all of it with sha256sum, base64 and openssl; any other verifier of C2SP proofs checks the proof "
        "too. Of the decisions and approvals that the entry names as its grounds, and of what let it go, the entries "
        "are there too, in before/, without what they say of anybody: that they came first is checked with the rest.\n"
        "\n"
        "The folder holds the record in the clear: give it only to who may read it. To leave out a part, leave out its "
        "two files; the others are checked all the same.",
    .syntax = { OPTIONS, "ENTRY FOLDER" },
    .run = run,
};
