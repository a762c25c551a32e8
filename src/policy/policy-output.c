/* SPDX-License-Identifier: Apache-2.0 */
#include "policy/policy-output.h"

#include <string.h>

#include "base/number.h"
#include "model/code.h"

static const struct {
    const char *name;
    gboolean argument;
} DUTIES[POLICY_DUTY_COUNT] = {
    [POLICY_FOUR_EYES] = { "four-eyes", FALSE },
    [POLICY_REVIEW] = { "review", TRUE },
    [POLICY_RECORD_CLASS] = { "record-class", TRUE },
    [POLICY_ADD_NOTICE] = { "add-notice", TRUE },
    [POLICY_NO_PUBLIC_REPLY] = { "no-public-reply", FALSE },
    [POLICY_OFFER_APPEAL] = { "offer-appeal", FALSE },
    [POLICY_TRANSLATE] = { "translate", FALSE },
    [POLICY_ANSWER_WITHIN] = { "answer-within", TRUE },
};

/* Whether @output is @name, with an argument behind a colon when @argument. */
static gboolean
is_named(const char *output, const char *name, gboolean argument, const char **ret_argument)
{
    gsize length = strlen(name);

    if (strncmp(output, name, length) != 0 || output[length] != (argument ? ':' : '\0'))
        return FALSE;
    *ret_argument = argument ? output + length + 1 : "";
    return !argument || code_is_valid(*ret_argument);
}

gboolean
policy_output_parse_duty(const char *output, PolicyDuty *ret, const char **ret_argument)
{
    gint64 days;

    for (guint i = 0; i < POLICY_DUTY_COUNT; i++) {
        if (!is_named(output, DUTIES[i].name, DUTIES[i].argument, ret_argument))
            continue;
        *ret = (PolicyDuty)i;
        return *ret != POLICY_ANSWER_WITHIN || number_parse_int64(*ret_argument, 1, 999, &days, NULL);
    }
    return FALSE;
}

gboolean
policy_output_parse_verdict(const char *output, PolicyVerdict *ret, const char **ret_argument)
{
    *ret = POLICY_PASS;
    if (is_named(output, "pass", FALSE, ret_argument))
        return TRUE;
    *ret = POLICY_LABEL;
    if (is_named(output, "label", TRUE, ret_argument))
        return TRUE;
    *ret = POLICY_HOLD_BACK;
    return is_named(output, "hold", TRUE, ret_argument);
}

static gboolean
is_channels(const char *output)
{
    g_auto(GStrv) names = g_strsplit(output, "+", 0);

    for (guint i = 0; names[i] != NULL; i++) {
        if (!code_is_valid(names[i]))
            return FALSE;
        for (guint j = 0; j < i; j++)
            if (strcmp(names[i], names[j]) == 0)
                return FALSE;
    }
    return names[0] != NULL;
}

gboolean
policy_output_is_valid(PolicyKind kind, const char *output)
{
    const char *argument;
    PolicyVerdict verdict;
    PolicyDuty duty;

    if (kind == POLICY_CHANNEL)
        return is_channels(output);
    if (kind == POLICY_DUTY)
        return policy_output_parse_duty(output, &duty, &argument);
    return policy_output_parse_verdict(output, &verdict, &argument);
}
