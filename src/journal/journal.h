/* SPDX-License-Identifier: Apache-2.0 */
/* journal/journal.h: the append-only Merkle log of everything that happens, one log per calendar year (UTC).
 *
 * A leaf is appended in the transaction of the change that it records, so both are durable or neither. The tree's state
 * is kept in the transaction's memory and written once, just before the commit, however many leaves a batch of tasks
 * appends.
 *
 * The first leaf of a year is a `shard` leaf with attrs `prev-year`, `prev-size` and `prev-root`: the last state of the
 * year before. The year never goes back: should the clock do so, leaves go on in the newest log. A clock that runs
 * ahead into a later year starts that year's log for good.
 *
 * Stored are the entries with their leaf hashes, and the complete nodes of JOURNAL_NODE_LEVEL and above; the few hashes
 * below are computed from the leaves. No handle here; the session says where and when. */
#pragma once
#include "db/db.h"
#include "wire/leaf.h"

#define JOURNAL_NODE_LEVEL 4 /* a stored node covers 16 leaves or more */

/* A leaf's place, as other tables refer to it: year << 40 | index. Never 0. */
#define JOURNAL_PLACE(year, index) ((gint64)(year) << 40 | (gint64)(index))
#define JOURNAL_YEAR(place)        ((int)((place) >> 40))
#define JOURNAL_INDEX(place)       ((place) & ((G_GINT64_CONSTANT(1) << 40) - 1))

/* Must be called for a Db before anything is appended through it: takes its db_before_commit() hook and its memo. */
void journal_attach(Db *db);

/* Append @leaf, in a writing transaction; borrowed and left as it is. Its time decides the year. Its refs are places of
 * earlier leaves; those of the same log are written as plain indexes. @ret_place may be NULL.
 *
 * TRIBUNE_ERROR_INVALID or TRIBUNE_ERROR_LIMIT when it is no leaf, TRIBUNE_ERROR_INTERNAL when the stored state of the
 * log is unusable (journal_verify() tells more), or the database's error. */
gboolean journal_append(DbSession *session, const Leaf *leaf, gint64 *ret_place, GError **error);

/* The entry at @place, verbatim. TRIBUNE_ERROR_NOT_FOUND. */
gboolean journal_read_entry(DbSession *session, gint64 place, GBytes **ret_entry, GError **error);

/* How a year's log stood at the last commit. */
typedef struct {
    int year;
    guint64 size;
    Digest root;
} JournalState;

/* @year 0: the newest. TRIBUNE_ERROR_NOT_FOUND when there is none. */
gboolean journal_read_state(DbSession *session, int year, JournalState *ret, GError **error);
