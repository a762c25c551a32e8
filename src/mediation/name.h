/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/name.h: names as people type them into forms: of staff, units, addresses. Pure. */
#pragma once
#include <glib.h>

/* @typed on one line, without blanks at its ends, as a new string. NULL with TRIBUNE_ERROR_INVALID and a sentence when
 * that is not 1 to 100 characters. */
char *name_clean(const char *typed, GError **error);

/* Whether @name is no more than a name: letters with what stands in names between them. What somebody else typed may be
 * an address to follow, or marks that make one; into words of ours goes only what cannot be. */
gboolean name_is_plain(const char *name);
