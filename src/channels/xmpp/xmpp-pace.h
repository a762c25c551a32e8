/* SPDX-License-Identifier: Apache-2.0 */
/* channels/xmpp/xmpp-pace.h: how often somebody may send us something, in memory.
 *
 * Within a minute a person may say @rate things, and ask, confirm and refuse PACE_SIGNALS times as many; so no sender
 * switches the bound off by dressing what she says as something else. What all persons of one server say is bounded
 * too: the first PACE_FEW things of each count by themselves, against PACE_SERVER times @rate, and only when that is
 * full, or beyond the first few, against as many again. So whoever uses up the second with some loud accounts on a
 * public server silences none of the others there. What they ask, confirm and refuse is bounded in the same way, and
 * by itself, with PACE_SIGNALS times as much in a minute: the same numbers hold for a PACE_SIGNALS-th of one.
 *
 * 10,000 persons and as many servers are known; over that those are forgotten that were quiet longest. One thread. */
#pragma once
#include "wire/jid.h"

#define PACE_RATE_MAX 100
#define PACE_SERVER   10
#define PACE_FEW      5
#define PACE_SIGNALS  5

typedef struct Pace Pace;

/* @rate 1 to PACE_RATE_MAX. */
Pace *pace_new(guint rate);
void pace_free(Pace *pace);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pace, pace_free)

/* TRUE: @sender may, and that is counted. @says: something that becomes a message of hers; FALSE: a question, a
 * receipt, an error, presence. @now: monotonic. */
gboolean pace_take(Pace *pace, const Jid *sender, gboolean says, gint64 now);
