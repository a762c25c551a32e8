/* SPDX-License-Identifier: Apache-2.0 */
/* base/plural.h: the Plural-Forms header of a `.po` catalogue: which of its forms a number takes.
 *
 * The text is "nplurals=3; plural=n==1 ? 0 : n%10>=2 ? 1 : 2;", the expression in the grammar of the gettext manual
 * (section "Plural forms"): n, whole numbers, ?:, ||, &&, == !=, < > <= >=, + - * / %, !, brackets. Pure; a Plural is
 * immutable and thread-safe. */
#pragma once
#include <glib.h>

#define PLURAL_FORMS_LIMIT  6   /* Arabic and Welsh use six; no language uses more */
#define PLURAL_TEXT_LIMIT   512 /* bytes */
#define PLURAL_NODES_LIMIT  128 /* operators and operands */
#define PLURAL_DEPTH_LIMIT  32  /* brackets and conditions inside each other */
#define PLURAL_NUMBER_LIMIT 1000000000

typedef struct Plural Plural;

/* TRIBUNE_ERROR_INVALID says what was expected where; TRIBUNE_ERROR_LIMIT which limit. */
Plural *plural_parse(const char *text, GError **error);
void plural_free(Plural *plural);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Plural, plural_free)

/* How many forms there are, 1 to PLURAL_FORMS_LIMIT. */
guint plural_forms(const Plural *plural);
/* The form for @n, always less than plural_forms(): a division by zero or a result beyond the forms is form 0. */
guint plural_index(const Plural *plural, guint64 n);
