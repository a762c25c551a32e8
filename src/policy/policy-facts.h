/* SPDX-License-Identifier: Apache-2.0 */
/* policy/policy-facts.h: the inputs of one decision: a value for each, or that nobody knows it.
 *
 *     {"channel_up":["email","web"],"legal_effect":false,"purpose":"reply","local_time":"08:30"}
 *
 * is how they are stored and shown. What is left out is unknown; a set that is left out is empty. The written form has
 * sorted keys, sorted sets and no blanks. Pure.
 *
 * Limits: POLICY_FACTS_SIZE_MAX bytes of JSON, POLICY_SET_MAX words in a set, POLICY_TEXT_MAX bytes of a word. Errors
 * are TRIBUNE_ERROR_INVALID or _LIMIT and name the input. */
#pragma once
#include <jansson.h>

#include "policy/policy-input.h"

#define POLICY_FACTS_SIZE_MAX (16 * 1024)
#define POLICY_SET_MAX        100
#define POLICY_TEXT_MAX       64

typedef struct {
    gboolean known;
    gint64 number; /* POLICY_WORD: its place; POLICY_FLAG: 0 or 1; POLICY_NUMBER; POLICY_TIME: minute of the day */
    char *text;    /* POLICY_TEXT; else NULL */
    GStrv set;     /* POLICY_SET, sorted, each once; else NULL */
} PolicyValue;

typedef struct {
    PolicyValue values[POLICY_INPUT_COUNT];
} PolicyFacts;

PolicyFacts *policy_facts_new(void); /* nothing known, sets empty */
PolicyFacts *policy_facts_copy(const PolicyFacts *facts);
void policy_facts_free(PolicyFacts *facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PolicyFacts, policy_facts_free)

/* For callers who know the types; a word that is none of the input's leaves it unknown. */
void policy_facts_set_word(PolicyFacts *facts, PolicyInput input, const char *word);
void policy_facts_set_number(PolicyFacts *facts, PolicyInput input, gint64 number);  /* within bounds: clamped */
void policy_facts_set_text(PolicyFacts *facts, PolicyInput input, const char *text); /* "", NULL: unknown */
void policy_facts_add(PolicyFacts *facts, PolicyInput input, const char *member);    /* of a set; once */
gboolean policy_facts_has(const PolicyFacts *facts, PolicyInput input, const char *member);
gboolean policy_facts_equal(const PolicyFacts *a, const PolicyFacts *b);

/* What a person typed into a form: "reply", "true", "2", "08:30", "email, web"; "" is unknown. */
gboolean policy_facts_set_typed(PolicyFacts *facts, PolicyInput input, const char *typed, GError **error);
/* The other way round; NULL when it is unknown or an empty set. */
char *policy_facts_get_typed(const PolicyFacts *facts, PolicyInput input);

PolicyFacts *policy_facts_read(json_t *object, GError **error);
json_t *policy_facts_write(const PolicyFacts *facts);
PolicyFacts *policy_facts_parse(const char *json, gsize length, GError **error);
char *policy_facts_format(const PolicyFacts *facts);
