/* SPDX-License-Identifier: Apache-2.0 */
/* console/policy-part.h: decision tables as the templates of their pages are given them. All JSON returned is new. */
#pragma once
#include "console/console-private.h"
#include "views/policy-view.h"

/* What channels and units are called for this reader. */
PolicyNames policy_part_names(const ConsoleVisit *visit);

/* { kind: flag, kind_name, number, state: flag, when, author, comment, url, rules } */
json_t *policy_part_version(const ConsoleVisit *visit, const PolicyVersion *version);
/* [{ input, title, hint }] of the columns of @table. */
json_t *policy_part_columns(const ConsoleVisit *visit, const PolicyTable *table);
/* { id, words, note, cells: [{ input, title, text, any, truth: flag or null }], then, fires, edit }. @engine and
 * @facts: what is tried, or NULL; edit is for the caller to set. */
json_t *policy_part_rule(const ConsoleVisit *visit, const PolicyTable *table, const PolicyRule *rule,
                         const PolicyEngine *engine, const PolicyFacts *facts);
/* { list: [{ error, text }], errors, warnings, untold } */
json_t *policy_part_report(const ConsoleVisit *visit, const PolicyTable *table, const PolicyReport *report);
/* [{ kind: flag, id, old, now }]: sentences or null. */
json_t *policy_part_differences(const ConsoleVisit *visit, const PolicyTable *old, const PolicyTable *now);
/* [{ index, name, given, expect, green }] */
json_t *policy_part_examples(const ConsoleVisit *visit, const PolicyEngine *engine);
/* Outputs with blanks between, as a sentence; of what could not be decided, why. */
char *policy_part_outputs(const ConsoleVisit *visit, PolicyKind kind, const char *outputs);
