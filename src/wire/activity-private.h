/* SPDX-License-Identifier: Apache-2.0 */
/* wire/activity-private.h: members of JSON-LD objects. */
#pragma once
#include "wire/activity.h"

/* A text member; "" when there is none. New. */
char *activity_dup_text(const json_t *object, const char *name);
/* The id of member @name, which is one, an object with one, or a list of such: the first. "" when there is none or it
 * is no id. New. */
char *activity_dup_id(const json_t *object, const char *name);
/* The first value of member @name, which may be a list; NULL: none. Borrowed. */
json_t *activity_first(const json_t *object, const char *name);
/* Adds the ids of member @name to @ids, which frees them, at most @max in all. */
void activity_add_ids(const json_t *object, const char *name, GPtrArray *ids, guint max);
/* Microseconds; 0: none. */
gint64 activity_time(const json_t *object, const char *name);
gboolean activity_refuse(GError **error, const char *what);
