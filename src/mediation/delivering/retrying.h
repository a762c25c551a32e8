/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/delivering/retrying.h: when what did not work, or found no place, is tried again: never all at the same
 * moment.
 *
 * How long the pause is goes by the class of the answer and how often it was tried; webhooks have a table of their own
 * (webhooks_pause()). Thread-safe; nothing blocks. */
#pragma once
#include "mediation/delivering/slots.h"

/* How long to wait after an attempt ended with @code for the @number-th time, jitter not included. Pure. */
gint64 retrying_pause(const char *code, guint number);
/* @pause, give or take one part in @part of it. */
gint64 retrying_spread(gint64 pause, guint part);
/* @pause from now, give or take a fifth; not before @wait, for which the other side asked (0: it did not), has passed,
 * as far as that is no longer than BREAKER_ASKED. */
gint64 retrying_due(gint64 pause, gint64 wait);
/* @until, or up to @spread later: for those that all wait for the same. */
gint64 retrying_after(gint64 until, gint64 spread);
/* For what found no slot for @key: a second; where that takes long @slow to twice that. */
gint64 retrying_slot_pause(Slots *slots, const char *key, gint64 slow);
