/* SPDX-License-Identifier: Apache-2.0 */
/* policy/routing-engine.h: which rule decides about a message, and why.
 *
 * An engine is a list of rules made ready for asking: made once for each version, then immutable and thread-safe. The
 * first rule that is on and of which every condition holds decides. Nothing here knows a store, a channel or a clock:
 * what there is to know of the message comes in as RoutingFacts.
 *
 * Cost: the words of the message are indexed once (policy/word-index.h); a rule costs a binary search for each of its
 * words, and nothing more when an earlier condition fails. */
#pragma once
#include "policy/routing-list.h"
#include "policy/word-index.h"

/* In the order in which they are asked: what costs least first. */
typedef enum {
    ROUTING_ASKS_ENDPOINT,
    ROUTING_ASKS_WAY,
    ROUTING_ASKS_LANGUAGE,
    ROUTING_ASKS_LABEL,
    ROUTING_ASKS_SERVICE,
    ROUTING_ASKS_SENDER,
    ROUTING_ASKS_ADDRESS,
    ROUTING_ASKS_HOURS,
    ROUTING_ASKS_ANY_WORDS,
    ROUTING_ASKS_ALL_WORDS,
    ROUTING_ASKS_NO_WORDS,
    ROUTING_ASKS_COUNT,
} RoutingCondition;
const char *routing_engine_condition_name(RoutingCondition condition); /* "any_words": in the trail */
gboolean routing_engine_condition_parse(const char *name, RoutingCondition *ret);

/* What is known of a message; all borrowed. */
typedef struct {
    const char *endpoint;            /* URI of ours */
    gboolean public;                 /* everybody could read it */
    const char *language;            /* BCP 47; "" unknown */
    const char *const *labels;       /* of the filters; NULL-terminated, NULL: none */
    const char *service;             /* code of what the citizen chose; "" nothing */
    const char *sender;              /* address as people write it; "" none */
    RoutingSender sender_is;         /* ROUTING_ANY_SENDER: nobody can tell */
    RoutingHours hours;              /* ROUTING_ANY_TIME: nobody can tell */
    const WordIndex *subject, *text; /* NULL: has none */
} RoutingFacts;

/* Why a condition holds or does not. */
typedef struct {
    RoutingCondition condition;
    gboolean holds;
    RoutingPlace place; /* of words: where they are, or where they were looked for */
    GStrv by;           /* what decided: the word that is there, the language it has … may be empty */
} RoutingReason;
void routing_engine_reason_free(RoutingReason *reason);

typedef struct RoutingEngine RoutingEngine;

RoutingEngine *routing_engine_new(const RoutingList *list); /* @list is copied; it has been checked */
void routing_engine_free(RoutingEngine *engine);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RoutingEngine, routing_engine_free)
const RoutingList *routing_engine_list(const RoutingEngine *engine);

/* The number of the rule that decides, from 0; G_MAXUINT when none does. */
guint routing_engine_decide(const RoutingEngine *engine, const RoutingFacts *facts);
/* RoutingReason * of rule @number, whatever its switch says: up to and with the first condition that does not hold. */
GPtrArray *routing_engine_explain(const RoutingEngine *engine, guint number, const RoutingFacts *facts);
