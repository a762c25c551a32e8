/* SPDX-License-Identifier: Apache-2.0 */
/* journal/verify.h: the whole journal, checked from its entries alone.
 *
 * Per year, streaming in the order of the leaves: the entries are canonical and without a gap; their hashes, the nodes
 * and the state are what the entries give; refs point at earlier leaves; every checkpoint is signed by the year's key
 * and has the root that the tree had at its size; and each year begins with the leaf that closes the year before.
 * Memory is bounded whatever the size.
 *
 * Whether the content that the leaves commit to is there is the store's to check: @visit gets every decoded leaf. What
 * this cannot see is a journal cut back to an old state as a whole; for that compare with a checkpoint kept elsewhere.
 */
#pragma once
#include "journal/journal.h"
#include "journal/key.h"

/* FALSE with an error ends the verification; the error is passed on with the leaf's place in front. @leaf is borrowed.
 */
typedef gboolean (*JournalVisitor)(gpointer data, gint64 place, const Leaf *leaf, GError **error);

typedef struct {
    const JournalKey *key; /* NULL: whose signatures the checkpoints carry is not checked */
    JournalVisitor visit;  /* NULL: nobody else looks */
    gpointer data;
} JournalVerification;

typedef struct {
    guint years;
    guint64 leaves;
    guint64 checkpoints;
} JournalCounts;

/* In a *reading* transaction (a fault found while writing would end the process). Blocks: some microseconds per leaf.
 *
 * TRUE when all is well; @ret_counts tells how much was checked. Otherwise TRIBUNE_ERROR_CORRUPT names the first fault
 * as "journal <year>, leaf <index>: what", or it is the database's or the visitor's error. */
gboolean journal_verify(DbSession *session, const JournalVerification *verification, JournalCounts *ret_counts,
                        GError **error);
