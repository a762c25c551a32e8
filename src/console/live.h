/* SPDX-License-Identifier: Apache-2.0 */
/* console/live.h: telling open pages that something is not as they show it. */
#pragma once
#include "console/console-private.h"

/* Who is answering @case_id has changed. */
void live_presence(const Console *console, CaseId case_id);
