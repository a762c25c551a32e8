/* SPDX-License-Identifier: Apache-2.0 */
/* The command line: options, arguments, finding subcommands, exit codes; and the first configuration file. */
#include <string.h>

#include "base/error.h"
#include "command/command.h"
#include "command/init-config.h"
#include "command/node-config.h"

static const CommandOption OPTIONS[] = {
    { "config", "FILE", "A file.", .standard = "/etc/x" }, { "role", "ROLE", "A role.", .repeatable = TRUE },
    { "port", "PORT", "A port.", .standard = "8080" },     { "generate", NULL, "A switch." },
    { "name", "NAME", "A name.", .required = TRUE },       {},
};
static const CommandSyntax SYNTAX = { OPTIONS, "LOGIN" };

#define PARSE(error, ...) command_line_parse(&SYNTAX, (const char *const[]){ __VA_ARGS__, NULL }, error)

static void
assert_refused(GError *error, const char *words)
{
    g_assert_error(error, COMMAND_ERROR, COMMAND_USAGE);
    g_assert_nonnull(strstr(error->message, words));
    g_error_free(error);
}

#define ASSERT_REFUSED(words, ...)                                                                                     \
    do {                                                                                                               \
        GError *fault = NULL;                                                                                          \
        g_assert_null(PARSE(&fault, __VA_ARGS__));                                                                     \
        assert_refused(fault, words);                                                                                  \
    } while (0)

static void
options_stand_anywhere_and_values_behind_a_blank_or_an_equals_sign(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CommandLine) line = PARSE(&error, "--role", "lead", "grace", "--name=Grace O", "--role=officer:x");
    const GPtrArray *roles;

    g_assert_no_error(error);
    g_assert_cmpstr(command_line_argument(line, 0), ==, "grace");
    g_assert_cmpstr(command_line_option(line, "name"), ==, "Grace O");
    g_assert_cmpstr(command_line_option(line, "config"), ==, "/etc/x");
    g_assert_false(command_line_has(line, "config"));
    g_assert_false(command_line_has(line, "generate"));
    roles = command_line_all(line, "role");
    g_assert_cmpuint(roles->len, ==, 2);
    g_assert_cmpstr(g_ptr_array_index(roles, 1), ==, "officer:x");
}

static void
two_hyphens_end_the_options(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CommandLine) line = PARSE(&error, "--name", "x", "--", "--generate");

    g_assert_no_error(error);
    g_assert_cmpstr(command_line_argument(line, 0), ==, "--generate");
    g_assert_false(command_line_has(line, "generate"));
}

static void
what_is_wrong_is_said_with_the_nearest_option(void)
{
    ASSERT_REFUSED("did you mean --config?", "grace", "--name", "x", "--confg", "y");
    ASSERT_REFUSED("no option --zzzzzzzzz", "grace", "--name", "x", "--zzzzzzzzz");
    ASSERT_REFUSED("options begin with --", "grace", "-n", "x");
    ASSERT_REFUSED("--name NAME is needed", "grace");
    ASSERT_REFUSED("LOGIN is missing", "--name", "x");
    ASSERT_REFUSED("\"tom\" is one word too many", "grace", "tom", "--name", "x");
    ASSERT_REFUSED("needs a value: NAME", "grace", "--name");
    ASSERT_REFUSED("takes no value", "grace", "--name", "x", "--generate=yes");
    ASSERT_REFUSED("written twice", "grace", "--name", "x", "--name", "y");
}

static void
help_is_heard_even_when_something_is_missing(void)
{
    g_autoptr(CommandLine) line = PARSE(NULL, "--help");

    g_assert_nonnull(line);
    g_assert_true(command_line_wants_help(line));
}

static void
numbers_keep_to_their_range(void)
{
    g_autoptr(CommandLine) good = PARSE(NULL, "grace", "--name", "x");
    g_autoptr(CommandLine) bad = PARSE(NULL, "grace", "--name", "x", "--port", "80x");
    GError *error = NULL;
    gint64 port = 0;

    g_assert_true(command_line_number(good, "port", 1, 65535, &port, NULL));
    g_assert_cmpint(port, ==, 8080);
    g_assert_false(command_line_number(bad, "port", 1, 65535, &port, &error));
    assert_refused(error, "\"80x\" is no number from 1 to 65535");
}

/* ---- subcommands ---- */

static gboolean
fail(const CommandLine *line, GError **error)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT, command_line_argument(line, 0));
    return FALSE;
}

static const struct command VERIFY = {
    "journal verify", "Verify.", "One.\n\n    two  three", { OPTIONS, "LOGIN" }, fail
};
static const struct command SERVE = { "serve", "Serve.", NULL, { NULL, "" }, fail };
static const struct command *const COMMANDS[] = { &VERIFY, &SERVE, NULL };

#define FIND(used, error, ...) command_find(COMMANDS, (const char *const[]){ __VA_ARGS__, NULL }, used, error)

static void
commands_have_names_of_one_word_or_two(void)
{
    guint used;

    g_assert_true(FIND(&used, NULL, "serve", "--x") == &SERVE);
    g_assert_cmpuint(used, ==, 1);
    g_assert_true(FIND(&used, NULL, "journal", "verify", "x") == &VERIFY);
    g_assert_cmpuint(used, ==, 2);
}

static void
an_unknown_command_is_told_the_nearest(void)
{
    GError *one = NULL, *two = NULL, *group = NULL, *none = NULL, *half = NULL;
    guint used;

    g_assert_null(FIND(&used, &one, "sevre"));
    assert_refused(one, "did you mean \"serve\"?");
    g_assert_null(FIND(&used, &two, "journal", "verfy"));
    assert_refused(two, "did you mean \"journal verify\"?");
    g_assert_null(FIND(&used, &group, "jurnal", "verify"));
    assert_refused(group, "did you mean \"journal\"?");
    g_assert_null(FIND(&used, &none, "xyzzyxyzzy"));
    assert_refused(none, "`tribune --help` lists them");
    g_assert_null(FIND(&used, &half, "journal"));
    assert_refused(half, "say what to do");
}

static void
exit_codes_follow_from_the_error(void)
{
    static const struct {
        TribuneError code;
        CommandExit leads_to;
    } CASES[] = {
        { TRIBUNE_ERROR_INVALID, COMMAND_FAILED },     { TRIBUNE_ERROR_CONFIG, COMMAND_CONFIG },
        { TRIBUNE_ERROR_CORRUPT, COMMAND_UNVERIFIED }, { TRIBUNE_ERROR_TEMPORARY, COMMAND_BUSY },
        { TRIBUNE_ERROR_INTERNAL, COMMAND_FAILED },    { TRIBUNE_ERROR_FULL, COMMAND_FAILED },
    };

    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(GError) error = g_error_new(TRIBUNE_ERROR, (int)CASES[i].code, "x");

        g_assert_cmpint(command_exit_of(error), ==, CASES[i].leads_to);
    }
}

static int
run(char **argv)
{
    return command_main(COMMANDS, (int)g_strv_length(argv), argv);
}

static void
the_program_ends_with_the_code_of_its_command(void)
{
    if (g_test_subprocess()) {
        g_assert_cmpint(run((char *[]){ "tribune", NULL }), ==, COMMAND_USAGE);
        g_assert_cmpint(run((char *[]){ "tribune", "--help", NULL }), ==, COMMAND_DONE);
        g_assert_cmpint(run((char *[]){ "tribune", "serve", "--help", NULL }), ==, COMMAND_DONE);
        g_assert_cmpint(run((char *[]){ "tribune", "journal", NULL }), ==, COMMAND_USAGE);
        g_assert_cmpint(run((char *[]){ "tribune", "journal", "--help", NULL }), ==, COMMAND_DONE);
        g_assert_cmpint(run((char *[]){ "tribune", "journal", "verify", NULL }), ==, COMMAND_USAGE);
        g_assert_cmpint(run((char *[]){ "tribune", "journal", "verify", "leaf 7", "--name", "x", NULL }), ==,
                        COMMAND_UNVERIFIED);
        return;
    }
    g_test_trap_subprocess(NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
    g_test_trap_assert_passed();
    g_test_trap_assert_stderr("*tribune journal verify: leaf 7*");
}

static void
help_names_every_option_and_leaves_examples_as_they_are(void)
{
    g_autofree char *one = command_help(&VERIFY), *all = command_help_all(COMMANDS);

    g_assert_nonnull(strstr(one, "Usage: tribune journal verify LOGIN --name NAME [OPTION]...\n"));
    g_assert_nonnull(strstr(one, "\n    two  three\n"));
    for (const CommandOption *option = OPTIONS; option->name != NULL; option++) {
        g_autofree char *written = g_strconcat("--", option->name, NULL);

        g_assert_nonnull(strstr(one, written));
    }
    g_assert_nonnull(strstr(all, "journal verify"));
    g_assert_nonnull(strstr(all, "\n  4  something stored does not verify\n"));
}

/* ---- the first configuration ---- */

static void
the_first_configuration_says_what_was_given_and_is_valid(void)
{
    static const InitSetting SETTINGS[] = {
        { "node", "authority", "Stadt Köln" },
        { "node", "domain", "koeln.example" },
        { "node", "timezone", NULL },
        { "console", "listen", "127.0.0.1:9999" },
        {},
    };
    g_autofree char *text = init_config_text(SETTINGS, NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(Config) config = config_parse(text, strlen(text), "test", "/", node_config_tables(), &error);

    g_assert_no_error(error);
    g_assert_cmpstr(config_text(config, "node", "authority"), ==, "Stadt Köln");
    g_assert_cmpstr(config_text(config, "node", "timezone"), ==, "UTC");
    g_assert_cmpint(config_address(config, "console", "listen")->port, ==, 9999);
}

static void
editing_changes_the_named_lines_and_nothing_else(void)
{
    static const char TEXT[] =
        "# mine\n[console]\n# Where. (address)\n#listen = 1\nlisten=2\n\n[channel.email]\ndriver = x\n"
        "outbox = o\n#[channel.NAME]\n#relay = r\n";
    static const InitSetting SETTINGS[] = {
        { "console", "listen", "3" },
        { "console", "threads", NULL },
        { "channel.email", "outbox", "" },
        { "channel.email", "relay", "h:1" },
        { "channel.email", "tls", "" },
        { "nowhere", "key", "value" },
        {},
    };
    g_autofree char *once = init_config_edit(TEXT, SETTINGS), *twice = init_config_edit(once, SETTINGS);

    g_assert_cmpstr(once, ==,
                    "# mine\n[console]\n# Where. (address)\n#listen = 1\nlisten = 3\n\n[channel.email]\nrelay = h:1\n"
                    "driver = x\n#outbox = o\n#[channel.NAME]\n#relay = r\n");
    g_assert_cmpstr(twice, ==, once);
}

#define TEST(function) g_test_add_func("/command/" #function, function)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    TEST(options_stand_anywhere_and_values_behind_a_blank_or_an_equals_sign);
    TEST(two_hyphens_end_the_options);
    TEST(what_is_wrong_is_said_with_the_nearest_option);
    TEST(help_is_heard_even_when_something_is_missing);
    TEST(numbers_keep_to_their_range);
    TEST(commands_have_names_of_one_word_or_two);
    TEST(an_unknown_command_is_told_the_nearest);
    TEST(exit_codes_follow_from_the_error);
    TEST(the_program_ends_with_the_code_of_its_command);
    TEST(help_names_every_option_and_leaves_examples_as_they_are);
    TEST(editing_changes_the_named_lines_and_nothing_else);
    TEST(the_first_configuration_says_what_was_given_and_is_valid);
    return g_test_run();
}
