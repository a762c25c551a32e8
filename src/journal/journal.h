/* SPDX-License-Identifier: Apache-2.0 */
/* journal/journal.h: append to the log, in the transaction of the change that the leaf tells of.
 *
 * One log per calendar year (UTC). The first leaf of a year is a `shard` leaf with the size and root of the log before
 * it. The year never goes back, also when the clock does. */
#pragma once
#include "db/db.h"
#include "wire/leaf.h"

/* A leaf's place, as other tables refer to it: year << 40 | index. */
#define JOURNAL_PLACE(year, index) ((gint64)(year) << 40 | (gint64)(index))
#define JOURNAL_YEAR(place)        ((int)((place) >> 40))
#define JOURNAL_INDEX(place)       ((place) & ((G_GINT64_CONSTANT(1) << 40) - 1))

/* Let the journal keep the tree's edge in the transaction's memory and write it once per commit. Call once, after
 * db_open(). */
void journal_attach(Db *db);

/* Append @leaf; its time decides the year. @ret_place may be NULL.
 * Refs to leaves of the same year are given as places and stored as indexes. */
gboolean journal_append(DbSession *session, Leaf *leaf, gint64 *ret_place, GError **error);
