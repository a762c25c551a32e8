/* SPDX-License-Identifier: Apache-2.0 */
/* store/audit.h: that the journal is whole, and that it and the store tell the same.
 *
 * In one snapshot, in this order:
 *  - the journal itself (journal/verify.h);
 *  - every message: its leaf is there, of the right type, with its record id, channel and time; the parts of its
 * content are exactly those that the leaf commits to, files included; who sent it is what was recorded with it;
 *  - every release: the same leaf and record as its message, and a digest that is that of its content;
 *  - every event: its leaf, its sealed detail against the commitment, and its row against the detail;
 *  - every attempt and report: what its event says; every delivery: let go by a leaf that follows its release's leaf;
 *  - every comment, decision about one and appeal: what its event says;
 *  - every decision, approval, publication with its versions and releases, version of a decision table with those who
 *    agreed, of the rules of routing, review and appeal: what its event says (times to the minute);
 *  - every member of staff with her roles, every unit, address of ours, partner body and stand-in: what the events of
 * each have made of it;
 *  - order: before each release its decision, and the approvals that this asks for, of exactly its digest, by others
 *    than its author; before each publication that left, approvals of exactly its digest by others than its authors;
 *  - completeness: no row without a leaf, no two rows with one leaf, and no leaf without its row unless a later dispose
 *    or erase leaf refers to it.
 *
 * What it does not see: the present state of cases and persons, which events tell the history of, and a
 * store that was put back as a whole to an earlier time (compare with a checkpoint kept elsewhere).
 *
 * Memory: one byte per leaf, the largest record, and something for each publication and version of a table. Reading
 * beside a serving node is safe; its write-ahead log cannot shrink meanwhile. */
#pragma once
#include "journal/verify.h"
#include "store/store.h"

typedef struct {
    const JournalKey *key; /* NULL: whose signatures the checkpoints carry is not checked */
    /* May be NULL. Called now and then with how much of all is done; @total is an estimate before the end. */
    void (*on_progress)(gpointer data, guint64 done, guint64 total);
    gpointer data;
} AuditOptions;

typedef struct {
    JournalCounts journal;
    guint64 messages, releases, events, deliveries, attempts, reports;
    guint64 commitments; /* parts and details checked against their leaves */
    guint64 bytes;       /* of content */
    guint64 disposed;    /* records that are gone as the journal says */
    guint64 grounded;    /* releases whose decision, and approvals where it asks for some, came before them */
    guint64 approvals;   /* that let those and publications go */
} AuditCounts;

/* Blocks. TRUE when all is well; @ret_counts tells how much was checked. Otherwise TRIBUNE_ERROR_CORRUPT names the
 * first fault: "messages 1234: its content was changed (journal 2026, leaf 17)", or "journal 2026, leaf 17: …" when it
 * is the journal's; or it is the database's error. */
gboolean audit_run(Store *store, const AuditOptions *options, AuditCounts *ret_counts, GError **error);
