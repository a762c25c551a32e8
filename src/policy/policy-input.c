/* SPDX-License-Identifier: Apache-2.0 */
#include "policy/policy-input.h"

#include <string.h>

#include "base/locale.h"

static const char *const PURPOSES[] = { "message", "reply",  "acknowledgement", "decision",     "notice",    "news",
                                        "alert",   "answer", "comment",         "consultation", "hand-over", NULL };
static const char *const AUDIENCES[] = { "person", "group", "public", NULL };
static const char *const SENSITIVITIES[] = { "public", "personal", "special", NULL };
static const char *const FLAGS[] = { "false", "true", NULL };
static const char *const WEEKDAYS[] = { "monday", "tuesday",  "wednesday", "thursday",
                                        "friday", "saturday", "sunday",    NULL };
static const char *const ROLES[] = { "officer", "lead", "records", "auditor", "policy", "admin", NULL };

#define WORDS(list) POLICY_WORD, list, 0, G_N_ELEMENTS(list) - 2
#define FLAG        POLICY_FLAG, FLAGS, 0, 1
#define OPEN(type)  type, NULL, 0, 0

/* clang-format off */
static const PolicyInputInfo INFOS[POLICY_INPUT_COUNT] = {
    [POLICY_PURPOSE] = { "purpose", WORDS(PURPOSES), FALSE, SAY_NOOP("Purpose"), "\"reply\"" },
    [POLICY_AUDIENCE] = { "audience", WORDS(AUDIENCES), FALSE, SAY_NOOP("Who reads it"), "\"person\"" },
    [POLICY_SENSITIVITY] = { "sensitivity", WORDS(SENSITIVITIES), FALSE, SAY_NOOP("Content"), "not(\"special\")" },
    [POLICY_URGENCY] = { "urgency", POLICY_NUMBER, NULL, 0, 3, FALSE, SAY_NOOP("Urgency"), ">= 2" },
    [POLICY_LEGAL_EFFECT] = { "legal_effect", FLAG, FALSE, SAY_NOOP("Legal effect"), "true" },
    [POLICY_CITIZEN_CHANNEL_PREF] = { "citizen_channel_pref", OPEN(POLICY_TEXT), TRUE, SAY_NOOP("Channel that the citizen prefers"), "\"email\"" },
    [POLICY_CITIZEN_VERIFIED] = { "citizen_verified", POLICY_NUMBER, NULL, 0, 3, FALSE, SAY_NOOP("Proof of identity"), "< 2" },
    [POLICY_CONSENT_CHANNELS] = { "consent_channels", OPEN(POLICY_SET), FALSE, SAY_NOOP("Channels agreed to"), "has(\"sms\")" },
    [POLICY_LANGUAGE] = { "language", OPEN(POLICY_TEXT), TRUE, SAY_NOOP("Language"), "\"de\"" },
    [POLICY_LENGTH] = { "length", POLICY_NUMBER, NULL, 0, 1000000000, FALSE, SAY_NOOP("Length"), "<= 160" },
    [POLICY_ATTACHMENTS] = { "attachments", FLAG, FALSE, SAY_NOOP("Files"), "true" },
    [POLICY_LOCAL_TIME] = { "local_time", POLICY_TIME, NULL, 0, 24 * 60 - 1, FALSE, SAY_NOOP("Time of the day"), "[time(\"08:00:00\")..time(\"18:00:00\"))" },
    [POLICY_WEEKDAY] = { "weekday", WORDS(WEEKDAYS), FALSE, SAY_NOOP("Day of the week"), "\"saturday\", \"sunday\"" },
    [POLICY_OFFICER_ROLE] = { "officer_role", WORDS(ROLES), TRUE, SAY_NOOP("Role of the officer"), "\"officer\"" },
    [POLICY_CHANNEL_UP] = { "channel_up", OPEN(POLICY_SET), FALSE, SAY_NOOP("Channels that work now"), "has(\"email\")" },
    [POLICY_FILTER_LABELS] = { "filter_labels", OPEN(POLICY_SET), FALSE, SAY_NOOP("What filters say"), "has(\"spam\")" },
};
/* clang-format on */

const PolicyInputInfo *
policy_input_info(PolicyInput input)
{
    return &INFOS[input];
}

const char *
policy_input_name(PolicyInput input)
{
    return INFOS[input].name;
}

gboolean
policy_input_parse(const char *name, PolicyInput *ret)
{
    for (guint i = 0; name != NULL && i < POLICY_INPUT_COUNT; i++) {
        if (strcmp(INFOS[i].name, name) == 0) {
            *ret = (PolicyInput)i;
            return TRUE;
        }
    }
    return FALSE;
}

gint64
policy_input_find_word(PolicyInput input, const char *word)
{
    const char *const *words = INFOS[input].words;

    for (gint64 i = 0; words != NULL && words[i] != NULL; i++)
        if (strcmp(words[i], word) == 0)
            return i;
    return -1;
}
