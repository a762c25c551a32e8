/* SPDX-License-Identifier: Apache-2.0 */
/* console/flash.h: what was just done, said once on the next page: a code of templates/word/flash.mustache and perhaps
 * one value, in a cookie that is authenticated by the session and gone after a minute. Pure but for request and
 * response. */
#pragma once
#include "console/console-private.h"

/* @key names the value in the template ("officer"); NULL: none. */
void flash_set(const ConsoleVisit *visit, const char *code, const char *key, const char *value);

/* The same with a button that posts to @undo; NULL: none. */
void flash_set_undo(const ConsoleVisit *visit, const char *code, const char *key, const char *value, const char *undo);

/* What the page before left, as template data, and the browser forgets it; null when there is nothing. */
json_t *flash_take(const ConsoleVisit *visit);
