/* SPDX-License-Identifier: Apache-2.0 */
#include "command/command.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"

#define COLUMN 22
#define WIDTH  90

G_DEFINE_QUARK(tribune - command - error - quark, command_error)

gboolean
command_usage(GError **error, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    if (error != NULL)
        *error = g_error_new_valist(COMMAND_ERROR, COMMAND_USAGE, format, arguments);
    va_end(arguments);
    return FALSE;
}

CommandExit
command_exit_of(const GError *error)
{
    static const CommandExit EXITS[] = {
        [TRIBUNE_ERROR_CONFIG] = COMMAND_CONFIG,
        [TRIBUNE_ERROR_CORRUPT] = COMMAND_UNVERIFIED,
        [TRIBUNE_ERROR_TEMPORARY] = COMMAND_BUSY,
        [TRIBUNE_ERROR_INTERNAL] = COMMAND_DONE, /* the table's end: not looked at */
    };

    if (error->domain == COMMAND_ERROR)
        return (CommandExit)error->code;
    if (error->domain != TRIBUNE_ERROR || EXITS[error->code] == COMMAND_DONE)
        return COMMAND_FAILED;
    return EXITS[error->code];
}

/* ---- help ---- */

static const char *const EXIT_HELP[] = {
    [COMMAND_DONE] = "done",
    [COMMAND_FAILED] = "it could not be done; the message says why",
    [COMMAND_USAGE] = "the command line is wrong",
    [COMMAND_CONFIG] = "the configuration file, the data folder or a key file is wrong or missing",
    [COMMAND_UNVERIFIED] = "something stored does not verify",
    [COMMAND_BUSY] = "another process holds it; try again later",
    [COMMAND_HELD] = "what was tried would be held for review",
};

static void
append_row(GString *out, const char *left, const char *right)
{
    if (strlen(left) < COLUMN - 2)
        g_string_append_printf(out, "  %-*s%s\n", COLUMN - 2, left, right);
    else
        g_string_append_printf(out, "  %s\n%*s%s\n", left, COLUMN, "", right);
}

/* @text in lines of at most WIDTH bytes; what stands indented stays as it is. */
static void
append_paragraphs(GString *out, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

    for (char **line = lines; *line != NULL; line++) {
        g_auto(GStrv) words = g_strsplit(*line, " ", -1);
        gsize column = 0;

        for (char **word = words; **line != ' ' && *word != NULL; word++) {
            const char *gap = column == 0 ? "" : column + strlen(*word) < WIDTH ? " " : "\n";

            g_string_append_printf(out, "%s%s", gap, *word);
            column = (*gap == '\n' ? 0 : column + strlen(gap)) + strlen(*word);
        }
        g_string_append_printf(out, "%s\n", **line == ' ' ? *line : "");
    }
}

static void
append_option(GString *out, const CommandOption *option)
{
    g_autofree char *left = option->argument != NULL ? g_strdup_printf("--%s %s", option->name, option->argument)
                                                     : g_strdup_printf("--%s", option->name);
    g_autofree char *right = option->standard != NULL
                                 ? g_strdup_printf("%s Default: %s", option->help, option->standard)
                                 : g_strdup(option->help);

    append_row(out, left, right);
}

char *
command_help(const struct command *command)
{
    GString *out = g_string_new(NULL);
    const CommandOption *options = command->syntax.options;

    g_string_append_printf(out, "Usage: tribune %s%s%s", command->name, *command->syntax.arguments != '\0' ? " " : "",
                           command->syntax.arguments);
    for (const CommandOption *option = options; option != NULL && option->name != NULL; option++)
        if (option->required)
            g_string_append_printf(out, " --%s %s", option->name, option->argument);
    g_string_append_printf(out, " [OPTION]...\n\n%s\n", command->summary);
    if (command->details != NULL) {
        g_string_append_c(out, '\n');
        append_paragraphs(out, command->details);
    }
    g_string_append(out, "\nOptions:\n");
    for (const CommandOption *option = options; option != NULL && option->name != NULL; option++)
        append_option(out, option);
    append_row(out, "--help", "Say this and end.");
    return g_string_free(out, FALSE);
}

static void
append_exits(GString *out)
{
    g_string_append(out, "\nExit codes:\n");
    for (guint i = 0; i < G_N_ELEMENTS(EXIT_HELP); i++)
        g_string_append_printf(out, "  %u  %s\n", i, EXIT_HELP[i]);
}

/* Those whose name begins with @group and a blank; NULL: all. */
static void
append_commands(GString *out, const struct command *const *commands, const char *group)
{
    g_autofree char *prefix = group != NULL ? g_strconcat(group, " ", NULL) : g_strdup("");

    for (; *commands != NULL; commands++)
        if (g_str_has_prefix((*commands)->name, prefix))
            append_row(out, (*commands)->name, (*commands)->summary);
}

char *
command_help_all(const struct command *const *commands)
{
    GString *out = g_string_new("Usage: tribune COMMAND [OPTION]...\n\n"
                                "A public body's conversation with citizens: every message recorded, every answer\n"
                                "approved, every step in a journal that outsiders can check.\n\nCommands:\n");

    append_commands(out, commands, NULL);
    append_exits(out);
    g_string_append(out, "\n`tribune COMMAND --help` tells more about each.\n");
    return g_string_free(out, FALSE);
}

static char *
help_group(const struct command *const *commands, const char *group)
{
    GString *out = g_string_new(NULL);

    g_string_append_printf(out, "Usage: tribune %s COMMAND [OPTION]...\n\nCommands:\n", group);
    append_commands(out, commands, group);
    return g_string_free(out, FALSE);
}

/* ---- finding ---- */

static gboolean
is_option(const char *word)
{
    return word == NULL || word[0] == '-';
}

/* Whether @word is the first of some names of two. */
static gboolean
is_group(const struct command *const *commands, const char *word)
{
    g_autofree char *prefix = g_strconcat(word, " ", NULL);

    for (; *commands != NULL; commands++)
        if (g_str_has_prefix((*commands)->name, prefix))
            return TRUE;
    return FALSE;
}

static const struct command *
refuse_command(const struct command *const *commands, const char *name, GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    const char *nearest;

    for (; *commands != NULL; commands++) {
        const char *blank = strchr((*commands)->name, ' ');

        g_ptr_array_add(names, g_strdup((*commands)->name));
        if (blank != NULL)
            g_ptr_array_add(names, g_strndup((*commands)->name, (gsize)(blank - (*commands)->name)));
    }
    nearest = text_nearest(name, (const char *const *)names->pdata, names->len);
    if (nearest != NULL)
        command_usage(error, "there is no command \"%s\"; did you mean \"%s\"?", name, nearest);
    else
        command_usage(error, "there is no command \"%s\"; `tribune --help` lists them", name);
    return NULL;
}

const struct command *
command_find(const struct command *const *commands, const char *const *words, guint *ret_used, GError **error)
{
    gboolean group = is_group(commands, words[0]);
    g_autofree char *name =
        group && !is_option(words[1]) ? g_strconcat(words[0], " ", words[1], NULL) : g_strdup(words[0]);

    for (const struct command *const *command = commands; *command != NULL; command++) {
        if (strcmp((*command)->name, name) == 0) {
            *ret_used = group ? 2 : 1;
            return *command;
        }
    }
    if (group && is_option(words[1])) {
        command_usage(error, "say what to do; `tribune %s --help` lists what there is", words[0]);
        return NULL;
    }
    return refuse_command(commands, name, error);
}

/* ---- running ---- */

static int
report(const char *name, const GError *error)
{
    g_autofree char *help = g_strdup_printf("\n`tribune %s%s--help` tells how it is used.", name, *name ? " " : "");

    fprintf(stderr, "tribune%s%s: %s%s\n", *name ? " " : "", name, error->message,
            command_exit_of(error) == COMMAND_USAGE ? help : "");
    return (int)command_exit_of(error);
}

static int
print(char *text)
{
    gboolean written = fputs(text, stdout) >= 0 && fflush(stdout) == 0;

    g_free(text);
    return written ? COMMAND_DONE : COMMAND_FAILED;
}

static int
run(const struct command *command, const char *const *words)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(CommandLine) line = command_line_parse(&command->syntax, words, &error);

    if (line == NULL)
        return report(command->name, error);
    if (command_line_wants_help(line))
        return print(command_help(command));
    if (!command->run(line, &error))
        return report(command->name, error);
    return fflush(stdout) == 0 ? COMMAND_DONE : COMMAND_FAILED;
}

int
command_main(const struct command *const *commands, int argc, char **argv)
{
    const char *const *words = (const char *const *)argv + 1;
    const struct command *command;
    g_autoptr(GError) error = NULL;
    guint used;

    if (argc < 2) {
        g_autofree char *help = command_help_all(commands);

        fputs(help, stderr);
        return COMMAND_USAGE;
    }
    if (strcmp(words[0], "--help") == 0 || strcmp(words[0], "-h") == 0 ||
        (strcmp(words[0], "help") == 0 && words[1] == NULL))
        return print(command_help_all(commands));
    if (strcmp(words[0], "--version") == 0)
        return command_main(commands, 2, (char *[]){ argv[0], (char *)"version", NULL });
    if (is_group(commands, words[0]) && words[1] != NULL &&
        (strcmp(words[1], "--help") == 0 || strcmp(words[1], "-h") == 0))
        return print(help_group(commands, words[0]));
    command = command_find(commands, words, &used, &error);
    return command != NULL ? run(command, words + used) : report("", error);
}
