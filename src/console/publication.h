/* SPDX-License-Identifier: Apache-2.0 */
/* console/publication.h: what the pages of publications share. */
#pragma once
#include "console/page.h"
#include "views/publication-view.h"

/* Which publication the address names; 0 none. */
PublicationId publication_id(const ConsoleVisit *visit);
/* "/publications/12@rest"; belongs to the request. */
const char *publication_url(const ConsoleVisit *visit, PublicationId id, const char *rest);
/* The page of the publication, with what went wrong at @field (NULL: nothing did). */
gboolean publication_show(const ConsoleVisit *visit, PublicationId id, const char *field, const GError *trouble,
                          GError **error);
/* A time as forms have it, on the body's clock: "2026-11-30T09:15"; "" for 0. New. */
char *publication_local_time(const ConsoleVisit *visit, gint64 time);
/* The reverse; "" is 0. FALSE: it is no time. */
gboolean publication_read_local_time(const ConsoleVisit *visit, const char *text, gint64 *ret);
