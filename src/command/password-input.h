/* SPDX-License-Identifier: Apache-2.0 */
/* command/password-input.h: passwords on the command line: typed or piped in. Never in arguments, which
 * every process on the machine can read. Returned strings are to be wiped with password_input_free(). */
#pragma once
#include <glib.h>

/* From a terminal: asks twice for the password of @whom, without showing it. Else the first line of standard input.
 * NULL with TRIBUNE_ERROR_INVALID: nothing there, too long, or two different ones. Blocks. */
char *password_input_read(const char *whom, GError **error);

void password_input_free(char *password);
