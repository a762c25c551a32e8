/* SPDX-License-Identifier: Apache-2.0 */
/* store/publication-places.h: under which topics and languages a released publication is listed for readers. Calls run
 * inside the caller's transaction. */
#pragma once
#include "db/db.h"
#include "model/publication.h"

/* In all its languages: under each of its topics, under "all", and an alert under "alerts". What it had before is
 * replaced. */
gboolean publication_places_set(DbSession *session, PublicationId id, PublicationKind kind,
                                const PublicationContent *content, gint64 published, GError **error);

/* Ids (gint64), the latest first; free with g_array_unref(). @since and @until bound the time of publication, in
 * microseconds. */
GArray *publication_places_list(DbSession *session, const char *place, const char *language, gint64 since, gint64 until,
                                guint limit, guint offset, GError **error);
gboolean publication_places_count(DbSession *session, const char *place, const char *language, gint64 since,
                                  gint64 until, guint *ret, GError **error);
/* The time of the first publication; 0: there is none. */
gboolean publication_places_first(DbSession *session, const char *place, const char *language, gint64 *ret,
                                  GError **error);
