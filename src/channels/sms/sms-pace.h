/* SPDX-License-Identifier: Apache-2.0 */
/* channels/sms/sms-pace.h: how many parts each of our numbers sends in a second. Networks refuse, or send twice, what
 * comes faster than they agreed to. Thread-safe. */
#pragma once
#include <glib.h>

#define SMS_PACE_MAX 1000 /* parts a second */

typedef struct SmsPace SmsPace;

/* @rate: parts a second of one number; 0: no bound. */
SmsPace *sms_pace_new(guint rate);
void sms_pace_free(SmsPace *pace);
/* Nobody waits any more. */
void sms_pace_stop(SmsPace *pace);

/* Blocks until @from may send @parts more. FALSE: not before @deadline (monotonic), or it was stopped. */
gboolean sms_pace_wait(SmsPace *pace, const char *from, guint parts, gint64 deadline);

/* When @parts may leave, for a number that may send again at *@next; moves *@next behind them. Pure. */
gint64 sms_pace_reserve(gint64 *next, guint rate, guint parts, gint64 now);
