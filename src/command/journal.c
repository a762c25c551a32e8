/* SPDX-License-Identifier: Apache-2.0 */
/* tribune journal verify, checkpoint. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "command/command-node.h"
#include "command/commands.h"
#include "command/journal-audit.h"
#include "journal/checkpoint.h"

/* ---- verify ---- */

typedef struct {
    Node *node;
    const char *note;
    JournalState then;
} Comparison;

static gboolean
compare(DbSession *session, gpointer data, GError **error)
{
    Comparison *comparison = data;

    return journal_checkpoint_compare(session, node_journal_key(comparison->node), comparison->note, &comparison->then,
                                      error);
}

static gboolean
compare_with(Node *node, const char *path, GError **error)
{
    Comparison comparison = { .node = node };
    g_autoptr(GError) trouble = NULL;
    g_autofree char *note = NULL;

    if (!g_file_get_contents(path, &note, NULL, &trouble)) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "reading %s: %s", path, trouble->message);
        return FALSE;
    }
    comparison.note = note;
    if (!store_read(node_store(node), compare, &comparison, error))
        return FALSE;
    printf("journal %d continues the checkpoint in %s, of size %" G_GUINT64_FORMAT "\n", comparison.then.year, path,
           comparison.then.size);
    return TRUE;
}

static gboolean
run_verify(const CommandLine *line, GError **error)
{
    g_auto(CommandNode) opened = { 0 };
    const char *against = command_line_option(line, "against");

    return command_node_open(&opened, line, NODE_READ, error) &&
           journal_audit(node_store(opened.node), node_journal_key(opened.node), error) &&
           (against == NULL || compare_with(opened.node, against, error));
}

static const CommandOption VERIFY_OPTIONS[] = {
    COMMAND_OPTION_CONFIG,
    { "against", "FILE", "A checkpoint kept elsewhere, which the journal must continue." },
    {},
};

const struct command journal_verify_command = {
    .name = "journal verify",
    .summary = "Check the whole journal, and everything stored against it.",
    .details =
        "Computes the journal anew from its entries, checks the signature of every checkpoint, opens every message, "
        "release and event, and compares it with what the journal committed to when it was recorded; checks that the "
        "decision about each release, and the approvals that it asks for, are about exactly what left, by others than "
        "who wrote it, and were recorded before it; looks for rows "
        "that the journal does not know, and for entries whose row is missing. Names the first fault and ends with 4. "
        "Reads only, also beside a serving node.\n"
        "\n"
        "A store that was put back as a whole to an earlier time looks whole. For that keep a checkpoint on another "
        "machine now and then, and compare:\n"
        "\n"
        "    tribune journal checkpoint > checkpoint\n"
        "    tribune journal verify --against checkpoint",
    .syntax = { VERIFY_OPTIONS, "" },
    .run = run_verify,
};

/* ---- checkpoint ---- */

static gboolean
admit_task(DbSession *session, gpointer data, GError **error)
{
    gpointer *both = data;

    return journal_checkpoint_admit_loss(session, both[0], both[1], error);
}

static gboolean
admit_loss(Node *node, GError **error)
{
    g_autoptr(GArray) lost = g_array_new(FALSE, FALSE, sizeof(JournalState));
    const JournalKey *key = node_journal_key(node);
    gpointer both[] = { (gpointer)key, lost };

    if (!store_write(node_store(node), admit_task, both, error) || !journal_checkpoint_forget_lost(key, lost, error))
        return FALSE;
    for (guint i = 0; i < lost->len; i++) {
        const JournalState *state = &g_array_index(lost, JournalState, i);

        fprintf(stderr, "journal %d: the loss of what was signed at size %" G_GUINT64_FORMAT " is on record\n",
                state->year, state->size);
    }
    if (lost->len == 0)
        fprintf(stderr, "nothing that was signed is lost\n");
    return TRUE;
}

static gboolean
find_task(DbSession *session, gpointer data, GError **error)
{
    return journal_checkpoint_find(session, 0, data, error);
}

static gboolean
run_checkpoint(const CommandLine *line, GError **error)
{
    g_auto(CommandNode) opened = { 0 };
    g_autofree char *note = NULL;

    if (!command_node_open(&opened, line, NODE_VISIT, error) ||
        (command_line_has(line, "admit-loss") && !admit_loss(opened.node, error)) ||
        !node_sign_checkpoint(opened.node, error) || !store_read(node_store(opened.node), find_task, &note, error))
        return FALSE;
    fputs(note, stdout);
    return TRUE;
}

static const CommandOption CHECKPOINT_OPTIONS[] = {
    COMMAND_OPTION_CONFIG,
    { "admit-loss", NULL, "After a restore: put on record that entries are lost that were signed." },
    {},
};

const struct command journal_checkpoint_command = {
    .name = "journal checkpoint",
    .summary = "Sign how the journal stands now, and print it.",
    .details =
        "Prints the newest checkpoint, a signed note as witnesses and monitors read it. A serving node signs every ten "
        "seconds by itself.\n"
        "\n"
        "The signer keeps what it signed last in the file journal.key.signed beside its key, and refuses to sign a "
        "journal that does not continue it. When the databases had to be put back from a backup, entries that were "
        "signed may be lost: --admit-loss writes that into the journal, with the size and root that were signed, and "
        "lets signing go on. Witnesses and holders of newer checkpoints will see the break; tell them.",
    .syntax = { CHECKPOINT_OPTIONS, "" },
    .run = run_checkpoint,
};
