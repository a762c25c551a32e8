/* SPDX-License-Identifier: Apache-2.0 */
/* command/command.h: the subcommands of `tribune`, their help and their exit codes.
 *
 * Each is one `const struct command` at the bottom of its file and a line in the table of src/tribune.c. Its name is
 * one word ("serve") or two ("staff add"). What it says goes to stdout; what goes wrong to stderr, as
 * `tribune staff add: sentence`. */
#pragma once
#include "command/command-line.h"

/* How every subcommand ends. Scripts and the service manager rely on these numbers. */
typedef enum {
    COMMAND_DONE = 0,
    COMMAND_FAILED = 1,     /* it could not be done; the message says why */
    COMMAND_USAGE = 2,      /* the command line is wrong */
    COMMAND_CONFIG = 3,     /* the configuration file, the data folder or a key file is wrong or not there */
    COMMAND_UNVERIFIED = 4, /* something stored does not verify */
    COMMAND_BUSY = 5,       /* another process holds it: try again later */
    COMMAND_HELD = 6,       /* what was tried would be held */
} CommandExit;

/* Errors whose code is the CommandExit. */
#define COMMAND_ERROR       (command_error_quark())
#define COMMAND_ERROR_USAGE COMMAND_USAGE
GQuark command_error_quark(void);

/* Sets COMMAND_ERROR_USAGE; always FALSE. */
gboolean command_usage(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* What an error means for the exit code: its own for COMMAND_ERROR; of base/error.h CONFIG is 3, CORRUPT 4, TEMPORARY
 * 5; everything else 1. */
CommandExit command_exit_of(const GError *error);

struct command {
    const char *name;
    const char *summary; /* one line, as in the list of all */
    const char *details; /* paragraphs for its own --help; NULL: none */
    CommandSyntax syntax;
    /* FALSE with an error from which the exit code follows. */
    gboolean (*run)(const CommandLine *line, GError **error);
};

/* The option that nearly all have. */
#define COMMAND_CONFIG_STANDARD "/etc/tribune/tribune.conf"
#define COMMAND_OPTION_CONFIG                                                                                          \
    {                                                                                                                  \
        "config", "FILE", "The configuration file.", .standard = COMMAND_CONFIG_STANDARD                               \
    }

/* Finds and runs what @argv says, of @commands (ends with NULL), prints what there is to say, and returns the exit
 * code. */
int command_main(const struct command *const *commands, int argc, char **argv);

/* ---- for tests ---- */

/* The command that @words begin with, and how many words its name has; NULL with COMMAND_ERROR_USAGE, which names the
 * nearest. */
const struct command *command_find(const struct command *const *commands, const char *const *words, guint *ret_used,
                                   GError **error);
char *command_help(const struct command *command);
char *command_help_all(const struct command *const *commands);
