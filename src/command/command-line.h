/* SPDX-License-Identifier: Apache-2.0 */
/* command/command-line.h: what a subcommand understands, told by a table, and what was written behind it.
 *
 * Options are `--name`, `--name VALUE` or `--name=VALUE`, before, between or after the arguments; `--` ends them. Pure;
 * everything returned is owned by the CommandLine. */
#pragma once
#include <glib.h>

typedef struct {
    const char *name;     /* "config" */
    const char *argument; /* what help calls its value: "FILE"; NULL: a switch without one */
    const char *help;
    const char *standard; /* when it is not written; NULL: nothing */
    gboolean required;
    gboolean repeatable;
} CommandOption;

/* What stands behind the subcommand's name, beside options: "LOGIN". */
typedef struct {
    const CommandOption *options; /* ends with a NULL name; NULL: none */
    const char *arguments;        /* names of the arguments, separated by blanks; "[FILE]" may be left out; "" none */
} CommandSyntax;

typedef struct CommandLine CommandLine;

/* @words does not hold the subcommand itself. NULL with COMMAND_ERROR_USAGE (command/command.h) and a sentence that
 * says what is wrong, with the nearest option for one that does not exist. --help alone makes a CommandLine whatever
 * else is missing. */
CommandLine *command_line_parse(const CommandSyntax *syntax, const char *const *words, GError **error);
void command_line_free(CommandLine *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CommandLine, command_line_free)

gboolean command_line_wants_help(const CommandLine *line);
/* The last value of option @name, its standard, or NULL. */
const char *command_line_option(const CommandLine *line, const char *name);
/* Whether it was written. */
gboolean command_line_has(const CommandLine *line, const char *name);
/* Every value written, const char *. */
const GPtrArray *command_line_all(const CommandLine *line, const char *name);
/* FALSE with COMMAND_ERROR_USAGE when it is no number from @min to @max. It must have a value or a standard. */
gboolean command_line_number(const CommandLine *line, const char *name, gint64 min, gint64 max, gint64 *ret,
                             GError **error);
/* Argument @index, counted from 0; NULL: it was left out. */
const char *command_line_argument(const CommandLine *line, guint index);
