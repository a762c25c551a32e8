/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/tables/policy.h: the decision tables: which are in force, what they decide, and how a version comes into
 * force.
 *
 * The versions in force are in memory as snapshots that are swapped whole: whoever holds one asks one table.
 * Thread-safe. When no version of a kind was ever put in force, the one that is built in is (policy/policy-start.h).
 *
 * A decision is asked for (policy_ask()), which reads memory only, and recorded (policy_record()) in the transaction of
 * what follows from it: a row with the typed inputs, the rules, the digest of the table and one sentence, and an event
 * with its leaf. What cannot be decided is held by the caller; never does the first rule win.
 *
 *     draft → checked → replayed → approved → active → retired
 *
 * Whoever may change the rules writes a draft; checks and replay let it go on; two persons agree, of whom the author
 * may be one; then it can be put in force. Any edit makes it a draft again and voids what was agreed. Going back puts a
 * version in force again that was, in one step. Each step is an event with its leaf and the digest of the table. */
#pragma once
#include "mediation/mediation.h"
#include "policy/policy-words.h"
#include "store/decision-store.h"
#include "store/policy-store.h"

#define POLICY_COMMENT_MAX      300 /* characters */
#define POLICY_APPROVALS_WANTED 2

typedef struct PolicySnapshot PolicySnapshot;

Policy *policy_open(Store *store, GError **error); /* @store outlives it. Blocks. */
void policy_close(Policy *policy);
/* Reads what is in force again; the old stays when that fails. Blocks. */
gboolean policy_reload(Policy *policy, GError **error);

/* Held until released. Does not block. */
PolicySnapshot *policy_snapshot(Policy *policy, PolicyKind kind);
void policy_snapshot_release(PolicySnapshot *snapshot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PolicySnapshot, policy_snapshot_release)
gint64 policy_snapshot_number(const PolicySnapshot *snapshot);
const PolicyEngine *policy_snapshot_engine(const PolicySnapshot *snapshot);

/* What channels and units are called, in @mediation's own language; borrowed from it. */
PolicyNames policy_names(const Mediation *mediation);
/* The channels of this node as checks want them; names are borrowed from @mediation. Free the array. */
GArray *policy_channels(const Mediation *mediation);

/* ---- inputs that several modules tell ---- */

void policy_set_language(PolicyFacts *facts, const char *tag); /* BCP 47: the language alone */
/* The time of the day and the day of the week at @at, in the body's zone. */
void policy_set_moment(const Mediation *mediation, PolicyFacts *facts, gint64 at);
/* Which channels can send now. */
void policy_set_channels(const Mediation *mediation, PolicyFacts *facts);

/* ---- deciding ---- */

typedef struct {
    PolicySnapshot *table;
    PolicyFacts *facts;
    PolicyOutcome *outcome;
    char *sentence; /* in the body's language */
    gint64 id;      /* once recorded */
    gint64 leaf;
} PolicyDecision;
void policy_decision_free(PolicyDecision *decision);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PolicyDecision, policy_decision_free)

/* @facts are copied. Does not block. */
PolicyDecision *policy_ask(const Mediation *mediation, PolicyKind kind, const PolicyFacts *facts);
/* Inside the caller's transaction. @case_id may be 0. */
gboolean policy_record(const Mediation *mediation, DbSession *session, const Actor *actor, PolicyDecision *decision,
                       CaseId case_id, gint64 subject, GError **error);

/* ---- versions (policy-change.c, policy-force.c); each blocks until durable ----
 * Errors: TRIBUNE_ERROR_FORBIDDEN; _INVALID and _LIMIT with a sentence; _CONFLICT when somebody else was faster. */

/* A new draft of @table with the next number. */
gboolean policy_begin(const Mediation *mediation, const Actor *actor, const PolicyTable *table, const char *comment,
                      gint64 *ret_number, GError **error);
/* Writes a version that is not in force and never was; its author alone. @comment: why; one line. */
gboolean policy_save(const Mediation *mediation, const Actor *actor, gint64 number, const PolicyTable *table,
                     const char *comment, GError **error);
/* Looks for what is wrong; without errors it is checked from now on. @ret_report is set in any case but an error. */
gboolean policy_examine(const Mediation *mediation, const Actor *actor, PolicyKind kind, gint64 number,
                        PolicyReport **ret_report, GError **error);
/* @seen is the digest of the table that the page showed; NULL: whatever there is. */
gboolean policy_approve(const Mediation *mediation, const Actor *actor, PolicyKind kind, gint64 number,
                        const Digest *seen, GError **error);
gboolean policy_activate(const Mediation *mediation, const Actor *actor, PolicyKind kind, gint64 number,
                         GError **error);
/* To a version that was in force; 1 is the one that is built in. @comment: why. */
gboolean policy_roll_back(const Mediation *mediation, const Actor *actor, PolicyKind kind, gint64 number,
                          const char *comment, GError **error);
/* Gives up a version that is not in force. */
gboolean policy_give_up(const Mediation *mediation, const Actor *actor, PolicyKind kind, gint64 number, GError **error);

/* The table of a version, the built-in one too. Inside a transaction. */
PolicyTable *policy_load_table(DbSession *session, PolicyKind kind, gint64 number, GError **error);
