/* SPDX-License-Identifier: Apache-2.0 */
/* store/event-trail.h: the events one after the other, for who follows all that happens. Calls run inside the caller's
 * transaction. */
#pragma once
#include "store/event-store.h"

/* FALSE: enough. @kind is EVENT_COUNT for one that we do not know. */
typedef gboolean (*EventTrailEach)(gint64 id, EventKind kind, gint64 subject, gpointer data);

/* Those behind @after up to and with @newest, oldest first, @limit at most. */
gboolean event_trail_each(DbSession *session, gint64 after, gint64 newest, gint64 limit, EventTrailEach each,
                          gpointer data, GError **error);
