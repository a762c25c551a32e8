/* SPDX-License-Identifier: Apache-2.0 */
/* policy/routing-rule.h: one rule of routing: what it asks of a message, and what a case gets when all of it holds.
 *
 * A rule is data. It names units and services by code, addresses of ours by URI, languages by BCP 47; whether these
 * exist is for who keeps the rules to check. An empty condition asks nothing; a rule without conditions always holds.
 * Pure. A rule that nobody changes any more is thread-safe. */
#pragma once
#include "model/case.h"

#define ROUTING_RULES_MAX    500 /* in a list */
#define ROUTING_NAME_MAX     80  /* characters */
#define ROUTING_WORDS_MAX    100 /* words and phrases in one list of a rule */
#define ROUTING_WORD_MAX     80  /* characters of one, at most 8 words */
#define ROUTING_ENTRIES_MAX  50  /* addresses, languages, labels, services, senders of a rule */
#define ROUTING_ENTRY_MAX    512 /* bytes of one of those */
#define ROUTING_TAGS_MAX     10
#define ROUTING_TAG_MAX      40 /* characters */
#define ROUTING_TEMPLATE_MAX 40 /* bytes of its code */
#define ROUTING_NO_PRIORITY  (-1)

/* Where words are looked for. */
typedef enum { ROUTING_IN_BOTH, ROUTING_IN_SUBJECT, ROUTING_IN_TEXT } RoutingPlace;
/* How it may have come in. */
typedef enum { ROUTING_ANY_WAY, ROUTING_PUBLICLY, ROUTING_PRIVATELY } RoutingWay;
typedef enum { ROUTING_ANY_SENDER, ROUTING_KNOWN_SENDER, ROUTING_NEW_SENDER } RoutingSender;
typedef enum { ROUTING_ANY_TIME, ROUTING_INSIDE_HOURS, ROUTING_OUTSIDE_HOURS } RoutingHours;

const char *routing_rule_place_name(RoutingPlace place); /* "both": in JSON and forms */
gboolean routing_rule_place_parse(const char *name, RoutingPlace *ret);
const char *routing_rule_way_name(RoutingWay way);
gboolean routing_rule_way_parse(const char *name, RoutingWay *ret);
const char *routing_rule_sender_name(RoutingSender sender);
gboolean routing_rule_sender_parse(const char *name, RoutingSender *ret);
const char *routing_rule_hours_name(RoutingHours hours);
gboolean routing_rule_hours_parse(const char *name, RoutingHours *ret);

typedef struct {
    char *id;   /* [a-z0-9-]{1,32}, distinct in a list; stays when the name changes */
    char *name; /* one line */
    gboolean off;

    /* when */
    RoutingPlace place;                          /* of the words */
    GPtrArray *any_words, *all_words, *no_words; /* char *: at least one, each, none of them; "pothole*": any ending */
    GPtrArray *endpoints;                        /* char *: sent to one of these */
    GPtrArray *languages;                        /* char *: "de" holds for "de-AT" too */
    GPtrArray *labels;                           /* char *: a filter gave one of these */
    GPtrArray *services;                         /* char *: the citizen chose one of these */
    GPtrArray *senders;                          /* char *: "ada@citizen.example", or a domain with what is below it */
    RoutingSender sender;
    RoutingWay way;
    RoutingHours hours;

    /* then; what is empty stays as it would be without the rule */
    char *unit, *service;
    int priority;    /* a CasePriority or ROUTING_NO_PRIORITY */
    char *template;  /* its code */
    GPtrArray *tags; /* char *: names */
} RoutingRule;

RoutingRule *routing_rule_new(void); /* every text "", lists empty */
RoutingRule *routing_rule_copy(const RoutingRule *rule);
void routing_rule_free(RoutingRule *rule);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RoutingRule, routing_rule_free)

/* Whether it asks nothing. */
gboolean routing_rule_is_always(const RoutingRule *rule);

/* Appends each line of @text to @list, cleaned: blanks at the ends, empty lines and repetitions are left out. For what
 * people type into a form. */
void routing_rule_add_lines(GPtrArray *list, const char *text);

/* Keeps to every limit above. Else TRIBUNE_ERROR_INVALID or _LIMIT with a sentence of the catalogue, and @ret_field
 * (borrowed, constant) the member that it is about: "name", "any_words" … */
gboolean routing_rule_check(const RoutingRule *rule, const char **ret_field, GError **error);
