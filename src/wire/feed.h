/* SPDX-License-Identifier: Apache-2.0 */
/* wire/feed.h: one list of publications as Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1, with the pages of RFC 5005.
 *
 * Writers only: we read nobody's feed. Each checks that what its format demands is there and gives NULL with
 * TRIBUNE_ERROR_INVALID naming what is missing. An entry keeps its id for ever; a changed one has a later `updated`; a
 * withdrawn one stays, with the notice in place of its text.
 *
 * Limit: FEED_ENTRIES_MAX entries on a page. Pure and thread-safe. */
#pragma once
#include <glib.h>

#define FEED_ENTRIES_MAX 100

#define FEED_TYPE_ATOM "application/atom+xml; charset=utf-8"
#define FEED_TYPE_RSS  "application/rss+xml; charset=utf-8"
#define FEED_TYPE_JSON "application/feed+json; charset=utf-8"

typedef struct {
    const char *id;            /* a URI that never changes: "tag:northam.example,2026:01j…" */
    const char *url;           /* of its page */
    const char *title;         /* plain text */
    const char *summary;       /* plain text, or NULL */
    const char *html;          /* the whole of it, or NULL */
    const char *const *topics; /* names, NULL-terminated, or NULL */
    gint64 published, updated; /* microseconds UTC */
    const char *enclosure;     /* URL of the machine-readable form (a CAP alert), or NULL */
    const char *enclosure_type;
} FeedEntry;

/* All is borrowed. */
typedef struct {
    const char *id, *title, *language;
    const char *author;                         /* the body's name */
    const char *self;                           /* of this page of the feed */
    const char *site;                           /* of the list for people */
    const char *first, *last, *previous, *next; /* RFC 5005; NULL: there is none */
    gint64 updated;                             /* of the newest entry; the epoch when there is none */
    const FeedEntry *entries;
    guint count;
} Feed;

char *feed_atom_write(const Feed *feed, GError **error);
char *feed_rss_write(const Feed *feed, GError **error);
char *feed_json_write(const Feed *feed, GError **error);

/* What all three demand; the writers ask it themselves. */
gboolean feed_check(const Feed *feed, GError **error);

/* "2026-11-22T20:14:00Z" (RFC 3339) and "Sun, 22 Nov 2026 20:14:00 GMT" (RFC 822 as RFC 9110 writes it). */
char *feed_time_format(gint64 time);
char *feed_date_format(gint64 time);
