/* SPDX-License-Identifier: Apache-2.0 */
/* console/presence.h: who is answering which case just now.
 *
 * A hint between colleagues, never a lock: it is in the memory of this node alone, each mark holds PRESENCE_LEASE and
 * is renewed while somebody writes. At most PRESENCE_MARKS at once; more are not shown. Thread-safe, nothing blocks. */
#pragma once
#include "base/clock.h"
#include "model/ids.h"

#define PRESENCE_LEASE (90 * CLOCK_SECOND)
#define PRESENCE_MARKS 2000

typedef struct Presence Presence;

Presence *presence_new(void);
void presence_free(Presence *presence);

/* Writes at @now. TRUE: she did not before, so pages that show it have changed. */
gboolean presence_mark(Presence *presence, CaseId case_id, StaffId staff, const char *name, gint64 now);
/* Not any more. TRUE: she did before. */
gboolean presence_leave(Presence *presence, CaseId case_id, StaffId staff);
/* The names (char *) of who writes, but for @reader, ended by NULL. */
GPtrArray *presence_names(Presence *presence, CaseId case_id, StaffId reader, gint64 now);
