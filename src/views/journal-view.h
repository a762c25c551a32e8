/* SPDX-License-Identifier: Apache-2.0 */
/* views/journal-view.h: the journal as auditors and officers see it: checkpoints, entries, proofs. Blocks on a read. */
#pragma once
#include "model/actor.h"
#include "model/ids.h"
#include "store/store.h"

/* A leaf's place as people and addresses name it: the year of its log, and its index there. */
int journal_view_year(gint64 place);
gint64 journal_view_index(gint64 place);
gint64 journal_view_place(int year, gint64 index);

typedef struct {
    int year;
    gint64 size;            /* entries so far */
    gint64 checkpoint_size; /* what the newest checkpoint covers; 0: there is none */
    gint64 checkpoint_at;
    char *checkpoint; /* the signed note; NULL: none */
} JournalYear;
void journal_year_free(JournalYear *year);

/* JournalYear *, newest first. TRIBUNE_ERROR_FORBIDDEN. */
GPtrArray *journal_view_years(Store *store, const Actor *actor, GError **error);

/* The newest checkpoint of the newest year, for pages that show how fresh it is. Anybody may know; NULL: none yet. */
JournalYear *journal_view_newest(Store *store, GError **error);

typedef struct {
    gint64 place;
    char *type;       /* of the leaf: "receive" */
    char *entry;      /* the leaf's text */
    gboolean covered; /* a checkpoint covers it: there is a proof */
} JournalEntry;
void journal_entry_free(JournalEntry *entry);

/* The leaf at @place, which belongs to @case_id. TRIBUNE_ERROR_NOT_FOUND when it does not, or the actor may not read
 * its trail. */
JournalEntry *journal_view_entry(Store *store, const Actor *actor, CaseId case_id, gint64 place, GError **error);
/* JournalEntry * of all leaves of a case, by place. */
GPtrArray *journal_view_case(Store *store, const Actor *actor, CaseId case_id, GError **error);
/* Its .tlog-proof against the newest checkpoint of its year. TRIBUNE_ERROR_NOT_FOUND when none covers it yet. */
char *journal_view_proof(Store *store, const Actor *actor, CaseId case_id, gint64 place, GError **error);
