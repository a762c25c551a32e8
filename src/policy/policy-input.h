/* SPDX-License-Identifier: Apache-2.0 */
/* policy/policy-input.h: what decision tables may ask: a closed set of inputs, each with its type.
 *
 * Nothing but these is ever known to a table, and each is small and typed: no text of a message, no name, no address.
 * So the inputs of a decision can be kept for ever and asked again. Pure; constant data. */
#pragma once
#include <glib.h>

typedef enum {
    POLICY_WORD,   /* one of few words */
    POLICY_FLAG,   /* true or false */
    POLICY_NUMBER, /* a whole number within bounds */
    POLICY_TIME,   /* of the day, in minutes */
    POLICY_TEXT,   /* a word that nobody can list: a channel's name, a language */
    POLICY_SET,    /* any number of such words */
} PolicyType;

typedef enum {
    POLICY_PURPOSE,     /* what is sent, or that something came in */
    POLICY_AUDIENCE,    /* who reads it */
    POLICY_SENSITIVITY, /* of the content */
    POLICY_URGENCY,
    POLICY_LEGAL_EFFECT,
    POLICY_CITIZEN_CHANNEL_PREF, /* name of a channel */
    POLICY_CITIZEN_VERIFIED,     /* how well we know who she is: the assurance of her identity */
    POLICY_CONSENT_CHANNELS,     /* names of the channels on which she may be written to */
    POLICY_LANGUAGE,             /* BCP 47, the language alone: "de" */
    POLICY_LENGTH,               /* characters */
    POLICY_ATTACHMENTS,
    POLICY_LOCAL_TIME,
    POLICY_WEEKDAY,
    POLICY_OFFICER_ROLE,
    POLICY_CHANNEL_UP,    /* names of the channels that can send now */
    POLICY_FILTER_LABELS, /* what filters said of it */
    POLICY_INPUT_COUNT,
} PolicyInput;

typedef struct {
    const char *name; /* "citizen_verified": in JSON */
    PolicyType type;
    const char *const *words; /* POLICY_WORD, POLICY_FLAG: in their order, NULL at the end */
    gint64 min, max;          /* of the value: number, minute of the day, place among the words */
    gboolean may_be_unknown;  /* else a decision always has it */
    const char *title;        /* a catalogue's msgid: the head of a column */
    const char *example;      /* a cell as one may write it */
} PolicyInputInfo;

const PolicyInputInfo *policy_input_info(PolicyInput input);
const char *policy_input_name(PolicyInput input);
gboolean policy_input_parse(const char *name, PolicyInput *ret);
/* The place of @word among the words of @input; -1: it is none of them. */
gint64 policy_input_find_word(PolicyInput input, const char *word);
