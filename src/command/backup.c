/* SPDX-License-Identifier: Apache-2.0 */
/* tribune backup, restore.
 *
 *     FOLDER/tribune.conf    the configuration, as it was
 *     FOLDER/store/          tribune.db, files/
 *     FOLDER/keys/           keys.db, secret.key, journal.key: what opens the rest; a folder of its own so that it can
 * be kept apart and destroyed sooner FOLDER/SHA256SUMS      comes last
 *
 * journal.key.signed, the signer's memory, stays behind on purpose: an old one put back would be no memory. */
#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "command/command-node.h"
#include "command/commands.h"
#include "command/journal-audit.h"
#include "command/manifest.h"
#include "command/owner.h"

static const char *const KEY_FILES[] = { "secret.key", "journal.key" };

static gboolean
trouble(GError **error, const char *what, const char *path, const char *why)
{
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FULL, "%s %s: %s", what, path, why);
    return FALSE;
}

static gboolean
make_folder(const char *path, GError **error)
{
    return g_mkdir_with_parents(path, 0700) == 0 || trouble(error, "making the folder", path, g_strerror(errno));
}

static gboolean
copy_file(const char *from_folder, const char *from_name, const char *to_folder, const char *to_name, GError **error)
{
    g_autoptr(GFile) from = g_file_new_build_filename(from_folder, from_name, NULL);
    g_autoptr(GFile) to = g_file_new_build_filename(to_folder, to_name, NULL);
    g_autoptr(GError) cause = NULL;

    if (g_file_copy(from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, &cause) && g_chmod(g_file_peek_path(to), 0600) == 0)
        return TRUE;
    return trouble(error, "copying", g_file_peek_path(from), cause != NULL ? cause->message : g_strerror(errno));
}

/* Whether it is not there, or an empty folder. */
static gboolean
is_vacant(const char *path)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);

    return folder != NULL ? g_dir_read_name(folder) == NULL : !g_file_test(path, G_FILE_TEST_EXISTS);
}

/* ---- backup ---- */

static gboolean
copy_keys(const char *data, const char *store, const char *keys, GError **error)
{
    g_autofree char *made = g_build_filename(store, "keys.db", NULL), *place = g_build_filename(keys, "keys.db", NULL);

    if (g_rename(made, place) != 0)
        return trouble(error, "moving", made, g_strerror(errno));
    for (guint i = 0; i < G_N_ELEMENTS(KEY_FILES); i++)
        if (!copy_file(data, KEY_FILES[i], keys, KEY_FILES[i], error))
            return FALSE;
    return TRUE;
}

/* When root makes the folder, it is for the owner of the data to fill. */
static gboolean
prepare_backup(const CommandLine *line, const char *folder, GError **error)
{
    g_autoptr(Config) config = command_node_config(line, error);

    return config != NULL && make_folder(folder, error) &&
           owner_give(folder, config_text(config, "node", "data"), FALSE, error);
}

static gboolean
run_backup(const CommandLine *line, GError **error)
{
    g_auto(CommandNode) opened = { 0 };
    const char *folder = command_line_argument(line, 0);
    g_autofree char *store = g_build_filename(folder, "store", NULL), *keys = g_build_filename(folder, "keys", NULL);
    ManifestCounts counts;

    if (!is_vacant(folder)) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "%s is there already; name a new folder", folder);
        return FALSE;
    }
    if (!prepare_backup(line, folder, error) || !command_node_open(&opened, line, NODE_READ, error) ||
        !make_folder(store, error) || !make_folder(keys, error) ||
        !store_backup(node_store(opened.node), store, error) ||
        !copy_keys(node_data(opened.node), store, keys, error) ||
        !copy_file(command_line_option(line, "config"), NULL, folder, "tribune.conf", error) ||
        !manifest_write(folder, &counts, error))
        return FALSE;
    printf("%s: %" G_GUINT64_FORMAT " files, %" G_GUINT64_FORMAT " bytes\n", folder, counts.files, counts.bytes);
    return TRUE;
}

static const CommandOption OPTIONS[] = { COMMAND_OPTION_CONFIG, {} };

const struct command backup_command = {
    .name = "backup",
    .summary = "Copy everything into a new folder, while the node serves.",
    .details =
        "FOLDER gets the configuration, the databases, large content and keys as they are together at one moment, and "
        "a "
        "list of SHA-256 sums (sha256sum -c SHA256SUMS checks it).\n"
        "\n"
        "FOLDER/keys opens everything: keep it as safe as the node itself, best apart from FOLDER/store. Records that "
        "are disposed of stay readable until the last copy of FOLDER/keys from before is destroyed.",
    .syntax = { OPTIONS, "FOLDER" },
    .run = run_backup,
};

/* ---- restore ---- */

static gboolean
copy_folder(const char *from, const char *to, GError **error)
{
    g_autoptr(GDir) folder = g_dir_open(from, 0, NULL);
    const char *name;

    if (folder == NULL)
        return trouble(error, "reading", from, g_strerror(errno));
    if (!make_folder(to, error))
        return FALSE;
    while ((name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *source = g_build_filename(from, name, NULL), *target = g_build_filename(to, name, NULL);

        if (!(g_file_test(source, G_FILE_TEST_IS_DIR) ? copy_folder(source, target, error)
                                                      : copy_file(from, name, to, name, error)))
            return FALSE;
    }
    return TRUE;
}

static gboolean
check_blank(const Config *config, GError **error)
{
    const char *data = config_text(config, "node", "data");
    g_autofree char *files = g_build_filename(data, "files", NULL);

    if (command_node_is_blank(config) && is_vacant(files))
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG,
                "the data folder %s is not empty, and nothing is overwritten; move away what is there (but leave "
                "journal.key.signed)",
                data);
    return FALSE;
}

static gboolean
copy_back(const char *folder, const Config *config, GError **error)
{
    const char *data = config_text(config, "node", "data");
    g_autofree char *store = g_build_filename(folder, "store", NULL), *keys = g_build_filename(folder, "keys", NULL);

    return copy_folder(store, data, error) && copy_folder(keys, data, error) && owner_give(data, data, FALSE, error);
}

static void
print_next(void)
{
    puts("Nothing runs yet. Before `tribune serve`:\n"
         "- what was taken in or sent after the backup is not here: look in the mail relay's log, and ask it for "
         "copies;\n"
         "- answers that wait here may have left after the backup, and would leave again: look at the cases' "
         "deliveries;\n"
         "- compare with a checkpoint kept elsewhere: tribune journal verify --against FILE;\n"
         "- if entries were signed after the backup, signing stops until tribune journal checkpoint --admit-loss.");
}

static gboolean
run_restore(const CommandLine *line, GError **error)
{
    g_auto(CommandNode) opened = { 0 };
    const char *folder = command_line_argument(line, 0);
    ManifestCounts counts;

    opened.config = command_node_config(line, error);
    if (opened.config == NULL || !check_blank(opened.config, error))
        return FALSE;
    if (!manifest_check(folder, &counts, error)) {
        g_prefix_error(error, "%s: ", folder);
        return FALSE;
    }
    if (!copy_back(folder, opened.config, error))
        return FALSE;
    printf("%s: %" G_GUINT64_FORMAT " files, %" G_GUINT64_FORMAT " bytes, unchanged\n", folder, counts.files,
           counts.bytes);
    if (!owner_become(config_text(opened.config, "node", "data"), error))
        return FALSE;
    opened.node = node_open(opened.config, NODE_READ, error);
    if (opened.node == NULL || !journal_audit(node_store(opened.node), node_journal_key(opened.node), error)) {
        g_prefix_error(error, "what was put back into %s: ", config_text(opened.config, "node", "data"));
        return FALSE;
    }
    print_next();
    return TRUE;
}

const struct command restore_command = {
    .name = "restore",
    .summary = "Put a backup back into an empty data folder, and verify it.",
    .details =
        "The configuration file must be there (FOLDER/tribune.conf is the one of then) and its data folder empty: "
        "nothing is ever overwritten. The sums of the backup are checked first, the whole journal and everything "
        "stored "
        "afterwards. Then says what to look at before serving.",
    .syntax = { OPTIONS, "FOLDER" },
    .run = run_restore,
};
