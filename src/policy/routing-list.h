/* SPDX-License-Identifier: Apache-2.0 */
/* policy/routing-list.h: the rules of routing in their order, read from and written as JSON.
 *
 *     {"rules": [{
 *        "id": "potholes", "name": "Potholes", "off": false,
 *        "when": {"any_words": ["pothole*", "hole in the road"], "all_words": [], "no_words": [], "place": "both",
 *                 "endpoints": ["mailto:hello@northam.example"], "languages": ["en"], "labels": [], "services": [],
 *                 "senders": ["school.example"], "sender": "any", "way": "any", "hours": "any"},
 *        "then": {"unit": "highways", "service": "potholes", "priority": "high", "template": "", "tags": []}}]}
 *
 * Everything but "id", "name" and "then" may be left out; an unknown member is an error. The written form has only what
 * says something, sorted keys and no blanks: equal lists are equal bytes, and their SHA-256 names the list.
 *
 * Pure. Limits: ROUTING_LIST_SIZE_MAX bytes, ROUTING_RULES_MAX rules, and those of policy/routing-rule.h. Errors are
 * TRIBUNE_ERROR_INVALID or _LIMIT and name rule and member. */
#pragma once
#include <jansson.h>

#include "policy/routing-rule.h"

#define ROUTING_LIST_SIZE_MAX (512 * 1024)

typedef struct {
    GPtrArray *rules; /* RoutingRule *; the first that holds decides */
} RoutingList;

RoutingList *routing_list_new(void);
RoutingList *routing_list_copy(const RoutingList *list);
void routing_list_free(RoutingList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RoutingList, routing_list_free)

RoutingList *routing_list_parse(const char *json, gsize length, GError **error);
char *routing_list_format(const RoutingList *list);
/* Every limit, for a list that was made by hand. */
gboolean routing_list_check(const RoutingList *list, GError **error);

/* ---- changing; borrowed rules stay the list's ---- */

RoutingRule *routing_list_find(const RoutingList *list, const char *id, guint *ret_index);
/* An id that resembles @name and that no rule of @list has. */
char *routing_list_free_id(const RoutingList *list, const char *name);
/* One place up (-1) or down (+1); at the end nothing happens. */
void routing_list_move(RoutingList *list, guint index, int by);

/* ---- looking at a list as a whole ---- */

/* The number (from 0) of an earlier rule because of which rule @index never decides: one that asks nothing, or asks the
 * same. G_MAXUINT: none that is seen so. */
guint routing_list_shadow(const RoutingList *list, guint index);

typedef enum {
    ROUTING_RULE_ADDED,
    ROUTING_RULE_REMOVED,
    ROUTING_RULE_CHANGED,
    ROUTING_RULE_MOVED
} RoutingDifferenceKind;
typedef struct {
    RoutingDifferenceKind kind;
    guint from, to;               /* numbers from 0; G_MAXUINT: not there */
    const RoutingRule *old, *now; /* borrowed from the lists; NULL: not there */
} RoutingDifference;

/* RoutingDifference *: what is different in @now, in the order of @now and what was removed at the end. A rule is moved
 * when its order among those that both lists have is another one: as few as explain the new order. */
GPtrArray *routing_list_compare(const RoutingList *old, const RoutingList *now);
