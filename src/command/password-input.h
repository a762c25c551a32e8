/* SPDX-License-Identifier: Apache-2.0 */
/* command/password-input.h: passwords on the command line: typed, piped in, or made up here. Never in arguments, which
 * every process on the machine can read. Returned strings are to be wiped with password_input_free(). */
#pragma once
#include <glib.h>

/* From a terminal: asks twice for the password of @whom, without showing it. Else the first line of standard input.
 * FALSE-NULL with TRIBUNE_ERROR_INVALID: nothing there, too long, or two different ones. Blocks. */
char *password_input_read(const char *whom, GError **error);

/* 80 random bits as "k3vq-92hd-…": four groups that can be read out. */
char *password_input_generate(void);

void password_input_free(char *password);
