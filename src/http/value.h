/* SPDX-License-Identifier: Apache-2.0 */
/* http/value.h: small pieces of what templates are given, for faces and channels. All JSON returned is new; what a
 * setter is given is taken. Pure. */
#pragma once
#include <jansson.h>

#include "base/locale.h"

/* Whatever bytes @text has, valid JSON text comes out; NULL: null. */
json_t *value_text(const char *text);
/* { @name: true }: how templates choose a word. @name NULL: null. */
json_t *value_flag(const char *name);
/* { "list": @array }, or null when it is empty. */
json_t *value_list(json_t *array);
/* What @text holds between blank lines, one text each. */
json_t *value_paragraphs(const char *text);

/* @when (microseconds UTC; 0: null) as people say it seen from @now, for machines, and exactly. */
json_t *value_time(const Locale *locale, gint64 when, gint64 now, const char *zone);
/* The day alone: "2 November" and for machines. 0: null. */
json_t *value_day(const Locale *locale, gint64 when, const char *zone);

void value_set(json_t *object, const char *key, json_t *value);
void value_add(json_t *array, json_t *value);
