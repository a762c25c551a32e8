/* SPDX-License-Identifier: Apache-2.0 */
/* channels/xmpp/xmpp-roster.h: who was told what about a desk, in memory.
 *
 * It holds a number of people, and of one domain half as many. Who is new over that takes the place of whoever was
 * heard of longest ago: of her own domain when that has its half, else of the domain that has most. So addresses that a
 * server invents push out each other. Not thread-safe. */
#pragma once
#include <glib.h>

/* What somebody was told last. */
typedef enum {
    ROSTER_CLOSED,
    ROSTER_OPEN,
    ROSTER_UNSURE, /* it may not have got there: neither is news to her that can be left out */
} RosterTold;

typedef struct {
    char *key;
    char *desk; /* canonical URI */
    char *from, *to;
    RosterTold told;
    gint64 heard; /* when she last asked */
} RosterEntry;
void roster_entry_free(RosterEntry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RosterEntry, roster_entry_free)

typedef struct Roster Roster;

Roster *roster_new(guint most);
void roster_free(Roster *roster);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Roster, roster_free)

/* Borrowed; NULL. */
RosterEntry *roster_find(const Roster *roster, const char *key);
/* Takes @entry over; what had its key goes. Returns the key of who had to go for it, new; NULL: nobody. */
char *roster_put(Roster *roster, RosterEntry *entry);
/* TRUE: it was there. */
gboolean roster_remove(Roster *roster, const char *key);
guint roster_size(const Roster *roster);
/* @ret: the next of all, borrowed. The roster does not change meanwhile. */
typedef GHashTableIter RosterIter;
void roster_begin(const Roster *roster, RosterIter *iter);
gboolean roster_next(RosterIter *iter, RosterEntry **ret);
