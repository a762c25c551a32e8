/* SPDX-License-Identifier: Apache-2.0 */
/* tribune init */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/clock.h"
#include "base/error.h"
#include "command/command-node.h"
#include "command/commands.h"
#include "command/init-config.h"
#include "command/owner.h"
#include "command/password-input.h"
#include "mediation/staff/staffing.h"

#define FIRST_LOGIN "admin"
#define FIRST_NAME  "Administrator"

#define PACKAGED_DATA "/var/lib/tribune"

/* ---- the configuration file ---- */

/* Where the packaged service may write. */
static const char *
data_folder(const CommandLine *line)
{
    const char *data = command_line_option(line, "data");
    gboolean packaged = strcmp(command_line_option(line, "config"), COMMAND_CONFIG_STANDARD) == 0;

    return data == NULL && packaged ? PACKAGED_DATA : data;
}

/* The channels that were asked for; NULL: none. */
static char *
channel_text(const CommandLine *line)
{
    const char *lmtp = command_line_option(line, "lmtp");
    g_autoptr(GString) text = g_string_new(NULL);

    if (lmtp != NULL)
        g_string_append_printf(text, "[channel.email]\ndriver = email\nlisten = %s\n", lmtp);
    if (command_line_option(line, "portal") != NULL)
        g_string_append_printf(text, "%s[channel.web]\ndriver = web\n", text->len > 0 ? "\n" : "");
    return text->len > 0 ? g_strdup(text->str) : NULL;
}

static gboolean
write_config(const CommandLine *line, GError **error)
{
    const char *path = command_line_option(line, "config");
    InitSetting settings[] = {
        { "node", "authority", command_line_option(line, "authority") },
        { "node", "domain", command_line_option(line, "domain") },
        { "node", "case-prefix", command_line_option(line, "prefix") },
        { "node", "language", command_line_option(line, "language") },
        { "node", "timezone", command_line_option(line, "timezone") },
        { "node", "data", data_folder(line) },
        { "console", "listen", command_line_option(line, "listen") },
        { "console", "public-url", command_line_option(line, "public-url") },
        { "portal", "listen", command_line_option(line, "portal") },
        { "portal", "public-url", command_line_option(line, "portal-url") },
        {},
    };
    g_autofree char *channel = channel_text(line), *text = NULL;
    g_autoptr(Config) checked = NULL;
    g_autofree char *folder = g_path_get_dirname(path), *whole = g_canonicalize_filename(folder, NULL);

    if (settings[0].value == NULL || settings[1].value == NULL)
        return command_usage(error, "there is no %s yet; to write it, --authority NAME and --domain DOMAIN are needed",
                             path);
    if (command_line_option(line, "portal-url") != NULL && command_line_option(line, "portal") == NULL)
        return command_usage(error, "--portal-url needs --portal ADDRESS, where the citizens' pages answer");
    text = init_config_text(settings, channel);
    checked = config_parse(text, strlen(text), path, whole, node_config_tables(), error);
    if (checked == NULL || !init_config_write(path, text, error))
        return FALSE;
    printf("wrote %s\n", path);
    return TRUE;
}

static gboolean
prepare_config(const CommandLine *line, GError **error)
{
    const char *path = command_line_option(line, "config");

    if (!g_file_test(path, G_FILE_TEST_EXISTS))
        return write_config(line, error);
    printf("%s is there already and stays as it is\n", path);
    return TRUE;
}

/* ---- the data folder ---- */

/* root writes the configuration, and the data folder's owner does the rest. */
static gboolean
hand_over(const CommandLine *line, const Config *config, GError **error)
{
    const char *data = config_text(config, "node", "data");

    return owner_give(command_line_option(line, "config"), data, TRUE, error) && owner_become(data, error);
}

static gboolean
open_node(CommandNode *opened, const CommandLine *line, GError **error)
{
    gboolean blank;

    opened->config = command_node_config(line, error);
    if (opened->config == NULL || !hand_over(line, opened->config, error))
        return FALSE;
    blank = command_node_is_blank(opened->config);
    if (!blank && !command_node_check(opened->config, error))
        return FALSE;
    opened->node = node_open(opened->config, NODE_SERVE, error);
    if (opened->node == NULL)
        return FALSE;
    printf("%s %s: databases, keys and folders\n", blank ? "made" : "checked", node_data(opened->node));
    return TRUE;
}

static void
print_key(const Node *node)
{
    g_autofree char *key = journal_key_vkey(node_journal_key(node), clock_year_utc(clock_now()));

    printf("the journal of this year is checked with the key %s\n", key);
}

/* ---- the first administrator ---- */

static gboolean
has_admin(Store *store, gboolean *ret, GError **error)
{
    g_autoptr(GPtrArray) staff = staffing_list(store, command_node_actor(), error);

    *ret = FALSE;
    for (guint i = 0; staff != NULL && i < staff->len; i++) {
        const Staff *member = g_ptr_array_index(staff, i);
        Actor actor = staff_actor(member);

        *ret = *ret || actor_has_role(&actor, ROLE_ADMIN, (UnitId){ 0 });
    }
    return staff != NULL;
}

static gboolean
add_admin(const CommandLine *line, Store *store, GError **error)
{
    static const RoleGrant grant = { ROLE_ADMIN, { 0 } };
    const char *login = command_line_option(line, "admin");
    gboolean given = login != NULL, done;
    char *password = given ? password_input_read(login, error) : password_make();
    g_autoptr(PasswordHasher) hasher = password_hasher_new();
    StaffDraft draft = { .login = given ? login : FIRST_LOGIN,
                         .name = FIRST_NAME,
                         .locale = "",
                         .password = password,
                         .grants = &grant,
                         .grant_count = 1,
                         .first = !given };
    StaffId id;

    done = password != NULL && staffing_add(store, hasher, command_node_actor(), &draft, &id, error);
    if (done)
        printf("added the administrator \"%s\"\n", draft.login);
    if (done && !given)
        printf("\n    password: %s\n\nIt is shown only now, and is good for signing in within three days and choosing "
               "another.\n\n",
               password);
    password_input_free(password);
    return done;
}

static gboolean
prepare_admin(const CommandLine *line, Store *store, GError **error)
{
    gboolean there;

    if (!has_admin(store, &there, error))
        return FALSE;
    if (!there)
        return add_admin(line, store, error);
    printf("there is an administrator already\n");
    return TRUE;
}

static gboolean
run(const CommandLine *line, GError **error)
{
    g_auto(CommandNode) opened = { 0 };

    if (!prepare_config(line, error))
        return FALSE;
    umask(0077);
    if (!open_node(&opened, line, error) || !prepare_admin(line, node_store(opened.node), error))
        return FALSE;
    print_key(opened.node);
    printf("next: tribune serve --config %s\n", command_line_option(line, "config"));
    return TRUE;
}

static const CommandOption OPTIONS[] = {
    COMMAND_OPTION_CONFIG,
    { "authority", "NAME", "The body's name, as citizens read it." },
    { "domain", "DOMAIN", "The body's domain name." },
    { "prefix", "TEXT", "What case references begin with: NB." },
    { "language", "TAG", "The body's own language: en or de." },
    { "timezone", "ZONE", "Europe/London" },
    { "data", "FOLDER", "Where databases, keys and content are." },
    { "listen", "ADDRESS", "Where the console answers." },
    { "public-url", "URL", "The console's address in browsers." },
    { "lmtp", "ADDRESS", "Take mail there by LMTP, as the channel \"email\"." },
    { "portal", "ADDRESS", "Where the citizens' pages answer, with the contact form as the channel \"web\"." },
    { "portal-url", "URL", "Their address in browsers: it stands in letters." },
    { "admin", "LOGIN", "The first administrator's login; the password is read from standard input or asked for." },
    {},
};

const struct command init_command = {
    .name = "init",
    .summary = "Make what a new installation needs.",
    .details =
        "Writes the configuration file when there is none (then --authority and --domain are needed), makes the data "
        "folder with its databases and keys, and adds a first administrator, called \"" FIRST_LOGIN
        "\" and with a random first password unless --admin says otherwise. What is there already stays as it is, so "
        "it can "
        "be run again at any time; it also brings the databases forward after an upgrade.\n"
        "\n"
        "Run it as the user that will serve, or as root: then all is made as the owner of the data folder. With the "
        "configuration at its usual place and no --data, that folder is " PACKAGED_DATA
        ". Keep copies of the key files secret.key and journal.key in a safe place: "
        "without them nobody can read or sign anything of this installation.\n"
        "\n"
        "    tribune init --config tribune.conf --authority 'Northam Borough Council' \\\n"
        "        --domain northam.example --prefix NB --lmtp 127.0.0.1:2424 \\\n"
        "        --portal 127.0.0.1:8081 --portal-url https://contact.northam.example",
    .syntax = { OPTIONS, "" },
    .run = run,
};
