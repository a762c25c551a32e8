/* SPDX-License-Identifier: Apache-2.0 */
/* console/routing-part.h: rules of routing as the templates of its pages, and of the case page, are given them. */
#pragma once
#include "console/console-private.h"
#include "policy/routing-list.h"
#include "policy/routing-words.h"

/* What units and services are called; the snapshot is borrowed. */
RoutingNames routing_part_names(DirectorySnapshot *directory);

/* { number, id, name, off, always, asks: [{ text, first }], gives: [{ text, first, strong }] } */
json_t *routing_part_rule(const ConsoleVisit *visit, const RoutingNames *names, const RoutingRule *rule, guint number);
/* How @now differs from @old, a list of { kind, name, from, to, old, now }: kind is a flag, from and to are numbers
 * from 1 or null, old and now rules or null. */
json_t *routing_part_differences(const ConsoleVisit *visit, const RoutingNames *names, const RoutingList *old,
                                 const RoutingList *now);
/* { number, when, author, comment, url }, null for NULL. */
json_t *routing_part_version(const ConsoleVisit *visit, const RoutingVersion *version);
/* [{ text, holds }] of RoutingReason *. */
json_t *routing_part_reasons(const ConsoleVisit *visit, const RoutingNames *names, const GPtrArray *reasons);
/* What a case gets, in a few words: "Highways, Potholes, high priority". */
char *routing_part_outcome(const ConsoleVisit *visit, DirectorySnapshot *directory, UnitId unit, ServiceId service,
                           CasePriority priority);
