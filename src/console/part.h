/* SPDX-License-Identifier: Apache-2.0 */
/* console/part.h: small pieces of what templates are given. All JSON returned is new. */
#pragma once
#include <jansson.h>

#include "model/actor.h"
#include "model/ids.h"
#include "model/verdict.h"

typedef struct ConsoleVisit ConsoleVisit;

/* { @name: true }: how templates choose a word. @name NULL: null. */
json_t *part_flag(const char *name);
/* Whatever bytes @text has, valid JSON text comes out; NULL: null. */
json_t *part_text(const char *text);
/* @when (microseconds UTC; 0: null) as a person says it, for machines, and exactly. */
json_t *part_time(const ConsoleVisit *visit, gint64 when);
/* As the reader's language writes it. */
json_t *part_number(const ConsoleVisit *visit, gint64 number);
/* "GO" for "Grace Okafor". */
/* Of a number its last two digits. */
json_t *part_initials(const char *name);
/* An address as people know it. */
json_t *part_shown(const char *uri);
/* How a channel is called: a word of the catalogue for the drivers that have one, else its own name. */
json_t *part_channel(const ConsoleVisit *visit, const char *channel);
/* How people write the identity @uri; who has no address reads on a page of ours. */
json_t *part_address(const ConsoleVisit *visit, const char *uri);
/* A unit with its list of cases, by id; null when it does not exist. */
json_t *part_unit(const ConsoleVisit *visit, UnitId id);
/* { value, name, selected } */
json_t *part_option(const char *value, const char *name, gboolean selected);

/* What @error says, in the reader's language as far as the catalogue has it, as a sentence. */
json_t *part_said(const ConsoleVisit *visit, const GError *error);

/* Why a filter says so, in the reader's language, with what stands behind it. */
json_t *part_reason(const ConsoleVisit *visit, const Verdict *verdict);

/* Sets @key of @object; @value is taken. */
void part_set(json_t *object, const char *key, json_t *value);
/* Appends to @array; @value is taken. */
void part_add(json_t *array, json_t *value);
/* { "list": @array }, or null when it is empty; @array is taken. */
json_t *part_list(json_t *array);
