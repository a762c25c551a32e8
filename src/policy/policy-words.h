/* SPDX-License-Identifier: Apache-2.0 */
/* policy/policy-words.h: rules, inputs, decisions and faults of decision tables as people say them, in the reader's
 * language.
 *
 *     When the purpose is reply and the content is specially protected, send it by the citizen's own page; else by
 * e-mail.
 *
 * Pure and thread-safe. Strings are the caller's to free. */
#pragma once
#include "base/locale.h"
#include "policy/policy-check.h"

/* What codes are called; @data is the caller's. Each returns a name to be freed, or NULL: the code is shown. */
typedef struct {
    char *(*channel)(gpointer data, const char *code);
    char *(*unit)(gpointer data, const char *code);
    gpointer data;
} PolicyNames;

const char *policy_words_kind(const Locale *locale, PolicyKind kind); /* "Which channel" */
char *policy_words_cell(const Locale *locale, PolicyInput input, const PolicyCell *cell, const PolicyNames *names);
char *policy_words_outputs(const Locale *locale, PolicyKind kind, const GPtrArray *outputs, const PolicyNames *names);
/* A whole sentence. */
char *policy_words_rule(const Locale *locale, const PolicyTable *table, const PolicyRule *rule,
                        const PolicyNames *names);
/* What is known of the inputs that @table asks: a part of a sentence. */
char *policy_words_facts(const Locale *locale, const PolicyTable *table, const PolicyFacts *facts,
                         const PolicyNames *names);
/* What was decided and by which rule: a whole sentence. */
char *policy_words_decision(const Locale *locale, const PolicyTable *table, const PolicyOutcome *outcome,
                            const PolicyNames *names);
/* What is wrong and what to do: a whole sentence or two. */
char *policy_words_finding(const Locale *locale, const PolicyTable *table, const PolicyFinding *finding,
                           const PolicyNames *names);
/* What a cell of this column may hold. */
char *policy_words_hint(const Locale *locale, PolicyInput input);
/* A word of an input as people say it: "specially protected". Each has one; NULL: there is no such word. */
const char *policy_words_word(const Locale *locale, PolicyInput input, gint64 place);
