/* SPDX-License-Identifier: Apache-2.0 */
/* policy/policy-check.h: what is wrong with a decision table, found before it is in force.
 *
 * Types are right in every table that could be read. Here is looked at the rules together, at the channels that they
 * name, and at the examples. An error keeps a version from being checked; a warning is for its authors and those who
 * approve.
 *
 * Pure. 500 rules over 10 columns take less than 100 ms (bench/policy). At most POLICY_FINDINGS_MAX of a kind are told.
 */
#pragma once
#include "policy/policy-engine.h"

#define POLICY_FINDINGS_MAX 20

typedef enum {
    /* errors */
    POLICY_FOUND_RED,        /* example @rule comes out as @got */
    POLICY_FOUND_IMPOSSIBLE, /* @rule holds for nothing */
    POLICY_FOUND_OVERLAP,    /* @rule and @other hold for @witness, where one may */
    POLICY_FOUND_NO_FALLBACK,
    POLICY_FOUND_SAME_FALLBACK,
    POLICY_FOUND_NO_CHANNEL,  /* @output: there is no such channel */
    POLICY_FOUND_CANNOT_SEND, /* … it does not send */
    POLICY_FOUND_NOT_PRIVATE, /* … everybody reads it, and @rule holds for what is not public */
    POLICY_FOUND_NOT_PUBLIC,  /* … one person reads it, and @rule is for the public */
    /* warnings */
    POLICY_FOUND_GAP,         /* no rule holds for @witness, where one should: it will be held */
    POLICY_FOUND_NEVER_ALONE, /* wherever @rule holds another does too */
    POLICY_FOUND_NO_FILES,    /* @output carries none, and @rule holds with some */
    POLICY_FOUND_TOO_LONG,    /* @output carries less than @rule holds for */
    POLICY_FOUND_NO_QUESTION, /* no rule asks column @input */
    POLICY_FOUND_NOT_ALL,     /* the table is too large to look for every gap */
    POLICY_FOUND_COUNT,
} PolicyFindingKind;

typedef struct {
    PolicyFindingKind kind;
    guint rule, other; /* numbers from 0; G_MAXUINT: none */
    PolicyInput input;
    char *output;         /* NULL: none */
    PolicyFacts *witness; /* NULL: none */
    PolicyOutcome *got;   /* NULL: none */
} PolicyFinding;

typedef struct {
    GPtrArray *findings; /* PolicyFinding *, in the order of their kinds */
    guint errors, warnings;
    guint untold; /* findings beyond POLICY_FINDINGS_MAX of a kind */
} PolicyReport;
void policy_check_report_free(PolicyReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PolicyReport, policy_check_report_free)

gboolean policy_check_is_error(PolicyFindingKind kind);
const char *policy_check_kind_name(PolicyFindingKind kind); /* "overlap" */

/* A channel of this node, as far as tables are concerned. */
typedef struct {
    const char *name;
    gboolean sends, public, private, attachments;
    gsize longest; /* bytes; 0: no bound */
} PolicyChannelInfo;

/* @channels may be NULL: what is named is not looked at. */
PolicyReport *policy_check(const PolicyTable *table, const PolicyChannelInfo *channels, guint channel_count);
