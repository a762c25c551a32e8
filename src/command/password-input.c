/* SPDX-License-Identifier: Apache-2.0 */
#include "command/password-input.h"

#include <errno.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/error.h"
#include "mediation/staff/password.h"

void
password_input_free(char *password)
{
    if (password != NULL)
        sodium_memzero(password, strlen(password));
    g_free(password);
}

static char *
refuse(GError **error, const char *words)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, words);
    return NULL;
}

/* Up to the line's end, which is left out. */
static char *
read_line(int fd, GError **error)
{
    char line[PASSWORD_SIZE_MAX + 2];
    gsize length = 0;
    gssize got = 1;
    char *password;

    while (length < sizeof line && (got = read(fd, line + length, 1)) == 1 && line[length] != '\n')
        length++;
    if (length > 0 && length < sizeof line && line[length - 1] == '\r')
        length--;
    password = got >= 0 && length > 0 && length <= PASSWORD_SIZE_MAX ? g_strndup(line, length) : NULL;
    sodium_memzero(line, sizeof line);
    if (password != NULL)
        return password;
    return refuse(error, length > PASSWORD_SIZE_MAX ? "this password is too long" : "no password was given");
}

/* ---- on a terminal ---- */

static volatile sig_atomic_t interrupted;

static void
on_signal(int number)
{
    interrupted = number;
}

/* One line without echo. A signal that would end the process does so after the terminal is as it was. */
static char *
read_hidden(const char *prompt, GError **error)
{
    static const int SIGNALS[] = { SIGINT, SIGTERM, SIGHUP };
    struct sigaction before[G_N_ELEMENTS(SIGNALS)], action = { .sa_handler = on_signal };
    struct termios terminal, hidden;
    char *line;

    tcgetattr(STDIN_FILENO, &terminal);
    hidden = terminal;
    hidden.c_lflag &= ~(tcflag_t)ECHO;
    interrupted = 0;
    for (guint i = 0; i < G_N_ELEMENTS(SIGNALS); i++)
        sigaction(SIGNALS[i], &action, &before[i]);
    fputs(prompt, stderr);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    line = read_line(STDIN_FILENO, error);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &terminal);
    fputs("\n", stderr);
    for (guint i = 0; i < G_N_ELEMENTS(SIGNALS); i++)
        sigaction(SIGNALS[i], &before[i], NULL);
    if (interrupted != 0)
        raise(interrupted);
    return line;
}

static char *
read_twice(const char *whom, GError **error)
{
    g_autofree char *prompt = g_strdup_printf("Password for %s: ", whom);
    char *first = read_hidden(prompt, error), *second = first != NULL ? read_hidden("The same again: ", error) : NULL;
    gboolean same = second != NULL && strcmp(first, second) == 0;

    if (second != NULL && !same)
        refuse(error, "these were two different passwords");
    password_input_free(second);
    if (same)
        return first;
    password_input_free(first);
    return NULL;
}

char *
password_input_read(const char *whom, GError **error)
{
    return isatty(STDIN_FILENO) ? read_twice(whom, error) : read_line(STDIN_FILENO, error);
}
