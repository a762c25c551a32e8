/* SPDX-License-Identifier: Apache-2.0 */
/* policy/policy-output.h: what rules of decision tables may say should happen: a closed vocabulary.
 *
 *     channel table   same            the channel by which she asked
 *                     preferred       the channel that she prefers
 *                     any             another channel that reaches her
 *                     NAME            the channel of this name; NAME+NAME: all of these, or the first that can, for
 *                                     what goes only once
 *     duty table      four-eyes, review:UNIT, record-class:CODE, add-notice:CODE, no-public-reply, offer-appeal,
 *                     translate, answer-within:DAYS
 *     hold table      pass, label:CODE, hold:CODE
 *
 * Pure. */
#pragma once
#include "policy/policy-table.h"

#define POLICY_SAME      "same"
#define POLICY_PREFERRED "preferred"
#define POLICY_ANY       "any"

typedef enum {
    POLICY_FOUR_EYES,       /* somebody else than the author agrees */
    POLICY_REVIEW,          /* … somebody of that unit */
    POLICY_RECORD_CLASS,    /* how long the record lives */
    POLICY_ADD_NOTICE,      /* a text that must stand below */
    POLICY_NO_PUBLIC_REPLY, /* nothing in public */
    POLICY_OFFER_APPEAL,
    POLICY_TRANSLATE,
    POLICY_ANSWER_WITHIN, /* working days */
    POLICY_DUTY_COUNT,
} PolicyDuty;

/* @ret_argument is borrowed from @output: "" without one. */
gboolean policy_output_parse_duty(const char *output, PolicyDuty *ret, const char **ret_argument);

typedef enum { POLICY_PASS, POLICY_LABEL, POLICY_HOLD_BACK } PolicyVerdict;
gboolean policy_output_parse_verdict(const char *output, PolicyVerdict *ret, const char **ret_argument);

/* Whether @output is written as one of @kind is; not whether what it names is there. */
gboolean policy_output_is_valid(PolicyKind kind, const char *output);
