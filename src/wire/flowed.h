/* SPDX-License-Identifier: Apache-2.0 */
/* wire/flowed.h: format=flowed text (RFC 3676) with its paragraphs whole again. Pure, thread-safe. */
#pragma once
#include <glib.h>

/* @text has LF line ends. Soft breaks are joined within one quote depth, with @delsp without the blank before them;
 * space stuffing is undone; quoted lines begin with one ">" per level and a blank; "-- " stays a line of its own. */
char *flowed_unfold(const char *text, gboolean delsp);
