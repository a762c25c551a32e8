/* SPDX-License-Identifier: Apache-2.0 */
/* model/code.h: short names of units, services and calendars: in addresses of pages, on the command line. Pure. */
#pragma once
#include <glib.h>

#define CODE_MAX 32 /* bytes */

/* [a-z0-9-]{1,32} */
gboolean code_is_valid(const char *code);
/* A code that resembles @name: "Parks & trees" gives "parks-trees"; @fallback when nothing of it can be used. With
 * @number > 1 at its end. */
char *code_make(const char *name, const char *fallback, guint number);
