/* SPDX-License-Identifier: Apache-2.0 */
/* policy/routing-words.h: rules and reasons as people say them, in the reader's language.
 *
 *     the text has “pothole” or “hole in the road”       a condition of a rule, or why it holds
 *     the language is English                            … or why it does not
 *
 * Each is a part of a sentence without a full stop; pages set "When … and … → …" around them. Pure and thread-safe. */
#pragma once
#include "base/locale.h"
#include "policy/routing-engine.h"

/* What codes are called; @data is the caller's. Each returns a name to be freed, or NULL: the code is shown. */
typedef struct {
    char *(*unit)(gpointer data, const char *code);
    char *(*service)(gpointer data, const char *code);
    gpointer data;
} RoutingNames;

/* The conditions of @rule, one string each, in the order in which they are asked; for one that asks nothing "always".
 */
GStrv routing_words_conditions(const Locale *locale, const RoutingRule *rule, const RoutingNames *names);
/* What a case gets: "Highways", "service Potholes", "high priority" … */
GStrv routing_words_outcomes(const Locale *locale, const RoutingRule *rule, const RoutingNames *names);
char *routing_words_reason(const Locale *locale, const RoutingReason *reason, const RoutingNames *names);
