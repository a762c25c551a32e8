/* SPDX-License-Identifier: Apache-2.0 */
/* console/case-side.h: what stands around a case's messages: facts, actions, the person, the record. */
#pragma once
#include "console/console-private.h"
#include "views/case-view.h"
#include "views/journal-view.h"

/* Facts and actions, for the key "case". NULL with @error when the store failed. */
json_t *case_side_facts(const ConsoleVisit *visit, const CaseView *view, GError **error);
/* The channel whose identities are written like @uri, by its label. */
json_t *case_side_channel(const ConsoleVisit *visit, const char *uri);
/* The person, or null. */
json_t *case_side_person(const ConsoleVisit *visit, const CaseView *view);
/* @newest may be NULL: no checkpoint yet. */
json_t *case_side_record(const ConsoleVisit *visit, const CaseView *view, const JournalYear *newest);

/* Whether a checkpoint covers the leaf at @place. */
gboolean case_side_is_covered(const JournalYear *newest, gint64 place);
/* "/cases/NB-2026-000123/trail/2026-17/proof", new; NULL when nothing covers it, or the actor may not have it. */
char *case_side_proof_url(const ConsoleVisit *visit, const Case *a_case, const JournalYear *newest, gint64 place);
