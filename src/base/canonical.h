/* SPDX-License-Identifier: Apache-2.0 */
/* base/canonical.h: JSON as it is sealed, hashed and committed to: one text for one value.
 *
 * Members by their names, bytewise; no blanks; only what must be is escaped; integers in full. It is byte for byte what
 * jansson writes with JSON_COMPACT | JSON_SORT_KEYS, so what was recorded by that is found again. Pure, thread-safe. */
#pragma once
#include <glib.h>
#include <jansson.h>

/* New text of @value for g_free(); the reference is taken over. NULL of NULL: json_pack() gives that for text that is
 * not UTF-8. */
char *canonical_json_take(json_t *value);
